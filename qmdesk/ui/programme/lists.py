"""Plain lists of texts: a table model of rows that are worded already, and a table that shows one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar, overload

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QHeaderView, QTableView

from qmdesk.ui.programme.naming import capital
from qmdesk.ui.theme import Theme
from qmdesk.ui.widgets.worded_table import WordedTable

Index = QModelIndex | QPersistentModelIndex
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Line:
    """A row: its texts, the picture of its first cell and its colour ("" for none), and where it leads."""

    texts: tuple[str, ...]
    icon: str = ""
    tone: str = ""
    place: str = ""


class Lines(Sequence[Line]):
    """Rows that are worded when they are shown: a list of ten thousand costs what its visible part does."""

    def __init__(self, items: Sequence[T], word: Callable[[T], Line]) -> None:
        self._items, self._word = items, word

    def __len__(self) -> int:
        return len(self._items)

    @overload
    def __getitem__(self, at: int) -> Line: ...
    @overload
    def __getitem__(self, at: slice) -> Lines: ...
    def __getitem__(self, at: int | slice) -> Line | Lines:
        return Lines(self._items[at], self._word) if isinstance(at, slice) else self._word(self._items[at])


class ListModel(QAbstractTableModel):
    def __init__(self, theme: Theme, titles: Sequence[str]) -> None:
        super().__init__()
        self._theme, self._titles = theme, tuple(map(capital, titles))
        self._lines: Sequence[Line] = ()
        self._icons: dict[tuple[str, str], QIcon] = {}

    def show_lines(self, lines: Sequence[Line]) -> None:
        self.beginResetModel()
        self._lines = lines
        self.endResetModel()

    def line(self, row: int) -> Line:
        return self._lines[row]

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index | None = None) -> int:
        return len(self._titles)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> object:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return self._titles[section]
        return None

    def data(self, index: Index, role: int = 0) -> object:
        line = self._lines[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return line.texts[index.column()]
        if role == Qt.ItemDataRole.DecorationRole and index.column() == 0 and line.icon:
            key = (line.icon, line.tone or "muted")
            if key not in self._icons:
                self._icons[key] = self._theme.icon(*key)
            return self._icons[key]
        return None


class ListTable(WordedTable):
    """A table of plain lines, whole rows selected, widths by weight."""

    def __init__(self, theme: Theme, name: str, titles: Sequence[str], widths: Sequence[int]) -> None:
        super().__init__()
        self.lines = ListModel(theme, titles)
        self.setAccessibleName(name)
        self.setModel(self.lines)
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setIconSize(QSize(theme.px("icon"), theme.px("icon")))
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.px("row"))
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        wide = self.fontMetrics().horizontalAdvance("国") * 0.56
        for at, width in enumerate(widths):
            header.resizeSection(at, round(width * wide) + 2 * theme.px("space_sm"))
        header.setSectionResizeMode(len(widths) - 1, QHeaderView.ResizeMode.Stretch)
