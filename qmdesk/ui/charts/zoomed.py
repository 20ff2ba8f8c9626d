"""A drawn chart that can be looked at closer: by wheel, by a band drawn over it, by dragging, and by keys."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent

from qmdesk.ui.charts.drawn import DrawnChart
from qmdesk.ui.charts.plot import axes_at, axes_named

#: How much one step of the wheel or a key zooms.
STEP = 1.25
#: The least share of the whole that can be shown, and the least width of a band in pixels.
CLOSEST, BAND = 1e-5, 8.0
#: How opaque the band is (0..255).
VEIL = 48


class ZoomedChart(DrawnChart):
    """The axes that a plot names can be zoomed, together, along x; never beyond what the whole chart shows.

    A dragged band shows what is under it; zoomed, dragging moves, and Shift draws a band.
    """

    _band: tuple[QPointF, QPointF] | None = None
    _grabbed: QPointF | None = None

    def zoom(self, factor: float, at: float = 0.5) -> None:
        """Zoom about a share of the axes' width; a factor under 1 shows more."""
        self._show(at - at / factor, at + (1.0 - at) / factor)

    def pan(self, share: float) -> None:
        """Move the zoomed axes sideways by a share of their width."""
        if self._window:
            self._show(share, 1.0 + share)

    def whole(self) -> None:
        """Show everything again."""
        if self._window:
            self._window.clear()
            self._draw()

    def _show(self, left: float, right: float) -> None:
        """Show what is between two shares of the width that is shown now."""
        if self.picture is None or not self.picture.plot.zoom or right <= left:
            return
        window: dict[str, tuple[float, float]] = {}
        for gid in self.picture.plot.zoom:
            axes = axes_named(self.picture.plot.figure, gid)
            if axes is None or gid not in self.picture.whole:
                continue
            low, high = self._window.get(gid) or axes.get_xlim()
            least, most = self.picture.whole[gid]
            start, end = low + left * (high - low), low + right * (high - low)
            wide = max(end - start, CLOSEST * (most - least))
            if wide < (most - least) * (1.0 - 1e-9):
                start = min(max(start, least), most - wide)
                window[gid] = (start, start + wide)
        if window != self._window:
            self._window = window
            self._draw()

    def _shares(self, place: QPointF) -> tuple[float, float]:
        """A place of the widget as shares of its size, from the top left."""
        return place.x() / max(self.width(), 1), place.y() / max(self.height(), 1)

    def _share_at(self, place: QPointF) -> float:
        """Where a place is within the axes under it (or the first that can be zoomed), from 0 at their left to 1."""
        if self.picture is None:
            return 0.5
        plot = self.picture.plot
        x, y = self._shares(place)
        axes = axes_at(plot.figure, x, y) or (axes_named(plot.figure, plot.zoom[0]) if plot.zoom else None)
        if axes is None:
            return 0.5
        box = axes.get_position()
        return (x - box.x0) / box.width

    def hover(self, place: QPointF) -> None:
        """The pointer is over a place, and draws nothing."""

    # -- mouse -----------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        can = self.picture is not None and bool(self.picture.plot.zoom)
        if event.button() is Qt.MouseButton.LeftButton and can:
            if self._window and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self._grabbed = event.position()
            else:
                self._band = (event.position(), event.position())
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not event.buttons() & Qt.MouseButton.LeftButton:
            self.hover(event.position())
        elif self._band is not None:
            self._band = (self._band[0], event.position())
            self.update()
        elif self._grabbed is not None:
            moved = self._share_at(self._grabbed) - self._share_at(event.position())
            if abs(moved) > 0.01:
                self._grabbed = event.position()
                self.pan(moved)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        band, self._band, self._grabbed = self._band, None, None
        if band is not None:
            self.update()
            if abs(band[1].x() - band[0].x()) >= BAND:
                left, right = sorted(min(max(self._share_at(each), 0.0), 1.0) for each in band)
                self._show(left, right)
        super().mouseReleaseEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.whole()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ctrl and the wheel zoom; the wheel alone belongs to the page, but in a window of its own it zooms as well."""
        mine = self.isWindow() or bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        turned = event.angleDelta().y()
        if mine and turned and self.picture is not None and self.picture.plot.zoom:
            self.zoom(STEP if turned > 0 else 1 / STEP, self._share_at(event.position()))
            event.accept()
        else:
            event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._band is None or abs(self._band[1].x() - self._band[0].x()) < BAND:
            return
        painter = QPainter(self)
        colour = self._theme.colour("accent")
        veil = QColor(colour)
        veil.setAlpha(VEIL)
        left, right = sorted(each.x() for each in self._band)
        painter.setPen(QPen(colour, 1))
        painter.setBrush(veil)
        painter.drawRect(QRectF(left, 0.5, right - left, self.height() - 1.0))
        painter.end()
