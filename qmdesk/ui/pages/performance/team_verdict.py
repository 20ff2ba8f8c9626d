"""The team's own verdict on whether the process is in control, with its ground, and what the chart proposes."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from qmdesk.model.journal import Edit, Place
from qmdesk.ui.desk import Desk
from qmdesk.ui.pages.performance.reasoned import with_reason
from qmdesk.ui.pages.performance.study import Found
from qmdesk.ui.pages.performance.study_words import proposal
from qmdesk.ui.widgets.basics import button, column, empty, frame, label, line
from qmdesk.ui.widgets.case_field import CaseField
from qmdesk.ui.words import tr


class TeamVerdict(QWidget):
    """Two fields of a characteristic, and one click that takes the chart's proposal."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._key = desk, ""
        self._found: Found | None = None
        self.fields: dict[str, CaseField] = {}
        theme = desk.theme
        pad, gap = theme.px("space_md"), theme.px("space_sm")
        self.accept = button(tr("记录为受控"), self.accept_proposal, theme=theme, icon="check")
        self._proposal = label("", "caption", wrap=True)
        self._proposed = QWidget()
        proposed = line(self._proposal, self.accept, gap=gap)
        proposed.setStretch(0, 1)
        self._proposed.setLayout(proposed)
        self._inner = QVBoxLayout()
        head = label(tr("评价组对过程是否受控的判定"), "section")
        whole = column(head, self._proposed, self._inner, gap=gap, margins=(pad, gap, pad, gap))
        self.setLayout(column(frame("well", whole)))

    def show_characteristic(self, key: str) -> None:
        """Make the fields of a characteristic."""
        self._key, self._found = key, None
        empty(self._inner)
        self.fields.clear()
        if not key:
            return
        row, fields = with_reason(self._desk, f"characteristic:{key}", "in_control", 110)
        self.fields |= fields
        self._inner.addLayout(row)

    def show_found(self, found: Found) -> None:
        """Follow what the chart says."""
        self._found = found
        self._propose()

    def _propose(self) -> None:
        ground = "" if self._found is None else proposal(self._found, self._desk.lang)
        self._proposal.setText(tr("建议判为受控：{ground}", ground=ground) if ground else "")
        self.accept.setVisible(bool(ground) and self._found is not None and self._found.in_control is None)
        self._proposed.setVisible(bool(ground))

    def accept_proposal(self) -> None:
        """Record "in control" on the ground of the chart, in one transaction."""
        hub = self._desk.hub
        ground = "" if self._found is None else proposal(self._found, self._desk.lang)
        if ground:
            subject, stage = f"characteristic:{self._key}", str(hub.stage)
            hub.record(
                [
                    Edit(Place(subject, "in_control", stage), True),
                    Edit(Place(subject, "in_control_reason", stage), ground),
                ]
            )
