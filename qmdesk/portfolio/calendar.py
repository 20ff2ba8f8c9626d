"""What is due for whom: an authority's calendar over the enterprises of a programme, the one above it beside.

A step is done where the programme knows its result, not for an enterprise whose level at the gate is known and too low,
else open, soon or late by the own authority's day; the day of the authority above is only shown. A step without a date
is never late. Nothing here reads a clock: today is given.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from qmdesk.formdef.programme import PolicyPack, Step
from qmdesk.model.problem import Problem, Refused
from qmdesk.model.programme import WHOLE, Participant
from qmdesk.portfolio.packs import Packs
from qmdesk.workspace.programme import Write

DONE, CLOSED, LATE, SOON, OPEN, UNDATED = "done", "closed", "late", "soon", "open", "undated"
STATES = (LATE, SOON, OPEN, UNDATED, DONE, CLOSED)
#: Days before a last day from which a step is soon due.
SOON_DAYS = 14


@dataclass(frozen=True, slots=True)
class StepDates:
    """A step of the year with its days by both calendars. ``differs`` where both give one and they are not the same."""

    step: Step
    due: date | None
    above: date | None
    state: str

    @property
    def differs(self) -> bool:
        return self.above is not None and self.above != self.due


@dataclass(frozen=True, slots=True)
class Due:
    """One step of one enterprise. ``done_on`` is an ISO day where it is known; ``late_above`` that the day of the
    authority above has passed, whatever the own one says."""

    row: Participant
    step: str
    due: date | None
    above: date | None
    state: str
    done_on: str = ""
    late_above: bool = False


@dataclass(frozen=True, slots=True)
class Summary:
    """How many enterprises stand where at each step: step -> state -> count."""

    counts: dict[str, dict[str, int]]

    def of(self, step: str, state: str) -> int:
        return self.counts.get(step, {}).get(state, 0)


def year_steps(packs: Packs, today: date, done: Iterable[str] = ()) -> tuple[StepDates, ...]:
    """The year's steps in their order, those of both calendars; ``done`` are the office's own that are marked so."""
    own, above = packs.own, packs.above
    marked = set(done)
    steps = list(own.steps)
    known = {each.id for each in steps}
    steps += [each for each in (above.steps if above else ()) if each.id not in known]
    found: list[StepDates] = []
    for step in steps:
        ours, theirs = own.step(step.id), above.step(step.id) if above else None
        due = ours.due if ours else None
        state = DONE if step.id in marked else _by_day(due, today)
        found.append(StepDates(ours or step, due, theirs.due if theirs else None, state))
    return tuple(sorted(found, key=lambda each: (each.due or each.above or date.max, each.step.of_enterprise)))


def dues_of(packs: Packs, row: Participant, today: date) -> tuple[Due, ...]:
    """The steps of one enterprise by its authority's calendar."""
    return tuple(_due(packs, row, step, today) for step in packs.own.steps if step.of_enterprise)


def dues(packs: Packs, rows: Iterable[Participant], today: date) -> list[Due]:
    """The steps of all enterprises."""
    steps = [each for each in packs.own.steps if each.of_enterprise]
    return [_due(packs, row, step, today) for row in rows for step in steps]


def summary(found: Iterable[Due]) -> Summary:
    """Counts by step and state."""
    counts: dict[str, dict[str, int]] = {}
    for each in found:
        of_step = counts.setdefault(each.step, dict.fromkeys(STATES, 0))
        of_step[each.state] += 1
    return Summary(counts)


def next_due(found: Sequence[Due]) -> Due | None:
    """What an enterprise has to do next: the first step that is neither done nor closed to it."""
    return next((each for each in found if each.state not in (DONE, CLOSED)), None)


def _due(packs: Packs, row: Participant, step: Step, today: date) -> Due:
    theirs = packs.above.step(step.id) if packs.above else None
    above = theirs.due if theirs else None
    done, on = _done(step.id, row)
    if done:
        return Due(row, step.id, step.due, above, DONE, on)
    if not _is_for(packs.own, step.id, row):
        return Due(row, step.id, step.due, above, CLOSED)
    late_above = above is not None and above < today
    return Due(row, step.id, step.due, above, _by_day(step.due, today), late_above=late_above)


def _by_day(due: date | None, today: date) -> str:
    if due is None:
        return UNDATED
    if due < today:
        return LATE
    return SOON if due <= today + timedelta(days=SOON_DAYS) else OPEN


def _done(step: str, row: Participant) -> tuple[bool, str]:
    """Whether a step's result is known, and since when."""
    if step == "self-assessment":
        return row.self_level is not None or bool(row.self_on), row.self_on
    if step == "onsite":
        return row.onsite_level is not None or bool(row.concluded_on), row.concluded_on or row.visit_end
    if step == "second":
        return row.second_level is not None or bool(row.second_on), row.second_on
    return bool(row.published_on), row.published_on


def _is_for(pack: PolicyPack, step: str, row: Participant) -> bool:
    """Whether a step is for an enterprise as far as is known: a level too low at the gate closes it and all after."""
    gate = pack.gate(step)
    if gate is not None:
        level = row.self_level if gate.stage == "self" else row.onsite_level
        if level is not None and level < gate.at_least:
            return False
    if step == "publication":
        found = row.final_level or row.second_level or row.onsite_level
        lowest = min((each.lowest for each in pack.publication), default=2)
        if found is not None and found < lowest:
            return False
        if found is not None and row.consent is False:
            return not any(each.lowest <= found <= each.highest and each.consent for each in pack.publication)
        return _is_for(pack, "onsite", row)
    if step == "second":
        return _is_for(pack, "onsite", row)
    return True


# -- the office's own steps ------------------------------------------------------------------------

#: Fields of the programme that keep the day on which a step of the office was done.
_MARK = "done:"


def marked_done(state: Mapping[str, Mapping[str, str]]) -> frozenset[str]:
    """The steps of the office that are marked as done."""
    return frozenset(name.removeprefix(_MARK) for name in state.get(WHOLE, {}) if name.startswith(_MARK))


def done_write(pack: PolicyPack, step: str, day: str) -> Write:
    """What marks a step of the office as done on a day; "" takes the mark away. Raises Refused(step-unknown)."""
    known = [each.id for each in pack.steps if not each.of_enterprise]
    if step not in known:
        raise Refused(Problem("step-unknown", step, {"step": step, "known": ", ".join(known)}))
    return Write(WHOLE, f"{_MARK}{step}", day)
