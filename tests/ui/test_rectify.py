"""Verification in the window: a package looked at, taken in, verified, also on a concluded case."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from qmdesk.model.journal import Edit, Place
from qmdesk.review.conclude import conclude
from qmdesk.ui.desk import Desk
from qmdesk.ui.hub import Hub
from qmdesk.ui.pages.rectify import RectifyPage
from qmdesk.ui.pages.rectify.verification import VerificationTab
from qmdesk.ui.pages.registry import STOPS
from qmdesk.ui.start.page import StartPage
from qmdesk.ui.window import MainWindow


@pytest.fixture
def tab(desk: Desk, hub: Hub, qtbot: QtBot) -> VerificationTab:
    edits = [Edit(Place(f"item:{each.id}", "level", "onsite", "王工"), 2) for each in hub.form.items]
    edits += [Edit(Place(f"figure:{each.id}", "tracked", "onsite"), "false") for each in hub.form.figures]
    for key, due in (("late", "2020-01-01"), ("far", "2999-01-01")):
        values = {"binds": "item:system.process", "action": f"做 {key}", "due": due}
        edits += [Edit(Place(f"suggestion:{key}", name), value) for name, value in values.items()]
    hub.record(edits)
    conclude(hub.session).wait()
    page = RectifyPage(desk, next(each for each in STOPS if each.id == "rectify"))
    qtbot.addWidget(page)
    page.resize(900, 700)
    page.show()
    made = page.show_tab("verification")
    assert isinstance(made, VerificationTab)
    return made


def test_reminders_show_what_is_overdue(tab: VerificationTab):
    assert set(tab.listed) == {"late", "far"}
    tab.which.setCurrentIndex(tab.which.findData("0"))
    tab.refresh()
    assert tab.listed == ("late",)


def test_a_verification_needs_its_ground_and_closes_the_suggestion(tab: VerificationTab, hub: Hub, heard: object):
    tab.open("late")
    tab.verify("late", "closed", " ")
    assert hub.text("suggestion:late", "status") == ""
    assert heard.said  # pyright: ignore[reportAttributeAccessIssue]
    tab.verify("late", "closed", "看过 12 张过程卡")
    assert hub.text("suggestion:late", "status") == "closed"
    assert hub.undo()
    assert hub.text("suggestion:late", "status") == ""


def test_what_was_typed_outlives_a_refresh(tab: VerificationTab, hub: Hub, qtbot: QtBot):
    from qmdesk.ui.widgets.typing_fields import AreaField

    def reason() -> AreaField:
        def fields() -> list[AreaField]:
            return [each for each in tab.findChildren(AreaField) if each.isVisible()]

        qtbot.waitUntil(lambda: len(fields()) == 1)
        return fields()[0]

    tab.open("late")
    reason().setPlainText("写到一半")
    hub.record([Edit(Place("rectification:r", "suggestion"), "far"), Edit(Place("rectification:r", "done"), "补了")])
    tab.open("far")
    tab.open("late")
    assert reason().toPlainText() == "写到一半"


def test_a_package_is_shown_before_it_is_taken_in_and_known_again(
    tab: VerificationTab, hub: Hub, qtbot: QtBot, tmp_path: Path
):
    path = tmp_path / "表.xlsx"
    tab.write_book(path)
    qtbot.waitUntil(path.exists, timeout=20_000)
    book = openpyxl.load_workbook(path)
    sheet = book.active
    assert sheet is not None
    sheet["G5"] = "已补"
    book.save(path)
    tab.incoming.look_into(path)
    qtbot.waitUntil(lambda: tab.incoming.package is not None, timeout=30_000)
    assert not hub.keys("rectification"), "nothing is written before it is looked at"
    tab.incoming.take()
    assert len(hub.keys("rectification")) == 1
    tab.incoming.look_into(path)
    qtbot.waitUntil(lambda: tab.incoming.package is not None, timeout=30_000)
    entries = len(hub.session.history())
    tab.incoming.take()
    assert len(hub.session.history()) == entries


def test_the_start_page_reminds_of_what_was_due_when_the_case_was_open_last(tab: VerificationTab, desk: Desk, hub: Hub):
    path = hub.session.path
    desk.settings.remember(path, "甬江机械")
    tab.refresh()
    assert desk.settings.due(path) == ["2020-01-01", "2999-01-01"]
    page = StartPage(desk.theme, desk.settings, "zh-CN", sample=False)
    said = [each.text() for each in page.findChildren(QLabel)]
    assert "整改逾期 1 条" in said
    tab.verify("late", "closed", "看过")
    page.refresh()
    assert desk.settings.due(path) == ["2999-01-01"]
    desk.settings.remember(path, "")
    desk.settings.remember_due(path, ["2020-01-01"])
    assert desk.settings.due(path) == ["2999-01-01"], "of a case without a name nothing new is kept"


def test_the_next_review_is_begun_from_the_window(window: MainWindow, qtbot: QtBot, tmp_path: Path, hub: Hub):
    hub.record(
        [Edit(Place("suggestion:s1", "action"), "做"), Edit(Place("suggestion:s1", "binds"), "item:system.process")]
    )
    path = hub.session.path
    hub.close()
    with qtbot.waitSignal(window.ready, timeout=30_000):
        window.cases.begin_next(path)
    assert window.hub is not None
    assert window.hub.session.path.name == "甬江 下次评价.qmcase"
    assert len(window.hub.keys("suggestion")) == 1
