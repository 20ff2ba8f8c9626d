"""Long work off the event loop: a function on frozen values in a pool, its result back as a signal.

A job belongs to the application until its result has come, so that nothing of Qt's is ever taken down in the
pool's thread; where the widget that asked is gone by then, nobody hears of the result. Results come through one
messenger that lives as long as the application: a job that told of itself could be deleted by the window's thread
while the pool's thread is still inside its signal (seen once as a segmentation fault on a busy machine).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QObject, Qt, QThreadPool, Signal
from shiboken6 import isValid

from qmdesk.model.problem import Problem, Refused

T = TypeVar("T")


#: A job, what became of it and its result, in a list that the window's thread empties: whatever of Qt hangs on them is
#: let go of there, however long the pool's thread still holds the list.
Parcel = list[tuple["Job", str, object]]


class _Messenger(QObject):
    """Brings what the pool's threads hand in to the window's thread, one at a time and in order."""

    _handed = Signal()

    def __init__(self, parent: QObject | None) -> None:
        super().__init__(parent)
        self._waiting: deque[Parcel] = deque()
        self._handed.connect(self._bring, Qt.ConnectionType.QueuedConnection)

    def hand_in(self, parcel: Parcel) -> None:
        """Called in the pool's threads."""
        self._waiting.append(parcel)
        self._handed.emit()

    def _bring(self) -> None:
        parcel = self._waiting.popleft()
        job, kind, result = parcel.pop()
        job.arrive(kind, result)


_messengers: list[_Messenger] = []


def _messenger() -> _Messenger:
    """The application's messenger, made by the first job in the window's thread."""
    if not _messengers or not isValid(_messengers[-1]):
        _messengers[:] = [_Messenger(QCoreApplication.instance())]
    return _messengers[-1]


class Job(QObject):
    """One piece of work. ``done`` brings its result, ``refused`` the problems, ``crashed`` our own mistake."""

    done = Signal(object)
    refused = Signal(object)
    crashed = Signal(object)
    ended = Signal()

    def __init__(self, work: Callable[[], object], owner: QObject | None = None) -> None:
        super().__init__(QCoreApplication.instance())
        self._work: Callable[[], object] | None = work
        self._owner = owner
        self.cancelled = False
        self.told = False
        """Whether somebody says what is refused; a path that the system won't take is a refusal then, else a crash."""

    def start(self, pool: QThreadPool | None = None) -> Job:
        """Hand the work to a pool; called in the window's thread."""
        assert self._work is not None, "a job is done once"
        (pool or QThreadPool.globalInstance()).start(_Runner(self, self._work, _messenger()).run)
        return self

    def cancel(self) -> None:
        """Let the result go when it comes; the work itself is on frozen values and harms nothing."""
        self.cancelled = True

    def drop(self) -> Job:
        """Let a job go that is never started; its signals can still be connected, and never come."""
        self._work = self._owner = None
        self.deleteLater()
        return self

    def arrive(self, kind: str, result: object) -> None:
        """Tell of a result, in the window's thread."""
        wanted = not self.cancelled and (self._owner is None or isValid(self._owner))
        try:
            if wanted:
                {"done": self.done, "refused": self.refused, "crashed": self.crashed}[kind].emit(result)
        finally:
            if wanted or self._owner is None or isValid(self._owner):
                self.ended.emit()
            self._work = self._owner = None
            self.deleteLater()


class _Runner:
    """What the pool is given. No QRunnable: one made in Python stays for ever where its thread is done before ``start``
    comes back."""

    def __init__(self, job: Job, work: Callable[[], object], messenger: _Messenger) -> None:
        self._given = [(job, work)]
        self._messenger = messenger

    def run(self) -> None:
        self._messenger.hand_in(self._worked())

    def _worked(self) -> Parcel:
        """Do the work and hold nothing of it afterwards but the parcel."""
        job, work = self._given.pop()
        try:
            return [(job, "done", work())]
        except Refused as refused:
            return [(job, "refused", refused.problems)]
        except OSError as error:
            if job.told and error.filename:
                details = {"reason": error.strerror or type(error).__name__}
                return [(job, "refused", (Problem("path-unusable", str(error.filename), details),))]
            return [(job, "crashed", error)]
        except BaseException as error:
            return [(job, "crashed", error)]


def run(
    owner: QObject,
    work: Callable[[], T],
    done: Callable[[T], None],
    refused: Callable[[tuple[Problem, ...]], None] | None = None,
    pool: QThreadPool | None = None,
) -> Job:
    """Do ``work`` in the pool, or one of its own, then ``done`` in the window's thread. A crash is raised there, for
    the excepthook."""
    job = Job(work, owner)
    job.done.connect(done)
    if refused is not None:
        job.refused.connect(refused)
        job.told = True
    job.crashed.connect(_raise)
    return job.start(pool)


def _raise(error: object) -> None:
    assert isinstance(error, BaseException)
    raise error
