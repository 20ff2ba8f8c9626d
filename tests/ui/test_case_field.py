"""A field says what is wrong beside it and keeps what was typed."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from qmdesk.model.journal import Edit, Place
from qmdesk.ui.desk import Desk
from qmdesk.ui.widgets.case_field import CaseField
from qmdesk.ui.widgets.typing_fields import AreaField, ChoiceBox, LineField


def field(desk: Desk, qtbot: QtBot, name: str, subject: str = "case") -> CaseField:
    made = CaseField(desk, subject, name)
    qtbot.addWidget(made)
    made.show()
    return made


def type_in(made: CaseField, text: str) -> None:
    assert isinstance(made.editor, LineField)
    made.editor.setText(text)
    made.editor.commit()


@pytest.mark.parametrize(
    ("name", "typed", "value"),
    [
        ("employees", "320", 320),
        ("employees", "３２０", 320),
        ("output_value", "8.45万元", {"amount": "8.45", "unit": "wan"}),
        ("visit_start", "2026-07-01", "2026-07-01"),
        ("products", " 滚珠丝杠 ", "滚珠丝杠"),
    ],
)
def test_what_is_typed_becomes_the_fields_value(desk: Desk, qtbot: QtBot, name: str, typed: str, value: object):
    made = field(desk, qtbot, name)
    type_in(made, typed)
    assert desk.hub.value("case", name) == value
    assert not made.problem.isVisible()


def test_a_wrong_number_stays_and_is_named(desk: Desk, qtbot: QtBot):
    made = field(desk, qtbot, "employees")
    type_in(made, "三百多")
    assert made.editor.text() == "三百多"  # type: ignore[attr-defined]
    assert made.problem.isVisible()
    assert desk.hub.value("case", "employees") is None
    type_in(made, "300")
    assert not made.problem.isVisible()
    assert desk.hub.value("case", "employees") == 300


def test_a_required_field_is_not_emptied(desk: Desk, qtbot: QtBot):
    made = field(desk, qtbot, "visit_start")
    type_in(made, "2026-07-01")
    type_in(made, "")
    assert desk.hub.value("case", "visit_start") is None, "an optional one is cleared"


def test_a_choice_is_recorded_when_chosen(desk: Desk, qtbot: QtBot):
    made = field(desk, qtbot, "class")
    assert isinstance(made.editor, ChoiceBox)
    made.editor.setCurrentIndex(made.editor.findData("volunteer"))
    made.editor.activated.emit(made.editor.currentIndex())
    assert desk.hub.value("case", "class") == "volunteer"


def test_a_change_from_elsewhere_is_shown(desk: Desk, qtbot: QtBot):
    made = field(desk, qtbot, "region")
    desk.hub.record(Edit(Place("case", "region"), "宁波"))
    assert made.editor.text() == "宁波"  # type: ignore[attr-defined]


def test_markup_from_outside_is_plain_text(desk: Desk, qtbot: QtBot):
    made = field(desk, qtbot, "region")
    desk.hub.record(Edit(Place("case", "region"), "<b>x</b>"))
    assert made.editor.text() == "<b>x</b>"  # type: ignore[attr-defined]


def test_the_earlier_stages_value_is_shown_and_marked(desk: Desk, qtbot: QtBot):
    desk.hub.record(Edit(Place("step:k1", "submitted", "self"), 2000))
    made = field(desk, qtbot, "submitted", "step:k1")
    assert made.editor.text() == "2000"  # type: ignore[attr-defined]
    assert made._mark.text() == "自评"
    type_in(made, "1999")
    assert desk.hub.value("step:k1", "submitted", desk.hub.stage) == 1999
    assert not made._mark.isVisible()


def test_an_area_has_a_bar_only_where_it_no_longer_grows(qtbot: QtBot):
    made = AreaField("说明")
    qtbot.addWidget(made)
    made.resize(300, 80)
    made.show()
    made.show_text("字" * 90)
    assert not made.verticalScrollBar().isVisible()
    made.show_text("行\n" * 40)
    qtbot.waitUntil(lambda: made.verticalScrollBar().isVisible())
    made.show_text("一行")
    qtbot.waitUntil(lambda: not made.verticalScrollBar().isVisible())
