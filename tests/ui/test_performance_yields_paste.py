from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from qmdesk.ui.desk import Desk
from qmdesk.ui.pages.performance.yields import YieldTab
from tests.ui.yield_desk import STEPS, cell, tab_of, type_in


def paste(qtbot: QtBot, tab: YieldTab, text: str, row: int = 0, name: str = "order") -> None:
    QGuiApplication.clipboard().setText(text)
    tab.panel.table.setFocus()
    tab.panel.table.setCurrentIndex(cell(tab, row, name))
    qtbot.keyClick(tab.panel.table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def values(tab: YieldTab, name: str) -> list:
    return [row.value(name) for row in tab.records.rows]


def test_merged_ragged_quoted_and_blank_cells_of_a_block_are_taken_as_they_stand(qtbot: QtBot, desk: Desk):
    tab = tab_of(qtbot, desk)
    block = (
        '产品族\t工序名称\t首次交验数\t一次合格数\r\n阀\t"粗车\r\n（外圆）"\t1,234\t１２００\r\n'
        "\t精车\t300\r\n\t\t\t\r\n阀\t磨\t 400 \t399\t多余\r\n\r\n\r\n"
    )
    paste(qtbot, tab, block)
    assert values(tab, "family") == ["阀", None, "阀"]
    assert [str(each).replace("\n", " ") for each in values(tab, "name")] == ["粗车 （外圆）", "精车", "磨"]
    assert values(tab, "submitted") == [1234, 300, 400]
    assert values(tab, "passed") == [1200, None, 399]


def test_a_fraction_or_a_percent_sign_is_no_count_and_stays(qtbot: QtBot, desk: Desk):
    tab = tab_of(qtbot, desk, *STEPS)
    paste(qtbot, tab, "1,234.5\t99%\n300\t291\n", 0, "submitted")
    assert [cell(tab, 0, name).data() for name in ("submitted", "passed")] == ["1,234.5", "99%"]
    assert values(tab, "submitted") == [200, 300]
    assert len(tab.records.problems()) == 2


def test_a_block_with_more_rows_than_there_are_makes_the_rest(qtbot: QtBot, desk: Desk):
    tab = tab_of(qtbot, desk, *STEPS)
    paste(qtbot, tab, "\n".join(f"工序 {n}\t\t\t{n + 100}\t{n + 90}" for n in range(5)), 1, "name")
    assert values(tab, "name") == ["粗车", "工序 0", "工序 1", "工序 2", "工序 3", "工序 4"]
    assert values(tab, "order") == [1, 2, 3, 4, 5, 6]


def test_five_hundred_rows_are_pasted_in_one_transaction_and_one_more_changes_one_row(qtbot: QtBot, desk: Desk):
    tab = tab_of(qtbot, desk)
    history = len(desk.hub.session.history())
    paste(qtbot, tab, "\n".join(f"{n}\t工序 {n}\t\t\t1000\t999" for n in range(1, 501)))
    assert len(tab.records.rows) == 500
    assert len({each.batch for each in desk.hub.session.history()[history:]}) == 1
    resets = []
    tab.records.modelReset.connect(lambda: resets.append(1))
    type_in(qtbot, tab, 499, "passed", "998")
    assert values(tab, "passed")[499] == 998
    assert resets == []
