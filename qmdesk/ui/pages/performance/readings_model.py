"""The readings of one characteristic as a column of cells, numbered by subgroup where they have any.

A second column says why a reading is left out; it is there where one is.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from itertools import accumulate

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFont

from qmdesk.model.problem import Problem
from qmdesk.model.readings import Readings
from qmdesk.ui.pages.performance.reading_cells import typed_reading
from qmdesk.ui.pages.performance.readings_edits import reading_text
from qmdesk.ui.pages.performance.table_model import EARLIER, WRONG
from qmdesk.ui.words import full_text, tr

Index = QModelIndex | QPersistentModelIndex
VALUE, REASON = 0, 1


class ReadingsModel(QAbstractTableModel):
    """``put`` asks to put another value at a place; a text that is none stays in its cell, which ``refused`` tells."""

    put = Signal(int, str)
    refused = Signal()

    def __init__(self, lang: str) -> None:
        super().__init__()
        self._lang = lang
        self.readings: Readings | None = None
        self.writable = True
        self.unit = ""
        self.wrong: dict[int, tuple[str, Problem]] = {}
        #: Why a reading (zero-based) is left out.
        self.excluded: dict[int, str] = {}
        self._starts: list[int] = []

    def show_readings(self, readings: Readings | None) -> None:
        """Show another set."""
        old, new = len(self.readings or ()), len(readings or ())
        if readings is not None and self.readings is not None and new == old + 1:
            self.beginInsertRows(QModelIndex(), old, old)
            finer = readings.exponent != self.readings.exponent
            self._take(readings)
            self.endInsertRows()
            if finer:
                self.dataChanged.emit(self.index(0, VALUE), self.index(old, VALUE))
            return
        self.beginResetModel()
        self._take(readings)
        self.endResetModel()

    def show_excluded(self, excluded: Mapping[int, str]) -> None:
        """Show which readings are left out and why."""
        if dict(excluded) == self.excluded:
            return
        if bool(excluded) != bool(self.excluded):
            self.beginResetModel()
            self.excluded = dict(excluded)
            self.endResetModel()
            return
        touched = {*self.excluded, *excluded}
        self.excluded = dict(excluded)
        for row in touched & set(range(self.rowCount())):
            self.dataChanged.emit(self.index(row, VALUE), self.index(row, REASON))

    def _take(self, readings: Readings | None) -> None:
        self.readings = readings
        sizes = readings.subgroups if readings is not None and readings.subgroups else ()
        self._starts = [0, *accumulate(sizes)][:-1] if sizes else []

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() or self.readings is None else len(self.readings)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 2 if self.excluded else 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        editable = self.writable and index.column() == VALUE
        return flags | Qt.ItemFlag.ItemIsEditable if editable else flags

    def text(self, row: int) -> str:
        """A reading as text, at the set's resolution."""
        if row in self.wrong:
            return self.wrong[row][0]
        return "" if self.readings is None else reading_text(self.readings, row)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = index.row()
        reason = self.excluded.get(row, "")
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return reason if index.column() == REASON else self.text(row)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignLeft if index.column() == REASON else Qt.AlignmentFlag.AlignRight
            return side | Qt.AlignmentFlag.AlignVCenter
        if role == EARLIER:
            return bool(reason)
        if role == Qt.ItemDataRole.FontRole and reason and index.column() == VALUE:
            font = QFont()
            font.setStrikeOut(True)
            return font
        if role == WRONG:
            return self._wrong(row) if index.column() == VALUE else ""
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleDescriptionRole):
            return self._wrong(row) or (tr("已剔除：{reason}", reason=reason) if reason else "")
        return None

    def take(self, row: int, text: str) -> str | None:
        """The number that a text says; None where it says none, and stays in the cell."""
        self.wrong.pop(row, None)
        typed = typed_reading(text, self.unit)
        if isinstance(typed, Problem):
            self.wrong[row] = (text, typed)
            return None
        return typed.text

    def _wrong(self, row: int) -> str:
        if row not in self.wrong:
            return ""
        problem = self.wrong[row][1]
        return full_text(problem, self._lang)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation is Qt.Orientation.Horizontal:
            return tr("剔除的理由") if section == REASON else tr("测量值")
        if not self._starts:
            return str(section + 1)
        group = bisect_right(self._starts, section) - 1
        return f"{group + 1}.{section - self._starts[group] + 1}"

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        row, text = index.row(), str(value)
        if text == self.text(row):
            return True
        number = self.take(row, text)
        self.refused.emit()
        if number is None:
            self.dataChanged.emit(index, index)
            return False
        self.put.emit(row, number)
        return True
