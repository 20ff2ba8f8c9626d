"""The widget of one chart: values under the pointer, zoom, copy and export, all by keyboard as well."""

# Qt's signals take lambdas of any shape.
# pyright: reportUnknownLambdaType=false

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, QRect, Qt, QThreadPool, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QMenu, QToolTip, QWidget
from shiboken6 import isValid

from qmdesk.model.problem import Problem
from qmdesk.ui.charts import taking_out
from qmdesk.ui.charts.lines import line_text
from qmdesk.ui.charts.plot import Build, Hit, hit, spot, spot_count, spot_number, spot_numbered
from qmdesk.ui.charts.zoomed import STEP, ZoomedChart
from qmdesk.ui.theme import Theme
from qmdesk.ui.widgets.basics import label, tool
from qmdesk.ui.words import full_text, tr


def drawing_thread(_: QWidget | None) -> QThreadPool:
    """The one thread that draws all charts, in turn. It lives as long as the application: what matplotlib keeps of a
    font, 10 MB and an open file, it keeps for each thread anew."""
    if not _pools or not isValid(_pools[-1]):
        pool = QThreadPool(QCoreApplication.instance())
        pool.setMaxThreadCount(1)
        pool.setExpiryTimeout(-1)
        _pools[:] = [pool]
    return _pools[-1]


_pools: list[QThreadPool] = []


class ChartView(ZoomedChart):
    """``written`` names the file of an export, ``not_written`` the problems of one that failed."""

    written = Signal(object)
    not_written = Signal(object)

    def __init__(self, theme: Theme, lang: str, name: str, pool: QThreadPool, *, least: int = 180) -> None:
        super().__init__(theme, lang, name, pool, least=least)
        self._more = tool(theme, "ellipsis", tr("图的操作：{name}", name=name), self._open_menu)
        self._more.setParent(self)
        self._more.hide()
        self.given.connect(lambda build: self._more.setVisible(build is not None))
        self._told = label("", "chip", wrap=True, tone="bad")
        self._told.setParent(self)
        self._told.hide()
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._more.move(self.width() - self._more.sizeHint().width() - 2, 2)
        self._place_told()
        super().resizeEvent(event)

    # -- values under the pointer ----------------------------------------------------------------

    def text_at(self, place: QPoint) -> str:
        """What the chart says at a place of the widget; empty where it has nothing to say."""
        found = self._hit_at(place)
        if found is None and self.picture is not None:
            return line_text(self.picture.plot.figure, *self._shares(QPointF(place)), self.look.lang)
        return "" if found is None else self._text(found)

    def _hit_at(self, place: QPoint) -> Hit | None:
        if self.picture is None or not self.width() or not self.height():
            return None
        found = hit(self.picture.plot, *self._shares(QPointF(place)))
        if found is None or self.picture.plot.spots[found.group].by == "point":
            return found
        # A column or row answers everywhere: a line that runs through it just here comes first.
        return None if line_text(self.picture.plot.figure, *self._shares(QPointF(place)), self.look.lang) else found

    def _text(self, found: Hit) -> str:
        assert self.picture is not None
        return self.picture.plot.spots[found.group].text(found.index)

    def _point_at(self, found: Hit | None) -> None:
        self._hit = found
        self.update()
        if found is None:
            QToolTip.hideText()
            self.setAccessibleDescription(self.picture.words if self.picture is not None else "")
            return
        text = self._text(found)
        self.setAccessibleDescription(text)
        QToolTip.showText(self.mapToGlobal(self._point(found).toPoint() + QPoint(8, 8)), text, self)

    def step(self, by: int) -> None:
        """Go on to the next or an earlier spot, as the arrow keys do."""
        if self.picture is None:
            return
        plot = self.picture.plot
        count = spot_count(plot)
        if not count:
            return
        now = -1 if self._hit is None and by > 0 else 0
        if self._hit is not None:
            now = spot_number(plot, self._hit.group, self._hit.index)
        self._point_at(spot(plot, *spot_numbered(plot, (now + by) % count)))

    # -- events ----------------------------------------------------------------------------------

    def hover(self, place: QPointF) -> None:
        """The pointer is over a place, and draws nothing."""
        found = self._hit_at(place.toPoint())
        self._point_at(found)
        if found is None and self.picture is not None:
            text = line_text(self.picture.plot.figure, *self._shares(place), self.look.lang)
            if text:
                QToolTip.showText(self.mapToGlobal(place.toPoint() + QPoint(8, 8)), text, self)

    def leaveEvent(self, event: QEvent) -> None:
        self._point_at(None)
        super().leaveEvent(event)

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
            Qt.Key.Key_Home: self.whole,
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
        if self.picture is not None and self.picture.plot.zoom:
            menu.addSeparator()
            menu.addAction(tr("拉近"), lambda: self.zoom(STEP))
            menu.addAction(tr("拉远"), lambda: self.zoom(1 / STEP)).setEnabled(bool(self._window))
            menu.addAction(tr("显示全部"), self.whole).setEnabled(bool(self._window))
        return menu

    def _open_menu(self) -> None:
        below: QRect = self._more.rect()
        self.menu().popup(self._more.mapToGlobal(below.bottomLeft()))

    def copy(self) -> None:
        """The chart to the clipboard, on white."""
        if self.build is not None:
            taking_out.copy(self, self.build, self.look, (self.width(), self.height()), self._pool)

    def refuse(self, problems: tuple[Problem, ...]) -> None:
        """Say under the chart why it could not be written, and to whoever listens."""
        lang = self.look.lang
        self.tell(" ".join(full_text(each, lang) for each in problems))
        self.not_written.emit(problems)

    def tell(self, text: str) -> None:
        """A word at the foot of the chart; none for an empty text."""
        self._told.setText(text)
        self._told.setVisible(bool(text))
        self._place_told()

    def _place_told(self) -> None:
        pad = self._theme.px("space_sm")
        width = max(self.width() - 2 * pad, 1)
        height = self._told.heightForWidth(width)
        self._told.setGeometry(pad, self.height() - height - pad, width, height)

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
