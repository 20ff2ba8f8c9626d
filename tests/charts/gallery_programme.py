"""Charts of many cases for the layout tests: with little, usual and much to show."""

from __future__ import annotations

from collections.abc import Callable

from matplotlib.figure import Figure

from qmdesk.charts.programme import DoneRow, LevelRow, ShareRow, done_bars, height, level_bars, share_bars
from qmdesk.charts.programme_grids import Banded, banded_histogram, square
from qmdesk.charts.style import ChartStyle

Draw = Callable[[ChartStyle], Figure]
_REGIONS = ("浙江", "新疆生产建设兵团", "广东", "内蒙古自治区", "黑龙江")
_WIDTH = 7.0


def _size(rows: int, style: ChartStyle) -> tuple[float, float]:
    return _WIDTH, height(rows) * style.note / 7.0


def _levels(count: int) -> Draw:
    rows = [LevelRow(_REGIONS[n % 5], (40 + n, 30, 20, 3, 1), 94 + n, strong=not n) for n in range(count)]
    rows += [LevelRow("隐去的", (12, None, None, 0, 0), 20)] if count else []
    return lambda style: level_bars(rows, style, _size(len(rows), style), heading="各地区复核等级分布")


def _shares(count: int) -> Draw:
    rows = [ShareRow(_REGIONS[n % 5], (n % 7) / 20, 50) for n in range(count)]
    return lambda style: share_bars(rows, style, _size(len(rows), style), heading="各地区占比", goal=0.1)


def _done(count: int) -> Draw:
    rows = [DoneRow(_REGIONS[n % 5], 100 * n, (40 * n, 60, 7), inside=n % 5 == 1) for n in range(count)]
    named = ("达到检验级", "完成复核", "自评达到检验级")
    return lambda style: done_bars(rows, style, _size(len(rows), style), heading="完成与计划", measures=named)


def _bins(style: ChartStyle) -> Figure:
    edges = tuple(at / 10 for at in range(32))
    counts = {8: 40, 12: 900, 14: None, 19: 12}
    bands = ((1.0, 2, ""), (1.33, 3, ""), (1.67, 4, ""), (2.0, 5, ""))
    labels = tuple((edges[at], f"{edges[at]:.1f}") for at in range(0, 31, 5))
    data = Banded(edges, counts, bands, labels, rising=True)
    return banded_histogram(data, style, (_WIDTH, 2.6), heading="过程能力指数 Cpk", axis="Cpk")


def _square(style: ChartStyle) -> Figure:
    grid = [[1400, 20, None, 0, 0], [30, 2100, 40, 0, 0], [1, 60, 900, 5, 0], [0, 0, 7, 80, None], [0, 0, 0, 2, 6]]
    return square(grid, style, (_WIDTH, 3.4), heading="自评与复核", rows="自评等级", columns="复核等级")


PROGRAMME: dict[str, Draw] = {
    "programme-levels": _levels(6),
    "programme-levels-one": _levels(1),
    "programme-levels-many": _levels(25),
    "programme-levels-none": _levels(0),
    "programme-shares": _shares(8),
    "programme-done": _done(12),
    "programme-bins": _bins,
    "programme-square": _square,
}
