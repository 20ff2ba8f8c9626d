"""What was taken in when: a list that a case file keeps of its own merges, so that a whole merge can be undone.

It stands in ``meta`` and not in the journal, for it says something of this file: an entry for each merge would be a
change to send on, and two laptops would never come to the same.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from qmdesk.casefile.case import CaseFile
from qmdesk.casefile.fold import fold
from qmdesk.model.canonical import Json, canonical
from qmdesk.model.journal import Edit, EntryId, Place, State

if TYPE_CHECKING:
    from qmdesk.exchange.package import Package

KEY = "merges"
#: How the origin of entries that undo a merge begins; the package's hash follows.
UNMERGE = "unmerge:"
#: So many are kept, the newest.
MOST = 200


@dataclass(frozen=True, slots=True)
class Merge:
    """One package taken in: its hash, who signed it, when it was packed (a claim).

    ``before`` is the number of the last entry of every log before, ``after`` that of the logs which it brought on.
    """

    package: str
    signer: str
    packed_at: str
    before: Mapping[str, int]
    after: Mapping[str, int]

    @property
    def count(self) -> int:
        """How many entries it brought."""
        return sum(last - self.before.get(log, 0) for log, last in self.after.items())

    def was_there(self, entry: EntryId) -> bool:
        """Whether the case had an entry before."""
        return entry.seq <= self.before.get(entry.device, 0)

    def brought(self, entry: EntryId) -> bool:
        """Whether an entry came with it."""
        return not self.was_there(entry) and entry.seq <= self.after.get(entry.device, 0)


@dataclass(frozen=True, slots=True)
class SettingBack:
    """What undoes a merge: edits to be recorded beside each other as one batch, and places left alone because they have
    changed since."""

    edits: tuple[Edit, ...]
    left: tuple[Place, ...]


def note(case: CaseFile, package: Package) -> tuple[str, str] | None:
    """The word of ``meta`` that tells of a package about to be taken in; None where it brings no new entry."""
    ends = {span.log: span.seq for span in package.info.logs}
    return note_of(case, package.info.sha256, package.check.signer, package.info.packed_at, ends)


def note_of(
    case: CaseFile, package: str, signer: str, packed_at: str, ends: Mapping[str, int]
) -> tuple[str, str] | None:
    """As :func:`note`, from what it tells."""
    before = {head.device: head.seq for head in case.heads()}
    after = {log: last for log, last in ends.items() if last > before.get(log, 0)}
    if not after:
        return None
    made: Json = {"package": package, "signer": signer, "packed_at": packed_at, "before": before, "after": after}
    return KEY, canonical([*_kept(case), made][-MOST:])


def setting_back(case: CaseFile, state: State, merge: Merge, reason: str) -> SettingBack:
    """What sets back all that a merge changed and nobody has changed since.

    A place gets the value that it had, none where it had none, or the several that stood against each other. All of
    the merge's entries stay in the journal.
    """
    places = {
        entry.place
        for log in sorted(merge.after)
        for entry in case.entries(log, merge.before.get(log, 0))
        if merge.brought(entry.id)
    }
    edits: list[Edit] = []
    left: list[Place] = []
    for place in sorted(places):
        folded = state.get(place)
        heads = [] if folded is None else [head.id for head in folded.heads]  # a state read before the merge lacks it
        if not any(map(merge.brought, heads)):
            if not all(map(merge.was_there, heads)):
                left.append(place)
        elif all(merge.brought(each) or merge.was_there(each) for each in heads):
            edits += _back(case, merge, place, reason)
        else:
            left.append(place)
    return SettingBack(tuple(edits), tuple(left))


def _back(case: CaseFile, merge: Merge, place: Place, reason: str) -> list[Edit]:
    before = fold(entry for entry in case.history(place) if merge.was_there(entry.id)).get(place)
    values: tuple[Json, ...] = (None,)
    if before is not None:
        values = tuple({canonical(head.value): head.value for head in before.heads}.values())
    return [Edit(place, value, reason=reason, origin=f"{UNMERGE}{merge.package}") for value in values]


def merges_of(case: CaseFile) -> tuple[Merge, ...]:
    """The merges of a case file, oldest first; none where the list can't be read."""
    try:
        return tuple(_merge(each) for each in _kept(case))
    except (TypeError, ValueError, KeyError, AttributeError):
        return ()


def _kept(case: CaseFile) -> list[Json]:
    try:
        found = json.loads(case.meta(KEY) or "[]")
    except ValueError:
        return []
    return found if isinstance(found, list) else []  # pyright: ignore[reportUnknownVariableType]


def _merge(each: Json) -> Merge:
    data = _map(each)
    texts = [str(data[key]) for key in ("package", "signer", "packed_at")]
    return Merge(texts[0], texts[1], texts[2], _ends(data["before"]), _ends(data["after"]))


def _ends(each: Json) -> Mapping[str, int]:
    return MappingProxyType({log: int(str(last)) for log, last in _map(each).items()})


def _map(value: Json) -> Mapping[str, Json]:
    if not isinstance(value, Mapping):
        raise ValueError("an object was expected")
    return value
