"""The results page of a programme: empty at first, lists and reasons then, contacts taken in, a workbook out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from qmdesk.ui.programme.desk import now
from qmdesk.ui.programme.plain_table import PlainTable
from qmdesk.ui.programme.results import ResultsPage
from qmdesk.ui.window import MainWindow
from qmdesk.workspace.programme import Programme, Write

FIELDS = {"enterprise": "示例机械", "credit_code": "91330212MA2TE8XU04", "province": "浙江", "city": "宁波"}
ROWS = (
    {"onsite_level": "2", "concluded_on": "2026-10-01"},
    {"onsite_level": "3", "second_level": "3", "consent": "true"},
    {"onsite_level": "3", "second_level": "3"},
    {},
)


@pytest.fixture
def page(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> Iterator[ResultsPage]:
    """The page of an empty programme of Zhejiang."""
    path = tmp_path / "2026.qmprog"
    Programme.make(path, "zhejiang", 2026, author="办", at=now()).close()
    door = window._programmes()
    door.open(path)
    qtbot.waitUntil(lambda: door.shell is not None)
    window.resize(1366, 768)
    window.show()
    assert door.shell is not None
    door.shell.go("page:results")
    found = door.shell.pages["results"]
    assert isinstance(found, ResultsPage)
    qtbot.waitUntil(lambda: found._found is not None)
    yield found


def fill(page: ResultsPage, qtbot: QtBot) -> None:
    hub = page._desk.hub
    keys = hub.programme.new_keys(len(ROWS))
    before = page._found
    hub.record(
        [
            Write(key, name, value)
            for key, more in zip(keys, ROWS, strict=True)
            for name, value in {**FIELDS, **more}.items()
        ]
    )
    qtbot.waitUntil(lambda: page._found is not before)


def test_an_empty_programme_says_what_to_do(page: ResultsPage) -> None:
    assert page._stack.currentIndex() == 0
    assert not page.export.isVisible()


def test_every_row_stands_somewhere_and_is_found(page: ResultsPage, qtbot: QtBot) -> None:
    fill(page, qtbot)
    tables = [page.tabs.widget(at) for at in range(page.tabs.count())]
    counts = [each.rows.rowCount() for each in tables if isinstance(each, PlainTable)]
    assert counts == [1, 1, 2, 0, 0]
    assert page.tabs.tabText(2).endswith("2")
    page.search.setText("没有记录")
    held = tables[2]
    assert isinstance(held, PlainTable)
    page.search.setText("同意")
    assert held.model().rowCount() == 1
    held.selectRow(0)
    QTest.keyClick(held, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert "示例机械" in QGuiApplication.clipboard().text()


def test_results_are_exported(page: ResultsPage, qtbot: QtBot, tmp_path: Path) -> None:
    fill(page, qtbot)
    target = tmp_path / "结果.xlsx"
    page.export_to(target)
    qtbot.waitUntil(target.exists)
    qtbot.waitUntil(lambda: not [each for each in tmp_path.iterdir() if ".part" in each.name])
    assert len(openpyxl.load_workbook(target).sheetnames) == 3


def test_contacts_are_taken_in(page: ResultsPage, qtbot: QtBot, tmp_path: Path) -> None:
    table = tmp_path / "联络员.csv"
    table.write_text("地区,姓名,工作单位,手机号码\n杭州,甲,经信局,13800000001\n")
    page.import_contacts(table)
    qtbot.waitUntil(lambda: page._found is not None and len(page._found.contacts) == 1)
    assert page._stack.currentIndex() == 1
    page.tabs.setCurrentIndex(page.tabs.count() - 1)
    assert page._give.isVisible() and not page.export.isVisible()
