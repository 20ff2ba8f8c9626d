"""Product quality level: defects and units by family, month and cause; the ladder, the causes, the months."""

# Qt's signals take lambdas of any shape.
# pyright: reportUnknownLambdaType=false

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from fractions import Fraction
from functools import partial

from PySide6.QtCore import QThreadPool
from PySide6.QtWidgets import QWidget

from qmdesk.grading.display import display_value
from qmdesk.grading.figures.sigma import Counted, families, possible
from qmdesk.model.answers import Defects, SigmaAnswer
from qmdesk.model.canonical import Json
from qmdesk.model.problem import Problem
from qmdesk.ui.charts.view import ChartView
from qmdesk.ui.desk import Desk
from qmdesk.ui.pages.performance import quality_plots as plots
from qmdesk.ui.pages.performance.columns import Column
from qmdesk.ui.pages.performance.figure_head import MORE, FigureHead
from qmdesk.ui.pages.performance.rows import Row
from qmdesk.ui.pages.performance.split import Split
from qmdesk.ui.pages.performance.table_model import RecordModel
from qmdesk.ui.pages.performance.table_panel import TablePanel
from qmdesk.ui.widgets.basics import box, column, label, scrolled
from qmdesk.ui.words import mark, tr

COLUMNS = (
    Column("family", 1.2),
    Column("month", 1.0),
    Column("cause", 1.6),
    Column("units", 1.1),
    Column("defective", 1.1),
    Column("dpmo", 1.1, computed=True, title=mark("百万件不合格数")),
)
MILLION = 1_000_000


class QualityTab(QWidget):
    """The ladder shows the worst product family, as the grade goes by it."""

    def __init__(self, desk: Desk, pool: QThreadPool, figure_id: str) -> None:
        super().__init__()
        self._desk, self._figure = desk, desk.hub.form.figure(figure_id)
        theme, lang = desk.theme, desk.lang
        facts = ("value", "sampled", "verified")
        self.head = FigureHead(desk, self._figure, facts=facts, more=("units", "defective", *MORE))
        self.records = RecordModel(desk, "defect", COLUMNS, check=check_defect)
        self.records.computed = self._computed
        hint = tr("一行一个产品族、月份或原因：检验总数和其中的不合格品数。返工后合格的也算不合格品。")
        self.panel = TablePanel(self.records, tr("不合格品"), kind="defects", hint=hint)
        self.said = label("", "caption", wrap=True)
        self.ladder = ChartView(theme, lang, tr("质量水平"), pool, least=130)
        self.ladder.setMaximumHeight(round(160 * theme.scale))
        self.causes = ChartView(theme, lang, tr("不合格原因排列图"), pool, least=220)
        self.months = ChartView(theme, lang, tr("各月不合格品率"), pool, least=220)
        gap = theme.px("space_sm")
        right = scrolled(box("page", column(self.said, self.ladder, self.causes, self.months, None, gap=gap)))
        whole = column(self.head, Split(theme, self.panel, right), gap=gap)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self.records.moved.connect(self.draw)
        desk.hub.changed.connect(lambda changes: self._on_changed(changes.places))
        self.draw()

    def show_record(self, key: str, field: str) -> None:
        """Go to a field of a row."""
        self.panel.table.show_cell(key, field)

    def _on_changed(self, places: frozenset[object]) -> None:
        if any(getattr(place, "subject", "") == f"figure:{self._figure.id}" for place in places):
            self.draw()

    def _defects(self, row: Row) -> Defects:
        text, count = partial(self.records.text, row), partial(self.records.count, row)
        return Defects(row.key, count("defective"), count("units"), text("family"), text("month"), text("cause"))

    def _computed(self, row: Row, name: str) -> str:
        found = self._defects(row)
        if not possible(found):
            return "—"
        return display_value(self._figure, Fraction((found.defective or 0) * MILLION, found.units or 1))

    def draw(self) -> None:
        """Show what is in the table now."""
        every = [self._defects(row) for row in self.records.live_rows()]
        known = tuple(each for each in every if possible(each))
        if not known:
            self.said.hide()
            self.ladder.show_words(tr("填入检验总数和不合格品数，这里就显示百万件不合格数和对应的等级。"))
            self.causes.hide()
            self.months.hide()
            return
        counted = [each for _, each in families(SigmaAnswer(defects=known)) if each is not None]
        worst = max(counted, key=lambda each: each.dpmo)
        self._say(counted, len(every) - len(known))
        bound = self._flag("sampled") is not False
        limits = list(self._figure.thresholds.values())
        self.ladder.show_plot(plots.ladder_plot(worst.defective, worst.units, limits, bound=bound))
        self._draw_causes(known)
        self._draw_months(tuple(each for each in known if each.family == worst.family))

    def _flag(self, name: str) -> Json:
        hub = self._desk.hub
        for stage in (hub.stage, *hub.stage.fallbacks):
            value = hub.value(f"figure:{self._figure.id}", name, stage)
            if value is not None:
                return value
        return None

    def _say(self, counted: list[Counted], missing: int) -> None:
        said = [
            tr("{family}：{value}", family=each.family, value=display_value(self._figure, each.dpmo))
            for each in counted
            if each.family
        ]
        if missing:
            said.append(tr("{n} 行还不完整，未计入图中", n=missing))
        self.said.setText(tr("；").join(said))
        self.said.setVisible(bool(said))

    def _draw_causes(self, known: tuple[Defects, ...]) -> None:
        causes: Counter[str] = Counter()
        for each in known:
            if each.cause and each.defective:
                causes[each.cause] += each.defective
        self.causes.setVisible(bool(causes))
        if causes:
            self.causes.show_plot(plots.causes_plot(dict(causes)))

    def _draw_months(self, known: tuple[Defects, ...]) -> None:
        """Pooled by month; a chart needs two months with units inspected."""
        sums: dict[str, tuple[int, int]] = {}
        for each in known:
            if each.month:
                defective, units = sums.get(each.month, (0, 0))
                sums[each.month] = (defective + (each.defective or 0), units + (each.units or 0))
        self.months.setVisible(len(sums) > 1)
        if len(sums) > 1:
            months = [(month, *sums[month]) for month in sorted(sums)]
            self.months.show_plot(plots.months_plot(months, known[0].family))


def check_defect(value: Callable[[str], Json]) -> list[tuple[str, Problem]]:
    """What can't be about a row's counts."""
    units, defective = value("units"), value("defective")
    if isinstance(units, int) and units == 0:
        return [("units", Problem("nothing-counted", "", {"units": 0}))]
    if isinstance(units, int) and isinstance(defective, int) and defective > units:
        return [("defective", Problem("defective-out-of-range", "", {"defective": defective, "units": units}))]
    return []
