"""F8: a note from anywhere, kept by Ctrl+Enter, set aside by Esc and never lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from qmdesk.model.journal import Edit, Place
from qmdesk.review.session import Who
from qmdesk.ui.capture.draft import drafts_of
from qmdesk.ui.capture.field import Capture
from qmdesk.ui.desk import Desk
from qmdesk.ui.hub import Hub
from qmdesk.ui.shell.review import ReviewShell
from qmdesk.ui.start import work
from tests.ui.conftest import Heard


@pytest.fixture
def shell(qtbot: QtBot, desk: Desk) -> ReviewShell:
    made = ReviewShell(desk)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    return made


def capture_of(shell: ReviewShell) -> Capture:
    shell.note()
    assert shell.capture is not None
    return shell.capture


def only_finding(desk: Desk) -> str:
    keys = desk.hub.keys("finding")
    assert len(keys) == 1
    return f"finding:{keys[0]}"


def test_the_key_brings_the_field_ready_to_type_with_the_item_in_front(shell: ReviewShell, desk: Desk, qtbot: QtBot):
    shell.go("item:system.people")
    qtbot.keyClick(shell.pages["system"], Qt.Key.Key_F8)
    assert shell.capture is not None
    assert shell.focusWidget() is shell.capture.text
    assert shell.capture.finder.where == "item:system.people"


def test_ctrl_enter_keeps_what_where_when_and_by_whom_in_one_step(shell: ReviewShell, desk: Desk, qtbot: QtBot):
    shell.go("item:system.people")
    field = capture_of(shell)
    field.text.setPlainText("作业指导书不是现行版")
    field.place.setText("3 号工位")
    field.kind.setCurrentIndex(field.kind.findData("weakness"))
    qtbot.keyClick(field.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    subject = only_finding(desk)
    said = {name: desk.hub.text(subject, name) for name in ("text", "place", "kind", "binds", "by")}
    assert said == {
        "text": "作业指导书不是现行版", "place": "3 号工位", "kind": "weakness", "binds": "item:system.people",
        "by": "王工",
    }  # fmt: skip
    assert len(desk.hub.text(subject, "at")) == len("2026-07-01T09:30")
    assert field.isHidden()
    desk.hub.undo()
    assert desk.hub.keys("finding") == []


def test_escape_records_what_there_is_and_the_key_brings_the_same_note_back(
    shell: ReviewShell, desk: Desk, qtbot: QtBot, heard: Heard
):
    field = capture_of(shell)
    field.text.setPlainText("半句")
    qtbot.keyClick(field.text, Qt.Key.Key_Escape)
    assert field.isHidden()
    subject = only_finding(desk)
    assert desk.hub.text(subject, "text") == "半句"
    assert heard.said
    assert capture_of(shell).text.toPlainText() == "半句"
    field.text.setPlainText("半句，写完了")
    field.keep()
    assert only_finding(desk) == subject
    assert desk.hub.text(subject, "text") == "半句，写完了"
    assert capture_of(shell).text.toPlainText() == ""


def test_a_pause_records_what_was_typed_so_far(shell: ReviewShell, desk: Desk, qtbot: QtBot):
    field = capture_of(shell)
    field._pause.setInterval(10)
    field.text.setPlainText("写到一半")
    qtbot.waitUntil(lambda: desk.hub.keys("finding") != [])
    subject = only_finding(desk)
    assert desk.hub.text(subject, "text") == "写到一半"
    assert field.isVisible()
    field.text.setPlainText("")
    field.set_aside()
    assert desk.hub.keys("finding") == []


def test_a_draft_that_was_changed_on_its_page_comes_back_as_it_is_there(shell: ReviewShell, desk: Desk):
    field = capture_of(shell)
    field.text.setPlainText("先这样")
    field.set_aside()
    subject = only_finding(desk)
    desk.hub.record([Edit(Place(subject, "text"), "改过了"), Edit(Place(subject, "binds"), "item:system.people")])
    assert capture_of(shell).text.toPlainText() == "改过了"
    assert field.finder.where == "item:system.people"
    field.set_aside()
    desk.hub.record([Edit(Place(subject, "deleted"), True)])
    assert capture_of(shell).text.toPlainText() == ""


def test_what_stands_in_the_field_when_the_case_is_closed_is_recorded_once(
    shell: ReviewShell, desk: Desk, who_of: Callable[[str], Who]
):
    field = capture_of(shell)
    field.text.setPlainText("还开着")
    field.save()
    field.text.setPlainText("还开着，又加一句")
    path: Path = desk.hub.session.path
    desk.hub.close()
    hub = Hub(work.open_case(path, who_of, "王工").session)
    assert [hub.text(f"finding:{key}", "text") for key in hub.keys("finding")] == ["还开着，又加一句"]
    hub.close()


def test_a_draft_outlives_a_new_window_and_is_recorded_when_the_case_is_closed(
    shell: ReviewShell, desk: Desk, qtbot: QtBot, who_of: Callable[[str], Who]
):
    field = capture_of(shell)
    field.text.setPlainText("没来得及记下")
    field.set_aside()
    again = ReviewShell(desk)  # as when the look changes
    qtbot.addWidget(again)
    assert capture_of(again).text.toPlainText() == "没来得及记下"
    again.capture.set_aside()  # pyright: ignore[reportOptionalMemberAccess]
    path: Path = desk.hub.session.path
    desk.hub.close()
    hub = Hub(work.open_case(path, who_of, "王工").session)
    assert [hub.text(f"finding:{key}", "text") for key in hub.keys("finding")] == ["没来得及记下"]
    hub.close()


def test_nothing_written_is_nothing_kept(shell: ReviewShell, desk: Desk, heard: Heard):
    field = capture_of(shell)
    field.text.setPlainText("  \n")
    assert field.keep() == ""
    assert field.isVisible()
    field.set_aside()
    assert heard.said == []
    assert desk.hub.keys("finding") == []


def test_pasted_pictures_are_evidence_of_the_note(shell: ReviewShell, desk: Desk, qtbot: QtBot):
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    QGuiApplication.clipboard().setImage(image)
    field = capture_of(shell)
    qtbot.keyClick(field.text, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    key = field.keep()
    QGuiApplication.clipboard().clear()
    assert key
    places = [desk.hub.text(f"evidence:{each}", "binds") for each in desk.hub.keys("evidence")]
    assert places == [f"finding:{key}"]
    assert drafts_of(desk.hub).note.empty


def test_the_cursor_goes_back_to_where_it_was(shell: ReviewShell, desk: Desk):
    shell.go("item:system.people")
    before: QWidget | None = shell.focusWidget()
    field = capture_of(shell)
    field.text.setPlainText("x")
    field.keep()
    assert shell.focusWidget() is before


def test_a_case_that_can_only_be_read_takes_no_note(shell: ReviewShell, heard: Heard, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(Hub, "writable", property(lambda _: False))
    shell.note()
    assert shell.capture is not None
    assert shell.capture.isHidden()
    assert heard.said


def test_a_note_at_a_stop_belongs_to_the_stop(shell: ReviewShell, desk: Desk):
    shell.go("page:notes/walk")
    tab = shell.pages["notes"].tabs["walk"]  # pyright: ignore[reportAttributeAccessIssue]
    tab.draft()
    tab.records.choose(tab.records.rows[1].key)
    field = capture_of(shell)
    field.text.setPlainText("两种物料混放")
    field.keep()
    subject = only_finding(desk)
    assert desk.hub.text(subject, "stop") == tab.records.rows[1].key
    assert desk.hub.text(subject, "place") == tab.records.rows[1].text("area")


def test_the_key_works_again_and_again(shell: ReviewShell, desk: Desk, qtbot: QtBot):
    shell.go("item:system.people")
    for _ in range(3):
        qtbot.keyClick(shell.pages["system"], Qt.Key.Key_F8)
        assert shell.capture is not None
        assert shell.capture.isVisible()
        qtbot.keyClick(shell.capture.text, Qt.Key.Key_Escape)
        assert shell.capture.isHidden()
