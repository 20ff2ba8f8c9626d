"""Reports made one after the other in one window leave nothing behind on the page."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot

from qmdesk.ui.desk import Desk
from qmdesk.ui.pages import report
from qmdesk.ui.pages.registry import stops_of
from qmdesk.ui.pages.report_work import Built, Watch


def test_what_watches_a_report_goes_with_it(desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    made: list[str] = []

    def write(*_: object) -> Built:
        made.append("")
        return Built(tmp_path / "preview.pdf", 0, ())

    monkeypatch.setattr(report, "write", write)
    spec = next(each for each in stops_of(desk.hub.form, "zh-CN") if each.id == "report")
    page = report.ReportPage(desk, spec)
    qtbot.addWidget(page)
    for number in range(1, 4):
        page.build()
        assert len(page.findChildren(Watch)) == 1
        qtbot.waitUntil(lambda n=number: len(made) == n and page._build.isEnabled())  # pyright: ignore[reportPrivateUsage]
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        assert page.findChildren(Watch) == []
