"""Claims: on no screen is a text from a case rendered as anything but text: labels, tips, menus, boxes, charts."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtCore import Qt, QThreadPool
from PySide6.QtWidgets import QAbstractButton, QLabel, QMenu, QMessageBox, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from qmdesk.formdef.types import Form
from qmdesk.review.begin import begin
from qmdesk.review.session import Who
from qmdesk.ui.app import Dresser
from tests.hostile.hostile_case import fill
from tests.hostile.nasty import LONG, NASTY
from tests.ui.test_every_screen import a_window, settle

ROOT = Path(__file__).resolve().parents[2]
#: What is ours and may be rendered: the handbook, which shows no text of a case.
HANDBOOK = "HelpWindow"


@pytest.fixture(scope="module")
def screens() -> Iterator[ModuleType]:
    """``build_spec/screens.py``, which visits every screen."""
    place = str(ROOT / "build_spec")
    sys.path.insert(0, place)
    import screens  # pyright: ignore[reportMissingImports]

    yield screens
    sys.path.remove(place)


def looks_rich(text: str) -> bool:
    """Whether it may be taken for markup; Qt's own guess wants more."""
    return re.search(r"<[A-Za-z/!?]|&[a-z]+;", text) is not None


def rendered(top: QWidget) -> Iterator[str]:
    """What renders a text, or lets a text work as more than text."""
    for each in (top, *top.findChildren(QWidget)):
        if isinstance(each, QLabel) and looks_rich(each.text()) and each.textFormat() != Qt.TextFormat.PlainText:
            yield f"label {each.text()[:60]!r}"
        if isinstance(each, QLabel) and each.openExternalLinks():
            yield f"links of {each.text()[:60]!r}"
        if isinstance(each, QMessageBox) and looks_rich(each.text()) and each.textFormat() != Qt.TextFormat.PlainText:
            yield f"box {each.text()[:60]!r}"
        if isinstance(each, QTextEdit) and type(each.window()).__name__ != HANDBOOK and not each.isReadOnly():
            yield f"{type(each).__name__} takes markup"
        if isinstance(each, QAbstractButton):
            yield from _eaten(each.text())
        if isinstance(each, QMenu):
            for action in each.actions():
                yield from _eaten(action.text())


def _eaten(text: str) -> Iterator[str]:
    """A single ampersand in a name would be an underline and a key; ours come doubled."""
    if "A & B" in text and "A && B" not in text:
        yield f"ampersand of {text[:60]!r}"


def test_no_screen_renders_what_a_case_says(
    qtbot: QtBot, tmp_path: Path, dresser: Dresser, screens: ModuleType, form: Form
):
    path = tmp_path / "a & b <b>案卷</b>.qmcase".replace("/", "")
    nasty = "<b>王</b>工 & Söhne"
    who = Who("a" * 16, nasty, tmp_path / "home")
    with begin(path, form, who, enterprise="<img src='x'>甬江 & 机械", credit_code="91330212MA2TE8XU04") as session:
        fill(session)
    window = a_window(tmp_path, dresser, "zh-CN")
    window.open_case(path)
    qtbot.waitUntil(lambda: window.hub is not None and window.hub.assessment is not None, timeout=20_000)
    found: list[str] = []
    shown: set[str] = set()
    for name, widget in screens.visit(window):
        settle()
        found += [f"{name}: {each}" for each in dict.fromkeys(rendered(widget))]
        shown |= {text for text in (*NASTY, LONG) if any(text[:40] in said for said in _said(widget))}
    window.close()
    QThreadPool.globalInstance().waitForDone(5000)
    window.deleteLater()
    assert not found, "\n".join(found)
    assert len(shown) >= 10, f"else this looks at nothing: {sorted(shown)}"


def _said(top: QWidget) -> Iterator[str]:
    for each in top.findChildren(QWidget):
        for name in ("text", "toPlainText", "toolTip"):
            found = getattr(each, name, None)
            if callable(found):
                said = found()
                if isinstance(said, str):
                    yield said


def test_what_renders_would_be_found(qtbot: QtBot):
    over = QWidget()
    qtbot.addWidget(over)
    QLabel("<b>x</b>", over)
    menu = QMenu(over)
    menu.addAction("A & B && C")
    assert len(list(rendered(over))) == 2
