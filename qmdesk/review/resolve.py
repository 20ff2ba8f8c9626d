"""Settle an open conflict: one entry that replaces all its heads, with a reason."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from qmdesk.exchange.conflicts import SETTLED_BY, conflicts_of, mark_of
from qmdesk.model.canonical import Json
from qmdesk.model.journal import Edit, Place
from qmdesk.model.problem import Problem, Refused
from qmdesk.review.session import Recorded, ReviewSession
from qmdesk.review.setting import edit_of


def conflicts(session: ReviewSession) -> tuple[Place, ...]:
    """Places with several different values standing, in order of place."""
    return tuple(sorted(place for place, folded in session.state.items() if folded.conflict))


def _agreement(session: ReviewSession, subject: str, wanted: Place) -> Place | None:
    """Where the team's word goes on a field that its assessors see differently, as merge lists it; None elsewhere."""
    points = [
        each
        for each in conflicts_of(session.state)
        if each.consensus and (each.subject, each.field) == (subject, wanted.name) and wanted.stage in ("", each.stage)
    ]
    return Place(subject, SETTLED_BY[wanted.name], points[0].stage) if len(points) == 1 else None


def resolve(session: ReviewSession, subject: str, field: str, text: str, *, reason: str) -> Recorded:
    """Set a conflicting place to one value. ``field`` is a journal field (``submitted@onsite``) or its bare name where
    only one place of that name is in conflict. Where assessors rate differently, the value becomes the team's.

    Raises Refused(no-conflict), Refused(reason-needed) or what parsing the text raises.
    """
    if not reason.strip():
        raise Refused(Problem("reason-needed", f"{subject}/{field}"))
    wanted = Place.of(subject, field)
    open_places = [place for place in conflicts(session) if place.subject == subject and place.name == wanted.name]
    exact = [place for place in open_places if place == wanted]
    place = exact[0] if exact else open_places[0] if len(open_places) == 1 and not wanted.stage else None
    if place is None:
        place = _agreement(session, subject, wanted)
    if place is None:
        raise Refused(Problem("no-conflict", f"{subject}/{field}"))
    edit, _ = edit_of(session.form, subject, place.name, text, reason=reason)
    return session.record(Edit(place, edit.value, raw=edit.raw, reason=reason), force=True)


def settle(session: ReviewSession, choices: Mapping[Place, Json], reason: str) -> Recorded:
    """Set conflicting places to values that stand there already, as one batch. Raises Refused(reason-needed)."""
    if not reason.strip():
        raise Refused(Problem("reason-needed"))
    return session.record([Edit(place, value, reason=reason) for place, value in choices.items()], force=True)


def leave_open(session: ReviewSession, places: Iterable[Place], reason: str) -> Recorded:
    """Mark conflicts as points for the team to agree on; they stay conflicts. Raises Refused(reason-needed)."""
    if not reason.strip():
        raise Refused(Problem("reason-needed"))
    edits = [Edit(mark_of(place), f"{place.subject}/{place.field}", reason=reason) for place in places]
    return session.record(edits)
