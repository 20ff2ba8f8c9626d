"""The schedule of a visit: a first draft from days, team and dimensions, and what contradicts itself in it.

Minutes are counted from midnight. ``members`` of a slot are keys of members, or names, parted by commas.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from qmdesk.formdef.types import Dimension, Form, Judged
from qmdesk.grading.records import Index, Record
from qmdesk.model.canonical import Json
from qmdesk.model.problem import Problem, Severity
from qmdesk.visit.path import TEAM

#: The frame of a day, in minutes: where work begins and ends, and the hour at noon.
BEGIN, END, NOON, AFTERNOON = 9 * 60, 17 * 60, 12 * 60, 13 * 60
#: The opening meeting, the team's own before the end, and the closing.
OPENING, TEAM_MEETING, CLOSING = 30, 60, 30
#: Times are whole quarters; a piece of work shorter than this is not planned by itself.
QUARTER, SHORTEST = 15, 30
MOST_DAYS = 10
#: What is done for a dimension, in order.
WORK = {Judged.ITEMS: ("documents", "walk", "interview"), Judged.FIGURES: ("figures", "tracing", "measuring")}
_PARTED = re.compile(r"\s*[,，、;；]\s*")


@dataclass(frozen=True, slots=True)
class Slot:
    """A piece of the schedule: a day (ISO), times (``09:30``), what, of which dimension, who by key."""

    day: str
    start: str
    end: str
    activity: str
    binds: str = ""
    members: tuple[str, ...] = ()

    def values(self) -> Mapping[str, Json]:
        """The fields of its record."""
        found = {"day": self.day, "start": self.start, "end": self.end, "activity": self.activity}
        more = {"binds": self.binds, "members": ", ".join(self.members)}
        return {**found, **{name: value for name, value in more.items() if value}}


#: A stretch of work: its day, and from when to when in minutes.
_Stretch = tuple[str, int, int]


def draft(form: Form, found: Index) -> tuple[Slot, ...]:
    """A schedule for the days of the visit; empty where the case doesn't say when it begins."""
    days = days_of(found)
    if not days:
        return ()
    team = tuple(each.key for each in found.records("member") if each.text("role") in TEAM)
    closing, meeting = END - CLOSING, END - CLOSING - TEAM_MEETING
    made = [_slot(days[0], BEGIN, BEGIN + OPENING, "opening", team)]
    stretches = list(_stretches(days, meeting))
    for people, dimensions in _shares(form.dimensions, team):
        made += _work(stretches, people, dimensions)
    made.append(_slot(days[-1], meeting, closing, "team", team))
    made.append(_slot(days[-1], closing, END, "closing", team))
    return tuple(sorted(made, key=lambda each: (each.day, each.start)))


def days_of(found: Index) -> tuple[str, ...]:
    """The days of the visit, ten at most; without an end the first alone."""
    case = found.record("case")
    first, last = case.text("visit_start"), case.text("visit_end") or case.text("visit_start")
    if not first or last < first:
        return ()
    count = min((date.fromisoformat(last) - date.fromisoformat(first)).days + 1, MOST_DAYS)
    return tuple((date.fromisoformat(first) + timedelta(days=each)).isoformat() for each in range(count))


def _stretches(days: Sequence[str], until: int) -> Iterator[_Stretch]:
    """When there is work, round the meetings and noon."""
    for day in days:
        begin = BEGIN + OPENING if day == days[0] else BEGIN
        yield day, begin, NOON
        yield day, AFTERNOON, until if day == days[-1] else END


def _shares(
    dimensions: Sequence[Dimension], team: Sequence[str]
) -> Iterator[tuple[tuple[str, ...], tuple[Dimension, ...]]]:
    """Who takes which dimensions: each is taken once, by one or, where there are more people, by several."""
    groups = max(min(len(dimensions), len(team)), 1)
    for group in range(groups):
        yield tuple(team[group::groups]), tuple(dimensions[group::groups])


def _work(stretches: Sequence[_Stretch], people: tuple[str, ...], dimensions: Sequence[Dimension]) -> Iterator[Slot]:
    """The pieces of work of a group, one behind the other over all stretches, as long as each other."""
    tasks = [(each, activity) for each in dimensions for activity in WORK[each.judged]]
    total = sum(end - begin for _, begin, end in stretches)
    if total < SHORTEST * len(tasks):
        tasks = [(each, WORK[each.judged][0]) for each in dimensions]
    cuts = [round(total * each / len(tasks) / QUARTER) * QUARTER for each in range(len(tasks) + 1)]
    for (dimension, activity), first, last in zip(tasks, cuts, cuts[1:], strict=False):
        for day, begin, end in _between(stretches, first, last):
            yield _slot(day, begin, end, activity, people, f"dimension:{dimension.id}")


def _between(stretches: Sequence[_Stretch], first: int, last: int) -> Iterator[_Stretch]:
    """The stretches from the ``first`` to the ``last`` minute of work."""
    passed = 0
    for day, begin, end in stretches:
        low, high = max(first - passed, 0), min(last - passed, end - begin)
        if low < high:
            yield day, begin + low, begin + high
        passed += end - begin


def _slot(day: str, begin: int, end: int, activity: str, people: tuple[str, ...], binds: str = "") -> Slot:
    return Slot(day, clock(begin), clock(end), activity, binds, people)


def clock(minutes: int) -> str:
    """``09:30`` of 570."""
    return f"{minutes // 60:02}:{minutes % 60:02}"


def minutes_of(time: str) -> int | None:
    """570 of ``09:30``; None of anything else."""
    hour, _, minute = time.partition(":")
    return int(hour) * 60 + int(minute) if hour.isdecimal() and minute.isdecimal() else None


# -- who, and what contradicts itself ------------------------------------------------------------


def people_of(found: Index, text: str) -> tuple[tuple[str, str], ...]:
    """(key, name) of those that a slot's ``members`` mean; the key is empty for somebody who is not on the team."""
    names = {each.key: each.text("name") for each in found.records("member")}
    keys = {name: key for key, name in names.items() if name}
    return tuple((word, names[word] or word) if word in names else (keys.get(word, ""), word) for word in parted(text))


def parted(text: str) -> tuple[str, ...]:
    """The keys or names that a slot's ``members`` hold."""
    return tuple(each for each in _PARTED.split(text.strip()) if each)


def members_text(found: Index, names: str) -> str:
    """What a slot keeps of the names that somebody typed: keys where they are on the team."""
    return ", ".join(key or name for key, name in people_of(found, names))


def ordered(found: Index) -> list[Record]:
    """The slots by day and time."""
    return sorted(found.records("slot"), key=lambda each: (each.text("day"), each.text("start"), each.text("end")))


def problems(found: Index) -> tuple[Problem, ...]:
    """A person at two places at one time, an end before its start, a day that is none of the visit's."""
    days, slots, made = days_of(found), ordered(found), list[Problem]()
    for each in slots:
        start, end, day = each.text("start"), each.text("end"), each.text("day")
        if start and end and end <= start:
            made.append(_problem("slot-ends-before-start", each, "end", start=start, end=end))
        if days and day and day not in days:
            made.append(_problem("slot-outside-visit", each, "day", day=day, first=days[0], last=days[-1]))
    for at, one in enumerate(slots):
        for other in slots[at + 1 :]:
            if other.text("day") != one.text("day") or not other.text("start") < one.text("end"):
                break
            for name in _both(found, one, other):
                details = {"name": name, "start": other.text("start"), "end": min(one.text("end"), other.text("end"))}
                made.append(_problem("slot-person-twice", other, "members", **details))
    return tuple(made)


def _both(found: Index, one: Record, other: Record) -> list[str]:
    """The names of those who are in both slots."""
    if not other.text("start") < other.text("end"):
        return []
    first = set(people_of(found, one.text("members")))
    return [name for key, name in people_of(found, other.text("members")) if (key, name) in first]


def _problem(code: str, slot: Record, field: str, **details: str) -> Problem:
    return Problem(code, f"slot:{slot.key}/{field}", details, Severity.WARNING)
