"""What the preparation of a visit asks of the journal: changes of key characteristics after data were seen."""

from __future__ import annotations

from qmdesk.grading.records import index
from qmdesk.model.journal import Entry, Stage
from qmdesk.review.session import ReviewSession
from qmdesk.visit.opening import LateChange, late_changes, places_of


def late_changes_of(session: ReviewSession, stage: Stage = Stage.ONSITE, key: str = "") -> tuple[LateChange, ...]:
    """The late changes of a case, from the histories of its characteristics alone; those of one where ``key`` says."""
    places = places_of(index(session.outline().state, stage))
    entries = (entry for place in places if key in ("", place.key) for entry in session.history(place))
    return late_changes(sorted(entries, key=_order), stage)


def _order(entry: Entry) -> tuple[int, str, int]:
    """The order that all devices agree on."""
    return entry.lamport, entry.device, entry.seq
