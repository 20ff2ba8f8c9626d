"""Recommendation lists out of several 质量标杆 cases: ranked, held against the quota, written as a workbook."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from qmdesk.formdef.types import Form
from qmdesk.model.problem import Problem, Refused, Severity
from qmdesk.review.benchmark import declared, found_in, paper_of, problems_of
from qmdesk.review.reporting import guard_target
from qmdesk.review.session import ReviewSession, Who
from qmdesk.visit.benchmark.directions import Recommended, in_order, list_problems, quota_of
from qmdesk.visit.benchmark.eligibility import preferred


@dataclass(frozen=True, slots=True)
class Listed:
    """A city's list in order of rank. ``quota`` is 0 where the edition names none; ``refused`` are cases left out."""

    city: str
    rows: tuple[Recommended, ...]
    liaisons: tuple[tuple[str, ...], ...]
    quota: int
    problems: tuple[Problem, ...]
    form: Form | None


def recommend(paths: Sequence[Path], who: Who, *, city: str = "", big: bool | None = None) -> Listed:
    """Read the cases and make the list; a case that can't be read is told and the others go on.

    All cases must be of one edition. Raises Refused(benchmark-list-empty) where no case could be read.
    """
    rows: list[Recommended] = []
    liaisons: dict[tuple[str, ...], None] = {}
    problems: list[Problem] = []
    form: Form | None = None
    for path in paths:
        try:
            with ReviewSession.open(path, who) as session:
                made = declared(session)
                if form is not None and (form.id, form.edition) != (session.form.id, session.form.edition):
                    raise Refused(Problem("benchmark-edition-other", path.name, {"edition": session.form.edition}))
                form = form or session.form
                rows.append(_row(session))
                liaisons |= dict.fromkeys(_liaisons(session))
                level = found_in(session).record("case").text("review_level")
                if not preferred(made, level):
                    problems.append(Problem("benchmark-not-preferred", rows[-1].enterprise, {}, Severity.INFO))
        except Refused as refused:
            problems += [each if each.where else each.at(path.name) for each in refused.problems]
    if form is None or form.benchmark is None:
        raise Refused(*(problems or [Problem("benchmark-list-empty")]))
    city = city or next((each.city for each in rows if each.city), "")
    quota = quota_of(form.benchmark.quota, city, big=big) if form.benchmark.quota is not None else 0
    problems += list_problems(rows, quota)
    return Listed(city, tuple(in_order(rows)), tuple(liaisons), quota, tuple(problems), form)


def _row(session: ReviewSession) -> Recommended:
    case, paper = found_in(session).record("case"), paper_of(session)
    made, level = declared(session), case.text("review_level") or case.text("capability")
    ready = not any(each.severity is Severity.ERROR for each in problems_of(session))
    return Recommended(
        case_id=session.case_id,
        enterprise=case.text("enterprise"),
        credit_code=case.text("credit_code"),
        title=case.text("title"),
        direction=paper.shown("case", "", "direction"),
        city=case.text("city"),
        rank=case.count("rank"),
        opinion=case.text("recommendation"),
        level=paper.field("case", "review_level").choices[level].zh if level else "",
        preferred=preferred(made, level),
        contact=" ".join(filter(None, (case.text("contact"), case.text("mobile")))),
        ready=ready,
    )


_LIAISON = ("name", "workplace", "post", "phone", "mobile")


def _liaisons(session: ReviewSession) -> list[tuple[str, ...]]:
    return [tuple(each.text(name) for name in _LIAISON) for each in found_in(session).records("liaison")]


def write_list(listed: Listed, output: Path, *, lang: str = "zh-CN", force: bool = False) -> None:
    """Write the list, and the liaisons where there are any, as a workbook.

    Raises Refused: benchmark-export-suffix, file-exists, folder-missing, report-not-written.
    """
    from qmdesk.report.benchmark.lists import write_lists

    if output.suffix.lower() != ".xlsx":
        raise Refused(Problem("benchmark-export-suffix", str(output), {"suffix": ".xlsx"}))
    guard_target(output, force=force)
    assert listed.form is not None
    write_lists(listed.form, listed.city, listed.rows, listed.liaisons, listed.quota, output, lang)
