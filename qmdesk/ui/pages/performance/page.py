"""The performance page: a tab for each gated figure's data and its charts, and one for the recorded figures."""

# Qt's signals take lambdas of any shape.
# pyright: reportUnknownLambdaType=false

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from qmdesk.formdef.types import Form
from qmdesk.ui.charts.view import ChartView, drawing_thread
from qmdesk.ui.desk import Desk
from qmdesk.ui.pages.registry import PageSpec
from qmdesk.ui.widgets.tabbed_page import Tabs
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


class PerformancePage(Tabs):
    """Tabs are made when they are first shown."""

    def __init__(self, desk: Desk, spec: PageSpec) -> None:
        titles = {name: tr(TITLES[name]) for name in offered(desk.hub.form)}
        super().__init__(desk, spec, titles, f"figures/{desk.hub.session.case_id}")
        self._pool = drawing_thread(self)
        self._show_last()

    def _make(self, name: str) -> QWidget:
        tab = self._tab(name)
        for view in tab.findChildren(ChartView):
            view.written.connect(lambda path: self._desk.tell(tr("已导出 {path}", path=path.name)))
            view.not_written.connect(self._desk.tell_problems)
        return tab

    def _tab(self, name: str) -> QWidget:
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

    def show_place(self, where: str) -> None:
        """Go to ``figure:fpy``, or to a record's field as ``step:KEY/passed@onsite``."""
        subject, _, field = where.partition("/")
        kind, _, key = subject.partition(":")
        name = BY_KIND.get(kind) or self._tab_of_figure(key)
        tab = self.show_tab(name)
        if tab is None:
            return
        go = getattr(tab, "show_record", None)
        if go is not None and (kind != "figure" or name == "recorded"):
            go(key, field.partition("@")[0])
        else:
            self._bar.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tab_of_figure(self, figure: str) -> str:
        form = self._desk.hub.form
        statistic = next((each.statistic for each in form.figures if each.id == figure), "")
        return BY_STATISTIC.get(statistic, "recorded")


def offered(form: Form) -> list[str]:
    """The tabs that a form has both figures and records for, in the order of the annex's notes."""
    figures = {BY_STATISTIC.get(each.statistic) for each in form.figures}
    kinds = {BY_KIND[kind] for kind in form.records if kind in BY_KIND and kind != "exclusion"}
    there = (figures & kinds) | (FREE & kinds) | ({"recorded"} if form.recorded else set())
    return [name for name in TITLES if name in there]
