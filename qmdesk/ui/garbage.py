"""Python's garbage collected in the window's thread only.

The cyclic collector runs in whatever thread happens to allocate. Where that is a worker, an object of Qt caught in a
cycle is destroyed in the wrong thread, its notifiers stay registered with the event loop, and the process crashes some
time later (seen as a fault in QSocketNotifier::setEnabled after an evidence strip went while its files were read). So
the collector is switched off and called here, by the counts that would have called it.

A collection of everything looks at all objects and holds the window meanwhile. What is there for good (libraries, the
entries of an open case, which form no cycles) is therefore frozen, and what a full collection takes is never more than
one part in fifty of the time.
"""

from __future__ import annotations

import gc
import time
from weakref import WeakSet

from PySide6.QtCore import QObject, QThreadPool, QTimer

#: Milliseconds between looks at the counts.
PAUSE = 500
#: A full collection rests for so many times as long as the last one took.
SHARE = 50


class Collector(QObject):
    """Looks at the collector's counts twice a second and runs the generation that is due."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        gc.freeze()  # what was imported stays: neither a collection nor the interpreter at its end need look at it
        self._next_full = 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self.collect)
        self._timer.start()

    def collect(self) -> None:
        """Run the oldest generation whose count is over its threshold."""
        counts, thresholds = gc.get_count(), gc.get_threshold()
        due = [number for number in range(3) if counts[number] > thresholds[number]]
        if not due:
            return
        oldest, began = max(due), time.monotonic()
        if oldest == 2 and began < self._next_full:
            oldest = 1
        gc.collect(oldest)
        if oldest == 2:
            ended = time.monotonic()
            self._next_full = ended + SHARE * (ended - began)


def sweep() -> None:
    """Collect what is garbage now, so that nothing of it is frozen by the next :func:`keep`."""
    if not gc.isenabled():
        gc.collect()


def leave(thing: object) -> None:
    """A thing that is no longer wanted, as a closed case, and must be gone before anything is kept."""
    _left.add(thing)


def keep() -> None:
    """Look no more at what is there now: libraries just imported, a case just read.

    Not while something that was left still stands: what has become garbage with it, or is about to, would be kept too,
    and for ever.
    """
    if gc.isenabled():
        return
    if _left:
        gc.collect()
    if not _left:
        gc.freeze()


_left: WeakSet[object] = WeakSet()


def give_back() -> None:
    """Hand memory that is free now back to the system, in the pool, as it takes a moment: what a screen, a report or
    photos took would stay with the process otherwise, and the next come on top of it."""
    from qmdesk.report.freed import give_back

    QThreadPool.globalInstance().start(give_back)
