"""A note by key, to the field painted and ready to type, against the opening of an empty dialog."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from qmdesk.review.session import Who
from qmdesk.ui.app import Dresser, make_application
from qmdesk.ui.settings import Settings
from qmdesk.ui.window import MainWindow
from tests.bench.cases import full_case
from tests.bench.paired import Paired

LIMIT, RUNS = 2.0, 40


class Painted(QObject):
    """Whether a widget was painted since this was made."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.done = False
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.done = True
        return False


def until(done: Callable[[], bool]) -> None:
    end = time.perf_counter() + 30
    while not done() and time.perf_counter() < end:
        QApplication.processEvents()


def main() -> str:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with full_case(folder) as session:
            path = session.path
        application = make_application(["bench"], "zh-CN")
        who = Who("b" * 16, "王工", folder / "home")
        window = MainWindow(Settings(folder / "home"), lambda _: who, "zh-CN", Dresser(application))
        window.resize(1366, 768)
        window.show()
        window.open_case(path)
        until(lambda: window.shell is not None and window.hub is not None and window.hub.assessment is not None)
        shell = window.shell
        assert shell is not None
        shell.go("item:system.people")
        until(lambda: shell.capture is not None)  # as after the first second of looking at the page
        pairs = [(note(window), dialog(window)) for _ in range(RUNS + 3)]
        found = Paired(tuple(each[0] for each in pairs[3:]), tuple(each[1] for each in pairs[3:]))
        window.close()
    return found.report("capture", LIMIT) + f"  the first time {pairs[0][0] * 1e3:.1f} ms"


def note(window: MainWindow) -> float:
    """Seconds from the key's action to the field painted with the cursor in it."""
    assert window.shell is not None
    assert window.shell.capture is not None
    field = window.shell.capture.text
    seen = Painted(field.viewport())
    start = time.perf_counter()
    window.shell.note()
    until(lambda: seen.done and window.focusWidget() is field)
    took = time.perf_counter() - start
    settle()
    QTest.keyClick(field, Qt.Key.Key_Escape)
    field.viewport().removeEventFilter(seen)
    settle()
    return took


def dialog(window: MainWindow) -> float:
    """Seconds from the call to an empty dialog painted."""
    start = time.perf_counter()
    made = QDialog(window)
    seen = Painted(made)
    made.show()
    until(lambda: seen.done)
    took = time.perf_counter() - start
    made.close()
    made.deleteLater()
    settle()
    return took


def settle() -> None:
    for _ in range(5):
        QApplication.processEvents()
        time.sleep(0.01)


if __name__ == "__main__":
    print(main())
