"""A chart whose parts can be chosen, by a click or with the space bar: the way from a number to its cases."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent

from qmdesk.ui.charts.view import ChartView


class PickedChart(ChartView):
    """``picked`` tells where: the name of the axes, and the place in their data's coordinates. A place beside the axes
    at the height of a row is that row's."""

    picked = Signal(str, float, float)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self.pick(event.position())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and self._hit is not None and self.picture is not None:
            spots = self.picture.plot.spots[self._hit.group]
            self.picked.emit(spots.axes, float(spots.x[self._hit.index]), float(spots.y[self._hit.index]))
            return
        super().keyPressEvent(event)

    def pick(self, place: QPointF) -> None:
        """Choose what is at a place of the widget."""
        if self.picture is None or not self.width() or not self.height():
            return
        across, down = place.x() / self.width(), 1.0 - place.y() / self.height()
        figure = self.picture.plot.figure
        for axes in figure.axes:
            box, name = axes.get_position(), axes.get_gid()
            if name is not None and box.y0 <= down <= box.y1:
                pixels = figure.transFigure.transform((across, down))
                x, y = axes.transData.inverted().transform(pixels)
                self.picked.emit(str(name), float(x), float(y))
                return
