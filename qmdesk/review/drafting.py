"""Drafts of what a visit needs, out of the form and the case: questions, documents, schedule, minutes."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from qmdesk.grading.records import Index, index
from qmdesk.model.assessment import Question
from qmdesk.model.journal import Edit, Place, Stage
from qmdesk.model.problem import Problem, Refused
from qmdesk.review.session import ReviewSession
from qmdesk.visit.drafting import document_edits, minutes_edit, question_edits, schedule_edits
from qmdesk.visit.minutes_opening import is_edited

DRAFTS = ("questions", "documents", "schedule", "opening-minutes", "closing-minutes")


def draft_of(
    session: ReviewSession, name: str, stage: Stage = Stage.ONSITE, *, lang: str = "zh-CN", anew: bool = False
) -> list[Edit]:
    """The edits of one of :data:`DRAFTS`; empty where nothing is to be added. ``anew`` drafts in place of what people
    made (schedule, minutes).

    Raises Refused: draft-unknown, schedule-without-days, minutes-edited.
    """
    found = index(session.state, stage)
    if name in ("opening-minutes", "closing-minutes"):
        return _minutes(session, name.partition("-")[0], found, stage, lang, anew=anew)
    if name == "schedule":
        if not found.record("case").text("visit_start"):
            raise Refused(Problem("schedule-without-days", "case/visit_start"))
        return schedule_edits(session.form, found, anew=anew)
    makers: Mapping[str, Callable[[], list[Edit]]] = {
        "questions": lambda: question_edits(session.form, found, _asked(session, stage), lang),
        "documents": lambda: document_edits(session.form, found, lang),
    }
    if name not in makers:
        raise Refused(Problem("draft-unknown", name, {"known": ", ".join(DRAFTS)}))
    return makers[name]()


def _asked(session: ReviewSession, stage: Stage) -> list[Question]:
    stages = dict.fromkeys((Stage.SELF, stage))
    return [question for each in stages for question in session.assess(each).questions]


def _minutes(session: ReviewSession, meeting: str, found: Index, stage: Stage, lang: str, *, anew: bool) -> list[Edit]:
    place = Place(f"meeting:{meeting}", "minutes", str(stage))
    if is_edited(session.state.get(place)) and not anew:
        raise Refused(Problem("minutes-edited", f"{place.subject}/{place.name}"))
    assessment = session.assess(stage) if meeting == "closing" else None
    return [minutes_edit(session.form, found, meeting, assessment, lang)]
