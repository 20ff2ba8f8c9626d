"""Fields of a record in titled groups, two side by side where there is room."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from qmdesk.ui.desk import Desk
from qmdesk.ui.widgets.basics import column, frame, label
from qmdesk.ui.widgets.case_field import LONG, CaseField

#: From this width (at 100 %) on fields stand in two columns.
TWO_COLUMNS = 620


class FormGroup(QWidget):
    """A card with a title and fields of one subject; long texts take the whole width."""

    def __init__(
        self,
        desk: Desk,
        title: str,
        subject: str,
        names: tuple[str, ...],
        about: str = "",
        role: str = "card",
        two_from: int = TWO_COLUMNS,
    ) -> None:
        super().__init__()
        self._desk, self._two_from = desk, two_from
        record = desk.hub.form.records[subject.partition(":")[0]]
        self.fields = {name: CaseField(desk, subject, name) for name in names if name in record.fields}
        self._wide = {name for name in self.fields if record.fields[name].type in LONG}
        theme = desk.theme
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.px("space_lg"))
        self._grid.setVerticalSpacing(theme.px("space_md"))
        pad = theme.px("space_lg")
        body = column(gap=theme.px("space_sm"), margins=(pad, pad, pad, pad))
        if title:
            body.addWidget(label(title, "heading"))
        if about:
            body.addWidget(label(about, "caption", wrap=True))
        body.addLayout(self._grid)
        self.setLayout(column(frame(role, body)))
        self._columns = 0
        self._arrange(2)

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        row, at = 0, 0
        for name, field in self.fields.items():
            wide = name in self._wide or columns == 1
            if wide and at:
                row, at = row + 1, 0
            # A neighbour that says what is wrong with it makes the row higher: the others keep to its top.
            side = Qt.AlignmentFlag(0) if wide else Qt.AlignmentFlag.AlignTop
            self._grid.addWidget(field, row, at, 1, columns if wide else 1, side)
            at = 0 if wide else (at + 1) % columns
            row += 1 if wide or at == 0 else 0
        for each in range(2):
            self._grid.setColumnStretch(each, 1 if each < columns else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange(2 if self.width() >= self._two_from * self._desk.theme.scale else 1)
        super().resizeEvent(event)
