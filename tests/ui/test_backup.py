"""Backups in the window: by themselves, listed with what differs, brought back; a damaged case has ways out."""

# pyright: reportPrivateUsage=false

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QToolButton
from pytestqt.qtbot import QtBot

from qmdesk.formdef.types import Form
from qmdesk.model.journal import Edit, Place
from qmdesk.model.problem import Problem, Refused
from qmdesk.review.backups import generations
from qmdesk.review.begin import begin
from qmdesk.review.session import ReviewSession, Who
from qmdesk.ui.backup.keeper import ENTRIES, LATEST, SOONEST, Keeper
from qmdesk.ui.backup.place_line import place_line
from qmdesk.ui.backup.window import BackupWindow
from qmdesk.ui.hub import Hub
from qmdesk.ui.settings import Settings
from qmdesk.ui.theme import load_theme
from qmdesk.ui.window import MainWindow

CODE = "91330212MA2TE8XU04"


@pytest.fixture
def case(tmp_path: Path, form: Form, who_of: Callable[[str], Who]) -> Path:
    path = tmp_path / "甬江.qmcase"
    begin(path, form, who_of("王工"), enterprise="甬江机械", credit_code=CODE).close()
    return path


@pytest.fixture
def opened(window: MainWindow, qtbot: QtBot, case: Path) -> MainWindow:
    with qtbot.waitSignal(window.ready, timeout=20_000):
        window.open_case(case)
    return window


def there(hub: Hub) -> list[Path]:
    session = hub.session
    return [each.path for each in generations(session.path, session.who.home, session.case_id)]


def texts(window: BackupWindow) -> str:
    return "\n".join(each.text() for each in window.findChildren(QLabel))


def test_closing_a_case_keeps_a_backup_and_closing_it_again_unchanged_keeps_no_other(
    opened: MainWindow, qtbot: QtBot, case: Path
):
    hub = opened.hub
    assert hub is not None
    hub.record(Edit(Place("case", "region"), "宁波"))
    home, case_id = hub.session.who.home, hub.session.case_id
    opened.show_start()
    qtbot.waitUntil(lambda: len(generations(case, home, case_id)) == 1, timeout=20_000)
    first = generations(case, home, case_id)
    with qtbot.waitSignal(opened.ready, timeout=20_000):
        opened.open_case(case)
    keeper = opened.keeper
    opened.show_start()
    assert keeper is not None
    assert keeper._work is not None
    keeper._work.join()
    assert generations(case, home, case_id) == first


def test_a_backup_is_due_after_entries_or_minutes(hub: Hub):
    keeper = Keeper(hub, list[str]().append, "zh-CN")
    began = keeper._since
    keeper._new = 0
    assert not keeper.due(began + 10 * LATEST), "nothing new, nothing to keep"
    hub.record(Edit(Place("case", "region"), "宁波"))
    assert not keeper.due(began + LATEST - 1)
    assert keeper.due(began + LATEST + 1)
    for number in range(ENTRIES):
        hub.record(Edit(Place("case", "region"), f"第{number}地"))
    assert not keeper.due(began + SOONEST - 1)
    assert keeper.due(began + SOONEST + 1)


def test_one_is_made_while_working_and_the_window_goes_on(hub: Hub, qtbot: QtBot):
    said: list[str] = []
    keeper = Keeper(hub, said.append, "zh-CN")
    with qtbot.waitSignal(keeper.ended, timeout=20_000) as ended:
        keeper.start()
        for number in range(5):
            assert hub.record(Edit(Place("case", "region"), f"第{number}地"))
    assert ended.args == [()]
    assert len(there(hub)) == 1
    assert said == []


def test_one_that_fails_is_said_once_and_tried_again(hub: Hub, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch):
    said: list[str] = []
    keeper = Keeper(hub, said.append, "zh-CN")

    def full(*_: object, **__: object) -> None:
        raise Refused(Problem("backup-no-room", "x", {"needed": 900, "room": 3}))

    with monkeypatch.context() as patch:
        patch.setattr("qmdesk.review.backing_up.keep_generation", full)
        for _ in range(2):
            with qtbot.waitSignal(keeper.ended, timeout=20_000):
                keeper.start()
            qtbot.waitUntil(lambda: not keeper.running)
    assert len(said) == 1
    assert "900 MB" in said[0]
    assert "稍后会再试" in said[0]
    assert hub.record(Edit(Place("case", "region"), "宁波"))
    assert not keeper.due(time.monotonic())
    assert keeper.due(time.monotonic() + LATEST)
    with qtbot.waitSignal(keeper.ended, timeout=20_000):
        keeper.start()
    assert len(there(hub)) == 1


def test_the_list_says_what_the_case_has_beyond_a_backup(opened: MainWindow, qtbot: QtBot):
    hub = opened.hub
    assert hub is not None
    made = opened.tools.show("backups")
    assert isinstance(made, BackupWindow)
    made.back_up()
    qtbot.waitUntil(lambda: "与现在的案卷相同" in texts(made), timeout=20_000)
    hub.record(Edit(Place("case", "region"), "杭州"))
    made.refresh()
    qtbot.waitUntil(lambda: "此后又记了 1 条" in texts(made), timeout=20_000)
    assert "杭州" in texts(made)


def test_a_damaged_case_is_offered_its_backups_and_a_salvage(
    opened: MainWindow, qtbot: QtBot, case: Path, who_of: Callable[[str], Who]
):
    hub = opened.hub
    assert hub is not None
    hub.record(Edit(Place("case", "region"), "宁波"))
    home = opened.settings.home
    opened.show_start()
    qtbot.waitUntil(lambda: len(generations(case, home)) == 1, timeout=20_000)
    content = bytearray(case.read_bytes())
    content[4096 : 4096 + 8] = b"\xff" * 8
    content[100:108] = b"\xff" * 8
    case.write_bytes(content)
    opened.open_case(case)
    qtbot.waitUntil(lambda: isinstance(opened.tools._open.get("backups"), BackupWindow), timeout=20_000)
    made = opened.tools._open["backups"]
    assert isinstance(made, BackupWindow)
    qtbot.waitUntil(lambda: "条记录" in texts(made), timeout=20_000)
    assert "案卷已损坏" in texts(made)
    made.salvage()
    qtbot.waitUntil(lambda: "已抢救到" in made.said, timeout=20_000)
    salvaged = case.with_name("甬江 抢救.qmcase")
    with ReviewSession.open(salvaged, who_of("王工")) as session:
        assert session.value("case", "enterprise") == "甬江机械"
    made.restore(generations(case, home)[0].path)
    qtbot.waitUntil(lambda: "已恢复为" in made.said, timeout=20_000)
    with ReviewSession.open(case.with_name("甬江 (1).qmcase"), who_of("王工")) as session:
        assert session.value("case", "region") == "宁波"
    assert case.read_bytes() == bytes(content), "the damaged file is only read"


def test_a_case_in_a_synced_folder_has_a_line_until_it_is_dismissed(qtbot: QtBot, tmp_path: Path):
    settings, theme = Settings(tmp_path / "home"), load_theme()
    path = tmp_path / "坚果云" / "甬江.qmcase"
    path.parent.mkdir()
    made = place_line(path, settings, theme)
    assert made is not None
    qtbot.addWidget(made)
    assert "云同步" in made.accessibleName()
    made.findChildren(QToolButton)[0].click()
    assert place_line(path, settings, theme) is None
    assert place_line(tmp_path / "甬江.qmcase", settings, theme) is None
