"""The probability plot: readings on a scale where a process of the chosen distribution is a straight line."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FixedFormatter, FixedLocator, MaxNLocator, NullLocator

from qmdesk.charts import canvas, writing
from qmdesk.charts.canvas import Size
from qmdesk.charts.numbers import decimals_for, number
from qmdesk.charts.style import ChartStyle
from qmdesk.charts.writing import font
from qmdesk.stats.fits import Fit
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
    fit: Fit | None = None,
) -> Figure:
    """Readings (shape (n,)) against the normal line of their mean and s, with a pointwise 95 % band.

    With ``fit`` against the line of that distribution, on its own scale. ``test`` (of normality) is written in the
    corner where it is given, for a fit its A². Without variation the axes stay empty, with a word why.
    """
    figure = canvas.new_figure(size, style)
    family = style.say("family.normal" if fit is None else f"family.{fit.method}")
    key = "probability.title" if name else "probability.plain"
    heading = style.say(key, name=name, family=family)
    writing.title(figure, writing.with_unit(heading, unit, style), style)
    em = style.em
    axes = canvas.place(figure, 4.4 * em, 2.6 * em, 1.6 * em, writing.title_height(style) + 1.4 * em, style)
    axes.set_gid("probability")
    plot = probability_plot(values)
    if plot is None:
        writing.empty(axes, style.say("probability.empty"), style)
        return figure
    scale = None if fit is None else _Scale(fit, values)
    if scale is not None:
        plot = scale.plot(plot)
    reach = max(abs(plot.scores[0]), abs(plot.scores[-1]), 1.85) * 1.08
    _draw(axes, plot, reach, style)
    if scale is not None:
        scale.ticks(axes)
    said = _test_text(test, style) if fit is None else _statistic(fit.statistic(values), style)
    if said:
        axes.text(0.03, 0.97, said, transform=axes.transAxes, va="top", **font(style, "note"))
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


class _Scale:
    """Readings by the normal score of their share below, under a fitted distribution."""

    def __init__(self, fit: Fit, values: np.ndarray) -> None:
        self._fit = fit
        self._least, self._most = float(values.min()), float(values.max())

    def scores(self, readings: np.ndarray) -> np.ndarray:
        """Normal scores, from the side of the distribution that is the smaller; up to 8 sigma."""
        with np.errstate(divide="ignore", invalid="ignore", under="ignore"):
            below = normal_quantiles(np.clip(np.exp(self._fit.log_below(readings)), 1e-15, 0.5))
            above = -normal_quantiles(np.clip(np.exp(self._fit.log_above(readings)), 1e-15, 0.5))
        return np.where(below < 0, below, above)

    def plot(self, plain: ProbabilityPlot) -> ProbabilityPlot:
        """The same points and band, x as scores: the fitted distribution is the line x = y."""
        readings, low, high = (np.array(each) for each in (plain.readings, plain.low, plain.high))
        points, least, most = (tuple(each.tolist()) for each in (
            self.scores(readings), (low - plain.mean) / plain.sd, (high - plain.mean) / plain.sd
        ))  # fmt: skip
        return replace(plain, readings=points, mean=0.0, sd=1.0, low=least, high=most)

    def ticks(self, axes: Axes) -> None:
        """Round readings at the places of their scores, those that would touch left out."""
        rounds = MaxNLocator(nbins=9, steps=[1, 2, 5, 10]).tick_values(self._least, self._most)
        inside = np.array([each for each in rounds if self._least <= each <= self._most])
        decimals = decimals_for(float(inside[1] - inside[0])) if len(inside) > 1 else 2
        low, high = axes.get_xlim()
        apart = 0.42 / canvas.inches_of(axes)[0] * (high - low)
        kept: list[tuple[float, str]] = []
        for place, reading in zip(self.scores(inside).tolist(), inside.tolist(), strict=True):
            if low <= place <= high and (not kept or place - kept[-1][0] >= apart):
                kept.append((place, number(reading, decimals)))
        axes.xaxis.set_major_locator(FixedLocator([place for place, _ in kept]))
        axes.xaxis.set_major_formatter(FixedFormatter([text for _, text in kept]))


def _statistic(statistic: float, style: ChartStyle) -> str:
    return style.say("probability.statistic", statistic=number(statistic, 3))


def _test_text(test: Normality | None, style: ChartStyle) -> str:
    if test is None:
        return ""
    statistic = number(test.statistic, 3)
    if test.p is None:
        return _statistic(test.statistic, style)
    p = "< 0.005" if test.p < 0.005 else f"= {number(test.p, 3)}"
    return style.say("probability.test", statistic=statistic, p=p)


def _percent_scale(axes: Axes, reach: float) -> None:
    places = normal_quantiles(np.array(TICKS) / 100.0)
    within = [(float(place), tick) for place, tick in zip(places, TICKS, strict=True) if abs(place) <= reach]
    axes.yaxis.set_major_locator(FixedLocator([place for place, _ in within]))
    axes.yaxis.set_major_formatter(FixedFormatter([f"{tick:g} %" for _, tick in within]))
    axes.yaxis.set_minor_locator(NullLocator())
