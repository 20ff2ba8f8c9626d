"""The guided tour: six steps over a practice case, by button and by key; it stays away once it was ended."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from qmdesk.ui.tour.card import Tour
from qmdesk.ui.window import MainWindow


@pytest.fixture
def tour(window: MainWindow, qtbot: QtBot) -> Tour:
    """The tour as it begins over a new practice case."""
    window.resize(1366, 768)
    window.show()
    window._on_asked("sample")
    qtbot.waitUntil(lambda: window.shell is not None and window.shell.findChild(Tour) is not None, timeout=30_000)
    assert window.shell is not None
    found = window.shell.findChild(Tour)
    assert isinstance(found, Tour)
    return found


def test_six_steps_each_at_its_page(window: MainWindow, tour: Tour) -> None:
    assert window.hub is not None and window.hub.practice
    assert len(tour.steps) == 6
    shell = window.shell
    assert shell is not None
    seen = []
    for at in range(6):
        assert tour.at == at
        seen.append(shell.current)
        assert shell.rect().contains(tour.geometry())
        assert tour.back.isVisible() == (at > 0)
        if at < 5:
            tour.next.click()
    assert seen == [each.stop for each in tour.steps]
    QTest.keyClick(tour, Qt.Key.Key_Left)
    assert tour.at == 4
    QTest.keyClick(tour, Qt.Key.Key_Right)
    tour.next.click()
    assert window.settings.text("tour") == "done"


def test_what_lies_behind_can_be_used(window: MainWindow, tour: Tour) -> None:
    shell = window.shell
    assert shell is not None and window.hub is not None
    tour.next.click()
    page = shell.pages["system"]
    page.setFocus()
    QTest.keyClick(page, Qt.Key.Key_3)
    subject = f"item:{window.hub.form.items_of('system')[0].id}"
    assert window.hub.value(subject, "level", window.hub.stage, window.hub.author) == 3
    assert tour.isVisible()


def test_it_stays_away_once_it_was_ended(window: MainWindow, tour: Tour, qtbot: QtBot) -> None:
    QTest.keyClick(tour, Qt.Key.Key_Escape)
    assert window.settings.text("tour") == "done"
    qtbot.waitUntil(lambda: window.shell is not None and window.shell.findChild(Tour) is None)
    window.wear("look=dark")
    assert window.shell is not None
    assert window.shell.findChild(Tour) is None
    window._on_asked("tour")
    assert window.shell.findChild(Tour) is not None


def test_a_practice_case_lies_in_a_folder_of_its_own(window: MainWindow, tour: Tour) -> None:
    assert window.hub is not None
    assert window.hub.session.path.parent == window.settings.home / "practice"
