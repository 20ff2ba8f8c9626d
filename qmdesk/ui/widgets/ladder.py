"""The ladder of levels: filled as far as is sure, hatched as far as is still possible."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from qmdesk.model.assessment import Interval
from qmdesk.ui.theme import Theme


class Ladder(QWidget):
    """Five rungs side by side. ``big`` writes the level's number on each."""

    def __init__(self, theme: Theme, levels: int = 5, *, big: bool = False) -> None:
        super().__init__()
        self._theme, self._levels, self._big = theme, levels, big
        self._span: Interval | None = None
        self._mark: int | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(theme.px("space_xl") if big else theme.px("space_sm"))

    def show_span(self, span: Interval | None, words: str, mark: int | None = None) -> None:
        """Show an interval; ``words`` say the same to screen readers, ``mark`` is a level to point at."""
        self._span, self._mark = span, mark
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._levels * self._theme.px("space_xl"), self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        gap = 2.0 if not self._big else 3.0
        width = (self.width() - gap * (self._levels - 1)) / self._levels
        for number in range(1, self._levels + 1):
            self._rung(painter, number, QRectF((number - 1) * (width + gap), 0, width, self.height()))
        painter.end()

    def _rung(self, painter: QPainter, number: int, area: QRectF) -> None:
        theme, span = self._theme, self._span
        sure = span is not None and number <= span.lowest
        possible = span is not None and span.lowest < number <= span.highest
        radius = 3.0 if self._big else 2.0
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(f"level_{min(span.lowest, 5)}" if sure and span is not None else "track"))
        painter.drawRoundedRect(area, radius, radius)
        if possible:
            painter.setBrush(theme.colour("selected"))
            painter.drawRoundedRect(area, radius, radius)
            painter.setBrush(QBrush(theme.colour("level_3"), Qt.BrushStyle.BDiagPattern))
            painter.drawRoundedRect(area, radius, radius)
        if sure:  # an edge too: the lowest level's colour is close to that of rungs that are not reached
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour("strong_border"), 1))
            painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        if self._mark == number:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour("ink"), 2))
            painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), radius, radius)
        if self._big:
            self._number(painter, number, area, sure=sure)

    def _number(self, painter: QPainter, number: int, area: QRectF, *, sure: bool) -> None:
        theme = self._theme
        painter.setFont(theme.font("type_caption", bold=True))
        low = self._span.lowest if self._span is not None else 1
        painter.setPen(theme.colour(f"on_level_{min(low, 5)}" if sure else "muted"))
        if not sure and self._span is not None and number <= self._span.highest:
            painter.setPen(theme.colour("ink"))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, str(number))
