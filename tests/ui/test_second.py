"""A second review in the window: begun from the start page or in the case, who holds it, reasons beside the levels."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from qmdesk.formdef.loader import load_builtin
from qmdesk.model.journal import Edit, Place, Stage
from qmdesk.review.begin import begin
from qmdesk.review.packing import pack_case
from qmdesk.review.second import Begins, begin_second, name_second
from qmdesk.review.session import ReviewSession, Who
from qmdesk.trust.device import device_identity
from qmdesk.ui.desk import Desk
from qmdesk.ui.hub import Hub
from qmdesk.ui.pages.grade.stages import REASONS, StagesTab
from qmdesk.ui.second import SecondFacts, SecondWindow, begin_here
from qmdesk.ui.window import MainWindow
from qmdesk.visit.second import second_of


def first_review(folder: Path) -> ReviewSession:
    who = Who("a" * 16, "王工", folder / "first-home")
    session = begin(
        folder / "a.qmcase", load_builtin("meqmc"), who, enterprise="甬江", credit_code="91330212MA2TE8XU04"
    )
    for item in session.form.items:
        session.record(Edit(Place(f"item:{item.id}", "level", "onsite", "王工"), 2))
    return session


@pytest.fixture
def over(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def own(desk: Desk, tmp_path: Path) -> Iterator[Desk]:
    """A desk with a first review that anybody may review again, for a reason."""
    hub = Hub(first_review(tmp_path))
    yield Desk(hub, desk.theme, desk.lang, desk.settings, desk.go, desk.tell, desk.tell_problems)
    hub.close()


def test_below_the_gate_it_is_asked_why_in_place_and_nothing_is_modal(own: Desk, over: QWidget):
    asked = begin_here(own, over)
    assert not asked.isModal()
    asked.institution.setText("杭州第二评价中心")
    asked.report.setText("ZJ-2026-017")
    asked.submit()
    assert second_of(own.hub.session.state) is None
    assert "还没有定到一个等级" in asked.said
    assert "case/" not in asked.said, "places are no words"
    assert not asked._why.isHidden()
    assert asked.institution.text() == "杭州第二评价中心", "what was typed stays"
    asked.reason.setPlainText("抽查")
    asked.submit()
    made = second_of(own.hub.session.state)
    assert made is not None
    assert (made.institution, made.report, made.reason) == ("杭州第二评价中心", "ZJ-2026-017", "抽查")
    assert own.hub.stage is Stage.SECOND
    assert own.hub.record(Edit(Place("step:s", "passed", "second"), 3))
    assert not own.hub.record(Edit(Place("step:s", "passed", "onsite"), 3))


def test_what_no_reason_helps_against_is_only_told(own: Desk, over: QWidget):
    begin_second(own.hub.session, Begins(reason="抽查")).wait()
    asked = begin_here(own, over)
    asked.submit()
    assert "已经开始二次复核" in asked.said
    assert asked._why.isHidden()


def test_who_holds_it_can_be_said_later_and_is_mended_beside_the_stages(own: Desk, qtbot: QtBot):
    begin_second(own.hub.session, Begins(reason="抽查")).wait()
    before = second_of(own.hub.session.state)
    facts = SecondFacts(own)
    qtbot.addWidget(facts)
    facts.institution.setText("杭州第二评价中心")
    qtbot.keyClick(facts.institution, Qt.Key.Key_Return)
    facts.report.setText("ZJ-2026-017")
    qtbot.keyClick(facts.report, Qt.Key.Key_Return)
    made = second_of(own.hub.session.state)
    assert before is not None
    assert made is not None
    assert (made.institution, made.report) == ("杭州第二评价中心", "ZJ-2026-017")
    assert (made.reason, made.heads, made.code, made.at) == (before.reason, before.heads, before.code, before.at)
    own.hub.do(lambda: name_second(own.hub.session, "另一机构", ""))
    assert (facts.institution.text(), facts.report.text()) == ("另一机构", "")


def test_no_second_review_no_fields(own: Desk, qtbot: QtBot):
    tab = StagesTab(own)
    qtbot.addWidget(tab)
    assert tab.facts.isHidden()


def test_the_reason_is_written_in_its_column_where_levels_differ_and_only_there(own: Desk, qtbot: QtBot):
    hub = own.hub
    begin_second(hub.session, Begins(reason="抽查")).wait()
    hub.set_stage(Stage.SECOND)
    same, other = hub.form.items[0].id, hub.form.items[1].id
    for item, level in ((same, 2), (other, 1)):
        hub.record(Edit(Place(f"item:{item}", "level", "second", hub.author), level))
    tab = StagesTab(own)
    qtbot.addWidget(tab)
    tab.show()
    tree = tab.tree

    def row(item: str):
        found = tree.findItems("", Qt.MatchFlag.MatchContains | Qt.MatchFlag.MatchRecursive)
        return next((each for each in found if each.data(0, Qt.ItemDataRole.UserRole) == f"item:{item}"), None)

    qtbot.waitUntil(lambda: row(other) is not None and "↓" in row(other).text(3), timeout=30_000)
    assert row(other).flags() & Qt.ItemFlag.ItemIsEditable
    assert not row(same).flags() & Qt.ItemFlag.ItemIsEditable
    tree.setCurrentItem(row(other), REASONS)
    tree.editItem(row(other), REASONS)
    qtbot.keyClicks(tree.findChild(QLineEdit), "photo shows otherwise")
    qtbot.keyClick(tree.findChild(QLineEdit), Qt.Key.Key_Return)
    said = lambda: hub.session.value(f"item:{other}", "second_reason", Stage.SECOND)  # noqa: E731
    qtbot.waitUntil(lambda: said() == "photo shows otherwise")
    qtbot.waitUntil(lambda: row(other) is not None and row(other).text(REASONS) == "photo shows otherwise")


def test_from_the_start_page_it_begins_with_the_package_that_was_chosen(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
):
    first = first_review(tmp_path)
    device = device_identity(first.who.home)
    package = tmp_path / "首次.zip"
    pack_case(first, package, device, device=device.id)
    first.close()
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(package), ""))
    window._on_asked("second")
    (asked,) = (each for each in window.findChildren(QDialog) if isinstance(each, SecondWindow))
    assert any("首次.zip" in each.text() for each in asked.findChildren(QLabel))
    asked.institution.setText("杭州第二评价中心")
    asked.submit()
    qtbot.waitUntil(lambda: not asked._why.isHidden(), timeout=60_000)
    assert window.hub is None
    assert [each.name for each in tmp_path.glob("*二次复核*")] == []
    asked.reason.setPlainText("抽查")
    asked.report.setText("ZJ-2026-017")
    asked.submit()
    qtbot.waitUntil(lambda: window.hub is not None, timeout=60_000)
    assert window.hub is not None
    made = second_of(window.hub.session.state)
    assert made is not None
    assert (made.institution, made.report, made.package) == ("杭州第二评价中心", "ZJ-2026-017", "首次.zip")
    assert window.hub.stage is Stage.SECOND
    assert window.hub.session.path.name == "首次 二次复核.qmcase"
    window.shell.go("case/second_review")
    assert window.shell.current == "grade"
    assert isinstance(window.shell.pages["grade"].tabs.currentWidget(), StagesTab)


def test_a_package_that_can_not_be_opened_is_told_beside_the_start_page(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
):
    junk = tmp_path / "junk.zip"
    junk.write_bytes(b"junk")
    asked = window.cases.begin_second(junk)
    asked.submit()
    qtbot.waitUntil(lambda: "junk.zip" in asked.said, timeout=60_000)
    assert window.hub is None
    assert asked._why.isHidden()
