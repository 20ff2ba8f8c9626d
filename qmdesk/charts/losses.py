"""Quality losses: where they come from, how they run over the months, and both rates against the levels' bands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from qmdesk.charts import canvas, numbers, writing
from qmdesk.charts.canvas import Size
from qmdesk.charts.ladder import draw_scale
from qmdesk.charts.numbers import number
from qmdesk.charts.style import ChartStyle

#: The annex's loss rates below which levels 3 to 5 are reached (DOMAIN, section 3).
INTERNAL = (Fraction(3, 100), Fraction(15, 1000), Fraction(75, 10000))
EXTERNAL = (Fraction(23, 1000), Fraction(1, 100), Fraction(5, 1000))


@dataclass(frozen=True, slots=True)
class CategoryLoss:
    """The cost of one category in the period; ``kind`` is internal or external."""

    kind: str
    category: str
    cost: Fraction


@dataclass(frozen=True, slots=True)
class MonthLoss:
    """The costs of one month (or quarter, or year) named ``label``; None where nothing is known of it."""

    label: str
    internal: Fraction | None
    external: Fraction | None


def losses_figure(
    categories: Sequence[CategoryLoss],
    months: Sequence[MonthLoss],
    style: ChartStyle,
    size: Size = (6.6, 3.0),
    *,
    unit: str = "",
) -> Figure:
    """Costs by category at the left (most first, internal dark, external light), by month at the right."""
    figure = canvas.new_figure(size, style)
    writing.title(figure, writing.with_unit(style.say("loss.title"), unit, style), style)
    em = style.em
    top = writing.title_height(style) + 2.0 * em
    ordered = sorted(categories, key=lambda each: -each.cost)
    names = [each.category for each in ordered]
    room = writing.names_room(names, style, size[0] * 0.22)
    split = size[0] * 0.52 if months else size[0]
    left = canvas.place(figure, room + 1.4 * em, 2.6 * em, size[0] - split + 5.0 * em, top, style)
    left.set_gid("categories")
    _categories(left, ordered, names, room, style)
    if months:
        right = canvas.place(figure, split + 3.0 * em, 2.6 * em, 1.6 * em, top, style)
        right.set_gid("months")
        _months(right, months, style)
    return figure


def loss_rates_figure(
    internal: Fraction | None,
    external: Fraction | None,
    style: ChartStyle,
    size: Size = (6.6, 2.4),
    *,
    trend: Sequence[MonthLoss] = (),
    internal_thresholds: Sequence[Fraction] = INTERNAL,
    external_thresholds: Sequence[Fraction] = EXTERNAL,
) -> Figure:
    """Both rates (fractions) on the bands of levels 2 to 5, and their ``trend`` (rates by label) below where given.

    None is a rate that isn't tracked or not known: its bands are drawn with no mark.
    """
    figure = canvas.new_figure(size, style)
    writing.title(figure, style.say("loss.rates"), style)
    em = style.em
    top = writing.title_height(style) + 1.8 * em
    room = size[1] - top - 2.6 * em
    band = min(room, 4.4 * em) if trend else room
    half = size[0] / 2
    for place, (key, value, thresholds) in enumerate(
        (("internal", internal, internal_thresholds), ("external", external, external_thresholds))
    ):
        left, right = 1.6 * em + place * half, size[0] - (place + 1) * half + 1.6 * em
        axes = canvas.place(figure, left, size[1] - top - band, right, top, style)
        axes.set_gid(key)
        _rate(axes, key, value, thresholds, style)
        if trend and room - band > 6.0 * em:
            below = canvas.place(figure, left + 3.0 * em, 2.4 * em, right + 3.2 * em, top + band + 3.6 * em, style)
            below.set_gid(f"{key}-trend")
            values = [each.internal if key == "internal" else each.external for each in trend]
            _trend(below, [each.label for each in trend], values, thresholds, style)
    return figure


def _categories(
    axes: Axes, ordered: Sequence[CategoryLoss], names: Sequence[str], room: float, style: ChartStyle
) -> None:
    points = writing.rows(axes, names, room, style)
    canvas.hide(axes, "left")
    if not ordered:
        writing.empty(axes, style.say("loss.empty"), style)
        return
    costs = [float(each.cost) for each in ordered]
    colours = [style.series if each.kind == "internal" else style.fill for each in ordered]
    axes.barh(
        range(len(costs)), costs, height=canvas.row_height(axes), color=colours, linewidth=0, zorder=2, gid="bars"
    )
    axes.set_xlim(0.0, max(*costs, 1e-12) * 1.02)
    canvas.number_axis(axes, "x", most=4)
    canvas.grid(axes, style, "x")
    for row, each in enumerate(ordered):
        writing.beside(axes, row, _amount(each.cost), style, inches=4.4 * style.em, points=min(points, style.note))
    _key(axes, style)


def _key(axes: Axes, style: ChartStyle) -> None:
    """Which bars are internal and which external, over the axes."""
    offset = 0.0
    for key, colour in (("internal", style.series), ("external", style.fill)):
        text = style.say(f"loss.{key}")
        writing.over(axes, "■", style, shift=offset, colour=colour)
        writing.over(axes, text, style, shift=offset + style.note * 1.3)
        offset += style.note * 2.6 + writing.width_of(text, style.note) * 72.0


def _months(axes: Axes, months: Sequence[MonthLoss], style: ChartStyle) -> None:
    places = np.arange(len(months))
    internal = np.array([float(each.internal or 0) for each in months])
    external = np.array([float(each.external or 0) for each in months])
    axes.bar(places, internal, 0.66, color=style.series, linewidth=0, zorder=2, gid="internal")
    axes.bar(places, external, 0.66, bottom=internal, color=style.fill, linewidth=0, zorder=2, gid="external")
    axes.set_ylim(0.0, max(float((internal + external).max()), 1e-12) * 1.08)
    axes.set_xlim(-0.6, len(months) - 0.4)
    canvas.number_axis(axes, "y", most=4)
    canvas.grid(axes, style, "y")
    canvas.hide(axes, "left")
    writing.label_places(axes, [each.label for each in months], style)
    writing.over(axes, style.say("loss.by-month"), style, 1.0, align="right")


def _rate(axes: Axes, key: str, value: Fraction | None, thresholds: Sequence[Fraction], style: ChartStyle) -> None:
    marks = [100 * float(each) for each in thresholds]
    worst = max(marks) * 1.6
    texts = [f"{float(mark):g} %" for mark in marks]
    draw_scale(axes, style, marks, texts, (worst, 0.0), falling=True, top=0.46, lowest=2)
    name = style.say(f"loss.{key}")
    shown = style.say("loss.no-rate") if value is None else numbers.percent_text(value, list(thresholds))
    writing.over(axes, f"{name}  {shown}", style, lift=0.0, size="label", colour=style.ink, bold=True)
    if value is not None:
        beyond = 100 * float(value) > worst * 0.98
        place, marker = (worst * 0.98, "<") if beyond else (100 * float(value), "D")
        axes.plot(
            [place],
            [0.72],
            marker=marker,
            markersize=style.marker * 1.3,
            color=style.series,
            clip_on=False,
            gid="point",
        )


def _trend(
    axes: Axes,
    labels: Sequence[str],
    values: Sequence[Fraction | None],
    thresholds: Sequence[Fraction],
    style: ChartStyle,
) -> None:
    heights = [float("nan") if each is None else 100 * float(each) for each in values]
    known = [height for height in heights if not np.isnan(height)]
    axes.plot(
        range(len(heights)),
        heights,
        color=style.series,
        linewidth=style.line,
        marker="o",
        markersize=style.marker * 0.9,
        markeredgewidth=0,
        zorder=3,
        gid="points",
    )
    axes.set_xlim(-0.4, len(heights) - 0.6)
    axes.set_ylim(0.0, 1.12 * max([100 * float(max(thresholds)), *known]))
    canvas.number_axis(axes, "y", most=4, unit=" %")
    for each in thresholds:
        axes.axhline(100 * float(each), color=style.good, linewidth=style.thin, linestyle=(0, (4, 2)), zorder=1)
    writing.side_labels(
        axes, [(100 * float(each), f"{float(100 * each):g} %", style.good) for each in thresholds], style
    )
    writing.label_places(axes, labels, style)


def _amount(cost: Fraction) -> str:
    return str(cost.numerator) if cost.denominator == 1 else number(float(cost), 2)
