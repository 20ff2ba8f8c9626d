"""What can be undone and redone, kept from our own log: each entry is looked at once.

An undo takes its batch off the first pile and puts itself on the second; a redo the other way round; anything else
empties the second, and a conclusion or amendment is a floor that undo does not pass.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby

from qmdesk.model.journal import Entry, EntryId, Place

UNDO, REDO = "undo:", "redo:"
#: Batches that can be undone, and entries in them; older ones stay in the journal, but are not kept in memory. The last
#: batch is always kept, however large.
MOST, MOST_ENTRIES = 2_000, 10_000
Batch = tuple[Entry, ...]


@dataclass(slots=True)
class Pile:
    """``done`` and ``undone``, oldest first; an undone batch stands beside the undo that took it back."""

    log: str = ""
    seq: int = 0
    done: list[Batch] = field(default_factory=list[Batch])
    undone: list[tuple[Batch, Batch]] = field(default_factory=list[tuple[Batch, Batch]])
    newest: dict[Place, EntryId] = field(default_factory=dict[Place, EntryId])
    """Our own last entry of each place."""
    _entries: int = 0
    """Entries in ``done``."""

    def follow(self, entries: Iterable[Entry]) -> None:
        """Take in the entries of our log that come after those known, whole batches, in order."""
        for _, batch in groupby(entries, key=lambda each: each.batch):
            self._add(tuple(batch))

    def _add(self, batch: Batch) -> None:
        self.seq = batch[-1].seq
        self.newest |= {entry.place: entry.id for entry in batch}
        origin = batch[0].origin
        if origin.startswith(UNDO):
            self.undone.append((batch, self._take_last()))
        elif origin.startswith(REDO):
            del self.undone[-1:]
            self._put(batch)
        elif batch[0].place.name in {"concluded", "second_review"} or _begins_case(batch):
            self.done.clear()
            self.undone.clear()
            self._entries = 0
        else:
            self._put(batch)
            self.undone.clear()

    def _put(self, batch: Batch) -> None:
        self.done.append(batch)
        self._entries += len(batch)
        old = 0
        while len(self.done) - old > MOST or (self._entries > MOST_ENTRIES and len(self.done) - old > 1):
            self._entries -= len(self.done[old])
            old += 1
        del self.done[:old]

    def _take_last(self) -> Batch:
        batch = self.done.pop() if self.done else ()
        self._entries -= len(batch)
        return batch


def _begins_case(batch: Batch) -> bool:
    """Whose case it is stands from the start; that can be set anew, but not undone by one press too many."""
    return batch[0].seq == 1 and any(entry.place == Place("case", "credit_code") for entry in batch)
