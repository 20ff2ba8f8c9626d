"""A table to read: rows of texts, sorted by a click, found by typing, copied with Ctrl+C; quick for many rows."""

# Qt gives None where its stubs say it can't.
# pyright: reportUnnecessaryComparison=false

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, QSortFilterProxyModel, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView

from qmdesk.ui.programme.naming import capital
from qmdesk.ui.theme import Theme
from qmdesk.ui.widgets.worded_table import WordedTable

_Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()
#: Rows that are measured for their height.
_WRAPPED = 2000
#: What a row is about: the key that a click leads to.
KEY = Qt.ItemDataRole.UserRole


class Rows(QAbstractTableModel):
    """Texts in rows; ``keys`` tells what each row is about."""

    def __init__(self, heads: Sequence[str]) -> None:
        super().__init__()
        self._heads = tuple(map(capital, heads))
        self._rows: list[tuple[str, ...]] = []
        self._keys: list[str] = []

    def show_rows(self, rows: Sequence[Sequence[str]], keys: Sequence[str] = ()) -> None:
        """Show these in place of all before."""
        self.beginResetModel()
        self._rows = [tuple(row) for row in rows]
        self._keys = list(keys)
        self.endResetModel()

    def rowCount(self, parent: _Index = _NONE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = _NONE) -> int:
        return 0 if parent.isValid() else len(self._heads)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._rows[index.row()][index.column()]
        if role == KEY:
            return self._keys[index.row()] if index.row() < len(self._keys) else ""
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return self._heads[section] if orientation == Qt.Orientation.Horizontal else str(section + 1)


class PlainTable(WordedTable):
    """The view of :class:`Rows`, with widths in characters."""

    def __init__(self, theme: Theme, name: str, heads: Sequence[str], widths: Sequence[int]) -> None:
        super().__init__()
        heads = [_in_two(words, 2 * width) for words, width in zip(heads, widths, strict=True)]
        self.rows = Rows(heads)
        self._whole, self._pad, self._least = -1, theme.px("space_md"), theme.px("measure") // 2
        self._shown = QSortFilterProxyModel(self)
        self._shown.setSourceModel(self.rows)
        self._shown.setFilterKeyColumn(-1)
        self._shown.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setModel(self._shown)
        self.setAccessibleName(name)
        self.setSortingEnabled(True)
        self.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.px("row"))
        head = self.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setStretchLastSection(True)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        each, pad = self.fontMetrics().horizontalAdvance("中"), theme.px("space_md")
        for column, (width, words) in enumerate(zip(widths, heads, strict=True)):
            room = max(map(head.fontMetrics().horizontalAdvance, words.split("\n"))) + 2 * pad
            self.setColumnWidth(column, max(width * each + pad, room))

    def show_whole(self, column: int) -> None:
        """Show the long texts of a column over several lines; of very many rows only their beginning."""
        self._whole = column
        rows = self.rows.rowCount()
        if rows > _WRAPPED:
            return
        measure, room = self.fontMetrics(), max(self.viewport().width() - self._left_of(column), self._least)
        for row in range(rows):
            text = str(self._shown.index(row, column).data() or "")
            height = measure.boundingRect(QRect(0, 0, room, 1 << 16), Qt.TextFlag.TextWordWrap, text).height()
            self.setRowHeight(row, max(self.verticalHeader().defaultSectionSize(), height + self._pad))

    def _left_of(self, column: int) -> int:
        return sum(self.columnWidth(each) for each in range(column)) + self._pad

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._whole >= 0:
            self.show_whole(self._whole)

    def show_only(self, text: str) -> None:
        """Show only rows that hold a text."""
        self._shown.setFilterFixedString(text.strip())
        if self._whole >= 0:
            self.show_whole(self._whole)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not event.matches(QKeySequence.StandardKey.Copy):
            super().keyPressEvent(event)
            return
        picked = sorted(self.selectionModel().selectedRows(), key=lambda index: index.row())
        columns = range(self._shown.columnCount())
        lines = ["\t".join(str(index.siblingAtColumn(at).data() or "") for at in columns) for index in picked]
        QGuiApplication.clipboard().setText("\n".join(lines))


def _in_two(words: str, letters: int) -> str:
    """A head of several words that is longer than its column, in two lines."""
    spaces = [at for at, letter in enumerate(words) if letter == " "]
    if len(words) <= letters or not spaces:
        return words
    middle = min(spaces, key=lambda at: abs(2 * at - len(words)))
    return f"{words[:middle]}\n{words[middle + 1 :]}"
