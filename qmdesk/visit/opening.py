"""What was agreed at the opening meeting, and what of it was changed after data had been seen.

The order of the journal tells what came first, never the clock: a clock may be put back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from qmdesk.grading.records import Index, Record
from qmdesk.model.canonical import Json
from qmdesk.model.journal import Entry, Place, Stage, State
from qmdesk.model.problem import Problem, Severity

#: What is agreed of a characteristic before its data are seen.
AGREED = ("key", "lsl", "usl", "target", "distribution", "deleted")
READINGS = "readings"
#: What closes the talk about a characteristic: from then on data that were there already count as seen.
CLOSED = "agreed"
KIND = "characteristic"
FOLLOWED = (*AGREED, READINGS, CLOSED)
#: Records of the preparation and the opening whose times are shown.
TIMED = ("member", "declaration", "question", "request", "attendance", "meeting", KIND)


@dataclass(frozen=True, slots=True)
class LateChange:
    """A field of a key characteristic that is other than it was when readings were first recorded: before, after, and
    the last entry that changed it."""

    characteristic: str
    field: str
    before: Json
    after: Json
    at: str
    author: str


def places_of(found: Index) -> tuple[Place, ...]:
    """The places whose history :func:`late_changes` needs."""
    stages = [each for each in found.stages if each]
    keys = list(found.kinds.get(KIND, {}))
    return tuple(Place(f"{KIND}:{key}", name, stage) for key in keys for name in FOLLOWED for stage in stages)


def late_changes(entries: Iterable[Entry], stage: Stage = Stage.ONSITE) -> tuple[LateChange, ...]:
    """What of a key characteristic was changed after its data were seen: after readings were recorded at the stage, or,
    where an earlier stage had readings already, after the characteristic was agreed.

    ``entries`` come in the journal's order; of those given only the characteristics' matter. What was recorded together
    with the first readings is no change, what was set back to what it was neither, nor what concerns a characteristic
    that never was key.
    """
    followed: dict[str, _Followed] = {}
    for entry in entries:
        place = entry.place
        if place.kind == KIND and place.name in FOLLOWED:
            followed.setdefault(place.key, _Followed(stage)).take(entry, place)
    return tuple(change for key, each in followed.items() for change in each.changes(key))


class _Followed:
    """One characteristic through the journal."""

    def __init__(self, stage: Stage) -> None:
        self._stages = (str(stage), *map(str, stage.fallbacks))
        self._own = str(stage)
        self._now: dict[tuple[str, str], Json] = {}
        self._before: dict[str, Json] | None = None
        self._batch = ""
        self._last: dict[str, Entry] = {}
        self._key = False

    def take(self, entry: Entry, place: Place) -> None:
        if self._before is None and self._batch and entry.batch != self._batch:
            self._before = {name: self.value(name) for name in AGREED}
        self._now[place.name, place.stage] = entry.value
        if not self._batch and self._seen():
            self._batch = entry.batch
        if place.name not in AGREED:
            return
        self._key = self._key or self.value("key") is True
        if self._before is not None:
            self._last[place.name] = entry

    def _seen(self) -> bool:
        own = self._now.get((READINGS, self._own)) is not None
        return own or (self._now.get((CLOSED, self._own)) is True and self.value(READINGS) is not None)

    def value(self, name: str) -> Json:
        """What stands for the stage."""
        return next((found for each in self._stages if (found := self._now.get((name, each))) is not None), None)

    def changes(self, key: str) -> Iterator[LateChange]:
        if self._before is None or not self._key:
            return
        for name, entry in self._last.items():
            before, after = self._before[name], self.value(name)
            if (before or None) != (after or None):
                yield LateChange(key, name, before, after, entry.at, entry.author)


def problems(found: Index, late: Iterable[LateChange]) -> tuple[Problem, ...]:
    """The late changes that nobody gave a reason for, for the leaving check: one for each characteristic."""
    made: dict[str, Problem] = {}
    for each in late:
        record = found.record(KIND, each.characteristic)
        if not record.text("key_reason").strip():
            where = f"{KIND}:{each.characteristic}/key_reason"
            details = {"name": record.text("name") or each.characteristic}
            made.setdefault(
                each.characteristic, Problem("late-change-without-reason", where, details, Severity.WARNING)
            )
    return tuple(made.values())


def key_characteristics(found: Index) -> list[Record]:
    """Those that decide, by product family."""
    keys = [each for each in found.records(KIND) if each.flag("key") is True]
    return sorted(keys, key=lambda each: each.text("family"))


# -- clocks --------------------------------------------------------------------------------------


def clock_doubts(state: State) -> frozenset[str]:
    """The subjects with an entry whose time the order of its log contradicts: one written later bears an earlier
    time, or one written earlier a later one. Either may be wrong, so both are named."""
    logs: dict[str, list[tuple[int, datetime, str]]] = {}
    for place, folded in state.items():
        if place.kind in TIMED:
            for head in folded.heads:
                if (at := _moment(head.at)) is not None:
                    logs.setdefault(head.device, []).append((head.seq, at, place.subject))
    doubted: set[str] = set()
    for entries in logs.values():
        entries.sort(key=lambda each: each[0])
        doubted |= _contradicted(entries)
    return frozenset(doubted)


def _contradicted(entries: list[tuple[int, datetime, str]]) -> set[str]:
    found: set[str] = set()
    latest: datetime | None = None
    for _, at, subject in entries:
        if latest is not None and at < latest:
            found.add(subject)
        latest = at if latest is None else max(latest, at)
    soonest: datetime | None = None
    for _, at, subject in reversed(entries):
        if soonest is not None and at > soonest:
            found.add(subject)
        soonest = at if soonest is None else min(soonest, at)
    return found


def _moment(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo is not None else None
