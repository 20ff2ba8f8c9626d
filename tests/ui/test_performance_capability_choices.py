"""Readings left out, distributions, chart options: chosen on the screen, kept in the case, in force in the study."""

from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from qmdesk.casefile.case import Blob
from qmdesk.grading.characteristics import characteristic_at
from qmdesk.grading.studies import exclusions
from qmdesk.model.journal import Edit, Place
from qmdesk.model.readings import Readings
from qmdesk.stats.charts_spc import stability
from qmdesk.ui.desk import Desk
from qmdesk.ui.pages.performance import held_readings, readings_pane
from qmdesk.ui.pages.performance.capability import CapabilityTab
from qmdesk.ui.pages.performance.chart_points import broken_points, panels_of, readings_behind
from tests.ui.performance_desk import records
from tests.ui.test_performance_capability import TIGHT, preview_of_paste, standing, studied, tab_of

WILD = [*TIGHT[:12], "10.09", *TIGHT[13:]]
#: Far from normal: a deviation of form.
SKEWED = [f"{0.002 * 1.13**number:.4f}" for number in range(40)]


def characteristic(desk: Desk):
    """The characteristic as the grade takes it from the case."""
    found = characteristic_at(desk.hub.session.snapshot(), "k0", desk.hub.stage)
    assert found is not None
    return found


def until(qtbot: QtBot, tab: CapabilityTab, holds: object) -> None:
    """Wait until the newest study is shown and something holds of it."""

    def settled() -> bool:
        return tab._job is None and not tab._again and tab.study._found is not None and holds(tab.study._found)

    qtbot.waitUntil(settled, timeout=15_000)


def texts(widget: object) -> str:
    return "\n".join(each.text() for each in widget.findChildren(QLabel))


def exclude(qtbot: QtBot, tab: CapabilityTab, row: int, reason: str) -> None:
    tab.readings.table.selectRow(row)
    tab.readings.leave_out.click()
    tab.readings.excluded.reason.insert(reason)
    qtbot.keyClick(tab.readings.excluded.reason, Qt.Key.Key_Return)


# -- readings left out -----------------------------------------------------------------------------


def test_a_selected_reading_is_left_out_with_its_reason_and_stays_in_the_table(qtbot: QtBot, desk: Desk):
    tab = tab_of(qtbot, desk, WILD)
    before = studied(qtbot, tab).study.index
    exclude(qtbot, tab, 12, "铁屑")
    until(qtbot, tab, lambda found: found.study.n == 29)
    assert [(each.reading, str(each.value), each.reason) for each in characteristic(desk).excluded] == [
        (13, "10.09", "铁屑")
    ]
    assert tab.study._found.study.index > before
    model = tab.readings.model
    assert model.rowCount() == 30
    assert model.index(12, 0).data() == "10.09"
    assert model.index(12, 0).data(Qt.ItemDataRole.FontRole).strikeOut()
    assert "铁屑" in model.index(12, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert model.index(12, 1).data() == "铁屑"
    assert tab.study._found.study.excluded == (12,)


def test_without_a_reason_nothing_is_left_out(qtbot: QtBot, desk: Desk):
    tab = tab_of(qtbot, desk, WILD)
    exclude(qtbot, tab, 12, "  ")
    assert characteristic(desk).excluded == ()
    assert not tab.readings.excluded._missing.isHidden()
    assert tab.readings.excluded.reason.property("wrong") == "true"
    qtbot.keyClick(tab.readings.excluded.reason, Qt.Key.Key_Escape)
    assert tab.readings.excluded.question.isHidden()


def test_one_click_takes_a_reading_back(qtbot: QtBot, desk: Desk):
    tab = tab_of(qtbot, desk, WILD)
    exclude(qtbot, tab, 12, "铁屑")
    next(each for each in tab.readings.excluded._area.findChildren(QToolButton) if each.isEnabled()).click()
    assert characteristic(desk).excluded == ()
    until(qtbot, tab, lambda found: found.study.n == 30)
    assert tab.readings.model.columnCount() == 1


def test_the_same_button_takes_selected_excluded_readings_back(qtbot: QtBot, desk: Desk):
    tab = tab_of(qtbot, desk, WILD)
    exclude(qtbot, tab, 12, "铁屑")
    tab.readings.table.selectRow(12)
    tab.readings.leave_out.click()
    assert characteristic(desk).excluded == ()


def test_an_exclusion_whose_reading_was_changed_is_stale_and_said(qtbot: QtBot, desk: Desk):
    tab = tab_of(qtbot, desk, WILD)
    exclude(qtbot, tab, 12, "铁屑")
    model = tab.readings.model
    assert model.setData(model.index(12, 0), "10.01")
    until(qtbot, tab, lambda found: found.study.n == 30)
    assert exclusions(characteristic(desk)).places == frozenset()
    assert "已失效" in texts(tab.readings.excluded)
    assert "不起作用" in texts(tab.study._verdict)
    assert not model.index(12, 0).data(Qt.ItemDataRole.FontRole)


def test_exclusions_follow_their_readings_when_others_are_deleted(qtbot: QtBot, desk: Desk):
    tab = tab_of(qtbot, desk, WILD)
    exclude(qtbot, tab, 12, "铁屑")
    tab.readings.table.clearSelection()
    tab.readings.table.selectRow(0)
    tab.readings.remove()
    assert exclusions(characteristic(desk)).places == {11}
    desk.hub.undo()
    assert exclusions(characteristic(desk)).places == {12}


def test_a_point_of_the_chart_leads_to_its_readings_and_can_be_left_out(qtbot: QtBot, desk: Desk):
    tab = tab_of(qtbot, desk, WILD)
    studied(qtbot, tab)
    view = tab.study.control
    qtbot.waitUntil(lambda: view.picture is not None, timeout=15_000)
    tab.study._area.ensureWidgetVisible(view)
    for _ in range(3):
        view.step(1)
    place = view._point(view._hit).toPoint()
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(place))
    assert tab.study.options.point.number == 2
    assert tab.readings.chosen() == [10, 11, 12, 13, 14]
    tab.study.options._leave_out()
    tab.readings.excluded.reason.insert("换刀")
    tab.readings.excluded.confirm.click()
    assert exclusions(characteristic(desk)).places == {10, 11, 12, 13, 14}


# -- the control chart -----------------------------------------------------------------------------


def test_points_that_break_a_rule_are_listed_and_lead_to_the_table(qtbot: QtBot, desk: Desk):
    tab = tab_of(qtbot, desk, [*TIGHT, *["10.08"] * 5])
    found = studied(qtbot, tab)
    chart = found.study.stability.control
    points = broken_points(chart).points
    assert points[0].beyond
    listed = [each for each in tab.study.options.findChildren(QPushButton) if each.property("role") == "link"]
    assert f"第 {points[0].number + 1} 点" in listed[0].accessibleName()
    listed[0].click()
    behind = readings_behind(points[0].number, chart, found.asked.readings)
    assert tab.readings.chosen() == list(behind)


def test_rules_are_chosen_by_check_boxes_and_rule_1_stays(qtbot: QtBot, desk: Desk):
    tab = tab_of(qtbot, desk, TIGHT)
    studied(qtbot, tab)
    options = tab.study.options
    options.unfold.click()
    assert not options.boxes[1].isEnabled()
    for number in (3, 4, 6, 7, 8):
        options.boxes[number].click()
    assert standing(desk, "rules") == "1,2,5"
    assert "1、2、5" in options.unfold.text()
    for number in (3, 4, 6, 7, 8):
        options.boxes[number].click()
    assert standing(desk, "rules") is None


def test_a_phase_begins_at_a_point_and_is_taken_away_again(qtbot: QtBot, desk: Desk):
    tab = tab_of(qtbot, desk, TIGHT)
    studied(qtbot, tab)
    tab.study.options.pick("xbar", 3)
    begin = next(each for each in tab.study.options.findChildren(QPushButton) if "新阶段" in each.accessibleName())
    begin.click()
    assert standing(desk, "phases") == "4"
    until(qtbot, tab, lambda found: found.study.stability.control.first.phases == (3,))
    tab.study.options._phases.itemAt(0).widget().findChild(QToolButton).click()
    assert standing(desk, "phases") is None


def test_the_kind_of_chart_can_be_chosen(qtbot: QtBot, desk: Desk):
    tab = tab_of(qtbot, desk, TIGHT)
    studied(qtbot, tab)
    desk.hub.record(Edit(Place("characteristic:k0", "chart", "onsite"), "ewma"))
    until(qtbot, tab, lambda found: found.study.stability.control.kind == "ewma")


def test_the_chance_of_a_false_alarm_stands_beside(qtbot: QtBot, desk: Desk):
    tab = tab_of(qtbot, desk, TIGHT)
    alarm = studied(qtbot, tab).alarm
    said = tab.study.options._alarm.text()
    assert f"{alarm.points} 点" in said
    assert f"{100 * alarm.all_rules:.0f} %" in said


# -- the distribution ------------------------------------------------------------------------------


def skewed(qtbot: QtBot, desk: Desk) -> CapabilityTab:
    tab = tab_of(qtbot, desk, SKEWED, lsl=None, usl="0.400")
    qtbot.waitUntil(lambda: tab.study.distribution.table.rowCount() > 4, timeout=20_000)
    return tab


def test_readings_that_are_not_normal_get_the_fits_side_by_side(qtbot: QtBot, desk: Desk):
    tab = skewed(qtbot, desk)
    box = tab.study.distribution
    assert box.words.property("role") == "warning"
    figures = [float(box.table.item(row, 1).text()) for row in range(box.table.rowCount())]
    assert figures == sorted(figures)
    assert box.table.item(0, 0).text().startswith("最接近")
    assert sum("最接近" in box.table.item(row, 0).text() for row in range(box.table.rowCount())) == 1


def test_a_distribution_decides_only_with_its_reason(qtbot: QtBot, desk: Desk):
    tab = skewed(qtbot, desk)
    box = tab.study.distribution
    box.table.cellClicked.emit(0, 0)
    method = standing(desk, "distribution")
    assert method == box._fits.found[0].method
    assert "先不起作用" in box.effect.text()
    until(qtbot, tab, lambda found: found.study.decides != "nonnormal")
    reason = box.fields["distribution_reason"].editor
    reason.setPlainText("形位公差，只有一侧")
    reason.commit()
    until(qtbot, tab, lambda found: found.study.decides == "nonnormal")
    assert "定级" in box.effect.text()
    ppk = tab.study._found.study.nonnormal.ppk
    assert f"{ppk:.3f}" in box.beside.text()
    assert f"{tab.study._found.study.overall.smaller:.3f}" in box.beside.text()
    desk.hub.record(Edit(Place("characteristic:k0", "distribution", "onsite"), "normal"))
    until(qtbot, tab, lambda found: found.study.decides != "nonnormal")
    assert "正态公式定级" in box.effect.text()
    assert "non-normal" not in tab.study._found.reasons


def test_normal_readings_get_the_fits_on_wish(qtbot: QtBot, desk: Desk):
    tab = tab_of(
        qtbot, desk, [f"{10 + 0.001 * each:.3f}" for each in (-9, -5, -3, -2, -1, 0, 1, 2, 3, 5, 9, 0, 1, -1, 4)]
    )
    studied(qtbot, tab)
    box = tab.study.distribution
    assert box.table.rowCount() == 0
    assert not box.compare.isHidden()
    box.compare.click()
    qtbot.waitUntil(lambda: box.table.rowCount() > 4, timeout=20_000)


# -- bad input -------------------------------------------------------------------------------------


@pytest.mark.parametrize("bad", ["NaN", "inf", "合格", "2024-05-01", "", "#DIV/0!"])
def test_a_cell_that_is_no_reading_is_told_by_its_place_before_the_column_goes_in(qtbot: QtBot, desk: Desk, bad: str):
    tab = tab_of(qtbot, desk)
    window = preview_of_paste(qtbot, tab, f"10.01\n9.99\n{bad}\n10.00\n10.02\n")
    said = "\n".join(window.notes.item(at).text() for at in range(window.notes.count()))
    assert "A3" in said
    window.take_in()
    qtbot.waitUntil(lambda: tab.readings.model.rowCount() == 4)


def test_a_decimal_comma_beside_points_is_told_with_both_places(qtbot: QtBot, desk: Desk):
    tab = tab_of(qtbot, desk)
    window = preview_of_paste(qtbot, tab, "10.01\n9.99\n9,98\n")
    said = window.notes.item(0).text()
    assert "A1" in said and "A3" in said


def test_an_empty_cell_makes_its_subgroup_smaller(qtbot: QtBot, desk: Desk):
    tab = tab_of(qtbot, desk)
    preview_of_paste(qtbot, tab, "10.01\t9.99\t10.00\n10.02\t\t9.98\n10.0\t9.97\t10.1\n").take_in()
    qtbot.waitUntil(lambda: tab.readings.model.rowCount() == 8)
    assert tab.readings.readings.subgroups == (3, 2, 3)


@pytest.mark.parametrize(
    ("values", "words"), [(["10"] * 1000, "没有变差"), (["10.01"], "不足 2 个"), (TIGHT, "没有规格限")]
)
def test_readings_that_give_no_index_are_said(qtbot: QtBot, desk: Desk, values: list[str], words: str):
    limits = {"lsl": None, "usl": None} if words == "没有规格限" else {}
    tab = tab_of(qtbot, desk, [], **limits)
    tab.readings.change(lambda _: Readings.of([Decimal(each) for each in values]))
    until(qtbot, tab, lambda found: found.study is not None)
    assert words in texts(tab.study._verdict)


def test_a_large_set_is_read_off_the_event_loop(qtbot: QtBot, desk: Desk, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(held_readings, "MANY", 10)
    monkeypatch.setattr(readings_pane, "MANY", 10)
    tab = tab_of(qtbot, desk, TIGHT)
    assert tab.readings.model.rowCount() == 0
    qtbot.waitUntil(lambda: tab.readings.model.rowCount() == 30)
    studied(qtbot, tab)
    assert tab.readings.add("10.5")
    assert tab.readings.model.rowCount() == 30
    qtbot.waitUntil(lambda: tab.readings.model.rowCount() == 31)
    until(qtbot, tab, lambda found: found.study.n == 31)


def test_a_form_without_these_records_shows_nothing_of_them(qtbot: QtBot, desk: Desk, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delitem(desk.hub.form.records, "exclusion")
    tab = tab_of(qtbot, desk, TIGHT)
    studied(qtbot, tab)
    assert tab.readings.leave_out.isHidden()
    tab.study.options.pick("xbar", 1)
    assert not any("剔除" in each.accessibleName() for each in tab.study.options.findChildren(QPushButton))


def test_an_exclusion_leads_to_its_characteristic(qtbot: QtBot, desk: Desk):
    tab = tab_of(qtbot, desk, WILD)
    records(desk, "exclusion", {"characteristic": "k0", "reading": 13, "value": "10.09", "reason": "铁屑"})
    tab.show_record("k0", "reason")
    assert tab.list.key == "k0"


def test_a_column_of_dates_is_no_column_of_readings(qtbot: QtBot, desk: Desk):
    tab = tab_of(qtbot, desk)
    text = "日期\t测量值\n2024-05-01\t10.01\n2024-05-02\t9.98\n2024-05-03\t10.00\n"
    preview_of_paste(qtbot, tab, text).take_in()
    qtbot.waitUntil(lambda: tab.readings.model.rowCount() == 3, timeout=10_000)
    assert tab.readings.model.text(0) == "10.01"


def test_ctrl_e_in_the_table_asks_why(qtbot: QtBot, desk: Desk):
    tab = tab_of(qtbot, desk, WILD)
    tab.readings.table.selectRow(3)
    qtbot.keyClick(tab.readings.table, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert not tab.readings.excluded.question.isHidden()


def test_a_gauge_study_of_the_characteristic_weighs_on_the_verdict(qtbot: QtBot, desk: Desk):
    tab = tab_of(qtbot, desk, TIGHT)
    assert "gauge-poor" not in studied(qtbot, tab).reasons
    bad = Readings.of(
        [Decimal(each) for each in ("10.00", "10.05", "9.97", "10.03", "10.04", "9.98", "10.01", "10.06")]
    )
    row = {"name": "卡尺", "characteristic": "k0", "parts": "1\n2", "operators": "A\nB", "trials": 2}
    desk.hub.record((), [Blob(bad.blob(), "application/json")])
    records(desk, "gauge_study", {**row, "readings": {"blob": bad.sha256, "n": 8}})
    until(qtbot, tab, lambda found: "gauge-poor" in found.reasons)


def test_of_many_broken_points_the_gravest_are_named_and_all_are_counted():
    values = [Decimal(10 + (number % 7)) for number in range(400)]
    values[300] = Decimal(90)
    chart = stability(Readings.of(values)).control
    found = broken_points(chart, 5)
    every = {(panel.name, point) for panel in panels_of(chart) for rule in panel.violations for point in rule.points}
    assert found.total == len(every)
    assert len(found.points) == 5
    assert found.points[0].number == 300
    assert found.points[0].rules[0] == "nelson-1"
