"""Claims: a time that can't be right is told at opening, in the history and in the leaving check."""

# pyright: reportUnknownLambdaType=false

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from qmdesk.formdef.types import Form
from qmdesk.model.journal import Edit, Place
from qmdesk.review.begin import begin
from qmdesk.review.session import ReviewSession, Who
from qmdesk.ui.window import MainWindow


def labels(over: QWidget) -> list[str]:
    return [each.text() for each in over.findChildren(QLabel)]


def test_a_clock_a_year_ahead_is_shown_where_times_are_read(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, form: Form, who_of: Callable[[str], Who]
):
    path, who = tmp_path / "a.qmcase", who_of("王工")
    begin(path, form, who, enterprise="甬江机械", credit_code="91330212MA2TE8XU04").close()
    ahead = datetime.now(UTC) + timedelta(days=365)
    with ReviewSession.open(path, who, clock=lambda: ahead) as session:
        session.record(Edit(Place("case", "region"), "宁波")).wait()
    with qtbot.waitSignal(window.ready, timeout=10_000):
        window.open_case(path)
    assert any("时间还没有到" in each for each in labels(window)), "told at opening"
    assert window.shell is not None
    window.shell.go("page:history")
    table = window.shell.pages["history"]._table  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: table.model().rowCount() > 0)
    newest = table.model().index(0, 0)
    time = ahead.isoformat()[:19].replace("T", " ")
    assert newest.data() == time
    assert newest.data(Qt.ItemDataRole.AccessibleTextRole) == f"{time}（时间存疑）"
    assert not newest.data(Qt.ItemDataRole.DecorationRole).isNull()
    assert "时间还没有到" in newest.data(Qt.ItemDataRole.ToolTipRole)
    older = table.model().index(1, 0)
    assert older.data(Qt.ItemDataRole.DecorationRole) is None
    if window.hub is not None and window.hub.assessment is None:
        with qtbot.waitSignal(window.hub.assessed):
            pass
    window.shell.go("page:leaving/check")
    leaving = window.shell.pages["leaving"]
    qtbot.waitUntil(lambda: any("时间还没有到" in each for each in labels(leaving)))
