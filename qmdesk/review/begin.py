"""Begin a case: a file with its form's copy and its first entries."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from pathlib import Path

from qmdesk.casefile.case import NewCase, create
from qmdesk.formdef.credit_code import problem_of
from qmdesk.formdef.types import Form
from qmdesk.intake.take import take
from qmdesk.model.journal import Edit, Place
from qmdesk.model.problem import Problem, Refused
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
    code = credit_code.strip().upper()
    problem = problem_of(code)
    if problem is not None:
        raise Refused(problem.at("--credit-code"))
    new = NewCase(
        str(uuid.uuid4()), form.id, form.edition, form.sha256, form.files, clock().isoformat(timespec="seconds")
    )
    case = create(path, new)
    session = ReviewSession(case, who, clock=clock, form=form)
    words = {"enterprise": enterprise.strip(), "credit_code": code, **(more or {})}
    session.record([Edit(Place("case", name), value) for name, value in words.items()]).wait()
    return session


def begin_from_package(path: Path, form: Form, who: Who, package: Path, *, clock: Clock = wall_clock) -> ReviewSession:
    """Make a case for the enterprise that a self-assessment package names, and open it; nothing else is taken in.

    Raises Refused where the package can't be read, or names no enterprise with a right credit code.
    """
    intake = take(package, form, kind="self-assessment")
    named = {each.place.name: each.value for each in intake.edits if each.place.subject == "case"}
    enterprise, code = named.get("enterprise"), named.get("credit_code")
    if not isinstance(enterprise, str) or not isinstance(code, str):
        raise Refused(Problem("package-names-nobody", package.name))
    return begin(path, form, who, enterprise=enterprise, credit_code=code, clock=clock)
