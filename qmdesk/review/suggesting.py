"""Draft rectification suggestions from the form into a case, for the assessors to edit."""

from __future__ import annotations

from datetime import date, timedelta

from qmdesk.grading.suggest import suggestions_for
from qmdesk.model.canonical import Json
from qmdesk.model.journal import Edit, Place, Stage
from qmdesk.model.keys import key_for
from qmdesk.review.session import Recorded, ReviewSession


def draft_suggestions(session: ReviewSession, stage: Stage = Stage.ONSITE, *, lang: str = "zh-CN") -> Recorded:
    """Record a suggestion for each gap that has none yet. What the assessors wrote or deleted stays as it is."""
    answers = session.answers(stage)
    drafts = suggestions_for(session.form, session.assess(stage), answers)
    today = date.fromisoformat(session.now()[:10])
    edits: list[Edit] = []
    for order, draft in enumerate(drafts, 1):
        subject = f"suggestion:{key_for(draft.binds, str(draft.from_level), str(draft.to_level))}"
        there = session.state.get(Place(subject, "binds"))
        if there is not None and (there.value is not None or there.conflict):  # an undone draft is drafted again
            continue
        values: dict[str, Json] = {
            "binds": draft.binds,
            "from_level": draft.from_level,
            "to_level": draft.to_level,
            "action": draft.action.in_(lang),
            "owner": draft.owner.in_(lang),
            "due": (today + timedelta(days=draft.days)).isoformat(),
            "measure": draft.measure.in_(lang),
            "status": "open",
            "order": order,
        }
        edits += [Edit(Place(subject, name), value, origin="draft") for name, value in values.items()]
    return session.record(edits)
