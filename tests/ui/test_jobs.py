"""Work in the pool: results come back in the window's thread, or to nobody."""

from __future__ import annotations

import gc
import threading
from weakref import ref

from PySide6.QtCore import QObject, QThread, QThreadPool
from pytestqt.qtbot import QtBot

from qmdesk.model.problem import Problem, Refused
from qmdesk.ui import jobs
from qmdesk.ui.hub import Hub


def test_the_result_comes_in_the_windows_thread(qtbot: QtBot, qapp: QObject):
    seen: list[tuple[object, object, int]] = []
    owner = QObject()
    job = jobs.run(
        owner, threading.get_ident, lambda found: seen.append((found, QThread.currentThread(), threading.get_ident()))
    )
    with qtbot.waitSignal(job.ended):
        pass
    worker, thread, here = seen[0]
    assert worker != here
    assert thread is qapp.thread()


def test_a_refusal_brings_its_problems(qtbot: QtBot):
    def work() -> None:
        raise Refused(Problem("file-missing", "x"))

    owner, seen = QObject(), []
    job = jobs.run(owner, work, lambda _: None, seen.append)
    with qtbot.waitSignal(job.ended):
        pass
    assert [each.code for each in seen[0]] == ["file-missing"]


def test_a_crash_reaches_the_excepthook(qtbot: QtBot):
    owner = QObject()
    with qtbot.captureExceptions() as caught:
        job = jobs.run(owner, lambda: 1 // 0, lambda _: None)
        with qtbot.waitSignal(job.ended):
            pass
    assert [each[0] for each in caught] == [ZeroDivisionError]


def test_nobody_hears_of_a_result_when_the_owner_is_gone(qtbot: QtBot):
    owner, seen = QObject(), []
    gate = threading.Event()
    jobs.run(owner, gate.wait, seen.append)
    owner.deleteLater()
    qtbot.wait(20)
    gate.set()
    QThreadPool.globalInstance().waitForDone(2000)
    qtbot.wait(20)
    assert seen == []


def test_a_cancelled_job_says_nothing(qtbot: QtBot):
    owner, seen = QObject(), []
    job = jobs.run(owner, lambda: 1, seen.append)
    job.cancel()
    with qtbot.waitSignal(job.ended):
        pass
    assert seen == []


def test_a_closed_case_is_asked_nothing_more(hub: Hub, qtbot: QtBot):
    seen: list[object] = []
    hub.close()
    hub.ask(hub, lambda: 1, seen.append)
    qtbot.wait(50)
    assert seen == []


def test_a_job_that_a_closed_case_was_asked_for_holds_nothing(hub: Hub, qtbot: QtBot, qapp: QObject):
    class Held:
        pass

    held = Held()
    gone = ref(held)
    before = len(qapp.findChildren(jobs.Job))
    hub.close()
    job = hub.ask(hub, lambda held=held: held, lambda _: None)
    job.ended.connect(lambda: None)  # as whoever asks does
    del held, job
    qtbot.wait(10)
    assert (gone(), len(qapp.findChildren(jobs.Job))) == (None, before)


def test_nothing_stays_of_jobs_that_are_done(qtbot: QtBot):
    """Some at a time, with threads that wait for them, so that some are done before they are handed over."""
    owner, seen = QObject(), list[int]()
    kinds = (jobs.Job, jobs._Runner)
    gc.collect()
    before = [each for each in gc.get_objects() if isinstance(each, kinds)]  # what other tests hold
    for number in range(400):
        jobs.run(owner, lambda each=number: each, seen.append)
        if number % 10 == 0:
            qtbot.wait(5)
    qtbot.waitUntil(lambda: len(seen) == 400, timeout=30_000)
    assert QThreadPool.globalInstance().waitForDone(5000)
    qtbot.wait(10)
    gc.collect()
    left = [each for each in gc.get_objects() if isinstance(each, kinds)]
    assert len([each for each in left if all(each is not other for other in before)]) == 0
