"""The performance page: a tab for each gated figure's data and its charts, and one for the recorded figures."""

# Qt's signals take lambdas of any shape.
# pyright: reportUnknownLambdaType=false

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QStackedWidget, QTabBar, QWidget

from qmdesk.ui.charts.view import ChartView, drawing_thread
from qmdesk.ui.desk import Desk
from qmdesk.ui.pages.registry import PageSpec
from qmdesk.ui.widgets.basics import box, column, label, line
from qmdesk.ui.words import mark, tr

#: Which tab a figure's statistic, and a kind of record, belongs to.
BY_STATISTIC = {"rolled-throughput-yield": "yield", "cpk": "capability", "dpmo": "quality", "loss-rate": "loss"}
BY_KIND = {
    "step": "yield",
    "characteristic": "capability",
    "exclusion": "capability",
    "gauge_study": "gauge",
    "defect": "quality",
    "loss": "loss",
    "sampling": "sampling",
    "repeat": "sampling",
}
#: Tabs that belong to no figure.
FREE = {"gauge", "sampling"}
TITLES = {
    "yield": mark("一次交验合格率"),
    "capability": mark("过程能力"),
    "gauge": mark("测量系统"),
    "quality": mark("质量水平"),
    "loss": mark("质量损失"),
    "sampling": mark("抽样与复测"),
    "recorded": mark("记录性指标"),
}


class PerformancePage(QWidget):
    """Tabs are made when they are first shown."""

    def __init__(self, desk: Desk, spec: PageSpec) -> None:
        super().__init__()
        self._desk = desk
        self._pool = drawing_thread(self)
        theme = desk.theme
        self.tabs: dict[str, QWidget] = {}
        self._bar = QTabBar()
        self._bar.setExpanding(False)
        self._bar.setDrawBase(False)
        self._bar.setAccessibleName(spec.name())
        self._stack = QStackedWidget()
        self._names = self._offered()
        for number, name in enumerate(self._names, 1):
            self._bar.addTab(tr(TITLES[name]))
            self._bar.setTabToolTip(number - 1, f"Alt+{number}")
        self._bar.currentChanged.connect(lambda number: self.show_tab(self._names[number]))
        pad, gap = theme.px("space_lg"), theme.px("space_sm")
        self._title = label(spec.name(), "title")
        head = line(self._title, None, self._bar, gap=theme.px("space_lg"))
        whole = column(head, self._stack, gap=gap, margins=(pad, gap, pad, gap))
        whole.setStretch(1, 1)
        inner = box("page", whole)
        self.setLayout(column(inner))
        self._connect_keys()
        remembered = desk.settings.text(f"figures/{desk.hub.session.case_id}")
        self.show_tab(remembered if remembered in self._names else self._names[0])

    def _connect_keys(self) -> None:
        for number, name in enumerate(self._names[:9], 1):
            self._key(f"Alt+{number}", lambda name=name: self.show_tab(name))
        self._key("Ctrl+Tab", lambda: self.go_on(1))
        self._key("Ctrl+Shift+Tab", lambda: self.go_on(-1))

    def _key(self, keys: str, action: Callable[[], object]) -> None:
        QShortcut(QKeySequence(keys), self).activated.connect(action)  # pyright: ignore[reportArgumentType]

    def go_on(self, by: int) -> None:
        """Show the next tab, after the last one the first."""
        self.show_tab(self._names[(self._bar.currentIndex() + by) % len(self._names)])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The title goes where the tabs need its room: the rail says where this is."""
        theme = self._desk.theme
        room = self.width() - 2 * theme.px("space_lg") - 2 * theme.px("space_lg")
        self._title.setVisible(self._title.sizeHint().width() + self._bar.sizeHint().width() <= room)
        super().resizeEvent(event)

    def _offered(self) -> list[str]:
        """The tabs that this form has both figures and records for, in the order of the annex's notes."""
        form = self._desk.hub.form
        figures = {BY_STATISTIC.get(each.statistic) for each in form.figures}
        kinds = {BY_KIND[kind] for kind in form.records if kind in BY_KIND and kind != "exclusion"}
        there = (figures & kinds) | (FREE & kinds) | ({"recorded"} if form.recorded else set())
        return [name for name in TITLES if name in there]

    def _make(self, name: str) -> QWidget:
        """A tab; its module is loaded when it is first shown."""
        desk, pool = self._desk, self._pool
        ids = [each.id for each in desk.hub.form.figures if BY_STATISTIC.get(each.statistic) == name]
        match name:
            case "yield":
                from qmdesk.ui.pages.performance.yields import YieldTab

                return YieldTab(desk, pool, ids[0])
            case "capability":
                from qmdesk.ui.pages.performance.capability import CapabilityTab

                return CapabilityTab(desk, pool, ids[0])
            case "gauge":
                from qmdesk.ui.pages.performance.gauge_tab import GaugeTab

                return GaugeTab(desk, pool)
            case "quality":
                from qmdesk.ui.pages.performance.quality import QualityTab

                return QualityTab(desk, pool, ids[0])
            case "loss":
                from qmdesk.ui.pages.performance.losses import LossTab

                return LossTab(desk, pool, ids)
            case "sampling":
                from qmdesk.ui.pages.performance.sampling_tab import SamplingTab

                return SamplingTab(desk, pool)
            case _:
                from qmdesk.ui.pages.performance.recorded import RecordedTab

                return RecordedTab(desk)

    def show_tab(self, name: str) -> QWidget:
        """Show a tab, made if need be."""
        if name not in self.tabs:
            tab = self.tabs[name] = self._make(name)
            self._stack.addWidget(tab)
            for view in tab.findChildren(ChartView):
                view.written.connect(lambda path: self._desk.tell(tr("已导出 {path}", path=path.name)))
                view.not_written.connect(self._desk.tell_problems)
        self._stack.setCurrentWidget(self.tabs[name])
        self._bar.setCurrentIndex(self._names.index(name))
        self._bar.updateGeometry()  # the tab in front is written bold
        self._desk.settings.put(f"figures/{self._desk.hub.session.case_id}", name)
        return self.tabs[name]

    def show_place(self, where: str) -> None:
        """Go to ``figure:fpy``, or to a record's field as ``step:KEY/passed@onsite``."""
        subject, _, field = where.partition("/")
        kind, _, key = subject.partition(":")
        name = BY_KIND.get(kind) or self._tab_of_figure(key)
        if name not in self._names:
            return
        tab = self.show_tab(name)
        go = getattr(tab, "show_record", None)
        if go is not None and (kind != "figure" or name == "recorded"):
            go(key, field.partition("@")[0])
        else:
            self._bar.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tab_of_figure(self, figure: str) -> str:
        form = self._desk.hub.form
        statistic = next((each.statistic for each in form.figures if each.id == figure), "")
        return BY_STATISTIC.get(statistic, "recorded")
