"""Ratings side by side: items by assessors, differences on top; 1 to 5 agree on a level, F7 goes to the next one."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from qmdesk.ui.desk import Desk
from qmdesk.ui.widgets.basics import shortened
from qmdesk.ui.words import tr
from qmdesk.visit.team import Row, TeamTable

#: Widths of columns at 100 %; the item takes the rest, and never less than its own.
NARROW, WIDE, STATE, ITEM = 68, 104, 84, 180


class RatingsTable(QTableWidget):
    """``agreed`` tells an item and a level (0: taken back), ``chosen`` the item of the current row, ``explain`` that
    its reason is to be written."""

    agreed = Signal(str, int)
    chosen = Signal(str)
    explain = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._rows: tuple[Row, ...] = ()
        self._heads: tuple[str, ...] = ()
        self.setAccessibleName(tr("各评估员的评级"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(desk.theme.px("row_low"))
        self.horizontalHeader().setHighlightSections(False)
        self.setMinimumHeight(desk.theme.px("row_low") * 9)
        self.currentCellChanged.connect(self._tell)

    def show_table(self, table: TeamTable, previous: dict[str, int]) -> None:
        """Show ratings; the current item stays the current one."""
        here = self.item_id
        self.blockSignals(True)
        heads = [tr("条目"), tr("企业"), *table.assessors, tr("商定"), tr("状态")]
        if previous:
            heads.insert(1, tr("上次"))
        self._rows = table.first_differing
        if tuple(heads) != self._heads:
            self._head(heads)
        self.setRowCount(len(self._rows))
        for at, row in enumerate(self._rows):
            self._fill(at, row, table.assessors, previous)
        ids = [row.item for row in self._rows]
        self.setCurrentCell(ids.index(here) if here in ids else 0, 0)
        self.blockSignals(False)
        if here != self.item_id:
            self.chosen.emit(self.item_id)

    def _head(self, heads: list[str]) -> None:
        """Columns as wide as their heads, within bounds; a name that is cut is told by its tool tip."""
        self._heads = tuple(heads)
        self.setColumnCount(len(heads))
        scale, metrics = self._desk.theme.scale, self.horizontalHeader().fontMetrics()
        head = self.horizontalHeader()
        head.setMinimumSectionSize(round(NARROW * scale))
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for at, text in enumerate(heads):
            wide = round(min(max(metrics.horizontalAdvance(text) + 28, NARROW * scale), WIDE * scale))
            made = QTableWidgetItem(shortened(metrics, text, wide - 24) if at else text)
            made.setToolTip(text)
            side = Qt.AlignmentFlag.AlignHCenter if at else Qt.AlignmentFlag.AlignLeft
            made.setTextAlignment(Qt.AlignmentFlag.AlignVCenter | side)
            self.setHorizontalHeaderItem(at, made)
            self.setColumnWidth(at, wide)
        self.setColumnWidth(len(heads) - 1, round(STATE * scale))
        self._give_room()

    def _give_room(self) -> None:
        """The items keep a readable column however many assessors there are: the table scrolls then."""
        head, least = self.horizontalHeader(), round(ITEM * self._desk.theme.scale)
        others = sum(head.sectionSize(at) for at in range(1, head.count()))
        mode = QHeaderView.ResizeMode.Stretch
        if self.viewport().width() - others < least:
            mode = QHeaderView.ResizeMode.Fixed
        if head.count():
            head.setSectionResizeMode(0, mode)
            if mode == QHeaderView.ResizeMode.Fixed:
                head.resizeSection(0, least)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._give_room()

    def _fill(self, at: int, row: Row, assessors: tuple[str, ...], previous: dict[str, int]) -> None:
        form, lang = self._desk.hub.form, self._desk.lang
        name = form.item(row.item).name.in_(lang)
        cells = [name, _shown((row.own,) if row.own else ())]
        if previous:
            cells.insert(1, _shown((previous[key],) if (key := f"item:{row.item}") in previous else ()))
        cells += [_shown(row.ratings.get(each, ())) for each in assessors]
        level = row.agreed if row.agreed is not None else row.level
        cells += ["" if level is None else str(level) if row.agreed is not None else f"({level})", state_of(row)]
        theme = self._desk.theme
        for column, text in enumerate(cells):
            made = QTableWidgetItem(text)
            if column:
                made.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
            else:
                made.setToolTip(name)
            if not row.applicable:
                made.setForeground(theme.colour("muted"))
            if row.differs:
                font = QFont(self.font())
                font.setBold(row.open or row.unexplained)
                made.setFont(font)
                if column == len(cells) - 1:
                    made.setForeground(theme.colour("warn" if row.open or row.unexplained else "good"))
            self.setItem(at, column, made)

    @property
    def item_id(self) -> str:
        """The current item."""
        at = self.currentRow()
        return self._rows[at].item if 0 <= at < len(self._rows) else ""

    def go_to(self, item: str) -> None:
        """Make an item the current one."""
        ids = [row.item for row in self._rows]
        if item in ids:
            self.setCurrentCell(ids.index(item), 0)

    def next_difference(self) -> bool:
        """Go to the next row that has to be settled, or explained; False where there is none."""
        count = len(self._rows)
        for step in range(1, count + 1):
            at = (self.currentRow() + step) % count
            if self._rows[at].open or self._rows[at].unexplained:
                self.setCurrentCell(at, 0)
                self.setFocus()
                return True
        return False

    def _tell(self, row: int, _: int, before: int, __: int) -> None:
        if row != before:
            self.chosen.emit(self.item_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        top = len(self._desk.hub.form.levels)
        if event.text().isdecimal() and 1 <= int(event.text()) <= top:
            self.agreed.emit(self.item_id, int(event.text()))
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.agreed.emit(self.item_id, 0)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.explain.emit()
        else:
            super().keyPressEvent(event)


def state_of(row: Row) -> str:
    """What a row's state is called; empty where there is nothing to say."""
    if not row.applicable:
        return tr("不适用")
    if row.open:
        return tr("≠ 有分歧")
    if row.unexplained:
        return tr("缺理由")
    return tr("已商定") if row.agreed is not None and row.differs else "" if row.given else tr("未评")


def _shown(levels: tuple[int, ...]) -> str:
    return "/".join(map(str, levels))
