"""Delivery as signals: the outbox emptied in the pool, quietly from time to time, and stopped when the case closes."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QThreadPool, QTimer, Signal

from qmdesk.model.problem import Problem, Severity
from qmdesk.ui import jobs
from qmdesk.ui.desk import Desk

if TYPE_CHECKING:
    from qmdesk.exchange.delivery.deliver import Courier
    from qmdesk.exchange.delivery.opening import Doors
    from qmdesk.exchange.delivery.secret import Secrets
    from qmdesk.review.standing import PackageStanding
    from qmdesk.workspace.outbox import Outbox

#: Milliseconds between two quiet looks whether something is due.
QUIET = 60_000
LINES = "lines"


class Deliverer(QObject):
    """The outbox of this workspace, as the window works on it. Passwords are held as long as the window is open."""

    shown = Signal(object)  # list[PackageStanding]
    progressed = Signal(int, int)  # bytes done and in all
    told = Signal(object)  # list[Problem]
    working = Signal(bool)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._home = desk.hub.session.who.home
        self._device = desk.hub.session.who.device
        self._stop = threading.Event()
        self._secrets: Secrets | None = None
        self._courier: Courier | None = None
        self.busy = False
        self._timer = QTimer(self, interval=QUIET)
        self._timer.timeout.connect(self._look)
        self._timer.start()
        desk.hub.closing.connect(self.stop)

    @property
    def outbox(self) -> Outbox:
        from qmdesk.workspace.outbox import Outbox

        return Outbox(self._home)

    @property
    def secrets(self) -> Secrets:
        from qmdesk.exchange.delivery.secret import Secrets

        if self._secrets is None:
            self._secrets = Secrets()
        return self._secrets

    def doors(self, met: Callable[[str, str], None]) -> Doors:
        from qmdesk.exchange.delivery.opening import Doors

        return Doors(self._home, self.secrets, met)

    def refresh(self) -> None:
        """Read how the outbox stands."""
        outbox = self.outbox

        def work() -> list[PackageStanding]:
            from qmdesk.review.standing import stand

            return stand(outbox)

        jobs.run(self, work, self.shown.emit, self._refused)

    def deliver(self, *, only_due: bool = False) -> None:
        """Empty the outbox, unless that is being done."""
        if self.busy:
            return
        self.busy = True
        self._stop.clear()
        if not only_due:
            self.working.emit(True)
        outbox, device, met, stop = self.outbox, self._device, list[tuple[str, str]](), self._stop

        def work() -> list[Problem]:
            from qmdesk.exchange.delivery.deliver import Courier
            from qmdesk.exchange.delivery.failures import Stopped

            doors = self.doors(lambda host, key: met.append((host, key)))
            self._courier = courier = Courier(outbox, doors, device, stop.is_set, self._progress, stop.wait)
            with suppress(Stopped):
                courier.run(only_due=only_due)
            return [first_use(host, key) for host, key in met]

        job = jobs.run(self, work, self.told.emit, self._refused, line_pool())
        job.ended.connect(self._ended)

    def stop(self) -> None:
        """Let a transfer go; what went up stays there to be gone on with."""
        self._stop.set()
        if self._courier is not None:
            self._courier.abort()

    def _progress(self, done: int, of: int) -> None:
        self.progressed.emit(min(done >> 10, 1 << 30), max(1, min(of >> 10, 1 << 30)))

    def _look(self) -> None:
        """Quietly: only where something was packed, and only what is due."""
        if not self.busy and not self.outbox.empty:
            self.deliver(only_due=True)

    def _refused(self, problems: tuple[Problem, ...]) -> None:
        self.told.emit([each for each in problems if each.code != "outbox-busy"])

    def _ended(self) -> None:
        self.busy, self._courier = False, None
        self.working.emit(False)
        self.refresh()


def line_pool() -> QThreadPool:
    """Threads for what waits on a line: on a computer with two cores a place that doesn't answer would else hold up
    half of all other work."""
    application = QCoreApplication.instance()
    found = application.findChild(QThreadPool, LINES) if application is not None else None
    if found is None:
        found = QThreadPool(application)
        found.setObjectName(LINES)
        found.setMaxThreadCount(3)
    return found


def deliverer_of(desk: Desk) -> Deliverer:
    """The one of an open case; made when first asked for, and gone with the case."""
    return desk.hub.findChild(Deliverer) or Deliverer(desk, desk.hub)


def first_use(host: str, fingerprint: str) -> Problem:
    """A host met for the first time, shown with the fingerprint of its key."""
    return Problem("delivery-host-first-use", host, {"fingerprint": fingerprint}, Severity.WARNING)
