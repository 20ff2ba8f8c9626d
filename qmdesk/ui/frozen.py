"""A review as it stands at one moment, for work in the pool: it looks like a session and never changes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

from qmdesk.model.answers import Answers
from qmdesk.model.assessment import Assessment
from qmdesk.model.journal import Entry, Place, Stage
from qmdesk.model.problem import Refused
from qmdesk.model.snapshot import Snapshot

if TYPE_CHECKING:
    from qmdesk.review.session import ReviewSession


class _Frozen:
    def __init__(self, session: ReviewSession) -> None:
        self.form = session.form
        self.path = session.path
        self.who = session.who
        self.case_id = session.case_id
        self._session = session
        self._outline = session.outline()
        self._now = session.now()

    def outline(self) -> Snapshot:
        return self._outline

    def snapshot(self) -> Snapshot:
        """With its measurement sets, which are read where this is asked for. Raises Refused where one can't be."""
        readings, problems = self._session.sets_of(self._outline)
        if problems:
            raise Refused(*problems)
        return replace(self._outline, readings=readings)

    def answers(self, stage: Stage) -> Answers:
        from qmdesk.grading.answers import answers_of

        return answers_of(self.form, self.snapshot(), stage)

    def assess(self, stage: Stage) -> Assessment:
        from qmdesk.grading.assess import assess

        return assess(self.form, self.answers(stage))

    def now(self) -> str:
        return self._now

    def blob(self, sha256: str) -> bytes:
        return self._session.blob(sha256)

    def history(self, place: Place | None = None) -> tuple[Entry, ...]:
        """The journal up to this moment; entries made meanwhile are left out."""
        known = {head.device: head.seq for head in self._outline.heads}
        return tuple(each for each in self._session.history(place) if each.seq <= known.get(each.device, 0))


def frozen(session: ReviewSession) -> ReviewSession:
    """What use cases that only read may be given in the pool."""
    return cast("ReviewSession", _Frozen(session))
