"""Python's garbage collected in the window's thread only.

The cyclic collector runs in whatever thread happens to allocate. Where that is a worker, an object of Qt caught in a
cycle is destroyed in the wrong thread, its notifiers stay registered with the event loop, and the process crashes some
time later (seen as a fault in QSocketNotifier::setEnabled after an evidence strip went while its files were read). So
the collector is switched off and called here, by the counts that would have called it.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

#: Milliseconds between looks at the counts.
PAUSE = 500


class Collector(QObject):
    """Looks at the collector's counts twice a second and runs the generation that is due."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        gc.freeze()  # what was imported stays: neither a collection nor the interpreter at its end need look at it
        self._timer = QTimer(self)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self.collect)
        self._timer.start()

    def collect(self) -> None:
        """Run the oldest generation whose count is over its threshold."""
        counts, thresholds = gc.get_count(), gc.get_threshold()
        due = [number for number in range(3) if counts[number] > thresholds[number]]
        if due:
            gc.collect(max(due))
