"""What a case still lacks before its report can be final: said on the report itself, and to the caller by code."""

from __future__ import annotations

from collections.abc import Iterator

from qmdesk.model.journal import Stage
from qmdesk.model.problem import Problem
from qmdesk.report.material import Material

#: What leaves the grade itself open.
_OPEN = ("report-open-grade", "report-open-items", "report-open-figures")
#: Fields of the case without which no report can be final.
NEEDED = ("enterprise", "credit_code", "institution", "period", "visit_start", "visit_end")


def missing(m: Material) -> tuple[Problem, ...]:
    """Everything that keeps the report from being final, as problems whose details fill a sentence."""
    return tuple(_found(m))


def mark(m: Material) -> str:
    """How a report is marked: ``open`` where its grade is, ``draft`` for formalities (if the caller doesn't decide
    otherwise), empty for a final one."""
    problems = missing(m)
    if any(each.code in _OPEN for each in problems):
        return "open"
    draft = bool(problems) if m.options.draft is None else m.options.draft
    return "draft" if draft else ""


def _found(m: Material) -> Iterator[Problem]:
    assessment, joined = m.assessment, m.say("list")
    if assessment.grade.level is None:
        span = assessment.grade
        yield Problem("report-open-grade", "", {"lowest": span.lowest, "highest": span.highest})
    items = [each.id for each in assessment.items if each.applicable and (not each.answered or each.span.level is None)]
    if items:
        yield Problem("report-open-items", "", {"count": len(items), "names": _names(m, items)})
    figures = [each.id for each in assessment.figures if each.span.level is None]
    if figures:
        yield Problem("report-open-figures", "", {"count": len(figures), "names": _names(m, figures)})
    conflicts = [place for place, folded in m.snapshot.state.items() if folded.conflict]
    if conflicts:
        yield Problem("report-open-conflicts", "", {"count": len(conflicts)})
    needed = NEEDED if m.stage is not Stage.SELF else NEEDED[:2]
    fields = [name for name in needed if m.value("case", name) in (None, "")]
    if fields:
        names = joined.join(m.label("case", name) for name in fields)
        yield Problem("report-open-fields", "case", {"names": names})
    heads = "second_reviewer" if m.stage is Stage.SECOND else "lead"
    if m.stage is not Stage.SELF and not any(member.value("role") == heads for member in m.records("member")):
        yield Problem("report-open-team", "member")
    if m.conclusion is None:
        yield Problem("report-not-concluded", "case")


def _names(m: Material, ids: list[str], most: int = 4) -> str:
    shown = m.say("list").join(m.name_of(each) for each in ids[:most])
    return shown if len(ids) <= most else m.say("and-more", names=shown, count=len(ids))
