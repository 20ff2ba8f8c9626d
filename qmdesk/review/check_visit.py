"""What the path of a visit adds to the leaving check: open steps, signatures, differences, unsorted notes."""

from __future__ import annotations

from collections.abc import Iterable

from qmdesk.formdef.policy import steps_of
from qmdesk.formdef.types import Form
from qmdesk.grading.records import Index, index
from qmdesk.model.assessment import Assessment
from qmdesk.model.journal import Stage, State
from qmdesk.model.problem import Problem, Severity
from qmdesk.visit import closing, conflicts, declarations, gauges, signers, vouchers
from qmdesk.visit.facts import facts
from qmdesk.visit.path import Standing, StepState, path
from qmdesk.visit.team import standing_findings, team_table

#: Steps whose open parts the check names one by one, or that come after leaving.
_ELSEWHERE = frozenset(
    {"team-named", "items-rated", "figures-settled", "concluded", "rectified", "suggestions-drafted"}
)


def visit_path(form: Form, state: State, assessment: Assessment | None, stage: Stage) -> tuple[StepState, ...]:
    """The steps with their standing, by the institution's policy that the case carries."""
    text = index(state, stage).record("case").text("policy")
    return path(form, state, assessment, stage, steps_of(form, text))


def visit_problems(
    form: Form, state: State, assessment: Assessment, stage: Stage, lang: str
) -> tuple[tuple[Problem, ...], tuple[StepState, ...]]:
    """What is open of the visit, and the steps that were skipped. Open parts are errors only where the visit is run by
    its path: a case of nothing but ratings and figures, from a script or an older program, is told of them."""
    steps = visit_path(form, state, assessment, stage)
    found = index(state, stage)
    strict = closing.begun(found)
    open_steps = [each for each in steps if each.standing is Standing.OPEN and each.step.rule not in _ELSEWHERE]
    problems = [
        *(_open(each, lang, strict=strict) for each in open_steps),
        *conflicts.problems(found),
        *declarations.problems(found),
        *signers.problems(found),
        *_agreements(form, state, stage, strict=strict),
        *_notes(found),
        *_measured(found),
        *_vouchers(found),
        *_facts(form, found, assessment),
        *(Problem(code, "page:leaving/closing") for code in closing.objection_lacks(found)),
    ]
    return tuple(problems), tuple(each for each in steps if each.standing is Standing.SKIPPED)


def _open(state: StepState, lang: str, *, strict: bool) -> Problem:
    step = state.step
    details = {"name": step.name.in_(lang), "done": state.done, "total": state.total}
    code = "step-must" if step.must else "step-open"
    severity = Severity.ERROR if step.must and strict else Severity.WARNING
    return Problem(code, f"page:{_page(step.page)}", details, severity)


def _page(page: str) -> str:
    return "overview" if page == "items" else page


def _agreements(form: Form, state: State, stage: Stage, *, strict: bool) -> Iterable[Problem]:
    rows = [each for each in team_table(form, state, stage).rows if each.unexplained]
    severity = Severity.ERROR if strict else Severity.WARNING
    return (Problem("agreed-without-reason", f"item:{each.item}", severity=severity) for each in rows)


def _notes(found: Index) -> list[Problem]:
    unsorted = sum(not each.text("binds") for each in standing_findings(found))
    return [Problem("findings-unsorted", "page:notes/notes", {"n": unsorted}, Severity.WARNING)] if unsorted else []


def _measured(found: Index) -> Iterable[Problem]:
    problems = (problem for each in gauges.checked(found) for problem in each.problems)
    seen = {(each.code, each.where): each for each in problems if each.code != "gauge-missing"}
    return (Problem(each.code, each.where, each.details, Severity.WARNING) for each in seen.values())


def _vouchers(found: Index) -> list[Problem]:
    differing = [each for each in vouchers.checks(found) if each.standing is vouchers.Standing.DIFFERS]
    if not differing:
        return []
    return [Problem("vouchers-differ", "page:notes/vouchers", {"n": len(differing)}, Severity.WARNING)]


def _facts(form: Form, found: Index, assessment: Assessment) -> Iterable[Problem]:
    gone = facts(form, found, assessment)
    return (Problem("fact-without-words", each.subject, severity=Severity.WARNING) for each in gone if each.wordless)
