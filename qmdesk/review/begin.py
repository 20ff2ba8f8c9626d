"""Begin a case: a file with its form's copy and its first entries."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from qmdesk import assets
from qmdesk.casefile.case import NewCase, create
from qmdesk.formdef import fields
from qmdesk.formdef.credit_code import problem_of
from qmdesk.formdef.types import Form
from qmdesk.grading.records import index
from qmdesk.intake.take import take
from qmdesk.model.journal import Edit, Place, Stage
from qmdesk.model.problem import Problem, Refused, Severity
from qmdesk.review.forms import form_named
from qmdesk.review.importing import Imported, import_taken
from qmdesk.review.session import Clock, ReviewSession, Who, wall_clock
from qmdesk.review.states import PURPOSE, conclusion_of
from qmdesk.visit.after import CLOSED, next_review


def begin(
    path: Path,
    form: Form,
    who: Who,
    *,
    enterprise: str,
    credit_code: str,
    more: Mapping[str, str] | None = None,
    clock: Clock = wall_clock,
) -> ReviewSession:
    """Make a case file and open it.

    Raises Refused(credit-code-...) for a wrong 统一社会信用代码 before anything is written, and Refused(file-exists).
    """
    code = _own_text(form, "credit_code", credit_code, "--credit-code").upper()
    problem = problem_of(code)
    if problem is not None:
        raise Refused(problem.at("--credit-code"))
    name = _own_text(form, "enterprise", enterprise, "--enterprise")
    if not name:
        raise Refused(Problem("name-empty", "--enterprise"))
    new = NewCase(
        str(uuid.uuid4()), form.id, form.edition, form.sha256, form.files, clock().isoformat(timespec="seconds")
    )
    case = create(path, new)
    session = ReviewSession(case, who, clock=clock, form=form)
    words = {"enterprise": name, "credit_code": code, **(more or {})}
    session.record([Edit(Place("case", name), value) for name, value in words.items()]).wait()
    return session


def _own_text(form: Form, name: str, text: str, where: str) -> str:
    """A text as the form's own field takes it: half-width, without control signs. Raises Refused by that field."""
    declared = fields.field_of(form, "case", name)
    if declared is None or not text.strip():
        return text.strip()
    value, problem = fields.parse_text(declared, text)
    if problem is not None and problem.severity is Severity.ERROR:
        raise Refused(problem.at(where))
    return value if isinstance(value, str) else text.strip()


def begin_from_package(
    path: Path, form: Form, who: Who, package: Path, *, lang: str = "zh-CN", clock: Clock = wall_clock
) -> tuple[ReviewSession, Imported]:
    """Make a case for the enterprise that a self-assessment package names, take the package in, leave the case open.

    Raises Refused where the package can't be read, or names no enterprise with a right credit code.
    """
    intake = take(package, form, kind="self-assessment", lang=lang)
    named = {each.place.name: each.value for each in intake.edits if each.place.subject == "case"}
    enterprise, code = named.get("enterprise"), named.get("credit_code")
    if not isinstance(enterprise, str) or not isinstance(code, str):
        raise Refused(Problem("package-names-nobody", package.name))
    session = begin(path, form, who, enterprise=enterprise, credit_code=code, clock=clock)
    try:
        return session, import_taken(session, intake)
    except BaseException:
        session.close()
        raise


def begin_for(
    purpose: str, path: Path, form: Form, who: Who, *, enterprise: str, credit_code: str, clock: Clock = wall_clock
) -> ReviewSession:
    """Make a case for a purpose: ``self``, in which an enterprise assesses itself (the same answers, no assessor's, no
    conclusion), ``practice``, of which nothing counts, or "" for a review.

    Raises Refused as :func:`begin` does, and form-without-purpose where the form knows no such case.
    """
    declared = form.records["case"].fields.get(PURPOSE.name)
    if purpose and (declared is None or purpose not in declared.choices):
        raise Refused(Problem("form-without-purpose", f"{form.id}/{form.edition}"))
    more = {PURPOSE.name: purpose} if purpose else {}
    return begin(path, form, who, enterprise=enterprise, credit_code=credit_code, more=more, clock=clock)


@dataclass(frozen=True, slots=True)
class Carried:
    """What a new review took over from an earlier one."""

    enterprise: str
    characteristics: int
    suggestions: int


def begin_from_case(
    path: Path, form: Form | None, who: Who, last: Path, *, clock: Clock = wall_clock
) -> tuple[ReviewSession, Carried]:
    """Make a case that begins from an earlier review of the same enterprise: who it is, the scope, key characteristics
    with their limits, what was not closed, the levels of last time for reference. No data, no rating, no team.

    Where no form is given it goes by the program's newest edition of the earlier one's, else by that one itself.

    Raises Refused as opening the earlier case and :func:`begin` do.
    """
    with ReviewSession.open(last, who, clock=clock) as earlier:
        state, case_id = dict(earlier.state), earlier.case_id
        concluded = conclusion_of(earlier.state)
        stage = Stage(str(concluded["stage"])) if concluded else _last_rated(earlier)
        levels = _levels(earlier, stage)
        form = form or _newest(earlier.form)
    found = index(state, stage)
    case = found.record("case")
    made = begin(path, form, who, enterprise=case.text("enterprise"), credit_code=case.text("credit_code"), clock=clock)
    try:
        made.record(next_review(form, state, case_id, levels, stage)).wait()
    except BaseException:
        made.close()
        raise
    key = sum(each.flag("key") is True for each in found.records("characteristic"))
    still = sum(each.text("status") != CLOSED for each in found.records("suggestion"))
    return made, Carried(case.text("enterprise"), key, still)


def _newest(form: Form) -> Form:
    return form_named(form.id) if form.id in {name.partition("/")[0] for name in assets.form_names()} else form


def _last_rated(session: ReviewSession) -> Stage:
    rated = {place.stage for place in session.state if place.kind == "item" and place.name in {"level", "agreed"}}
    return next((stage for stage in reversed(Stage) if str(stage) in rated), Stage.ONSITE)


def _levels(session: ReviewSession, stage: Stage) -> dict[str, int]:
    """Levels of last time by id: the grade, each dimension, each item; what had no one level is left out."""
    found = session.assess(stage)
    levels = {"grade": found.grade.level}
    levels |= {f"dimension:{each.id}": each.span.level for each in found.dimensions}
    levels |= {f"item:{each.id}": each.span.level for each in found.items if each.answered}
    return {name: level for name, level in levels.items() if level is not None}
