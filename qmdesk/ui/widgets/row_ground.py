"""The ground of a row in a list that paints its own rows: rounded where it is chosen or pointed at."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle

from qmdesk.ui.theme import Theme


def paint_ground(painter: QPainter, theme: Theme, area: QRect, state: QStyle.StateFlag) -> None:
    """Paint it, with a bar at the left where the keyboard is; the painter smooths edges and has no pen after it."""
    selected = bool(state & QStyle.StateFlag.State_Selected)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    if selected or state & QStyle.StateFlag.State_MouseOver:
        painter.setBrush(theme.colour("selected" if selected else "hover"))
        painter.drawRoundedRect(area, theme.px("radius_md"), theme.px("radius_md"))
    if selected and state & QStyle.StateFlag.State_HasFocus:
        painter.setBrush(theme.colour("focus"))
        painter.drawRoundedRect(area.left(), area.top() + 6, 3, area.height() - 12, 1.5, 1.5)
