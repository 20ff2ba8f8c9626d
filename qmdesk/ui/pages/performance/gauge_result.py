"""What a gauge study comes to: the verdict in words, the parts of variation, the analysis of variance."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QThreadPool
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget

from qmdesk.ui.charts.plot import Build, Plot, Spots
from qmdesk.ui.charts.view import ChartView
from qmdesk.ui.desk import Desk
from qmdesk.ui.pages.performance.gauge_study import GaugeGrid
from qmdesk.ui.widgets.basics import column, empty, image, label, line
from qmdesk.ui.words import tr
from qmdesk.wording import say

if TYPE_CHECKING:
    from qmdesk.charts.style import ChartStyle
    from qmdesk.stats.gauge_rr import Components, GaugeStudy

TONES = {"good": "good", "marginal": "warn", "poor": "bad"}
ICONS = {"good": "circle-check", "warn": "triangle-alert", "bad": "octagon-alert"}
#: Categories that are asked for (AIAG MSA 4th ed.; edition unchecked).
ENOUGH = 5
RIGHT = Qt.AlignmentFlag.AlignRight
Rows = Sequence[Sequence[str]]


def headline(study: GaugeStudy) -> str:
    """The share of the study's variation, that of the tolerance, and the categories."""
    parts = [tr("%GRR {percent} %（占研究变差）", percent=_number(study.components.percent_study, 1))]
    if study.percent_tolerance is not None:
        parts.append(tr("占公差 {percent} %", percent=f"{study.percent_tolerance:.1f}"))
    parts.append(f"ndc {'–' if study.components.ndc is None else study.components.ndc}")
    return tr("，").join(parts)


def why(study: GaugeStudy) -> list[str]:
    """What lies behind the verdict, in sentences."""
    found = study.components
    said: list[str] = []
    if found.ndc is not None and found.ndc < ENOUGH:
        said.append(tr("只能分出 {n} 类，通常要求至少 {least} 类", n=found.ndc, least=ENOUGH))
    if found.repeatability and found.reproducibility:
        larger = found.repeatability >= found.reproducibility
        said.append(tr("主要是重复性：量具、夹持、零件表面") if larger else tr("主要是再现性：人与人的做法不同"))
    if study.interaction is None and study.operators > 1:
        said.append(tr("零件与测量人的交互作用不显著，已并入重复性"))
    if study.clipped:
        names = tr("、").join(source_name(each) for each in study.clipped)
        said.append(tr("{names}的方差估计为负，按 0 计", names=names))
    return said


def source_name(source: str) -> str:
    """A source of variation by its name."""
    return {
        "part": tr("零件"),
        "operator": tr("测量人"),
        "interaction": tr("零件 × 测量人"),
        "repeatability": tr("重复性"),
        "pooled": tr("合并后的重复性"),
        "total": tr("合计"),
    }.get(source, source)


def component_rows(study: GaugeStudy) -> Rows:
    """Standard deviation, % of variance, % of study and % of tolerance of each part, average-range beside."""
    found, beside = study.components, study.average_range
    rows: list[tuple[str, float, float | None]] = [
        (tr("重复性（设备）"), found.repeatability, None if beside is None else beside.repeatability),
        (tr("再现性（人）"), found.reproducibility, None if beside is None else beside.reproducibility),
        (tr("测量系统（GRR）"), found.grr, None if beside is None else beside.grr),
        (tr("零件间"), found.part, None if beside is None else beside.part),
        (tr("总变差"), found.total, None if beside is None else beside.total),
    ]
    return [[name, *_shares(sd, study), _digits(other)] for name, sd, other in rows]


def _shares(sd: float, study: GaugeStudy) -> list[str]:
    total = study.components.total
    variance = f"{100 * (sd / total) ** 2:.1f}" if total else "–"
    of_study = f"{100 * sd / total:.1f}" if total else "–"
    of_tolerance = f"{600 * sd / study.tolerance:.1f}" if study.tolerance else "–"
    return [_digits(sd), variance, of_study, of_tolerance]


def beside_text(study: GaugeStudy) -> str:
    """What the average-range method says, by its name."""
    beside: Components | None = study.average_range
    if beside is None:
        return ""
    ndc = "–" if beside.ndc is None else str(beside.ndc)
    percent = _number(beside.percent_study, 1)
    return tr("均值-极差法：%GRR {percent} %，ndc {ndc}；判定按方差分析法", percent=percent, ndc=ndc)


def anova_rows(study: GaugeStudy) -> Rows:
    """The table of the analysis of variance."""
    return [
        [source_name(row.source), str(row.df), _digits(row.ss), _digits(row.ms), _number(row.f, 2), _chance(row.p)]
        for row in study.anova
    ]


def _digits(value: float | None) -> str:
    return "–" if value is None else f"{value:.4g}"


def _chance(p: float | None) -> str:
    return "< 0.001" if p is not None and p < 0.001 else _number(p, 3)


def _number(value: float | None, places: int) -> str:
    return "–" if value is None else f"{value:.{places}f}"


def picture(study: GaugeStudy, grid: GaugeGrid, name: str, unit: str) -> Build:
    """The picture that people know, each reading named under the pointer."""

    def build(style: ChartStyle, size: tuple[float, float]) -> Plot:
        import numpy as np

        from qmdesk.charts.gauge import gauge_figure

        cube = grid.cube()
        figure = gauge_figure(
            study, cube, style, size, parts=grid.parts, operators=grid.operators, name=name, unit=unit
        )
        places = [(int(each[0]), int(each[1]), int(each[2])) for each in np.ndindex(*cube.shape)]

        def text(index: int) -> str:
            part, operator, trial = places[index]
            said = {"part": grid.parts[part], "operator": grid.operators[operator], "trial": trial + 1}
            return tr("零件 {part}，{operator} 第 {trial} 次：{value}", value=grid.value(part, operator, trial), **said)

        heights = np.array([cube[each] for each in places])
        by_part = Spots("by-part", np.array([float(each[0]) for each in places]), heights, text)
        by_operator = Spots("by-operator", np.array([float(each[1]) for each in places]), heights, text)
        return Plot(figure, (by_part, by_operator))

    return build


class GaugeResult(QWidget):
    """The result of a whole study, or what it still lacks."""

    def __init__(self, desk: Desk, pool: QThreadPool) -> None:
        super().__init__()
        self._desk = desk
        theme = desk.theme
        gap = theme.px("space_sm")
        self._head = QVBoxLayout()
        self.components = _table(desk, tr("变差的组成"), self._component_titles())
        self.beside = label("", "caption", wrap=True)
        self.anova = _table(desk, tr("方差分析表"), [tr("来源"), tr("自由度"), tr("平方和"), tr("均方"), "F", "p"])
        self.chart = ChartView(theme, desk.lang, tr("测量系统分析"), pool, least=420)
        self.chart.hide()
        self._name = label(tr("方差分析"), "section")
        parts = (self._head, self.components, self.beside, self.chart, self._name, self.anova)
        self.setLayout(column(*parts, gap=gap))
        self.show_words("")

    def _component_titles(self) -> list[str]:
        return [
            tr("来源"),
            tr("标准差"),
            tr("方差 %"),
            tr("研究变差 %"),
            tr("公差 %"),
            tr("均值-极差法"),
        ]

    def show_words(self, text: str, role: str = "muted") -> None:
        """Say what a study lacks in the place of its result."""
        empty(self._head)
        if text:
            self._head.addWidget(label(text, role, wrap=True))
        for each in (self.components, self.beside, self.anova, self.chart, self._name):
            each.hide()

    def show_study(self, study: GaugeStudy, grid: GaugeGrid, name: str, unit: str) -> None:
        """Show a study's result."""
        empty(self._head)
        theme, lang = self._desk.theme, self._desk.lang
        tone = TONES[study.verdict]
        verdict = say(f"stats.gauge.{study.verdict}", lang)
        heading = label(verdict[:1].upper() + verdict[1:], "heading", wrap=True)
        head = line(image(theme, ICONS[tone], tone), heading, gap=theme.px("space_sm"))
        head.setStretch(1, 1)
        self._head.addLayout(head)
        self._head.addWidget(label(headline(study), "strong", wrap=True))
        self._head.addWidget(label(tr("；").join(why(study)), "caption", wrap=True))
        _fill(self._desk, self.components, component_rows(study))
        _fill(self._desk, self.anova, anova_rows(study))
        self._name.show()
        self.beside.setText(beside_text(study))
        self.beside.setVisible(bool(self.beside.text()))
        self.chart.show()
        self.chart.show_plot(picture(study, grid, name, unit))


def _table(desk: Desk, name: str, titles: Sequence[str]) -> QTableWidget:
    made = QTableWidget(0, len(titles))
    made.setAccessibleName(name)
    made.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    made.setTabKeyNavigation(False)
    made.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    made.verticalHeader().hide()
    made.verticalHeader().setDefaultSectionSize(desk.theme.px("control"))
    made.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
    made.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
    made.horizontalHeader().setHighlightSections(False)
    for at, title in enumerate(titles):
        head = QTableWidgetItem(title)
        head.setTextAlignment(Qt.AlignmentFlag.AlignVCenter | (RIGHT if at else Qt.AlignmentFlag.AlignLeft))
        made.setHorizontalHeaderItem(at, head)
    return made


def _fill(desk: Desk, table: QTableWidget, rows: Rows) -> None:
    table.setRowCount(len(rows))
    for row, texts in enumerate(rows):
        for at, text in enumerate(texts):
            item = QTableWidgetItem(text)
            if at:
                item.setTextAlignment(RIGHT | Qt.AlignmentFlag.AlignVCenter)
            table.setItem(row, at, item)
    head = table.horizontalHeader().sizeHint().height()
    table.setFixedHeight(head + len(rows) * desk.theme.px("control") + 2)
    table.show()
