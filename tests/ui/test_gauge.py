from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from qmdesk.casefile.case import Blob
from qmdesk.grading.gauges import gauge_records, gauge_study
from qmdesk.grading.records import index
from qmdesk.model.readings import Readings
from qmdesk.ui.charts.view import drawing_thread
from qmdesk.ui.desk import Desk
from qmdesk.ui.intake.gauge import GaugeWindow
from qmdesk.ui.pages.performance.gauge_paste import pasted
from qmdesk.ui.pages.performance.gauge_study import GaugeGrid, grid_of, names_in
from qmdesk.ui.pages.performance.gauge_tab import GaugeTab
from tests.ui.performance_desk import records, show

BASE = ("10.01", "10.08", "9.95", "10.03", "9.90")
SMALL = {"name": "千分尺", "parts": "1\n2\n3\n4\n5", "operators": "甲\n乙", "trials": 2, "tolerance": "0.5"}


def value(part: int, operator: int, trial: int) -> str:
    """A reading of a study whose parts differ far more than its operators and trials."""
    return str(Decimal(BASE[part]) + Decimal("0.001") * (operator + trial * (1 if part % 2 else -1)))


def tab_of(qtbot: QtBot, desk: Desk, *, filled: bool = False, **fields: object) -> GaugeTab:
    row = {**SMALL, **fields}
    if filled:
        cells = [(part, operator, trial) for part in range(5) for operator in range(2) for trial in range(2)]
        readings = Readings.of([Decimal(value(*cell)) for cell in cells])
        desk.hub.record((), [Blob(readings.blob(), "application/json")])
        row["readings"] = {"blob": readings.sha256, "n": len(readings)}
    records(desk, "gauge_study", row)
    tab = GaugeTab(desk, drawing_thread(None))
    show(qtbot, tab, 900, 760)
    return tab


def recorded(desk: Desk, key: str = "k0"):
    """The study as the grade takes it from the case."""
    found = index(desk.hub.session.state, desk.hub.stage)
    every = gauge_records(found, desk.hub.session.snapshot().readings)
    return next(each for each in every if each.key == key)


def shown(tab: GaugeTab) -> str:
    from PySide6.QtWidgets import QLabel

    return "\n".join(each.text() for each in tab.pane.result.findChildren(QLabel) if not each.isHidden())


def test_a_new_study_has_the_usual_size_and_is_typed_part_by_part(qtbot: QtBot, desk: Desk):
    tab = GaugeTab(desk, drawing_thread(None))
    show(qtbot, tab)
    tab.add()
    table = tab.pane.table
    assert (tab.pane.model.rowCount(), tab.pane.model.columnCount()) == (10, 9)
    table.setFocus()
    for text in ("10.01", "10.2"):
        qtbot.keyClicks(table, text[0])
        editor = next(each for each in table.viewport().findChildren(QLineEdit) if each.isVisible())
        qtbot.keyClicks(editor, text[1:])
        qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert (table.currentIndex().row(), table.currentIndex().column()) == (2, 0)
    study = recorded(desk, tab.key)
    assert [str(each) for each in study.readings.decimals()] == ["10.01", "10.20"]
    assert not study.complete
    qtbot.waitUntil(lambda: "还差 88 个读数" in shown(tab))


def test_a_whole_study_has_its_verdict_tables_and_share_in_the_list(qtbot: QtBot, desk: Desk):
    tab = tab_of(qtbot, desk, filled=True)
    qtbot.waitUntil(lambda: tab.pane.result.components.rowCount() == 5, timeout=15_000)
    found = gauge_study(recorded(desk)).components
    cells = tab.pane.result.components
    assert cells.item(2, 3).text() == f"{found.percent_study:.1f}"
    qtbot.waitUntil(lambda: f"ndc {found.ndc}" in shown(tab))
    assert "均值-极差法" in tab.pane.result.beside.text()
    assert tab.pane.result.anova.item(0, 0).text() == "零件"
    assert f"{found.percent_study:.1f} %" in tab.list.item(0).text()


def test_a_text_that_is_no_number_stays_in_its_cell_and_is_said(qtbot: QtBot, desk: Desk):
    tab = tab_of(qtbot, desk)
    model = tab.pane.model
    for text in ("NaN", "inf", "9.9S", "10,01"):
        assert not model.setData(model.index(1, 1), text)
        assert model.index(1, 1).data() == text
        assert model.index(1, 1).data(Qt.ItemDataRole.ToolTipRole)
    assert recorded(desk).readings is None


def test_a_block_in_long_form_makes_the_study_whatever_its_order(qtbot: QtBot, desk: Desk):
    tab = tab_of(qtbot, desk)
    rows = [(f"P{part}", who, value(part, 0, trial)) for trial in range(3) for who in ("张", "李") for part in range(4)]
    text = "零件号\t测量人\t测量值（mm）\n" + "\n".join("\t".join(row) for row in rows)
    QGuiApplication.clipboard().setText(text)
    tab.pane.table.setFocus()
    qtbot.keyClick(tab.pane.table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    study = recorded(desk)
    assert study.parts == ("P0", "P1", "P2", "P3")
    assert (study.operators, study.trials, study.complete) == (("张", "李"), 3, True)
    assert str(study.readings.decimals()[2]) == value(0, 0, 2)
    desk.hub.undo()
    assert recorded(desk).parts == ("1", "2", "3", "4", "5")


def test_a_block_as_a_grid_is_laid_over_the_cells_with_its_titles_left_out(qtbot: QtBot, desk: Desk):
    tab = tab_of(qtbot, desk)
    lines = ["件\t甲\t甲\t乙\t乙", "\t1\t2\t1\t2"]
    lines += ["\t".join((str(part + 1), *(value(part, at // 2, at % 2) for at in range(4)))) for part in range(5)]
    tab.pane.table.block.emit("\n".join(lines), 0, 0)
    assert recorded(desk).complete
    assert str(recorded(desk).readings.decimals()[-1]) == value(4, 1, 1)


def test_what_is_wrong_in_a_paste_is_told_by_row_and_column(qtbot: QtBot, desk: Desk):
    tab = tab_of(qtbot, desk)
    tab.pane.table.block.emit("10.01\tNaN\n10.0S\t9.98\n2024-05-01\t\n", 0, 0)
    said = [tab.pane.said.rows.itemAt(at).widget().text() for at in range(tab.pane.said.rows.count())]
    assert [text.partition("：")[0] for text in said] == ["B1", "A2", "A3"]
    assert recorded(desk).readings is not None
    assert len(recorded(desk).readings) == 2


def test_cells_beyond_the_grid_are_said_and_not_guessed():
    grid = grid_of("1\n2", "A\nB", 1, None)
    found = pasted([["1.0", "1.1", "1.2"]], grid, 1, 1)
    assert found.values == {(1, 1, 0): Decimal("1.0")}
    assert [each.code for each in found.problems] == ["gauge-outside"]


def test_parts_and_operators_are_typed_as_numbers_or_names(qtbot: QtBot, desk: Desk):
    tab = tab_of(qtbot, desk, filled=True)
    field = tab.pane.layout_fields["operators"]
    field.setText("甲、乙、丙")
    field.commit()
    assert recorded(desk).operators == ("甲", "乙", "丙")
    assert not recorded(desk).complete
    assert tab.pane.model.grid.value(4, 1, 1) == Decimal(value(4, 1, 1))
    field.setText("甲、甲")
    field.commit()
    assert field.property("wrong") == "true"
    assert recorded(desk).operators == ("甲", "乙", "丙")
    tab.pane.layout_fields["parts"].setText("3")
    tab.pane.layout_fields["parts"].commit()
    assert recorded(desk).parts == ("1", "2", "3")
    desk.hub.undo()
    desk.hub.undo()
    assert recorded(desk).complete


def test_binding_takes_the_tolerance_from_the_characteristics_limits(qtbot: QtBot, desk: Desk):
    records(desk, "characteristic", {"name": "外径", "lsl": "9.90", "usl": "10.15", "unit": "mm"})
    tab = tab_of(qtbot, desk, tolerance=None)
    box = tab.pane.characteristic
    box.setCurrentIndex(box.findData("k0"))
    box.activated.emit(box.currentIndex())
    study = recorded(desk)
    assert (study.characteristic, study.tolerance, study.unit) == ("k0", Decimal("0.25"), "mm")


def test_a_study_can_be_removed_and_brought_back(qtbot: QtBot, desk: Desk):
    tab = tab_of(qtbot, desk)
    tab.remove()
    assert tab.list.count() == 0
    assert not tab.begin.isHidden()
    desk.hub.undo()
    assert tab.list.count() == 1


def test_deleting_cells_takes_their_readings_out(qtbot: QtBot, desk: Desk):
    tab = tab_of(qtbot, desk, filled=True)
    tab.pane.table.setFocus()
    tab.pane.table.go_to(0, 3)
    qtbot.keyClick(tab.pane.table, Qt.Key.Key_Delete)
    assert len(recorded(desk).readings) == 19
    qtbot.waitUntil(lambda: "零件 1、测量人 乙" in shown(tab))


@pytest.mark.parametrize(("text", "names"), [("3", ("A", "B", "C")), ("甲、 乙", ("甲", "乙")), ("a,b", ("a", "b"))])
def test_names_of_operators(text: str, names: tuple[str, ...]):
    assert names_in(text, "operators") == names


def test_a_layout_keeps_unequal_cells_through_the_case():
    grid = GaugeGrid(("1", "2"), ("A", "B"), 2, {(0, 1): (Decimal("1.5"),), (1, 0): (Decimal(2), Decimal("2.25"))})
    again = grid_of("1\n2", "A\nB", 2, grid.readings())
    assert again.value(0, 1, 0) == Decimal("1.5")
    assert again.value(1, 0, 1) == Decimal("2.25")
    assert again.missing() == (0, 0)


def test_the_picture_names_each_reading_under_the_pointer(qtbot: QtBot, desk: Desk):
    tab = tab_of(qtbot, desk, filled=True)
    view = tab.pane.result.chart
    qtbot.waitUntil(lambda: not view.isHidden(), timeout=15_000)
    tab.pane._area.ensureWidgetVisible(view)
    qtbot.waitUntil(lambda: view.picture is not None, timeout=15_000)
    view.step(1)
    assert view._text(view._hit) == f"零件 1，甲 第 1 次：{Decimal(value(0, 0, 0)):.3f}"


# -- files -------------------------------------------------------------------------------------------------------

FILE = """测量人,次数,1,2,3,4,5
甲,1,10.01,10.08,9.95,10.03,9.90
,2,10.02,10.07,9.96,10.02,9.91
,均值,10.015,10.075,9.955,10.025,9.905
乙,1,10.01,10.08,9.95,10.03,9.90
,2,10.03,10.06,坏,10.02,9.91
"""


def looked_at(qtbot: QtBot, tab: GaugeTab, tmp_path: Path, text: str = FILE) -> GaugeWindow:
    path = tmp_path / "千分尺研究.csv"
    path.write_text(text, "utf-8")
    window = tab.look_at(path)
    window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.waitUntil(lambda: window.opened is not None, timeout=30_000)
    return window


def test_a_file_is_looked_at_and_becomes_a_study_with_the_file_as_evidence(qtbot: QtBot, desk: Desk, tmp_path: Path):
    tab = tab_of(qtbot, desk)
    window = looked_at(qtbot, tab, tmp_path)
    assert "5 个零件、2 个测量人、各 2 次，共 19 个读数；跳过 1 个单元格" in window._said.text()
    assert any("E6" in window.notes.item(at).text() for at in range(window.notes.count()))
    assert recorded(desk).readings is None
    window.take_in()
    assert tab.list.count() == 2
    study = recorded(desk, tab.key)
    assert (study.name, study.parts, study.operators, study.trials) == (
        "千分尺研究", ("1", "2", "3", "4", "5"), ("甲", "乙"), 2,
    )  # fmt: skip
    assert len(study.readings) == 19
    assert [desk.hub.text(f"evidence:{key}", "binds") for key in desk.hub.keys("evidence")] == [
        f"gauge_study:{tab.key}"
    ]
    desk.hub.undo()
    assert tab.list.count() == 1


def test_a_file_can_replace_the_study_in_front(qtbot: QtBot, desk: Desk, tmp_path: Path):
    tab = tab_of(qtbot, desk, filled=True)
    window = looked_at(qtbot, tab, tmp_path, FILE.replace("坏", "9.97"))
    window.goes.setCurrentIndex(1)
    window.take_in()
    study = recorded(desk)
    assert (tab.list.count(), study.name, study.complete) == (1, "千分尺", True)
    assert study.operators == ("甲", "乙")


def test_a_file_that_is_no_study_can_be_told_its_columns(qtbot: QtBot, desk: Desk, tmp_path: Path):
    tab = tab_of(qtbot, desk)
    rows = [f"x,{part},{who},{value(part, who, trial)}" for part in range(3) for who in range(2) for trial in range(2)]
    window = looked_at(qtbot, tab, tmp_path, "a,b,c,d\n" + "\n".join(rows) + "\n")
    assert not window.take.isEnabled()
    for box, at in zip(window.columns, (1, 2, 3), strict=True):
        box.setCurrentIndex(box.findData(at))
        box.activated.emit(box.currentIndex())
    assert window.study.n == 12
    window.take_in()
    assert recorded(desk, tab.key).complete


def test_what_is_no_number_stays_when_the_page_is_built_anew(qtbot: QtBot, desk: Desk):
    tab = tab_of(qtbot, desk)
    tab.pane.model.setData(tab.pane.model.index(1, 1), "9.9S")
    tab.pane.layout_fields["trials"].committed.emit("七")
    again = GaugeTab(desk, drawing_thread(None))
    show(qtbot, again)
    assert again.pane.model.index(1, 1).data() == "9.9S"
    assert again.pane.model.index(1, 1).data(Qt.ItemDataRole.ToolTipRole)
    assert again.pane.layout_fields["trials"].text() == "七"
    assert again.pane.layout_fields["trials"].property("wrong") == "true"
    again.pane.model.setData(again.pane.model.index(1, 1), "9.95")
    again.pane.layout_fields["trials"].committed.emit("3")
    assert not desk.hub.drafts
    assert again.pane.layout_fields["trials"].text() == "3"


def test_a_reading_in_another_unit_is_not_taken_into_a_gauge_study(qtbot: QtBot, desk: Desk):
    tab = tab_of(qtbot, desk, unit="mm")
    model = tab.pane.model
    assert not model.setData(model.index(0, 0), "1.001cm")
    assert model.index(0, 0).data() == "1.001cm"
    assert model.setData(model.index(0, 0), "10.01 毫米")
    assert model.index(0, 0).data() == "10.01"
