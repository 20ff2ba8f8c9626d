"""The visit's end in the window: by keys alone, nothing lost, who signs is named."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox
from pytestqt.qtbot import QtBot

from qmdesk.model.journal import Edit, Place, Stage
from qmdesk.model.problem import Refused
from qmdesk.ui.desk import Desk
from qmdesk.ui.hub import Hub
from qmdesk.ui.pages.closing import LeavingPage
from qmdesk.ui.pages.closing.closing_tab import ClosingTab, read_seal
from qmdesk.ui.pages.closing.facts_tab import FactsTab
from qmdesk.ui.pages.closing.team_tab import TeamTab
from qmdesk.ui.pages.grade.conclusion import ConclusionTab
from qmdesk.ui.pages.registry import STOPS
from qmdesk.ui.widgets.typing_fields import LineField


@pytest.fixture
def page(desk: Desk, hub: Hub, qtbot: QtBot) -> LeavingPage:
    first, second = (each.id for each in hub.form.items[:2])
    hub.record([
        Edit(Place(f"item:{first}", "level", "onsite", "王工"), 3),
        Edit(Place(f"item:{second}", "level", "onsite", "王工"), 2),
        Edit(Place(f"item:{second}", "level", "onsite", "李工"), 3),
        Edit(Place("member:r", "name"), "周代表"), Edit(Place("member:r", "role"), "representative"),
        Edit(Place("finding:a", "text"), "控制图没有处置"), Edit(Place("finding:b", "text"), "点检表漏填；没有签名"),
    ])  # fmt: skip
    with qtbot.waitSignal(hub.assessed):
        hub.judge()
    made = LeavingPage(desk, next(each for each in STOPS if each.id == "leaving"))
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.show()
    return made


def team(page: LeavingPage) -> TeamTab:
    tab = page.show_tab("team")
    assert isinstance(tab, TeamTab)
    return tab


def test_a_digit_agrees_on_a_difference_and_the_cursor_goes_to_its_reason(page: LeavingPage, hub: Hub, qtbot: QtBot):
    tab, item = team(page), hub.form.items[1].id
    assert tab.table.item_id == item, "what differs is on top"
    tab.table.setFocus()
    qtbot.keyClick(tab.table, Qt.Key.Key_2)
    assert hub.value(f"item:{item}", "agreed", Stage.ONSITE) == 2
    assert tab.reason is not None and tab.reason.editor.hasFocus()
    qtbot.keyClicks(tab.reason.editor, "by the chart")
    tab.table.setFocus()
    assert hub.value(f"item:{item}", "agreed_reason", Stage.ONSITE) == "by the chart"
    assert not tab.next_button.isEnabled(), "nothing is left to settle"
    qtbot.keyClick(tab.table, Qt.Key.Key_Delete)
    assert hub.value(f"item:{item}", "agreed", Stage.ONSITE) is None


def test_a_level_alike_by_all_needs_no_reason_and_asks_for_none(page: LeavingPage, hub: Hub, qtbot: QtBot):
    tab, item = team(page), hub.form.items[0].id
    tab.show_item(item)
    tab.table.setFocus()
    qtbot.keyClick(tab.table, Qt.Key.Key_3)
    assert hub.value(f"item:{item}", "agreed", Stage.ONSITE) == 3
    assert tab.table.hasFocus()


def test_the_next_difference_is_found_from_anywhere_and_none_is_said(page: LeavingPage, hub: Hub, heard: object):
    tab = team(page)
    tab.show_item(hub.form.items[5].id)
    tab.next_difference()
    assert tab.table.item_id == hub.form.items[1].id
    tab.agree_on(hub.form.items[1].id, 2)
    hub.record(Edit(Place(f"item:{hub.form.items[1].id}", "agreed_reason", "onsite"), "按记录"))
    tab.next_difference()
    assert heard.said  # pyright: ignore[reportAttributeAccessIssue]


def test_findings_are_merged_by_ticks_split_at_the_cursor_and_undone(page: LeavingPage, hub: Hub):
    card = team(page).findings
    for tick in card.findChildren(QCheckBox):
        tick.setChecked(True)
    card.merge()
    assert hub.text("finding:b", "merged_into") == "a"
    assert "点检表漏填" in hub.text("finding:a", "text")
    assert hub.undo()
    assert hub.text("finding:b", "merged_into") == ""
    assert hub.text("finding:a", "text") == "控制图没有处置"
    card.split("b", len("点检表漏填；"))
    assert hub.text("finding:b", "text") == "点检表漏填"
    assert len(hub.keys("finding")) == 3


def test_facts_are_gone_through_by_keys_and_the_rest_at_one_press(page: LeavingPage, hub: Hub, qtbot: QtBot):
    tab = page.show_tab("facts")
    assert isinstance(tab, FactsTab)
    first, second = (f"item:{each.id}" for each in hub.form.items[:2])
    tab.rows[first].setFocus()
    qtbot.keyClick(tab.rows[first], Qt.Key.Key_A)
    assert hub.value(first, "fact", Stage.ONSITE) == "agreed"
    qtbot.wait(50)  # the row that was made anew is seen by now
    assert tab.rows[second].hasFocus(), "one key goes on"
    qtbot.keyClick(tab.rows[second], Qt.Key.Key_D)
    field = tab.rows[second].field
    assert field is not None and field.editor.hasFocus()
    qtbot.keyClicks(field.editor, "not so")
    tab.agree_rest()
    assert hub.value(second, "fact", Stage.ONSITE) == "disputed"
    assert hub.value("finding:a", "agreed") == "agreed"
    field.editor.clearFocus()
    assert hub.value(second, "fact_words", Stage.ONSITE) == "not so"
    tab.confirmed_by("周代表")
    assert hub.text("case", "facts_by") == "周代表"


def closing(page: LeavingPage) -> ClosingTab:
    tab = page.show_tab("closing")
    assert isinstance(tab, ClosingTab)
    return tab


def test_nobody_signs_an_objection_without_being_named(page: LeavingPage, hub: Hub, heard: object):
    hub.record(Edit(Place("case", "objection"), "不认可"))
    signed = closing(page).objection.signed
    assert signed.sign() is None
    assert heard.said  # pyright: ignore[reportAttributeAccessIssue]
    names = [signed.who.itemData(at) for at in range(signed.who.count())]
    assert names == ["", "周代表"], "assessors can't sign for the enterprise"
    signed.who.setCurrentIndex(1)
    pad = signed.sign()
    assert pad is not None
    pad.signed.emit(b"\x89PNG\r\n\x1a\n")  # pyright: ignore[reportAttributeAccessIssue]
    assert hub.text("case", "objection_by") == "周代表"
    assert hub.text("case", "objection_signature")
    assert hub.undo()
    assert (hub.text("case", "objection_by"), hub.text("case", "objection_signature")) == ("", "")
    pad.close()


def test_the_suggestions_are_handed_over_at_one_press(page: LeavingPage, hub: Hub):
    closing(page).handover.hand_over()
    assert hub.text("case", "handed_to") == "周代表"
    assert len(hub.text("case", "handed_over")) == len("2026-07-02T16:30")


def test_minutes_are_drafted_then_edited_and_a_new_draft_can_be_undone(page: LeavingPage, hub: Hub):
    tab = closing(page)
    tab.minutes.draft()
    drafted = hub.text("meeting:closing", "minutes", Stage.ONSITE)
    assert "评价组" in drafted
    hub.record(Edit(Place("meeting:closing", "minutes", "onsite"), "改过的纪要"))
    tab.minutes.draft()  # somebody worked on them: asked first
    assert not tab.minutes.asked.isHidden()
    assert hub.text("meeting:closing", "minutes", Stage.ONSITE) == "改过的纪要"
    tab.minutes.draft(over=True)
    assert hub.text("meeting:closing", "minutes", Stage.ONSITE) == drafted
    assert hub.undo()
    assert hub.text("meeting:closing", "minutes", Stage.ONSITE) == "改过的纪要"


@pytest.mark.parametrize("content", [b"%PDF-1.4", b"MZ\x90\x00", b"", b"\x89PNG\r\n\x1a\nbroken"])
def test_a_seal_that_is_no_picture_is_refused(tmp_path: Path, content: bytes):
    path = tmp_path / "seal.png"
    path.write_bytes(content)
    with pytest.raises(Refused):
        read_seal(path)


def test_concluding_with_open_steps_asks_for_a_reason_in_place(desk: Desk, hub: Hub, qtbot: QtBot):
    edits = [Edit(Place(f"item:{each.id}", "level", "onsite", "王工"), 2) for each in hub.form.items]
    edits += [Edit(Place(f"figure:{each.id}", "tracked", "onsite"), "false") for each in hub.form.figures]
    with qtbot.waitSignal(hub.assessed):
        hub.record([*edits, Edit(Place("meeting:opening", "day", "onsite"), "2026-07-01")])
    tab = ConclusionTab(desk)
    qtbot.addWidget(tab)
    tab.conclude()

    def offered() -> list[LineField]:
        return [each for each in tab.findChildren(LineField) if each.accessibleName() == "仍要作结论的理由"]

    qtbot.waitUntil(lambda: bool(offered()), timeout=20_000)
    tab.conclude_now("")
    assert hub.value("case", "concluded") is None
    tab.conclude_now("企业停电，改为线上")
    assert hub.value("case", "concluded") is not None
    assert hub.session.history(Place("case", "concluded"))[0].reason == "企业停电，改为线上"
