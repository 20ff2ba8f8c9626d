"""The procedure of an application, from qualification check to striking off: how far it is, what may be next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from qmdesk.formdef.benchmark import Benchmark, Step
from qmdesk.formdef.workdays import Calendar, Span, working_days
from qmdesk.grading.records import Index
from qmdesk.model.canonical import Json
from qmdesk.model.problem import Problem

PASSED, FAILED, NOT_NEEDED, UNDER_WAY, OBJECTION, REMOVED = (
    "passed", "failed", "not-needed", "under-way", "objection", "removed",
)  # fmt: skip
REMOVAL, NOTICE, PUBLICATION = "removal", "notice", "publication"
#: Results that need a reason.
REASONED = frozenset({FAILED, NOT_NEEDED, OBJECTION, REMOVED})


@dataclass(frozen=True, slots=True)
class Stand:
    """How far a stage is: its result ("" not begun), its days (ISO 8601 or ""), the reason."""

    step: Step
    state: str
    on: str
    since: str
    until: str
    reason: str

    @property
    def over(self) -> bool:
        """Whether the procedure may go on from here."""
        return self.state in {PASSED, NOT_NEEDED} or (self.step.optional and not self.state)


def stages(made: Benchmark, found: Index) -> tuple[Stand, ...]:
    """Every stage in order."""
    records = ((step, found.record("stage", step.id)) for step in made.steps)
    return tuple(
        Stand(step, *(each.text(name) for name in ("state", "on", "from", "until", "reason"))) for step, each in records
    )


def current(made: Benchmark, found: Index) -> Stand | None:
    """The first stage that is not over; None where all are."""
    return next((each for each in stages(made, found) if each.step.id != REMOVAL and not each.over), None)


def changes(
    made: Benchmark,
    found: Index,
    step_id: str,
    state: str,
    *,
    on: str,
    reason: str = "",
    by: Calendar | None = None,
    lang: str = "zh-CN",
) -> tuple[dict[str, Json], tuple[Problem, ...]]:
    """The fields to set for a stage's result, and what stands against it: errors refuse it, none else.

    A public notice that begins gets its last day from the working days of the edition; it can pass on the day after.
    """
    known = {each.step.id: each for each in stages(made, found)}
    where = f"stage:{step_id}/state"
    if step_id not in known:
        return {}, (Problem("benchmark-stage-unknown", where, {"known": ", ".join(known)}),)
    step, problems = known[step_id].step, _order(known, step_id, state, where, lang)
    if state in REASONED and not reason.strip():
        problems.append(Problem("benchmark-stage-reason", where))
    if state == NOT_NEEDED and not step.optional:
        problems.append(Problem("benchmark-stage-needed", where, {"name": step.name.in_(lang)}))
    if (state == REMOVED) is not (step_id == REMOVAL):
        problems.append(Problem("benchmark-stage-removal", where))
    values: dict[str, Json] = {"state": state, "on": on, "reason": reason or None}
    if step.working_days and state == UNDER_WAY:
        period = notice_period(step, on, by)
        values |= {"from": period.first.isoformat(), "until": period.last.isoformat()}
    elif step.working_days and state == PASSED and (not known[step_id].until or on <= known[step_id].until):
        problems.append(Problem("benchmark-notice-running", where, {"until": known[step_id].until or "—"}))
    return values, tuple(problems)


def notice_period(step: Step, start: str, by: Calendar | None = None) -> Span:
    """The working days of a stage from its first day on."""
    return working_days(date.fromisoformat(start), step.working_days, by)


def _order(known: dict[str, Stand], step_id: str, state: str, where: str, lang: str) -> list[Problem]:
    """Nothing passes before what comes before it has; a removal follows a publication."""
    ids = list(known)
    if step_id == REMOVAL:
        return [] if known[PUBLICATION].state == PASSED else [Problem("benchmark-removal-unpublished", where)]
    if not state:
        return []
    before = [known[each] for each in ids[: ids.index(step_id)]]
    waiting = [each for each in before if not each.over]
    return [Problem("benchmark-stage-order", where, {"name": waiting[0].step.name.in_(lang)})] if waiting else []
