"""Interviews, walk, tracings, gauges and vouchers as they are worked through."""

from __future__ import annotations

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from qmdesk.model.canonical import Json
from qmdesk.model.journal import Edit, Place
from qmdesk.ui.desk import Desk
from qmdesk.ui.pages.floor.gauges import GaugePane, GaugesTab
from qmdesk.ui.pages.floor.interviews import InterviewPane, InterviewsTab
from qmdesk.ui.pages.floor.shared import found
from qmdesk.ui.pages.floor.tracing import TracePane, TracingTab
from qmdesk.ui.pages.floor.voucher_row import money
from qmdesk.ui.pages.floor.vouchers import VouchersTab
from qmdesk.ui.pages.floor.walk import WalkTab
from qmdesk.visit.interviews import about
from qmdesk.visit.tracing import LINKS
from qmdesk.visit.vouchers import OUTPUT, Standing
from tests.ui.conftest import Heard


def put(desk: Desk, subject: str, **values: Json) -> None:
    desk.hub.record([Edit(Place(subject, name, "onsite"), value) for name, value in values.items()])


# -- interviews --------------------------------------------------------------------------------------


def interview(qtbot: QtBot, desk: Desk, level: str = "leader") -> tuple[InterviewsTab, InterviewPane]:
    tab = InterviewsTab(desk)
    qtbot.addWidget(tab)
    tab.show()
    tab.begin()
    put(desk, f"interview:{tab.records.key}", person="周示例", level=level)
    assert isinstance(tab.pane, InterviewPane)
    return tab, tab.pane


def test_a_question_of_the_form_is_asked_at_its_item_and_offered_no_more(qtbot: QtBot, desk: Desk):
    tab, pane = interview(qtbot, desk)
    qtbot.wait(10)
    offered = [each for each in pane.choice.findChildren(QToolButton) if each.isVisibleTo(pane)]
    offered[0].click()
    qtbot.wait(10)
    answers = desk.hub.keys("interview_answer")
    assert len(answers) == 1
    record = found(desk.hub).record("interview_answer", answers[0])
    assert record.text("binds").startswith(("item:", "figure:"))
    assert record.text("question") not in "".join(
        each.accessibleName() for each in pane.choice.findChildren(QToolButton) if each.isVisibleTo(pane)
    )
    assert "0 / 1" in tab.records.list.item(0).text()


def test_enter_keeps_an_answer_and_goes_to_the_next_open_one(qtbot: QtBot, desk: Desk):
    _, pane = interview(qtbot, desk)
    first, second = pane.ask("第一问", "item:system.people"), pane.ask("第二问", "")
    row = pane._rows[first]
    row.answer.setFocus()
    row.answer.setPlainText("答一")
    qtbot.keyClick(row.answer, Qt.Key.Key_Return)
    assert found(desk.hub).record("interview_answer", first).text("answer") == "答一"
    assert pane.focusWidget() is pane._rows[second].answer
    qtbot.keyClick(pane._rows[second].answer, Qt.Key.Key_Return)
    assert pane.focusWidget() is pane.own
    assert [said.text("answer") for _, said in about(found(desk.hub), "item:system.people")] == ["答一"]


def test_an_own_question_is_added_by_enter(qtbot: QtBot, desk: Desk):
    _, pane = interview(qtbot, desk)
    pane.own.setText("夜班谁放行？")
    qtbot.keyClick(pane.own, Qt.Key.Key_Return)
    assert [each.question.text() for each in pane._rows.values()] == ["夜班谁放行？"]
    assert pane.own.text() == ""


def test_the_way_from_an_answer_leads_to_its_interview(qtbot: QtBot, desk: Desk):
    tab, pane = interview(qtbot, desk)
    key = pane.ask("问", "")
    tab.begin()
    tab.show_record(key, "answer")
    assert isinstance(tab.pane, InterviewPane)
    assert key in tab.pane._rows


# -- the walk ----------------------------------------------------------------------------------------


def test_a_route_is_drafted_once_and_seen_with_one_key(qtbot: QtBot, desk: Desk, heard: Heard):
    tab = WalkTab(desk)
    qtbot.addWidget(tab)
    tab.draft()
    count = len(tab.records.rows)
    assert count > 5
    tab.draft()
    assert len(tab.records.rows) == count
    first = tab.records.key
    tab.seen()
    assert found(desk.hub).record("stop", first).text("seen_at")
    assert found(desk.hub).record("stop", first).text("by") == "王工"
    assert tab.records.key == tab.records.rows[1].key
    desk.hub.undo()
    assert not found(desk.hub).record("stop", first).text("seen_at")


def test_stops_change_places(qtbot: QtBot, desk: Desk):
    tab = WalkTab(desk)
    qtbot.addWidget(tab)
    tab.draft()
    keys = [row.key for row in tab.records.rows]
    tab.move_stop(1)
    assert [row.key for row in tab.records.rows] == [keys[1], keys[0], *keys[2:]]
    assert tab.records.key == keys[0]


# -- tracing -----------------------------------------------------------------------------------------


def test_a_tracing_has_its_links_runs_against_the_clock_and_takes_the_proposed_result(qtbot: QtBot, desk: Desk):
    tab = TracingTab(desk)
    qtbot.addWidget(tab)
    key = tab.start("backward")
    pane = tab.pane
    assert isinstance(pane, TracePane)
    assert len(pane._rows) == len(LINKS["backward"])
    pane.start_or_stop()
    assert pane.running
    rows = list(pane._rows.values())
    for row in rows[:-1]:
        row.settle("yes")
    rows[-1].settle("no")
    assert found(desk.hub).record("trace_step", rows[0]._key).decimal("minutes") == Decimal(0)
    pane.start_or_stop()
    record = found(desk.hub).record("trace", key)
    assert not pane.running
    assert (record.text("result"), bool(record.text("started")), bool(record.text("ended"))) == ("failed", True, True)


def test_a_link_pressed_again_is_open_and_the_result_is_offered_not_forced(qtbot: QtBot, desk: Desk):
    tab = TracingTab(desk)
    qtbot.addWidget(tab)
    key = tab.start("forward")
    pane = tab.pane
    assert isinstance(pane, TracePane)
    for row in pane._rows.values():
        row.settle("yes")
    assert not pane.take.isHidden()
    assert found(desk.hub).record("trace", key).text("result") == ""
    next(iter(pane._rows.values())).settle("yes")
    assert found(desk.hub).record("trace_step", next(iter(pane._rows))).text("found") == ""
    assert pane.take.isHidden()


# -- gauges ------------------------------------------------------------------------------------------


def test_what_is_wrong_with_a_gauge_is_said_and_taken_along_once(qtbot: QtBot, desk: Desk, heard: Heard):
    put(desk, "characteristic:c", name="外径", key=True, lsl="9.9", usl="10.1")
    tab = GaugesTab(desk)
    qtbot.addWidget(tab)
    tab.show()
    tab.begin()
    pane = tab.pane
    assert isinstance(pane, GaugePane)
    put(desk, f"gauge:{pane.key}", name="千分尺", certificate="C1", range_high="8", due="2030-01-01")
    assert pane.boxes["c"].isChecked()
    pane.boxes["c"].setChecked(False)
    pane.boxes["c"].setChecked(True)
    qtbot.wait(10)
    assert found(desk.hub).record("gauge", pane.key).text("characteristics") == "c"
    asks = [each for each in pane.findChildren(QPushButton) if each.text() == "带为疑问" and not each.isHidden()]
    assert len(asks) == 1
    asks[0].click()
    asks[0].click()
    questions = [each.text("text") for each in found(desk.hub).records("question")]
    assert len(questions) == 1
    assert "10.1" in questions[0] or "9.9" in questions[0]


# -- vouchers ----------------------------------------------------------------------------------------


def test_a_voucher_is_compared_exactly(qtbot: QtBot, desk: Desk):
    desk.hub.record(Edit(Place("case", "output_value"), {"amount": "4860", "unit": "wan"}))
    tab = VouchersTab(desk)
    qtbot.addWidget(tab)
    card = tab._cards[OUTPUT]
    row = card._rows[card.add()]
    row.amount.setText("48,600,000.01 元")
    row.amount.commit()
    assert card._check.difference == Decimal("0.01")
    assert card._check.standing is Standing.DIFFERS
    row.amount.setText("很多")
    row.amount.commit()
    assert row.amount.property("wrong") == "true"
    assert card._check.difference == Decimal("0.01")
    row.amount.setText("4860万")
    row.amount.commit()
    assert card._check.standing is Standing.AGREES


@pytest.mark.parametrize(
    ("yuan", "shown"),
    [
        ("0.01", "0.01 元"),
        ("-1000", "−1 000 元"),
        ("-0.5", "−0.5 元"),
        ("48600000.01", "4 860.000001 万元"),
        ("10000", "1 万元"),
    ],
)
def test_amounts_are_shown_with_every_digit(desk: Desk, yuan: str, shown: str):
    assert money(Decimal(yuan)) == shown
