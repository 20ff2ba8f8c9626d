"""A page behind another hears of changes when it comes to the front; whatever else follows at once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, QThreadPool, Signal
from PySide6.QtWidgets import QApplication, QStackedWidget, QTabWidget, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from qmdesk.model.journal import Edit, Place
from qmdesk.ui.demolition import Demolition
from qmdesk.ui.hub import Hub
from qmdesk.ui.telling import Told


class Source(QObject):
    raw = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.told = Told(self.raw, lambda one, more: one | more)


class Listener(QWidget):
    def __init__(self, source: Source) -> None:
        super().__init__()
        self.heard: list[set[int]] = []
        self.times = 0
        source.told.connect(self.hear)
        source.told.connect(self.count)

    def hear(self, value: set[int]) -> None:
        self.heard.append(value)

    def count(self) -> None:
        self.times += 1


@pytest.fixture
def source() -> Source:
    return Source()


@pytest.fixture
def stack(qtbot: QtBot) -> Iterator[QStackedWidget]:
    made = QStackedWidget()
    qtbot.addWidget(made)
    yield made


def test_a_page_behind_hears_once_when_it_is_shown(source: Source, stack: QStackedWidget):
    front, behind = Listener(source), Listener(source)
    stack.addWidget(front)
    stack.addWidget(behind)
    stack.show()
    for value in ({1}, {2}, {3}):
        source.told.emit(value)
    assert (front.heard, behind.heard) == ([{1}, {2}, {3}], [])
    stack.setCurrentWidget(behind)
    assert (behind.heard, behind.times) == ([{1, 2, 3}], 1)
    source.told.emit({4})
    assert behind.heard[-1] == {4}
    assert front.heard[-1] == {3}
    stack.setCurrentWidget(front)
    assert front.heard[-1] == {4}


def test_a_page_of_tabs_behind_a_page_waits_for_both(source: Source, stack: QStackedWidget):
    tabs, inner, other = QTabWidget(), Listener(source), QWidget()
    tabs.addTab(other, "a")
    tabs.addTab(inner, "b")
    stack.addWidget(QWidget())
    stack.addWidget(tabs)
    stack.show()
    source.told.emit({1})
    stack.setCurrentWidget(tabs)
    assert inner.heard == []
    tabs.setCurrentWidget(inner)
    assert inner.heard == [{1}]


def test_what_hid_itself_and_what_stands_in_no_window_hears_at_once(source: Source, qtbot: QtBot):
    page, alone = QWidget(), Listener(source)
    hidden = Listener(source)
    layout = QVBoxLayout(page)
    layout.addWidget(hidden)
    hidden.hide()
    qtbot.addWidget(page)
    page.show()
    source.told.emit({1})
    assert (alone.heard, hidden.heard) == ([{1}], [{1}])


def test_who_is_gone_hears_nothing(source: Source, stack: QStackedWidget):
    behind = Listener(source)
    stack.addWidget(QWidget())
    stack.addWidget(behind)
    stack.show()
    source.told.emit({1})
    stack.removeWidget(behind)
    behind.deleteLater()
    del behind
    QApplication.processEvents()
    source.told.emit({2})


def test_the_hub_offers_its_changes_so(hub: Hub, stack: QStackedWidget):
    places: list[object] = []

    class Page(QWidget):
        def hear(self, changes: object) -> None:
            places.append(sorted(each.name for each in changes.places))  # type: ignore[attr-defined]

    page = Page()
    hub.changed.connect(page.hear)
    stack.addWidget(QWidget())
    stack.addWidget(page)
    stack.show()
    hub.record(Edit(Place("case", "region"), "宁波"))
    hub.record(Edit(Place("case", "note"), "x"))
    assert places == []
    stack.setCurrentWidget(page)
    assert places == [["note", "region"]]


def test_a_screen_is_taken_down_a_page_at_a_time_and_what_it_worked_on_last(qtbot: QtBot):
    owner, screen, hub = QObject(), QWidget(), QObject()
    pages = QStackedWidget(screen)
    parts = [QWidget() for _ in range(3)]
    for each in parts:
        pages.addWidget(each)
    went: list[str] = []
    for number, each in enumerate(parts):
        each.destroyed.connect(lambda _, n=number: went.append(f"page {n}"))
    screen.destroyed.connect(lambda: went.append("screen"))
    hub.destroyed.connect(lambda: went.append("hub"))
    demolition = Demolition(owner)
    demolition.add_last(hub)
    demolition.add(screen)
    turns: list[int] = []
    while isValid(hub) and len(turns) < 100:
        QApplication.processEvents()
        turns.append(len(went))
    qtbot.waitUntil(lambda: not isValid(hub))
    assert went == ["page 0", "page 1", "page 2", "screen", "hub"]
    QThreadPool.globalInstance().waitForDone(100)
