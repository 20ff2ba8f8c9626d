"""Every screen of a quality-benchmark case at 1366 x 768: nothing clipped, no overflow, one language."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from qmdesk.ui.app import Dresser
from tests.review.benchmark_case import filled
from tests.ui.test_every_screen import a_window, said_in, settle, wrong


@pytest.mark.parametrize(("edition", "lang"), [("2026", "en"), ("2024-zhejiang", "zh-CN")])
def test_every_screen_is_whole_and_in_one_language(
    qtbot: QtBot, tmp_path: Path, dresser: Dresser, edition: str, lang: str
):
    records = None if edition == "2026" else {"case": {"title": "甲的实践经验"}}
    with filled(tmp_path / "a.qmcase", tmp_path / "home", edition=edition, records=records) as session:
        path = session.path
    window = a_window(tmp_path, dresser, lang)
    window.open_case(path)
    qtbot.waitUntil(lambda: window.shell is not None, timeout=20_000)
    assert window.shell is not None
    written = said_in(window) if lang == "en" else ""
    found: list[str] = []
    for stop in window.shell.stops[:9]:
        window.shell.go(f"page:{stop.id}")
        settle()
        tabs = [each.id for each in getattr(window.shell.pages[stop.id], "_tables", ())]
        for tab in tabs or [""]:
            if tab:
                window.shell.pages[stop.id].show_tab(tab)
                settle()
            found += [f"{stop.id} {tab}: {each}" for each in wrong(window, written)]
    window.close()
    window.deleteLater()
    assert not found, "\n".join(found)
