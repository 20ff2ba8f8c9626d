"""Witnessed and repeat measurements: typed, pasted, compared; what is wrong stays in its cell."""

from collections.abc import Mapping
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from qmdesk.model.journal import Edit, Place
from qmdesk.model.readings import Readings
from qmdesk.stats.compare import compare
from qmdesk.ui.charts.view import drawing_thread
from qmdesk.ui.desk import Desk
from qmdesk.ui.pages.performance.repeat_pane import RepeatPane
from qmdesk.ui.pages.performance.repeat_readings import difference_text, sides_of
from qmdesk.ui.pages.performance.repeat_words import verdict_text
from qmdesk.ui.pages.performance.sampling_tab import SamplingTab
from tests.ui.performance_desk import records, show

CHARACTERISTIC = {"name": "轴承档外径", "unit": "mm", "key": True}
BLOCK = "复核组\t企业\r\n24.993\t24.992\r\n24.995\t24.995\r\n24.991\t24.990\r\n24.996\t24.997\r\n\r\n"


def pane_of(qtbot: QtBot, desk: Desk, **values: object) -> RepeatPane:
    records(desk, "characteristic", CHARACTERISTIC)
    records(desk, "repeat", {"characteristic": "k0", "kind": "repeat", "paired": True} | values)
    tab = SamplingTab(desk, drawing_thread(None))
    show(qtbot, tab)
    assert isinstance(tab.pane, RepeatPane)
    return tab.pane


def recorded(desk: Desk, name: str) -> list[str]:
    value = desk.hub.value("repeat:k0", name, desk.hub.stage)
    if not isinstance(value, Mapping):
        return []
    found = desk.hub.session.readings(str(value["blob"]))
    assert found is not None
    assert len(found) == value["n"]
    return [f"{each}" for each in found.decimals()]


def paste(qtbot: QtBot, pane: RepeatPane, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    pane.grid.setFocus()
    qtbot.keyClick(pane.grid, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def test_readings_are_typed_one_below_the_other_and_recorded_one_by_one(qtbot: QtBot, desk: Desk):
    pane = pane_of(qtbot, desk)
    grid = pane.grid
    grid.setFocus()
    grid.setCurrentIndex(pane.model.index(0, 0))
    for text in ("24.993", "24.99", "２４．９９５"):  # the last as an input method gives it
        qtbot.keyClick(grid, Qt.Key.Key_F2)
        editor = next(each for each in grid.viewport().findChildren(QLineEdit) if each.isVisible())
        editor.insert(text)
        qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert recorded(desk, "readings") == ["24.993", "24.990", "24.995"]
    assert grid.currentIndex().row() == 3
    assert desk.hub.undo()
    assert recorded(desk, "readings") == ["24.993", "24.990"]
    assert pane.model.rows == [["24.993", ""], ["24.990", ""]]


def test_a_block_goes_to_both_sides_in_one_transaction(qtbot: QtBot, desk: Desk):
    pane = pane_of(qtbot, desk, allowed="0.002")
    history = len(desk.hub.session.history())
    paste(qtbot, pane, BLOCK)
    assert recorded(desk, "readings") == ["24.993", "24.995", "24.991", "24.996"]
    assert recorded(desk, "theirs") == ["24.992", "24.995", "24.990", "24.997"]
    assert len({each.batch for each in desk.hub.session.history()[history:]}) == 1
    assert [pane.model.index(row, 2).data() for row in range(4)] == ["+0.001", "0.000", "+0.001", "−0.001"]
    assert pane.verdict.text().startswith("一致")
    qtbot.waitUntil(lambda: pane.picture.picture is not None, timeout=15_000)
    assert pane.picture.picture.plot.spots[0].text(3).endswith("差 -0.001")


def test_more_than_is_allowed_is_said(qtbot: QtBot, desk: Desk):
    pane = pane_of(qtbot, desk, allowed="0.0005")
    paste(qtbot, pane, BLOCK)
    assert pane.verdict.text().startswith("不一致")
    assert "0.001 mm" in pane.verdict.text()
    desk.hub.record(Edit(Place("repeat:k0", "allowed", "onsite"), "0.001"))
    assert pane.verdict.text().startswith("一致")


def test_a_text_that_is_no_reading_stays_and_says_why(qtbot: QtBot, desk: Desk):
    pane = pane_of(qtbot, desk)
    paste(qtbot, pane, BLOCK)
    pane.model.put(1, 0, [["24.99S"]])
    assert pane.model.index(1, 0).data() == "24.99S"
    assert pane.model.wrong(1, 0)
    assert pane.problem.text().startswith("第 2 行 复核组")
    assert recorded(desk, "readings") == ["24.993", "24.995", "24.991", "24.996"]
    pane.model.put(1, 0, [["24.998"]])
    assert pane.problem.isHidden()
    assert recorded(desk, "readings")[1] == "24.998"


def test_another_unit_is_refused(qtbot: QtBot, desk: Desk):
    pane = pane_of(qtbot, desk)
    pane.model.put(0, 0, [["24.9 kg"]])
    assert "kg" in pane.problem.text()
    assert recorded(desk, "readings") == []


def test_a_gap_within_pairs_is_wrong_but_not_without_pairs(qtbot: QtBot, desk: Desk):
    rows = [["1", "1"], ["", "2"], ["3", "3"]]
    assert sides_of(rows, "", paired=True).wrong[1, 0].code == "reading-of-pair-missing"
    sides = sides_of(rows, "", paired=False)
    assert sides.wrong == {}
    assert (len(sides.ours or ()), len(sides.theirs or ())) == (2, 3)


def test_pairs_that_are_not_complete_yet_are_told(qtbot: QtBot, desk: Desk):
    pane = pane_of(qtbot, desk)
    paste(qtbot, pane, "1\t1\n2\t2\n3\t")
    assert recorded(desk, "readings") == ["1", "2", "3"]
    assert pane.found is None
    assert "3" in pane.verdict.text()
    assert pane.picture.isHidden()


def test_without_pairs_there_is_no_difference_by_row(qtbot: QtBot, desk: Desk):
    pane = pane_of(qtbot, desk, paired=False)
    paste(qtbot, pane, "1.0\t1.1\n1.2\t1.0\n0.9\t1.3\n1.1\t")
    assert pane.model.columnCount() == 2
    assert pane.found is not None
    assert (pane.found.n_ours, pane.found.n_theirs) == (4, 3)
    desk.hub.record(Edit(Place("repeat:k0", "paired", "onsite"), True))
    assert pane.model.columnCount() == 3


def test_rows_are_taken_out_on_both_sides(qtbot: QtBot, desk: Desk):
    pane = pane_of(qtbot, desk)
    paste(qtbot, pane, BLOCK)
    pane.grid.setCurrentIndex(pane.model.index(1, 0))
    qtbot.keyClick(pane.grid, Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)
    assert recorded(desk, "readings") == ["24.993", "24.991", "24.996"]
    assert recorded(desk, "theirs") == ["24.992", "24.990", "24.997"]


def test_tab_beyond_the_last_cell_leaves_the_grid(qtbot: QtBot, desk: Desk):
    pane = pane_of(qtbot, desk)
    pane.grid.setFocus()
    pane.grid.setCurrentIndex(pane.model.index(0, 1))
    qtbot.keyClick(pane.grid, Qt.Key.Key_Tab)
    assert not pane.grid.hasFocus()


def test_a_new_one_begins_with_the_key_characteristic_and_the_assessor(qtbot: QtBot, desk: Desk):
    records(desk, "characteristic", {"name": "长度"}, CHARACTERISTIC)
    tab = SamplingTab(desk, drawing_thread(None))
    show(qtbot, tab)
    tab.begin("repeat")
    assert isinstance(tab.pane, RepeatPane)
    assert tab.pane.characteristic.currentText() == "轴承档外径"
    subject = f"repeat:{tab.pane.key}"
    assert desk.hub.value(subject, "paired", desk.hub.stage) is True
    assert desk.hub.value(subject, "by", desk.hub.stage) == "王工"


@pytest.mark.parametrize(
    ("ours", "theirs", "paired", "allowed", "words"),
    [
        ("1 2", "1 2", True, None, "读数太少"),
        ("1.0 2.0 3.0 4.1", "1.1 2.0 2.9 4.1", True, None, "看不出系统差别"),
        ("1.5 2.5 3.5 4.6", "1.0 2.0 3.0 4.0", True, None, "有系统差别"),
        ("1 2 3", "1 2 3.5", True, "0.5", "一致：最大的一件"),
        ("1 2 3", "1 2 3.5", True, "0.4", "不一致：最大的一件"),
        ("1 2 3", "2 3 4 5", False, "2", "一致：平均值"),
        ("1 2 3", "2 3 4 5", False, "1", "不一致：平均值"),
    ],
)
def test_every_verdict_has_its_sentence(ours: str, theirs: str, paired: bool, allowed: str | None, words: str):
    sides = [Readings.of([Decimal(each) for each in side.split()]) for side in (ours, theirs)]
    found = compare(*sides, paired=paired, allowed=None if allowed is None else Decimal(allowed))
    assert verdict_text(found, "mm").startswith(words)


@pytest.mark.parametrize(
    ("row", "text"), [(["1.20", "1.2"], "0.00"), (["1", "x"], "—"), (["", "1"], "—"), (["1", "1.5"], "−0.5")]
)
def test_the_difference_of_a_row_is_exact(row: list[str], text: str):
    assert difference_text(row) == text


def test_rows_that_could_not_be_recorded_stay_when_the_page_is_built_anew(qtbot: QtBot, desk: Desk):
    pane = pane_of(qtbot, desk)
    pane.model.put(0, 0, [["9.98", "9.97"], ["坏", "9.96"]])
    again = RepeatPane(desk, "k0", drawing_thread(None))
    show(qtbot, again)
    assert again.model.rows == [["9.98", "9.97"], ["坏", "9.96"]]
    assert again.problem.text()
    again.model.put(1, 0, [["9.95"]])
    assert recorded(desk, "readings") == ["9.98", "9.95"]
    assert not desk.hub.drafts
