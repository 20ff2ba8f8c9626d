"""Claims: whatever ships is in the window with its licence's whole text, and the file that is saved has all of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from qmdesk.ui.about import notices
from qmdesk.ui.about.window import AboutWindow
from qmdesk.ui.theme import load_theme


@pytest.mark.usefixtures("dresser")
@pytest.mark.parametrize("lang", ["zh-CN", "en"])
def test_every_row_shows_its_text_and_the_first_where_the_source_is(qtbot: QtBot, lang: str) -> None:
    window = AboutWindow(load_theme(), lang)
    qtbot.addWidget(window)
    assert "download.qt.io" in window.text.toPlainText()
    names = {window.list.item(row).text() for row in range(window.list.count())}
    assert {"qmdesk", "Qt 6", "PySide6_Essentials", "numpy", "Noto Sans SC", "Lucide", "SQLCipher"} <= names
    for row in range(1, window.list.count()):
        window.list.setCurrentRow(row)
        shown = window.text.toPlainText()
        assert shown.startswith(window.list.item(row).text())
        assert len(shown) > 200, shown


@pytest.mark.usefixtures("dresser")
def test_the_search_looks_at_names_and_licences(qtbot: QtBot) -> None:
    window = AboutWindow(load_theme(), "en")
    qtbot.addWidget(window)
    window.search.setText("lgpl")
    left = [window.list.item(row).text() for row in range(window.list.count()) if not window.list.item(row).isHidden()]
    assert left == ["PySide6_Essentials", "Qt 6", "shiboken6"]


@pytest.mark.usefixtures("dresser")
def test_all_of_it_is_saved_as_one_file_or_the_refusal_is_told(qtbot: QtBot, tmp_path: Path) -> None:
    window = AboutWindow(load_theme(), "en")
    qtbot.addWidget(window)
    window.save(tmp_path / "all.txt")
    saved = (tmp_path / "all.txt").read_text("utf-8")
    for each in window.notices:
        assert f"\n{each.name} {each.version}".rstrip() in saved
        assert each.read().strip() in saved
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in saved
    window.save(tmp_path)
    assert "Not written" in window.said or "没有写入" in window.said


def test_a_frozen_build_tells_what_it_carries_and_nothing_else(tmp_path: Path) -> None:
    carried = tmp_path / "segno-9.9.dist-info"
    (carried / "licenses").mkdir(parents=True)
    (carried / "METADATA").write_text("Metadata-Version: 2.1\nName: segno\nVersion: 9.9\n", "utf-8")
    (carried / "RECORD").write_text("segno-9.9.dist-info/licenses/LICENSE,,\nsegno/__init__.py,,\n", "utf-8")
    (carried / "licenses" / "LICENSE").write_text("what it says", "utf-8")
    (tmp_path / notices.SYSTEM).mkdir()
    (tmp_path / notices.SYSTEM / "libffi8.txt").write_text("of the system", "utf-8")
    found = {each.name: each for each in notices.notices(tmp_path)}
    assert (found["segno"].version, found["segno"].read()) == ("9.9", "what it says")
    assert found["libffi8"].read() == "of the system"
    assert "Python" in found
    assert "numpy" not in found
