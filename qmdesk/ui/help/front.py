"""F1: which page of the handbook is about what is in front, at which passage; also in windows beside."""

# Qt gives None where its stubs say it can't.
# pyright: reportUnnecessaryComparison=false

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QWidget

if TYPE_CHECKING:
    from qmdesk.ui.window import MainWindow

#: What stands between a topic and the words of the passage in it that is meant.
PASSAGE = "#"
#: Stops of a programme that have a page of their own in the handbook, and of a 质量标杆 case what a review has too.
OF_PROGRAMME = {"targets": "rollup", "rollup": "rollup"}
SHARED = frozenset({"sync", "history"})


def topics_here(window: MainWindow) -> list[str]:
    """The topics for what is in front, the nearest first."""
    from qmdesk.ui.programme.chooser import ProgrammeChooser
    from qmdesk.ui.protect.unlock import UnlockPage
    from qmdesk.ui.start.new_case import NewCasePage

    shell = window.shell
    if shell is not None:
        return _in_case(window)
    if window.door is not None and window.door.shell is not None:
        at = window.door.shell
        stop = next(each for each in at.stops if each.id == at.current)
        return [f"{OF_PROGRAMME.get(stop.id, 'programme')}{PASSAGE}{stop.name()}"]
    front = window.centralWidget().currentWidget()  # pyright: ignore[reportAttributeAccessIssue]
    pages: dict[type[QWidget], str] = {NewCasePage: "new-case", ProgrammeChooser: "programme", UnlockPage: "protect"}
    return [next((topic for kind, topic in pages.items() if isinstance(front, kind)), "start")]


def _in_case(window: MainWindow) -> list[str]:
    shell, hub = window.shell, window.hub
    assert shell is not None and hub is not None
    stop = next(each for each in shell.stops if each.id == shell.current)
    page = shell.pages[stop.id]
    if hub.form.benchmark is not None and stop.id not in SHARED:
        return [f"benchmark{PASSAGE}{stop.name()}"]
    item = getattr(getattr(page, "card", None), "item", None)
    near = [f"item:{item.id}"] if item is not None else []
    passage = getattr(page, "title_in_front", "")
    return [*near, "items" if stop.argument else f"{stop.id}{PASSAGE}{passage}" if passage else stop.id]


def helped(window: QDialog, topic: str) -> None:
    """Let F1 in a window beside the review open the page of the handbook that is about it."""
    key = QShortcut(QKeySequence("F1"), window)
    key.setContext(Qt.ShortcutContext.WindowShortcut)
    key.activated.connect(lambda: ask(window, topic))  # pyright: ignore[reportUnknownLambdaType]


def ask(window: QWidget, topic: str) -> bool:
    """Open the handbook of the main window that a window stands over; False where it stands alone."""
    from qmdesk.ui.window import MainWindow

    over = window.parentWidget()
    while over is not None and not isinstance(over, MainWindow):
        over = over.parentWidget()
    if over is not None:
        over.tools.help_at([topic])
    return over is not None
