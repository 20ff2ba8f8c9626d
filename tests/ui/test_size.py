"""A full case does not hold the event loop: every screen follows a change in a small part of a second."""

from __future__ import annotations

import time

from pytestqt.qtbot import QtBot

from qmdesk.model.journal import Edit, Place
from qmdesk.ui.hub import Hub
from qmdesk.ui.pages.dimension.standing import standing_of


def fill(hub: Hub, photos: int) -> None:
    items = [each.id for each in hub.form.items]
    edits = [
        Edit(Place(f"evidence:k{number}", name), value)
        for number in range(photos)
        for name, value in (
            ("name", f"照片{number}.jpg"),
            ("binds", f"item:{items[number % len(items)]}"),
            ("caption", "x"),
            ("stage", "onsite"),
        )
    ]
    hub.record(edits)


def cost(hub: Hub) -> float:
    """Seconds for what the three checklists and the rail ask after one change; the best of five."""
    best = 1.0
    for level in (1, 2, 3, 4, 5):
        hub.record(Edit(Place("item:system.process", "level", "onsite", "王工"), level))
        began = time.perf_counter()
        for _ in range(2):
            for item in hub.form.items:
                standing_of(hub, item.id)
        best = min(best, time.perf_counter() - began)
    return best


def test_five_hundred_photos_cost_hardly_more_than_ten(hub: Hub, qtbot: QtBot):
    fill(hub, 10)
    few = cost(hub)
    fill(hub, 500)
    many = cost(hub)
    assert many < few * 40


def test_the_index_follows_new_and_deleted_records(hub: Hub):
    assert hub.keys("finding") == []
    hub.record(Edit(Place("finding:f1", "text"), "a"))
    assert hub.keys("finding") == ["f1"]
    hub.record(Edit(Place("finding:f1", "deleted"), True))
    assert hub.keys("finding") == []
    hub.undo()
    assert hub.keys("finding") == ["f1"]
