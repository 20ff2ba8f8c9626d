"""The normal probability plot: readings on a scale where a normal process is a straight line."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FixedFormatter, FixedLocator, NullLocator

from qmdesk.charts import canvas, writing
from qmdesk.charts.canvas import Size
from qmdesk.charts.numbers import number
from qmdesk.charts.style import ChartStyle
from qmdesk.charts.writing import font
from qmdesk.stats.normality import Normality, ProbabilityPlot, probability_plot
from qmdesk.stats.special import normal_quantiles

#: Percentages written on the probability scale.
TICKS = (0.1, 1.0, 5.0, 20.0, 50.0, 80.0, 95.0, 99.0, 99.9)


def probability_figure(
    values: np.ndarray,
    style: ChartStyle,
    size: Size = (3.2, 3.2),
    *,
    test: Normality | None = None,
    name: str = "",
    unit: str = "",
) -> Figure:
    """Readings (shape (n,)) against the normal line of their mean and s, with a pointwise 95 % band.

    ``test`` is written in the corner where it is given. Without variation the axes stay empty, with a word why.
    """
    figure = canvas.new_figure(size, style)
    heading = style.say("probability.title", name=name) if name else style.say("probability.plain")
    writing.title(figure, writing.with_unit(heading, unit, style), style)
    em = style.em
    axes = canvas.place(figure, 4.4 * em, 2.6 * em, 1.6 * em, writing.title_height(style) + 1.4 * em, style)
    axes.set_gid("probability")
    plot = probability_plot(values)
    if plot is None:
        writing.empty(axes, style.say("probability.empty"), style)
        return figure
    reach = max(abs(plot.scores[0]), abs(plot.scores[-1]), 1.85) * 1.08
    _draw(axes, plot, reach, style)
    if test is not None:
        axes.text(0.03, 0.97, _test_text(test, style), transform=axes.transAxes, va="top", **font(style, "note"))
    return figure


def _draw(axes: Axes, plot: ProbabilityPlot, reach: float, style: ChartStyle) -> None:
    """The points, the fitted line and its band."""
    scores = np.array(plot.scores)
    axes.set_ylim(-reach, reach)
    canvas.number_axis(axes, "x", most=5)
    _percent_scale(axes, reach)
    canvas.grid(axes, style, "both")
    axes.fill_betweenx(scores, plot.low, plot.high, color=style.band, linewidth=0, zorder=1, gid="band")
    for edge in (plot.low, plot.high):
        axes.plot(edge, scores, color=style.axis, linewidth=style.thin, zorder=2)
    ends = np.array([-reach, reach])
    axes.plot(plot.mean + plot.sd * ends, ends, color=style.second, linewidth=style.line * 0.8, zorder=3, gid="line")
    axes.plot(
        plot.readings,
        scores,
        linestyle="none",
        marker="o",
        markersize=style.marker * (0.85 if len(scores) <= 200 else 0.55),
        markerfacecolor=style.series,
        markeredgewidth=0,
        zorder=4,
        gid="points",
    )
    low, high = min(*plot.readings, *plot.low[1:-1]), max(*plot.readings, *plot.high[1:-1])
    pad = 0.05 * (high - low)
    axes.set_xlim(low - pad, high + pad)


def _test_text(test: Normality, style: ChartStyle) -> str:
    statistic = number(test.statistic, 3)
    if test.p is None:
        return style.say("probability.statistic", statistic=statistic)
    p = "< 0.005" if test.p < 0.005 else f"= {number(test.p, 3)}"
    return style.say("probability.test", statistic=statistic, p=p)


def _percent_scale(axes: Axes, reach: float) -> None:
    places = normal_quantiles(np.array(TICKS) / 100.0)
    within = [(float(place), tick) for place, tick in zip(places, TICKS, strict=True) if abs(place) <= reach]
    axes.yaxis.set_major_locator(FixedLocator([place for place, _ in within]))
    axes.yaxis.set_major_formatter(FixedFormatter([f"{tick:g} %" for _, tick in within]))
    axes.yaxis.set_minor_locator(NullLocator())
