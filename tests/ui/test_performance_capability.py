from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from qmdesk.casefile.case import Blob
from qmdesk.formdef.loader import load_builtin
from qmdesk.grading.gates import Gate
from qmdesk.intake.readers.stored import stored_readings
from qmdesk.model.answers import Characteristic, Exclusion
from qmdesk.model.journal import Edit, Place
from qmdesk.model.readings import Readings
from qmdesk.ui.charts.view import drawing_thread
from qmdesk.ui.desk import Desk
from qmdesk.ui.intake.window import MeasurementWindow
from qmdesk.ui.pages.performance import readings_edits, study, study_words
from qmdesk.ui.pages.performance.capability import CapabilityTab
from qmdesk.ui.widgets.case_field import CaseField
from tests.ui.performance_desk import records, show

TIGHT = ["9.98", "10.01", "10.00", "9.99", "10.02"] * 6
#: Exactly Cpk 1.33 within 9.8005..10.1995 by overall sigma (STATISTICS).
EXACT = [Decimal(each) for each in ("9.95", "9.95", "10", "10.05", "10.05")]


def tab_of(qtbot: QtBot, desk: Desk, values: list[str] | None = None, **fields: object) -> CapabilityTab:
    records(desk, "characteristic", {"name": "外径", "key": True, "lsl": "9.90", "usl": "10.10", **fields})
    if values:
        readings = Readings.of([Decimal(each) for each in values], (5,) * (len(values) // 5))
        value = {"blob": readings.sha256, "n": len(readings)}
        edit = Edit(Place("characteristic:k0", "readings", "onsite"), value)
        assert desk.hub.record(edit, [Blob(readings.blob(), "application/json")])
    tab = CapabilityTab(desk, drawing_thread(None), "cpk")
    show(qtbot, tab, 1200, 900)
    return tab


def studied(qtbot: QtBot, tab: CapabilityTab):
    qtbot.waitUntil(lambda: tab._job is None and tab.study._found is not None, timeout=15_000)
    return tab.study._found


def standing(desk: Desk, name: str):
    found = desk.hub.session.state.get(Place("characteristic:k0", name, "onsite"))
    return None if found is None else found.value


def test_readings_typed_with_enter_are_kept_one_by_one_and_undone(qtbot: QtBot, desk: Desk):
    tab = tab_of(qtbot, desk)
    pane = tab.readings
    pane.entry.setFocus()
    before = len(desk.hub.session.history())
    for text in ("9.95", "10.0", "10.013"):
        qtbot.keyClicks(pane.entry, text)
        qtbot.keyClick(pane.entry, Qt.Key.Key_Return)
        assert pane.entry.text() == ""
    assert [pane.model.text(row) for row in range(3)] == ["9.950", "10.000", "10.013"]
    assert len(desk.hub.session.history()) == before + 3
    assert studied(qtbot, tab).study.n == 3
    desk.hub.undo()
    assert pane.model.rowCount() == 2


def test_a_reading_that_is_no_number_stays_and_is_said_below(qtbot: QtBot, desk: Desk):
    tab = tab_of(qtbot, desk)
    pane = tab.readings
    pane.entry.setFocus()
    qtbot.keyClicks(pane.entry, "9.9S")
    qtbot.keyClick(pane.entry, Qt.Key.Key_Return)
    assert pane.entry.text() == "9.9S"
    assert pane.entry.property("wrong") == "true"
    assert pane.said.rows.count() == 1
    assert pane.model.rowCount() == 0


def preview_of_paste(qtbot: QtBot, tab: CapabilityTab, text: str) -> MeasurementWindow:
    QGuiApplication.clipboard().setText(text)
    tab.readings.paste()
    qtbot.waitUntil(lambda: bool(tab.findChildren(MeasurementWindow)), timeout=10_000)
    window = tab.findChildren(MeasurementWindow)[-1]
    window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.waitUntil(lambda: window.read is not None, timeout=30_000)
    return window


def test_a_pasted_column_of_numbers_goes_straight_in(qtbot: QtBot, desk: Desk):
    tab = tab_of(qtbot, desk)
    QGuiApplication.clipboard().setText("9.95\r\n9.96mm\r\n１0.01\r\n")
    tab.readings.unit = "mm"
    tab.readings.paste()
    qtbot.waitUntil(lambda: tab.readings.model.rowCount() == 3)
    assert not tab.findChildren(MeasurementWindow)


def test_a_pasted_block_of_several_columns_is_looked_at_and_makes_a_subgroup_of_each_row(qtbot: QtBot, desk: Desk):
    tab = tab_of(qtbot, desk)
    window = preview_of_paste(qtbot, tab, "9.95\t9.96\t10.01\r\n10.02\t9.99\t10.00\r\n")
    assert tab.readings.model.rowCount() == 0
    window.take_in()
    qtbot.waitUntil(lambda: tab.readings.model.rowCount() == 6)
    assert tab.readings.readings.subgroups == (3, 3)
    assert tab.readings.model.headerData(3, Qt.Orientation.Vertical) == "2.1"


def test_two_pasted_columns_become_two_characteristics(qtbot: QtBot, desk: Desk):
    tab = tab_of(qtbot, desk)
    window = preview_of_paste(qtbot, tab, "内径\t长度\n5.01\t20.1\n5.02\t20.2\n5.03\t20.3\n")
    assert [each.name for each in window.sets.sets] == ["内径", "长度"]
    window.take_in()
    qtbot.waitUntil(lambda: len(tab.list.rows) == 3)
    assert [row.text("name") for row in tab.list.rows] == ["外径", "内径", "长度"]


def test_a_pasted_table_with_commas_and_quotes_keeps_its_cells(qtbot: QtBot, desk: Desk):
    tab = tab_of(qtbot, desk)
    window = preview_of_paste(qtbot, tab, '"外径\n(mm)"\t备注\n9,95\t"a,b"\n9,96\tc\n')
    (only,) = window.sets.sets
    assert [f"{each:f}" for each in only.readings.decimals()] == ["9.95", "9.96"]


def test_the_subgroup_size_can_be_set_afterwards(qtbot: QtBot, desk: Desk):
    tab = tab_of(qtbot, desk, TIGHT)
    pane = tab.readings
    pane.group.setCurrentIndex(pane.group.findData(3))
    pane.group.activated.emit(pane.group.currentIndex())
    assert pane.readings.subgroups == (3,) * 10
    pane.order.setCurrentIndex(1)
    pane.order.activated.emit(1)
    assert not pane.readings.ordered


def test_selected_readings_are_deleted_and_their_subgroup_becomes_smaller(qtbot: QtBot, desk: Desk):
    tab = tab_of(qtbot, desk, TIGHT[:10])
    tab.readings.table.selectRow(0)
    qtbot.keyClick(tab.readings.table, Qt.Key.Key_Delete)
    assert tab.readings.readings.subgroups == (4, 5)


def test_a_limit_moves_the_study_while_it_is_typed(qtbot: QtBot, desk: Desk):
    tab = tab_of(qtbot, desk, TIGHT)
    before = studied(qtbot, tab)
    editor = tab.study.fields["usl"].editor
    editor.setFocus()
    editor.selectAll()
    qtbot.keyClicks(editor, "10.06")
    qtbot.waitUntil(lambda: tab._job is None and tab.study._found.asked.characteristic.usl == Decimal("10.06"))
    assert tab.study._found.study.index < before.study.index
    assert standing(desk, "usl") == "10.10"
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert standing(desk, "usl") == "10.06"


def test_limits_the_wrong_way_round_are_said_in_place_of_a_verdict(qtbot: QtBot, desk: Desk):
    tab = tab_of(qtbot, desk, TIGHT, lsl="10.20")
    assert studied(qtbot, tab).problems[0].code == "limits-reversed"
    assert tab.study.histogram.isHidden()


def test_the_proposal_becomes_the_teams_verdict_in_one_transaction(qtbot: QtBot, desk: Desk):
    tab = tab_of(qtbot, desk, TIGHT)
    studied(qtbot, tab)
    assert not tab.study.team.accept.isHidden()
    before = len(desk.hub.session.history())
    tab.study.team.accept.click()
    assert standing(desk, "in_control") is True
    assert "没有点超出控制限" in standing(desk, "in_control_reason")
    assert len({each.batch for each in desk.hub.session.history()[before:]}) == 1
    qtbot.waitUntil(tab.study.team.accept.isHidden)


def test_all_three_charts_are_drawn_with_words_under_the_pointer(qtbot: QtBot, desk: Desk):
    tab = tab_of(qtbot, desk, TIGHT)
    for view in (tab.study.histogram, tab.study.control):
        qtbot.waitUntil(lambda view=view: view.picture is not None, timeout=15_000)
        view.step(1)
        assert view._text(view._hit)


def test_without_a_characteristic_the_page_says_how_to_begin(qtbot: QtBot, desk: Desk):
    tab = CapabilityTab(desk, drawing_thread(None), "cpk")
    show(qtbot, tab)
    assert tab.readings.isHidden()
    tab.study._empty.itemAt(0).widget().findChild(QPushButton).click()
    assert len(tab.list.rows) == 1
    assert not tab.readings.isHidden()
    assert tab.study._empty.itemAt(0).widget().findChildren(QPushButton) == []


def asked(values: list[Decimal], lsl: Decimal | None, usl: Decimal | None, **more: object) -> study.Asked:
    form = load_builtin("meqmc")
    sizes = more.pop("sizes", None)
    each = Characteristic("k0", "外径", lsl=lsl, usl=usl, readings=Readings.of(values, sizes), **more)
    return study.Asked(each, Gate(form.figure("cpk"), len(form.levels)))


@pytest.mark.parametrize(("usl", "level"), [("10.1995", 3), ("10.1994", 2)])
def test_the_level_is_compared_exactly(usl: str, level: int):
    assert study.work_out(asked(EXACT, Decimal("9.8005"), Decimal(usl), method="overall")).level == level


@pytest.mark.parametrize(("in_control", "kind"), [(None, "unconfirmed"), (True, "questioned"), (False, "unstable")])
def test_the_teams_verdict_goes_before_the_charts(in_control: bool | None, kind: str):
    wild = [Decimal(each) for each in TIGHT] + [Decimal("10.08")] * 5
    found = study.work_out(asked(wild, Decimal(9), Decimal(11), sizes=(5,) * 7, in_control=in_control))
    assert ("unstable" in found.reasons) is (in_control is not True)
    assert found.status == kind


@pytest.mark.parametrize("lang", ["zh-CN", "en"])
def test_every_reason_is_in_words(lang: str):
    form = load_builtin("meqmc")
    for values, limits, more in (
        (TIGHT, (Decimal(9), Decimal(11)), {"rules": "9"}),
        (["10"] * 30, (Decimal(9), None), {"phases": "x"}),
        (TIGHT, (None, None), {"distribution": "weibull"}),
        (TIGHT, (Decimal(9), None), {"excluded": (Exclusion(1, Decimal(3), "x"), Exclusion(2, Decimal("10.01")))}),
    ):
        found = study.work_out(asked([Decimal(each) for each in values], *limits, **more))
        said = study_words.said_of(found, form, lang)
        assert said
        assert not any("stats." in each or "question." in each or "{" in each for pair in said for each in pair)


def test_joined_readings_keep_their_subgroups():
    one, two = Readings.of(EXACT[:4], (2, 2)), Readings.of(EXACT[:3], (3,))
    assert readings_edits.joined(one, two).subgroups == (2, 2, 3)
    assert readings_edits.joined(one, Readings.of(EXACT[:3])).subgroups == (2, 2, 2, 1)
    assert readings_edits.size_of(readings_edits.joined(one, two)) is None


def test_a_concluded_case_takes_no_reading_and_keeps_what_was_typed(qtbot: QtBot, desk: Desk):
    tab = tab_of(qtbot, desk)
    assert tab.readings.entry.isEnabled()
    desk.hub.record(Edit(Place("case", "concluded"), {"stage": "onsite", "level": 2, "concluded": 2}))
    assert not tab.readings.entry.isEnabled()
    assert not tab.readings.model.writable


def test_enter_in_a_reading_that_is_being_typed_opens_nothing_else(qtbot: QtBot, desk: Desk):
    tab = tab_of(qtbot, desk)
    for text in ("10.1", "10.2"):
        tab.readings.add(text)
    table = tab.readings.table
    table.setCurrentIndex(tab.readings.model.index(0, 0))
    QTest.keyClick(table, Qt.Key.Key_F2)
    editor = next(each for each in table.viewport().findChildren(QLineEdit) if each.isVisible())
    editor.setText("10.3")
    QTest.keyClick(editor, Qt.Key.Key_Return)  # a warning of Qt's would fail this test
    qtbot.waitUntil(lambda: tab.readings.model.text(0) == "10.3", timeout=3000)


def test_what_is_no_reading_stays_when_the_page_is_built_anew(qtbot: QtBot, desk: Desk):
    tab = tab_of(qtbot, desk, ["9.98", "10.01", "10.00", "9.99", "10.02"])
    model = tab.readings.model
    assert not model.setData(model.index(2, 0), "1O.00")
    qtbot.keyClicks(tab.readings.entry, "9.9S")
    again = CapabilityTab(desk, drawing_thread(None), "cpk")
    show(qtbot, again, 1200, 900)
    assert again.readings.model.text(2) == "1O.00"
    assert again.readings.entry.text() == "9.9S"
    assert again.readings.entry.property("wrong") == "true"
    again.readings.model.setData(again.readings.model.index(2, 0), "10.03")
    again.readings.entry.clear()
    assert not desk.hub.drafts
    assert again.readings.model.text(2) == "10.03"


def test_a_reading_mended_in_another_unit_is_refused(qtbot: QtBot, desk: Desk):
    tab = tab_of(qtbot, desk, ["9.98", "10.01", "10.00", "9.99", "10.02"], unit="mm")
    model = tab.readings.model
    assert not model.setData(model.index(0, 0), "0.998cm")
    assert model.text(0) == "0.998cm"
    assert standing(desk, "readings")["blob"] == tab.readings.readings.sha256


def test_limits_widened_after_data_were_seen_are_shown_with_a_field_for_the_reason(qtbot: QtBot, desk: Desk):
    tab = tab_of(qtbot, desk, TIGHT)
    late = tab.study.late
    assert late.isHidden()
    assert desk.hub.record(Edit(Place("characteristic:k0", "usl", "onsite"), "10.2"))
    qtbot.waitUntil(lambda: not late.isHidden(), timeout=10_000)
    words = "\n".join(each.text() for each in late.findChildren(QLabel))
    assert "10.10 → 10.2" in words
    reason = late.findChild(CaseField)
    assert reason is not None
    reason.editor.setPlainText("图样 B 版")
    reason.editor.commit()
    assert standing(desk, "key_reason") == "图样 B 版"
    assert desk.hub.record(Edit(Place("characteristic:k0", "usl", "onsite"), "10.10"))
    qtbot.waitUntil(late.isHidden, timeout=10_000)


def test_a_set_read_back_from_a_case_is_edited_as_one_that_was_typed():
    typed = Readings(list(range(100_000, 120_000)), -4)
    stored = stored_readings(typed.blob())
    assert isinstance(stored.scaled, memoryview), "a large set, or this shows nothing"
    value = EXACT[0]
    assert readings_edits.appended(stored, value, None, ordered=True) == readings_edits.appended(
        typed, value, None, ordered=True
    )
    assert readings_edits.replaced(stored, 9, value) == readings_edits.replaced(typed, 9, value)
    assert readings_edits.joined(stored, typed) == readings_edits.joined(typed, typed)
    assert stored.without([3, 7]) == typed.without([3, 7])
