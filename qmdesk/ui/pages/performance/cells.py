"""How cells are painted and edited: the editor tells every keystroke, and a half-composed word is not dropped."""

# Qt's signals take lambdas of any shape.
# pyright: reportUnknownLambdaType=false

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent, QKeySequence, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from qmdesk.ui.dropping import LetsFilesPass
from qmdesk.ui.pages.performance.block import is_block
from qmdesk.ui.pages.performance.table_model import EARLIER, WRONG, Index, RecordModel
from qmdesk.ui.theme import Theme
from qmdesk.ui.widgets.typing_fields import ChoiceBox, Composing

if TYPE_CHECKING:
    from qmdesk.ui.pages.performance.table import RecordTable


class CellEditor(LetsFilesPass, QLineEdit):
    """The editor of one cell. ``block`` is a clipboard text of several cells that was pasted into it."""

    block = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFrame(False)
        self.setProperty("role", "cell")
        self._composing = Composing(self)

    def complete(self) -> None:
        """Turn what an input method still shows into text."""
        self._composing.finish()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._composing.follow(event)
        super().inputMethodEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            text = QGuiApplication.clipboard().text()
            if is_block(text):
                self.block.emit(text)
                return
        super().keyPressEvent(event)


def edit_here(view: QAbstractItemView) -> None:
    """Open the current cell for typing, if it can be typed in and isn't being typed in: Enter in an editor reaches
    the table too."""
    here = view.currentIndex()
    if here.flags() & Qt.ItemFlag.ItemIsEditable and view.state() is not QAbstractItemView.State.EditingState:
        view.edit(here)


class EditedTable(QTableView):
    """A table whose model may begin anew while a cell is committed: its editor is let go then, and says no more."""

    def commitData(self, editor: QWidget) -> None:
        if not editor.isHidden():  # one that was let go is
            super().commitData(editor)


class MarkingDelegate(QStyledItemDelegate):
    """Paints a cell whose text is wrong with a frame and a sign; values of an earlier stage stand in italics."""

    def __init__(self, parent: QWidget, theme: Theme) -> None:
        super().__init__(parent)
        self._theme = theme

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        if index.data(EARLIER):
            option.palette.setColor(option.palette.ColorRole.Text, self._theme.colour("muted"))  # pyright: ignore[reportAttributeAccessIssue]
            option.font.setItalic(True)  # pyright: ignore[reportAttributeAccessIssue]

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        if not index.data(WRONG):
            return
        area: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue]
        side = self._theme.px("icon")
        painter.save()
        painter.setPen(QPen(self._theme.colour("bad"), 2))
        painter.drawRect(area.adjusted(1, 1, -2, -2))
        left = area.left() + 4 if self._at_right(index) else area.right() - side - 3
        self._theme.icon("triangle-alert", "bad").paint(painter, left, area.center().y() - side // 2, side, side)
        painter.restore()

    def _at_right(self, index: Index) -> bool:
        alignment = index.data(Qt.ItemDataRole.TextAlignmentRole)
        return bool(alignment & Qt.AlignmentFlag.AlignRight)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(super().sizeHint(option, index).width(), self._theme.px("control"))


class Goes(Protocol):
    """What a table does when an entry is done or a block is pasted into it."""

    def go_down(self, by: int) -> None: ...
    def go_across(self, by: int) -> None: ...
    def take_block(self, text: str) -> None: ...


class GoingDelegate(MarkingDelegate):
    """Enter and Tab commit an entry and go on as the table says; a block pasted into a cell spreads over the table."""

    def __init__(self, parent: QWidget, theme: Theme, goes: Goes) -> None:
        super().__init__(parent, theme)
        self._goes = goes

    def cell_editor(self, parent: QWidget, index: Index, name: str) -> CellEditor:
        """The editor of a cell's text."""
        made = CellEditor(parent)
        made.setAccessibleName(name)
        made.setAlignment(index.data(Qt.ItemDataRole.TextAlignmentRole))
        made.block.connect(lambda text: self._take_block(made, text))
        return made

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        name = index.model().headerData(index.column(), Qt.Orientation.Horizontal)
        return self.cell_editor(parent, index, str(name))

    def _close(self, editor: QWidget) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)

    def _take_block(self, editor: CellEditor, text: str) -> None:
        """A block pasted into one cell spreads over the table; the cell's own text is let go."""
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.RevertModelCache)
        self._goes.take_block(text)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        text = str(index.data(Qt.ItemDataRole.EditRole) or "")
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(max(editor.findData(text), 0))
        elif isinstance(editor, CellEditor) and not editor.isModified():
            editor.setText(text)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, QComboBox):
            model.setData(index, str(editor.currentData() or ""))  # pyright: ignore[reportArgumentType]
        elif isinstance(editor, CellEditor):
            editor.complete()
            model.setData(index, editor.text())  # pyright: ignore[reportArgumentType]

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Enter and Tab commit and go on as the table says."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and isinstance(editor, QWidget):
            go = self._way(event)
            if go is not None:
                self._close(editor)
                go()
                return True
        return super().eventFilter(editor, event)

    def _way(self, event: QKeyEvent) -> Callable[[], None] | None:
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return None
        ways: dict[int, Callable[[], None]] = {
            Qt.Key.Key_Return: lambda: self._goes.go_down(-1 if shift else 1),
            Qt.Key.Key_Enter: lambda: self._goes.go_down(-1 if shift else 1),
            Qt.Key.Key_Tab: lambda: self._goes.go_across(1),
            Qt.Key.Key_Backtab: lambda: self._goes.go_across(-1),
        }
        return ways.get(event.key())


class CellDelegate(GoingDelegate):
    """Edits the cells of a table of records; the model hears every keystroke."""

    def __init__(self, table: RecordTable, theme: Theme) -> None:
        super().__init__(table, theme, table)
        self._table = table

    def _model(self) -> RecordModel:
        return self._table.records

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        model = self._model()
        column = model.columns[index.column()]
        declared = model.fields[column.name]
        name = str(model.headerData(index.column(), Qt.Orientation.Horizontal))
        if declared.choices:
            return self._choice(parent, index, name, declared.choices)
        made = self.cell_editor(parent, index, name)
        made.textEdited.connect(lambda text: model.type_live(self._table.currentIndex(), text))
        return made

    def _choice(self, parent: QWidget, index: Index, name: str, choices: object) -> QWidget:
        made = ChoiceBox()
        made.setParent(parent)
        made.setAccessibleName(name)
        made.addItem("—", "")
        for text in self._model().fields[self._model().columns[index.column()].name].choices.values():
            made.addItem(text.in_(self._model().desk.lang), text.in_(self._model().desk.lang))
        made.activated.connect(lambda _: self._close(made))
        return made

    def destroyEditor(self, editor: QWidget, index: Index) -> None:
        if self._model().typing.live is not None:
            self._model().type_live(index, None)
        super().destroyEditor(editor, index)
