"""The real window: a review begun, interrupted and gone on with; every page in every language and look."""

from __future__ import annotations

import gc
from collections.abc import Callable
from pathlib import Path
from weakref import ref

import pytest
from PySide6.QtCore import Qt, QThreadPool
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QListWidget, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from qmdesk.model.journal import Edit, Place, Stage
from qmdesk.review.session import Who
from qmdesk.ui.app import Dresser
from qmdesk.ui.evidence.thumbs import thumbs_of
from qmdesk.ui.pages.dimension.page import DimensionPage
from qmdesk.ui.settings import Settings
from qmdesk.ui.shell.notices import Notices
from qmdesk.ui.start.new_case import NewCasePage
from qmdesk.ui.theme import LOOKS
from qmdesk.ui.window import MainWindow

CODE = "91330212MA2TE8XU04"


def begin_in(window: MainWindow, qtbot: QtBot, path: Path) -> None:
    window.show_new_case()
    page = window.centralWidget().currentWidget()  # type: ignore[attr-defined]
    assert isinstance(page, NewCasePage)
    page._path = path
    page.enterprise.setText("宁波甬江精密机械有限公司")
    page.code.setText(CODE)
    page.author.setText("王工")
    with qtbot.waitSignal(window.ready, timeout=10_000):
        page.submit()


def front(window: MainWindow) -> DimensionPage:
    assert window.shell is not None
    page = window.shell.stack.currentWidget()
    assert isinstance(page, DimensionPage)
    return page


def test_a_review_goes_on_where_it_was_left(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, dresser: Dresser, who_of: Callable[[str], Who]
):
    path = tmp_path / "甬江.qmcase"
    begin_in(window, qtbot, path)
    assert window.hub is not None
    window._go("item:system.people")
    with qtbot.waitSignal(window.hub.saved):
        qtbot.keyClick(front(window).list, Qt.Key.Key_3)
    front(window).card.note.editor.setFocus()
    front(window).card.note.editor.setPlainText("没有离开输入框就关窗")  # type: ignore[attr-defined]
    window.close()

    again = MainWindow(Settings(tmp_path / "home"), who_of, "zh-CN", dresser)
    assert again.settings.recent == [path]
    with qtbot.waitSignal(again.ready, timeout=10_000):
        again.open_case(path)
    assert front(again).card.item.id == "system.people"
    assert again.hub is not None
    assert again.hub.value("item:system.people", "level", Stage.ONSITE, "王工") == 3
    assert again.hub.text("item:system.people", "note", Stage.ONSITE) == "没有离开输入框就关窗"
    again.close()
    again.deleteLater()


def test_a_wrong_credit_code_is_said_beside_it_and_nothing_is_made(window: MainWindow, tmp_path: Path):
    window.show_new_case()
    page = window.centralWidget().currentWidget()  # type: ignore[attr-defined]
    page._path = tmp_path / "x.qmcase"
    page.enterprise.setText("x")
    page.author.setText("王工")
    page.code.setText(CODE[:-1] + "5")
    page.submit()
    assert page._code_problem.isVisible()
    assert not (tmp_path / "x.qmcase").exists()


def test_a_case_that_cannot_be_opened_leads_back_to_the_start(window: MainWindow, qtbot: QtBot, tmp_path: Path):
    broken = tmp_path / "broken.qmcase"
    broken.write_bytes(b"not a case")
    with qtbot.waitSignal(window.ready, timeout=10_000):
        window.open_case(broken)
    assert window.hub is None
    assert window.notices._shown is not None


@pytest.mark.parametrize("lang", ["zh-CN", "en"])
@pytest.mark.parametrize("look", LOOKS)
def test_every_page_opens_in_every_language_and_look(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, lang: str, look: str
):
    window.settings.put("look", look)
    window.wear(f"lang={lang}")
    begin_in(window, qtbot, tmp_path / "a.qmcase")
    assert window.shell is not None
    assert window.hub is not None
    edits = [Edit(Place(f"item:{each.id}", "level", "onsite", "王工"), 2) for each in window.hub.form.items[:8]]
    with qtbot.waitSignal(window.hub.assessed):
        window.hub.record(edits)
    for stop in window.shell.stops:
        window._go(f"page:{stop.id}")
        assert window.shell.current == stop.id
        qtbot.wait(5)
        assert unnamed(window) == []


def unnamed(window: MainWindow) -> list[str]:
    """Widgets that can be operated and that a screen reader has no name for."""
    kinds = (QAbstractButton, QLineEdit, QPlainTextEdit, QComboBox, QListWidget)
    return [
        f"{type(each).__name__} {each.objectName()}"
        for each in window.findChildren(QWidget)
        if isinstance(each, kinds)
        and each.isVisible()
        and each.focusPolicy() != Qt.FocusPolicy.NoFocus
        and not each.objectName().startswith("qt_")
        and not (each.accessibleName() or (isinstance(each, QAbstractButton) and each.text()))
    ]


def test_changing_the_look_keeps_the_place(window: MainWindow, qtbot: QtBot, tmp_path: Path):
    begin_in(window, qtbot, tmp_path / "a.qmcase")
    window._go("page:grade")
    window.wear("look=dark")
    assert window.shell is not None
    assert window.shell.current == "grade"
    window.wear("scale=+")
    assert window.theme.scale > 1
    assert window.shell.current == "grade"


def test_undo_is_named(window: MainWindow, qtbot: QtBot, tmp_path: Path):
    begin_in(window, qtbot, tmp_path / "a.qmcase")
    assert window.hub is not None
    assert window.shell is not None
    window.hub.record(Edit(Place("item:system.process", "level", "onsite", "王工"), 3))
    bar = window.shell.bar
    qtbot.waitUntil(lambda: "评级 保证级" in bar._undo.toolTip())
    bar.take_back()
    assert "评级 保证级" in bar._redo.toolTip()
    bar.take_back(redo=True)
    assert window.hub.value("item:system.process", "level", Stage.ONSITE, "王工") == 3


def test_search_finds_and_goes(window: MainWindow, qtbot: QtBot, tmp_path: Path):
    begin_in(window, qtbot, tmp_path / "a.qmcase")
    assert window.shell is not None
    search = window.shell.search
    search.open()
    search._field.setText("过程 控制")
    qtbot.keyClick(search._field, Qt.Key.Key_Return)
    assert front(window).card.item.name.zh == "关键过程控制"
    assert not search.isVisible()


def test_a_broken_settings_file_starts_with_the_defaults(
    tmp_path: Path, who_of: Callable[[str], Who], dresser: Dresser, qtbot: QtBot
):
    home = tmp_path / "other"
    home.mkdir()
    (home / "desktop.ini").write_bytes(b"\x00\xff[[[\nscale=much\nlook=pink\n\x80")
    made = MainWindow(Settings(home), who_of, "zh-CN", dresser)
    assert (made.theme.look, made.theme.scale) == ("light", 1.0)
    made.close()
    made.deleteLater()


def test_the_live_grade_is_an_interval_until_everything_is_known(window: MainWindow, qtbot: QtBot, tmp_path: Path):
    begin_in(window, qtbot, tmp_path / "a.qmcase")
    assert window.hub is not None
    if window.hub.assessment is None:
        with qtbot.waitSignal(window.hub.assessed):
            pass
    assert window.shell is not None
    labels = [each.text() for each in window.shell.panel.findChildren(QWidget) if hasattr(each, "text")]
    assert "经验级 ~ 卓越级" in labels
    assert QApplication.instance() is not None


def test_search_does_what_can_be_done_and_opens_the_handbook(window: MainWindow, qtbot: QtBot, tmp_path: Path):
    begin_in(window, qtbot, tmp_path / "a.qmcase")
    assert window.shell is not None
    search = window.shell.search
    search.open()
    search._field.setText("深色")
    qtbot.keyClick(search._field, Qt.Key.Key_Return)
    assert window.theme.look == "dark"
    search = window.shell.search
    search.open()
    search._field.setText("离厂检查 手册")
    qtbot.keyClick(search._field, Qt.Key.Key_Return)
    made = window.tools._open["help"]
    assert made.isVisible()
    assert made.current == "leaving"  # type: ignore[attr-defined]
    window.tools.close()


def test_what_was_closed_is_let_go(window: MainWindow, qtbot: QtBot, tmp_path: Path):
    """The review with all its entries and pictures, though pictures were still asked for, and its notices."""
    path = tmp_path / "甬江.qmcase"
    begin_in(window, qtbot, path)
    assert window.hub is not None
    for number in range(3):
        thumbs_of(window.hub).ask(window, f"{number:064}", 32, lambda _: None)
    closed = [ref(window.hub.session)]
    window.show_start()
    for _ in range(3):
        with qtbot.waitSignal(window.ready, timeout=10_000):
            window.open_case(path)
        assert window.hub is not None
        closed.append(ref(window.hub.session))
        window.show_start()
    qtbot.waitUntil(lambda: not window._demolition.busy)
    assert QThreadPool.globalInstance().waitForDone(5000)
    qtbot.wait(50)
    gc.collect()
    assert [each() for each in closed] == [None] * 4
    assert window.findChildren(Notices) == [window.notices]
