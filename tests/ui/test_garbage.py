"""An object of Qt in a cycle is never destroyed by a worker thread."""

from __future__ import annotations

import gc
import threading
from weakref import WeakSet

from PySide6.QtCore import QObject

from qmdesk.ui import garbage
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


def test_a_full_collection_takes_no_more_than_its_share_of_the_time(qtbot, monkeypatch):
    collector = Collector()
    asked: list[int] = []
    monkeypatch.setattr(gc, "get_count", lambda: (10_000, 11, 11))
    monkeypatch.setattr(gc, "get_threshold", lambda: (700, 10, 10))
    clock = iter([100.0, 100.2, 105.0, 111.0, 111.0])
    monkeypatch.setattr("qmdesk.ui.garbage.time.monotonic", lambda: next(clock))
    monkeypatch.setattr(gc, "collect", asked.append)
    for _ in range(3):
        collector.collect()
    assert asked == [2, 1, 2], "one of 0.2 s, then none of its kind for 10 s"
    collector.deleteLater()


def test_nothing_is_kept_while_what_was_left_still_stands(monkeypatch):
    monkeypatch.setattr(garbage, "_left", WeakSet())
    frozen = list[bool]()
    monkeypatch.setattr("qmdesk.ui.garbage.gc.freeze", lambda: frozen.append(True))

    class Case:
        itself: object = None

    case = Case()
    case.itself = case
    garbage.leave(case)
    garbage.keep()
    assert frozen == []
    del case
    garbage.keep()
    assert frozen == [True]
    assert len(garbage._left) == 0
