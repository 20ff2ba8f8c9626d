"""The readings of one characteristic as a column of cells, numbered by subgroup where they have any."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from qmdesk.formdef import decimals
from qmdesk.model.problem import Problem
from qmdesk.model.readings import Readings
from qmdesk.ui.pages.performance.table_model import WRONG
from qmdesk.ui.words import problem_text, remedy_text, tr

Index = QModelIndex | QPersistentModelIndex


class ReadingsModel(QAbstractTableModel):
    """``put`` asks to put another value at a place; a text that is none stays in its cell."""

    put = Signal(int, str)

    def __init__(self, lang: str) -> None:
        super().__init__()
        self._lang = lang
        self.readings: Readings | None = None
        self.writable = True
        self.wrong: dict[int, tuple[str, Problem]] = {}
        self._starts: list[int] = []

    def show_readings(self, readings: Readings | None) -> None:
        """Show another set."""
        old, new = len(self.readings or ()), len(readings or ())
        if readings is not None and self.readings is not None and new == old + 1:
            self.beginInsertRows(QModelIndex(), old, old)
            self._take(readings)
            self.endInsertRows()
            self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, old)
            return
        self.beginResetModel()
        self._take(readings)
        self.endResetModel()

    def _take(self, readings: Readings | None) -> None:
        self.readings = readings
        sizes = readings.subgroups if readings is not None and readings.subgroups else ()
        self._starts = [0, *accumulate(sizes)][:-1] if sizes else []

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() or self.readings is None else len(self.readings)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsEditable if self.writable else flags

    def text(self, row: int) -> str:
        """A reading as text, at the set's resolution."""
        if row in self.wrong:
            return self.wrong[row][0]
        readings = self.readings
        if readings is None:
            return ""
        one = Readings((readings.scaled[row],), readings.exponent)
        return f"{one.decimals()[0]:f}"

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = index.row()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return self.text(row)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role in (WRONG, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleDescriptionRole):
            return self._wrong(row)
        return None

    def _wrong(self, row: int) -> str:
        if row not in self.wrong:
            return ""
        problem = self.wrong[row][1]
        return f"{problem_text(problem, self._lang)} {remedy_text(problem, self._lang)}".strip()

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation is Qt.Orientation.Horizontal:
            return tr("测量值")
        if not self._starts:
            return str(section + 1)
        group = bisect_right(self._starts, section) - 1
        return f"{group + 1}.{section - self._starts[group] + 1}"

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        row, text = index.row(), str(value)
        if text == self.text(row):
            return True
        self.wrong.pop(row, None)
        typed = decimals.read(text)
        if isinstance(typed, Problem):
            self.wrong[row] = (text, typed)
            self.dataChanged.emit(index, index)
            return False
        self.put.emit(row, typed.text)
        return True
