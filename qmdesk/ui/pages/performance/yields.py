"""First-pass yield: a table of steps, and beside it the falling product that moves with every number."""

# Qt's signals take lambdas of any shape.
# pyright: reportUnknownLambdaType=false

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from functools import partial

from PySide6.QtCore import QThreadPool
from PySide6.QtWidgets import QSizePolicy, QWidget

from qmdesk.charts.style import style_for
from qmdesk.grading.display import display_value
from qmdesk.grading.figures.first_pass_yield import Route, Station, possible, rate_of, routes
from qmdesk.model.answers import Step
from qmdesk.model.canonical import Json
from qmdesk.model.problem import Problem
from qmdesk.ui.charts.view import ChartView
from qmdesk.ui.desk import Desk
from qmdesk.ui.pages.performance.columns import Column
from qmdesk.ui.pages.performance.figure_head import FigureHead
from qmdesk.ui.pages.performance.rows import Row, by_number
from qmdesk.ui.pages.performance.split import Split
from qmdesk.ui.pages.performance.table_model import RecordModel
from qmdesk.ui.pages.performance.table_panel import TablePanel
from qmdesk.ui.pages.performance.yield_next import next_level_text
from qmdesk.ui.pages.performance.yield_plots import waterfall_plot, yield_plot
from qmdesk.ui.widgets.basics import box, column, label, line, scrolled
from qmdesk.ui.widgets.typing_fields import ChoiceBox
from qmdesk.ui.words import mark, tr

COLUMNS = (
    Column("order", 0.8),
    Column("name", 1.6),
    Column("family", 1.4),
    Column("line", 0.9),
    Column("submitted", 1.3, title=mark("交验数")),
    Column("passed", 1.1, title=mark("一次合格")),
    Column("reworked", 1.2, title=mark("返工合格")),
    Column("yield", 1.2, computed=True, title=mark("合格率")),
)
#: Characters of a product family that are in sight in its choice.
FAMILY = 12
#: Steps with parallel lines, and lines of one, that are told in words; the weakest first.
LINES = 4
#: The least height of the waterfall (at 100 %).
CHART = 196
#: The least height of the table with its buttons, and of what is below it: where there is less, the tab scrolls.
TABLE, BELOW = 180, 300
#: More steps than this are drawn as a waterfall, which thins its names, whatever was chosen.
MOST_ROWS = 120


class YieldTab(QWidget):
    """Follows its table; the chart shows the product family that is chosen, the lowest where none is."""

    def __init__(self, desk: Desk, pool: QThreadPool, figure_id: str) -> None:
        super().__init__()
        self._desk = desk
        self._figure = desk.hub.form.figure(figure_id)
        theme = desk.theme
        self.head = FigureHead(desk, self._figure, facts=("value", "sampled", "verified"))
        self.records = RecordModel(desk, "step", COLUMNS, order=by_number, check=check_step)
        self.records.computed = self._computed
        self.records.defaults = self._defaults
        hint = tr(
            "一行一道工序：首次交验数和一次合格数。返工后合格的不算一次合格。并行的生产线各写一行，工序同名并写明生产线，"
            "先按数合并再连乘。可从 Excel 复制整块粘贴。"
        )
        self.panel = TablePanel(self.records, tr("工序"), kind="steps", hint=hint)
        self.family = ChoiceBox()
        self.family.setAccessibleName(tr("图中显示的产品族"))
        self.family.activated.connect(lambda _: self.draw())
        self.said = label("", "caption", wrap=True)
        self.chart = ChartView(theme, desk.lang, tr("一次交验合格率"), pool)
        self.family.setMinimumContentsLength(FAMILY)
        self.picture = ChoiceBox()
        self.picture.setAccessibleName(tr("图的样式"))
        self.picture.addItem(tr("逐道工序"), "rows")
        self.picture.addItem(tr("瀑布图"), "waterfall")
        self.picture.setMinimumContentsLength(max(6, *(len(self.picture.itemText(place)) for place in (0, 1))))
        remembered = desk.settings.text("yield-picture", "rows")
        self.picture.setCurrentIndex(max(self.picture.findData(remembered), 0))
        self.picture.activated.connect(lambda _: self._change_picture())
        self.picture.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        top = line(self.family, self.said, self.picture, gap=theme.px("space_sm"))
        top.setStretch(1, 1)
        right = column(top, scrolled(self.chart), gap=theme.px("space_xs"))
        right.setStretch(1, 1)
        gap = theme.px("space_sm")
        split = Split(theme, self.panel, box("", right), beside=(6, 5))
        self.panel.setMinimumHeight(round(TABLE * theme.scale))
        split.setMinimumHeight(round((TABLE + BELOW) * theme.scale))
        split.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)  # no taller than there is room
        whole = column(self.head, split, gap=gap)
        whole.setStretch(1, 1)
        self.setLayout(column(scrolled(box("page", whole))))
        self.records.moved.connect(self.draw)
        self.draw()

    def show_record(self, key: str, field: str) -> None:
        """Go to a field of a step."""
        self.panel.table.show_cell(key, field)

    # -- the steps as they are with what is typed ------------------------------------------------

    def _step(self, row: Row) -> Step:
        text, count = partial(self.records.text, row), partial(self.records.count, row)
        return Step(row.key, text("name"), count("submitted"), count("passed"), text("family"), text("line"))

    def _computed(self, row: Row, name: str) -> str:
        step = self._step(row)
        if not possible(step):
            return "—"
        return display_value(self._figure, Fraction(step.passed or 0, step.submitted or 1))

    def _defaults(self, place: int) -> Mapping[str, Json]:
        """The next number, where all steps so far have one; else it would come before those that have none."""
        numbers = [row.value("order") for row in self.records.rows]
        known = [each for each in numbers if isinstance(each, int)]
        if len(known) < len(numbers):
            return {}
        return {"order": max(known, default=0) + 1 + place - len(self.records.rows)}

    # -- the chart -------------------------------------------------------------------------------

    def draw(self) -> None:
        """Show the product of what is in the table now."""
        steps = [self._step(row) for row in self.records.live_rows()]
        ways = routes([each for each in steps if each.name or each.submitted is not None or each.passed is not None])
        self._offer([way.family for way in ways])
        self.picture.setVisible(any(each.rate is not None for way in ways for each in way.stations))
        if not ways or not any(way.stations for way in ways):
            self.said.hide()
            self.chart.show_words(tr("填入第一道工序的交验数和合格数，这里就画出全过程合格率。"))
            return
        chosen = self.family.currentData()
        lowest = min(ways, key=lambda way: way.known)
        way = next((each for each in ways if each.family == chosen), lowest)
        self._say(way, ways, lowest)
        known = [each for each in way.stations if each.rate is not None]
        if not known:
            self.chart.show_words(tr("填入交验数和合格数，这里就画出全过程合格率。"))
            return
        rows = [(each.name or each.key, each.submitted or 0, each.passed or 0) for each in known]
        limits = [Fraction(each) for each in self._figure.thresholds.values()]
        if self.picture.currentData() == "waterfall" or len(rows) > MOST_ROWS:
            again = self._reworked(known)
            self.chart.setMinimumHeight(round(CHART * self._desk.theme.scale))
            water = [(*row, count) for row, count in zip(rows, again, strict=True)]
            self.chart.show_plot(waterfall_plot(water, way.family, limits))
            return
        self._make_room(len(rows))
        self.chart.show_plot(yield_plot(rows, way.family, limits))

    def _change_picture(self) -> None:
        self._desk.settings.put("yield-picture", str(self.picture.currentData()))
        self.draw()

    def _reworked(self, stations: Sequence[Station]) -> list[int | None]:
        """Units of each step, its lines together, that passed only after rework; None where nobody counted them."""
        by_name: dict[str, list[tuple[Step, int | None]]] = defaultdict(list)
        for row in self.records.live_rows():
            step = self._step(row)
            by_name[step.name].append((step, self.records.count(row, "reworked")))
        found: list[int | None] = []
        for station in stations:
            rows = by_name[station.name]
            own = next(step for step, _ in rows if step.key == station.key)
            counts = [count for step, count in rows if together(own, step) and count is not None]
            found.append(sum(counts) if counts else None)
        return found

    def _offer(self, families: Sequence[str]) -> None:
        """A choice of product families, where there are several."""
        offered = [self.family.itemData(place) for place in range(1, self.family.count())]
        if offered != list(families):
            chosen = self.family.currentData()
            self.family.clear()
            self.family.addItem(tr("最低的产品族"), None)
            for each in families:
                self.family.addItem(each, each)
            self.family.setCurrentIndex(max(self.family.findData(chosen), 0))
        self.family.setVisible(len(families) > 1)

    def _say(self, way: Route, ways: Sequence[Route], lowest: Route) -> None:
        missing = [each.name or each.key for each in way.stations if each.rate is None]
        said = [self._family_text(each, lowest=each is lowest and len(ways) > 1) for each in ways if each.family]
        said += [self._lines_text(each) for each in way.stations if each.lines and each.rate is not None][:LINES]
        if missing:
            said.append(tr("尚缺 {names} 的数，现在的乘积是上限", names=tr("、").join(missing[:6])))
        self.said.setText("\n".join(each for each in (tr("；").join(said), self._next_text(way)) if each))
        self.said.setVisible(bool(self.said.text()))

    def _lines_text(self, station: Station) -> str:
        """Each line's own yield beside the pooled one, which may hide a weak line."""
        lines = sorted(station.lines, key=rate_of)
        shown = [f"{each.line or each.name} {display_value(self._figure, rate_of(each))}" for each in lines[:LINES]]
        more = "…" if len(lines) > LINES else ""
        rate = display_value(self._figure, station.rate or Fraction(0))
        return tr(
            "{name}按数合并为 {rate}（各线：{lines}）", name=station.name, rate=rate, lines=tr("、").join(shown) + more
        )

    def _family_text(self, way: Route, *, lowest: bool) -> str:
        if lowest:
            return tr("{family}：{value}（最低，决定等级）", family=way.family, value=self._shown(way))
        return tr("{family}：{value}", family=way.family, value=self._shown(way))

    def _next_text(self, way: Route) -> str:
        return next_level_text(self._figure, self._desk.hub.form, way, self._desk.lang)

    def _shown(self, way: Route) -> str:
        return display_value(self._figure, way.known)

    def _make_room(self, steps: int) -> None:
        """Rows of readable size, larger where a look writes larger: beyond what fits the chart scrolls."""
        theme = self._desk.theme
        larger = style_for(theme.look).label / style_for("light").label
        least = round(theme.px("space_lg") * (steps + 6) * larger)
        if self.chart.minimumHeight() != least:
            self.chart.setMinimumHeight(least)


def together(one: Step, other: Step) -> bool:
    """Whether two rows are lines of one step, as the grade pools them."""
    return one.key == other.key or (one.family == other.family and len(routes([one, other])[0].stations) == 1)


def check_step(value: Callable[[str], Json]) -> list[tuple[str, Problem]]:
    """What can't be about a step's counts."""
    submitted, passed = value("submitted"), value("passed")
    if isinstance(submitted, int) and submitted == 0:
        return [("submitted", Problem("nothing-submitted"))]
    if isinstance(submitted, int) and isinstance(passed, int) and passed > submitted:
        return [("passed", Problem("passed-exceeds-submitted", "", {"passed": passed, "submitted": submitted}))]
    reworked = value("reworked")
    if isinstance(submitted, int) and isinstance(passed, int) and isinstance(reworked, int):
        failed = submitted - passed
        if reworked > failed:
            return [("reworked", Problem("reworked-exceeds-failed", "", {"reworked": reworked, "failed": failed}))]
    return []
