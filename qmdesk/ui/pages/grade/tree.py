"""The explanation as a tree: dimensions, items and figures with their reasons, down to entries and evidence."""

# Qt gives None where its stubs say it can't, and its signals take lambdas of any shape.
# pyright: reportUnnecessaryComparison=false, reportUnknownLambdaType=false

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHeaderView, QStyledItemDelegate, QStyleOptionViewItem, QTreeWidget, QTreeWidgetItem

from qmdesk.formdef.types import Judged
from qmdesk.grading.words import because_text
from qmdesk.model.assessment import Assessment, FigureResult, ItemResult
from qmdesk.model.journal import Folded, Place
from qmdesk.ui.desk import Desk
from qmdesk.ui.evidence.keys import evidence_of
from qmdesk.ui.naming import beside, field_name, span_name, stage_name, value_text
from qmdesk.ui.theme import Theme
from qmdesk.ui.words import tr

WHERE = Qt.ItemDataRole.UserRole


class Wrapping(QStyledItemDelegate):
    """Rows as high as the name and the last column's text at their columns' widths."""

    def __init__(self, tree: QTreeWidget, theme: Theme) -> None:
        super().__init__(tree)
        self._tree, self._theme = tree, theme

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        least = self._theme.px("row")
        if index.column() not in (0, self._tree.columnCount() - 1):
            return QSize(super().sizeHint(option, index).width(), least)
        room = self._tree.columnWidth(index.column()) - 2 * self._theme.px("space_sm")
        above = index.parent() if index.column() == 0 else QModelIndex()
        while above.isValid():
            room, above = room - self._tree.indentation(), above.parent()
        room -= self._tree.indentation() if index.column() == 0 else 0
        area = self._tree.fontMetrics().boundingRect(
            QRect(0, 0, max(room, 80), 10_000), int(Qt.TextFlag.TextWordWrap), str(index.data() or "")
        )
        return QSize(0, max(least, area.height() + self._theme.px("space_md")))


class ReasonTree(QTreeWidget):
    """Enter or a double click on a line goes to its place. Built when shown, kept open where it was open."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._shown: Assessment | None = None
        self.setAccessibleName(tr("等级依据"))
        self.setIndentation(desk.theme.px("drop"))
        self.setHeaderLabels([tr("评价对象"), tr("等级"), tr("依据")])
        self.setUniformRowHeights(False)
        self.setWordWrap(True)
        self.setItemDelegate(Wrapping(self, desk.theme))
        self.setExpandsOnDoubleClick(False)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        header = self.header()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        self.setColumnWidth(0, desk.theme.px("list"))
        header.sectionResized.connect(lambda *_: self.scheduleDelayedItemsLayout())
        self.itemActivated.connect(lambda item, _: self._go(item))
        self.itemDoubleClicked.connect(lambda item, _: self._go(item))
        self.itemExpanded.connect(self._fill)
        desk.hub.assessed.connect(self._refresh_if_seen)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._refresh()

    def _go(self, item: QTreeWidgetItem) -> None:
        where = item.data(0, WHERE)
        if where:
            self._desk.go(str(where))

    def _refresh_if_seen(self) -> None:
        if self.isVisible():
            self._refresh()

    def _refresh(self) -> None:
        found = self._desk.hub.assessment
        if found is None or found is self._shown:
            return
        open_now = {str(item.data(0, WHERE)) for item in self._all() if item.isExpanded()} if self._shown else None
        self._shown = found
        self.clear()
        form, lang = self._desk.hub.form, self._desk.lang
        for dimension, result in zip(form.dimensions, found.dimensions, strict=True):
            texts = [dimension.name.in_(lang), span_name(form, result.span, lang), because_text(form, result, lang)]
            top = self._line(None, texts, f"dimension:{dimension.id}", bold=True)
            self.addTopLevelItem(top)
            if dimension.judged is Judged.ITEMS:
                for each in found.items:
                    if each.dimension == dimension.id:
                        self._item(top, each)
            else:
                for each in found.figures:
                    self._figure(top, each)
            top.setExpanded(open_now is None or f"dimension:{dimension.id}" in open_now)
        for item in self._all():
            if open_now and str(item.data(0, WHERE)) in open_now:
                item.setExpanded(True)

    def _all(self) -> list[QTreeWidgetItem]:
        tops = [top for i in range(self.topLevelItemCount()) if (top := self.topLevelItem(i)) is not None]
        return [*tops, *[top.child(i) for top in tops for i in range(top.childCount())]]

    def _line(
        self, parent: QTreeWidgetItem | None, texts: list[str], where: str = "", *, bold: bool = False
    ) -> QTreeWidgetItem:
        made = QTreeWidgetItem(texts) if parent is None else QTreeWidgetItem(parent, texts)
        made.setData(0, WHERE, where)
        made.setToolTip(2, texts[2] if len(texts) > 2 else "")
        if bold:
            for each in range(2):
                made.setFont(each, self._desk.theme.font(bold=True))
        return made

    def _item(self, parent: QTreeWidgetItem, result: ItemResult) -> None:
        form, lang = self._desk.hub.form, self._desk.lang
        item = form.item(result.id)
        level = span_name(form, result.span, lang) if result.applicable else tr("不适用")
        name = tr("{name}（核心）", name=item.name.in_(lang)) if item.core else item.name.in_(lang)
        made = self._line(parent, [name, level, because_text(form, result, lang)], f"item:{result.id}")
        made.setChildIndicatorPolicy(QTreeWidgetItem.ChildIndicatorPolicy.ShowIndicator)

    def _figure(self, parent: QTreeWidgetItem, result: FigureResult) -> None:
        form, lang = self._desk.hub.form, self._desk.lang
        figure = form.figure(result.id)
        texts = [figure.name.in_(lang), span_name(form, result.span, lang), because_text(form, result, lang)]
        made = self._line(parent, texts, f"figure:{result.id}")
        for part in result.parts:
            name = tr("{name}（决定）", name=part.name or part.key) if part.decides else part.name or part.key
            reason = because_text(form, part, lang, figure)
            self._line(made, [name, span_name(form, part.span, lang), reason], f"figure:{result.id}")

    def _fill(self, item: QTreeWidgetItem) -> None:
        """An item's entries and evidence, when it is opened."""
        where = str(item.data(0, WHERE))
        judged = item.childIndicatorPolicy() == QTreeWidgetItem.ChildIndicatorPolicy.ShowIndicator
        if not judged or item.childCount():  # an entry leads to its item too, and has nothing under it
            return
        hub = self._desk.hub
        for place in sorted(hub.places(where)):
            folded = hub.session.state[place]
            if folded.value is not None:
                self._entry(item, place, folded, where)
        for key in evidence_of(hub, where):
            subject = f"evidence:{key}"
            name, caption = hub.text(subject, "name"), hub.text(subject, "caption")
            self._line(item, [tr("佐证"), "", " · ".join(each for each in (name, caption) if each)], where)
        if not item.childCount():
            self._line(item, [tr("还没有记录"), "", ""], where)

    def _entry(self, parent: QTreeWidgetItem, place: Place, folded: Folded, where: str) -> None:
        form, lang = self._desk.hub.form, self._desk.lang
        head = folded.heads[-1]
        who = " · ".join(
            each
            for each in (stage_name(place.stage) if place.stage else "", head.author, head.at[:16].replace("T", " "))
            if each
        )
        value = value_text(form, place, folded.value, lang)
        reason = f"{who} · {head.reason}" if head.reason else who
        texts = [field_name(form, place, lang), value, reason]
        if place.name in {"note", "weakness"}:
            texts = [field_name(form, place, lang), "", beside(value, who)]
        self._line(parent, texts, where)
