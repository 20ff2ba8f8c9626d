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
from qmdesk.model.journal import Changes
from qmdesk.model.problem import Problem
from qmdesk.ui.charts.view import ChartView
from qmdesk.ui.desk import Desk
from qmdesk.ui.pages.performance import quality_plots as plots
from qmdesk.ui.pages.performance.columns import Column
from qmdesk.ui.pages.performance.figure_head import MORE, FigureHead
from qmdesk.ui.pages.performance.quality_words import beside_text, next_level_text
from qmdesk.ui.pages.performance.rows import Row
from qmdesk.ui.pages.performance.split import Split
from qmdesk.ui.pages.performance.table_model import RecordModel
from qmdesk.ui.pages.performance.table_panel import TablePanel
from qmdesk.ui.widgets.basics import box, column, label, line, scrolled
from qmdesk.ui.widgets.typing_fields import ChoiceBox
from qmdesk.ui.words import mark, tr

COLUMNS = (
    Column("family", 1.2),
    Column("month", 1.0),
    Column("cause", 1.6),
    Column("units", 1.1),
    Column("defective", 1.1),
    Column("dpmo", 1.2, computed=True, title=mark("百万件不合格数")),
)
#: Counts of the figure as a whole; the last two only inform.
COUNTS = ("units", "defective", "defects", "opportunities")
MILLION = 1_000_000
#: Characters of a product family that are in sight in its choice.
FAMILY = 12


class QualityTab(QWidget):
    """The ladder shows the worst product family, as the grade goes by it."""

    def __init__(self, desk: Desk, pool: QThreadPool, figure_id: str) -> None:
        super().__init__()
        self._desk, self._figure = desk, desk.hub.form.figure(figure_id)
        theme, lang = desk.theme, desk.lang
        facts = ("value", "sampled", "verified")
        self.head = FigureHead(desk, self._figure, facts=facts, more=(*COUNTS, *MORE))
        self.records = RecordModel(desk, "defect", COLUMNS, check=check_defect)
        self.records.computed = self._computed
        hint = tr("一行一个产品族、月份或原因：检验总数和其中的不合格品数。返工后合格的也算不合格品。")
        self.panel = TablePanel(self.records, tr("不合格品"), kind="defects", hint=hint)
        self.family = ChoiceBox()
        self.family.setAccessibleName(tr("图中显示的产品族"))
        self.family.setMinimumContentsLength(FAMILY)
        self.family.activated.connect(lambda _: self.draw())
        self.said = label("", "caption", wrap=True)
        self.beside = label("", "caption", wrap=True)
        self.ladder = ChartView(theme, lang, tr("质量水平"), pool, least=130)
        self.ladder.setMaximumHeight(round(160 * theme.scale))
        self.causes = ChartView(theme, lang, tr("不合格原因排列图"), pool, least=220)
        self.months = ChartView(theme, lang, tr("各月不合格品率"), pool, least=220)
        gap = theme.px("space_sm")
        top = line(self.family, self.said, gap=gap)
        top.setStretch(1, 1)
        parts = (top, self.ladder, self.beside, self.causes, self.months, None)
        right = scrolled(box("page", column(*parts, gap=gap)))
        whole = column(self.head, Split(theme, self.panel, right), gap=gap)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self.records.moved.connect(self.draw)
        desk.hub.changed.connect(self._on_changed)
        self.draw()

    def show_record(self, key: str, field: str) -> None:
        """Go to a field of a row."""
        self.panel.table.show_cell(key, field)

    def _on_changed(self, changes: Changes) -> None:
        if any(place.subject == f"figure:{self._figure.id}" for place in changes.places):
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
        self._say_beside()
        counted = [each for _, each in families(SigmaAnswer(defects=known)) if each is not None]
        self._offer([each.family for each in counted])
        if not counted:
            self.said.hide()
            self.ladder.show_words(tr("填入检验总数和不合格品数，这里就显示百万件不合格数和对应的等级。"))
            self.causes.hide()
            self.months.hide()
            return
        worst = max(counted, key=lambda each: each.dpmo)
        shown = next((each for each in counted if each.family == self.family.currentData()), worst)
        self._say(counted, worst, shown, len(every) - len(known))
        bound = self._flag("sampled") is not False
        limits = list(self._figure.thresholds.values())
        self.ladder.show_plot(plots.ladder_plot(shown.defective, shown.units, limits, bound=bound))
        mine = tuple(each for each in known if each.family == shown.family)
        self._draw_causes(mine if self.family.currentData() is not None else known)
        self._draw_months(mine)

    def _offer(self, names: list[str]) -> None:
        """A choice of product families, where there are several."""
        offered = [self.family.itemData(place) for place in range(1, self.family.count())]
        if offered != names:
            chosen = self.family.currentData()
            self.family.clear()
            self.family.addItem(tr("最差的产品族"), None)
            for each in names:
                self.family.addItem(each or tr("未注明产品族"), each)
            self.family.setCurrentIndex(max(self.family.findData(chosen), 0))
        self.family.setVisible(len(names) > 1)

    def _say_beside(self) -> None:
        """Defects per unit and by opportunities, where they were counted: told, and that they decide nothing."""
        counts = [self._flag(name) for name in ("units", "defects", "opportunities")]
        units, defects, chances = (each if isinstance(each, int) else 0 for each in counts)
        words = beside_text(units, None if counts[1] is None else defects, chances)
        self.beside.setText(words)
        self.beside.setVisible(bool(words))

    def _flag(self, name: str) -> Json:
        hub = self._desk.hub
        for stage in (hub.stage, *hub.stage.fallbacks):
            value = hub.value(f"figure:{self._figure.id}", name, stage)
            if value is not None:
                return value
        return None

    def _say(self, counted: list[Counted], worst: Counted, shown: Counted, missing: int) -> None:
        said = [self._family_text(each, worst=each is worst and len(counted) > 1) for each in counted if each.family]
        if missing:
            said.append(tr("{n} 行还不完整，未计入图中", n=missing))
        following = next_level_text(self._figure, self._desk.hub.form, shown, self._desk.lang)
        self.said.setText("\n".join(each for each in (tr("；").join(said), following) if each))
        self.said.setVisible(bool(self.said.text()))

    def _family_text(self, each: Counted, *, worst: bool) -> str:
        value = display_value(self._figure, each.dpmo)
        if worst:
            return tr("{family}：{value}（最差，决定等级）", family=each.family, value=value)
        return tr("{family}：{value}", family=each.family, value=value)

    def _draw_causes(self, known: tuple[Defects, ...]) -> None:
        """Causes once one is named; what has none is drawn last, so that the shares are of all defective units."""
        causes: Counter[str] = Counter()
        for each in known:
            if each.defective:
                causes[each.cause.strip()] += each.defective
        named = any(causes)
        self.causes.setVisible(named)
        if named:
            self.causes.show_plot(plots.causes_plot({name or tr("未注明原因"): n for name, n in causes.items()}))

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
