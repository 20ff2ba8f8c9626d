"""Claims: the window shows all before it saves, and a mistake of ours is told calmly while the window goes on."""

# The hook of the interpreter is called here as the interpreter would.
# pyright: reportPrivateUsage=false

from __future__ import annotations

import sys
import zipfile
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from qmdesk.app.desktop import _calmly
from qmdesk.ui import jobs
from qmdesk.ui.app import CrashReports
from qmdesk.ui.help.support import SupportWindow
from qmdesk.ui.theme import load_theme
from qmdesk.workspace.logbook import note


@pytest.mark.usefixtures("dresser")
def test_every_file_is_shown_whole_before_it_is_saved(qtbot: QtBot, tmp_path: Path) -> None:
    note(tmp_path, "event", id="abc")
    window = SupportWindow(load_theme(), "zh-CN", tmp_path)
    qtbot.addWidget(window)
    shown: dict[str, str] = {}
    for row, piece in enumerate(window.pieces):
        window.list.setCurrentRow(row)
        assert piece.name.rpartition("/")[2] in window.list.item(row).text()
        shown[piece.name] = window.text.toPlainText()
    window.save(tmp_path / "a.zip")
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        assert {name: archive.read(name).decode() for name in archive.namelist()} == shown
    assert "a.zip" in window.said
    window.save(tmp_path / "a.zip")
    assert window.said


@pytest.fixture
def crashes(tmp_path: Path) -> CrashReports:
    return CrashReports(tmp_path)


def _falls() -> None:
    name = "甬江机械"
    raise KeyError(name)


@pytest.mark.usefixtures("dresser")
def test_a_crash_of_a_slot_or_a_job_is_reported_without_texts(
    qtbot: QtBot, crashes: CrashReports, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    crashes.crashed.connect(told.append)
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    with qtbot.captureExceptions() as caught:
        jobs.run(crashes, _falls, lambda _: None)
        qtbot.waitUntil(lambda: bool(caught))
    kind, error, trace = caught[0]
    crashes._hook(kind, error, trace)
    (path,) = told
    said = Path(path).read_text("utf-8")
    assert "builtins.KeyError" in said
    assert "_falls" in said
    assert "甬江" not in said


@pytest.mark.usefixtures("dresser")
def test_a_crash_while_a_crash_is_told_ends(crashes: CrashReports) -> None:
    seen: list[str] = []

    def again(path: str) -> None:
        seen.append(path)
        crashes._hook(ValueError, ValueError("again"), None)

    crashes.crashed.connect(again)
    crashes._hook(ValueError, ValueError("first"), None)
    assert len(seen) == 1


def test_the_notice_is_calm_and_says_where() -> None:
    assert "案卷是安全的" in _calmly("")
    assert "/x/error.txt" in _calmly("/x/error.txt")
