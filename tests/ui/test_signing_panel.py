"""Signing in the window: who is next, what is missing is said, hand and token, and signing on later."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from qmdesk.model.journal import Edit, Place
from qmdesk.review.verifying import verify_file
from qmdesk.trust.identity import pem_of
from qmdesk.trust.p12 import save_p12
from qmdesk.ui.desk import Desk
from qmdesk.ui.pages.registry import stops_of
from qmdesk.ui.pages.report import ReportPage
from qmdesk.ui.signing.expected import expected
from tests.report.signing_paper import handwriting
from tests.trust import people

TEAM = {"m1": ("lead", "王𬭎"), "m2": ("assessor", "李祎"), "m3": ("representative", "赵堃")}


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> ReportPage:
    for key, (role, name) in TEAM.items():
        desk.hub.record([Edit(Place(f"member:{key}", "role"), role), Edit(Place(f"member:{key}", "name"), name)])
    spec = next(each for each in stops_of(desk.hub.form, "zh-CN") if each.id == "report")
    made = ReportPage(desk, spec)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def files(tmp_path: Path) -> Path:
    save_p12(people.lead(), tmp_path / "lead.p12", "口令")
    save_p12(people.assessor(), tmp_path / "assessor.p12", "口令")
    (tmp_path / "trust.pem").write_bytes(pem_of(people.root().certificate))
    handwriting(tmp_path / "hand.png")
    return tmp_path


def add_file(page: ReportPage, path: Path, secret: str = "口令") -> None:
    panel = page.signing
    panel.means.setCurrentIndex(panel.means.findData("file"))
    panel.certificate.setText(str(path))
    panel.secret.setText(secret)
    panel.add()


def add_hand(page: ReportPage, role: str, picture: Path) -> None:
    panel = page.signing
    panel.means.setCurrentIndex(panel.means.findData("hand"))
    panel.role.setCurrentIndex(panel.role.findData(role))
    panel.handwriting.setText(str(picture))
    panel.add()


def test_the_next_in_order_is_offered_until_all_are_there(page: ReportPage, files: Path):
    assert [each.role for each in expected(page._desk.hub)] == ["lead", "assessor", "representative"]
    panel = page.signing
    assert panel.role.currentData() == "lead"
    add_file(page, files / "lead.p12")
    assert panel.role.currentData() == "assessor"
    add_file(page, files / "assessor.p12")
    assert panel.role.currentData() == "representative"
    add_hand(page, "representative", files / "hand.png")
    assert [(each.role, each.by_hand, each.name) for each in page._wishes] == [
        ("lead", False, "王𬭎"), ("assessor", False, "李祎"), ("representative", True, "赵堃"),
    ]  # fmt: skip
    panel.later.setChecked(True)
    assert panel.going().later == ()


def test_what_is_missing_is_said_in_place(page: ReportPage, files: Path):
    panel = page.signing
    add_hand(page, "lead", files / "hand.png")
    assert "组长" in panel._problem.text()
    panel.role.setCurrentIndex(panel.role.findData("representative"))
    panel.handwriting.clear()
    panel.add()
    assert panel._problem.text() == "请先手写，或选择签名图片"
    panel.means.setCurrentIndex(panel.means.findData("token"))
    panel.add()
    assert panel._problem.text() == "请先查找令牌并选择证书"
    add_file(page, files / "none.p12")
    assert panel._problem.text() == "请选择证书文件（.p12）"
    assert page._wishes == []


def test_a_refusal_is_shown_with_its_words_and_nobody_waits_for_it(page: ReportPage):
    hub = page._desk.hub
    hub.record([Edit(Place("case", "refused"), True), Edit(Place("case", "refusal_reason"), "要先复检")])
    assert expected(hub)[-1].refused == "要先复检"
    assert [each.role for each in page.signing._waiting()] == ["lead", "assessor"]


def test_a_library_that_is_none_is_said_and_nothing_hangs(page: ReportPage, qtbot: QtBot, tmp_path: Path):
    choice = page.signing.token
    choice.library.setText(str(tmp_path / "nothing.so"))
    choice.look()
    qtbot.waitUntil(lambda: "nothing.so" in choice._said.text() or "令牌" in choice._said.text()[:8], timeout=10_000)
    qtbot.waitUntil(lambda: "正在" not in choice._said.text(), timeout=10_000)
    assert choice.uri() == ""


def test_a_hand_under_the_lead_and_the_rest_signed_later(page: ReportPage, files: Path, qtbot: QtBot):
    add_hand(page, "representative", files / "hand.png")
    add_file(page, files / "lead.p12")
    page.signing.later.setChecked(True)
    assert page.signing.going().later == ("assessor",)
    target = files / "signed.pdf"
    page.save(target)
    qtbot.waitUntil(lambda: target.exists() and page._save.isEnabled(), timeout=60_000)
    assert page._wishes == []
    codes = [each.code for each in verify_file(target, files, [files / "trust.pem"]).problems]
    assert "report-role-by-hand" in codes and "report-role-unsigned" in codes
    before = target.read_bytes()
    add_file(page, files / "assessor.p12", "falsch")
    page.sign_more(target)
    qtbot.wait(500)
    assert target.read_bytes() == before and len(page._wishes) == 1
    page._wishes.clear()
    add_file(page, files / "assessor.p12")
    page.signing.wishes[0] = page.signing.wishes[0].__class__("assessor", files / "assessor.p12", "口令", None)
    page.sign_more(target)
    qtbot.waitUntil(lambda: page._wishes == [], timeout=60_000)
    assert [each.role for each in verify_file(target, files, [files / "trust.pem"]).signatures] == ["lead", "assessor"]
