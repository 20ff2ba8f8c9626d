from fractions import Fraction

import pytest
from pytestqt.qtbot import QtBot

from qmdesk.model.journal import Edit, Place
from qmdesk.ui.charts.view import drawing_thread
from qmdesk.ui.desk import Desk
from qmdesk.ui.pages.performance.quality import QualityTab
from qmdesk.ui.pages.performance.quality_plots import ranked
from tests.ui.performance_desk import records, show


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
    qtbot.waitUntil(lambda: tab.causes.picture is not None and len(tab.causes.picture.plot.spots[0].x) == 1)
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
