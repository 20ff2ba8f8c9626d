"""Begin a case: a file with its form's copy and its first entries."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from pathlib import Path

from qmdesk.casefile.case import NewCase, create
from qmdesk.formdef import fields
from qmdesk.formdef.credit_code import problem_of
from qmdesk.formdef.types import Form
from qmdesk.intake.take import take
from qmdesk.model.journal import Edit, Place
from qmdesk.model.problem import Problem, Refused, Severity
from qmdesk.review.importing import Imported, import_taken
from qmdesk.review.session import Clock, ReviewSession, Who, wall_clock


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
