"""The monkey's short form; the long one is run by hand (``python -m tests.ui.monkey --seconds 600``)."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from qmdesk.ui.window import MainWindow
from tests.ui.monkey import Monkey
from tests.ui.test_every_screen import spec

__all__ = ["spec"]
STEPS = 70


@pytest.mark.parametrize("seed", [2, 32])
def test_nothing_falls(qtbot: QtBot, tmp_path: Path, window: MainWindow, spec: tuple[object, object], seed: int):
    window.open_case(spec[0].make_case("normal", tmp_path))  # pyright: ignore[reportAttributeAccessIssue]
    qtbot.waitUntil(lambda: window.hub is not None and window.hub.assessment is not None, timeout=20_000)
    monkey = Monkey(window, seed, tmp_path)
    try:
        assert monkey.run(steps=STEPS) == STEPS
    finally:
        monkey.close()
