"""From entries to the current state: for each place, the entries that no other entry replaces.

A fold of a set: the order in which entries arrive makes no difference, and an entry that arrives twice counts once.
"""

from __future__ import annotations

from collections.abc import Iterable

from qmdesk.model.journal import Entry, EntryId, Folded, Place


def sort_key(entry: Entry) -> tuple[int, str, int]:
    """The order that all devices agree on: lamport first, then device and number. Wall clocks play no part."""
    return (entry.lamport, entry.device, entry.seq)


def fold(entries: Iterable[Entry]) -> dict[Place, Folded]:
    """The state after all entries, places in order of their first entry."""
    ordered = sorted(entries, key=sort_key)
    replaced = {each for entry in ordered for each in entry.replaces}
    heads: dict[Place, list[Entry]] = {}
    seen: set[EntryId] = set()
    for entry in ordered:
        kept = heads.setdefault(entry.place, [])
        if entry.id not in replaced and entry.id not in seen:
            kept.append(entry)
        seen.add(entry.id)
    return {place: Folded(place, tuple(found)) for place, found in heads.items() if found}


def apply(state: dict[Place, Folded], entry: Entry) -> None:
    """Take one new entry of our own into a state: it stands for the heads that it replaces."""
    place = entry.place
    before = state.get(place)
    kept = tuple(head for head in before.heads if head.id not in entry.replaces) if before else ()
    state[place] = Folded(place, tuple(sorted((*kept, entry), key=sort_key)))
