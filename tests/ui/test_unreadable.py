"""Measurement sets that are large, missing or damaged: the window waits for none of them and says which it can't read."""

from __future__ import annotations

import sqlite3
import threading
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from qmdesk.casefile.case import Blob
from qmdesk.model.answers import Characteristic
from qmdesk.model.canonical import Json
from qmdesk.model.journal import Edit, Place
from qmdesk.model.problem import Problem, Refused
from qmdesk.model.readings import Readings
from qmdesk.review.session import ReviewSession
from qmdesk.ui.desk import Desk
from qmdesk.ui.hub import Hub
from qmdesk.ui.pages.closing import LeavingPage
from qmdesk.ui.pages.performance.page import PerformancePage
from qmdesk.ui.pages.registry import STOPS

MEDIA = "application/json"


def recorded(session: ReviewSession) -> Readings:
    """A characteristic, a gauge study and a repeat measurement, all of the same readings."""
    made = Readings.of([Decimal(each) / 100 for each in range(990, 1002)])
    value: Json = {"blob": made.sha256, "n": len(made)}
    rows: dict[str, dict[str, Json]] = {
        "characteristic:c": {"name": "外径", "lsl": "9", "usl": "11", "key": True, "readings": value},
        "gauge_study:g": {"name": "千分尺", "parts": "1\n2", "operators": "A\nB", "trials": 3, "readings": value},
        "repeat:r": {"characteristic": "c", "readings": value, "theirs": value},
    }
    edits = [Edit(Place(at, name, "onsite"), each) for at, row in rows.items() for name, each in row.items()]
    session.record(edits, blobs=[Blob(made.blob(), MEDIA)]).wait()
    return made


@pytest.fixture
def damaged(hub: Hub, request: pytest.FixtureRequest) -> str:
    """The hub's case with its only measurement set missing or damaged; the set's name."""
    made, session = recorded(hub.session), hub.session
    sql = {
        "missing": "DELETE FROM blob",
        "damaged": "UPDATE blob SET content = x'00'",
    }[request.param]
    session.on_file(lambda case: _alter(case.path, sql))
    session._readings.clear()  # pyright: ignore[reportPrivateUsage] - as if opened anew
    return made.sha256


def _alter(path: Path, sql: str) -> None:
    with sqlite3.connect(path) as bare:
        bare.executescript(sql)


def test_a_set_is_read_outside_the_windows_thread(hub: Hub, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch):
    recorded(hub.session)
    readers: list[threading.Thread] = []
    real = ReviewSession.readings

    def watched(session: ReviewSession, sha256: str) -> Readings:
        readers.append(threading.current_thread())
        return real(session, sha256)

    monkeypatch.setattr(ReviewSession, "readings", watched)
    with qtbot.waitSignal(hub.assessed):
        hub.judge()
    assert readers
    assert threading.main_thread() not in readers
    assert hub.answers is not None
    assert [len(each.readings or ()) for each in hub.answers.cpk.characteristics] == [12]


@pytest.mark.parametrize("damaged", ["missing", "damaged"], indirect=True)
def test_what_cant_be_read_is_said_once_and_the_rest_is_judged(hub: Hub, qtbot: QtBot, damaged: str):
    said: list[tuple[Problem, ...]] = []
    hub.failed.connect(said.append)
    for _ in range(2):
        with qtbot.waitSignal(hub.assessed):
            hub.judge()
    assert [each.where for problems in said for each in problems] == [damaged]
    assert hub.answers is not None
    standing: Characteristic = hub.answers.cpk.characteristics[0]
    assert not len(standing.readings or ())
    with pytest.raises(Refused) as refused:
        hub.session.snapshot()
    assert [each.where for each in refused.value.problems] == [damaged]


@pytest.mark.parametrize("damaged", ["missing", "damaged"], indirect=True)
def test_every_tab_says_what_it_cant_show_and_takes_nothing_over_it(hub: Hub, desk: Desk, qtbot: QtBot, damaged: str):
    page = PerformancePage(desk, next(each for each in STOPS if each.id == "performance"))
    qtbot.addWidget(page)
    page.show()
    before = len(hub.session.history())
    for name in ("capability", "gauge", "sampling"):
        page.show_tab(name)
        qtbot.waitUntil(lambda: any("测量" in each or "文件" in each for each in _said(page)), timeout=5000)
    tab = page.tabs["capability"]
    assert not tab.readings.entry.isEnabled()  # pyright: ignore[reportAttributeAccessIssue]
    assert len(hub.session.history()) == before


@pytest.mark.parametrize("damaged", ["damaged"], indirect=True)
def test_the_leaving_check_says_what_it_cant_read(hub: Hub, desk: Desk, qtbot: QtBot, heard: object, damaged: str):
    with qtbot.waitSignal(hub.assessed):
        hub.judge()
    page = LeavingPage(desk, next(each for each in STOPS if each.id == "leaving"))
    page.show_tab("check")
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: bool(heard.problems), timeout=5000)  # pyright: ignore[reportAttributeAccessIssue]


def _said(page: QWidget) -> list[str]:
    return [each.text() for each in page.findChildren(QLabel) if each.isVisible()]
