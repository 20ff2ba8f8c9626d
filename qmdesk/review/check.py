"""The leaving check: what must be done before the assessors leave the plant."""

from __future__ import annotations

from dataclasses import dataclass

from qmdesk.casefile.clocks import doubts_in, problems_of
from qmdesk.formdef.types import Form
from qmdesk.grading.answers import answers_of
from qmdesk.grading.assess import assess
from qmdesk.grading.records import Index, index
from qmdesk.model.answers import Answers
from qmdesk.model.assessment import Assessment, Question
from qmdesk.model.canonical import Json
from qmdesk.model.journal import Stage
from qmdesk.model.problem import Problem, Severity
from qmdesk.model.snapshot import Snapshot
from qmdesk.review.backups import second_medium
from qmdesk.review.check_visit import visit_problems
from qmdesk.review.preparing import late_changes_of
from qmdesk.review.second import second_problems
from qmdesk.review.session import ReviewSession
from qmdesk.visit import conflicts, declarations
from qmdesk.visit.after import CLOSED, rounds
from qmdesk.visit.opening import problems as late_without_reason
from qmdesk.visit.path import StepState


@dataclass(frozen=True, slots=True)
class Check:
    """What is open. ``ready`` where nothing of it is an error; warnings are for the assessors to weigh. ``skipped`` are
    the steps of the visit that were left out, with their reasons."""

    open: tuple[Problem, ...]
    questions: tuple[Question, ...]
    skipped: tuple[StepState, ...] = ()

    @property
    def ready(self) -> bool:
        return not any(problem.severity is Severity.ERROR for problem in self.open)


def leaving_check(session: ReviewSession, stage: Stage = Stage.ONSITE, lang: str = "zh-CN") -> Check:
    """Go through the case as it stands at a stage; items, figures and fields are named in ``lang``."""
    snapshot = session.snapshot()
    answers = answers_of(session.form, snapshot, stage)
    assessment = assess(session.form, answers)
    second = stage is Stage.SECOND
    visit, skipped = ((), ()) if second else visit_problems(session.form, snapshot.state, assessment, stage, lang)
    found = (
        *(Problem("open-conflict", f"{p.subject}/{p.field}") for p, f in snapshot.state.items() if f.conflict),
        *_items(answers, assessment),
        *_figures(answers, assessment),
        *(_of_second(session, snapshot) if second else _people(snapshot)),
        *visit,
        *late_without_reason(index(snapshot.state, stage), late_changes_of(session, stage)),
        *_suggestions(snapshot, assessment),
        *_carried(index(snapshot.state, stage)),
        *_papers(snapshot),
        *problems_of(doubts_in(snapshot.state, session.now())),
        *filter(None, (second_medium(session),)),
    )
    return Check(tuple(_named(session.form, each, lang) for each in found), assessment.questions, skipped)


def _named(form: Form, problem: Problem, lang: str) -> Problem:
    """The problem with the form's name of its place among the details."""
    kind, _, key = problem.where.partition(":")
    names = {
        "item": {each.id: each.name for each in form.items},
        "figure": {each.id: each.name for each in form.figures},
    }.get(kind, {})
    if problem.where.startswith("case/"):
        key, names = problem.where[5:], {name: each.label for name, each in form.records["case"].fields.items()}
    found = names.get(key)
    name = found.in_(lang) if found is not None else problem.where
    return Problem(problem.code, problem.where, {"name": name, **problem.details}, problem.severity)


def _items(answers: Answers, assessment: Assessment) -> list[Problem]:
    found: list[Problem] = []
    for result in assessment.items:
        where = f"item:{result.id}"
        answer = answers.items.get(result.id)
        if not result.answered and result.applicable:
            found.append(Problem("item-unanswered", where))
        elif result.applicable and result.span.level is None:
            found.append(Problem("item-not-agreed", where))
        elif result.applicable and answer is not None and not answer.evidence:
            found.append(Problem("item-without-evidence", where, severity=Severity.WARNING))
    return found


def _figures(answers: Answers, assessment: Assessment) -> list[Problem]:
    found: list[Problem] = []
    for result in assessment.figures:
        where = f"figure:{result.id}"
        if result.span.level is None:
            code = "figure-not-asked" if result.because.rule == "figure-not-asked" else "figure-open"
            found.append(Problem(code, where, {"rule": result.because.rule}))
        if result.id in answers.unverified:
            found.append(Problem("figure-not-verified", where, severity=Severity.WARNING))
    return found


def _people(snapshot: Snapshot) -> list[Problem]:
    roles = {str(_live(snapshot, f"member:{key}", "role")) for key in snapshot.keys("member")}
    needed = (("lead", "no-lead-assessor"), ("assessor", "no-second-assessor"), ("representative", "no-representative"))
    return [Problem(code, "member") for role, code in needed if role not in roles]


def _of_second(session: ReviewSession, snapshot: Snapshot) -> list[Problem]:
    """A second review has its own team; the visit was the first one's."""
    found = index(snapshot.state, Stage.SECOND)
    return [*second_problems(session), *conflicts.problems(found), *declarations.problems(found)]


def _suggestions(snapshot: Snapshot, assessment: Assessment) -> list[Problem]:
    bound = {str(_live(snapshot, f"suggestion:{key}", "binds")) for key in snapshot.keys("suggestion")}
    if assessment.grade.level is None:
        return []
    blocked = dict.fromkeys(
        f"{'figure' if each.dimension == 'performance' else 'item'}:{each.id}" for each in assessment.blocking
    )
    return [Problem("no-suggestion", where, severity=Severity.WARNING) for where in blocked if where not in bound]


def _carried(found: Index) -> list[Problem]:
    """Suggestions of the last review that nobody has verified this time: an enterprise that comes again closes them."""
    return [
        Problem(
            "carried-not-verified", f"suggestion:{each.key}", {"action": each.text("action")[:40]}, Severity.WARNING
        )
        for each in found.records("suggestion")
        if each.flag("carried")
        and each.text("status") != CLOSED
        and not any(one.kind == "verification" for one in rounds(found, each.key))
    ]


def _papers(snapshot: Snapshot) -> list[Problem]:
    needed = ("period", "site", "output_value")
    return [
        Problem("case-field-missing", f"case/{name}", severity=Severity.WARNING)
        for name in needed
        if snapshot.value("case", name) is None
    ]


def _live(snapshot: Snapshot, subject: str, name: str) -> Json:
    return None if snapshot.value(subject, "deleted") is True else snapshot.value(subject, name)
