"""Claims: text from outside is shown letter by letter, in labels, notices, lists, buttons, tooltips and fields."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel, QListWidget, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from qmdesk.formdef.types import Form
from qmdesk.model.journal import Edit, Place
from qmdesk.model.problem import Problem
from qmdesk.review.begin import begin
from qmdesk.review.session import Who
from qmdesk.ui.shell.notices import Notices
from qmdesk.ui.theme import load_theme
from qmdesk.ui.widgets.basics import button, label
from qmdesk.ui.window import MainWindow
from tests.hostile.nasty import NASTY

UI = Path(__file__).resolve().parents[2] / "qmdesk" / "ui"
#: Where a label may be made without the helper that makes it plain: pictures and nothing else.
PICTURES = {"about/window.py", "widgets/basics.py", "evidence/tile.py", "phone/window.py"}


@pytest.mark.parametrize("text", NASTY)
@pytest.mark.usefixtures("dresser")
def test_labels_and_buttons_show_it_as_it_is(qtbot: QtBot, text: str) -> None:
    made = label(text, wrap=True)
    qtbot.addWidget(made)
    assert (made.text(), made.textFormat()) == (text, Qt.TextFormat.PlainText)
    pressed = button(text)
    qtbot.addWidget(pressed)
    assert pressed.text().replace("&&", "&") == text


@pytest.mark.parametrize("text", NASTY)
@pytest.mark.usefixtures("dresser")
def test_notices_show_it_as_it_is(qtbot: QtBot, text: str) -> None:
    over = QWidget()
    qtbot.addWidget(over)
    over.resize(800, 600)
    notices = Notices(over, load_theme(), "zh-CN")
    notices.tell(text)
    assert text in [each.text() for each in over.findChildren(QLabel)]
    notices.tell_problems((Problem("file-missing", text),))
    plain = [each for each in over.findChildren(QLabel) if each.text()]
    assert any(text in each.text() for each in plain)
    assert all(each.textFormat() == Qt.TextFormat.PlainText for each in plain)
    notices.hide()


@pytest.mark.parametrize("text", [each for each in NASTY if each.strip()])
def test_tooltips_show_it_as_it_is(qtbot: QtBot, dresser: object, text: str) -> None:
    over = QWidget()
    qtbot.addWidget(over)
    over.resize(400, 300)
    over.show()
    QToolTip.showText(over.mapToGlobal(QPoint(5, 5)), text, over)
    tips = [each for each in QApplication.topLevelWidgets() if each.inherits("QTipLabel")]
    assert tips
    for tip in tips:
        assert isinstance(tip, QLabel)
        assert (tip.text(), tip.textFormat()) == (text, Qt.TextFormat.PlainText)
    QToolTip.hideText()


@pytest.mark.usefixtures("dresser")
def test_a_list_draws_it_as_it_is(qtbot: QtBot) -> None:
    """A delegate that took markup for markup would draw both alike."""
    pictures = []
    for text in ("<b>x</b><br>", "x"):
        made = QListWidget()
        qtbot.addWidget(made)
        made.addItem(text)
        made.resize(200, 40)
        pictures.append(made.grab().toImage())
    assert pictures[0] != pictures[1]


def test_a_whole_case_of_nasty_texts_is_shown_plain(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, form: Form, who_of: Callable[[str], Who]
) -> None:
    path = tmp_path / "a.qmcase"
    text = "<img src=x><b>粗</b> &amp; =cmd|' /C calc'!A0"
    with begin(path, form, who_of(text), enterprise=text, credit_code="91330212MA2TE8XU04") as session:
        item = form.items[0].id
        edits = [
            Edit(Place(f"item:{item}", name, "onsite", "王工"), text) for name in ("note",) if name in _fields(form)
        ]
        edits += [
            Edit(Place("characteristic:k1", "name", "onsite"), text),
            Edit(Place("step:k1", "name", "onsite"), text),
        ]
        session.record(edits).wait()
    with qtbot.waitSignal(window.ready, timeout=10_000):
        window.open_case(path)
    assert window.shell is not None
    for stop in window.shell.stops[:8]:
        window.shell.go(stop.id)
        for each in window.findChildren(QLabel):
            if each.text() and "<b>" in each.text():
                assert each.textFormat() == Qt.TextFormat.PlainText


def _fields(form: Form) -> set[str]:
    return set(form.records["item"].fields)


def test_no_label_is_made_without_the_plain_one() -> None:
    found = {
        path.relative_to(UI).as_posix()
        for path in UI.rglob("*.py")
        if re.search(r"\bQLabel\(|setHtml\(|RichText|insertHtml\(|QErrorMessage|AutoText", path.read_text("utf-8"))
    }
    assert found <= PICTURES
