"""What widgets do with the room there is: columns, fields, windows beside the review, pages that scroll, the rail."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QEnterEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMessageBox, QPushButton, QTableWidget, QWidget
from pytestqt.qtbot import QtBot

from qmdesk.ui.desk import Desk
from qmdesk.ui.pages.performance.table import shared_out
from qmdesk.ui.pages.registry import stops_of
from qmdesk.ui.shell.rail import STEP, Rail
from qmdesk.ui.theme import load_theme
from qmdesk.ui.widgets.basics import box, column, label
from qmdesk.ui.widgets.flow import FlowLayout
from qmdesk.ui.widgets.least import scrolled_at_least
from qmdesk.ui.widgets.question import agreed
from qmdesk.ui.widgets.tool_window import ToolWindow
from qmdesk.ui.widgets.typing_fields import LineField
from qmdesk.ui.widgets.worded_table import WordedTable

LONG = "宁波甬江东部新区高端装备与精密传动零部件智能制造产业集团股份有限公司"


@pytest.mark.parametrize(
    ("least", "widths"),
    [([0, 0, 0], [100, 100, 100]), ([160, 0, 0], [160, 70, 70]), ([160, 90, 0], [160, 90, 50])],
)
def test_what_a_column_needs_is_taken_from_the_others(least: list[int], widths: list[int]):
    assert shared_out(300, [1.0, 1.0, 1.0], least) == widths


def test_columns_without_room_keep_what_they_need():
    assert shared_out(100, [1.0, 2.0], [80, 90]) == [80, 90]


def test_a_text_longer_than_its_field_is_told_and_begins_at_its_beginning(qtbot: QtBot):
    top = QWidget()
    field, other = LineField("企业名称"), LineField("代码")
    top.setLayout(column(field, other))
    qtbot.addWidget(top)
    top.resize(200, 100)
    top.show()
    top.activateWindow()
    field.setText("甬江")
    assert not field.overflows
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    field.setText(LONG)
    assert field.overflows
    assert field.cursorPosition() == len(LONG)
    other.setFocus()
    qtbot.waitUntil(lambda: field.cursorPosition() == 0)
    whole = field.grab().toImage()
    field.setText(LONG[:-1] + "x")
    assert field.grab().toImage() == whole, "what is cut is not painted"
    enter(field)
    assert field.toolTip() == LONG[:-1] + "x"
    field.setText("甬江")
    enter(field)
    assert field.toolTip() == ""
    field.setText(LONG)
    field.setToolTip("按营业执照填写")
    enter(field)
    assert field.toolTip() == "按营业执照填写", "what is to be told of the field itself stays"
    field.setEchoMode(QLineEdit.EchoMode.Password)
    assert not field.overflows


def enter(field: QWidget) -> None:
    """The pointer comes over a field."""
    QApplication.sendEvent(field, QEnterEvent(QPointF(2, 2), QPointF(2, 2), QPointF(2, 2)))


def test_a_window_beside_the_review_is_as_high_as_what_it_says(qtbot: QtBot):
    window = ToolWindow(load_theme(), "zh-CN", "核验")
    qtbot.addWidget(window)
    usual = window.height()
    window.show()
    small = window.height()
    assert small < usual
    window.body.addWidget(label("\n".join(["行"] * 12)))
    qtbot.waitUntil(lambda: window.height() > small)
    window.body.addWidget(label("\n".join(["行"] * 400)))
    qtbot.waitUntil(lambda: window.height() == usual)


def test_a_window_that_somebody_made_larger_stays(qtbot: QtBot):
    window = ToolWindow(load_theme(), "zh-CN", "核验")
    qtbot.addWidget(window)
    window.show()
    window.resize(window.width(), window.height() + 40)
    made = window.height()
    window.body.addWidget(label("\n".join(["行"] * 40)))
    qtbot.wait(50)
    assert window.height() == made


def test_a_page_shrinks_before_it_scrolls(qtbot: QtBot):
    table = QTableWidget(40, 2)
    table.setMinimumHeight(100)
    words = QLabel("字 " * 60)
    words.setWordWrap(True)
    area = scrolled_at_least(box("", column(words, table)))
    qtbot.addWidget(area)
    area.resize(300, 260)
    area.show()
    qtbot.wait(20)
    assert not area.verticalScrollBar().isVisible()
    area.resize(300, 120)
    qtbot.waitUntil(lambda: area.verticalScrollBar().isVisible())
    assert table.height() >= 100


def test_a_table_without_rows_says_so(qtbot: QtBot):
    model = QStandardItemModel(0, 2)
    table = WordedTable()
    qtbot.addWidget(table)
    table.setModel(model)
    table.verticalHeader().hide()
    table.horizontalHeader().hide()
    table.resize(300, 200)
    table.show()
    table.nothing = "一"
    one = table.viewport().grab().toImage()
    table.nothing = "二"
    assert table.viewport().grab().toImage() != one
    model.appendRow([QStandardItem("甲"), QStandardItem("乙")])
    two = table.viewport().grab().toImage()
    table.nothing = "一"
    assert table.viewport().grab().toImage() == two


def test_what_is_hidden_takes_no_room_in_a_line(qtbot: QtBot):
    top = QWidget()
    flow = FlowLayout(10)
    first, second = QPushButton("一"), QPushButton("二")
    for each in (first, second):
        flow.addWidget(each)
    top.setLayout(flow)
    qtbot.addWidget(top)
    top.resize(400, 60)
    first.hide()
    top.show()
    assert second.x() == 0
    first.show()
    qtbot.waitUntil(lambda: second.x() == first.width() + 10)


@pytest.mark.parametrize("says", ["作出结论", "再看看", ""])
def test_only_the_button_itself_says_yes(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, says: str):
    over = QWidget()
    qtbot.addWidget(over)
    asked: list[QMessageBox] = []

    def answer(self: QMessageBox) -> int:
        asked.append(self)
        for each in self.buttons():
            if each.text() == says:
                each.click()
        return 0

    monkeypatch.setattr(QMessageBox, "exec", answer)
    assert agreed(over, load_theme(), "作出结论？", "以后只能更正。", "作出结论", "再看看") is (says == "作出结论")
    (box_,) = asked
    assert (box_.defaultButton().text(), box_.escapeButton().text()) == ("再看看", "再看看")


def test_a_folded_rail_is_narrow_and_still_says_its_stops(qtbot: QtBot, desk: Desk):
    rail = Rail(desk.theme, stops_of(desk.hub.form, "zh-CN"))
    qtbot.addWidget(rail)
    with qtbot.waitSignal(desk.hub.assessed):
        desk.hub.judge()
    rail.show_steps(desk.hub.path)
    rail.show_stop("opening")
    wide = rail.room()
    rail.fold(on=True)
    assert rail.room() < wide / 2
    rows = [rail.item(row) for row in range(rail.count())]
    assert any(each.data(STEP) is not None for each in rows)
    assert all(each.isHidden() is (each.data(STEP) is not None) for each in rows)
    assert all(each.toolTip() and each.data(Qt.ItemDataRole.DisplayRole) for each in rows)
    rail.fold(on=False)
    assert rail.room() == wide
    assert not any(each.isHidden() for each in rows)
