"""The settled readings that the review goes by: which option, and why another than the form's."""

# Qt's signals take lambdas of any shape.
# pyright: reportUnknownLambdaType=false

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from qmdesk.formdef.types import Reading
from qmdesk.model.journal import Changes, Edit, Place
from qmdesk.ui.desk import Desk
from qmdesk.ui.pages.preparing.sheet import Sheet
from qmdesk.ui.widgets.basics import column, label
from qmdesk.ui.widgets.case_field import CaseField
from qmdesk.ui.widgets.typing_fields import ChoiceBox
from qmdesk.ui.words import tr


class ReadingsTab(Sheet):
    """All readings of the form, one below the other."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        about = tr("附件留有余地之处怎样理解。默认口径已选好，改动会写进报告。")
        card = self.card(tr("口径"), about)
        self.rows = {each.id: ReadingRow(desk, each) for each in desk.hub.form.readings}
        for row in self.rows.values():
            card.addWidget(row)

    def show_record(self, key: str, field: str) -> None:
        """Go to a reading."""
        if key in self.rows:
            self.area.ensureWidgetVisible(self.rows[key])
            self.rows[key].choice.setFocus()


class ReadingRow(QWidget):
    """One settled reading: the question, the option in force, and why another was chosen."""

    def __init__(self, desk: Desk, reading: Reading) -> None:
        super().__init__()
        self._desk, self._reading = desk, reading
        self._subject = f"reading:{reading.id}"
        theme, lang = desk.theme, desk.lang
        self.choice = ChoiceBox()
        self.choice.setAccessibleName(reading.question.in_(lang))
        for option in reading.options:
            name = option.name.in_(lang)
            self.choice.addItem(tr("{name}（默认）", name=name) if option.id == reading.default else name, option.id)
        self._about = label("", "caption", wrap=True)
        self.reason = CaseField(desk, self._subject, "reason", lines=1)
        body = column(
            label(reading.question.in_(lang), "body", wrap=True),
            self.choice,
            self._about,
            self.reason,
            gap=theme.px("space_xs"),
        )
        body.setContentsMargins(0, theme.px("space_sm"), 0, 0)
        self.setLayout(body)
        self.choice.activated.connect(self._choose)
        desk.hub.changed.connect(self._on_changed)
        self._refresh()

    def _choose(self, _: int) -> None:
        option = str(self.choice.currentData())
        value = None if option == self._reading.default else option
        self._desk.hub.record(Edit(Place(self._subject, "option"), value))

    def _on_changed(self, changes: Changes) -> None:
        if any(place.subject == self._subject for place in changes.places):
            self._refresh()

    def _refresh(self) -> None:
        chosen = self._desk.hub.text(self._subject, "option") or self._reading.default
        self.choice.setCurrentIndex(max(self.choice.findData(chosen), 0))
        option = next((each for each in self._reading.options if each.id == chosen), None)
        self._about.setText(option.explanation.in_(self._desk.lang) if option else "")
        self.reason.setVisible(chosen != self._reading.default)
