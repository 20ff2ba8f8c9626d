"""Long work off the event loop: a function on frozen values in a pool, its result back as a signal.

A job belongs to the application until its result has come, so that nothing of Qt's is ever taken down in the
pool's thread; where the widget that asked is gone by then, nobody hears of the result.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QObject, QRunnable, Qt, QThreadPool, Signal
from shiboken6 import isValid

from qmdesk.model.problem import Problem, Refused

T = TypeVar("T")


class Job(QObject):
    """One piece of work. ``done`` brings its result, ``refused`` the problems, ``crashed`` our own mistake."""

    done = Signal(object)
    refused = Signal(object)
    crashed = Signal(object)
    ended = Signal()
    _arrived = Signal(str, object)

    def __init__(self, work: Callable[[], object], owner: QObject | None = None) -> None:
        super().__init__(QCoreApplication.instance())
        self._work = work
        self._owner = owner
        self.cancelled = False
        self._arrived.connect(self._arrive, Qt.ConnectionType.QueuedConnection)

    def start(self, pool: QThreadPool | None = None) -> Job:
        (pool or QThreadPool.globalInstance()).start(_Runner(self, self._work))
        return self

    def cancel(self) -> None:
        """Let the result go when it comes; the work itself is on frozen values and harms nothing."""
        self.cancelled = True

    def arrive(self, kind: str, result: object) -> None:
        """Bring a result to the window's thread; called in the pool's."""
        self._arrived.emit(kind, result)

    def _arrive(self, kind: str, result: object) -> None:
        wanted = not self.cancelled and (self._owner is None or isValid(self._owner))
        try:
            if wanted:
                {"done": self.done, "refused": self.refused, "crashed": self.crashed}[kind].emit(result)
        finally:
            if wanted or self._owner is None or isValid(self._owner):
                self.ended.emit()
            self.deleteLater()


class _Runner(QRunnable):
    def __init__(self, job: Job, work: Callable[[], object]) -> None:
        super().__init__()
        self._job, self._work = job, work

    def run(self) -> None:
        try:
            kind, result = "done", self._work()
        except Refused as refused:
            kind, result = "refused", refused.problems
        except BaseException as error:
            kind, result = "crashed", error
        self._job.arrive(kind, result)


def run(
    owner: QObject,
    work: Callable[[], T],
    done: Callable[[T], None],
    refused: Callable[[tuple[Problem, ...]], None] | None = None,
) -> Job:
    """Do ``work`` in the pool, then ``done`` in the window's thread. A crash is raised there, for the excepthook."""
    job = Job(work, owner)
    job.done.connect(done)
    if refused is not None:
        job.refused.connect(refused)
    job.crashed.connect(_raise)
    return job.start()


def _raise(error: object) -> None:
    assert isinstance(error, BaseException)
    raise error
