"""The widget of one chart: values under the pointer, zoom, copy and export, all by keyboard as well."""

# Qt's signals take lambdas of any shape.
# pyright: reportUnknownLambdaType=false

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt, QThreadPool, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence, QMouseEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QMenu, QToolTip, QWidget

from qmdesk.ui.charts import taking_out
from qmdesk.ui.charts.drawn import DrawnChart
from qmdesk.ui.charts.plot import Build, Hit, all_hits, axes_at, axes_named, hit, spot
from qmdesk.ui.theme import Theme
from qmdesk.ui.widgets.basics import tool
from qmdesk.ui.words import tr

#: How much one step of the wheel or a key zooms.
STEP = 1.25


def drawing_thread(parent: QWidget | None) -> QThreadPool:
    """The one thread that draws the charts of a page, in turn."""
    pool = QThreadPool(parent)
    pool.setMaxThreadCount(1)
    return pool


class ChartView(DrawnChart):
    """``written`` names the file of an export, ``not_written`` the problems of one that failed."""

    written = Signal(object)
    not_written = Signal(object)

    def __init__(self, theme: Theme, lang: str, name: str, pool: QThreadPool, *, least: int = 180) -> None:
        super().__init__(theme, lang, name, pool, least=least)
        self._grabbed: QPointF | None = None
        self._more = tool(theme, "ellipsis", tr("图的操作：{name}", name=name), self._open_menu)
        self._more.setParent(self)
        self._more.hide()
        self.given.connect(lambda build: self._more.setVisible(build is not None))
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._more.move(self.width() - self._more.sizeHint().width() - 2, 2)
        super().resizeEvent(event)

    # -- values under the pointer ----------------------------------------------------------------

    def text_at(self, place: QPoint) -> str:
        """What the chart says at a place of the widget; empty where it has nothing to say."""
        found = self._hit_at(place)
        return "" if found is None else self._text(found)

    def _hit_at(self, place: QPoint) -> Hit | None:
        if self.picture is None or not self.width() or not self.height():
            return None
        return hit(self.picture.plot, place.x() / self.width(), place.y() / self.height())

    def _text(self, found: Hit) -> str:
        assert self.picture is not None
        return self.picture.plot.spots[found.group].text(found.index)

    def _point_at(self, found: Hit | None) -> None:
        self._hit = found
        self.update()
        if found is None:
            QToolTip.hideText()
            return
        text = self._text(found)
        self.setAccessibleDescription(text)
        QToolTip.showText(self.mapToGlobal(self._point(found).toPoint() + QPoint(8, 8)), text, self)

    def step(self, by: int) -> None:
        """Go on to the next or an earlier spot, as the arrow keys do."""
        if self.picture is None:
            return
        places = all_hits(self.picture.plot)
        if not places:
            return
        now = -1 if self._hit is None and by > 0 else 0
        if self._hit is not None:
            now = places.index((self._hit.group, self._hit.index))
        group, index = places[(now + by) % len(places)]
        self._point_at(spot(self.picture.plot, group, index))

    # -- zoom ------------------------------------------------------------------------------------

    def zoom(self, factor: float, at: float = 0.5) -> None:
        """Zoom the axes that can be, about a share of their width; a factor under 1 shows more."""
        if self.picture is None:
            return
        for gid in self.picture.plot.zoom:
            axes = axes_named(self.picture.plot.figure, gid)
            if axes is None:
                continue
            low, high = axes.get_xlim()
            middle = low + at * (high - low)
            self._window[gid] = (middle - (middle - low) / factor, middle + (high - middle) / factor)
        self._draw()

    def pan(self, share: float) -> None:
        """Move the zoomed axes sideways by a share of their width."""
        for gid, (low, high) in self._window.items():
            self._window[gid] = (low + share * (high - low), high + share * (high - low))
        if self._window:
            self._draw()

    def whole(self) -> None:
        """Show everything again."""
        if self._window:
            self._window.clear()
            self._draw()

    def _share_at(self, place: QPointF) -> float:
        """Where a place is within the axes under it, from 0 at their left to 1."""
        if self.picture is None:
            return 0.5
        x = place.x() / max(self.width(), 1)
        axes = axes_at(self.picture.plot.figure, x, place.y() / max(self.height(), 1))
        if axes is None:
            return 0.5
        box = axes.get_position()
        return (x - box.x0) / box.width

    # -- events ----------------------------------------------------------------------------------

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grabbed is not None and event.buttons() & Qt.MouseButton.LeftButton:
            moved = (self._grabbed.x() - event.position().x()) / max(self.width(), 1)
            if abs(moved) > 0.01:
                self._grabbed = event.position()
                self.pan(moved)
            return
        self._point_at(self._hit_at(event.position().toPoint()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._grabbed = event.position() if event.button() is Qt.MouseButton.LeftButton and self._window else None
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._grabbed = None
        super().mouseReleaseEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.whole()

    def leaveEvent(self, event: QEvent) -> None:
        self._point_at(None)
        super().leaveEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ctrl and the wheel zoom; the wheel alone belongs to the page."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and self.picture and self.picture.plot.zoom:
            self.zoom(STEP if event.angleDelta().y() > 0 else 1 / STEP, self._share_at(event.position()))
            event.accept()
        else:
            event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
            return
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        actions: dict[int, Callable[[], object]] = {
            Qt.Key.Key_Right: lambda: self.pan(0.2) if shift else self.step(1),
            Qt.Key.Key_Left: lambda: self.pan(-0.2) if shift else self.step(-1),
            Qt.Key.Key_Plus: lambda: self.zoom(STEP),
            Qt.Key.Key_Equal: lambda: self.zoom(STEP),
            Qt.Key.Key_Minus: lambda: self.zoom(1 / STEP),
            Qt.Key.Key_0: self.whole,
            Qt.Key.Key_Return: self.enlarge,
        }
        action = None if event.modifiers() & Qt.KeyboardModifier.ControlModifier else actions.get(event.key())
        if action is None:
            super().keyPressEvent(event)
        else:
            action()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self.build is not None:
            self.menu().popup(event.globalPos())

    # -- taking it elsewhere ---------------------------------------------------------------------

    def menu(self) -> QMenu:
        """Everything that can be done with the chart."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self._theme.icon("image-plus"), tr("复制图片"), self.copy)
        menu.addAction(self._theme.icon("download"), tr("导出 SVG…"), lambda: taking_out.ask_file(self, "svg"))
        menu.addAction(self._theme.icon("download"), tr("导出 PNG…"), lambda: taking_out.ask_file(self, "png"))
        menu.addSeparator()
        menu.addAction(self._theme.icon("arrow-up-right"), tr("放大查看"), self.enlarge)
        if self._window:
            menu.addAction(tr("显示全部"), self.whole)
        return menu

    def _open_menu(self) -> None:
        below: QRect = self._more.rect()
        self.menu().popup(self._more.mapToGlobal(below.bottomLeft()))

    def copy(self) -> None:
        """The chart to the clipboard, on white."""
        if self.build is not None:
            taking_out.copy(self, self.build, self.look, (self.width(), self.height()), self._pool)

    def follow(self, build: Build | None) -> None:
        """Show what another view shows."""
        if build is not None:
            self.show_plot(build)

    def enlarge(self) -> QWidget | None:
        """The chart in a window of its own, which follows this one."""
        if self.build is None:
            return None
        large = ChartView(self._theme, self.look.lang, self.name, self._pool)
        large.setParent(self, Qt.WindowType.Window)
        large.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        large.setWindowTitle(self.name)
        self.given.connect(large.follow)
        area = self.screen().availableGeometry()
        large.resize(round(area.width() * 0.86), round(area.height() * 0.8))
        large.show_plot(self.build)
        large.show()
        return large
