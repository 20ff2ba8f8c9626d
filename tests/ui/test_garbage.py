"""An object of Qt in a cycle is never destroyed by a worker thread."""

from __future__ import annotations

import gc
import threading

from PySide6.QtCore import QObject

from qmdesk.ui.garbage import Collector


def test_a_worker_that_allocates_destroys_nothing_of_the_windows(qtbot):
    collector = Collector()
    died_in: list[str] = []
    cycle: list[object] = [QObject()]
    cycle[0].destroyed.connect(lambda: died_in.append(threading.current_thread().name))
    cycle.append(cycle)
    del cycle
    worker = threading.Thread(target=lambda: [[each] for each in range(200_000)], name="worker")
    worker.start()
    worker.join()
    assert died_in == []
    gc.collect()
    assert died_in == [threading.main_thread().name]
    collector.deleteLater()


def test_the_collector_collects_by_the_counts(qtbot, monkeypatch):
    collector = Collector()
    asked: list[int] = []
    monkeypatch.setattr(gc, "get_count", lambda: (10_000, 11, 0))
    monkeypatch.setattr(gc, "get_threshold", lambda: (700, 10, 10))
    monkeypatch.setattr(gc, "collect", asked.append)
    collector.collect()
    assert asked == [1]
    collector.deleteLater()
