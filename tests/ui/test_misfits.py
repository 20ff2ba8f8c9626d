"""Claims: the window tells newer, foreign and damaged files apart, offers no deletion, and changes no byte of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from qmdesk.formdef.types import Form
from qmdesk.review.begin import begin
from qmdesk.review.session import Who
from qmdesk.ui.backup.window import BackupWindow
from qmdesk.ui.window import MainWindow
from tests.casefile.misfits import MISFITS, misfit


@pytest.mark.parametrize("name", MISFITS)
def test_the_window_says_what_it_is_and_leaves_it_alone(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, form: Form, who_of: Callable[[str], Who], name: str
):
    healthy = tmp_path / "healthy.qmcase"
    begin(healthy, form, who_of("王工"), enterprise="甬江机械", credit_code="91330212MA2TE8XU04").close()
    path = misfit(name, healthy, tmp_path / "folder")
    before, words = path.read_bytes(), MISFITS[name][1]
    window.open_case(path)
    qtbot.waitUntil(lambda: any(words in each.text() for each in window.findChildren(QLabel)), timeout=10_000)
    said = " ".join(each.text() for each in window.findChildren(QLabel))
    assert not any(other in said for _, other in MISFITS.values() if other != words), "one sentence only"
    assert window.hub is None
    offered = isinstance(window.tools._open.get("backups"), BackupWindow)  # pyright: ignore[reportPrivateUsage]
    assert offered == (words == "案卷文件已损坏"), "the ways out are those of a damaged case"
    buttons = [each.text() for each in window.findChildren(QPushButton)]
    assert not any("删除" in each for each in buttons)
    assert path.read_bytes() == before
    assert [each for each in path.parent.iterdir() if not each.name.startswith(".")] == [path]
