"""The entry grid of a gauge study: a row for each part, a column for each operator and trial. Enter goes down."""

# Qt's signals take lambdas of any shape.
# pyright: reportUnknownLambdaType=false

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractTableModel,
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    Qt,
    Signal,
)
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyleOptionViewItem, QWidget

from qmdesk.model.problem import Problem
from qmdesk.ui.pages.performance.block import as_text
from qmdesk.ui.pages.performance.cells import CellEditor, EditedTable, MarkingDelegate
from qmdesk.ui.pages.performance.gauge_study import GaugeGrid
from qmdesk.ui.pages.performance.reading_cells import typed_reading
from qmdesk.ui.pages.performance.table_model import WRONG, Index
from qmdesk.ui.theme import Theme
from qmdesk.ui.words import full_text, tr

#: Rows that are in sight before the grid scrolls.
ROWS = 12
Values = Mapping[tuple[int, int, int], Decimal | None]


class GaugeModel(QAbstractTableModel):
    """``put`` asks to put readings at (part, operator, trial); a text that is none stays in its cell, which ``refused``
    tells."""

    put = Signal(object)
    refused = Signal()

    def __init__(self, lang: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lang = lang
        self.grid = GaugeGrid((), (), 0, {})
        self.writable = True
        self.unit = ""
        self.wrong: dict[tuple[int, int], tuple[str, Problem]] = {}

    def show_grid(self, grid: GaugeGrid) -> None:
        """Show a study; what is wrong in a cell stays where the layout does."""
        old, self.grid = self.grid, grid
        if (old.parts, old.operators, old.trials) != (grid.parts, grid.operators, grid.trials):
            self.beginResetModel()
            self.wrong.clear()
            self.endResetModel()
            self.refused.emit()
        elif self.rowCount() and self.columnCount():
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.grid.parts)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.grid.operators) * self.grid.trials

    def place_of(self, index: Index) -> tuple[int, int, int]:
        """Part, operator and trial of a cell."""
        operator, trial = divmod(index.column(), max(self.grid.trials, 1))
        return index.row(), operator, trial

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsEditable if self.writable else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        wrong = self.wrong.get((index.row(), index.column()))
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            value = self.grid.value(*self.place_of(index))
            return wrong[0] if wrong else "" if value is None else f"{value:f}"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role in (WRONG, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleDescriptionRole):
            if not wrong:
                return ""
            return full_text(wrong[1], self._lang)
        return None

    def recall(self, texts: Mapping[tuple[int, int], str]) -> None:
        """Texts that were no readings when the study was last in front."""
        self.beginResetModel()
        typed = {at: (text, typed_reading(text, self.unit)) for at, text in texts.items()}
        self.wrong = {at: (text, said) for at, (text, said) in typed.items() if isinstance(said, Problem)}
        self.endResetModel()

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation is Qt.Orientation.Vertical:
            return self.grid.parts[section] if section < len(self.grid.parts) else ""
        operator, trial = divmod(section, max(self.grid.trials, 1))
        return f"{self.grid.operators[operator]} {trial + 1}" if operator < len(self.grid.operators) else ""

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        text, at = str(value).strip(), (index.row(), index.column())
        if text == str(self.data(index)):
            return True
        self.wrong.pop(at, None)
        typed = typed_reading(text, self.unit) if text else None
        if isinstance(typed, Problem):
            self.wrong[at] = (text, typed)
        self.refused.emit()
        if isinstance(typed, Problem):
            self.dataChanged.emit(index, index)
            return False
        self.put.emit({self.place_of(index): None if typed is None else typed.value})
        return True


class GaugeTable(EditedTable):
    """``block`` brings a clipboard text with the cell that it was pasted at."""

    block = Signal(str, int, int)

    def __init__(self, model: GaugeModel, theme: Theme) -> None:
        super().__init__()
        self.gauge = model
        self._theme = theme
        self.setModel(model)
        self.setItemDelegate(GaugeDelegate(self, theme))
        self.setAccessibleName(tr("测量系统分析的读数：每行一个零件，每列一个测量人的一次"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.AnyKeyPressed | triggers.DoubleClicked | triggers.EditKeyPressed)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().setDefaultSectionSize(theme.px("control"))
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumWidth(theme.px("touch"))
        self.horizontalHeader().setMinimumSectionSize(theme.px("touch") + theme.px("space_lg"))
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        model.modelReset.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        rows = min(max(self.gauge.rowCount(), 2), ROWS)
        head = self.horizontalHeader().sizeHint().height() or self._theme.px("control")
        self.setFixedHeight(head + rows * self._theme.px("control") + self._theme.px("space_lg"))

    def go_to(self, row: int, column: int) -> None:
        """One cell, whatever keys are held."""
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().setCurrentIndex(self.gauge.index(row, column), flags)

    def go_on(self, by: int) -> None:
        """To the next part, or an earlier one; behind the last part the next trial begins."""
        rows, columns = self.gauge.rowCount(), self.gauge.columnCount()
        now = self.currentIndex()
        if not rows or not columns or not now.isValid():
            return
        column, row = divmod(now.column() * rows + now.row() + by, rows)
        if 0 <= column < columns:
            self.go_to(row, column)

    def go_across(self, by: int) -> None:
        """To the next column, row after row; past the ends the focus goes on."""
        columns = self.gauge.columnCount()
        now = self.currentIndex()
        row, column = divmod(now.row() * columns + now.column() + by, max(columns, 1))
        if 0 <= row < self.gauge.rowCount():
            self.go_to(row, column)

    def take_block(self, text: str) -> None:
        """Lay a clipboard text from the current cell on."""
        now = self.currentIndex()
        self.block.emit(text, max(now.row(), 0), max(now.column(), 0))

    def _clear(self) -> None:
        places = [self.gauge.place_of(index) for index in self.selectedIndexes()]
        for index in self.selectedIndexes():
            self.gauge.wrong.pop((index.row(), index.column()), None)
        self.gauge.refused.emit()
        if places and self.gauge.writable:
            self.gauge.put.emit(dict.fromkeys(places))

    def _copy(self) -> None:
        chosen = self.selectedIndexes()
        if chosen:
            rows, columns = sorted({each.row() for each in chosen}), sorted({each.column() for each in chosen})
            cells = [[str(self.gauge.index(row, column).data()) for column in columns] for row in rows]
            QGuiApplication.clipboard().setText(as_text(cells))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.matches(QKeySequence.StandardKey.Paste):
            self.take_block(QGuiApplication.clipboard().text())
        elif event.matches(QKeySequence.StandardKey.Copy):
            self._copy()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._clear()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.go_on(-1 if shift else 1)
        else:
            super().keyPressEvent(event)


class GaugeDelegate(MarkingDelegate):
    """Edits a reading; Enter goes to the next part, Tab to the next column."""

    def __init__(self, table: GaugeTable, theme: Theme) -> None:
        super().__init__(table, theme)
        self._table = table

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        made = CellEditor(parent)
        made.setAlignment(Qt.AlignmentFlag.AlignRight)
        head = index.model().headerData(index.column(), Qt.Orientation.Horizontal)
        made.setAccessibleName(f"{index.model().headerData(index.row(), Qt.Orientation.Vertical)} {head}")
        made.block.connect(lambda text: self._take_block(made, text))
        return made

    def _take_block(self, editor: CellEditor, text: str) -> None:
        self.closeEditor.emit(editor, MarkingDelegate.EndEditHint.RevertModelCache)
        self._table.take_block(text)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, CellEditor) and not editor.isModified():
            editor.setText(str(index.data(Qt.ItemDataRole.EditRole) or ""))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, CellEditor):
            editor.complete()
            model.setData(index, editor.text())  # pyright: ignore[reportArgumentType]

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and isinstance(editor, QWidget):
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            ways = {
                Qt.Key.Key_Return: lambda: self._table.go_on(-1 if shift else 1),
                Qt.Key.Key_Enter: lambda: self._table.go_on(-1 if shift else 1),
                Qt.Key.Key_Tab: lambda: self._table.go_across(1),
                Qt.Key.Key_Backtab: lambda: self._table.go_across(-1),
            }
            go = ways.get(Qt.Key(event.key()))
            if go is not None:
                self.commitData.emit(editor)
                self.closeEditor.emit(editor, MarkingDelegate.EndEditHint.NoHint)
                go()
                return True
        return super().eventFilter(editor, event)
