"""The picture that can be zoomed and marked, with mouse, pen or keys; it tells what was drawn and records nothing."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QPainter, QPixmap, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QGraphicsScene, QGraphicsView

from qmdesk.ui.evidence.drawing import outline, paint, units
from qmdesk.ui.evidence.marks import COLOURS, KINDS, MOST_CHARACTERS, MOST_MARKS, TEXT, UNITS, Mark
from qmdesk.ui.theme import Theme
from qmdesk.ui.widgets.typing_fields import LineField
from qmdesk.ui.words import tr

MOVE = "move"
#: Units that an arrow key moves a mark, and that a mark must measure to be one.
STEP, SMALLEST = 100, 80
LARGEST_ZOOM = 8.0
ARROWS = {
    Qt.Key.Key_Left: (-STEP, 0),
    Qt.Key.Key_Right: (STEP, 0),
    Qt.Key.Key_Up: (0, -STEP),
    Qt.Key.Key_Down: (0, STEP),
}


class MarkCanvas(QGraphicsView):
    """``drawn`` tells all marks after one was added, moved, recoloured or taken away."""

    drawn = Signal(object)  # tuple[Mark, ...]

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setScene(QGraphicsScene(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.AnchorUnderMouse)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.FullViewportUpdate)
        self.viewport().setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the canvas itself takes it, and has the name
        self.setAccessibleName(tr("图片和标注"))
        self.setAccessibleDescription(tr("选好工具后按 Enter 在中间放一个标注，方向键移动，Shift+方向键改大小"))
        self.marks: tuple[Mark, ...] = ()
        self.chosen = -1
        self._tool, self._colour = MOVE, COLOURS[0]
        self._from: tuple[int, int] | None = None
        self._draft: Mark | None = None
        self._fitted = True
        self._words = LineField(tr("标注文字"), tr("写好按 Enter"))
        self._words.setParent(self.viewport())
        self._words.setMaxLength(MOST_CHARACTERS)
        self._words.hide()
        self._words.committed.connect(self._write)
        self._words.editingFinished.connect(self._words.hide)
        self.use(MOVE)

    # -- showing ---------------------------------------------------------------------------------

    def show_picture(self, image: QImage) -> None:
        """Show a picture, fitted to the room."""
        self.scene().clear()
        self.scene().addPixmap(QPixmap.fromImage(image))
        self.scene().setSceneRect(QRectF(image.rect()))
        self.fit()

    def show_marks(self, marks: tuple[Mark, ...]) -> None:
        """Show marks as the case holds them."""
        self.marks = marks
        self.chosen = min(self.chosen, len(marks) - 1)
        self.viewport().update()

    def fit(self) -> None:
        """The whole picture in the room there is."""
        self._fitted = True
        self.fitInView(self.sceneRect(), Qt.AspectRatioMode.KeepAspectRatio)

    def zoom(self, factor: float) -> None:
        """Nearer or further, within reason."""
        now = self.transform().m11()
        wanted = min(max(now * factor, 0.05), LARGEST_ZOOM)
        self._fitted = False
        self.scale(wanted / now, wanted / now)

    def drawForeground(self, painter: QPainter, rect: QRectF | object) -> None:
        shown = self.marks if self._draft is None else (*self.marks, self._draft)
        paint(painter, self.sceneRect(), shown, self._theme, self.chosen)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._fitted:
            self.fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.zoom(1.25 if event.angleDelta().y() > 0 else 0.8)

    # -- tools -----------------------------------------------------------------------------------

    def use(self, tool: str) -> None:
        """Choose a tool of KINDS, or MOVE."""
        self._tool = tool
        drags = QGraphicsView.DragMode
        self.setDragMode(drags.ScrollHandDrag if tool == MOVE else drags.NoDrag)
        self.viewport().setCursor(Qt.CursorShape.ArrowCursor if tool == MOVE else Qt.CursorShape.CrossCursor)

    def dye(self, colour: str) -> None:
        """The colour of what is drawn from now on, and of the chosen mark."""
        self._colour = colour
        if 0 <= self.chosen < len(self.marks):
            self._put(self.chosen, replace(self.marks[self.chosen], colour=colour))

    def drop_chosen(self) -> None:
        """Take the chosen mark away."""
        if 0 <= self.chosen < len(self.marks):
            left = (*self.marks[: self.chosen], *self.marks[self.chosen + 1 :])
            self.chosen = -1
            self._tell(left)

    def add(self, mark: Mark) -> None:
        """Add a mark and choose it; too small a one, or one too many, is left."""
        small = abs(mark.x2 - mark.x1) < SMALLEST and abs(mark.y2 - mark.y1) < SMALLEST
        if len(self.marks) < MOST_MARKS and (mark.text or not small):
            self.chosen = len(self.marks)
            self._tell((*self.marks, mark))

    def _put(self, number: int, mark: Mark) -> None:
        self._tell((*self.marks[:number], mark, *self.marks[number + 1 :]))

    def _tell(self, marks: tuple[Mark, ...]) -> None:
        self.show_marks(marks)
        self.drawn.emit(marks)

    # -- mouse and pen ---------------------------------------------------------------------------

    def _at(self, position: QPoint) -> tuple[int, int]:
        return units(self.mapToScene(position), self.sceneRect())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._tool == MOVE or event.button() != Qt.MouseButton.LeftButton:
            self.chosen = self._mark_at(event.position().toPoint())
            self.viewport().update()
            super().mousePressEvent(event)
            return
        self._from = self._at(event.position().toPoint())
        if self._tool == TEXT:
            self._ask_words(event.position().toPoint())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._from is None or self._tool not in KINDS or self._tool == TEXT:
            super().mouseMoveEvent(event)
            return
        self._draft = Mark(self._tool, *self._from, *self._at(event.position().toPoint()), self._colour)
        self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        draft, self._draft = self._draft, None
        if draft is not None:
            self._from = None
            self.add(draft)
        super().mouseReleaseEvent(event)

    def _mark_at(self, position: QPoint) -> int:
        area = self.sceneRect()
        room = max(min(area.width(), area.height()) / 40, 4)
        at = self.mapToScene(position)
        for number in reversed(range(len(self.marks))):
            shape = outline(self.marks[number], area, room / 3, self._theme).boundingRect()
            if shape.adjusted(-room, -room, room, room).contains(at):
                return number
        return -1

    def _ask_words(self, position: QPoint) -> None:
        self._words.show_text("")
        self._words.clear()
        self._words.move(position)
        self._words.setFixedWidth(self._theme.px("list"))
        self._words.show()
        self._words.setFocus()

    def _write(self, text: str) -> None:
        words = " ".join(text.split())
        at, self._from = self._from, None
        self._words.hide()
        if words and at is not None:
            self.add(Mark(TEXT, *at, *at, self._colour, words))

    # -- keys ------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in ARROWS and 0 <= self.chosen < len(self.marks):
            self._push(*ARROWS[key], resize=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._tool in KINDS:
            self._place_in_the_middle()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.drop_chosen()
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus):
            self.zoom(0.8 if key == Qt.Key.Key_Minus else 1.25)
        elif key == Qt.Key.Key_0:
            self.fit()
        else:
            super().keyPressEvent(event)

    def _push(self, x: int, y: int, *, resize: bool) -> None:
        mark = self.marks[self.chosen]
        if resize and mark.kind != TEXT:
            x2, y2 = (min(max(each, 0), UNITS) for each in (mark.x2 + x, mark.y2 + y))
            self._put(self.chosen, replace(mark, x2=x2, y2=y2))
        else:
            self._put(self.chosen, mark.moved(x, y))

    def _place_in_the_middle(self) -> None:
        low, high = UNITS * 2 // 5, UNITS * 3 // 5
        if self._tool == TEXT:
            self._from = (low, high)
            self._ask_words(self.viewport().rect().center())
        else:
            self.add(Mark(self._tool, low, high, high, low, self._colour))
