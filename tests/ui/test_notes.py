"""Notes from the floor: as many as are looked at, the rest on a press; what stands there is not made again."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from qmdesk.model.journal import Edit, Place
from qmdesk.ui.desk import Desk
from qmdesk.ui.pages.notes import STEP, NotesPage
from qmdesk.ui.pages.registry import STOPS


def page_with(qtbot: QtBot, desk: Desk, count: int) -> NotesPage:
    desk.hub.record([Edit(Place(f"finding:f{each}", "text"), f"{each}") for each in range(count)])
    made = NotesPage(desk, next(each for each in STOPS if each.id == "notes"))
    qtbot.addWidget(made)
    return made


def test_many_findings_are_shown_step_by_step(qtbot: QtBot, desk: Desk):
    page = page_with(qtbot, desk, STEP + 5)
    assert list(page._rows) == [f"f{each}" for each in range(STEP + 4, 4, -1)]
    more = next(each for each in page.findChildren(QPushButton) if each.text() == "再显示 5 条")
    more.click()
    assert len(page._rows) == STEP + 5


def test_a_place_beyond_the_step_is_shown(qtbot: QtBot, desk: Desk):
    page = page_with(qtbot, desk, STEP * 3)
    page.show_place("finding:f0/text")
    assert "f0" in page._rows


def test_a_new_finding_and_an_undo_keep_the_rows_that_stand(qtbot: QtBot, desk: Desk):
    page = page_with(qtbot, desk, 3)
    row = page._rows["f1"]
    page.add("weakness")
    assert len(page._rows) == 4
    assert page._rows["f1"] is row
    assert page._list.indexOf(row) == 2
    desk.hub.undo()
    assert list(page._rows.values())[-1].parent() is not None
    assert len(page._rows) == 3
