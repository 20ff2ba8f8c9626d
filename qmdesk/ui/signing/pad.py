"""A line to sign on, with a pen, a finger or the mouse; the signature comes out as a picture on nothing."""

# Qt's signals take lambdas of any shape.
# pyright: reportUnknownLambdaType=false

from __future__ import annotations

import math

from PySide6.QtCore import QBuffer, QByteArray, QEvent, QIODevice, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen, QTabletEvent
from PySide6.QtWidgets import QDialog, QWidget

from qmdesk.ui.help.front import helped
from qmdesk.ui.theme import Theme
from qmdesk.ui.widgets.basics import button, column, frame, label, line
from qmdesk.ui.words import tr

#: A point with the pressure of the pen, from 0 to 1; a mouse presses half.
Point = tuple[float, float, float]
MOUSE_PRESSURE = 0.5
#: Height of the picture in pixels, its margin, and the ink: black on paper, whatever the look of the window.
HEIGHT, MARGIN = 400, 16
INK = "black"
#: Width of a stroke at full pressure, as a part of the pad's height.
STROKE = 1 / 34


class SignaturePad(QWidget):
    """``changed`` tells whether there is anything written."""

    changed = Signal(bool)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.strokes: list[list[Point]] = []
        self._writing = False
        self.setAccessibleName(tr("用笔或鼠标在横线上签名"))
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setMinimumSize(QSize(theme.px("list") * 2, theme.px("list") * 3 // 4))

    # -- writing ---------------------------------------------------------------------------------

    def begin(self, at: QPointF, pressure: float = MOUSE_PRESSURE) -> None:
        """A stroke begins."""
        self._writing = True
        self.strokes.append([(at.x(), at.y(), pressure)])
        self._tell()

    def go_on(self, at: QPointF, pressure: float = MOUSE_PRESSURE) -> None:
        """The stroke goes on; a point that is hardly elsewhere is left."""
        if self._writing and math.dist((at.x(), at.y()), self.strokes[-1][-1][:2]) >= 1:
            self.strokes[-1].append((at.x(), at.y(), pressure))
            self.update()

    def end(self) -> None:
        """The stroke is done."""
        self._writing = False

    def take_back(self) -> None:
        """Without the last stroke."""
        self.strokes = self.strokes[:-1]
        self._tell()

    def clear(self) -> None:
        """Start again."""
        self.strokes = []
        self._tell()

    def _tell(self) -> None:
        self.changed.emit(bool(self.strokes))
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.begin(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.go_on(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.end()

    def tabletEvent(self, event: QTabletEvent) -> None:
        kind = event.type()
        if kind == QEvent.Type.TabletPress:
            self.begin(event.position(), event.pressure())
        elif kind == QEvent.Type.TabletMove:
            self.go_on(event.position(), event.pressure())
        elif kind == QEvent.Type.TabletRelease:
            self.end()
        event.accept()  # else the system sends the same as a mouse

    # -- showing ---------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge, base = self._theme.px("space_xl"), self.height() * 0.78
        painter.setPen(QPen(self._theme.colour("strong_border"), 1))
        painter.drawLine(QPointF(edge, base), QPointF(self.width() - edge, base))
        draw(painter, self.strokes, self._theme.colour("ink"), self.height() * STROKE)

    def picture(self) -> QImage:
        """The signature cut out, in black on nothing; a null image where nothing is written."""
        if not self.strokes:
            return QImage()
        bounds = _bounds(self.strokes, self.height() * STROKE)
        scale = min((HEIGHT - 2 * MARGIN) / bounds.height(), 3 * HEIGHT / bounds.width())
        image = QImage(
            math.ceil(bounds.width() * scale) + 2 * MARGIN,
            math.ceil(bounds.height() * scale) + 2 * MARGIN,
            QImage.Format.Format_ARGB32,
        )
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(MARGIN, MARGIN)
        painter.scale(scale, scale)
        painter.translate(-bounds.topLeft())
        draw(painter, self.strokes, QColor(INK), self.height() * STROKE)
        painter.end()
        return image

    def png(self) -> bytes:
        """The signature as PNG with a transparent ground; empty where nothing is written."""
        image = self.picture()
        if image.isNull():
            return b""
        store = QByteArray()
        buffer = QBuffer(store)
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        image.save(buffer, "PNG")  # pyright: ignore[reportCallIssue, reportArgumentType] - its stub asks for bytes, it wants text
        return bytes(store.data())


def draw(painter: QPainter, strokes: list[list[Point]], colour: QColor, widest: float) -> None:
    """Strokes as smooth lines, thicker where the pen pressed harder; a single point as a dot."""
    for stroke in strokes:
        for first, middle, last in zip([stroke[0], *stroke], stroke, [*stroke[1:], stroke[-1]], strict=False):
            path = QPainterPath(_between(first, middle))
            path.quadTo(QPointF(*middle[:2]), _between(middle, last))
            width = widest * (0.4 + 0.6 * middle[2])
            if len(stroke) == 1:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(colour)
                painter.drawEllipse(QPointF(*middle[:2]), width, width)
                continue
            painter.setBrush(Qt.BrushStyle.NoBrush)
            style = (Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
            painter.setPen(QPen(colour, width, *style))
            painter.drawPath(path)


def _between(one: Point, other: Point) -> QPointF:
    return QPointF((one[0] + other[0]) / 2, (one[1] + other[1]) / 2)


def _bounds(strokes: list[list[Point]], room: float) -> QRectF:
    points = [point for stroke in strokes for point in stroke]
    left, top = min(each[0] for each in points), min(each[1] for each in points)
    right, bottom = max(each[0] for each in points), max(each[1] for each in points)
    return QRectF(left, top, right - left, bottom - top).adjusted(-room, -room, room, room)


class SignatureDialog(QDialog):
    """The pad with its buttons; ``signed`` gives the picture as PNG. ``whose`` names who is to sign, and as what."""

    signed = Signal(bytes)

    def __init__(self, theme: Theme, parent: QWidget | None = None, whose: str = "") -> None:
        super().__init__(parent)
        helped(self, "report")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("手写签名"))
        self.pad = SignaturePad(theme)
        gap, edge = theme.px("space_sm"), theme.px("space_lg")
        self._back = button(tr("撤一笔"), self.pad.take_back, role="quiet", theme=theme, icon="undo-2")
        self._again = button(tr("重写"), self.pad.clear, role="quiet", theme=theme, icon="refresh-cw")
        self._use = button(tr("用这个签名"), self._finish, role="primary", theme=theme, icon="check")
        cancel = button(tr("取消"), self.reject)
        body = column(
            *([label(whose, "heading", wrap=True)] if whose else []),
            label(tr("用笔或鼠标在横线上签名"), "muted"),
            frame("card", column(self.pad)),
            line(self._back, self._again, None, cancel, self._use, gap=gap),
            gap=gap,
            margins=(edge,) * 4,
        )
        body.setStretch(1, 1)
        self.setLayout(body)
        self.pad.changed.connect(self._show_state)
        self._show_state(written=False)

    def _show_state(self, written: bool) -> None:
        for each in (self._back, self._again, self._use):
            each.setEnabled(written)
        self._use.setToolTip("" if written else tr("还没有写"))

    def _finish(self) -> None:
        self.signed.emit(self.pad.png())
        self.accept()
