"""An enterprise assesses itself in the window: its own stops, its own stage, and the package at the end."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from qmdesk.model.journal import Stage
from qmdesk.ui.pages.handover import HandOverPage
from qmdesk.ui.settings import Settings
from qmdesk.ui.start.new_case import NewCasePage
from qmdesk.ui.window import MainWindow


@pytest.fixture
def own_window(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> MainWindow:
    """A window in which a self-assessment was begun by hand."""

    window.show_new_case(own=True)
    page = window.centralWidget().currentWidget()
    assert isinstance(page, NewCasePage)
    page.enterprise.setText("示例机械")
    page.code.setText("91330212MA2TE8XU04")
    page.author.setText("质量部 王")
    page._path = tmp_path / "自评.qmcase"
    page.submit()
    qtbot.waitUntil(lambda: window.shell is not None and window.hub is not None and window.hub.assessment is not None)
    return window


def test_only_what_an_enterprise_fills_in_is_there(own_window: MainWindow) -> None:
    shell, hub = own_window.shell, own_window.hub
    assert shell is not None and hub is not None
    assert (hub.own, hub.stage) == (True, Stage.SELF)
    stops = {each.id for each in shell.stops}
    assert {"scope", "performance", "grade", "handover"} <= stops
    assert not {"opening", "notes", "leaving", "report", "sync", "rectify"} & stops
    shell.note()
    assert shell.capture is None
    shell.go("page:grade")
    assert shell.pages["grade"].tabs.count() == 3  # type: ignore[attr-defined]
    shell.go("case/conclusion")
    assert shell.pages["grade"].tabs.currentIndex() == 0  # type: ignore[attr-defined]


def test_the_package_is_written_and_noted(own_window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    shell, hub = own_window.shell, own_window.hub
    assert shell is not None and hub is not None
    from qmdesk.model.journal import Edit, Place

    hub.record(Edit(Place("item:system.process", "level", "self", hub.author), 2))
    shell.go("page:handover")
    page = shell.pages["handover"]
    assert isinstance(page, HandOverPage)
    target = tmp_path / "自评包.zip"
    page.hand_over(target)
    qtbot.waitUntil(lambda: bool(hub.keys("export")))
    assert any(name.endswith("自评表.xlsx") for name in zipfile.ZipFile(target).namelist())
    assert page.write.isEnabled()


def test_a_review_has_no_page_for_handing_over(hub: object) -> None:
    from qmdesk.ui.pages.registry import stops_of

    assert "handover" not in {each.id for each in stops_of(hub.form, "zh-CN")}  # type: ignore[attr-defined]


def test_the_stage_stays_when_the_case_is_opened_again(own_window: MainWindow, qtbot: QtBot) -> None:
    hub = own_window.hub
    assert hub is not None
    path = hub.session.path
    settings: Settings = own_window.settings
    settings.put(f"stages/{hub.session.case_id}", "onsite")
    own_window.open_case(path)
    qtbot.waitUntil(lambda: own_window.hub is not None and own_window.hub is not hub)
    assert own_window.hub is not None
    assert own_window.hub.stage is Stage.SELF
