"""After a disk failed: try again by itself, and write down what was typed meanwhile."""

# Qt's signals take lambdas of any shape.
# pyright: reportUnknownLambdaType=false

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from qmdesk.model.journal import Changes, Stage
from qmdesk.model.problem import Refused

if TYPE_CHECKING:
    from qmdesk.ui.hub import Hub

#: Between two tries (milliseconds).
AGAIN = 5_000


class Recovery(QObject):
    """Starts with the first write that failed, ends with the first that comes through."""

    def __init__(self, hub: Hub) -> None:
        super().__init__(hub)
        self._hub = hub
        self._trying = False
        self.timer = QTimer(self, interval=AGAIN)
        self.timer.timeout.connect(self.try_again)
        hub.failed.connect(self._on_failed)

    def _on_failed(self) -> None:
        if self._hub.session.failing and not self.timer.isActive():
            self.timer.start()

    def try_again(self) -> None:
        """Write what waits, off the event loop; nobody hears of a try that failed again."""
        if self._trying or not self._hub.session.failing:
            return
        self._trying = True
        job = self._hub.ask(self, self._hub.session.try_again, lambda _: self._came_through(), lambda _: None)
        job.ended.connect(self._on_ended)

    def _on_ended(self) -> None:
        self._trying = False

    def _came_through(self) -> None:
        hub = self._hub
        self.timer.stop()
        hub.saved.emit(hub.session.now()[11:19])
        self._record_drafts()
        hub.tell(Changes((), frozenset()))  # what says over the pages that nothing can be changed goes

    def _record_drafts(self) -> None:
        """Texts that stayed in their fields because the case took nothing; those that are no value stay drafts."""
        from qmdesk.review.setting import edit_of

        hub = self._hub
        for place, text in tuple(hub.drafts.items()):
            stage = Stage(place.stage) if place.stage else Stage.ONSITE
            try:
                edit, _ = edit_of(hub.form, place.subject, place.name, text, stage=stage, author=hub.author)
            except Refused:
                continue
            del hub.drafts[place]
            if not hub.record(edit):
                hub.drafts[place] = text
                return
