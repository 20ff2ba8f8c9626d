from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from qmdesk.model.journal import Place
from qmdesk.ui.desk import Desk
from qmdesk.ui.pages.performance import PerformancePage
from qmdesk.ui.pages.registry import STOPS
from qmdesk.ui.shell.review import ReviewShell
from tests.ui.performance_desk import records, show

SPEC = next(each for each in STOPS if each.id == "performance")


@pytest.mark.parametrize(
    ("where", "tab"),
    [
        ("figure:fpy", "yield"),
        ("figure:cpk", "capability"),
        ("figure:sigma", "quality"),
        ("figure:external_loss", "loss"),
        ("figure:loyalty", "recorded"),
        ("step:k0/passed@onsite", "yield"),
        ("loss:gone", "loss"),
        ("sampling:gone", "sampling"),
        ("repeat:gone/readings@onsite", "sampling"),
        ("gauge_study:gone", "gauge"),
        ("exclusion:gone", "capability"),
    ],
)
def test_every_place_leads_to_its_tab(qtbot: QtBot, desk: Desk, where: str, tab: str):
    records(desk, "step", {"name": "粗车", "submitted": 10, "passed": 9})
    page = PerformancePage(desk, SPEC)
    show(qtbot, page)
    page.show_place(where)
    assert page._stack.currentWidget().isAncestorOf(page.tabs[tab])
    if where.startswith("step"):
        assert page.tabs[tab].panel.table.currentIndex().data() == "9"


def test_the_tab_that_was_open_is_open_again(qtbot: QtBot, desk: Desk):
    page = PerformancePage(desk, SPEC)
    qtbot.addWidget(page)
    page.show_tab("loss")
    again = PerformancePage(desk, SPEC)
    qtbot.addWidget(again)
    assert list(again.tabs) == ["loss"]


def test_recorded_figures_take_three_years(qtbot: QtBot, desk: Desk):
    page = PerformancePage(desk, SPEC)
    show(qtbot, page)
    tab = page.show_tab("recorded")
    assert set(tab.groups) == {"satisfaction", "loyalty", "market_share"}
    editor = tab.groups["loyalty"].fields["year_3"].editor
    qtbot.keyClicks(editor, "85.5")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert desk.hub.session.state[Place("figure:loyalty", "year_3", "onsite")].value == "85.5"


def test_tabs_go_by_keys_and_only_where_the_form_has_the_records(qtbot: QtBot, desk: Desk):
    page = PerformancePage(desk, SPEC)
    show(qtbot, page)
    assert page._names == ["yield", "capability", "gauge", "quality", "loss", "sampling", "recorded"]
    page.show_tab("yield")
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    for keys, name in (("Alt+4", "quality"), ("Ctrl+Tab", "loss"), ("Ctrl+Shift+Tab", "quality"), ("Alt+1", "yield")):
        QTest.keySequence(page, QKeySequence(keys))
        assert page._stack.currentWidget().isAncestorOf(page.tabs[name])
    page.go_on(-1)
    assert page._stack.currentWidget().isAncestorOf(page.tabs["recorded"])


def test_a_form_without_sampling_and_gauges_has_no_such_tabs(qtbot: QtBot, desk: Desk):
    gone = {"sampling", "repeat", "gauge_study", "exclusion"}
    kept = {name: each for name, each in desk.hub.form.records.items() if name not in gone}
    step = replace(kept["step"], fields={n: f for n, f in kept["step"].fields.items() if n != "reworked"})
    desk.hub.form = replace(desk.hub.form, records=kept | {"step": step})
    page = PerformancePage(desk, SPEC)
    show(qtbot, page)
    assert page._names == ["yield", "capability", "quality", "loss", "recorded"]
    columns = [each.name for each in page.show_tab("yield").records.columns]
    assert "reworked" not in columns
    assert "passed" in columns


def test_the_title_makes_room_for_the_tabs(qtbot: QtBot, desk: Desk):
    page = PerformancePage(desk, SPEC)
    show(qtbot, page, 1100)
    assert page._title.isVisible()
    page.resize(600, 600)
    assert not page._title.isVisible()


def test_steps_keep_the_order_of_the_process(qtbot: QtBot, desk: Desk):
    page = PerformancePage(desk, SPEC)
    show(qtbot, page)
    records(desk, "step", {"name": "b", "order": 1}, {"name": "a", "order": 2})
    table = page.show_tab("yield").panel.table
    table.horizontalHeader().sectionClicked.emit(1)
    assert [row.text("name") for row in table.records.rows] == ["b", "a"]


def test_the_bar_is_as_high_on_this_page_as_on_others(qtbot: QtBot, desk: Desk):
    shell = ReviewShell(desk)
    show(qtbot, shell, 1366, 768)
    heights = {}
    for stop in ("overview", "performance", "grade", "report"):
        shell.go(f"page:{stop}")
        qtbot.wait(20)
        heights[stop] = shell.bar.height()
    assert len(set(heights.values())) == 1, heights


def test_every_kind_of_this_page_is_found_from_anywhere(qtbot: QtBot, desk: Desk):
    records(desk, "sampling", {"purpose": "x", "population": 5, "size": 2, "method": "random", "seed": "1"})
    shell = ReviewShell(desk)
    show(qtbot, shell, 1366, 768)
    shell.go("sampling:k0/seed@onsite")
    assert shell.current == "performance"
    assert shell.pages["performance"].tabs["sampling"].pane.key == "k0"


def test_very_many_steps_are_drawn_as_a_waterfall_of_the_tabs_own_height(qtbot: QtBot, desk: Desk):
    records(desk, "step", *({"name": f"工序 {n}", "submitted": 1000, "passed": 999} for n in range(130)))
    page = PerformancePage(desk, SPEC)
    show(qtbot, page)
    tab = page.show_tab("yield")
    qtbot.waitUntil(lambda: tab.chart.picture is not None, timeout=15_000)
    assert tab.chart.picture.plot.spots[0].axes == "waterfall"
    assert tab.chart.minimumHeight() < 400
