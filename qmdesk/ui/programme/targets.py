"""Targets: done against planned by region, all three measures of "done" beside each other, what is missing told."""

# Qt gives None where its stubs say it can't, and its signals take lambdas of any shape.
# pyright: reportUnnecessaryComparison=false, reportUnknownLambdaType=false

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget

from qmdesk.portfolio.words import Words
from qmdesk.ui.charts.plot import Build, Plot, Spots
from qmdesk.ui.charts.view import drawing_thread
from qmdesk.ui.programme.desk import ProgrammeDesk
from qmdesk.ui.programme.facts import Facts
from qmdesk.ui.programme.picked_chart import PickedChart
from qmdesk.ui.programme.plain_table import PlainTable
from qmdesk.ui.widgets.basics import box, button, column, label, line, say_empty, scrolled
from qmdesk.ui.widgets.typing_fields import ChoiceBox
from qmdesk.ui.words import tr

if TYPE_CHECKING:
    from qmdesk.charts.style import ChartStyle
    from qmdesk.formdef.programme import PolicyPack
    from qmdesk.portfolio.targets import Targets

ROW, REST = 22, 92


class TargetsPage(QWidget):
    def __init__(self, desk: ProgrammeDesk) -> None:
        super().__init__()
        self._desk = desk
        theme = desk.theme
        self.facts = Facts(desk, self)
        self._pool = drawing_thread(self)
        self._found: tuple[Targets, ...] = ()
        self.whose = ChoiceBox(most=60)
        self.whose.setAccessibleName(tr("谁的目标"))
        self.whose.activated.connect(lambda _: self._show())
        self._count = label("", "caption", wrap=True)
        self._notes = label("", "muted", wrap=True)
        self.chart = PickedChart(theme, desk.lang, tr("完成与计划"), self._pool)
        words = Words(desk.lang)
        heads = (
            tr("地区"), tr("年度计划"), words("measure.reached-inspection"), words("measure.reviews-carried-out"),
            words("measure.self-assessed-inspection"), tr("往年已完成"),
        )  # fmt: skip
        self.table = PlainTable(theme, tr("目标"), heads, (9, 5, 6, 5, 7, 6))
        self._stack = QStackedWidget()
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(scrolled(box("page", column(self.chart, None))))
        split.addWidget(self.table)
        split.setChildrenCollapsible(False)
        split.setSizes([430, 690])
        self._stack.addWidget(split)
        self._stack.addWidget(box("page", column(line(self._nothing(), None), None)))
        pad, gap = theme.px("space_lg"), theme.px("space_sm")
        again = button(tr("重新读取"), self.read, role="quiet", theme=theme, icon="refresh-cw")
        head = line(label(tr("目标"), "title"), theme.px("space_md"), self.whose, None, again, gap=gap)
        whole = column(
            head, self._count, self._stack, self._notes, gap=gap, margins=(pad, theme.px("space_md"), pad, gap)
        )
        whole.setStretch(2, 1)
        self.setLayout(column(box("page", whole)))
        self.facts.failed.connect(desk.tell_problems)

    def _nothing(self) -> QWidget:
        desk = self._desk
        go = button(tr("去汇总"), lambda: desk.go("page:rollup"), role="primary", theme=desk.theme)
        return say_empty(
            desk.theme, "flag", tr("没有目标表"),
            tr("这个主管部门的通知里没有按地区下达的目标。汇总页照样给出各地区的等级分布。"), go,
        )  # fmt: skip

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.read()

    def read(self) -> None:
        """Count again."""
        self.facts.targets(self._on_read)

    def _on_read(self, found: tuple[Targets, ...]) -> None:
        kept = self.whose.currentData()
        self._found = found
        self.whose.clear()
        for pack in self._packs():
            self.whose.addItem(pack.authority_name.in_(self._desk.lang), pack.authority)
        self.whose.setCurrentIndex(max(self.whose.findData(kept), 0))
        self.whose.setVisible(len(found) > 1)
        self._stack.setCurrentIndex(0 if found else 1)
        self._show()

    def _packs(self) -> list[PolicyPack]:
        packs = self._desk.packs
        return [each for each in (packs.own, packs.above) if each is not None and each.targets]

    def _show(self) -> None:
        at = self.whose.currentIndex()
        if not 0 <= at < len(self._found):
            self._count.setText("")
            self._notes.setText("")
            return
        made, pack, words = self._found[at], self._packs()[at], Words(self._desk.lang)
        self._count.setText(_standing(made, words))
        self._notes.setText("\n".join(_remarks(made, words)))
        self.table.rows.show_rows(_rows(made, words))
        self.chart.setFixedHeight(round((REST + ROW * len(made.lines)) * self._desk.theme.scale))
        self.chart.show_plot(_plot(made, pack))


def _standing(made: Targets, words: Words) -> str:
    """The authority's own measure against the plan, and the share at 保证级 and above against the goal."""
    said = tr(
        "本级口径（{measure}）：{done} / {planned}",
        measure=words(f"measure.{made.measure}"), done=made.done(made.measure), planned=made.computed.planned,
    )  # fmt: skip
    if made.goal_share is not None:
        share = tr(
            "{share}（目标 {goal}，分母：完成复核的 {n} 家）",
            share=words.share(made.whole.share, made.goal_share),
            goal=words.share(made.goal_share), n=made.whole.reviewed,
        )  # fmt: skip
        said += tr("；保证级及以上 {share}", share=share)
    return said


def _remarks(made: Targets, words: Words) -> list[str]:
    found: list[str] = []
    if made.printed is not None and made.printed != made.computed:
        found.append(words("printed-differs", printed=made.printed.planned, computed=made.computed.planned))
    found += [words("without-target", region=each.key, cases=each.cases) for each in made.missing]
    if made.unplaced.cases:
        found.append(words("unplaced", cases=made.unplaced.cases))
    return found


def _rows(made: Targets, words: Words) -> list[tuple[str, ...]]:
    def text(value: int | None) -> str:
        return "—" if value is None else str(value)

    rows = [
        (words("within", region=e.region) if e.within else e.region, text(e.planned), str(e.count.reached),
         str(e.count.carried_out), str(e.count.self_assessed), text(e.done_before))
        for e in made.lines
    ]  # fmt: skip
    whole = made.whole
    rows.append((words("computed"), str(made.computed.planned), str(whole.reached), str(whole.carried_out),
                 str(whole.self_assessed), str(made.computed.done)))  # fmt: skip
    if made.printed is not None:
        rows.append((words("printed"), str(made.printed.planned), "—", "—", "—", str(made.printed.done)))
    return rows


def _plot(made: Targets, pack: PolicyPack) -> Build:
    def build(style: ChartStyle, size: tuple[float, float]) -> Plot:
        import numpy as np

        from qmdesk.portfolio.pictures import done_figure

        figure = done_figure(made, pack, style, size[0], most=size[1])
        figure.set_size_inches(*size)
        words = [
            tr("{region}：计划 {planned}，达到检验级 {reached}，完成复核 {carried}，自评达到检验级 {own}",
               region=e.region, planned="—" if e.planned is None else e.planned, reached=e.count.reached,
               carried=e.count.carried_out, own=e.count.self_assessed)
            for e in made.lines
        ]  # fmt: skip
        rows = np.arange(len(words), dtype=float)
        return Plot(figure, (Spots("rows", np.zeros(len(words)), rows, words.__getitem__, "y"),))

    return build
