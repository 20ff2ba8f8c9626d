"""What merging packages would do to a case, worked out without changing it or remembering a signer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from qmdesk.casefile.case import CaseFile
from qmdesk.casefile.fold import fold
from qmdesk.exchange.conflicts import Conflict, conflicts_of
from qmdesk.exchange.merge import Believing, Known, check_fits
from qmdesk.exchange.package import Package
from qmdesk.exchange.standing import Belief, named
from qmdesk.model.canonical import Json
from qmdesk.model.journal import Entry, EntryId, Folded, Place
from qmdesk.model.problem import Problem, Refused
from qmdesk.review.session import ReviewSession


@dataclass(frozen=True, slots=True)
class Looked:
    """One package: who signed it and on what ground that is believed, who wrote in it since when, and what is new.

    ``first`` and ``last`` are wall-clock claims of its new entries. With ``problem`` it would not be taken.
    """

    path: Path
    signer: str = ""
    belief: str = ""
    authors: tuple[str, ...] = ()
    first: str = ""
    last: str = ""
    entries_new: int = 0
    entries_known: int = 0
    files_new: int = 0
    problem: Problem | None = None

    def to_json(self) -> dict[str, Json]:
        """As ``merge --dry-run --json`` lists it."""
        return {
            "package": self.path.name,
            "signer": self.signer,
            "belief": self.belief,
            "authors": list(self.authors),
            "first": self.first or None,
            "last": self.last or None,
            "entries_new": self.entries_new,
            "entries_known": self.entries_known,
            "files_new": self.files_new,
            "code": self.problem.code if self.problem else None,
        }


@dataclass(frozen=True, slots=True)
class Change:
    """A place before and after; ``after`` may stand in conflict."""

    before: Folded | None
    after: Folded


@dataclass(frozen=True, slots=True)
class Preview:
    """What merging would bring: the packages, the places that would change, all conflicts open afterwards."""

    packages: tuple[Looked, ...]
    changes: tuple[Change, ...]
    conflicts: tuple[Conflict, ...]

    @property
    def takes(self) -> bool:
        """Whether anything would be taken in."""
        return any(each.problem is None and (each.entries_new or each.files_new) for each in self.packages)


@dataclass(slots=True)
class _Imagined:
    """The case as it would be: entries by id, the end of every log, files."""

    case_id: str
    form_sha256: str
    entries: dict[EntryId, Entry]
    heads: dict[str, int]
    files: set[str]
    touched: set[Place] = field(default_factory=set[Place])


def preview_merge(session: ReviewSession, packages: Sequence[Path], believing: Believing) -> Preview:
    """Look at packages as :func:`qmdesk.exchange.merge.merge_into` would take them. Nothing is written.

    What is wrong with a package stands in its ``problem``; nothing is raised for it.
    """
    case = session.on_file(_imagine)
    found: dict[Path, Looked] = {}
    waiting = list(packages)
    while waiting:
        found |= {path: _look(case, path, believing) for path in waiting}
        gaps = [path for path in waiting if _is_gap(found[path])]
        if len(gaps) == len(waiting):
            break
        waiting = gaps
    subjects = {
        place.subject for place in case.touched
    }  # whole records: an edit can stand against a deletion of theirs
    after = fold(each for each in case.entries.values() if each.subject in subjects)
    state = {**session.state, **after}
    changed = [place for place in sorted(after) if session.state.get(place) != after[place]]
    changes = tuple(Change(session.state.get(place), after[place]) for place in changed)
    return Preview(tuple(found[path] for path in packages), changes, conflicts_of(state))


def _imagine(case: CaseFile) -> _Imagined:
    entries = {each.id: each for each in case.entries()}
    heads = {each.device: each.seq for each in case.heads()}
    return _Imagined(case.case_id, case.meta("form_sha256"), entries, heads, set(case.blob_infos()))


def _is_gap(found: Looked) -> bool:
    return found.problem is not None and found.problem.code == "package-gap"


def _look(case: _Imagined, path: Path, believing: Believing) -> Looked:
    try:
        with believing.open(path) as package:
            check_fits(package, Known(case.case_id, case.form_sha256, case.heads))
            return _take(case, package)
    except Refused as refused:
        return Looked(path, problem=refused.problems[0])


def _take(case: _Imagined, package: Package) -> Looked:
    brought = package.content.entries
    new = _new(case.entries, brought)
    files = package.content.brought - case.files
    case.entries |= {each.id: each for each in new}
    case.files |= files
    case.touched |= {each.place for each in new}
    for each in new:
        case.heads[each.device] = max(case.heads.get(each.device, 0), each.seq)
    times = sorted(each.at for each in new)
    return Looked(
        package.path,
        named(package.check) if package.belief is Belief.FIRST_USE else package.check.signer,
        str(package.belief),
        tuple(sorted({each.author for each in new})),
        times[0] if times else "",
        times[-1] if times else "",
        len(new),
        len(brought) - len(new),
        len(files),
    )


def _new(known: Mapping[EntryId, Entry], brought: Iterable[Entry]) -> list[Entry]:
    """Entries that are not known. Raises Refused(journal-fork) where a known one comes with other content."""
    new: list[Entry] = []
    for each in brought:
        ours = known.get(each.id)
        if ours is None:
            new.append(each)
        elif ours.hash != each.hash:
            raise Refused(Problem("journal-fork", str(each.id)))
    return new


def met_first(found: Looked) -> bool:
    """Whether its signer would be believed for the first time, on nothing but its own word."""
    return found.belief == str(Belief.FIRST_USE)
