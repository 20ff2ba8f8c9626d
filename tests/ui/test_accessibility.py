"""Every screen through Qt's accessibility tree, at twice the size of the text: names, roles, states, the way by Tab."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtCore import QThreadPool
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QDialog, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from qmdesk.ui.app import Dresser
from qmdesk.ui.charts.view import ChartView
from qmdesk.ui.desk import Desk
from qmdesk.ui.settings import Settings
from qmdesk.ui.theme import load_theme
from qmdesk.ui.widgets import spoken
from qmdesk.ui.widgets.basics import button, frame, restyle
from qmdesk.ui.widgets.case_field import CaseField
from qmdesk.ui.widgets.ladder import Ladder
from tests.ui.accessible import interface, takes_focus, wrong_with
from tests.ui.test_every_screen import a_window, spec, wrong_at_large

__all__ = ["spec"]
Text = QAccessible.Text


def test_every_screen_can_be_heard_and_read_at_twice_the_size(
    qtbot: QtBot, tmp_path: Path, dresser: Dresser, spec: tuple[ModuleType, ModuleType]
):
    fillings, screens = spec
    settings = Settings(tmp_path / "home")
    settings.put("scale", 2.0)
    settings.sync()
    window = a_window(tmp_path, dresser, "zh-CN")
    assert window.theme.scale == 2.0
    window.resize(1920, 1080)
    window.open_case(fillings.make_case("normal", tmp_path, "zh-CN"))
    qtbot.waitUntil(lambda: window.hub is not None and window.hub.assessment is not None, timeout=20_000)
    found: list[str] = []
    for name, widget in screens.visit(window):
        found += [f"{name}: {each}" for each in (*wrong_at_large(qtbot, widget), *wrong_with(widget))]
        if isinstance(widget, QDialog):
            found += [f"{name}: Tab never comes to {each}" for each in _missed(widget)]
    window.close()
    QThreadPool.globalInstance().waitForDone(5000)
    window.deleteLater()
    dresser.wear(load_theme())
    assert not found, "\n".join(dict.fromkeys(found))


def _missed(top: QDialog) -> Iterator[str]:
    """Controls of a dialog that going round by Tab does not come to. (The pages' are looked at in test_keyboard.)"""
    top.activateWindow()
    wanted = [each for each in top.findChildren(QWidget) if takes_focus(each) and each.window() is top]
    reached: set[int] = set()
    for _ in range(len(wanted) + 60):
        focus = top.focusWidget()
        if focus is not None:
            if id(focus) in reached and len(reached) >= len(wanted):
                break
            reached.add(id(focus))
        top.focusNextPrevChild(True)
    for each in wanted:
        by_arrows = isinstance(each, QAbstractButton) and each.group() is not None and each.group().exclusive()
        if id(each) not in reached and not by_arrows:
            yield f"{type(each).__name__} {each.accessibleName()!r}"


def test_what_is_wrong_is_found(qtbot: QtBot):
    top = QWidget()
    qtbot.addWidget(top)
    for made in (QLineEdit(top), QPushButton(top), QCheckBox("ja", top)):
        made.show()
    nameless = frame("banner", tone="bad")
    nameless.setParent(top)
    odd = QWidget(top)
    odd.setFocusPolicy(odd.focusPolicy().StrongFocus)
    odd.setAccessibleName("odd")
    wrong_one = QLineEdit(top)
    wrong_one.setAccessibleName("Cpk")
    wrong_one.setProperty("wrong", "true")
    top.show()
    said = list(wrong_with(top))
    assert [each.partition(":")[0] for each in said] == [
        "no name", "no name", "tells by its colour alone", "no role", "what is wrong is not told",
    ]  # fmt: skip


def test_what_is_checked_disabled_and_wrong_is_told(qtbot: QtBot, desk: Desk):
    box = QCheckBox("ja")
    qtbot.addWidget(box)
    box.setChecked(True)
    assert interface(box).state().checked  # type: ignore[attr-defined]
    box.setEnabled(False)
    assert interface(box).state().disabled  # type: ignore[attr-defined]
    field = CaseField(desk, "case", "credit_code")
    qtbot.addWidget(field)
    field._commit("91330212MA2TE8XU0X")
    assert interface(field.editor).text(Text.Description) == field.problem.text() != ""
    field._commit("91330212MA2TE8XU04")
    assert field.editor.accessibleDescription() == ""
    made = button("x")
    qtbot.addWidget(made)
    restyle(made, "wrong", "true")
    assert interface(made).text(Text.Description) == "填写有误"


@pytest.mark.parametrize(("kind", "role"), [(Ladder, QAccessible.Role.Graphic), (ChartView, QAccessible.Role.Chart)])
def test_what_we_paint_has_a_role(qtbot: QtBot, kind: type[QWidget], role: QAccessible.Role):
    from qmdesk.ui.charts.view import drawing_thread

    spoken.install()
    made = Ladder(load_theme()) if kind is Ladder else ChartView(load_theme(), "zh-CN", "外径", drawing_thread(None))
    qtbot.addWidget(made)
    made.setAccessibleName("外径")
    assert (interface(made).role(), interface(made).text(Text.Name)) == (role, "外径")
