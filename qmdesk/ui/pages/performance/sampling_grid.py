"""A small grid of texts that is typed with Enter and Tab or pasted as a block: strata, readings side by side."""

# Qt's signals take lambdas of any shape.
# pyright: reportUnknownLambdaType=false

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView

from qmdesk.ui.pages.performance.block import as_text, cells_of
from qmdesk.ui.pages.performance.cells import EditedTable, GoingDelegate, edit_here
from qmdesk.ui.pages.performance.table_rows import WRONG, Index
from qmdesk.ui.theme import Theme


class GridModel(QAbstractTableModel):
    """Rows of texts with an empty one behind them. ``edited``: someone has changed a text.

    ``wrong`` says in words what is wrong with a cell (row, column), ``shown`` is the last column where it is given.
    """

    edited = Signal()

    def __init__(self, titles: Sequence[str], numbers: Sequence[bool]) -> None:
        super().__init__()
        self.titles, self._numbers = list(titles), list(numbers)
        self.rows: list[list[str]] = []
        self.writable = True
        self.wrong: Callable[[int, int], str] = lambda _row, _column: ""
        self.shown: Callable[[int], str] | None = None

    @property
    def typed(self) -> int:
        """How many columns can be typed."""
        return len(self.titles) - int(self.shown is not None)

    def show_rows(self, rows: Sequence[Sequence[str]]) -> None:
        """Show other texts."""
        found = [list(each) for each in rows]
        if found == self.rows:
            self.refresh()
            return
        self.beginResetModel()
        self.rows = found
        self.endResetModel()

    def refresh(self) -> None:
        """What stands beside the texts may have changed."""
        last = self.index(self.rowCount() - 1, len(self.titles) - 1)
        self.dataChanged.emit(self.index(0, 0), last)

    def put(self, row: int, column: int, block: Sequence[Sequence[str]]) -> None:
        """Lay a block over the cells from one on; new rows at the end."""
        rows = [list(each) for each in self.rows]
        for down, line in enumerate(block):
            while len(rows) <= row + down:
                rows.append([""] * self.typed)
            for across, text in enumerate(line[: self.typed - column]):
                rows[row + down][column + across] = text
        self._take(rows)

    def is_title(self, line: Sequence[str], start: int) -> bool:
        """Whether a row has words where numbers belong."""
        filled = [(text, place) for place, text in enumerate(line[: self.typed - start], start) if text]
        numbers = [text for text, place in filled if self._numbers[place]]
        return bool(numbers) and not any(each.isdigit() for text in numbers for each in text)

    def remove(self, numbers: set[int]) -> None:
        """Take rows out."""
        self._take([each for number, each in enumerate(self.rows) if number not in numbers])

    def _take(self, rows: list[list[str]]) -> None:
        while rows and not any(text.strip() for text in rows[-1]):
            rows.pop()
        if rows != self.rows:
            self.beginResetModel()
            self.rows = rows
            self.endResetModel()
            self.edited.emit()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows) + int(self.writable)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.titles)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        can = self.writable and index.column() < self.typed
        return flags | Qt.ItemFlag.ItemIsEditable if can else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row, column = index.row(), index.column()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            if row >= len(self.rows):
                return ""
            return self.rows[row][column] if column < self.typed else self.shown(row) if self.shown else ""
        if role == Qt.ItemDataRole.TextAlignmentRole:
            number = column >= len(self._numbers) or self._numbers[column]
            side = Qt.AlignmentFlag.AlignRight if number else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        if role in (WRONG, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleDescriptionRole):
            return self.wrong(row, column) if row < len(self.rows) and column < self.typed else ""
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is Qt.Orientation.Vertical:
            if role == Qt.ItemDataRole.DisplayRole:
                return str(section + 1) if section < len(self.rows) else "＋"
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.titles[section]
        return self.data(self.index(0, section), role) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if str(value) != str(index.data() or ""):
            self.put(index.row(), index.column(), [[str(value)]])
        return True


class TextGrid(EditedTable):
    """Typing begins an entry, Enter goes down in its column, Tab across; Ctrl+V lays a block from the cell on."""

    def __init__(self, model: GridModel, theme: Theme, name: str) -> None:
        super().__init__()
        self.grid = model
        self.setModel(model)
        self.setAccessibleName(name)
        self.setItemDelegate(GoingDelegate(self, theme, self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(trigger.AnyKeyPressed | trigger.DoubleClicked | trigger.EditKeyPressed)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setWordWrap(False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setHighlightSections(False)
        self.verticalHeader().setDefaultSectionSize(theme.px("control"))
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumWidth(theme.px("control"))
        self._place = (0, 0)
        model.modelAboutToBeReset.connect(self._remember)
        model.modelReset.connect(lambda: self._go(*self._place))

    def _remember(self) -> None:
        here = self.currentIndex()
        self._place = (max(here.row(), 0), max(here.column(), 0))

    def _go(self, row: int, column: int) -> None:
        if self.grid.rowCount():
            self.setCurrentIndex(self.grid.index(min(max(row, 0), self.grid.rowCount() - 1), column))

    def go_down(self, by: int) -> None:
        """The cell below or above."""
        here = self.currentIndex()
        self._go(here.row() + by, here.column())

    def go_across(self, by: int) -> None:
        """The next cell that can be typed; beyond the last the focus goes on."""
        here, typed = self.currentIndex(), self.grid.typed
        place = here.row() * typed + here.column() + by
        if 0 <= place < self.grid.rowCount() * typed:
            self._go(*divmod(place, typed))
        else:
            super().focusNextPrevChild(by > 0)

    def focusNextPrevChild(self, forward: bool) -> bool:
        self.go_across(1 if forward else -1)
        return True

    def take_block(self, text: str) -> None:
        """Lay a clipboard text over the cells from the current one on; a first row of words is left out."""
        block = cells_of(text)
        here = self.currentIndex()
        if block and self.grid.writable:
            if len(block) > 1 and self.grid.is_title(block[0], max(here.column(), 0)):
                block = block[1:]
            self.grid.put(max(here.row(), 0), max(here.column(), 0), block)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        chosen = self.selectionModel().selectedIndexes()
        key, control = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.matches(QKeySequence.StandardKey.Paste):
            self.take_block(QGuiApplication.clipboard().text())
        elif event.matches(QKeySequence.StandardKey.Copy):
            self._copy()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            edit_here(self)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.grid.writable:
            if control:
                self.grid.remove({index.row() for index in chosen})
            else:
                self._clear()
        else:
            super().keyPressEvent(event)

    def _copy(self) -> None:
        chosen = self.selectionModel().selectedIndexes()
        rows = sorted({index.row() for index in chosen})
        columns = sorted({index.column() for index in chosen})
        cells = [[str(self.grid.index(row, each).data() or "") for each in columns] for row in rows]
        QGuiApplication.clipboard().setText(as_text(cells))

    def _clear(self) -> None:
        chosen = [index for index in self.selectionModel().selectedIndexes() if index.column() < self.grid.typed]
        if chosen:
            row, column = min(each.row() for each in chosen), min(each.column() for each in chosen)
            wide = max(each.column() for each in chosen) - column + 1
            tall = min(max(each.row() for each in chosen) + 1, len(self.grid.rows)) - row
            self.grid.put(row, column, [[""] * wide] * max(tall, 0))
