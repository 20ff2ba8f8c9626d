"""Text of 200 % on a laptop's 1366 x 768: nothing is clipped, and no window is larger than the screen."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtCore import QThreadPool
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from qmdesk.ui.app import Dresser
from qmdesk.ui.settings import Settings
from qmdesk.ui.theme import load_theme
from tests.ui.test_every_screen import a_window, spec, wrong_at_large

__all__ = ["spec"]


@pytest.mark.parametrize("lang", ["zh-CN", "en"])
def test_every_screen_at_200_percent_on_a_laptop(
    qtbot: QtBot, tmp_path: Path, dresser: Dresser, spec: tuple[ModuleType, ModuleType], lang: str
):
    fillings, screens = spec
    settings = Settings(tmp_path / "home")
    settings.put("scale", 2.0)
    settings.sync()
    window = a_window(tmp_path, dresser, lang)
    window.open_case(fillings.make_case("normal", tmp_path, lang))
    qtbot.waitUntil(lambda: window.hub is not None and window.hub.assessment is not None, timeout=20_000)
    assert window.shell is not None
    assert window.shell.rail.property("folded")
    found: list[str] = []
    for name, widget in screens.visit(window):
        found += [f"{name}: {each}" for each in wrong_at_large(qtbot, widget)]
        if isinstance(widget, QDialog):
            most = widget.screen().availableSize().expandedTo(window.size())
            if widget.width() > most.width() or widget.height() > most.height():
                found.append(f"{name}: a window of {widget.size().toTuple()}")
    assert window.size().toTuple() == (1366, 768), "something made the window larger"
    window.close()
    QThreadPool.globalInstance().waitForDone(5000)
    window.deleteLater()
    dresser.wear(load_theme())
    assert not found, "\n".join(dict.fromkeys(found))
