"""Marks drawn over a picture: in the viewer and on thumbnails alike, with an edge that shows on any photo."""

from __future__ import annotations

import math
from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPainterPath, QPen, QPolygonF

from qmdesk.ui.evidence.marks import ARROW, BOX, UNITS, Mark
from qmdesk.ui.theme import Theme


def paint(painter: QPainter, area: QRectF, marks: Iterable[Mark], theme: Theme, chosen: int = -1) -> None:
    """Draw marks over the picture that fills ``area``; line and letters grow with it. ``chosen`` is framed."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    thick = max(min(area.width(), area.height()) / 120, 1.2)
    for number, mark in enumerate(marks):
        path = outline(mark, area, thick, theme)
        colour, edge = theme.colour(mark.colour), theme.colour("surface")
        round_pen = (Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
        filled = mark.kind != BOX
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(edge, thick * (1.1 if mark.text else 2), *round_pen))
        painter.drawPath(path)
        if mark.text:
            painter.fillPath(path, colour)
        else:
            painter.setPen(QPen(colour, thick, *round_pen))
            painter.setBrush(colour if filled else Qt.BrushStyle.NoBrush)
            painter.drawPath(path)
        if number == chosen:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour("focus"), thick / 2, Qt.PenStyle.DashLine))
            painter.drawRect(path.boundingRect().adjusted(-thick * 2, -thick * 2, thick * 2, thick * 2))


def outline(mark: Mark, area: QRectF, thick: float, theme: Theme) -> QPainterPath:
    """The shape of a mark on a picture of this size."""
    start, end = point(mark.x1, mark.y1, area), point(mark.x2, mark.y2, area)
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)  # strokes of a letter may overlap
    if mark.kind == ARROW:
        _arrow(path, start, end, thick)
    elif mark.kind == BOX:
        path.addRect(QRectF(start, end).normalized())
    else:
        font = QFont(theme.font(bold=True))
        font.setPixelSize(max(round(thick * 6), 6))
        path.addText(start, font, mark.text)
    return path


def point(x: int, y: int, area: QRectF) -> QPointF:
    """Units of the picture as a point of the area."""
    return QPointF(area.left() + x / UNITS * area.width(), area.top() + y / UNITS * area.height())


def units(at: QPointF, area: QRectF) -> tuple[int, int]:
    """A point of the area as units of the picture, kept on it."""
    x = round((at.x() - area.left()) / max(area.width(), 1) * UNITS)
    y = round((at.y() - area.top()) / max(area.height(), 1) * UNITS)
    return min(max(x, 0), UNITS), min(max(y, 0), UNITS)


def _arrow(path: QPainterPath, start: QPointF, end: QPointF, thick: float) -> None:
    angle = math.atan2(end.y() - start.y(), end.x() - start.x())
    length = thick * 5
    wings = [
        QPointF(end.x() - length * math.cos(angle + turn), end.y() - length * math.sin(angle + turn))
        for turn in (0.45, -0.45)
    ]
    path.moveTo(start)
    path.lineTo(end)
    path.addPolygon(QPolygonF([end, *wings, end]))
