"""Long work off the event loop: a function on frozen values in a pool, its result back as a signal."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal, Slot

from qmdesk.model.problem import Refused

T = TypeVar("T")


class Job(QObject):
    """One piece of work. ``done`` brings its result, ``refused`` the problems, ``crashed`` our own mistake."""

    done = Signal(object)
    refused = Signal(object)
    crashed = Signal(object)
    ended = Signal()

    def __init__(self, work: Callable[[], object], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self.cancelled = False

    def start(self, pool: QThreadPool | None = None) -> Job:
        (pool or QThreadPool.globalInstance()).start(_Runner(self, self._work))
        return self

    def cancel(self) -> None:
        """Let the result go when it comes; the work itself is on frozen values and harms nothing."""
        self.cancelled = True

    @Slot(str, object)
    def arrive(self, kind: str, result: object) -> None:
        if not self.cancelled:
            {"done": self.done, "refused": self.refused, "crashed": self.crashed}[kind].emit(result)
        self.ended.emit()


class _Mail(QObject):
    sent = Signal(str, object)


class _Runner(QRunnable):
    def __init__(self, job: Job, work: Callable[[], object]) -> None:
        super().__init__()
        self._work = work
        self._mail = _Mail()
        self._mail.sent.connect(job.arrive)

    def run(self) -> None:
        try:
            kind, result = "done", self._work()
        except Refused as refused:
            kind, result = "refused", refused.problems
        except BaseException as error:
            kind, result = "crashed", error
        try:
            self._mail.sent.emit(kind, result)
        except RuntimeError:  # the window is gone
            return


def run(
    parent: QObject,
    work: Callable[[], T],
    done: Callable[[T], None],
    refused: Callable[[object], None] | None = None,
) -> Job:
    """Do ``work`` in the pool, then ``done`` in the window's thread. A crash is raised there, for the excepthook."""
    job = Job(work, parent)
    job.done.connect(done)
    if refused is not None:
        job.refused.connect(refused)
    job.crashed.connect(_raise)
    job.ended.connect(job.deleteLater)
    return job.start()


def _raise(error: object) -> None:
    assert isinstance(error, BaseException)
    raise error
