"""The roll-up as what the charts draw: rows with words, hidden numbers as None. The same for window and PDF."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from fractions import Fraction

from matplotlib.figure import Figure

from qmdesk.charts import programme as bars
from qmdesk.charts import programme_grids as grids
from qmdesk.charts.canvas import Size
from qmdesk.charts.style import ChartStyle
from qmdesk.formdef.loader import load_builtin
from qmdesk.formdef.programme import PolicyPack
from qmdesk.formdef.types import Compare, Form
from qmdesk.portfolio.masked import Masked, Shown, masked_rollup
from qmdesk.portfolio.queries import BINS, Bins
from qmdesk.portfolio.rollup import Count, FigureCount, ItemCount, Rollup
from qmdesk.portfolio.targets import Targets, hidden_done, measures
from qmdesk.portfolio.words import Words

#: Groups in a chart; those with fewer cases are put together in tables, not drawn.
MOST = 24


class Pictures:
    """Charts of one roll-up in one style; ``k`` 0 hides nothing. ``form`` gives names and bands."""

    def __init__(self, made: Rollup, style: ChartStyle, k: int = 0, form: Form | None = None) -> None:
        self.made, self.style = made, style
        self.shown: Masked = masked_rollup(made, k)
        self.form = form or load_builtin("meqmc")
        self.words = Words(style.lang, self.form)
        self.k = k

    @property
    def level_names(self) -> list[str]:
        return [level.name.in_(self.style.lang) for level in self.form.levels]

    def levels(self, group: str, width: float, most: float = 9.0) -> Figure:
        """The levels of every row of a group, the whole first."""
        found = self.drawn(group)
        rows = [self._level_row("", self.made.whole, self.words("whole"), strong=True)] if group != "years" else []
        rows += [self._level_row(group, each, self.words.key(group, each.key)) for each in found]
        heading = self.words("years-title") if group == "years" else self.words("levels-by", by=self.group(group))
        size = (width, bars.height(len(rows), most))
        return bars.level_bars(rows, self.style, size, heading=heading, level_names=self.level_names)

    def drawn(self, group: str) -> Sequence[Count]:
        """The rows of a group that its charts draw, in their order."""
        found = self.made.years if group == "years" else self.made.groups.get(group, ())
        return found[:MOST]

    def group(self, group: str) -> str:
        """A group in words; of places the level that it is by."""
        return self.words(f"group.{self.made.scope.region if group == 'region' else group}")

    def _level_row(self, group: str, each: Count, name: str, *, strong: bool = False) -> bars.LevelRow:
        seen = self.shown.count(group, each)
        return bars.LevelRow(name, seen.levels, seen.reviewed, strong)

    def shares(self, group: str, width: float, goal: Fraction | None, most: float = 9.0) -> Figure:
        """The shares at 保证级 and above against the goal."""
        rows = [self._share_row("", self.made.whole, self.words("whole"), strong=True)]
        rows += [self._share_row(group, each, self.words.key(group, each.key)) for each in self.drawn(group)]
        heading = self.words("shares-by", by=self.group(group))
        size = (width, bars.height(len(rows), most))
        return bars.share_bars(rows, self.style, size, heading=heading, goal=None if goal is None else float(goal))

    def _share_row(self, group: str, each: Count, name: str, *, strong: bool = False) -> bars.ShareRow:
        seen = self.shown.count(group, each)
        hidden = seen.share is None and each.share is not None
        return bars.ShareRow(
            name, None if seen.share is None else float(seen.share), None if hidden else each.reviewed, strong
        )

    def items(self, width: float, most: float = 9.0, *, count: int = 22) -> Figure:
        """The items, those that most cases have below 保证级 first."""
        return self._weak(self.made.items[:count], width, most, self.words("items-title"))

    def dimensions(self, width: float) -> Figure:
        """The four dimensions, likewise."""
        return self._weak(self.made.dimensions, width, 9.0, self.words("dimensions-title"))

    def _weak(self, items: Sequence[ItemCount], width: float, most: float, heading: str) -> Figure:
        rows = [
            bars.LevelRow(self.words.named(each.item), tuple(self.shown.item(each)), each.cases or None)
            for each in items
        ]
        size = (width, bars.height(len(rows), most))
        return bars.level_bars(rows, self.style, size, heading=heading, level_names=self.level_names)

    def confusion(self, size: Size) -> Figure:
        """Self-assessed against reviewed."""
        grid = self.shown.grid("confusion", self.made.confusion)
        return self._square(grid, size, "confusion-title", "self-level", "review-level")

    def moves(self, size: Size) -> Figure:
        """An earlier year against this one, enterprise by enterprise."""
        grid = self.shown.grid("moves", self.made.moves)
        return self._square(grid, size, "moves-title", "year-before", "year-now")

    def _square(self, grid: Sequence[Sequence[Shown]], size: Size, title: str, rows: str, columns: str) -> Figure:
        said = {"before": self.made.before, "now": self.made.scope.programme}
        return grids.square(
            grid, self.style, size, heading=self.words(title, **said), rows=self.words(rows, **said),
            columns=self.words(columns, **said), names=self.level_names,
        )  # fmt: skip

    def figure(self, each: FigureCount, size: Size) -> Figure:
        """The values of one gated figure over the bands of its levels."""
        bins = next(one for one in BINS if one.figure == each.figure)
        data = banded(bins, self.shown.bins(each), self.form)
        named = self.form.figure(each.figure).name.in_(self.style.lang)
        return grids.banded_histogram(data, self.style, size, heading=named, axis=self.words(f"axis.{each.figure}"))


def banded(bins: Bins, counts: Mapping[int, Shown], form: Form) -> grids.Banded:
    """Bins of a figure with the bands that the form draws."""
    figure = form.figure(bins.figure)
    edges = tuple(bins.low + at * bins.step for at in range(bins.last + 2))
    rising = figure.compare is Compare.AT_LEAST

    def place(value: float) -> float:
        return math.log10(max(value, 0.01)) if bins.log else value

    bands = tuple((place(float(t)), level, "") for level, t in sorted(figure.thresholds.items()))
    if bins.log:
        labels = tuple((float(power), f"{10.0**power:g}" if power >= 0 else "0.1") for power in range(-1, 6))
    else:
        every = max(1, (bins.last + 1) // 6)
        labels = tuple((edges[at], _shown(bins.figure, edges[at])) for at in range(0, len(edges), every))
    return grids.Banded(edges, counts, bands, labels, rising, _lowest(form, bins.figure))


def _lowest(form: Form, figure: str) -> int:
    """The level of values that meet no threshold: what being tracked is worth."""
    found = form.figure(figure)
    return found.tracked_level if found.compare is not Compare.AT_LEAST and found.statistic == "loss-rate" else 1


def _shown(figure: str, value: float) -> str:
    return f"{value:.1f}" if figure == "cpk" else f"{100 * value:.3g} %"


def done_figure(
    made: Targets, pack: PolicyPack, style: ChartStyle, width: float, k: int = 0, most: float = 9.0
) -> Figure:
    """Done against planned by region, the authority's own measure first."""
    words = Words(style.lang)
    order = measures(pack)
    hidden = {each: hidden_done(made.lines, each, k) if k else {} for each in order}
    rows = [
        bars.DoneRow(
            each.region,
            each.planned,
            tuple(None if hidden[m].get(each.region) else each.count.done(m) for m in order),
            each.within is not None,
        )
        for each in made.lines
    ]
    size = (width, bars.height(len(rows), most))
    return bars.done_bars(
        rows, style, size, heading=words("done-title", year=made.year), measures=[words(f"short.{m}") for m in order]
    )
