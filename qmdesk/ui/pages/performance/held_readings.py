"""The measurement set in front: at hand where it is small or made here, read off the event loop where it is large."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from qmdesk.grading.records import mapping
from qmdesk.model.problem import Problem, Refused
from qmdesk.model.readings import Readings
from qmdesk.ui import jobs
from qmdesk.ui.desk import Desk
from qmdesk.ui.pages.performance.readings_pane import MANY
from qmdesk.ui.pages.performance.rows import Row, rows_of


class HeldReadings(QObject):
    """``arrived``: a large set has been read, or could not be."""

    arrived = Signal()

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self.sha256 = ""
        self.readings: Readings | None = None
        self._waited_for = ""

    def fetch(self, row: Row) -> bool:
        """Have the readings of a characteristic at hand; False while they are being read."""
        said = mapping(row.value("readings"))
        sha256, n = str(said.get("blob") or ""), said.get("n")
        if sha256 == self.sha256:
            return True
        if not sha256:
            self.keep(("", None))
        elif not isinstance(n, int) or n <= MANY:
            try:
                self.keep((sha256, self._desk.hub.session.readings(sha256)))
            except Refused as refused:
                self.keep((sha256, None))
                self._desk.tell_problems(refused.problems)
        else:
            self._read(sha256)
            return False
        return True

    def _read(self, sha256: str) -> None:
        if self._waited_for == sha256:
            return
        self._waited_for = sha256
        session = self._desk.hub.session

        def done(readings: Readings | None) -> None:
            if self._waited_for == sha256:
                self.keep((sha256, readings))
                self.arrived.emit()

        def refused(problems: tuple[Problem, ...]) -> None:
            self._desk.tell_problems(problems)
            done(None)

        jobs.run(self, lambda: session.readings(sha256), done, refused)

    def keep(self, made: tuple[str, Readings | None]) -> None:
        """Take a set that is at hand, by the name of its blob ("" for none)."""
        self.sha256, self.readings = made
        self._waited_for = ""

    def of_gauges(self) -> dict[str, Readings]:
        """The readings of the gauge studies, by the name of their blob; those that can't be read are left out."""
        hub = self._desk.hub
        rows = rows_of(hub, "gauge_study") if "gauge_study" in hub.form.records else []
        found: dict[str, Readings] = {}
        for name in (str(mapping(row.value("readings")).get("blob") or "") for row in rows):
            try:
                found |= {name: hub.session.readings(name)} if name else {}
            except Refused:
                continue
        return found
