"""Entries of a list with a strong first line and what more there is to say below it, each shortened by itself."""

# Qt's stubs know no fields of the options of styles.
# pyright: reportAttributeAccessIssue=false, reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QListWidget, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from qmdesk.ui.theme import Theme
from qmdesk.ui.widgets.basics import shortened

#: What Qt puts for a line's end into the text of an entry.
LINE = "\u2028"


class Entries(QStyledItemDelegate):
    """Paints an entry as its list's style does, with the words by ourselves."""

    def __init__(self, theme: Theme, over: QListWidget) -> None:
        super().__init__(over)
        self._pad, self._side, self._least = theme.px("space_xs") + 2, theme.px("space_sm"), theme.px("row")
        self._strong, self._below = theme.font(bold=True), theme.font("type_caption")
        self._ink, self._muted = theme.colour("ink"), theme.colour("muted")

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        lines = _lines(str(index.data(Qt.ItemDataRole.DisplayRole) or ""))
        high = sum(QFontMetrics(self._font(at)).lineSpacing() for at in range(len(lines))) + 2 * self._pad
        return QSize(0, max(high, self._least))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        made = QStyleOptionViewItem(option)
        self.initStyleOption(made, index)
        lines = _lines(made.text)
        made.text = ""
        made.widget.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, made, painter, made.widget)
        heights = [QFontMetrics(self._font(at)).lineSpacing() for at in range(len(lines))]
        rect = made.rect.adjusted(self._side, 0, -self._side, 0)
        top = rect.top() + (rect.height() - sum(heights)) // 2
        painter.save()
        for at, (text, high) in enumerate(zip(lines, heights, strict=True)):
            font = self._font(at)
            painter.setFont(font)
            painter.setPen(self._muted if at else self._ink)
            said = shortened(QFontMetrics(font), text, rect.width())
            where = QRect(rect.left(), top, rect.width(), high)
            painter.drawText(where, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, said)
            top += high
        painter.restore()

    def _font(self, at: int) -> QFont:
        return self._below if at else self._strong


def _lines(text: str) -> list[str]:
    return text.replace(LINE, "\n").split("\n")
