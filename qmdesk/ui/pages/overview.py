"""Overview: how far the review is, what the grade can still be, and what is open, each with the way there."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from qmdesk.ui.desk import Desk
from qmdesk.ui.pages.registry import PageSpec
from qmdesk.ui.widgets.basics import column, label


class OverviewPage(QWidget):
    def __init__(self, desk: Desk, spec: PageSpec) -> None:
        super().__init__()
        self.setLayout(column(label(spec.name(), "title"), None, margins=(24, 24, 24, 24)))
