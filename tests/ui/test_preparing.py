"""Team, declarations signed by hand, questions, documents, schedule: done with few keys, undone by one."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from PySide6.QtCore import QPointF, Qt
from pytestqt.qtbot import QtBot

from qmdesk.grading.records import index
from qmdesk.model.journal import Edit, Place, Stage
from qmdesk.ui.desk import Desk
from qmdesk.ui.pages.preparing.asked import asked_link
from qmdesk.ui.pages.preparing.documents import DocumentsTab
from qmdesk.ui.pages.preparing.doubts import DoubtsTab
from qmdesk.ui.pages.preparing.page import TABS, PreparingPage
from qmdesk.ui.pages.preparing.schedule import ScheduleTab
from qmdesk.ui.pages.preparing.team import TeamTab
from qmdesk.ui.pages.registry import STOPS
from qmdesk.ui.signing.pad import SignatureDialog
from qmdesk.visit.declarations import declared
from tests.ui.performance_desk import records, show


def put(desk: Desk, subject: str, **values: object) -> None:
    known = desk.hub.form.records[subject.partition(":")[0]].fields
    stage = str(desk.hub.stage)
    desk.hub.record(
        [Edit(Place(subject, name, stage if known[name].staged else ""), value) for name, value in values.items()]
    )  # type: ignore[arg-type]


def write_by_hand(dialog: object) -> None:
    """A stroke on the pad, and "use it"."""
    assert isinstance(dialog, SignatureDialog)
    dialog.pad.begin(QPointF(20, 60))
    dialog.pad.go_on(QPointF(120, 30))
    dialog.pad.end()
    dialog._finish()


def team(desk: Desk) -> None:
    put(desk, "member:m1", name="李明", role="lead")
    put(desk, "member:m2", name="王芳", role="assessor")
    put(desk, "member:m3", name="赵强", role="representative")


def said(desk: Desk) -> dict[str, object]:
    return {each.member: each for each in declared(index(desk.hub.session.state, desk.hub.stage))}


def test_the_stop_takes_the_records_of_its_tabs() -> None:
    stop = next(each for each in STOPS if each.id == "opening")
    assert set(stop.takes) == {kind for tab in TABS for kind in tab.takes}
    assert [each.id for each in TABS] == ["team", "doubts", "documents", "schedule", "meeting", "readings"]


# -- the team ------------------------------------------------------------------------------------


def test_a_member_declares_ticks_and_signs_by_hand(qtbot: QtBot, desk: Desk) -> None:
    team(desk)
    tab = TeamTab(desk)
    show(qtbot, tab)
    strip = tab.cards["m1"].declaration
    assert strip is not None
    strip.toggle()
    strip.sign()
    assert not hasattr(strip, "pad")  # nothing is signed before it is ticked
    for tick in strip._ticks.values():
        tick.click()
    strip.sign()
    assert any("李明" in each.text() for each in strip.pad.findChildren(type(tab.conflict)))
    write_by_hand(strip.pad)
    mine = said(desk)["m1"]
    assert mine.signed  # type: ignore[attr-defined]
    assert mine.signed_as == "李明"  # type: ignore[attr-defined]
    assert desk.hub.session.blob(mine.signature).startswith(b"\x89PNG")  # type: ignore[attr-defined]
    assert not strip.picture.isHidden()
    put(desk, "member:m1", name="李鸣")
    assert "李明" in strip.state.text()
    assert "李鸣" in strip.state.text()


def test_a_representative_has_no_declaration_to_sign(qtbot: QtBot, desk: Desk) -> None:
    team(desk)
    tab = TeamTab(desk)
    show(qtbot, tab)
    strip = tab.cards["m3"].declaration
    assert strip is not None
    assert strip.isHidden()
    assert "m3" not in said(desk)


def test_a_signature_for_a_member_who_was_removed_meanwhile_is_not_kept(qtbot: QtBot, desk: Desk) -> None:
    team(desk)
    put(desk, "declaration:d1", member="m2", impartial=True, confidential=True)
    tab = TeamTab(desk)
    show(qtbot, tab)
    strip = tab.cards["m2"].declaration
    assert strip is not None
    strip.toggle()
    strip.sign()
    put(desk, "member:m2", deleted=True)
    write_by_hand(strip.pad)
    assert desk.hub.value("declaration:d1", "signature") is None


def test_a_conflict_stands_at_the_member_until_it_is_cleared(qtbot: QtBot, desk: Desk) -> None:
    team(desk)
    tab = TeamTab(desk)
    show(qtbot, tab)
    put(desk, "coaching:c1", who="王芳", kind="person")
    assert "王芳" in tab.cards["m2"].conflict.text()
    assert tab.cards["m1"].conflict.text() == ""
    assert tab.conflict.property("role") == "problem"
    put(desk, "coaching:c1", cleared="同名不同人")
    assert tab.cards["m2"].conflict.text() == ""
    assert tab.conflict.property("role") == "caption"


def test_a_member_added_in_the_middle_gets_a_card_and_the_cursor(qtbot: QtBot, desk: Desk) -> None:
    team(desk)
    tab = TeamTab(desk)
    show(qtbot, tab)
    before = list(tab.cards.values())
    tab.add("assessor")
    assert list(tab.cards.values())[:3] == before  # the others stay as they are
    assert len(tab.cards) == 4


# -- questions -----------------------------------------------------------------------------------


def contradict(desk: Desk) -> None:
    """A loss of nothing without entries, and more reworked than failed, in the self-assessment."""
    values = {("figure:internal_loss", "tracked"): "true", ("figure:internal_loss", "value"): "0"}
    values |= {
        ("step:s1", name): value
        for name, value in (("name", "车"), ("submitted", 100), ("passed", 90), ("reworked", 20))
    }  # type: ignore[dict-item]
    desk.hub.record([Edit(Place(subject, name, "self"), value) for (subject, name), value in values.items()])


def doubts_of(qtbot: QtBot, desk: Desk) -> DoubtsTab:
    contradict(desk)
    tab = DoubtsTab(desk)
    show(qtbot, tab)
    qtbot.waitUntil(lambda: len(tab._offers) >= 2, timeout=10_000)
    return tab


def test_all_contradictions_become_questions_with_one_press_and_one_undo(qtbot: QtBot, desk: Desk) -> None:
    tab = doubts_of(qtbot, desk)
    offered = len(tab._offers)
    tab.take()
    assert len(tab.list.rows) == offered
    assert tab._offers == ()
    assert tab._offer_box.isHidden()
    assert [row.value("order") for row in tab.list.rows] == list(range(1, offered + 1))
    desk.hub.undo()
    assert len(tab._offers) == offered
    assert tab.list.rows == []


def test_a_contradiction_that_appears_later_is_offered(qtbot: QtBot, desk: Desk) -> None:
    tab = doubts_of(qtbot, desk)
    tab.take()
    desk.hub.record(Edit(Place("figure:external_loss", "tracked", "self"), "true"))
    desk.hub.record(Edit(Place("figure:external_loss", "value", "self"), "0"))
    qtbot.waitUntil(lambda: len(tab._offers) >= 1, timeout=10_000)
    assert any("external_loss" in each.where for each in tab._offers)


def test_a_question_is_settled_by_a_key_and_the_next_open_one_comes(qtbot: QtBot, desk: Desk) -> None:
    records(desk, "question", {"text": "一", "order": 2}, {"text": "二", "order": 1}, {"text": "三", "order": 3})
    tab = DoubtsTab(desk)
    show(qtbot, tab)
    assert tab.list.key == "k1"  # by order, not as they came
    assert tab.pane is not None
    tab.pane.settle()
    assert desk.hub.value("question:k1", "settled", Stage.ONSITE) is True
    assert desk.hub.text("question:k1", "answered_at", Stage.ONSITE) == desk.hub.session.now()[:16]
    assert tab.list.key == "k0"


def test_questions_are_put_in_order_and_enter_adds_one(qtbot: QtBot, desk: Desk) -> None:
    records(desk, "question", {"text": "一", "order": 1}, {"text": "二", "order": 2})
    tab = DoubtsTab(desk)
    show(qtbot, tab)
    tab.list.choose("k1")
    tab.move_chosen(-1)
    assert [row.key for row in tab.list.rows] == ["k1", "k0"]
    tab.activateWindow()
    tab.list.list.setFocus()
    qtbot.waitUntil(tab.list.list.hasFocus)
    qtbot.keyClick(tab.list.list, Qt.Key.Key_Return)
    assert len(tab.list.rows) == 3
    assert tab.list.rows[-1].value("order") == 3


# -- documents -----------------------------------------------------------------------------------


def test_the_list_is_drafted_once_and_undone_at_once(qtbot: QtBot, desk: Desk) -> None:
    tab = DocumentsTab(desk)
    show(qtbot, tab)
    tab.draft(["digital"])
    listed = len(tab.records.rows)
    assert listed > 10
    tab.draft(["digital"])
    assert len(tab.records.rows) == listed
    desk.hub.undo()
    assert tab.records.rows == []


def test_one_key_sets_the_state_of_a_document(qtbot: QtBot, desk: Desk) -> None:
    records(desk, "request", *({"text": text, "status": "asked", "order": at} for at, text in enumerate("甲乙丙")))
    tab = DocumentsTab(desk)
    show(qtbot, tab)
    table, names = tab.panel.table, [each.name for each in tab.records.columns]
    table.setCurrentIndex(tab.records.index(0, names.index("status")))
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_3)
    qtbot.keyClick(table, Qt.Key.Key_F8)  # the cursor went on to the next row
    states = [row.text("status") for row in tab.records.rows]
    assert states == ["missing", "shown", "asked"]
    assert tab.records.rows[0].text("seen_on") == desk.hub.session.now()[:10]
    table.setCurrentIndex(tab.records.index(1, names.index("status")))
    qtbot.keyClick(table, Qt.Key.Key_4)
    assert tab.records.rows[1].value("seen_on") is None
    table.setCurrentIndex(tab.records.index(2, names.index("text")))
    qtbot.keyClick(table, Qt.Key.Key_3)  # in a text a digit is a digit
    assert tab.records.rows[2].text("status") == "asked"


# -- schedule ------------------------------------------------------------------------------------


@dataclass
class Cells:
    """Cells of a schedule by field."""

    tab: ScheduleTab

    def put(self, row: int, name: str, text: str) -> None:
        names = [each.name for each in self.tab.records.columns]
        self.tab.records.setData(self.tab.records.index(row, names.index(name)), text)

    def shown(self, row: int, name: str) -> str:
        names = [each.name for each in self.tab.records.columns]
        return str(self.tab.records.index(row, names.index(name)).data())


def test_a_schedule_is_drafted_and_edited_by_names(qtbot: QtBot, desk: Desk) -> None:
    team(desk)
    tab = ScheduleTab(desk)
    show(qtbot, tab)
    assert not tab._draft.isEnabled()  # no days yet: said, with the way there
    assert not tab._no_days.isHidden()
    put(desk, "case", visit_start="2026-09-01", visit_end="2026-09-01")
    tab.draft()
    cells = Cells(tab)
    assert cells.shown(0, "members") == "李明、王芳"
    cells.put(0, "members", "王芳、外聘专家")
    assert tab.records.rows[0].text("members") == "m2, 外聘专家"
    cells.put(0, "binds", "数字化")
    assert tab.records.rows[0].text("binds") == "dimension:digital"
    assert tab.timeline._bars
    count = len(tab.records.rows)
    tab.draft_anew()
    assert len(tab.records.rows) == count
    assert cells.shown(0, "members") == "李明、王芳"
    desk.hub.undo()
    assert cells.shown(0, "members") == "王芳、外聘专家"


def test_a_new_slot_follows_the_last_one_and_a_clash_is_told(qtbot: QtBot, desk: Desk) -> None:
    team(desk)
    put(desk, "case", visit_start="2026-09-01", visit_end="2026-09-01")
    tab = ScheduleTab(desk)
    show(qtbot, tab)
    cells = Cells(tab)
    cells.put(0, "members", "李明")
    cells.put(1, "members", "李明")
    assert [(cells.shown(at, "start"), cells.shown(at, "end")) for at in (0, 1)] == [
        ("09:00", "10:00"),
        ("10:00", "11:00"),
    ]
    assert tab.records.problems() == []
    cells.put(1, "start", "9:30")
    (problem,) = tab.records.problems()
    assert problem[2].code == "slot-person-twice"
    assert any(bar.wrong for bar in tab.timeline._bars)


@pytest.mark.parametrize("where", ["member:m2/name", "question:k0/answer@onsite", "request:k0", "slot:s1/start@onsite"])
def test_a_link_leads_to_the_record(qtbot: QtBot, desk: Desk, where: str) -> None:
    team(desk)
    records(desk, "question", {"text": "一"})
    records(desk, "request", {"text": "手册"})
    put(desk, "slot:s1", day="2026-09-01", start="09:00", end="10:00", activity="walk")
    page = PreparingPage(desk, next(each for each in STOPS if each.id == "opening"))
    show(qtbot, page)
    page.show_place(where)
    kind = where.partition(":")[0]
    expected = next(each.id for each in TABS if kind in each.takes)
    assert page.front is page.tabs[expected]
    assert page._stack.currentWidget().isAncestorOf(page.front)


def test_an_item_leads_to_the_questions_about_it(desk: Desk, heard: object) -> None:
    item = desk.hub.form.items[0].id
    records(
        desk,
        "question",
        {"text": "一", "binds": f"item:{item}", "answer": "有"},
        {"text": "二", "binds": f"item:{item}"},
    )
    link = asked_link(desk, f"item:{item}")
    assert link is not None
    link.click()  # type: ignore[attr-defined]
    assert heard.places == ["question:k1/answer@onsite"]  # type: ignore[attr-defined]
    assert asked_link(desk, "item:other") is None
