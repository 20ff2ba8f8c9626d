"""Times that can't be right. Order never comes from clocks; but who reads a time is told where to doubt it.

A time is a claim of the computer that made the entry. Three things show that a clock was wrong: a log whose times run
backwards, an entry made before the one that it replaces, and a time that has not come yet.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from qmdesk.model.journal import Entry, EntryId, State
from qmdesk.model.problem import Problem, Severity

#: Clocks of laptops differ, and are put right, by so much without anyone minding.
TOLERATED = timedelta(minutes=10)
AHEAD, SET_BACK, DIFFERS, UNREADABLE = "clock-ahead", "clock-set-back", "clock-differs", "clock-unreadable"


@dataclass(frozen=True, slots=True)
class Doubt:
    """An entry whose time can't be right, the code of why, and the time that it is held against."""

    entry: Entry
    code: str
    against: str


def doubts(entries: Iterable[Entry], now: str) -> tuple[Doubt, ...]:
    """The entries whose times can't be right, among all entries or the heads alone; by device and number.

    ``now``: this computer's clock as the journal writes it, a claim too.
    """
    ordered = sorted(entries, key=lambda each: (each.device, each.seq))
    times = {each.id: moment(each.at) for each in ordered}
    by_id = {each.id: each for each in ordered}
    latest = (moment(now) or datetime.max.replace(tzinfo=UTC)) + TOLERATED
    found: list[Doubt] = []
    before: Entry | None = None
    for each in ordered:
        time = times[each.id]
        earlier = before if before is not None and before.device == each.device else None
        if time is None:
            found.append(Doubt(each, UNREADABLE, ""))
            continue
        if time > latest:
            found.append(Doubt(each, AHEAD, now))
            continue  # what comes after it is not to blame
        if earlier is not None and _is_before(time, times[earlier.id]):
            found.append(Doubt(each, SET_BACK, earlier.at))
        else:
            seen = [id for id in each.replaces if id.device != each.device and _is_before(time, times.get(id))]
            found += [Doubt(each, DIFFERS, by_id[id].at) for id in seen[:1]]
        before = each
    return tuple(found)


def doubts_behind(known: Sequence[Entry], found: Iterable[Doubt], new: Sequence[Entry], now: str) -> tuple[Doubt, ...]:
    """The doubts of entries that came behind others, of which all are ``known`` and some were ``found`` doubtful."""
    no_measure = {each.entry.id for each in found if each.code in (UNREADABLE, AHEAD)}
    devices, before = {each.device for each in new}, dict[str, Entry]()
    for each in reversed(known):
        if devices <= before.keys():
            break
        if each.device in devices and each.id not in no_measure:
            before.setdefault(each.device, each)
    replaced = {id for each in new for id in each.replaces if id.device != each.device}
    others = (each for each in known if each.id in replaced) if replaced else ()
    names = {each.id for each in new}
    beside = {each.id: each for each in (*before.values(), *others, *new)}
    return tuple(each for each in doubts(beside.values(), now) if each.entry.id in names)


def doubts_in(state: State, now: str) -> tuple[Doubt, ...]:
    """The same of what stands in a case, without its history."""
    return doubts((head for folded in state.values() for head in folded.heads), now)


def problems_of(found: Sequence[Doubt]) -> tuple[Problem, ...]:
    """A warning for each clock and way of being wrong, with the first of its entries and how many there are."""
    grouped: dict[tuple[str, str], list[Doubt]] = {}
    for each in found:
        grouped.setdefault((each.entry.device, each.code), []).append(each)
    return tuple(
        Problem(code, "page:history", _details(group[0], len(group)), Severity.WARNING)
        for (_, code), group in grouped.items()
    )


def _details(first: Doubt, count: int) -> dict[str, str | int]:
    words = {"author": first.entry.author, "at": plain(first.entry.at), "against": plain(first.against)}
    return {**words, "device": first.entry.device, "n": count}


def doubtful(found: Iterable[Doubt]) -> dict[EntryId, Doubt]:
    """By the entry's name."""
    return {each.entry.id: each for each in found}


def plain(at: str) -> str:
    """A time of the journal as people read it, to the minute."""
    return at[:16].replace("T", " ")


def moment(at: str) -> datetime | None:
    """A time of the journal; None where it is none. One without a zone is taken for UTC."""
    try:
        found = datetime.fromisoformat(at)
    except ValueError:
        return None
    return found if found.tzinfo is not None else found.replace(tzinfo=UTC)


def _is_before(time: datetime, other: datetime | None) -> bool:
    return other is not None and time + TOLERATED < other
