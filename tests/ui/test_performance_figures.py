from dataclasses import replace
from fractions import Fraction

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from qmdesk.model.journal import Edit, Place
from qmdesk.ui.charts.view import drawing_thread
from qmdesk.ui.desk import Desk
from qmdesk.ui.pages.performance import PerformancePage
from qmdesk.ui.pages.performance.losses import LossTab
from qmdesk.ui.pages.performance.money import cost_of
from qmdesk.ui.pages.performance.quality import QualityTab
from qmdesk.ui.pages.performance.quality_plots import ranked
from qmdesk.ui.pages.registry import STOPS
from qmdesk.ui.shell.review import ReviewShell
from tests.ui.performance_desk import records, show

SPEC = next(each for each in STOPS if each.id == "performance")


def losses(qtbot: QtBot, desk: Desk) -> LossTab:
    tab = LossTab(desk, drawing_thread(None), ["internal_loss", "external_loss"])
    show(qtbot, tab)
    return tab


@pytest.mark.parametrize(
    ("text", "unit", "yuan"),
    [
        ("8.45", "wan", 84_500),
        ("8.45", "yuan", Fraction(845, 100)),
        ("8.45万元", "yuan", 84_500),
        ("84500元", "wan", 84_500),
        ("0", "wan", 0),
    ],
)
def test_a_bare_amount_is_in_the_unit_chosen_and_a_written_unit_goes_before(
    qtbot: QtBot, desk: Desk, text: str, unit: str, yuan: Fraction
):
    tab = losses(qtbot, desk)
    tab.unit.setCurrentIndex(tab.unit.findData(unit))
    tab.records.put([(None, {"cost": text})])
    assert cost_of(tab.records.rows[0]) == yuan
    assert desk.hub.session.answers(desk.hub.stage).internal_loss.costs == (yuan,)


def test_a_negative_cost_is_refused_and_stays(qtbot: QtBot, desk: Desk):
    tab = losses(qtbot, desk)
    assert tab.records.put([(None, {"cost": "-3"})]) == 1
    assert tab.records.rows == []
    assert [each.code for _, _, each in tab.records.problems()] == ["money-negative"]


def test_another_unit_takes_the_amount_with_it(qtbot: QtBot, desk: Desk):
    tab = losses(qtbot, desk)
    tab.records.put([(None, {"cost": "3", "kind": "外部"})])
    row = tab.records.rows[0]
    tab.records.put([(row, {"unit": "元"})])
    assert cost_of(tab.records.rows[0]) == 3
    assert tab.records.rows[0].value("cost") == {"amount": "3", "unit": "yuan"}


def test_the_title_of_a_pasted_column_says_the_unit(qtbot: QtBot, desk: Desk):
    tab = losses(qtbot, desk)
    tab.unit.setCurrentIndex(tab.unit.findData("yuan"))
    QGuiApplication.clipboard().setText(
        "类别\t科目\t月份\t金额（万元）\n内部\t报废损失\t2025-03\t1.5\n外部\t索赔\t2025-04\t2\n"
    )
    tab.panel.paste()
    assert [cost_of(row) for row in tab.records.rows] == [15_000, 20_000]
    assert [row.text("month") for row in tab.records.rows] == ["2025-03", "2025-04"]


def test_rates_follow_costs_and_output_value(qtbot: QtBot, desk: Desk):
    tab = losses(qtbot, desk)
    assert tab.rates.picture is None
    tab.records.put([(None, {"cost": "80", "month": "2025-01"}), (None, {"cost": "80", "month": "2025-02"})])
    desk.hub.record(Edit(Place("case", "output_value"), {"amount": "8000", "unit": "wan"}))
    qtbot.waitUntil(lambda: tab.rates.picture is not None, timeout=15_000)
    groups = [each.axes for each in tab.rates.picture.plot.spots]
    assert groups == ["internal", "internal-trend"]
    assert tab.rates.picture.plot.spots[0].text(0) == "2.00 %"


def test_a_hundred_losses_are_pasted_in_one_transaction(qtbot: QtBot, desk: Desk):
    tab = losses(qtbot, desk)
    before = len(desk.hub.session.history())
    block = "\n".join(f"内部\t报废损失\t2025-{1 + n % 12:02d}\t{n}.5\t万元\t凭证 {n}" for n in range(100))
    QGuiApplication.clipboard().setText(block)
    tab.panel.paste()
    assert len(tab.records.rows) == 100
    assert len({each.batch for each in desk.hub.session.history()[before:]}) == 1


def test_the_ladder_shows_the_worst_family_with_its_bound(qtbot: QtBot, desk: Desk):
    rows = (
        {"family": "泵", "units": 1000, "defective": 2, "cause": "砂眼", "month": "2025-01"},
        {"family": "阀", "units": 1000, "defective": 9, "cause": "毛刺", "month": "2025-01"},
        {"family": "阀", "units": 1000, "defective": 5, "cause": "砂眼", "month": "2025-02"},
    )
    records(desk, "defect", *rows)
    tab = QualityTab(desk, drawing_thread(None), "sigma")
    show(qtbot, tab, 1300, 900)
    qtbot.waitUntil(lambda: tab.ladder.picture is not None and tab.months.picture is not None, timeout=15_000)
    spots = tab.ladder.picture.plot.spots[0]
    assert spots.text(0) == "14 / 2000 = 7000"
    assert "95 %" in spots.text(1)
    assert tab.causes.picture.plot.spots[0].text(0).startswith("毛刺：9 件")
    desk.hub.record(Edit(Place("figure:sigma", "sampled", "onsite"), False))
    qtbot.waitUntil(lambda: len(tab.ladder.picture.plot.spots[0].x) == 1, timeout=15_000)


@pytest.mark.parametrize(
    ("row", "code"),
    [({"units": 0}, "nothing-counted"), ({"units": 10, "defective": 11}, "defective-out-of-range")],
)
def test_impossible_counts_are_said(qtbot: QtBot, desk: Desk, row: dict, code: str):
    records(desk, "defect", row)
    tab = QualityTab(desk, drawing_thread(None), "sigma")
    qtbot.addWidget(tab)
    assert [each.code for _, _, each in tab.records.problems()] == [code]


@pytest.mark.parametrize(
    ("where", "tab"),
    [
        ("figure:fpy", "yield"),
        ("figure:cpk", "capability"),
        ("figure:sigma", "quality"),
        ("figure:external_loss", "loss"),
        ("figure:loyalty", "recorded"),
        ("step:k0/passed@onsite", "yield"),
        ("loss:gone", "loss"),
        ("sampling:gone", "sampling"),
        ("repeat:gone/readings@onsite", "sampling"),
        ("gauge_study:gone", "gauge"),
        ("exclusion:gone", "capability"),
    ],
)
def test_every_place_leads_to_its_tab(qtbot: QtBot, desk: Desk, where: str, tab: str):
    records(desk, "step", {"name": "粗车", "submitted": 10, "passed": 9})
    page = PerformancePage(desk, SPEC)
    show(qtbot, page)
    page.show_place(where)
    assert page._stack.currentWidget() is page.tabs[tab]
    if where.startswith("step"):
        assert page.tabs[tab].panel.table.currentIndex().data() == "9"


def test_the_tab_that_was_open_is_open_again(qtbot: QtBot, desk: Desk):
    page = PerformancePage(desk, SPEC)
    qtbot.addWidget(page)
    page.show_tab("loss")
    again = PerformancePage(desk, SPEC)
    qtbot.addWidget(again)
    assert list(again.tabs) == ["loss"]


def test_recorded_figures_take_three_years(qtbot: QtBot, desk: Desk):
    page = PerformancePage(desk, SPEC)
    show(qtbot, page)
    tab = page.show_tab("recorded")
    assert set(tab.groups) == {"satisfaction", "loyalty", "market_share"}
    editor = tab.groups["loyalty"].fields["year_3"].editor
    qtbot.keyClicks(editor, "85.5")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert desk.hub.session.state[Place("figure:loyalty", "year_3", "onsite")].value == "85.5"


def quality(qtbot: QtBot, desk: Desk, *rows: dict) -> QualityTab:
    if rows:
        records(desk, "defect", *rows)
    tab = QualityTab(desk, drawing_thread(None), "sigma")
    show(qtbot, tab, 1300, 900)
    return tab


def test_a_family_can_be_chosen_and_the_worst_is_named(qtbot: QtBot, desk: Desk):
    tab = quality(
        qtbot,
        desk,
        {"family": "泵", "units": 1000, "defective": 2, "cause": "砂眼"},
        {"family": "阀", "units": 1000, "defective": 9, "cause": "毛刺"},
    )
    assert "阀：9000（最差，决定等级）" in tab.said.text()
    assert "1000 件中不合格品最多 6 件（现有 9 件）" in tab.said.text()
    tab.family.setCurrentIndex(tab.family.findData("泵"))
    tab.family.activated.emit(1)
    qtbot.waitUntil(lambda: tab.ladder.picture is not None and "2 / 1000" in tab.ladder.picture.plot.spots[0].text(0))
    qtbot.waitUntil(lambda: len(tab.causes.picture.plot.spots[0].x) == 1)
    assert tab.causes.picture.plot.spots[0].text(0).startswith("砂眼：2 件")


def test_defects_and_opportunities_are_shown_beside_and_decide_nothing(qtbot: QtBot, desk: Desk):
    tab = quality(qtbot, desk, {"units": 1000, "defective": 9})
    assert tab.beside.isHidden()
    figure = {"units": 500, "defects": 30, "opportunities": 12}
    desk.hub.record([Edit(Place("figure:sigma", name, "onsite"), value) for name, value in figure.items()])
    assert "每件 0.06 个" in tab.beside.text()
    assert "每件 12 处机会：5000.0 dpmo" in tab.beside.text()
    assert "不参与定级" in tab.beside.text()
    answers = desk.hub.session.answers(desk.hub.stage)
    assert [(each.units, each.defective) for each in answers.sigma.defects] == [(1000, 9)]


def test_equal_causes_go_by_name_and_what_names_none_comes_last():
    rows, rest = ranked({"毛刺": 3, "砂眼": 5, "其他": 9, "变形": 3})
    assert [(each.name, each.amount) for each in rows] == [("砂眼", 5), ("变形", 3), ("毛刺", 3), ("其他", 9)]
    assert [each.cumulative for each in rows] == [Fraction(5, 20), Fraction(8, 20), Fraction(11, 20), 1]
    assert rest == ()


def test_all_that_names_no_cause_is_one_row():
    rows, rest = ranked({"其他": 9, "砂眼": 5, "未注明原因": 2, "others": 1})
    assert [(each.name, each.amount) for each in rows] == [("砂眼", 5), ("其他", 12)]
    assert rest == ()


def test_more_causes_than_can_be_drawn_keep_their_ties_and_the_rest_is_told():
    causes = {f"原因 {n:02d}": 40 - n for n in range(20)}
    rows, rest = ranked(causes)
    assert len(rows) == 12
    assert rows[-1].name == "其他"
    assert rows[-1].amount == sum(each.amount for each in rest) == sum(40 - n for n in range(11, 20))


def test_months_are_a_p_chart_whose_limits_follow_the_units(qtbot: QtBot, desk: Desk):
    sizes = {"2025-01": 1000, "2025-02": 4000, "2025-03": 250}
    tab = quality(qtbot, desk, *({"month": m, "units": n, "defective": n // 100} for m, n in sizes.items()))
    qtbot.waitUntil(lambda: tab.months.picture is not None, timeout=15_000)
    assert "2025-02" in tab.months.picture.plot.spots[0].text(1)
    assert tab.months.picture.plot.zoom == ("p",)


def test_mixed_units_are_added_up_exactly_and_said_in_both(qtbot: QtBot, desk: Desk):
    tab = losses(qtbot, desk)
    tab.records.put(
        [
            (None, {"kind": "内部", "cost": "1.2345", "unit": "万元"}),
            (None, {"kind": "外部", "cost": "500.05", "unit": "元"}),
        ]
    )
    said = tab.said.text()
    assert "内部 1.2345 万元（12,345 元）" in said
    assert "外部 0.050005 万元（500.05 元）" in said
    assert "合计 1.284505 万元（12,845.05 元）" in said
    assert "表中有元也有万元" in said


def test_rows_in_one_unit_are_not_called_mixed(qtbot: QtBot, desk: Desk):
    tab = losses(qtbot, desk)
    tab.records.put([(None, {"cost": "1", "unit": "万元"}), (None, {"cost": "2", "unit": "万元"})])
    assert "表中有元也有万元" not in tab.said.text()
    assert "内部 3.00 万元（30,000 元）" in tab.said.text()


def test_tabs_go_by_keys_and_only_where_the_form_has_the_records(qtbot: QtBot, desk: Desk):
    page = PerformancePage(desk, SPEC)
    show(qtbot, page)
    assert page._names == ["yield", "capability", "gauge", "quality", "loss", "sampling", "recorded"]
    page.show_tab("yield")
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    for keys, name in (("Alt+4", "quality"), ("Ctrl+Tab", "loss"), ("Ctrl+Shift+Tab", "quality"), ("Alt+1", "yield")):
        QTest.keySequence(page, QKeySequence(keys))
        assert page._stack.currentWidget() is page.tabs[name]
    page.go_on(-1)
    assert page._stack.currentWidget() is page.tabs["recorded"]


def test_a_form_without_sampling_and_gauges_has_no_such_tabs(qtbot: QtBot, desk: Desk):
    gone = {"sampling", "repeat", "gauge_study", "exclusion"}
    kept = {name: each for name, each in desk.hub.form.records.items() if name not in gone}
    step = replace(kept["step"], fields={n: f for n, f in kept["step"].fields.items() if n != "reworked"})
    desk.hub.form = replace(desk.hub.form, records=kept | {"step": step})
    page = PerformancePage(desk, SPEC)
    show(qtbot, page)
    assert page._names == ["yield", "capability", "quality", "loss", "recorded"]
    columns = [each.name for each in page.show_tab("yield").records.columns]
    assert "reworked" not in columns
    assert "passed" in columns


def test_the_title_makes_room_for_the_tabs(qtbot: QtBot, desk: Desk):
    page = PerformancePage(desk, SPEC)
    show(qtbot, page, 1100)
    assert page._title.isVisible()
    page.resize(600, 600)
    assert not page._title.isVisible()


def test_a_header_sorts_the_view_and_records_nothing(qtbot: QtBot, desk: Desk):
    tab = losses(qtbot, desk)
    costs = ("900元", "1万元", "", "0.5万元")
    tab.records.put([(None, {"cost": cost, "voucher": f"凭证 {n}"}) for n, cost in enumerate(costs)])
    history, table = len(desk.hub.session.history()), tab.panel.table
    column = [each.name for each in tab.records.columns].index("cost")

    def vouchers() -> str:
        return "".join(row.text("voucher")[-1] for row in tab.records.rows)

    header = table.horizontalHeader()
    for expected in ("0312", "1302", "0123"):
        header.sectionClicked.emit(column)
        assert vouchers() == expected
    assert len(desk.hub.session.history()) == history
    table.sort_by(column)
    tab.records.put([(tab.records.rows[0], {"cost": "9万元"})])
    assert vouchers() == "0312"


def test_steps_keep_the_order_of_the_process(qtbot: QtBot, desk: Desk):
    page = PerformancePage(desk, SPEC)
    show(qtbot, page)
    records(desk, "step", {"name": "b", "order": 1}, {"name": "a", "order": 2})
    table = page.show_tab("yield").panel.table
    table.horizontalHeader().sectionClicked.emit(1)
    assert [row.text("name") for row in table.records.rows] == ["b", "a"]


def test_the_bar_is_as_high_on_this_page_as_on_others(qtbot: QtBot, desk: Desk):
    shell = ReviewShell(desk)
    show(qtbot, shell, 1366, 768)
    heights = {}
    for stop in ("overview", "performance", "grade", "report"):
        shell.go(f"page:{stop}")
        qtbot.wait(20)
        heights[stop] = shell.bar.height()
    assert len(set(heights.values())) == 1, heights


def test_every_kind_of_this_page_is_found_from_anywhere(qtbot: QtBot, desk: Desk):
    records(desk, "sampling", {"purpose": "x", "population": 5, "size": 2, "method": "random", "seed": "1"})
    shell = ReviewShell(desk)
    show(qtbot, shell, 1366, 768)
    shell.go("sampling:k0/seed@onsite")
    assert shell.current == "performance"
    assert shell.pages["performance"].tabs["sampling"].pane.key == "k0"


def test_very_many_steps_are_drawn_as_a_waterfall_of_the_tabs_own_height(qtbot: QtBot, desk: Desk):
    records(desk, "step", *({"name": f"工序 {n}", "submitted": 1000, "passed": 999} for n in range(130)))
    page = PerformancePage(desk, SPEC)
    show(qtbot, page)
    tab = page.show_tab("yield")
    qtbot.waitUntil(lambda: tab.chart.picture is not None, timeout=15_000)
    assert tab.chart.picture.plot.spots[0].axes == "waterfall"
    assert tab.chart.minimumHeight() < 400
