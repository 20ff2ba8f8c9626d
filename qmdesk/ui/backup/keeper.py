"""Backups by themselves: after so many entries or minutes while working, and when the case is closed.

The work is done in a thread of its own, which asks the writer for short pieces; the window only keeps the time.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QProgressDialog, QWidget

from qmdesk.model.journal import Changes
from qmdesk.model.problem import Problem, Refused
from qmdesk.ui.words import problem_text, tr

if TYPE_CHECKING:
    from qmdesk.ui.hub import Hub

#: A backup is due after so many entries and at least so many seconds, or after so many seconds with any entry.
ENTRIES, SOONEST, LATEST = 40, 120.0, 600.0
#: Looked at so often (milliseconds).
TICK = 15_000
#: Seconds until the next try after one that failed, and seconds that closing waits without a word.
AGAIN, QUIET = 300.0, 0.6
#: Seconds that a backup at closing leaves to the window before it goes on writing.
YIELD = 0.3


class Keeper(QObject):
    """Keeps backups of one open case. ``tell`` says once, calmly, that one could not be written."""

    ended = Signal(object)  # the problems of a try, empty where it went well

    def __init__(self, hub: Hub, tell: Callable[[str], None], lang: str) -> None:
        super().__init__(hub)
        self._hub, self._tell, self._lang = hub, tell, lang
        self._new = ENTRIES  # what stands there at the opening may never have been backed up
        self._since = time.monotonic()
        self._not_before = 0.0
        self._said = False
        self._stop = threading.Event()
        self._fetched = threading.Event()
        self._closing = self._left = False
        self._work: threading.Thread | None = None
        self._problems: tuple[Problem, ...] = ()
        self._timer = QTimer(self, interval=TICK)
        self._timer.timeout.connect(self._look)
        self._timer.start()
        hub.changed.connect(self._on_changed)
        self.ended.connect(self._on_ended, Qt.ConnectionType.QueuedConnection)

    @property
    def running(self) -> bool:
        return self._work is not None

    def due(self, now: float) -> bool:
        """Whether it is time for a backup, by a clock that only goes forward."""
        waited = now - self._since
        enough = self._new >= ENTRIES and waited >= SOONEST
        return now >= self._not_before and (enough or (self._new > 0 and waited >= LATEST))

    def _on_changed(self, changes: Changes) -> None:
        self._new += max(1, len(changes.entries))

    def _look(self) -> None:
        if not self.running and self.due(time.monotonic()):
            self.start()

    def start(self) -> None:
        """Make a backup now, if none is being made; nothing to do for a case that can't be written."""
        if self.running or self._hub.session.read_only:
            return
        self._new, self._since = 0, time.monotonic()
        self._fetched.clear()
        self._work = threading.Thread(target=self._run, name="qmdesk-backup")  # ending the program waits for it
        self._work.start()

    def _run(self) -> None:
        from qmdesk.review.backing_up import Stopped, keep_generation

        try:
            keep_generation(self._hub.session, stop=self._stop.is_set, fetched=self._on_fetched)
            self._problems = ()
        except Stopped:
            self._problems = ()
        except Refused as refused:
            self._problems = refused.problems
        except Exception as error:
            self._problems = (Problem("backup-failed", "", {"reason": type(error).__name__}),)
        finally:
            self._fetched.set()
        if not self._left:
            with suppress(RuntimeError):  # the window went meanwhile
                self.ended.emit(self._problems)

    def _on_fetched(self) -> None:
        """In the thread: the case is needed no longer. Whoever closes it goes first, the rest is written after."""
        self._fetched.set()
        if self._closing:
            time.sleep(YIELD)

    def _on_ended(self, problems: tuple[Problem, ...]) -> None:
        self._work = None
        if not problems:
            self._said = False
            return
        self._new += 1
        self._not_before = time.monotonic() + AGAIN
        if problems[0].code != "backup-busy" and not self._said:
            self._said = True
            why = problem_text(problems[0], self._lang).rstrip("。.")
            self._tell(tr("自动备份没有写成：{why}。工作照常，稍后会再试。", why=why))

    def finish(self, over: QWidget | None) -> None:
        """The backup at closing: waited for until it has all of the case, which may be closed then; it is written to
        its end in its thread. One that takes long is shown and can be left out."""
        self._timer.stop()
        self._closing = True
        for _ in range(2):  # one that is being made may have begun before the last entries
            if self._new and not self.running:
                self.start()
            if self._work is None:
                break
            if not self._fetched.wait(QUIET) and not _wait_shown(self._fetched, over):
                self._stop.set()
                self._fetched.wait()
            if not self._new or self._problems or self._stop.is_set():
                break
            self._work.join()
            self._work = None
        self._left = True


def _wait_shown(done: threading.Event, over: QWidget | None) -> bool:
    """Show that a backup is being made until it is; False where somebody would rather go on."""
    shown = QProgressDialog(tr("正在备份案卷…"), tr("这次不备份"), 0, 0, over)
    shown.setWindowTitle(tr("备份与恢复"))
    shown.setWindowModality(Qt.WindowModality.ApplicationModal)
    watch = QTimer(shown, interval=50)
    watch.timeout.connect(lambda: shown.accept() if done.is_set() else None)
    watch.start()
    waited = shown.exec() == QProgressDialog.DialogCode.Accepted
    shown.deleteLater()
    return waited
