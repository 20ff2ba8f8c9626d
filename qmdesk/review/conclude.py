"""Conclude a case and open it again by an amendment."""

from __future__ import annotations

from qmdesk.grading.as_json import assessment_facts
from qmdesk.grading.records import index
from qmdesk.model.canonical import Json, sha256_of
from qmdesk.model.journal import Edit, Place, Stage
from qmdesk.model.problem import Problem, Refused, Severity
from qmdesk.review.check import leaving_check
from qmdesk.review.second import second_problems
from qmdesk.review.session import Recorded, ReviewSession
from qmdesk.review.states import conclusion_of, guard_self
from qmdesk.visit.closing import begun

PLACE = Place("case", "concluded")


def conclude(session: ReviewSession, stage: Stage = Stage.ONSITE, reason: str = "") -> Recorded:
    """Store the grade: form, journal heads and the whole assessment are fixed in one entry, with what the leaving check
    still finds wrong, and ``reason``, why the team concludes nevertheless.

    Raises Refused with all of what stands in the way: open-conflict (each), grade-open (an interval), the rules for a
    team's conclusion that differs (conclusion-too-far, conclusion-above-figure, conclusion-without-reason), and
    conclusion-with-open: something must still be done by the leaving check of a visit, and no reason is given.
    """
    guard_self(session.state, [Edit(PLACE, None)])
    snapshot = session.snapshot()
    assessment = session.assess(stage)
    level = assessment.grade.level
    problems = [Problem("open-conflict", f"{p.subject}/{p.field}") for p, f in snapshot.state.items() if f.conflict]
    if level is None:
        span = assessment.grade
        problems.append(Problem("grade-open", "", {"lowest": span.lowest, "highest": span.highest}))
    else:
        problems += _team_conclusion(session, stage, level)
    if stage is Stage.SECOND:
        problems += [each for each in second_problems(session) if each.severity is Severity.ERROR]
    still_open = leaving_check(session, stage).open
    left = [each for each in still_open if each.severity is Severity.ERROR or each.code == "step-must"]
    if left and not reason.strip() and begun(index(snapshot.state, stage)):
        problems.append(Problem("conclusion-with-open", "page:leaving/check", {"n": len(left)}))
    if problems:
        raise Refused(*problems)
    fixed: dict[str, Json] = {
        "stage": str(stage),
        "level": level,
        "concluded": _concluded_level(session, stage, level or 0),
        "at": session.now(),
        "form_sha256": session.form.sha256,
        "heads": [[head.device, head.seq, head.hash] for head in snapshot.heads],
        "assessment_sha256": sha256_of(assessment_facts(assessment)),
        "left_open": [[each.code, each.where] for each in left],
    }
    return session.record(Edit(PLACE, fixed, reason=reason.strip()))


def amend(session: ReviewSession, reason: str = "") -> Recorded:
    """Open a concluded case again; the conclusion stays in the journal. Raises Refused(not-concluded)."""
    if conclusion_of(session.state) is None:
        raise Refused(Problem("not-concluded"))
    return session.record(Edit(PLACE, None, reason=reason), even_concluded=True)


def _concluded_level(session: ReviewSession, stage: Stage, computed: int) -> int:
    team = session.value("case", "conclusion", stage)
    return team if isinstance(team, int) else computed


def _team_conclusion(session: ReviewSession, stage: Stage, computed: int) -> list[Problem]:
    """DOMAIN reading 6: one level at most, with a reason, never above a gated figure that is not met."""
    team = _concluded_level(session, stage, computed)
    if team == computed:
        return []
    details = {"computed": computed, "team": team}
    where = f"case/conclusion@{stage}"
    problems: list[Problem] = []
    if session.answers(stage).readings.get("conclusion", _default(session)) == "as-computed":
        problems.append(Problem("conclusion-as-computed", where, details))
    if abs(team - computed) > 1:
        problems.append(Problem("conclusion-too-far", where, details))
    if not session.value("case", "conclusion_reason", stage):
        problems.append(Problem("conclusion-without-reason", where, details))
    figures = session.assess(stage).figures
    problems += [
        Problem("conclusion-above-figure", where, {**details, "figure": each.id, "level": each.span.lowest})
        for each in figures
        if each.span.lowest < team
    ]
    return problems


def _default(session: ReviewSession) -> str:
    """The form's own reading of how far a conclusion may differ."""
    return next((reading.default for reading in session.form.readings if reading.id == "conclusion"), "")
