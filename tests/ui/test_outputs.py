"""Other formats from the window: made in the pool, noted in the journal, the template remembered."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from qmdesk.model.canonical import sha256_bytes
from qmdesk.ui.desk import Desk
from qmdesk.ui.pages import outputs
from qmdesk.ui.pages.registry import stops_of
from qmdesk.ui.pages.report import ReportPage
from qmdesk.ui.pages.report_copy import CopyWindow, CopyWish


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


def test_a_copy_is_made_for_somebody_with_further_words_masked(
    page: ReportPage, desk: Desk, qtbot: QtBot, tmp_path: Path
):
    window = page.outputs.ask_copy()
    assert isinstance(window, CopyWindow)
    window.policy.setCurrentIndex(window.policy.findData("training"))
    window.to.setText("培训班")
    window.words.setText("老张、 甬江厂，")
    wished = list[CopyWish]()
    made = window._make
    window._make = lambda wish: (wished.append(wish), made(wish))
    window.wish(tmp_path / "c.docx")
    assert wished == [CopyWish(tmp_path / "c.docx", "training", "培训班", ("老张", "甬江厂"))]
    qtbot.waitUntil(page.outputs.button.isEnabled, timeout=60_000)
    assert (tmp_path / "c.docx").is_file()
    noted = {place.name: each.value for place, each in desk.hub.session.state.items() if place.kind == "export"}
    assert (noted["what"], noted["to"], noted["policy"]) == ("copy-docx", "培训班", "training")


def test_a_policy_of_ones_own_needs_its_file(page: ReportPage):
    window = page.outputs.ask_copy()
    assert isinstance(window, CopyWindow)
    window.policy.setCurrentIndex(window.policy.findData("own"))
    window._ask()
    assert "方案文件" in window.said
    window.close()


def test_a_saved_report_is_noted_and_a_preview_is_not(page: ReportPage, desk: Desk, qtbot: QtBot, tmp_path: Path):
    page.build()
    qtbot.waitUntil(page._build.isEnabled, timeout=60_000)
    assert not [place for place in desk.hub.session.state if place.kind == "export"]
    page.save(tmp_path / "r.pdf")
    qtbot.waitUntil(lambda: any(place.kind == "export" for place in desk.hub.session.state), timeout=60_000)
    noted = {place.name: each.value for place, each in desk.hub.session.state.items() if place.kind == "export"}
    assert noted["what"] == "report"
    assert noted["sha256"] == sha256_bytes((tmp_path / "r.pdf").read_bytes())
