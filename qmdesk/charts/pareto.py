"""The Pareto chart: causes by falling amount as bars, the share up to and with each as a line on the same scale."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from qmdesk.charts import canvas, numbers, writing
from qmdesk.charts.canvas import Size
from qmdesk.charts.style import ChartStyle
from qmdesk.stats.pareto import ParetoRow, vital_few

#: Rows shown before the rest is put together.
MOST = 12
#: Ems of small writing: columns of amount and cumulative share, room above and below, right margin.
AMOUNT, SHARE, ABOVE, UNDER, RIGHT = 7.5, 6.0, 1.8, 2.6, 1.2


def pareto_figure(
    rows: Sequence[ParetoRow], style: ChartStyle, size: Size = (6.6, 3.2), *, heading: str = "", unit: str = ""
) -> Figure:
    """Causes from most to least; beyond the twelfth they are one row. The few that make 80 % are darker."""
    figure = canvas.new_figure(size, style)
    writing.title(figure, writing.with_unit(heading or style.say("pareto.title"), unit, style), style)
    shown = _shown(rows, style)
    em = style.em
    names = [row.name for row in shown]
    room = writing.names_room(names, style, size[0] * 0.34)
    top = writing.title_height(style) + ABOVE * em
    axes = canvas.place(figure, room + 1.4 * em, UNDER * em, (AMOUNT + SHARE + RIGHT) * em, top, style)
    axes.set_gid("pareto")
    points = writing.rows(axes, names, room, style)
    canvas.hide(axes, "left")
    if not shown:
        writing.empty(axes, style.say("pareto.empty"), style)
        return figure
    axes.set_xlim(0.0, 103.0)
    axes.xaxis.set_major_formatter(lambda value, _position: f"{value:.0f} %")
    narrow = canvas.inches_of(axes)[0] < 6 * 3.2 * em
    axes.set_xticks([0, 80] if narrow else [0, 20, 40, 60, 80, 100])
    canvas.grid(axes, style, "x")
    own = len(shown) if len(shown) == len(rows) else len(shown) - 1
    _draw(axes, shown, min(len(vital_few(tuple(rows))), own), style)
    _columns(axes, shown, style, points)
    return figure


def _shown(rows: Sequence[ParetoRow], style: ChartStyle) -> list[ParetoRow]:
    if len(rows) <= MOST:
        return list(rows)
    rest = rows[MOST - 1 :]
    name = style.say("pareto.rest", count=len(rest))
    amount, share = sum((row.amount for row in rest), Fraction(0)), sum((row.share for row in rest), Fraction(0))
    return [*rows[: MOST - 1], ParetoRow(name, amount, share, Fraction(1))]


def _draw(axes: Axes, rows: Sequence[ParetoRow], few: int, style: ChartStyle) -> None:
    places = list(range(len(rows)))
    shares = [float(100 * row.share) for row in rows]
    colours = [style.series if place < few else style.fill for place in places]
    axes.barh(places, shares, height=canvas.row_height(axes), color=colours, linewidth=0, zorder=2, gid="bars")
    axes.axvline(80, color=style.good, linewidth=style.thin, linestyle=(0, (4, 2)), zorder=1)
    axes.plot(
        [float(100 * row.cumulative) for row in rows],
        places,
        color=style.second,
        linewidth=style.line * 0.8,
        marker="o",
        markersize=style.marker,
        markerfacecolor=style.background,
        markeredgecolor=style.second,
        zorder=3,
        clip_on=False,
        gid="cumulative",
    )


def _columns(axes: Axes, rows: Sequence[ParetoRow], style: ChartStyle, points: float) -> None:
    ends = (AMOUNT * style.em, (AMOUNT + SHARE) * style.em)
    small = min(points, style.note)
    for place, row in enumerate(rows):
        amount = f"{row.amount.numerator}" if row.amount.denominator == 1 else numbers.number(float(row.amount), 2)
        writing.beside(axes, place, amount, style, inches=ends[0], points=small)
        share = numbers.percent(float(row.cumulative))
        writing.beside(axes, place, share, style, inches=ends[1], points=small, colour=style.muted)
    for end, key in zip(ends, ("amount", "cumulative"), strict=True):
        writing.over(axes, style.say(f"pareto.{key}"), style, 1.0, shift=end * 72.0, align="right")
