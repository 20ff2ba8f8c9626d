"""From entries to the current state: for each place, the entries that no other entry replaces.

A fold of a set: the order in which entries arrive makes no difference, and an entry that arrives twice counts once.
An entry replaces another only at the same place and only with a higher lamport number, as everyone has who saw it. So
entries forged to replace each other in a circle replace nothing, and a place never goes without a head.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from qmdesk.model.deletions import with_unseen, without_seen
from qmdesk.model.journal import Entry, EntryId, Folded, Place


def sort_key(entry: Entry) -> tuple[int, str, int]:
    """The order that all devices agree on: lamport first, then device and number. Wall clocks play no part."""
    return (entry.lamport, entry.device, entry.seq)


def fold(entries: Iterable[Entry]) -> dict[Place, Folded]:
    """The state after all entries, places in order of their first entry."""
    places: dict[Place, dict[EntryId, Entry]] = {}
    for entry in sorted(entries, key=sort_key):
        places.setdefault(entry.place, {}).setdefault(entry.id, entry)
    return with_unseen({place: Folded(place, _heads(found)) for place, found in places.items()})


def _heads(found: Mapping[EntryId, Entry]) -> tuple[Entry, ...]:
    """The heads of one place among all its entries."""
    replaced: set[EntryId] = set()
    for entry in found.values():
        for each in entry.replaces:
            target = found.get(each)
            if target is not None and target.lamport < entry.lamport:
                replaced.add(each)
    return tuple(entry for each, entry in found.items() if each not in replaced)


def fold_heads(entries: Iterable[Entry]) -> dict[Place, Folded]:
    """A state from entries that are known to be heads, in the order of ``sort_key``."""
    heads: dict[Place, list[Entry]] = {}
    for entry in entries:
        heads.setdefault(entry.place, []).append(entry)
    return with_unseen({place: Folded(place, tuple(found)) for place, found in heads.items()})


def apply(state: dict[Place, Folded], entry: Entry) -> None:
    """Take one new entry of our own into a state: it stands for the heads that it replaces."""
    place = entry.place
    before = state.get(place)
    kept = tuple(head for head in before.heads if head.id not in entry.replaces) if before else ()
    state[place] = Folded(place, tuple(sorted((*kept, entry), key=sort_key)))
    without_seen(state, entry)
