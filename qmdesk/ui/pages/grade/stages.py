"""Self-assessment, on-site review and second review side by side; where they differ is marked by a sign."""

# Qt gives None where its stubs say it can't, and its signals take lambdas of any shape.
# pyright: reportUnnecessaryComparison=false, reportUnknownLambdaType=false

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from qmdesk.model.assessment import Assessment, Interval
from qmdesk.model.journal import Edit, Place, Stage
from qmdesk.ui.desk import Desk
from qmdesk.ui.frozen import frozen
from qmdesk.ui.naming import span_name, stage_name
from qmdesk.ui.second import SecondFacts
from qmdesk.ui.widgets.basics import column
from qmdesk.ui.words import tr
from qmdesk.visit.second import REASON, second_of

Found = dict[Stage, Assessment]
#: The column of reasons.
REASONS = 4


class StagesTab(QWidget):
    """The comparison, and above it what was said of a second review that is under way."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.facts, self.tree = SecondFacts(desk), StagesTree(desk)
        body = column(self.facts, self.tree, gap=desk.theme.px("space_sm"))
        body.setStretch(1, 1)
        self.setLayout(body)
        self.setFocusProxy(self.tree)


class StagesTree(QTreeWidget):
    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.setAccessibleName(tr("三阶段对照"))
        self.setIndentation(desk.theme.px("drop"))
        self.setHeaderLabels([tr("评价对象"), *[stage_name(stage) for stage in Stage], tr("二次复核不同的理由")])
        self.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.header().setSectionResizeMode(REASONS, QHeaderView.ResizeMode.Interactive)
        self.header().resizeSection(REASONS, desk.theme.px("list") // 2 + desk.theme.px("space_xl"))
        self.setColumnHidden(REASONS, True)
        self.itemActivated.connect(self._activated)
        self.itemChanged.connect(self._reason_typed)
        desk.hub.assessed.connect(self._ask_if_seen)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._ask()

    def _activated(self, item: QTreeWidgetItem, column: int) -> None:
        """Enter on a reason writes it; anywhere else it goes to the item."""
        if column == REASONS and item.flags() & Qt.ItemFlag.ItemIsEditable:
            self.editItem(item, column)
        else:
            self._desk.go(str(item.data(0, Qt.ItemDataRole.UserRole) or ""))

    def _reason_typed(self, item: QTreeWidgetItem, column: int) -> None:
        subject = str(item.data(0, Qt.ItemDataRole.UserRole) or "")
        if column == REASONS and subject.partition(":")[0] in {"item", "figure"}:
            text = item.text(column).strip()
            self._desk.hub.record(Edit(Place(subject, REASON, str(Stage.SECOND)), text or None))

    def _ask_if_seen(self) -> None:
        if self.isVisible():
            self._ask()

    def _ask(self) -> None:
        session = frozen(self._desk.hub.session)
        rated = {place.stage for place in session.outline().state if place.stage and place.kind in {"item", "figure"}}
        stages = [stage for stage in Stage if str(stage) in rated]
        self._desk.hub.ask(self, lambda: {stage: session.assess(stage) for stage in stages}, self._show)

    def _show(self, found: Found) -> None:
        if self.state() == QTreeWidget.State.EditingState:
            return  # a reason is being typed
        self.blockSignals(True)  # filling is no typing
        self._fill(found)
        self.blockSignals(False)

    def _fill(self, found: Found) -> None:
        self.clear()
        self.setColumnHidden(REASONS, second_of(self._desk.hub.session.state) is None)
        form, lang = self._desk.hub.form, self._desk.lang
        self._line(None, tr("综合等级"), {stage: each.grade for stage, each in found.items()}, "page:grade", bold=True)
        for at, dimension in enumerate(form.dimensions):
            spans = {stage: each.dimensions[at].span for stage, each in found.items()}
            top = self._line(None, dimension.name.in_(lang), spans, "", bold=True)
            for number, item in enumerate(form.items):
                if item.dimension == dimension.id:
                    own = {
                        stage: each.items[number].span for stage, each in found.items() if each.items[number].answered
                    }
                    self._line(top, item.name.in_(lang), own, f"item:{item.id}")
            if str(dimension.judged) == "figures":
                for number, figure in enumerate(form.figures):
                    spans = {stage: each.figures[number].span for stage, each in found.items()}
                    self._line(top, figure.name.in_(lang), spans, f"figure:{figure.id}")
            top.setExpanded(True)

    def _line(
        self, parent: QTreeWidgetItem | None, name: str, spans: dict[Stage, Interval], where: str, *, bold: bool = False
    ) -> QTreeWidgetItem:
        texts = [name]
        before: Interval | None = None
        for stage in Stage:
            span = spans.get(stage)
            texts.append("—" if span is None else self._words(span, before))
            before = span or before
        reason = self._desk.hub.text(where, REASON, Stage.SECOND) if ":" in where else ""
        made = QTreeWidgetItem([*texts, reason])
        made.setToolTip(0, name)
        made.setToolTip(REASONS, reason)
        for at, stage in enumerate(Stage, 1):
            if stage in spans:
                made.setToolTip(at, span_name(self._desk.hub.form, spans[stage], self._desk.lang))
        made.setData(0, Qt.ItemDataRole.UserRole, where)
        onsite, second = spans.get(Stage.ONSITE), spans.get(Stage.SECOND)
        if where.startswith(("item:", "figure:")) and onsite and second and onsite.level != second.level:
            made.setFlags(made.flags() | Qt.ItemFlag.ItemIsEditable)
        if bold:
            for each in range(4):
                made.setFont(each, self._desk.theme.font(bold=True))
        if parent is None:
            self.addTopLevelItem(made)
        else:
            parent.addChild(made)
        return made

    def _words(self, span: Interval, before: Interval | None) -> str:
        words = span_name(self._desk.hub.form, span, self._desk.lang)
        if span.level is None:
            words = tr("{low} ~ {high} 级", low=span.lowest, high=span.highest)
        if before is None or before.level is None or span.level is None or before.level == span.level:
            return words
        return f"{words} {'↑' if span.level > before.level else '↓'}"
