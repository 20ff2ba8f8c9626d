"""Notes from the floor: as many as are looked at, the rest on a press; what belongs nowhere on top, sorted by a key."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from qmdesk.model.journal import Edit, Place
from qmdesk.ui.capture.finder import ItemFinder
from qmdesk.ui.desk import Desk
from qmdesk.ui.naming import subject_name
from qmdesk.ui.pages.floor.notes import STEP, NotesTab


def page_with(qtbot: QtBot, desk: Desk, count: int) -> NotesTab:
    desk.hub.record([Edit(Place(f"finding:f{each}", "text"), f"{each}") for each in range(count)])
    made = NotesTab(desk)
    qtbot.addWidget(made)
    return made


def test_many_findings_are_shown_step_by_step(qtbot: QtBot, desk: Desk):
    page = page_with(qtbot, desk, STEP + 5)
    assert len(page._rows) < STEP, "the page need not wait for all of them"
    qtbot.waitUntil(lambda: list(page._rows) == [f"f{each}" for each in range(STEP + 4, 4, -1)])
    more = next(each for each in page.findChildren(QPushButton) if each.text() == "再显示 5 条")
    more.click()
    qtbot.waitUntil(lambda: len(page._rows) == STEP + 5)


def test_a_place_beyond_the_step_is_shown(qtbot: QtBot, desk: Desk):
    page = page_with(qtbot, desk, STEP * 3)
    page.show_record("f0", "text")
    assert "f0" in page._rows


def test_a_new_finding_and_an_undo_keep_the_rows_that_stand(qtbot: QtBot, desk: Desk):
    page = page_with(qtbot, desk, 3)
    row = page._rows["f1"]
    page.add("weakness")
    assert len(page._rows) == 4
    assert page._rows["f1"] is row
    assert page.inbox.indexOf(row) == 2
    key = next(iter(set(page._rows) - {"f0", "f1", "f2"}))
    assert desk.hub.text(f"finding:{key}", "at")
    assert desk.hub.text(f"finding:{key}", "by") == "王工"
    desk.hub.undo()
    assert len(page._rows) == 3


def test_typing_a_part_of_a_name_and_enter_sorts_a_note_and_goes_on_to_the_next(qtbot: QtBot, desk: Desk):
    page = page_with(qtbot, desk, 3)
    page.show()
    item = desk.hub.form.items[2]
    finder = page._rows["f2"].finder
    finder.setFocus()
    finder.setText(item.name.zh[:4])
    qtbot.keyClick(finder, Qt.Key.Key_Return)
    assert desk.hub.text("finding:f2", "binds") == f"item:{item.id}"
    assert page.sorted.indexOf(page._rows["f2"]) == 0
    assert [page.inbox.indexOf(page._rows[each]) for each in ("f1", "f0")] == [0, 1]
    assert page.focusWidget() is page._rows["f1"].finder


def test_a_suggestion_sorts_a_note_and_goes_once_it_is_sorted(qtbot: QtBot, desk: Desk):
    desk.hub.record(Edit(Place("finding:a", "text"), "退货区有12件没有退货单"))
    page = NotesTab(desk)
    qtbot.addWidget(page)
    offer = page._rows["a"]._offer
    assert offer is not None
    place = "figure:external_loss"
    assert place in offer.places
    offer.chosen.emit(place)
    assert desk.hub.text("finding:a", "binds") == place
    assert page._rows["a"]._offer is None


def test_a_name_that_is_none_is_told_and_not_taken(qtbot: QtBot, desk: Desk):
    finder = ItemFinder(desk, "item:system.people")
    qtbot.addWidget(finder)
    heard: list[str] = []
    finder.chosen.connect(heard.append)
    finder.setText("没有这一条")
    finder.settle()
    assert (heard, finder.where, finder.property("wrong")) == ([], "item:system.people", "true")
    finder.clear()
    finder.settle()
    assert (heard, finder.where) == ([""], "")


def test_a_merged_note_is_not_listed_and_a_photo_without_a_place_finds_one(qtbot: QtBot, desk: Desk):
    page = page_with(qtbot, desk, 2)
    desk.hub.record(Edit(Place("finding:f0", "merged_into"), "f1"))
    assert list(page._rows) == ["f1"]
    desk.hub.record([Edit(Place("evidence:e", "name"), "a.jpg"), Edit(Place("evidence:e", "caption"), "x")])
    assert not page._photos.isHidden()
    page._photos._bind("e", "item:system.people")
    assert desk.hub.text("evidence:e", "binds") == "item:system.people"
    assert page._photos.isHidden()


def test_a_tab_is_not_offered_where_the_form_lacks_its_records(qtbot: QtBot, desk: Desk):
    from qmdesk.ui.pages.floor.page import FloorPage
    from qmdesk.ui.pages.registry import STOPS

    page = FloorPage(desk, next(each for each in STOPS if each.id == "notes"))
    qtbot.addWidget(page)
    assert list(page.offered) == ["notes", "interviews", "walk", "tracing", "gauges", "vouchers"]
    assert page.capture_defaults() == {}
    desk.hub.record(Edit(Place("stop:s1", "area", str(desk.hub.stage)), "原料库"))
    page.show_place("stop:s1/area")
    assert page.front is page.tabs["walk"]
    assert page.capture_defaults() == {"stop": "s1", "binds": "", "place": "原料库"}


def test_a_note_of_several_places_shows_all_and_leaves_one_by_a_press(desk: Desk, qtbot: QtBot):
    both = "item:system.people item:system.process"
    desk.hub.record([Edit(Place("finding:m", "text"), "并成的"), Edit(Place("finding:m", "binds"), both)])
    page = NotesTab(desk)
    qtbot.addWidget(page)
    card = page._rows["m"]
    names = [subject_name(desk.hub.form, {}, each, "zh-CN") for each in both.split()]
    chips = {each.accessibleName(): each for each in card.findChildren(QPushButton)}
    assert set(names) <= set(chips)
    assert card.finder.text() == ""
    card.finder.chosen.emit("item:system.strategy")
    assert desk.hub.text("finding:m", "binds") == f"{both} item:system.strategy"
    for each in both.split():
        name = subject_name(desk.hub.form, {}, each, "zh-CN")
        next(b for b in card.findChildren(QPushButton) if b.accessibleName() == name and not b.isHidden()).click()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert desk.hub.text("finding:m", "binds") == "item:system.strategy"
    assert card.finder.where == "item:system.strategy"


def test_a_name_typed_in_part_is_taken_on_leaving_where_only_one_fits(desk: Desk, qtbot: QtBot):
    names = [each.name.zh for each in desk.hub.form.items]
    only = next(each for each in desk.hub.form.items if sum(each.name.zh[:4] in name for name in names) == 1)
    finder, other = ItemFinder(desk), ItemFinder(desk)
    for each in (finder, other):
        qtbot.addWidget(each)
        each.show()
    finder.setText(only.name.zh[:4])
    QApplication.sendEvent(finder, QFocusEvent(QFocusEvent.Type.FocusOut, Qt.FocusReason.TabFocusReason))
    assert (finder.where, finder.property("wrong")) == (f"item:{only.id}", "false")
    other.setText("宁波")
    QApplication.sendEvent(other, QFocusEvent(QFocusEvent.Type.FocusOut, Qt.FocusReason.TabFocusReason))
    assert (other.where, other.text(), other.property("wrong")) == ("", "宁波", "true")
