"""A Chinese word that is still being composed is kept when the focus moves, in every field that takes text."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QFocusEvent, QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from qmdesk.model.journal import Edit, Place
from qmdesk.ui.desk import Desk
from qmdesk.ui.pages.registry import build, stops_of
from qmdesk.ui.start.new_case import NewCasePage
from qmdesk.ui.trust.making import MakingForm
from qmdesk.ui.widgets.typing_fields import AreaField, LineField

WORD = "宁波"


def compose(field: QWidget, word: str = WORD) -> None:
    """As an input method does before the word is chosen."""
    QApplication.sendEvent(field, QInputMethodEvent(word, []))


def leave(field: QWidget) -> None:
    QApplication.sendEvent(field, QFocusEvent(QFocusEvent.Type.FocusOut, Qt.FocusReason.TabFocusReason))


def text_of(field: QWidget) -> str:
    if isinstance(field, QLineEdit):
        return field.text()
    assert isinstance(field, QPlainTextEdit)
    return field.toPlainText()


def fields_in(page: QWidget) -> list[QWidget]:
    """Fields where words are typed: none for secrets, none that only a program writes into."""
    found: list[QWidget] = [*page.findChildren(QLineEdit), *page.findChildren(QPlainTextEdit)]
    spins = {"qt_spinbox_lineedit"}
    return [
        each
        for each in found
        if each.objectName() not in spins
        and not (isinstance(each, QLineEdit) and each.echoMode() is not QLineEdit.EchoMode.Normal)
        and not each.property("readOnly")
    ]


@pytest.mark.parametrize("stop", ["scope", "opening", "system", "notes", "rectify", "leaving", "report", "sync"])
def test_every_text_field_of_a_page_keeps_the_word(desk: Desk, qtbot: QtBot, stop: str):
    QLocale.setDefault(QLocale.c())
    hub = desk.hub
    hub.record([Edit(Place("member:m1", "role"), "assessor"), Edit(Place("finding:f1", "kind"), "fact")])
    hub.record(
        [Edit(Place("suggestion:s1", "action"), "做"), Edit(Place("suggestion:s1", "binds"), "item:system.process")]
    )
    spec = next(each for each in stops_of(hub.form, "zh-CN") if each.id == stop)
    page = build(spec, desk)
    qtbot.addWidget(page)
    page.resize(1000, 700)
    page.show()
    if stop == "rectify":
        page.show_place("suggestion:s1")  # type: ignore[attr-defined]
    if stop == "leaving":
        page.show_tab("closing")  # type: ignore[attr-defined]
    fields = fields_in(page)
    assert fields, "the page has text fields"
    for field in fields:
        assert isinstance(field, LineField | AreaField), f"{field.accessibleName()} would drop a word"
        before = text_of(field)
        compose(field)
        leave(field)
        assert WORD in text_of(field) or before != text_of(field), field.accessibleName()


def test_a_table_cell_keeps_the_word(desk: Desk, qtbot: QtBot):
    from qmdesk.ui.pages.performance.table_panel import TablePanel

    spec = next(each for each in stops_of(desk.hub.form, "zh-CN") if each.id == "performance")
    page = build(spec, desk)
    qtbot.addWidget(page)
    page.resize(1200, 800)
    page.show()
    panel = page.findChildren(TablePanel)[0]
    panel.begin()
    editors = panel.table.findChildren(QLineEdit)
    assert editors
    compose(editors[-1])
    leave(editors[-1])
    steps = desk.hub.keys("step")
    assert [desk.hub.text(f"step:{key}", "name", desk.hub.stage) for key in steps] == [WORD]


def test_the_new_case_and_the_certificate_keep_the_word(desk: Desk, qtbot: QtBot):
    page = NewCasePage(desk.theme, desk.settings, "zh-CN")
    form = MakingForm(desk.theme, "zh-CN", root=False)
    for made in (page, form):
        qtbot.addWidget(made)
        made.show()
    for field in (page.enterprise, page.author, form.name, form.org):
        field.clear()
        compose(field)
        leave(field)
        assert field.text() == WORD, field.accessibleName()


def clear(field: QWidget) -> None:
    """As ibus does just before a field is left, and when the user presses Esc."""
    QApplication.sendEvent(field, QInputMethodEvent("", []))


@pytest.mark.parametrize("kind", [LineField, AreaField])
def test_a_word_that_leaving_drops_is_kept_and_one_that_esc_drops_is_gone(qtbot: QtBot, kind: type[QWidget]):
    field = kind("字段")  # type: ignore[call-arg]
    qtbot.addWidget(field)
    compose(field)
    clear(field)
    leave(field)  # in the same turn of the event loop: nobody pressed a key
    assert text_of(field) == WORD
    compose(field, "多余")
    clear(field)
    qtbot.wait(10)
    leave(field)
    assert text_of(field) == WORD
