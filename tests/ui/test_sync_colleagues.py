"""The sync page with colleagues: only what one lacks goes out, and a device whose key has changed is an alarm."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from qmdesk.model.journal import Edit, Place
from qmdesk.review.packing import pack_case
from qmdesk.review.session import ReviewSession, Who
from qmdesk.trust.anchors import known_devices
from qmdesk.trust.device import device_identity
from qmdesk.ui.desk import Desk
from qmdesk.ui.pages.closing.team_tab import TeamTab
from qmdesk.ui.pages.registry import stops_of
from qmdesk.ui.pages.sync import SyncPage


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> SyncPage:
    spec = next(each for each in stops_of(desk.hub.form, "zh-CN") if each.id == "sync")
    made = SyncPage(desk, spec)
    qtbot.addWidget(made)
    return made


@pytest.fixture
def package(desk: Desk, tmp_path: Path) -> Path:
    """A colleague's package with one entry of his own."""
    desk.hub.session.on_file(lambda case: case.backup(tmp_path / "li.qmcase"))
    who = Who("b" * 16, "李工", tmp_path / "li")
    with ReviewSession.open(tmp_path / "li.qmcase", who) as session:
        session.record(Edit(Place("case", "note"), "李工记")).wait()
        device = device_identity(who.home, "李工的平板")
        pack_case(session, tmp_path / "li.zip", device, device=device.id)
    return tmp_path / "li.zip"


def shown(page: SyncPage) -> str:
    return "\n".join(each.text() for each in page.findChildren(QLabel) if each.isVisibleTo(page))


def waits(qtbot: QtBot, held: Callable[[], bool]) -> None:
    qtbot.waitUntil(held, timeout=20_000)


def test_a_colleague_is_chosen_by_name_and_gets_only_what_he_lacks(
    page: SyncPage, package: Path, desk: Desk, qtbot: QtBot, tmp_path: Path
):
    page.merge([package])
    waits(qtbot, lambda: page.outgoing.colleague.count() == 2)
    assert page.outgoing.lacking == ""
    desk.hub.record(Edit(Place("case", "region"), "宁波"))
    page.outgoing.colleague.setCurrentIndex(1)
    assert page.outgoing.lacking == device_identity(tmp_path / "li").id
    page.pack(tmp_path / "less.zip")
    waits(qtbot, lambda: "已导出 less.zip，1 条记录" in shown(page))
    with zipfile.ZipFile(tmp_path / "less.zip") as opened:
        assert sum(name.startswith("data/journal/") for name in opened.namelist()) == 1


def test_a_changed_key_is_an_alarm_in_the_preview_and_nothing_is_taken(
    page: SyncPage, package: Path, desk: Desk, qtbot: QtBot, tmp_path: Path
):
    own = device_identity(tmp_path / "li")
    known_devices(desk.hub.session.who.home).remember(own.id, "0" * 64, "李工的平板")
    page.look([package])
    waits(qtbot, lambda: page.incoming is not None)
    assert page.incoming is not None
    assert "密钥" in shown(page)
    assert [each.problem.code for each in page.incoming.preview.packages if each.problem] == ["device-key-changed"]
    assert not page.incoming.take.isEnabled()


def test_a_conflict_left_open_is_on_the_tab_of_the_teams_meeting_until_it_is_settled(
    page: SyncPage, package: Path, desk: Desk, qtbot: QtBot
):
    note = Place("case", "note")
    tab = TeamTab(desk)
    qtbot.addWidget(tab)
    desk.hub.record(Edit(note, "王工记"))
    page.look([package])
    waits(qtbot, lambda: page.incoming is not None)
    assert page.incoming is not None
    page.incoming.marked.add(note)
    assert not tab.open_points.isVisibleTo(tab)
    page.incoming.take.click()
    waits(qtbot, lambda: tab.open_points.places == (note,))
    assert tab.open_points.isVisibleTo(tab)
    assert {"王工记", "李工记"} <= {each.text() for each in tab.open_points.findChildren(QLabel)}
    desk.hub.record(Edit(note, "李工记", reason="评价组商定"))
    assert not tab.open_points.isVisibleTo(tab)
