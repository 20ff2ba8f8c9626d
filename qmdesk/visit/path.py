"""The path of a visit: how far each of its steps is, by rules that the form names and this module counts.

A step that has nothing to do (no contradiction to take along) counts as done. One that the institution allows to be
left out can be skipped with a reason; it is shown as skipped, never as done.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from qmdesk.formdef.types import Form, VisitStep
from qmdesk.grading.records import Index, Record, index
from qmdesk.model.assessment import Assessment
from qmdesk.model.journal import Stage, State

#: Done, and of how many.
Count = tuple[int, int]
#: Roles that a visit needs, and those of the team.
ROLES = ("lead", "assessor", "representative")
TEAM = ("lead", "assessor", "second_reviewer")
LEVELS = ("top", "leader", "operator")
SIDES = ("enterprise", "team")


class Standing(StrEnum):
    """Where a step stands. ``NOTHING``: there is nothing to do in it."""

    OPEN = "open"
    DONE = "done"
    SKIPPED = "skipped"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class StepState:
    """A step with how much of it is done; ``reason`` and ``by`` where it is skipped."""

    step: VisitStep
    done: int
    total: int
    standing: Standing
    reason: str = ""
    by: str = ""

    @property
    def passed(self) -> bool:
        return self.standing is not Standing.OPEN


@dataclass(frozen=True, slots=True)
class Case:
    """What the rules look at: the records as seen at a stage, and the assessment where there is one."""

    form: Form
    found: Index
    assessment: Assessment | None
    _kinds: dict[str, list[Record]] = field(default_factory=dict[str, list[Record]])

    def records(self, kind: str) -> list[Record]:
        """The records of a kind, looked up once."""
        if kind not in self._kinds:
            self._kinds[kind] = list(self.found.records(kind))
        return self._kinds[kind]


def path(
    form: Form, state: State, assessment: Assessment | None, stage: Stage, steps: Iterable[VisitStep] | None = None
) -> tuple[StepState, ...]:
    """Every step of the form's visit (or of ``steps``, as an institution's policy changed them) with its standing."""
    case = Case(form, index(state, stage), assessment)
    return tuple(_state(case, step) for step in (form.visit.steps if steps is None else steps))


def _state(case: Case, step: VisitStep) -> StepState:
    done, total = RULES[step.rule](case)
    record = case.found.record("visit", step.id)
    standing = Standing.NOTHING if total == 0 else Standing.DONE if done >= total else Standing.OPEN
    if standing is Standing.OPEN and step.skippable and record.flag("skipped"):
        return StepState(step, done, total, Standing.SKIPPED, record.text("reason"), record.text("by"))
    return StepState(step, done, total, standing)


# -- rules -------------------------------------------------------------------------------------------


def _team_named(case: Case) -> Count:
    roles = {each.text("role") for each in case.records("member")}
    return sum(role in roles for role in ROLES), len(ROLES)


def _declared(case: Case) -> Count:
    team = [each.key for each in case.records("member") if each.text("role") in TEAM]
    signed = {each.text("member") for each in case.records("declaration") if is_signed(each)}
    return sum(key in signed for key in team), max(len(team), 1)


def is_signed(declaration: Record) -> bool:
    """Whether a declaration says both things and bears a signature."""
    both = declaration.flag("impartial") is True and declaration.flag("confidential") is True
    return both and bool(declaration.text("signature"))


def _conflicts_clear(case: Case) -> Count:
    from qmdesk.visit.conflicts import conflicts

    team = [each for each in case.records("member") if each.text("role") in TEAM]
    bad = {each.member for each in conflicts(case.found)}
    return sum(each.key not in bad for each in team) if "" not in bad else 0, max(len(team), 1)


def _doubts_taken(case: Case) -> Count:
    from qmdesk.visit.questions import to_ask, untaken

    asked = to_ask(case.assessment.questions if case.assessment else ())
    return len(asked) - len(untaken(case.found, asked)), len(asked)


def _documents_listed(case: Case) -> Count:
    return min(len(case.records("request")), 1), 1


def _scheduled(case: Case) -> Count:
    slots = [each.text("binds") for each in case.records("slot")]
    dimensions = [each.id for each in case.form.dimensions]
    items = {each.id: each.dimension for each in case.form.items}
    planned = {_dimension(binds, items) for binds in slots}
    return sum(each in planned for each in dimensions), len(dimensions)


def _dimension(binds: str, items: Mapping[str, str]) -> str:
    kind, _, key = binds.partition(":")
    return items.get(key, "") if kind == "item" else key if kind == "dimension" else ""


def _opening_held(case: Case) -> Count:
    said = case.found.record("meeting", "opening")
    done = [
        bool(said.text("day")),
        said.flag("scope") is True,
        bool(said.text("safety")),
        said.flag("confidentiality") is True,
        signed_in(case, "opening"),
    ]
    return sum(done), len(done)


def signed_in(case: Case, meeting: str) -> bool:
    """Whether somebody of each side signed in to a meeting."""
    sides = {each.text("side") for each in case.records("attendance") if each.text("meeting") == meeting}
    return all(side in sides for side in SIDES)


def _key_characteristics(case: Case) -> list[Record]:
    return [each for each in case.records("characteristic") if each.flag("key") is True]


def _characteristics_agreed(case: Case) -> Count:
    keys = _key_characteristics(case)
    return sum(each.flag("agreed") is True for each in keys), max(len(keys), 1)


def _questions_answered(case: Case) -> Count:
    asked = case.records("question")
    return sum(bool(each.text("answer")) or each.flag("settled") is True for each in asked), len(asked)


def _documents_seen(case: Case) -> Count:
    asked = case.records("request")
    return sum(each.text("status") in ("shown", "missing", "not_needed") for each in asked), len(asked)


def _interviewed(case: Case) -> Count:
    answered = {each.text("interview") for each in case.records("interview_answer") if each.text("answer")}
    held = [each for each in case.records("interview") if each.key in answered or each.text("note")]
    levels = {each.text("level") for each in held}
    return sum(level in levels for level in LEVELS), len(LEVELS)


def _walked(case: Case) -> Count:
    stops = case.records("stop")
    return sum(bool(each.text("seen_at")) for each in stops), max(len(stops), 1)


def _traced(case: Case) -> Count:
    done = {each.text("direction") for each in case.records("trace") if each.text("result") and each.text("batch")}
    return sum(way in done for way in ("backward", "forward")), 2


def _measured(case: Case) -> Count:
    keys = [each.key for each in _key_characteristics(case)]
    measured = {each.text("characteristic") for each in case.records("repeat") if each.value("readings") is not None}
    return sum(key in measured for key in keys), len(keys)


def _gauges_checked(case: Case) -> Count:
    from qmdesk.visit.gauges import covered

    keys = _key_characteristics(case)
    return sum(covered(case.found, each) for each in keys), len(keys)


def _vouchers_checked(case: Case) -> Count:
    from qmdesk.visit.vouchers import covered

    bound = covered(case.found)
    losses = {each.key: each.text("kind") for each in case.records("loss")}
    kinds = {kind for kind in losses.values() if kind}
    wanted = [
        {"case/output_value", "case"},
        *[{f"loss:{k}" for k, kind in losses.items() if kind == one} for one in sorted(kinds)],
    ]
    return sum(bool(bound & each) for each in wanted), len(wanted)


def _sampled(case: Case) -> Count:
    plans = case.records("sampling")
    return sum(bool(each.text("drawn") and each.text("size_reason")) for each in plans), len(plans)


def _observations_sorted(case: Case) -> Count:
    notes = [each for each in case.records("finding") if not each.text("merged_into")]
    return sum(bool(each.text("binds")) for each in notes), len(notes)


def _items_rated(case: Case) -> Count:
    if case.assessment is None:
        return 0, len(case.form.items)
    wanted = [each for each in case.assessment.items if each.applicable]
    return sum(each.answered for each in wanted), len(wanted)


def _figures_settled(case: Case) -> Count:
    if case.assessment is None:
        return 0, len(case.form.figures)
    return sum(each.span.level is not None for each in case.assessment.figures), len(case.assessment.figures)


def _team_met(case: Case) -> Count:
    held = bool(case.found.record("meeting", "team").text("day"))
    differing = (
        [] if case.assessment is None else [e for e in case.assessment.items if e.because.rule == "item-differs"]
    )
    return int(held), 1 + len(differing)


def _suggestions_drafted(case: Case) -> Count:
    if case.assessment is None or case.assessment.grade.level is None:
        return 0, 1
    bound = {each.text("binds") for each in case.records("suggestion")}
    blocked = {f"{'figure' if e.dimension == 'performance' else 'item'}:{e.id}" for e in case.assessment.blocking}
    return len(blocked & bound), len(blocked)


def _facts_confirmed(case: Case) -> Count:
    applicable = {e.id for e in case.assessment.items if e.applicable} if case.assessment else set[str]()
    said = [case.found.record("item", each).text("fact") for each in sorted(applicable)]
    notes = [each for each in case.records("finding") if not each.text("merged_into")]
    said += [each.text("agreed") for each in notes if each.text("kind") != "strength"]
    return sum(bool(each) for each in said), len(said)


def _handed_over(case: Case) -> Count:
    record = case.found.record("case")
    return sum(bool(record.text(name)) for name in ("handed_over", "handed_to")), 2


def _closing_held(case: Case) -> Count:
    said = case.found.record("meeting", "closing")
    done = [bool(said.text("day")), signed_in(case, "closing"), bool(said.text("minutes"))]
    return sum(done), len(done)


def _concluded(case: Case) -> Count:
    fixed = case.found.record("case").value("concluded", deciding=False)
    if case.found.stage is Stage.SECOND and isinstance(fixed, Mapping):
        return int(fixed.get("stage") == Stage.SECOND), 1  # the first review's own doesn't count
    return int(fixed is not None), 1


def _rectified(case: Case) -> Count:
    suggestions = {each.key for each in case.records("suggestion")}
    verified = {each.text("suggestion") for each in case.records("verification") if each.text("verdict")}
    return len(suggestions & verified), len(suggestions)


RULES: Mapping[str, Callable[[Case], Count]] = {
    "team-named": _team_named,
    "declared": _declared,
    "conflicts-clear": _conflicts_clear,
    "doubts-taken": _doubts_taken,
    "documents-listed": _documents_listed,
    "scheduled": _scheduled,
    "opening-held": _opening_held,
    "characteristics-agreed": _characteristics_agreed,
    "questions-answered": _questions_answered,
    "documents-seen": _documents_seen,
    "interviewed": _interviewed,
    "walked": _walked,
    "traced": _traced,
    "measured": _measured,
    "gauges-checked": _gauges_checked,
    "vouchers-checked": _vouchers_checked,
    "sampled": _sampled,
    "observations-sorted": _observations_sorted,
    "items-rated": _items_rated,
    "figures-settled": _figures_settled,
    "team-met": _team_met,
    "suggestions-drafted": _suggestions_drafted,
    "facts-confirmed": _facts_confirmed,
    "handed-over": _handed_over,
    "closing-held": _closing_held,
    "concluded": _concluded,
    "rectified": _rectified,
}
