"""What the performance page's tests do again and again: records in the case, widgets on a screen that isn't there."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from qmdesk.model.canonical import Json
from qmdesk.model.journal import Edit, Place
from qmdesk.ui.desk import Desk


def records(desk: Desk, kind: str, *rows: dict[str, Json], stage: str = "onsite") -> list[str]:
    """Record rows of a kind in one batch; their keys."""
    keys = [f"k{number}" for number in range(len(rows))]
    edits = [
        Edit(Place(f"{kind}:{key}", name, stage), value)
        for key, row in zip(keys, rows, strict=True)
        for name, value in row.items()
    ]
    assert desk.hub.record(edits)
    return keys


def show(qtbot: QtBot, widget: QWidget, width: int = 1100, height: int = 700) -> None:
    """Put a widget on the screen."""
    qtbot.addWidget(widget)
    widget.resize(width, height)
    widget.show()
    qtbot.waitExposed(widget)


def after(qtbot: QtBot, signal: object, act: Callable[[], object]) -> None:
    """Do something and wait for what it sets off."""
    with qtbot.waitSignal(signal, timeout=10_000):
        act()
