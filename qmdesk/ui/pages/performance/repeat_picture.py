"""A small picture of a comparison: differences about nought with what is allowed, or both sets on one scale."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from qmdesk.stats.compare import Comparison
from qmdesk.ui.theme import Theme
from qmdesk.ui.words import tr

Across = Callable[[float], float]
#: Dots that are drawn of one set; of more every so manieth, the smallest and largest always.
MOST = 400


class ComparePicture(QWidget):
    """Dots are readings (or differences), the diamond is the mean with its 95 % interval, the band what is allowed."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._found: Comparison | None = None
        self._rows: list[tuple[str, list[float]]] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(7 * theme.px("touch") // 2)

    def show_comparison(self, found: Comparison, ours: Sequence[float], theirs: Sequence[float], words: str) -> None:
        """Show a comparison of readings; ``words`` say the same to screen readers."""
        self._found = found
        if found.paired:
            differences = [own - other for own, other in zip(ours, theirs, strict=True)]
            self._rows = [(tr("差（我方 − 企业）"), _some(differences))]
        else:
            self._rows = [(tr("我方"), _some(ours)), (tr("企业"), _some(theirs))]
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._found is None or not any(values for _, values in self._rows):
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        low, high = self._range(self._found)
        metrics = self.fontMetrics()
        edge = metrics.horizontalAdvance("0.00000") / 2
        area = QRectF(edge, 4, self.width() - 2 * edge, self.height() - metrics.height() - 10)

        def across(value: float) -> float:
            return area.left() + (value - low) / (high - low) * area.width()

        self._paint_band(painter, area, across)
        self._paint_scale(painter, area, across, low, high)
        tall = area.height() / len(self._rows)
        for number, (name, values) in enumerate(self._rows):
            top = area.top() + number * tall
            middle = top + (metrics.height() + tall) / 2
            painter.setPen(self._theme.colour("muted"))
            painter.drawText(QPointF(0, top + metrics.ascent()), name)
            self._paint_dots(painter, values, middle, min((tall - metrics.height()) * 0.3, 14), across)
            self._paint_mean(painter, number, middle, across)
        painter.end()

    def _range(self, found: Comparison) -> tuple[float, float]:
        """From the smallest to the largest of all that is drawn, with some room; about nought for differences."""
        every = [value for _, values in self._rows for value in values]
        if found.paired:
            allowed = float(found.allowed or 0)
            most = max([abs(each) for each in every] + [allowed]) or 1.0
            return -1.15 * most, 1.15 * most
        room = (max(every) - min(every)) * 0.08 or abs(max(every)) * 0.01 or 1.0
        return min(every) - room, max(every) + room

    def _paint_band(self, painter: QPainter, area: QRectF, across: Across) -> None:
        found = self._found
        if found is None or not found.paired:
            return
        top = area.top() + self.fontMetrics().height()
        if found.allowed is not None:
            left, right = across(-float(found.allowed)), across(float(found.allowed))
            painter.fillRect(QRectF(left, top, right - left, area.bottom() - top), self._theme.colour("good_soft"))
            painter.setPen(QPen(self._theme.colour("good"), 1))
            for x in (left, right):
                painter.drawLine(QPointF(x, top), QPointF(x, area.bottom()))
        painter.setPen(QPen(self._theme.colour("muted"), 1, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(across(0.0), top), QPointF(across(0.0), area.bottom()))

    def _paint_scale(self, painter: QPainter, area: QRectF, across: Across, low: float, high: float) -> None:
        painter.setPen(QPen(self._theme.colour("strong_border"), 1))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        painter.setPen(self._theme.colour("muted"))
        metrics = self.fontMetrics()
        for value in self._marks(low, high):
            text = _number(value)
            x = across(value)
            painter.drawLine(QPointF(x, area.bottom()), QPointF(x, area.bottom() + 3))
            at = x - metrics.horizontalAdvance(text) / 2
            painter.drawText(QPointF(at, area.bottom() + metrics.ascent() + 4), text)

    def _marks(self, low: float, high: float) -> list[float]:
        found = self._found
        if found is not None and found.paired:
            most = float(found.allowed) if found.allowed else high / 1.15
            return [-most, 0.0, most]
        return [low + (high - low) * share for share in (0.08, 0.5, 0.92)]

    def _paint_dots(
        self, painter: QPainter, values: Sequence[float], middle: float, tall: float, across: Across
    ) -> None:
        colour = self._theme.colour("accent")
        painter.setPen(QPen(colour, 1))
        colour.setAlpha(110)
        painter.setBrush(colour)
        for number, value in enumerate(values):
            lift = ((number * 7) % 5 - 2) / 2 * tall * 0.6  # so that equal values stay apart
            painter.drawEllipse(QPointF(across(value), middle + lift), 3.5, 3.5)

    def _paint_mean(self, painter: QPainter, number: int, middle: float, across: Across) -> None:
        found = self._found
        if found is None:
            return
        means = (found.mean_ours, found.mean_theirs)
        mean = (None if found.difference is None else float(found.difference)) if found.paired else means[number]
        if mean is None:
            return
        painter.setPen(QPen(self._theme.colour("ink"), 2))
        painter.setBrush(self._theme.colour("ink"))
        if found.paired and found.interval is not None:
            painter.drawLine(QPointF(across(found.interval[0]), middle), QPointF(across(found.interval[1]), middle))
        x = across(mean)
        diamond = [QPointF(x - 5, middle), QPointF(x, middle - 7), QPointF(x + 5, middle), QPointF(x, middle + 7)]
        painter.drawPolygon(diamond)


def _some(values: Sequence[float]) -> list[float]:
    """All, or so many that dots stay dots, with both ends."""
    if len(values) <= MOST:
        return list(values)
    ordered = sorted(values)
    step = (len(ordered) - 1) / (MOST - 1)
    return [ordered[round(place * step)] for place in range(MOST)]


def _number(value: float) -> str:
    return f"{value:.5g}".replace("-", "\u2212")
