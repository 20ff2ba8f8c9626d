"""The rail: the review as a path, each stop with its progress and a warning where something needs a look."""

# Qt gives None where its stubs say it can't, and its signals take lambdas of any shape.
# pyright: reportUnnecessaryComparison=false, reportUnknownLambdaType=false

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QIcon, QPainter
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from qmdesk.ui.pages.registry import PageSpec, Progress
from qmdesk.ui.theme import Theme
from qmdesk.ui.words import tr

SPEC, PROGRESS, FIRST = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1, Qt.ItemDataRole.UserRole + 2


class Rail(QListWidget):
    """``chosen`` tells the id of the stop that the user went to."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, stops: tuple[PageSpec, ...]) -> None:
        super().__init__()
        self._theme = theme
        self.setObjectName("rail")
        self.setAccessibleName(tr("评价路径"))
        self.setItemDelegate(_Stop(theme, self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        group = ""
        for spec in stops:
            item = QListWidgetItem(theme.icon(spec.icon, "muted", "icon"), spec.name())
            item.setData(SPEC, spec.id)
            item.setData(FIRST, spec.group != group and bool(group))
            item.setData(PROGRESS, Progress())
            group = spec.group
            self.addItem(item)
        self.currentRowChanged.connect(self._on_row)

    def _on_row(self, row: int) -> None:
        item = self.item(row)
        if item is not None:
            self.chosen.emit(str(item.data(SPEC)))

    def show_stop(self, stop: str) -> None:
        """Mark a stop as the current one."""
        for row in range(self.count()):
            if self.item(row).data(SPEC) == stop:
                self.setCurrentRow(row)

    def room(self) -> int:
        """The width that the longest stop takes, within the rail's bounds."""
        theme, bold = self._theme, QFontMetrics(self._theme.font(bold=True))
        longest = max((bold.horizontalAdvance(self.item(row).text()) for row in range(self.count())), default=0)
        around = 5 * theme.px("space_sm") + 2 * theme.px("icon") + theme.px("space_sm")
        return min(max(longest + around, theme.px("rail")), theme.px("rail_most"))

    def show_progress(self, stop: str, progress: Progress) -> None:
        """Put a stop's progress beside it, and in words for screen readers."""
        for row in range(self.count()):
            item = self.item(row)
            if item.data(SPEC) == stop and item.data(PROGRESS) != progress:
                item.setData(PROGRESS, progress)
                words = item.text()
                if progress.total:
                    words += tr("，完成 {done}，共 {total}", done=progress.done, total=progress.total)
                if progress.warning:
                    words += tr("，有待处理")
                item.setData(Qt.ItemDataRole.AccessibleTextRole, words)
                item.setToolTip(words)


class _Stop(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(0, self._theme.px("row") + (self._theme.px("space_md") if index.data(FIRST) else 0))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        theme = self._theme
        area: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue]
        state = option.state  # pyright: ignore[reportAttributeAccessIssue]
        area = area.adjusted(
            theme.px("space_sm"), theme.px("space_md") if index.data(FIRST) else 0, -theme.px("space_sm"), 0
        )
        area = area.adjusted(0, 1, 0, -1)
        selected = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if selected or state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(theme.colour("selected" if selected else "hover"))
            painter.drawRoundedRect(area, theme.px("radius_md"), theme.px("radius_md"))
        if state & QStyle.StateFlag.State_HasFocus and selected:
            painter.setBrush(theme.colour("focus"))
            painter.drawRoundedRect(area.left(), area.top() + 6, 3, area.height() - 12, 1.5, 1.5)
        self._content(
            painter, area.adjusted(theme.px("space_sm"), 0, -theme.px("space_sm"), 0), index, selected=selected
        )
        painter.restore()

    def _content(
        self, painter: QPainter, area: QRect, index: QModelIndex | QPersistentModelIndex, *, selected: bool
    ) -> None:
        theme = self._theme
        icon, side = index.data(Qt.ItemDataRole.DecorationRole), theme.px("icon")
        progress: Progress = index.data(PROGRESS)
        if isinstance(icon, QIcon):
            icon.paint(painter, QRect(area.left(), area.center().y() - side // 2, side, side))
        right = area.right() + 1
        if progress.warning:
            right -= side
            theme.icon("triangle-alert", "warn").paint(painter, QRect(right, area.center().y() - side // 2, side, side))
            right -= theme.px("space_xs")
        right = self._count(painter, area, right, progress)
        painter.setPen(theme.colour("ink"))
        painter.setFont(theme.font("type_body", bold=selected))
        words = QRect(area.left() + side + theme.px("space_sm"), area.top(), 0, area.height())
        words.setRight(right - theme.px("space_xs"))
        text = painter.fontMetrics().elidedText(index.data(), Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)

    def _count(self, painter: QPainter, area: QRect, right: int, progress: Progress) -> int:
        theme, side = self._theme, self._theme.px("icon")
        if not progress.total:
            return right
        if progress.done >= progress.total:
            if progress.warning:
                return right
            box = QRect(right - side, area.center().y() - side // 2, side, side)
            theme.icon("circle-check", "good").paint(painter, box)
            return box.left()
        painter.setFont(theme.font("type_caption"))
        painter.setPen(theme.colour("muted"))
        text = f"{progress.done}/{progress.total}"
        width = painter.fontMetrics().horizontalAdvance(text)
        painter.drawText(QRect(right - width, area.top(), width, area.height()), Qt.AlignmentFlag.AlignVCenter, text)
        return right - width
