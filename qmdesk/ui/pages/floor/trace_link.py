"""One link of a tracing: its record's number, found or not with one press, and the minutes that it took."""

# Qt's signals take lambdas of any shape.
# pyright: reportUnknownLambdaType=false

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from qmdesk.formdef.decimals import plain_text_of
from qmdesk.model.journal import Changes
from qmdesk.ui.desk import Desk
from qmdesk.ui.naming import told
from qmdesk.ui.pages.floor.shared import edit, found
from qmdesk.ui.pages.records_of import removed
from qmdesk.ui.widgets.basics import box, button, column, label, line, tool
from qmdesk.ui.widgets.case_field import CaseField
from qmdesk.ui.widgets.flow import FlowLayout
from qmdesk.ui.words import tr

#: Width of the minutes at 100 %.
MINUTES = 76


class LinkRow(QWidget):
    """``lap`` gives the minutes since the last link was settled, None while the watch stands still."""

    def __init__(self, desk: Desk, key: str, lap: Callable[[], Decimal | None]) -> None:
        super().__init__()
        self._desk, self._lap = desk, lap
        self._key = key
        self.subject = f"trace_step:{key}"
        theme = desk.theme
        self.name = CaseField(desk, self.subject, "name", caption=False)
        document = CaseField(desk, self.subject, "document", caption=False)
        minutes = CaseField(desk, self.subject, "minutes", caption=False)
        fields = desk.hub.form.records["trace_step"].fields
        for field, shown in ((document, "document"), (minutes, "minutes")):
            set_hint = getattr(field.editor, "setPlaceholderText", None)
            if set_hint is not None:
                set_hint(fields[shown].label.in_(desk.lang))
        minutes.setFixedWidth(round(MINUTES * theme.scale))
        self.choices: dict[str, QPushButton] = {}
        group = QButtonGroup(self)
        group.setExclusive(False)
        remove = lambda: desk.hub.record(removed(desk.hub, "trace_step", key))  # noqa: E731
        first = line(self.name, document, tool(theme, "trash-2", tr("删除环节"), remove), gap=theme.px("space_xs"))
        first.setStretch(0, 1)
        first.setStretch(1, 1)
        row = FlowLayout(theme.px("space_xs"))
        for value, text in fields["found"].choices.items():
            made = button(text.in_(desk.lang), lambda value=value: self.settle(value), role="quiet")
            made.setCheckable(True)
            made.setAccessibleName(told(desk.hub.text(self.subject, "name"), text.in_(desk.lang)))
            group.addButton(made)
            self.choices[value] = made
            row.addWidget(made)
        name = label(fields["minutes"].label.in_(desk.lang), "caption")
        name.setBuddy(minutes.editor)
        named = line(theme.px("space_sm"), name, minutes, gap=theme.px("space_xs"))
        row.addWidget(box("", named))
        self.setLayout(column(first, row, gap=2))
        desk.hub.changed.connect(self._on_changed)
        self._show()

    def settle(self, value: str) -> None:
        """Record whether the link was found; again: it is open. The first verdict takes the minutes."""
        hub = self._desk.hub
        record = found(hub).record("trace_step", self._key)
        again = record.text("found") == value
        edits = [edit(hub, self.subject, "found", None if again else value)]
        minutes = None if record.text("found") else self._lap()
        if minutes is not None and record.value("minutes", deciding=False) is None:
            edits.append(edit(hub, self.subject, "minutes", plain_text_of(minutes)))
        hub.record(edits)
        self._show()

    def _on_changed(self, changes: Changes) -> None:
        if any(place.subject == self.subject for place in changes.places):
            self._show()

    def _show(self) -> None:
        value = found(self._desk.hub).record("trace_step", self._key).text("found")
        for each, made in self.choices.items():
            made.setChecked(each == value)
