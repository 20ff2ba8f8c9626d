"""The rail: the review as a path, each stop with its progress and a warning where something needs a look.

Below the stop in front stand the steps of the visit that are done there, each with its standing.
"""

# Qt gives None where its stubs say it can't, and its signals take lambdas of any shape.
# pyright: reportUnnecessaryComparison=false, reportUnknownLambdaType=false

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QIcon, QPainter
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from qmdesk.ui.pages.registry import PageSpec, Progress
from qmdesk.ui.theme import Theme
from qmdesk.ui.widgets.row_ground import paint_ground
from qmdesk.ui.words import tr

if TYPE_CHECKING:
    from qmdesk.visit.path import StepState

SPEC, PROGRESS, FIRST, STEP = (Qt.ItemDataRole.UserRole + number for number in range(4))
#: Below this width of the window (at 100 %) the rail shows its icons only.
FOLD_AT = 860
#: The picture of each standing of a step, and its colour.
STANDINGS = {
    "open": ("circle", "muted"),
    "done": ("circle-check", "good"),
    "skipped": ("circle-slash", "muted"),
    "nothing": ("circle-check", "muted"),
}


class Rail(QListWidget):
    """``chosen`` tells the stop that the user went to, with the step's tab behind a slash (``opening/team``)."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, stops: tuple[PageSpec, ...], lang: str = "zh-CN") -> None:
        super().__init__()
        self._theme = theme
        self.setObjectName("rail")
        self.setAccessibleName(tr("评价路径"))
        self.setItemDelegate(_Stop(theme, self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self._steps: tuple[StepState, ...] = ()
        self._lang = lang
        self._folded = False
        group = ""
        for spec in stops:
            item = QListWidgetItem(theme.icon(spec.icon, "muted", "icon"), spec.name())
            item.setData(SPEC, spec.id)
            item.setData(FIRST, spec.group != group and bool(group))
            item.setData(PROGRESS, Progress())
            item.setToolTip(spec.name())
            group = spec.group
            self.addItem(item)
        self.currentRowChanged.connect(self._on_row)

    def _on_row(self, row: int) -> None:
        item = self.item(row)
        if item is None:
            return
        step: StepState | None = item.data(STEP)
        stop = str(item.data(SPEC))
        self.chosen.emit(stop if step is None or "/" not in step.step.page else step.step.page)
        self._lay_steps(stop)

    def show_stop(self, stop: str) -> None:
        """Mark a stop as the current one; a step of it that is marked stays so."""
        item = self.currentItem()
        if item is not None and item.data(SPEC) == stop:
            return
        for row in range(self.count()):
            if self.item(row).data(SPEC) == stop:
                self.setCurrentRow(row)
                return

    def show_steps(self, steps: tuple[StepState, ...]) -> None:
        """The visit's steps as they stand; those of the stop in front are shown below it."""
        if steps == self._steps:
            return
        self._steps = steps
        item = self.currentItem()
        if item is not None:
            self._lay_steps(str(item.data(SPEC)))

    def _lay_steps(self, stop: str) -> None:
        """Rows for the steps of a stop below it, and none elsewhere; rows that fit already are kept."""
        wanted = [each for each in self._steps if each.step.page.partition("/")[0] == stop and "/" in each.step.page]
        rows = [row for row in range(self.count()) if self.item(row).data(STEP) is not None]
        there = [self.item(row).data(STEP).step.id for row in rows if self.item(row).data(SPEC) == stop]
        if there == [each.step.id for each in wanted] and len(there) == len(rows):
            for row, each in zip(rows, wanted, strict=True):
                self._say(self.item(row), each)
            return
        held = self.blockSignals(True)
        current = self.currentItem()
        kept = current.data(STEP).step.id if current is not None and current.data(STEP) is not None else ""
        for row in reversed(rows):
            self.takeItem(row)
        first = next((row for row in range(self.count()) if self.item(row).data(SPEC) == stop), -1)
        for at, each in enumerate(wanted if first >= 0 else [], 1):
            item = QListWidgetItem(each.step.name.in_(self._lang))
            item.setData(SPEC, stop)
            item.setData(PROGRESS, Progress())
            self._say(item, each)
            self.insertItem(first + at, item)
            item.setHidden(self._folded)
        back = next((row for row in range(self.count()) if self._step_of(row) == kept), first) if kept else first
        if kept or current is None or current.data(SPEC) == stop:
            self.setCurrentRow(back)
        self.blockSignals(held)

    def _step_of(self, row: int) -> str:
        step: StepState | None = self.item(row).data(STEP)
        return step.step.id if step is not None else ""

    def _say(self, item: QListWidgetItem, state: StepState) -> None:
        """Put a step's standing on its row, and in words for screen readers."""
        item.setData(STEP, state)
        item.setIcon(self._theme.icon(*STANDINGS[state.standing], "icon_sm"))
        item.setText(state.step.name.in_(self._lang))
        words = step_words(state, self._lang)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, words)
        item.setToolTip(f"{words}\n{state.step.about.in_(self._lang)}")

    def fold(self, *, on: bool) -> None:
        """Show the stops as their icons alone, named in their tool tips: where large text needs the width."""
        if on != self._folded:
            self._folded = on
            self.setProperty("folded", on)
            for row in range(self.count()):
                self.item(row).setHidden(on and self.item(row).data(STEP) is not None)
            self.scheduleDelayedItemsLayout()

    def room(self) -> int:
        """The width that the longest stop takes, within the rail's bounds; folded that of an icon and a scroll bar."""
        if self._folded:
            return 4 * self._theme.px("space_sm") + self._theme.px("icon") + self._theme.px("space_md")
        theme, bold = self._theme, QFontMetrics(self._theme.font(bold=True))
        longest = max((bold.horizontalAdvance(self.item(row).text()) for row in range(self.count())), default=0)
        around = 5 * theme.px("space_sm") + 2 * theme.px("icon") + theme.px("space_sm")
        return min(max(longest + around, theme.px("rail")), theme.px("rail_most"))

    def show_progress(self, stop: str, progress: Progress) -> None:
        """Put a stop's progress beside it, and in words for screen readers."""
        for row in range(self.count()):
            item = self.item(row)
            if item.data(SPEC) == stop and item.data(STEP) is None and item.data(PROGRESS) != progress:
                item.setData(PROGRESS, progress)
                words = item.text()
                if progress.total:
                    words += tr("，完成 {done}，共 {total}", done=progress.done, total=progress.total)
                if progress.warning:
                    words += tr("，有待处理")
                item.setData(Qt.ItemDataRole.AccessibleTextRole, words)
                item.setToolTip(words)


def step_words(state: StepState, lang: str) -> str:
    """A step with its standing in words."""
    name = state.step.name.in_(lang)
    match state.standing:
        case "done":
            return tr("{name}：已完成", name=name)
        case "nothing":
            return tr("{name}：没有要做的", name=name)
        case "skipped":
            return tr("{name}：已跳过，{reason}", name=name, reason=state.reason)
        case _:
            return tr("{name}：完成 {done}，共 {total}", name=name, done=state.done, total=state.total)


class _Stop(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._rail = theme, parent

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        if index.data(STEP) is not None:
            return QSize(0, self._theme.px("row_low"))
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
        paint_ground(painter, theme, area, state)
        if index.data(STEP) is not None:
            area = area.adjusted(theme.px("icon") + theme.px("space_xs"), 0, 0, 0)
        self._content(
            painter, area.adjusted(theme.px("space_sm"), 0, -theme.px("space_sm"), 0), index, selected=selected
        )
        painter.restore()

    def _content(
        self, painter: QPainter, area: QRect, index: QModelIndex | QPersistentModelIndex, *, selected: bool
    ) -> None:
        theme = self._theme
        step: StepState | None = index.data(STEP)
        icon, side = index.data(Qt.ItemDataRole.DecorationRole), theme.px("icon" if step is None else "icon_sm")
        progress: Progress = index.data(PROGRESS)
        if step is not None and step.standing == "open" and step.total > 1:
            progress = Progress(step.done, step.total)
        if isinstance(icon, QIcon):
            icon.paint(painter, QRect(area.left(), area.center().y() - side // 2, side, side))
        if self._rail.property("folded"):
            self._standing(painter, area, progress)
            return
        right = area.right() + 1
        if progress.warning:
            right -= side
            theme.icon("triangle-alert", "warn").paint(painter, QRect(right, area.center().y() - side // 2, side, side))
            right -= theme.px("space_xs")
        right = self._count(painter, area, right, progress)
        painter.setPen(theme.colour("ink" if step is None or selected else "muted"))
        painter.setFont(theme.font("type_body" if step is None else "type_caption", bold=selected))
        words = QRect(area.left() + side + theme.px("space_sm"), area.top(), 0, area.height())
        words.setRight(right - theme.px("space_xs"))
        text = painter.fontMetrics().elidedText(index.data(), Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)

    def _standing(self, painter: QPainter, area: QRect, progress: Progress) -> None:
        """How a folded stop stands, as a small sign at its icon's lower corner; its tool tip says it in words."""
        theme = self._theme
        full = bool(progress.total) and progress.done >= progress.total
        if progress.warning or full:
            side = theme.px("icon") * 3 // 4
            sign = ("triangle-alert", "warn") if progress.warning else ("circle-check", "good")
            corner = QRect(area.left() + theme.px("icon") - side // 3, area.center().y(), side, side)
            theme.icon(*sign).paint(painter, corner)

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
