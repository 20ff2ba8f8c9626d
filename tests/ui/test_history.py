"""The history: all that was recorded, newest first, and only what is new is read while it is looked at."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from qmdesk.formdef.types import Form
from qmdesk.model.journal import Edit, Place
from qmdesk.review.begin import begin
from qmdesk.review.session import ReviewSession, Who
from qmdesk.ui.pages import history
from qmdesk.ui.window import MainWindow
from tests.ui.conftest import CODE


@pytest.fixture
def opened(window: MainWindow, qtbot: QtBot, tmp_path: Path, who_of: Callable[[str], Who], form: Form) -> MainWindow:
    path = tmp_path / "a.qmcase"
    begin(path, form, who_of("王工"), enterprise="甬江机械", credit_code=CODE).close()
    with qtbot.waitSignal(window.ready, timeout=10_000):
        window.open_case(path)
    assert window.shell is not None
    window.shell.go("page:history")
    qtbot.waitUntil(lambda: rows(window) > 0)
    return window


def model(window: MainWindow) -> history._Entries:  # pyright: ignore[reportPrivateUsage]
    assert window.shell is not None
    return window.shell.pages["history"]._model  # type: ignore[attr-defined]


def rows(window: MainWindow) -> int:
    return model(window).rowCount()


def note(number: int) -> Edit:
    return Edit(Place(f"finding:s{number}", "text"), f"所见 {number}")


def test_what_is_recorded_comes_on_top_and_the_rest_is_not_read_again(
    opened: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
):
    assert opened.hub is not None
    hub, before, whole = opened.hub, rows(opened), list[int]()
    own = ReviewSession.history
    monkeypatch.setattr(ReviewSession, "history", lambda self: whole.append(1) or own(self))
    for number in range(12):
        hub.record([note(number), note(number + 100)])
    qtbot.waitUntil(lambda: rows(opened) == before + 24)
    assert model(opened).entries == own(hub.session)
    assert model(opened).index(0, 4).data() == "所见 111"
    assert not whole


def test_all_is_read_again_where_entries_of_others_came_between(opened: MainWindow, qtbot: QtBot):
    assert opened.hub is not None
    hub = opened.hub
    hub.record([note(number) for number in range(3)])
    qtbot.waitUntil(lambda: rows(opened) == len(hub.session.history()))
    entries = hub.session.history()
    model(opened).show_entries((*entries[:1], *entries[2:]), ())  # as it was before a merge put one in
    hub.record([note(50)])
    qtbot.waitUntil(lambda: model(opened).entries == hub.session.history())


def test_many_entries_are_let_go_of_behind_another_page_and_read_again(
    opened: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
):
    assert opened.hub is not None
    assert opened.shell is not None
    monkeypatch.setattr(history, "KEPT", 3)
    opened.hub.record([note(number) for number in range(5)])
    qtbot.waitUntil(lambda: rows(opened) == len(opened.hub.session.history()))  # type: ignore[union-attr]
    opened.shell.go("page:overview")
    assert rows(opened) == 0
    opened.hub.record([note(9)])
    opened.shell.go("page:history")
    qtbot.waitUntil(lambda: model(opened).entries == opened.hub.session.history())  # type: ignore[union-attr]
