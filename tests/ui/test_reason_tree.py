"""The tree of reasons: opened item by item, and everything under one by a single key."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from qmdesk.model.journal import Edit, Place
from qmdesk.ui.desk import Desk
from qmdesk.ui.pages.grade.tree import WHERE, ReasonTree


@pytest.fixture
def tree(desk: Desk, qtbot: QtBot) -> ReasonTree:
    desk.hub.record(Edit(Place("item:system.process", "level", "onsite", "王工"), 3))
    made = ReasonTree(desk)
    qtbot.addWidget(made)
    with qtbot.waitSignal(desk.hub.assessed, timeout=30_000):
        desk.hub.judge()
    made.show()
    return made


def test_an_entry_has_nothing_under_it_though_it_leads_to_its_item(tree: ReasonTree):
    """The asterisk opens all that is under a line: entries that were filled with entries again held the window."""
    item = next(each for each in tree._all() if each.data(0, WHERE) == "item:system.process")
    item.setExpanded(True)
    entries = [item.child(at) for at in range(item.childCount())]
    assert [entry.data(0, WHERE) for entry in entries] == ["item:system.process"]
    for entry in entries:
        entry.setExpanded(True)
    assert [entry.childCount() for entry in entries] == [0]
