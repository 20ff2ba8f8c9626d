"""Entries for tests: a device that writes a log as the program does."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from qmdesk.model.canonical import Json
from qmdesk.model.journal import Entry, EntryId, Place
from qmdesk.model.journal_json import entry_hash, entry_to_json


@dataclass
class Device:
    """One device with its own log; ``known`` is what it has seen of all logs."""

    name: str
    known: dict[EntryId, Entry] = field(default_factory=dict)
    seq: int = 0
    prev: str = ""

    def heads(self, place: Place) -> tuple[EntryId, ...]:
        here = [entry for entry in self.known.values() if entry.place == place]
        replaced = {each for entry in here for each in entry.replaces}
        return tuple(sorted(entry.id for entry in here if entry.id not in replaced))

    def write(self, place: Place, value: Json) -> Entry:
        lamport = max((entry.lamport for entry in self.known.values()), default=0) + 1
        self.seq += 1
        entry = Entry(
            self.name, self.seq, lamport, "王工", "2026-07-01T10:00:00.000+08:00", f"{self.name}:{self.seq}",
            place.subject, place.field, value, "", "", "typed", self.heads(place), self.prev, "",
        )  # fmt: skip
        entry = replace(entry, hash=entry_hash(entry_to_json(entry)))
        self.prev = entry.hash
        self.known[entry.id] = entry
        return entry

    def learn(self, entries: list[Entry]) -> None:
        self.known |= {entry.id: entry for entry in entries}
