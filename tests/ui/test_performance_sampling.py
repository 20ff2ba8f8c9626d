"""Sampling plans by hand: numbers drawn at once, kept when the plan is changed, drawn anew only when asked to."""

from collections.abc import Mapping

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from qmdesk.model.journal import Edit, Place
from qmdesk.model.problem import Refused
from qmdesk.stats.sampling import draw
from qmdesk.ui.charts.view import drawing_thread
from qmdesk.ui.desk import Desk
from qmdesk.ui.pages.performance.sampling_draw import Plan, drawn_by, new_seed, strata_of, text_of
from qmdesk.ui.pages.performance.sampling_pane import SamplingPane
from qmdesk.ui.pages.performance.sampling_tab import SamplingTab
from tests.ui.performance_desk import records, show

PLAN = {"purpose": "合格率是否属实", "population": 480, "size": 8, "method": "random", "seed": "4821-0937-5512"}


def tab_of(qtbot: QtBot, desk: Desk, *plans: Mapping) -> SamplingTab:
    if plans:
        records(desk, "sampling", *(dict(each) for each in plans))
    tab = SamplingTab(desk, drawing_thread(None))
    show(qtbot, tab)
    return tab


def pane_of(tab: SamplingTab) -> SamplingPane:
    assert isinstance(tab.pane, SamplingPane)
    return tab.pane


def stands(desk: Desk, name: str, key: str = "k0"):
    return desk.hub.value(f"sampling:{key}", name, desk.hub.stage)


def type_in(qtbot: QtBot, field: QLineEdit, text: str) -> None:
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, text)
    qtbot.keyClick(field, Qt.Key.Key_Return)


def test_a_new_plan_has_a_seed_and_draws_as_soon_as_its_sizes_are_typed(qtbot: QtBot, desk: Desk):
    tab = tab_of(qtbot, desk)
    tab.begin("sampling")
    pane = pane_of(tab)
    key = pane.key
    assert len(stands(desk, "seed", key)) == 14
    type_in(qtbot, pane.fields["population"].editor, "480")
    assert stands(desk, "drawn", key) is None
    type_in(qtbot, pane.fields["size"].editor, "8")
    qtbot.waitUntil(lambda: stands(desk, "drawn", key) is not None)
    numbers = draw(480, 8, method="random", seed=stands(desk, "seed", key)).numbers
    assert stands(desk, "drawn", key) == ", ".join(str(each) for each in numbers)
    assert pane.numbers.text().split() == [str(each) for each in numbers]
    assert pane.banner.isHidden()


@pytest.mark.parametrize(("name", "value"), [("size", 9), ("population", 481), ("seed", "1"), ("method", "systematic")])
def test_a_change_after_the_draw_is_marked_and_the_numbers_stay(qtbot: QtBot, desk: Desk, name: str, value: object):
    tab = tab_of(qtbot, desk, PLAN)
    qtbot.waitUntil(lambda: stands(desk, "drawn") is not None)
    before = stands(desk, "drawn")
    desk.hub.record(Edit(Place("sampling:k0", name, "onsite"), value))
    pane = pane_of(tab)
    assert stands(desk, "drawn") == before
    assert not pane.banner.isHidden()
    assert desk.hub.form.records["sampling"].fields[name].label.zh in pane.stale.text()
    assert pane.numbers.text().split() == before.split(", ")
    qtbot.mouseClick(pane.draw_again, Qt.MouseButton.LeftButton)
    assert stands(desk, "drawn") != before
    assert pane.banner.isHidden()


def test_another_source_after_the_draw_is_told_and_the_numbers_hold(qtbot: QtBot, desk: Desk):
    tab = tab_of(qtbot, desk, PLAN)
    qtbot.waitUntil(lambda: stands(desk, "drawn") is not None)
    desk.hub.record(Edit(Place("sampling:k0", "source", "onsite"), "二号库"))
    pane = pane_of(tab)
    assert not pane.banner.isHidden()
    assert "抽样总体" in pane.stale.text()
    assert pane.draw_again.isHidden()


def test_a_draw_that_was_undone_is_not_drawn_again_unasked(qtbot: QtBot, desk: Desk):
    tab = tab_of(qtbot, desk, PLAN)
    qtbot.waitUntil(lambda: stands(desk, "drawn") is not None)
    assert desk.hub.undo()
    qtbot.wait(30)
    assert stands(desk, "drawn") is None
    pane = pane_of(tab)
    assert not pane.draw_again.isHidden()
    pane.draw_again.click()
    assert stands(desk, "drawn")


def test_the_size_offered_and_its_ground_are_taken_together(qtbot: QtBot, desk: Desk):
    tab = tab_of(qtbot, desk, {"purpose": "不合格品率", "population": 480})
    pane = pane_of(tab)
    history = len(desk.hub.session.history())
    assert "41 件" in pane.sizing.said.text()
    pane.sizing.take.click()
    assert stands(desk, "size") == 41
    assert "95 %" in stands(desk, "size_reason")
    assert len({each.batch for each in desk.hub.session.history()[history:]}) == 1


@pytest.mark.parametrize(
    ("question", "target", "expected", "said"),
    [
        ("cpk", "1.33", "1.67", "件可按 95 % 置信度证实 Cpk"),
        ("cpk", "1.67", "1.33", "证实不了"),
        ("rate", "5", "50", "±5 %"),
    ],
)
def test_each_question_has_its_answer(qtbot: QtBot, desk: Desk, question: str, target: str, expected: str, said: str):
    sizing = pane_of(tab_of(qtbot, desk, {"purpose": "x"})).sizing
    sizing.question.setCurrentIndex(sizing.question.findData(question))
    sizing.question.activated.emit(sizing.question.currentIndex())
    for field, text in ((sizing.target, target), (sizing.expected, expected)):
        field.setFocus()
        field.selectAll()
        qtbot.keyClicks(field, text)
    assert said in sizing.said.text()


def test_text_for_a_number_is_marked_and_offers_nothing(qtbot: QtBot, desk: Desk):
    sizing = pane_of(tab_of(qtbot, desk, {"purpose": "x"})).sizing
    sizing.target.selectAll()
    qtbot.keyClicks(sizing.target, "few")
    assert sizing.target.property("wrong") == "true"
    assert sizing.target.text() == "few"
    assert sizing.take.isHidden()


def test_strata_are_pasted_shared_out_and_drawn_each_by_itself(qtbot: QtBot, desk: Desk):
    tab = tab_of(qtbot, desk, PLAN | {"method": "stratified", "population": 1200, "size": 60})
    pane = pane_of(tab)
    assert not pane.strata.isHidden()
    assert stands(desk, "drawn") is None
    assert not pane.problem.isHidden()
    QGuiApplication.clipboard().setText("班组\t数量\r\n甲班\t500\r\n乙班\t４００\r\n夜班\t300\r\n")
    pane.strata.grid.setFocus()
    qtbot.keyClick(pane.strata.grid, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert stands(desk, "strata") == "甲班 500\n乙班 400\n夜班 300"
    assert [pane.strata.model.index(row, 2).data() for row in range(3)] == ["25", "20", "15"]
    qtbot.waitUntil(lambda: stands(desk, "drawn") is not None)
    lines = stands(desk, "drawn").splitlines()
    assert [each.partition(":")[0] for each in lines] == ["甲班", "乙班", "夜班"]
    assert [len(each.split(", ")) for each in lines] == [25, 20, 15]


def test_the_population_takes_the_sum_of_the_strata(qtbot: QtBot, desk: Desk):
    tab = tab_of(qtbot, desk, PLAN | {"method": "stratified", "strata": "甲班 500\n乙班 400"})
    pane = pane_of(tab)
    assert "900" in pane.strata._said.text()
    pane.strata._sum.click()
    assert stands(desk, "population") == 900
    assert pane.strata._said.isHidden()


def test_a_wrong_stratum_stays_and_is_said(qtbot: QtBot, desk: Desk):
    pane = pane_of(tab_of(qtbot, desk, PLAN | {"method": "stratified"}))
    model = pane.strata.model
    model.put(0, 0, [["甲班", "很多"]])
    assert model.index(0, 1).data() == "很多"
    assert model.wrong(0, 1)
    assert not pane.problem.isHidden()
    assert stands(desk, "drawn") is None


@pytest.mark.parametrize(
    ("text", "strata"),
    [
        ("甲班 500\n乙 班：400\n", (("甲班", 500), ("乙 班", 400))),
        ("A, 12", (("A", 12),)),
        ("", ()),
    ],
)
def test_strata_are_read_as_people_write_them(text: str, strata: tuple):
    assert strata_of(text) == strata


@pytest.mark.parametrize("text", ["甲班", "500", "甲班 很多"])
def test_a_line_that_is_no_stratum_is_refused_by_its_number(text: str):
    with pytest.raises(Refused) as refused:
        strata_of(f"乙班 3\n{text}")
    assert refused.value.problems[0].code == "stratum-unreadable"
    assert refused.value.problems[0].details["line"] == 2


def test_a_census_is_kept_as_its_range_and_a_list_too_long_is_refused():
    assert text_of(drawn_by(Plan(1200, None, "census", "", ""))) == "1–1200"
    with pytest.raises(Refused) as refused:
        drawn_by(Plan(100_000, 2001, "random", "1", ""))
    assert refused.value.problems[0].code == "sample-too-long"


def test_seeds_differ_and_can_be_read_out():
    seeds = {new_seed() for _ in range(20)}
    assert len(seeds) == 20
    assert all(len(each.replace("-", "")) == 12 and each.replace("-", "").isdigit() for each in seeds)


def test_an_own_seed_is_drawn_with_as_it_was_typed(qtbot: QtBot, desk: Desk):
    tab = tab_of(qtbot, desk, PLAN)
    qtbot.waitUntil(lambda: stands(desk, "drawn") is not None)
    type_in(qtbot, pane_of(tab).fields["seed"].editor, "dice 6-1-4")
    pane_of(tab).draw_again.click()
    expected = draw(480, 8, method="random", seed="dice 6-1-4").numbers
    assert stands(desk, "drawn") == ", ".join(str(each) for each in expected)


def test_plans_are_listed_deleted_and_come_back(qtbot: QtBot, desk: Desk):
    tab = tab_of(qtbot, desk, PLAN, PLAN | {"purpose": "另一个问题"})
    listed = tab.lists["sampling"]
    assert [row.text("purpose") for row in listed.rows] == ["合格率是否属实", "另一个问题"]
    listed.choose("k1")
    assert pane_of(tab).key == "k1"
    listed.remove_button.click()
    assert [row.key for row in listed.rows] == ["k0"]
    assert pane_of(tab).key == "k0"
    desk.hub.undo()
    assert [row.key for row in listed.rows] == ["k0", "k1"]


def test_a_plan_is_deleted_by_key(qtbot: QtBot, desk: Desk):
    tab = tab_of(qtbot, desk, PLAN, PLAN)
    tab.activateWindow()
    qtbot.waitUntil(tab.isActiveWindow)
    listed = tab.lists["sampling"]
    listed.list.setFocus()
    qtbot.keyClick(listed.list, Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)
    assert [row.key for row in listed.rows] == ["k1"]


def test_the_last_plan_deleted_leaves_the_words_that_begin(qtbot: QtBot, desk: Desk):
    tab = tab_of(qtbot, desk, PLAN)
    tab.lists["sampling"].remove_button.click()
    assert tab.pane is None
    assert tab.stack.currentIndex() == 0


def test_a_place_leads_to_its_field(qtbot: QtBot, desk: Desk):
    tab = tab_of(qtbot, desk, PLAN, PLAN)
    tab.show_record("k1", "seed")
    assert pane_of(tab).key == "k1"
    assert tab.focusWidget() is pane_of(tab).fields["seed"].editor
