"""Other formats from the window: made in the pool, noted in the journal, the template remembered."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from qmdesk.ui.desk import Desk
from qmdesk.ui.pages import outputs
from qmdesk.ui.pages.registry import stops_of
from qmdesk.ui.pages.report import ReportPage


@pytest.fixture
def page(desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> ReportPage:
    monkeypatch.setattr(outputs.QDesktopServices, "openUrl", lambda _url: True)
    spec = next(each for each in stops_of(desk.hub.form, "zh-CN") if each.id == "report")
    made = ReportPage(desk, spec)
    qtbot.addWidget(made)
    return made


def test_data_is_written_and_noted(page: ReportPage, desk: Desk, qtbot: QtBot, tmp_path: Path):
    page.outputs.data(tmp_path / "d.xlsx")
    assert not page.outputs.button.isEnabled()
    qtbot.waitUntil(page.outputs.button.isEnabled, timeout=60_000)
    assert (tmp_path / "d.xlsx").is_file()
    assert [place.name for place in desk.hub.session.state if place.kind == "export"] == ["at", "what", "sha256"]


def test_the_template_is_remembered_and_its_fault_told(
    page: ReportPage, desk: Desk, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    wrong = tmp_path / "office.docx"
    wrong.write_bytes(b"no document")
    monkeypatch.setattr(outputs.QFileDialog, "getOpenFileName", lambda *_: (str(wrong), ""))
    monkeypatch.setattr(outputs.QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "r.docx"), ""))
    action = next(each for each in page.outputs.menu.actions() if "模板" in each.text())
    action.trigger()
    qtbot.waitUntil(page.outputs.button.isEnabled, timeout=60_000)
    assert desk.settings.text(outputs.TEMPLATE) == str(wrong)
    assert not (tmp_path / "r.docx").exists()
    assert not [place for place in desk.hub.session.state if place.kind == "export"]
