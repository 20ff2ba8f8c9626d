"""The figures that are recorded for three years and gate nothing: satisfaction, loyalty, market share."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from qmdesk.ui.desk import Desk
from qmdesk.ui.evidence.strip import EvidenceStrip
from qmdesk.ui.widgets.basics import box, column, label, leftmost, scrolled
from qmdesk.ui.widgets.form_grid import FormGroup
from qmdesk.ui.words import tr

FIELDS = ("year_1", "year_2", "year_3", "source", "method", "verified", "note")


class RecordedTab(QWidget):
    """A card for each figure, with its evidence."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        theme, lang = desk.theme, desk.lang
        self.groups: dict[str, FormGroup] = {}
        gap = theme.px("space_md")
        body = column(label(tr("记录近三年的数值、来源和方法，不设门槛，不影响等级。"), "muted", wrap=True), gap=gap)
        for figure in desk.hub.form.recorded:
            group = FormGroup(desk, figure.name.in_(lang), f"figure:{figure.id}", FIELDS, figure.definition.in_(lang))
            self.groups[figure.id] = group
            body.addWidget(group)
            body.addWidget(EvidenceStrip(desk, f"figure:{figure.id}"))
        body.addStretch(1)
        self._area = scrolled(box("page", leftmost(box("", body), theme.px("page"))))
        self.setLayout(column(self._area))

    def show_record(self, key: str, field: str) -> None:
        """Go to a field of a figure."""
        group = self.groups.get(key)
        if group is None:
            return
        self._area.ensureWidgetVisible(group)
        wanted = group.fields.get(field) or next(iter(group.fields.values()))
        wanted.editor.setFocus(Qt.FocusReason.OtherFocusReason)
