"""A table that says so where it has no row to show."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QTableView

from qmdesk.ui.words import tr


class WordedTable(QTableView):
    """``nothing`` are the words in the place of the rows."""

    nothing = ""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        model = self.model()
        if model is None or model.rowCount(self.rootIndex()):  # pyright: ignore[reportUnnecessaryComparison]
            return
        painter = QPainter(self.viewport())
        painter.setPen(self.palette().placeholderText().color())
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(self.viewport().rect(), int(flags), self.nothing or tr("没有可列出的内容"))
        painter.end()
