"""A case frozen at one moment: all that a grade or a report is made from, and nothing else.

The canonical JSON of a snapshot is embedded in signed reports and packages; whoever has it and the form
can compute the grade again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from qmdesk.model.canonical import Json
from qmdesk.model.journal import Folded, Head, Place, Stage, State
from qmdesk.model.readings import Readings


@dataclass(frozen=True, slots=True)
class FileInfo:
    """A blob of the case by its SHA-256: size in bytes and sniffed media type."""

    sha256: str
    size: int
    media: str


def sets_in(state: State) -> frozenset[str]:
    """The SHA-256 of every measurement set that the state refers to, whatever record it belongs to."""
    return frozenset(
        str(value["blob"])
        for folded in state.values()
        for value in folded.values
        if isinstance(value, Mapping) and set(value) == {"blob", "n"}
    )


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The folded state with the measurement sets and the names of files that it refers to."""

    case_id: str
    form_id: str
    edition: str
    form_sha256: str
    state: State
    readings: Mapping[str, Readings]
    files: Mapping[str, FileInfo]
    heads: tuple[Head, ...]

    def value(self, subject: str, name: str, stage: Stage | None = None, *, own: bool = False) -> Json:
        """The value at a place; with a stage also from its fallback stages unless ``own``; None where none."""
        found = self.folded(subject, name, stage, own=own)
        return None if found is None else found.value

    def folded(self, subject: str, name: str, stage: Stage | None = None, *, own: bool = False) -> Folded | None:
        """The folded place behind :meth:`value`."""
        if stage is None:
            return self.state.get(Place(subject, name))
        stages = (stage,) if own else (stage, *stage.fallbacks)
        for each in stages:
            found = self.state.get(Place(subject, name, str(each)))
            if found is not None and (found.value is not None or found.conflict):
                return found
        return None

    def keys(self, kind: str) -> Iterator[str]:
        """Keys of the records of one kind (``step``, ``finding``, ...), in order of first appearance.

        Those of which an undo left nothing are no more.
        """
        seen: dict[str, bool] = {}
        for place, folded in self.state.items():
            if place.kind == kind:
                seen[place.key] = seen.get(place.key, False) or folded.value is not None or folded.conflict
        yield from (key for key, stands in seen.items() if stands)

    def by_author(self, subject: str, name: str, stage: Stage) -> Mapping[str, Folded]:
        """Every author's own value of a field that belongs to its assessor (ratings)."""
        return {
            place.author: folded
            for place, folded in self.state.items()
            if place.subject == subject and place.name == name and place.stage == stage and place.author
        }
