"""The column of readings on the screen: keys to take readings in and out, and to mend one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu

from qmdesk.ui.pages.performance.block import as_text
from qmdesk.ui.pages.performance.cells import EditedTable, MarkingDelegate, edit_here
from qmdesk.ui.pages.performance.readings_model import VALUE, ReadingsModel
from qmdesk.ui.theme import Theme
from qmdesk.ui.words import tr


class ReadingsTable(EditedTable):
    """Delete takes readings out, Ctrl+V takes them in, Ctrl+E leaves them out of the study, Enter or F2 mends one."""

    def __init__(
        self,
        model: ReadingsModel,
        theme: Theme,
        paste: Callable[[], None],
        remove: Callable[[], None],
        leave_out: Callable[[], None],
    ) -> None:
        super().__init__()
        self._paste, self._remove = paste, remove
        self._leave_out = leave_out
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

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(tr("剔除或恢复选中的测量值…"), self._leave_out)
        menu.addAction(tr("删除选中的测量值"), self._remove)
        menu.addAction(tr("粘贴测量值"), self._paste)
        menu.popup(event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self._paste()
        elif event.matches(QKeySequence.StandardKey.Copy):
            rows = sorted({index.row() for index in self.selectionModel().selectedIndexes()})
            QGuiApplication.clipboard().setText(as_text([[str(self.model().index(row, 0).data())] for row in rows]))
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._remove()
        elif event.key() == Qt.Key.Key_E and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._leave_out()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            edit_here(self)
        else:
            super().keyPressEvent(event)
