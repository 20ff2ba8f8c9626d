"""The editable table: keys as in a spreadsheet, blocks pasted over it, what is wrong said below it."""

# Qt's signals take lambdas of any shape.
# pyright: reportUnknownLambdaType=false

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu

from qmdesk.formdef.types import Field
from qmdesk.ui.pages.performance.block import as_text, cells_of
from qmdesk.ui.pages.performance.cells import CellDelegate, EditedTable, edit_here
from qmdesk.ui.pages.performance.shortening import short_heads
from qmdesk.ui.pages.performance.spread import spread
from qmdesk.ui.pages.performance.table_model import Index, RecordModel
from qmdesk.ui.widgets.case_field import WHOLE
from qmdesk.ui.words import tr


class RecordTable(EditedTable):
    """Typing begins an entry, Enter goes down to where the row was begun, Tab across; Ctrl+V spreads a block."""

    def __init__(self, records: RecordModel, name: str) -> None:
        super().__init__()
        self.records = records
        theme = records.desk.theme
        self._began = 0
        self.setModel(records)
        self.setItemDelegate(CellDelegate(self, theme))
        self.setAccessibleName(name)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setWordWrap(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().setDefaultSectionSize(theme.px("control"))
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumWidth(theme.px("control"))
        short_heads(self).setHighlightSections(False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header = self.horizontalHeader()
        header.setSectionsClickable(records.sortable)
        header.sectionClicked.connect(self.sort_by)
        records.modelAboutToBeReset.connect(self._remember)
        records.modelReset.connect(self._restore)
        self._remembered = ("", 0)

    def _remember(self) -> None:
        current = self.currentIndex()
        row = self.records.row_at(current) if current.isValid() else None
        self._remembered = (row.key if row else "", max(current.column(), 0))

    def _restore(self) -> None:
        key, column = self._remembered
        found = self.records.place_of(key)
        row = found.row() if found.isValid() else len(self.records.rows)
        self.setCurrentIndex(self.records.index(min(row, self.records.rowCount() - 1), column))

    # -- sorting ---------------------------------------------------------------------------------

    def sort_by(self, number: int) -> None:
        """Sort by a column: rising, at the next time falling, then as the rows came."""
        header = self.horizontalHeader()
        if not self.records.sortable or self.records.columns[number].computed:
            return
        again = header.isSortIndicatorShown() and header.sortIndicatorSection() == number
        if again and header.sortIndicatorOrder() is Qt.SortOrder.DescendingOrder:
            header.setSortIndicatorShown(False)
            self.records.as_recorded()
            return
        header.setSortIndicatorShown(True)
        header.setSortIndicator(number, Qt.SortOrder.DescendingOrder if again else Qt.SortOrder.AscendingOrder)
        self.records.sort_by(number, falling=again)

    # -- going about -----------------------------------------------------------------------------

    def go_down(self, by: int) -> None:
        """The row below, in the column where this row was begun; from the last row there is no further one."""
        row = min(max(self.currentIndex().row() + by, 0), self.records.rowCount() - 1)
        self.setCurrentIndex(self.records.index(row, self._began))

    def go_across(self, by: int) -> None:
        """The next cell that can be typed, over the end of a row to the next; beyond the last the focus goes on."""
        columns = [number for number, each in enumerate(self.records.columns) if not each.computed]
        here = self.currentIndex()
        cells = [(row, column) for row in range(self.records.rowCount()) for column in columns]
        at = next((place for place, cell in enumerate(cells) if cell >= (here.row(), here.column())), 0) + by
        if not 0 <= at < len(cells):
            super().focusNextPrevChild(by > 0)
            return
        row, column = cells[at]
        began = self._began if row == here.row() else columns[0]
        self.setCurrentIndex(self.records.index(row, column))
        self._began = began

    def show_cell(self, key: str, name: str) -> bool:
        """Go to a field of a record."""
        found = self.records.place_of(key, name)
        if found.isValid():
            self.setCurrentIndex(found)
            self.scrollTo(found)
            self.setFocus()
        return found.isValid()

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self._began = current.column()

    def focusInEvent(self, event: QFocusEvent) -> None:
        if not self.currentIndex().isValid() and self.records.rowCount():
            self.setCurrentIndex(self.records.index(0, self._first_column()))
        super().focusInEvent(event)

    def _first_column(self) -> int:
        return next((number for number, each in enumerate(self.records.columns) if not each.computed), 0)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes through the cells, and on to the next widget beyond the last."""
        self.go_across(1 if forward else -1)
        return True

    # -- keys ------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        action = self._action(event)
        if action is None:
            super().keyPressEvent(event)
        else:
            action()
            event.accept()

    def _action(self, event: QKeyEvent) -> Callable[[], object] | None:
        if event.matches(QKeySequence.StandardKey.Paste):
            return lambda: self.take_block(QGuiApplication.clipboard().text())
        if event.matches(QKeySequence.StandardKey.Copy):
            return self.copy
        key, modifiers = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        actions: dict[tuple[int, Qt.KeyboardModifier], Callable[[], object]] = {
            (Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier): lambda: edit_here(self),
            (Qt.Key.Key_Enter, Qt.KeyboardModifier.NoModifier): lambda: edit_here(self),
            (Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier): self.clear_cells,
            (Qt.Key.Key_Backspace, Qt.KeyboardModifier.NoModifier): self.clear_cells,
            (Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier): self.delete_rows,
            (Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier): lambda: self.move_row(-1),
            (Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier): lambda: self.move_row(1),
        }
        return actions.get((key, modifiers))

    # -- doing -----------------------------------------------------------------------------------

    def take_block(self, text: str) -> None:
        """Lay a clipboard text over the table, from the current cell on; what came of it is told."""
        block = cells_of(text)
        records = self.records
        if not block or not records.writable:
            return
        here = self.currentIndex()
        column = records.columns[max(here.column(), 0)].name
        names = records.typed
        start = names.index(column) if column in names else 0
        found = spread(block, records.fields, names, start)
        first = here.row() if here.isValid() else len(records.rows)
        wrong = records.paste(found, first)
        said = [tr("粘贴了 {n} 行", n=len(found.rows))]
        if found.titled:
            said.append(tr("第一行是表头"))
        if wrong:
            said.append(tr("{n} 格不是有效的值，已标出", n=wrong))
        if found.unknown:
            said.append(tr("没有对应栏目，未读入：{cells}", cells=tr("、").join(found.unknown[:5])))
        records.desk.tell(tr("；").join(said))

    def copy(self) -> None:
        """The selected cells to the clipboard, as a spreadsheet takes them."""
        chosen = self.selectionModel().selectedIndexes()
        rows = sorted({index.row() for index in chosen})
        columns = sorted({index.column() for index in chosen})
        texts = [[str(self.records.index(row, column).data() or "") for column in columns] for row in rows]
        QGuiApplication.clipboard().setText(as_text(texts))

    def clear_cells(self) -> None:
        """Empty the selected cells."""
        if self.records.writable:
            self.records.clear(self.selectionModel().selectedIndexes() or [self.currentIndex()])

    def delete_rows(self) -> None:
        """Delete the records of the selected cells; undo brings them back."""
        chosen = {index.row() for index in self.selectionModel().selectedIndexes()} or {self.currentIndex().row()}
        if self.records.writable and self.records.remove(chosen):
            self.records.desk.tell(tr("已删除，可撤销（Ctrl+Z）"))

    def move_row(self, by: int) -> None:
        """Move the current record up or down."""
        here = self.currentIndex()
        if not here.isValid() or not self.records.writable:
            return
        row = self.records.move(here.row(), by)
        chosen = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().setCurrentIndex(self.records.index(row, here.column()), chosen)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        theme = self.records.desk.theme
        menu.addAction(tr("复制"), self.copy)
        if self.records.sortable and self.currentIndex().isValid():
            menu.addAction(tr("按本列排序"), lambda: self.sort_by(self.currentIndex().column()))
        if self.records.writable:
            paste = menu.addAction(theme.icon("clipboard-paste"), tr("粘贴"))
            paste.triggered.connect(lambda: self.take_block(QGuiApplication.clipboard().text()))
            menu.addAction(tr("清空单元格"), self.clear_cells)
            if "order" in self.records.fields:
                menu.addAction(tr("上移一行"), lambda: self.move_row(-1))
                menu.addAction(tr("下移一行"), lambda: self.move_row(1))
            menu.addSeparator()
            menu.addAction(theme.icon("trash-2"), tr("删除行"), self.delete_rows)
        menu.popup(event.globalPos())

    # -- widths ----------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = max(self.viewport().width() - 1, 1)
        shares = [each.share for each in self.records.columns]
        for number, width in enumerate(shared_out(room, shares, self._least())):
            self.setColumnWidth(number, width)

    def _least(self) -> list[int]:
        """The least width of each column: days and times are always whole, choices up to a width."""
        theme, metrics, fields = self.records.desk.theme, self.fontMetrics(), self.records.fields
        pad, least = 4 * theme.px("space_xs"), theme.px("control")
        found: list[int] = []
        for each in self.records.columns:
            field = fields.get(each.name)
            samples = [] if field is None else [WHOLE.get(field.type, ""), *self._choices(field)]
            wanted = max((metrics.horizontalAdvance(sample) + pad for sample in samples if sample), default=0)
            found.append(max(min(wanted, theme.px("owner")), round(least * each.share)))
        return found

    def _choices(self, field: Field) -> list[str]:
        return [each.in_(self.records.desk.lang) for each in field.choices.values()] if field.type == "choice" else []


def shared_out(room: int, shares: Sequence[float], least: Sequence[int]) -> list[int]:
    """Widths of columns by their share of a room in pixels; what a column needs at least is taken from the others."""
    widths = list(least)
    open_ = set(range(len(shares)))
    while open_:
        left = room - sum(widths[each] for each in range(len(shares)) if each not in open_)
        whole = sum(shares[each] for each in open_)
        short = {each for each in open_ if left * shares[each] / whole < least[each]}
        if not short:
            for each in open_:
                widths[each] = int(left * shares[each] / whole)
            break
        open_ -= short
    return widths
