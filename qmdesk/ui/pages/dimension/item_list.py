"""The list of a dimension's items: state, name, level, and whether a rating stands without evidence."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyledItemDelegate, QStyleOptionViewItem

from qmdesk.ui.desk import Desk
from qmdesk.ui.naming import after
from qmdesk.ui.pages.dimension.standing import Standing, State, standing_of
from qmdesk.ui.theme import Theme
from qmdesk.ui.widgets.row_ground import paint_ground
from qmdesk.ui.words import tr

ITEM, STANDING, CORE = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1, Qt.ItemDataRole.UserRole + 2
ICONS = {
    State.OPEN: ("circle", "faint"),
    State.RATED: ("circle-check", "good"),
    State.DIFFERS: ("triangle-alert", "warn"),
    State.LEFT_OUT: ("circle-slash", "muted"),
}


class ItemList(QListWidget):
    """``chosen`` tells the id of the item that the user went to. Digits are the page's, not a search."""

    chosen = Signal(str)

    def __init__(self, desk: Desk, dimension: str) -> None:
        super().__init__()
        self._desk = desk
        self.setAccessibleName(tr("条目"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setItemDelegate(_Row(desk.theme, self))
        for item in desk.hub.form.items_of(dimension):
            row = QListWidgetItem(item.name.in_(desk.lang))
            row.setData(ITEM, item.id)
            row.setData(CORE, item.core)
            self.addItem(row)
        self.refresh()
        self.currentRowChanged.connect(self._on_row)

    @property
    def ids(self) -> list[str]:
        """Ids in order."""
        return [str(self.item(row).data(ITEM)) for row in range(self.count())]

    def refresh(self) -> None:
        """Read every item's state again."""
        for row in range(self.count()):
            item = self.item(row)
            found = standing_of(self._desk.hub, str(item.data(ITEM)))
            if item.data(STANDING) != found:
                item.setData(STANDING, found)
                words = after(item.text(), state_words(found, self._desk))
                item.setData(Qt.ItemDataRole.AccessibleTextRole, words)
                item.setToolTip(words)

    def show_item(self, item: str) -> None:
        """Make an item the current one."""
        if item in self.ids:
            self.setCurrentRow(self.ids.index(item))

    def _on_row(self, row: int) -> None:
        if row >= 0:
            self.chosen.emit(self.ids[row])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text() and event.text().isdigit():
            event.ignore()
            return
        super().keyPressEvent(event)


def state_words(found: Standing, desk: Desk) -> str:
    """An item's state in words: nothing is told by colour or icon alone."""
    if found.state is State.LEFT_OUT:
        return tr("不适用")
    if found.state is State.DIFFERS:
        return tr("评级不一致，待商定")
    if found.level is None:
        return tr("未评")
    name = desk.hub.form.level(found.level).name.in_(desk.lang)
    return name if found.evidence else tr("{level}，没有佐证", level=name)


class _Row(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QListWidget) -> None:
        super().__init__(parent)
        self._theme, self._list = theme, parent

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        theme = self._theme
        one = theme.px("row") + theme.px("space_xs")
        metrics = QFontMetrics(theme.font())
        # What the icons, the badge and the paddings leave of the list's width, whether or not they are shown now.
        signs = 2 * theme.px("icon") + theme.px("icon_lg")
        gaps = 5 * theme.px("space_sm") + 2 * theme.px("space_xs")
        room = QRect(0, 0, self._list.viewport().width() - signs - gaps, 10_000)
        words = metrics.boundingRect(room, int(Qt.TextFlag.TextWordWrap), str(index.data()))
        return QSize(0, one + max(words.height() - metrics.height(), 0))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        theme = self._theme
        area: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue]
        state = option.state  # pyright: ignore[reportAttributeAccessIssue]
        pad = theme.px("space_sm")
        area = area.adjusted(pad, 1, -pad, -1)
        painter.save()
        paint_ground(painter, theme, area, state)
        self._content(painter, area.adjusted(pad, 0, -pad, 0), index)
        painter.restore()

    def _content(self, painter: QPainter, area: QRect, index: QModelIndex | QPersistentModelIndex) -> None:
        theme, side = self._theme, self._theme.px("icon")
        found: Standing = index.data(STANDING)
        middle = area.center().y() - side // 2
        icon, colour = ICONS[found.state]
        theme.icon(icon, colour).paint(painter, QRect(area.left(), middle, side, side))
        right = area.right() + 1
        if found.level is not None and found.applicable:
            right = _badge(painter, theme, found.level, right, area)
        if found.state is State.RATED:
            right -= side + theme.px("space_xs")
            mark = ("paperclip", "faint") if found.evidence else ("triangle-alert", "warn")
            theme.icon(*mark).paint(painter, QRect(right, middle, side, side))
        # The words keep to the room that the row's height was made for, whatever stands beside them now.
        right = min(right, area.right() + 1 - theme.px("icon_lg") - side - theme.px("space_xs"))
        words = QRect(area.left() + side + theme.px("space_sm"), area.top(), 0, area.height())
        words.setRight(right - theme.px("space_xs"))
        painter.setFont(theme.font())
        painter.setPen(theme.colour("muted" if found.state is State.LEFT_OUT else "ink"))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap
        painter.drawText(words, int(flags), str(index.data()))


def _badge(painter: QPainter, theme: Theme, level: int, right: int, area: QRect) -> int:
    side = theme.px("icon_lg")
    box = QRect(right - side, area.center().y() - side // 2, side, side)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour(f"level_{level}"))
    painter.drawRoundedRect(box, theme.px("radius_sm"), theme.px("radius_sm"))
    painter.setPen(theme.colour(f"on_level_{level}"))
    painter.setFont(theme.font("type_caption", bold=True))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(level))
    return box.left()
