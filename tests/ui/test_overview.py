"""The overview's one button: on to what is open, the visit's next step before the leaving check."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from qmdesk.model.journal import Edit, Place
from qmdesk.ui.desk import Desk
from qmdesk.ui.pages.overview import OverviewPage
from qmdesk.ui.pages.registry import stops_of
from tests.ui.conftest import Heard


def test_one_button_leads_on_through_items_steps_and_leaving_check(qtbot: QtBot, desk: Desk, heard: Heard) -> None:
    hub = desk.hub
    page = OverviewPage(desk, next(each for each in stops_of(hub.form, "zh-CN") if each.id == "overview"))
    qtbot.addWidget(page)
    page.resize(900, 900)
    page.show()

    def goes_to(edits: list[Edit]) -> str:
        with qtbot.waitSignal(hub.assessed, timeout=10_000):
            hub.record(edits)
        page._continue()
        return heard.places[-1]

    first = hub.form.items[0].id
    assert goes_to([Edit(Place("case", "region"), "宁波")]) == f"item:{first}"
    rated = [Edit(Place(f"item:{each.id}", "level", "onsite", "王工"), 2) for each in hub.form.items]
    rated += [Edit(Place(f"figure:{each.id}", "tracked", "onsite"), "false") for each in hub.form.figures]
    assert goes_to(rated) == "page:leaving/check"  # no visit of people is on record
    assert goes_to([Edit(Place("meeting:opening", "day", "onsite"), "2026-09-01")]) == "page:opening/team"
    assert "评价组" in page._go_on.text()
