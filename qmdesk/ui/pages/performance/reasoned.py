"""A choice of the team with its reason beside it, which has what room there is."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from qmdesk.ui.desk import Desk
from qmdesk.ui.widgets.basics import line
from qmdesk.ui.widgets.case_field import CaseField


def with_reason(desk: Desk, subject: str, name: str, width: int) -> tuple[QHBoxLayout, dict[str, CaseField]]:
    """The fields ``name`` (so wide at 100 %) and ``name_reason`` of a record, in a row and by their names."""
    choice, reason = CaseField(desk, subject, name), CaseField(desk, subject, f"{name}_reason", lines=1)
    choice.setFixedWidth(round(width * desk.theme.scale))
    row = line(choice, reason, gap=desk.theme.px("space_sm"))
    row.setStretch(1, 1)
    row.setAlignment(choice, Qt.AlignmentFlag.AlignTop)
    return row, {name: choice, f"{name}_reason": reason}
