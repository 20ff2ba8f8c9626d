"""The column of readings on the screen: keys to take readings in and out, and to mend one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from qmdesk.ui.pages.performance.block import as_text
from qmdesk.ui.pages.performance.cells import MarkingDelegate
from qmdesk.ui.pages.performance.readings_model import VALUE, ReadingsModel
from qmdesk.ui.theme import Theme
from qmdesk.ui.words import tr


class ReadingsTable(QTableView):
    """Delete takes readings out, Ctrl+V takes them in, Enter or F2 mends one."""

    def __init__(
        self, model: ReadingsModel, theme: Theme, paste: Callable[[], None], remove: Callable[[], None]
    ) -> None:
        super().__init__()
        self._paste, self._remove = paste, remove
        self.setModel(model)
        self.setAccessibleName(tr("测量值"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.horizontalHeader().setStretchLastSection(True)
        self.horizontalHeader().hide()
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumHeight(4 * theme.px("control"))
        self._value_width = 7 * theme.px("touch") // 4
        self.verticalHeader().setDefaultSectionSize(theme.px("control"))
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumWidth(theme.px("touch"))
        self.setItemDelegate(MarkingDelegate(self, theme))

    def show_columns(self) -> None:
        """Both columns have their title while any reading is left out; else the one needs none."""
        two = self.model().columnCount() > 1
        self.horizontalHeader().setVisible(two)
        if two and self.columnWidth(VALUE) != self._value_width:
            self.setColumnWidth(VALUE, self._value_width)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self._paste()
        elif event.matches(QKeySequence.StandardKey.Copy):
            rows = sorted({index.row() for index in self.selectionModel().selectedIndexes()})
            QGuiApplication.clipboard().setText(as_text([[str(self.model().index(row, 0).data())] for row in rows]))
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._remove()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.edit(self.currentIndex())
        else:
            super().keyPressEvent(event)
