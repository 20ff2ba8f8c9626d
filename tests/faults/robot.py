"""A hand at the real window: waits for what it shows, types, clicks and drops, and says what it was told.

A script is a generator: each thing that it yields is asked again and again, in the window's own event loop, until it is
true; then the script goes on. What the window tells its user goes down the pipe the moment it stands there.
"""

# Qt gives None where its stubs say it can't, and its signals take lambdas of any shape.
# pyright: reportUnnecessaryComparison=false, reportUnknownLambdaType=false, reportPrivateUsage=false
# pyright: reportAttributeAccessIssue=false, reportOptionalMemberAccess=false

from __future__ import annotations

import os
import threading
from collections import deque
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QMimeData, QObject, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices, QDropEvent, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QLabel, QWidget

from tests.faults.jobs import DONE, Ack

if TYPE_CHECKING:
    from qmdesk.review.session import Recorded
    from qmdesk.ui.window import MainWindow

#: Said when the script begins: from here on the moments are counted.
BEGUN = "begun"
#: What a script yields: asked until it is true.
Ready = Callable[[], object]
Script = Callable[["MainWindow", Path, Ack], Iterator[Ready]]
#: Between two questions (milliseconds).
SOON = 1


def run_window(folder: Path, home: Path, case: Path | None, script: Script, say: Ack) -> None:
    """The program's own entry, as ``qmdesk CASE`` starts it, with a script at its window. Returns when it was closed."""
    from qmdesk.app.main import main
    from qmdesk.ui import window as module

    os.environ |= {"QMDESK_HOME": str(home), "QT_QPA_PLATFORM": "offscreen"}
    real = module.MainWindow

    class Watched(real):
        def __init__(self, *arguments: Any) -> None:
            super().__init__(*arguments)
            self.robot = Robot(self, script(self, folder, say), say, waits=case is not None)

    module.MainWindow = Watched
    QDesktopServices.openUrl = lambda *_: True  # the folder of a report would be shown by another program
    try:
        main([] if case is None else [str(case)])
    except SystemExit as leaving:
        if leaving.code:
            raise
    for each in threading.enumerate():
        if each is not threading.current_thread() and not each.daemon:
            each.join()  # as the interpreter does at its end
    say(DONE)


class Robot(QObject):
    """Drives one window through one script; with ``waits`` it begins when the case stands."""

    def __init__(self, window: MainWindow, script: Iterator[Ready], say: Ack, *, waits: bool) -> None:
        super().__init__(window)
        self._window, self._script, self._say = window, script, say
        self._asked: Ready = (lambda: window.hub is not None) if waits else (lambda: True)
        self._began = False
        self._timer = QTimer(self, interval=SOON)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def _look(self) -> None:
        if not self._asked():
            return
        if not self._began:
            self._began = True
            if self._window.hub is not None:
                hear_saved(self._window, self._say)
            self._say(BEGUN)
        try:
            self._asked = next(self._script)
        except StopIteration:
            self._timer.stop()


def hear_saved(window: MainWindow, say: Ack) -> None:
    """Say of each entry that it is saved once the bar says so: its log, number and hash."""
    hub, shell = window.hub, window.shell
    waiting: deque[Recorded] = deque()
    follow = hub.follow

    def note(recorded: Recorded) -> None:
        waiting.append(recorded)
        follow(recorded)

    def shown() -> None:
        if "已保存" not in shell.bar._saved.text():
            return
        while waiting and waiting[0].saved.done():
            for entry in waiting.popleft().changes.entries:
                say(f"saved {entry.device} {entry.seq} {entry.hash}")

    hub.follow = note  # pyright: ignore[reportAttributeAccessIssue]
    hub.saved.connect(shown)  # after the bar, which was connected before


# -- what a hand does ----------------------------------------------------------------------------------


def press(over: QWidget, text: str) -> None:
    """Click the button that says so."""
    found = [each for each in over.findChildren(QAbstractButton) if each.text().strip(" …") == text]
    QTest.mouseClick(next(each for each in found if each.isVisibleTo(over)), Qt.MouseButton.LeftButton)


def type_text(field: QWidget, text: str) -> None:
    """Into a field that has the focus: by key where the keyboard has it, else as an input method commits it."""
    if text.isascii():
        QTest.keyClicks(field, text)
        return
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(field, event)


def drop(window: QWidget, *paths: Path) -> None:
    """Drop files on the window; Qt hands on only what came in by the system, so the window is given it at once."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(each)) for each in paths])
    middle = QPointF(window.rect().center())
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    window.dropEvent(QDropEvent(middle, copy, data, left, none))


def says(over: QWidget, text: str) -> bool:
    """Whether a label below says so now."""
    return any(text in each.text() and each.isVisibleTo(over) for each in over.findChildren(QLabel))


def answer_dialogs(path: Path) -> None:
    """What the file dialogs of the system answer from now on."""
    QFileDialog.getSaveFileName = lambda *_, **__: (str(path), "")
    QFileDialog.getOpenFileName = lambda *_, **__: (str(path), "")
    QFileDialog.getOpenFileNames = lambda *_, **__: ([str(path)], "")
    QFileDialog.getExistingDirectory = lambda *_, **__: str(path)
