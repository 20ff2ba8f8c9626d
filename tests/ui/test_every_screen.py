"""Every screen in both languages at 1366 x 768, in three fillings: no clipped text, nothing untranslated, no overflow.

The screens and the fillings are those that ``build_spec/make_screenshots.py`` takes pictures of.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QThreadPool
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QCheckBox,
    QComboBox,
    QHeaderView,
    QLabel,
    QMenu,
    QPushButton,
    QScrollArea,
    QTabBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from qmdesk.review.session import Who
from qmdesk.ui.app import Dresser
from qmdesk.ui.charts.view import ChartView
from qmdesk.ui.settings import Settings
from qmdesk.ui.widgets.basics import ElidedButton, ElidedLabel
from qmdesk.ui.window import MainWindow

ROOT = Path(__file__).resolve().parents[2]
LANGUAGES = ("zh-CN", "en")
FILLINGS = ("empty", "normal", "overfull")
CHINESE = re.compile("[、。《》「」（），：；！？\u4e00-\u9fff]+")
#: Chinese that stands in the English window on purpose: the name of the other language.
ON_PURPOSE = {"简体中文"}


@pytest.fixture(scope="module")
def spec() -> Iterator[tuple[ModuleType, ModuleType]]:
    """``fillings`` and ``screens`` of build_spec, with its folder on the path as when the script runs."""
    place = str(ROOT / "build_spec")
    sys.path.insert(0, place)
    import fillings  # pyright: ignore[reportMissingImports]
    import screens  # pyright: ignore[reportMissingImports]

    yield fillings, screens
    sys.path.remove(place)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("filling", FILLINGS)
def test_every_screen_is_whole_and_in_one_language(
    qtbot: QtBot, tmp_path: Path, dresser: Dresser, spec: tuple[ModuleType, ModuleType], filling: str, lang: str
):
    fillings, screens = spec
    window = a_window(tmp_path, dresser, lang)
    window.open_case(fillings.make_case(filling, tmp_path, lang))
    qtbot.waitUntil(lambda: window.hub is not None and window.hub.assessment is not None, timeout=20_000)
    written = said_in(window) if lang == "en" else ""
    found: list[str] = []
    for name, widget in screens.visit(window):
        settle()
        found += [f"{name}: {each}" for each in still_wrong(qtbot, widget, written)]
    window.close()
    QThreadPool.globalInstance().waitForDone(5000)
    window.deleteLater()
    assert not found, "\n".join(found)


def a_window(folder: Path, dresser: Dresser, lang: str) -> MainWindow:
    settings = Settings(folder / "home")
    settings.put("author", "王工")
    made = MainWindow(settings, lambda author: Who("a" * 16, author or "王工", folder / "home"), lang, dresser)
    made.resize(1366, 768)
    made.show()
    return made


def settle() -> None:
    """Let layouts and what comes from the pool arrive."""
    for _ in range(3):
        QThreadPool.globalInstance().waitForDone(2000)
        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def shown(top: QWidget) -> list[QWidget]:
    return [each for each in (top, *top.findChildren(QWidget)) if each.isVisible() and each.width() and each.height()]


def text_of(widget: QWidget) -> str:
    if isinstance(widget, QLabel | QAbstractButton):
        return widget.text()
    if isinstance(widget, QComboBox):
        return widget.currentText()
    return ""


def still_wrong(qtbot: QtBot, top: QWidget, written: str) -> list[str]:
    """What is wrong once a screen has come to rest: a chart's words come from a thread of their own, long lists in
    pieces."""
    bad = wrong(top, written)
    for _ in range(30):
        if not bad:
            break
        qtbot.wait(300)
        bad = wrong(top, written)
    return bad


def wrong(top: QWidget, written: str, *, may_scroll: bool = False) -> list[str]:
    """All that is wrong with a screen; ``written`` are the case's own words, empty where the window is Chinese. With
    large text a page may be scrolled sideways."""
    seen = shown(top)
    foreign = [f"untranslated {each}" for each in untranslated(seen, written)] if written else []
    return [*clipped(seen), *overflowing(seen, may_scroll=may_scroll), *foreign]


def wrong_at_large(qtbot: QtBot, top: QWidget) -> list[str]:
    """The same of a screen in large text, once it has come to rest: what is wrong is looked at a second time."""
    settle()
    if not wrong(top, "", may_scroll=True):
        return []
    qtbot.wait(300)
    return wrong(top, "", may_scroll=True)


# -- clipped -----------------------------------------------------------------------------------------


def clipped(seen: list[QWidget]) -> Iterator[str]:
    """Texts whose widget is smaller than they need, where nothing shortens them with a tool tip."""
    for each in seen:
        if isinstance(each, QLabel) and each.text() and not isinstance(each, ElidedLabel):
            if not whole_label(each):
                yield f"clipped label {each.text()[:40]!r} {each.size().toTuple()} of {each.sizeHint().toTuple()}"
        elif isinstance(each, QPushButton | QCheckBox) and each.text() and not isinstance(each, ElidedButton):
            if each.width() + 1 < each.minimumSizeHint().width():
                yield f"clipped button {each.text()!r}"
        elif isinstance(each, QTabBar):
            yield from clipped_tabs(each)
        elif isinstance(each, QHeaderView) and each.orientation() == Qt.Orientation.Horizontal:
            yield from clipped_headers(each)
        if is_hidden_behind(each):
            yield f"beyond its parent's edge: {type(each).__name__} {text_of(each)[:40]!r}"


def whole_label(made: QLabel) -> bool:
    if not made.wordWrap():
        return made.width() + 1 >= made.sizeHint().width() and made.height() + 1 >= made.minimumSizeHint().height()
    return made.height() + 2 >= made.heightForWidth(made.width())


def clipped_tabs(bar: QTabBar) -> Iterator[str]:
    for at in range(bar.count()):
        rect = bar.tabRect(at)
        if bar.isTabVisible(at) and (rect.right() > bar.width() + 1 or rect.left() < -1) and not bar.tabToolTip(at):
            yield f"clipped tab {bar.tabText(at)!r}"


def clipped_headers(header: QHeaderView) -> Iterator[str]:
    model = header.model()
    for section in range(header.count()):
        text = str(model.headerData(section, Qt.Orientation.Horizontal) or "")
        tip = model.headerData(section, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole)
        if text and not tip and not header.isSectionHidden(section):
            lines = text.split("\n")
            needed = max(header.fontMetrics().horizontalAdvance(line) for line in lines) + 8
            if header.sectionSize(section) < needed:
                yield f"clipped header {text!r} {header.sectionSize(section)} of {needed}"


def is_hidden_behind(widget: QWidget) -> bool:
    """Whether a widget with a text stands partly outside its parent, which then cuts it."""
    parent = widget.parentWidget()
    if parent is None or widget.isWindow() or not text_of(widget):
        return False
    if isinstance(parent.parentWidget(), QAbstractScrollArea):
        return False
    return not parent.rect().adjusted(-1, -1, 1, 1).contains(widget.geometry())


def overflowing(seen: list[QWidget], *, may_scroll: bool = False) -> Iterator[str]:
    """Pages that are wider than their view; with ``may_scroll`` those that can't be scrolled sideways."""
    for each in seen:
        if isinstance(each, QScrollArea) and not isinstance(each, ChartView):
            content = each.widget()
            off = each.horizontalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAlwaysOff
            if (off or not may_scroll) and content is not None and content.width() > each.viewport().width():
                yield f"overflow of {content.width() - each.viewport().width()} px in {each.accessibleName()!r}"


# -- untranslated ------------------------------------------------------------------------------------


def said_in(window: MainWindow) -> str:
    """All that the case's people wrote, to tell it from the window's own words."""
    assert window.hub is not None
    texts = [str(each.value) for each in window.hub.session.state.values() if each.value is not None]
    return "\n".join((*texts, "王工", str(window.hub.session.path)))


def untranslated(seen: list[QWidget], written: str) -> Iterator[str]:
    for each in seen:
        for text in words_of(each):
            runs = [run for run in CHINESE.findall(text) if run not in written]
            if runs and text.strip() not in ON_PURPOSE:
                yield f"{type(each).__name__} {text[:60]!r}"


def words_of(widget: QWidget) -> Iterator[str]:
    yield text_of(widget)
    yield widget.toolTip()
    yield widget.accessibleName()
    if isinstance(widget, QMenu):
        yield from (action.text() for action in widget.actions())
    if isinstance(widget, QTabBar):
        yield from (widget.tabText(at) for at in range(widget.count()))
    if isinstance(widget, QComboBox):
        yield from (widget.itemText(at) for at in range(widget.count()))
    if isinstance(widget, QHeaderView):
        model = widget.model()
        yield from (str(model.headerData(at, widget.orientation()) or "") for at in range(min(widget.count(), 40)))
    placeholder = getattr(widget, "placeholderText", None)
    if placeholder is not None:
        yield str(placeholder())
