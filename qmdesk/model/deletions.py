"""Edits of a record that whoever deleted it did not see: a conflict with the deletion, not a loss.

A record is deleted by setting its place ``deleted`` to True. An entry that does so names in ``replaces``, besides
what it replaces, every head of the record that its author saw; and an entry that edits a deleted record names the
deletion. Names of entries of other places replace nothing, they only say what was seen. So two entries of one record
are known to be made side by side when neither names the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from qmdesk.model.journal import Entry, EntryId, Folded, Place, Stage

#: The field by which a record is deleted.
DELETED = "deleted"
_STAGES = ("", *map(str, Stage))


def deletes(deletion: Place, other: Place) -> bool:
    """Whether a deletion at one place is of what stands at another place of the same subject: at its stage, or at
    every stage where one of the two has none."""
    return other.name != DELETED and (not deletion.stage or not other.stage or deletion.stage == other.stage)


def seen_beside(state: Mapping[Place, Folded], place: Place) -> tuple[EntryId, ...]:
    """The entries of other places that a new entry at ``place`` names as seen."""
    if place.name == DELETED:
        found = (each for each in state.values() if each.place.subject == place.subject and each.place != place)
        return tuple(sorted(head.id for each in found for head in each.heads))
    if place.kind == place.subject:  # the case itself can't be deleted
        return ()
    return tuple(sorted(head.id for each in _deletions_of(state, place) for head in _standing(each)))


def without_seen(state: dict[Place, Folded], entry: Entry) -> None:
    """After our own entry was taken in: what it replaces is no longer an edit that a deletion did not see."""
    for each in _deletions_of(state, entry.place):
        if each.unseen:
            left = tuple(head for head in each.unseen if head.id not in entry.replaces)
            state[each.place] = replace(each, unseen=left)


def with_unseen(state: dict[Place, Folded]) -> dict[Place, Folded]:
    """The state with ``unseen`` of every deletion that stands, worked out from the heads."""
    subjects: dict[str, list[Folded]] = {}
    for place, folded in state.items():
        if place.name == DELETED and any(_standing(folded)):
            subjects.setdefault(place.subject, []).append(folded)
    if not subjects:
        return state
    edits: dict[Place, list[Entry]] = {folded.place: [] for found in subjects.values() for folded in found}
    for place, folded in state.items():
        for deletion in subjects.get(place.subject, ()):
            if deletes(deletion.place, place):
                deletions = tuple(_standing(deletion))
                edits[deletion.place] += [head for head in folded.heads if _is_unseen(head, deletions)]
    for place, found in edits.items():
        found.sort(key=lambda each: (each.lamport, each.device, each.seq))
        state[place] = replace(state[place], unseen=tuple(found))
    return state


def _deletions_of(state: Mapping[Place, Folded], place: Place) -> Iterator[Folded]:
    if place.name != DELETED:
        for stage in _STAGES if not place.stage else ("", place.stage):
            found = state.get(Place(place.subject, DELETED, stage))
            if found is not None:
                yield found


def _standing(deletion: Folded) -> Iterator[Entry]:
    return (head for head in deletion.heads if head.value is True)


def _is_unseen(edit: Entry, deletions: Iterable[Entry]) -> bool:
    return edit.value is not None and all(_side_by_side(edit, each) for each in deletions)


def _side_by_side(edit: Entry, deletion: Entry) -> bool:
    if edit.device == deletion.device or edit.id in deletion.replaces or deletion.id in edit.replaces:
        return False
    # A deletion that names nothing was written before deletions named what they saw: only time's order can speak.
    return bool(deletion.replaces) or edit.lamport >= deletion.lamport
