"""The measurement set in front: at hand where it is small or made here, read off the event loop where it is large.

One that is missing from the case or damaged is none, with the problem beside it: nothing is typed over it.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from qmdesk.grading.records import mapping
from qmdesk.model.canonical import Json
from qmdesk.model.problem import Problem, Refused
from qmdesk.model.readings import Readings
from qmdesk.ui.desk import Desk
from qmdesk.ui.hub import Hub
from qmdesk.ui.pages.performance.readings_pane import MANY
from qmdesk.ui.pages.performance.rows import Row, rows_of


def set_in(hub: Hub, value: Json) -> tuple[Readings | None, tuple[Problem, ...]]:
    """The measurement set that a field refers to; None with the problems where it can't be read."""
    sha256 = mapping(value).get("blob")
    if not sha256:
        return None, ()
    try:
        return hub.session.readings(str(sha256)), ()
    except Refused as refused:
        return None, refused.problems


class HeldReadings(QObject):
    """``arrived``: a large set has been read, or could not be."""

    arrived = Signal()

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self.sha256 = ""
        self.readings: Readings | None = None
        self.problems: tuple[Problem, ...] = ()
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
            readings, problems = set_in(self._desk.hub, row.value("readings"))
            self._keep(sha256, readings, problems)
        else:
            self._read(sha256)
            return False
        return True

    def _read(self, sha256: str) -> None:
        if self._waited_for == sha256:
            return
        self._waited_for = sha256
        session = self._desk.hub.session

        def done(readings: Readings | None, problems: tuple[Problem, ...] = ()) -> None:
            if self._waited_for == sha256:
                self._keep(sha256, readings, problems)
                self.arrived.emit()

        self._desk.hub.ask(self, lambda: session.readings(sha256), done, lambda problems: done(None, problems))

    def keep(self, made: tuple[str, Readings | None]) -> None:
        """Take a set that is at hand, by the name of its blob ("" for none)."""
        self._keep(*made, ())

    def _keep(self, sha256: str, readings: Readings | None, problems: tuple[Problem, ...]) -> None:
        self.sha256, self.readings, self.problems = sha256, readings, problems
        self._waited_for = ""

    def of_gauges(self) -> dict[str, Readings]:
        """The readings of the gauge studies, by the name of their blob; those that can't be read are left out."""
        hub = self._desk.hub
        rows = rows_of(hub, "gauge_study") if "gauge_study" in hub.form.records else []
        values = [row.value("readings") for row in rows]
        found = {str(mapping(value).get("blob") or ""): set_in(hub, value)[0] for value in values}
        return {name: readings for name, readings in found.items() if readings is not None}
