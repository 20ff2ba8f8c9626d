"""Every control of every stop is reached by Tab, and shows that it has the focus."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QTabBar, QWidget
from pytestqt.qtbot import QtBot

from qmdesk.review.session import Who
from qmdesk.ui.app import Dresser
from qmdesk.ui.settings import Settings
from qmdesk.ui.window import MainWindow

BUILD_SPEC = Path(__file__).resolve().parents[2] / "build_spec"
#: More steps than any screen has controls.
MOST = 400


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, dresser: Dresser) -> Iterator[MainWindow]:
    sys.path.insert(0, str(BUILD_SPEC))
    import fillings  # pyright: ignore[reportMissingImports]

    sys.path.remove(str(BUILD_SPEC))
    who = Who("a" * 16, "王工", tmp_path / "home")
    made = MainWindow(Settings(tmp_path / "home"), lambda _: who, "zh-CN", dresser)
    made.resize(1366, 768)
    made.show()
    made.activateWindow()
    made.open_case(fillings.make_case("normal", tmp_path))
    qtbot.waitUntil(lambda: made.hub is not None and made.hub.assessment is not None, timeout=20_000)
    yield made
    made.close()
    made.deleteLater()


def controls(page: QWidget) -> list[QWidget]:
    """What can take the focus by Tab on a page, as the user sees it."""
    return [
        each
        for each in page.findChildren(QWidget)
        if each.isVisible()
        and each.isEnabled()
        and each.focusPolicy() & Qt.FocusPolicy.TabFocus
        and each.focusProxy() is None
        and not each.objectName().startswith("qt_")
    ]


def walk(window: MainWindow) -> Iterator[QWidget]:
    """The focus from one control to the next, once round."""
    seen: set[int] = set()
    for _ in range(MOST):
        focus = window.focusWidget()
        if focus is None or id(focus) in seen:
            return
        seen.add(id(focus))
        yield focus
        window.focusNextPrevChild(True)


def differs(control: QWidget) -> bool:
    """Whether a control looks another way with the focus than without."""
    with_focus = control.grab().toImage()
    control.clearFocus()
    without = control.grab().toImage()
    control.setFocus(Qt.FocusReason.TabFocusReason)
    return with_focus != without


def test_tab_reaches_every_control_and_shows_where_it_is(qtbot: QtBot, window: MainWindow):
    assert window.shell is not None
    found: list[str] = []
    looked_at: set[tuple[str, str]] = set()
    for stop in [each.id for each in window.shell.stops]:
        window.shell.go(f"page:{stop}")
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        page = window.shell.pages[stop]
        window.shell.rail.setFocus(Qt.FocusReason.TabFocusReason)
        reached: list[QWidget] = []
        for each in walk(window):
            reached.append(each)
            kind = (type(each).__name__, str(each.property("role")))
            if kind not in looked_at and page.isAncestorOf(each) and shows(each):
                looked_at.add(kind)
                if window.isActiveWindow() and not differs(each):
                    found.append(f"{stop}: no focus seen on {kind}")
        missed = [each for each in controls(page) if each not in reached]
        found += [f"{stop}: not reached {type(each).__name__} {each.accessibleName()}" for each in missed]
    assert not found, "\n".join(found)


def shows(control: QWidget) -> bool:
    """Lists without rows have nothing that could show the focus."""
    return not isinstance(control, QAbstractItemView) or (
        control.model() is not None and control.model().rowCount() > 0 and not isinstance(control, QTabBar)
    )


def test_a_page_that_one_goes_to_has_the_focus_but_the_rail_keeps_its_own(window: MainWindow):
    shell = window.shell
    assert shell is not None
    shell.rail.setFocus()
    shell.go("page:system")
    assert window.focusWidget() is shell.rail
    shell.bar.setFocus()
    shell.go("page:grade")
    focus = window.focusWidget()
    assert focus is shell.pages["grade"] or shell.pages["grade"].isAncestorOf(focus)
