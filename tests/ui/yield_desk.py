"""The yields of two steps, and how one types into their table."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from qmdesk.ui.charts.view import drawing_thread
from qmdesk.ui.desk import Desk
from qmdesk.ui.pages.performance.yields import YieldTab
from tests.ui.performance_desk import records, show

STEPS = (
    {"name": "粗车", "order": 1, "submitted": 200, "passed": 198},
    {"name": "精车", "order": 2, "submitted": 300, "passed": 291},
)


def tab_of(qtbot: QtBot, desk: Desk, *steps: dict) -> YieldTab:
    if steps:
        records(desk, "step", *steps)
    tab = YieldTab(desk, drawing_thread(None), "fpy")
    show(qtbot, tab)
    return tab


def cell(tab: YieldTab, row: int, name: str):
    return tab.records.index(row, [each.name for each in tab.records.columns].index(name))


def type_in(
    qtbot: QtBot, tab: YieldTab, row: int, name: str, text: str, end: Qt.Key | None = Qt.Key.Key_Return
) -> QLineEdit:
    table = tab.panel.table
    table.setFocus()
    table.setCurrentIndex(cell(tab, row, name))
    qtbot.keyClick(table, Qt.Key.Key_F2)
    editor = next(each for each in table.viewport().findChildren(QLineEdit) if each.isVisible())
    editor.selectAll()
    qtbot.keyClicks(editor, text)
    if end is not None:
        qtbot.keyClick(editor, end)
    return editor
