"""A page of groups of fields of the case, one below the other."""

from __future__ import annotations

from PySide6.QtCore import Qt

from qmdesk.ui.theme import Theme
from qmdesk.ui.widgets.form_grid import FormGroup
from qmdesk.ui.widgets.page_frame import PageFrame


class GroupsPage(PageFrame):
    """``show_place`` goes to ``case/FIELD`` in whichever group has it."""

    def __init__(self, theme: Theme, title: str, about: str = "") -> None:
        super().__init__(theme, title, about)
        self._groups: list[FormGroup] = []

    def add_group(self, group: FormGroup) -> None:
        """Put a group below those that are there."""
        self._groups.append(group)
        self.body.addWidget(group)

    def show_place(self, where: str) -> None:
        """Go to ``case/FIELD``."""
        name = where.partition("/")[2].partition("@")[0]
        for group in self._groups:
            if name in group.fields:
                field = group.fields[name]
                self.area.ensureWidgetVisible(field)
                field.editor.setFocus(Qt.FocusReason.OtherFocusReason)
