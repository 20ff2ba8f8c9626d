"""Heads of columns and entries of lists: cut short with full stops in Latin text; the keys of entries."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import (
    QHeaderView,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionHeader,
    QStyleOptionViewItem,
    QTableView,
)

from qmdesk.ui.widgets.basics import shortened

#: What Qt puts for a line's end into the text of an entry.
LINE = "\u2028"


class ShortHead(QHeaderView):
    """The heads of columns; a text that has no room is shortened, and whole in its tool tip."""

    def initStyleOptionForIndex(self, option: QStyleOptionHeader, logicalIndex: int) -> None:  # noqa: N803
        super().initStyleOptionForIndex(option, logicalIndex)
        margin = 2 * self.style().pixelMetric(QStyle.PixelMetric.PM_HeaderMargin, option, self) + 4
        text = str(self.model().headerData(logicalIndex, Qt.Orientation.Horizontal) or "")
        option.text = shortened(option.fontMetrics, text, self.sectionSize(logicalIndex) - margin)  # pyright: ignore[reportAttributeAccessIssue]


def short_heads(table: QTableView) -> QHeaderView:
    """Give a table such heads; before anything is set about its horizontal header."""
    head = ShortHead(Qt.Orientation.Horizontal, table)
    head.setSectionsClickable(True)
    table.setHorizontalHeader(head)
    return head


class ShortLines(QStyledItemDelegate):
    """Entries of several lines, each shortened by itself."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        super().initStyleOption(option, index)
        room = option.rect.width() - 2 * option.widget.style().pixelMetric(QStyle.PixelMetric.PM_FocusFrameHMargin) - 8  # pyright: ignore[reportAttributeAccessIssue]
        if room > 0:
            metrics, lines = option.fontMetrics, str(option.text).split(LINE)  # pyright: ignore[reportAttributeAccessIssue]
            option.text = LINE.join(shortened(metrics, each, room) for each in lines)  # pyright: ignore[reportAttributeAccessIssue]


def short_lines(made: QListWidget) -> None:
    """Shorten the entries of a list to its width, without a bar to scroll sideways."""
    made.setTextElideMode(Qt.TextElideMode.ElideNone)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    made.setItemDelegate(ShortLines(made))


def lay_keys(made: QListWidget, keys: Sequence[str], role: int) -> bool:
    """Give a list an entry for each key where it hasn't them in this order, telling nobody; whether it was so."""
    if list(keys) == [str(made.item(place).data(role)) for place in range(made.count())]:
        return False
    made.blockSignals(True)
    made.clear()
    for key in keys:
        item = QListWidgetItem()
        item.setData(role, key)
        made.addItem(item)
    made.blockSignals(False)
    return True
