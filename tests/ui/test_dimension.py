"""The checklist: one key rates and goes on, nothing typed is lost."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QColor, QImage, QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from qmdesk.model.journal import Edit, Place, Stage
from qmdesk.ui.desk import Desk
from qmdesk.ui.pages.dimension.page import DimensionPage
from qmdesk.ui.pages.registry import stops_of
from qmdesk.ui.widgets.typing_fields import AreaField, LineField

CORE, PLAIN = "system.process", "system.strategy"


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> DimensionPage:
    spec = next(each for each in stops_of(desk.hub.form, "zh-CN") if each.id == "system")
    made = DimensionPage(desk, spec)
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.show()
    made.activateWindow()
    return made


def level(desk: Desk, item: str, author: str = "王工") -> object:
    return desk.hub.value(f"item:{item}", "level", Stage.ONSITE, author)


def texts(page: DimensionPage) -> list[str]:
    return [each.text() for each in page.card.findChildren(QLabel) if each.isVisible()]


@pytest.mark.parametrize("key", [Qt.Key.Key_1, Qt.Key.Key_3, Qt.Key.Key_5])
def test_a_digit_rates_the_item_in_front_as_the_person_at_work(
    page: DimensionPage, desk: Desk, qtbot: QtBot, key: Qt.Key
):
    page.show_place(f"item:{CORE}")
    qtbot.keyClick(page.list, key)
    assert level(desk, CORE) == key - Qt.Key.Key_0
    assert page.card.levels.rows[key - Qt.Key.Key_0].isChecked()


def test_a_click_on_a_descriptor_rates(page: DimensionPage, desk: Desk, qtbot: QtBot):
    page.show_place(f"item:{PLAIN}")
    page.card.levels.rows[4].click()
    assert level(desk, PLAIN) == 4
    page.card.levels.rows[2].click()
    assert level(desk, PLAIN) == 2
    assert [n for n, row in page.card.levels.rows.items() if row.isChecked()] == [2]


def test_six_is_no_level(page: DimensionPage, desk: Desk, qtbot: QtBot):
    qtbot.keyClick(page.list, Qt.Key.Key_6)
    assert level(desk, page.card.item.id) is None


def test_zero_asks_for_the_reason_and_leaves_the_item_out(page: DimensionPage, desk: Desk, qtbot: QtBot):
    page.show_place(f"item:{PLAIN}")
    qtbot.keyClick(page.list, Qt.Key.Key_0)
    field = next(each for each in page.card.findChildren(LineField) if each.accessibleName() == "不适用的理由")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert desk.hub.value(f"item:{PLAIN}", "applicable", Stage.ONSITE) is None, "no reason, not left out"
    field.setText("企业不做设计")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    folded = desk.hub.folded(f"item:{PLAIN}", "applicable", Stage.ONSITE)
    assert folded is not None
    assert (folded.value, folded.heads[-1].reason) == (False, "企业不做设计")
    qtbot.waitUntil(lambda: "不适用：企业不做设计" in texts(page))


def test_a_core_item_is_not_left_out(page: DimensionPage, desk: Desk, heard, qtbot: QtBot):
    page.show_place(f"item:{CORE}")
    qtbot.keyClick(page.list, Qt.Key.Key_0)
    assert heard.said == ["核心条目不能不适用"]
    assert desk.hub.value(f"item:{CORE}", "applicable", Stage.ONSITE) is None


def test_a_rating_takes_not_applicable_back(page: DimensionPage, desk: Desk, qtbot: QtBot):
    page.show_place(f"item:{PLAIN}")
    desk.hub.record(Edit(Place(f"item:{PLAIN}", "applicable", "onsite"), False, reason="x"))
    qtbot.keyClick(page.list, Qt.Key.Key_2)
    assert level(desk, PLAIN) == 2
    assert desk.hub.value(f"item:{PLAIN}", "applicable", Stage.ONSITE) is None


def test_ctrl_enter_goes_to_the_next_unrated_item(page: DimensionPage, desk: Desk):
    items = page.list.ids
    desk.hub.record([Edit(Place(f"item:{items[1]}", "level", "onsite", "王工"), 3)])
    page.list.show_item(items[0])
    page.next_item()
    assert page.card.item.id == items[2]


def test_when_the_dimension_is_done_the_next_one_is_asked_for(page: DimensionPage, desk: Desk, heard):
    desk.hub.record([Edit(Place(f"item:{each}", "level", "onsite", "王工"), 3) for each in page.list.ids])
    page.next_item()
    assert heard.places == [f"item:{desk.hub.form.items_of('digital')[0].id}"]


def test_differing_ratings_ask_for_agreement_and_the_agreed_level_stands(page: DimensionPage, desk: Desk, qtbot: QtBot):
    page.show_place(f"item:{CORE}")
    desk.hub.record([Edit(Place(f"item:{CORE}", "level", "onsite", who), n) for who, n in (("王工", 3), ("李工", 2))])
    qtbot.waitUntil(lambda: any("评级不一致" in text for text in texts(page)))
    key = next(b for b in page.card.findChildren(QPushButton) if b.accessibleName() == "商定为 检验级")
    key.click()
    assert desk.hub.value(f"item:{CORE}", "agreed", Stage.ONSITE) == 2
    assert level(desk, CORE, "李工") == 2
    assert level(desk, CORE) == 3


def test_the_enterprises_own_level_is_marked(page: DimensionPage, desk: Desk, qtbot: QtBot):
    desk.hub.record(Edit(Place(f"item:{CORE}", "level", "self", "甬江机械"), 4))
    page.show_place(f"item:{CORE}")
    assert "企业自评" in [each.text() for each in page.card.levels.rows[4].findChildren(QLabel)]


def test_a_note_is_recorded_when_it_is_left(page: DimensionPage, desk: Desk, qtbot: QtBot):
    page.show_place(f"item:{CORE}")
    editor = page.card.note.editor
    assert isinstance(editor, AreaField)
    editor.setFocus()
    editor.setPlainText("抽查3份，一致")
    assert desk.hub.text(f"item:{CORE}", "note", Stage.ONSITE) == ""
    page.list.setFocus()
    assert desk.hub.text(f"item:{CORE}", "note", Stage.ONSITE) == "抽查3份，一致"


def test_a_half_composed_word_is_committed_when_the_focus_moves(page: DimensionPage, desk: Desk, qtbot: QtBot):
    page.show_place(f"item:{CORE}")
    editor = page.card.weakness.editor
    editor.setFocus()
    QApplication.sendEvent(editor, QInputMethodEvent("你好", []))
    page.list.setFocus()
    assert desk.hub.text(f"item:{CORE}", "weakness", Stage.ONSITE) == "你好"


def test_going_to_another_item_keeps_what_was_typed(page: DimensionPage, desk: Desk, qtbot: QtBot):
    page.show_place(f"item:{CORE}")
    editor = page.card.note.editor
    assert isinstance(editor, AreaField)
    editor.setFocus()
    editor.setPlainText("未完的一句")
    page.show_place(f"item:{PLAIN}")
    assert desk.hub.text(f"item:{CORE}", "note", Stage.ONSITE) == "未完的一句"


def test_digits_typed_in_a_note_do_not_rate(page: DimensionPage, desk: Desk, qtbot: QtBot):
    page.show_place(f"item:{CORE}")
    page.card.note.editor.setFocus()
    qtbot.keyClicks(page.card.note.editor, "42")
    assert level(desk, CORE) is None


def test_a_pasted_picture_is_evidence_with_its_file(page: DimensionPage, desk: Desk, qtbot: QtBot):
    page.show_place(f"item:{CORE}")
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(QColor(200, 10, 10))
    data = QMimeData()
    data.setImageData(image)
    QApplication.clipboard().setMimeData(data)
    with qtbot.waitSignal(desk.hub.saved):
        page.card.evidence.paste()
    (key,) = desk.hub.keys("evidence")
    assert desk.hub.text(f"evidence:{key}", "binds") == f"item:{CORE}"
    kept = QImage.fromData(desk.hub.session.blob(desk.hub.text(f"evidence:{key}", "file")))
    assert (kept.width(), kept.height()) == (40, 30)


def test_the_progress_counts_what_is_rated(page: DimensionPage, desk: Desk):
    desk.hub.record(Edit(Place(f"item:{PLAIN}", "level", "onsite", "王工"), 3))
    assert page._count.text() == "已评 1 / 9"


def test_the_focus_is_back_on_the_list_after_a_reason_and_an_agreement(page: DimensionPage, desk: Desk, qtbot: QtBot):
    page.show_place(f"item:{PLAIN}")
    qtbot.keyClick(page.list, Qt.Key.Key_0)
    field = page.card.findChild(LineField)
    field.setText("没有这个过程")
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert page.window().focusWidget() is page.list
    page.show_place(f"item:{CORE}")
    stage, subject = str(desk.hub.stage), f"item:{CORE}"
    desk.hub.record([Edit(Place(subject, "level", stage, who), level) for who, level in (("王工", 2), ("李工", 3))])
    third = next(each for each in page.card.findChildren(QPushButton) if each.text() == "3")
    third.setFocus()
    third.click()
    assert desk.hub.value(subject, "agreed", desk.hub.stage) == 3
    assert page.window().focusWidget() is page.list
