"""The control chart: two panels with limits; points that break a rule have its number, and the rule stands below."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from qmdesk import wording
from qmdesk.charts import canvas, numbers, writing
from qmdesk.charts.canvas import Size
from qmdesk.charts.numbers import number
from qmdesk.charts.style import ChartStyle
from qmdesk.charts.thin import thinned
from qmdesk.charts.writing import font
from qmdesk.stats.charts_spc import ControlChart, Panel
from qmdesk.stats.false_alarm import false_alarm

#: Ems of small writing: margins left and right (labels of limits), room under the axes, and one line of the notes.
LEFT, RIGHT, UNDER, NOTE_LINE = 5.2, 8.2, 3.8, 1.55
#: Ems that a panel keeps at least, before the rules are named.
LEAST = 9.0
#: Share of the height that the first of two panels takes.
FIRST = 0.6
#: Points up to which each has a marker, and marked points up to which those that only advise are marked too.
MARKED, CROWDED = 150, 60


def control_chart_figure(
    chart: ControlChart,
    style: ChartStyle,
    size: Size = (6.6, 3.6),
    *,
    name: str = "",
    unit: str = "",
) -> Figure:
    """The chart with its rule-breaking points; more than 2,000 points are thinned without losing an extreme one."""
    figure = canvas.new_figure(size, style)
    kind = wording.say(f"stats.chart.{chart.kind}", style.lang)
    heading = style.say("spc.title", name=name, kind=kind) if name else kind
    state = style.say("spc.in-control" if chart.in_control else "spc.out-of-control")
    writing.title(figure, writing.with_unit(heading, unit, style), style, state)
    em = style.em
    top = writing.title_height(style, note=True) + 2.0 * em
    room = size[1] - top - (UNDER + (LEAST if chart.second is None else 2 * LEAST)) * em
    alarm = _false_alarm(chart, style)
    most = int(room / (NOTE_LINE * em)) - len(alarm)
    notes = _notes(chart, style, size[0] - (LEFT + 1.5) * em, most) + (alarm if most >= 0 else [])
    bottom = (UNDER + NOTE_LINE * len(notes)) * em
    height = size[1] - top - bottom
    if chart.second is None:
        axes = canvas.place(figure, LEFT * em, bottom, RIGHT * em, top, style)
        _panel(axes, chart.first, chart, style)
    else:
        gap = 2.6 * em
        split = bottom + (height - gap) * (1 - FIRST)
        axes = canvas.place(figure, LEFT * em, split + gap, RIGHT * em, top, style)
        _panel(axes, chart.first, chart, style)
        axes.tick_params(labelbottom=False)
        axes = canvas.place(figure, LEFT * em, bottom, RIGHT * em, size[1] - split, style)
        _panel(axes, chart.second, chart, style)
    writing.axis_label(axes, "x", style.say("spc.subgroup" if (chart.subgroup_size or 2) > 1 else "spc.point"), style)
    for rank, line in enumerate(reversed(notes)):
        y = (0.6 + NOTE_LINE * rank) * em / size[1]
        figure.text(LEFT * em / size[0], y, line, va="bottom", **font(style, "note", color=style.ink))
    return figure


def _panel(axes: Axes, panel: Panel, chart: ControlChart, style: ChartStyle) -> None:
    axes.set_gid(panel.name)
    total = len(chart.first.points)
    x = np.arange(len(panel.points), dtype=float) + 1 + (total - len(panel.points))
    axes.set_xlim(0.4, total + 0.6)
    canvas.number_axis(axes, "x", most=10, whole=True)
    _limits(axes, panel, x, style)
    for path in (panel.points, panel.lower_points):
        if path is not None:
            _line(axes, x, np.array(path), style, kept=_broken(panel))
    _heights(axes, panel)
    canvas.number_axis(axes, "y", most=4)
    _marks(axes, panel, x, style)
    _names(axes, panel, style)
    if chart.limits_from is not None and chart.limits_from < total:
        _base(axes, chart.limits_from, style, written=panel is chart.first)


def _line(axes: Axes, x: np.ndarray, y: np.ndarray, style: ChartStyle, kept: Sequence[int]) -> None:
    shown = thinned(y, kept)
    marker = "o" if len(shown) <= MARKED else ""
    axes.plot(
        x[shown],
        y[shown],
        color=style.series,
        linewidth=style.line * 0.75,
        marker=marker,
        markersize=style.marker * (0.8 if len(shown) <= 60 else 0.55),
        markeredgewidth=0,
        zorder=3,
        gid="points",
    )


def _limits(axes: Axes, panel: Panel, x: np.ndarray, style: ChartStyle) -> None:
    """Centre line and limits, stepped where they vary, and faint lines at 1 and 2 sigma where they don't."""
    varying = len(set(panel.sigma)) > 1 or len(set(panel.center)) > 1
    shown = thinned(np.array(panel.ucl), ())
    edges = np.concatenate([x[shown] - 0.5, x[-1:] + 0.5])
    for values, colour, dashes in (
        (panel.center, style.good, "-"),
        (panel.ucl, style.limit, (0, (5, 2))),
        (panel.lcl, style.limit, (0, (5, 2))),
    ):
        heights = np.array(values)[shown]
        axes.step(
            edges,
            np.append(heights, heights[-1]),
            where="post",
            color=colour,
            linewidth=style.thin * 1.4,
            linestyle=dashes,
            zorder=2,
        )
    if not varying and panel.name in {"i", "xbar"}:
        for zone in (-2, -1, 1, 2):
            height = panel.center[0] + zone * panel.sigma[0]
            axes.axhline(height, color=style.grid, linewidth=style.thin, zorder=1)


def _heights(axes: Axes, panel: Panel) -> None:
    every = [*panel.points, *(panel.lower_points or ()), *panel.ucl, *panel.lcl, *panel.center]
    low, high = min(every), max(every)
    pad = 0.12 * (high - low) or abs(high) * 0.1 or 1.0
    axes.set_ylim(low - (pad if low < 0 or panel.name in {"i", "xbar", "ewma"} else pad * 0.3), high + pad)


def _broken(panel: Panel) -> list[int]:
    return sorted({point for each in panel.violations for point in each.points})


def _marks(axes: Axes, panel: Panel, x: np.ndarray, style: ChartStyle) -> None:
    """Points beyond the limits filled, points of other rules ringed, each with the numbers of its rules."""
    rules: dict[int, list[str]] = {}
    for each in panel.violations:
        for point in each.points:
            rules.setdefault(point, []).append(each.rule.removeprefix("nelson-"))
    heights = _height_of(panel)
    beyond = set(panel.beyond)
    if len(rules) > CROWDED:
        rules = {point: found for point, found in rules.items() if point in beyond}
    shrunk = 0.6 if len(panel.points) > MARKED else 1.0
    for filled, points in ((True, sorted(beyond)), (False, sorted(set(rules) - beyond))):
        axes.plot(
            x[points],
            heights[points],
            linestyle="none",
            marker="s" if filled else "o",
            markersize=style.marker * shrunk * (1.25 if filled else 1.5),
            markerfacecolor=style.limit if filled else "none",
            markeredgecolor=style.limit if filled else style.warn,
            markeredgewidth=style.line * 0.8,
            zorder=4,
            gid="beyond" if filled else "advised",
        )
    width = canvas.inches_of(axes)[0]
    least = 0.75 * style.em / width * (axes.get_xlim()[1] - axes.get_xlim()[0])
    last = -np.inf
    for point in sorted(rules):
        text = ",".join(rules[point])
        if x[point] - last < least * (len(text) + 1):
            continue
        last = float(x[point])
        below = heights[point] < panel.center[point]
        axes.annotate(
            text,
            (last, float(heights[point])),
            xytext=(0, -5 if below else 5),
            textcoords="offset points",
            ha="center",
            va="top" if below else "bottom",
            zorder=5,
            **font(style, "note", color=style.limit if point in beyond else style.warn),
        )


def _height_of(panel: Panel) -> np.ndarray:
    """The heights where marks go: for a cusum the path that is further out."""
    upper = np.array(panel.points)
    if panel.lower_points is None:
        return upper
    lower = np.array(panel.lower_points)
    return np.where(upper >= -lower, upper, lower)


def _names(axes: Axes, panel: Panel, style: ChartStyle) -> None:
    """What is plotted, over the axes, and the limits at their right end."""
    writing.over(axes, style.say(f"spc.panel.{panel.name}"), style)
    decimals = numbers.decimals_for((panel.ucl[-1] - panel.lcl[-1]) / 100 or 1.0)
    labels = [
        (values[-1], name if len(set(values)) > 1 else f"{name} {_limit(values[-1], decimals)}", colour)
        for values, name, colour in (
            (panel.ucl, "UCL", style.limit),
            (panel.center, "CL", style.good),
            (panel.lcl, "LCL", style.limit),
        )
    ]
    writing.side_labels(axes, labels, style)


def _limit(value: float, decimals: int) -> str:
    return number(value, decimals) if value else "0"


def _base(axes: Axes, points: int, style: ChartStyle, *, written: bool) -> None:
    """Where the points end from which the limits were set."""
    axes.axvline(points + 0.5, color=style.muted, linewidth=style.thin, linestyle=(0, (2, 2)), zorder=1)
    if written:
        text = style.say("spc.limits-from", points=points)
        writing.over(axes, text, style, points + 0.5, in_data=True, align="center")


def _false_alarm(chart: ControlChart, style: ChartStyle) -> list[str]:
    """How often a process in control would show a point beyond the limits, for charts of measured values."""
    if chart.kind not in {"i-mr", "xbar-r", "xbar-s"}:
        return []
    found = false_alarm(chart.kind, len(chart.first.points), chart.subgroup_size or 5)
    return [style.say("spc.false-alarm", points=found.points, percent=number(100 * found.rule_1, 0))]


def _notes(chart: ControlChart, style: ChartStyle, width: float, most: int) -> list[str]:
    """The broken rules in words, as many to a line as fit; their numbers only where that takes over ``most`` lines."""
    panels = [chart.first] if chart.second is None else [chart.first, chart.second]
    broken = sorted({each.rule for panel in panels for each in panel.violations})
    lines: list[str] = []
    for rule in broken:
        text = wording.say(f"stats.rule.{rule}", style.lang)
        longer = f"{lines[-1]}     {text}" if lines else ""
        if lines and writing.width_of(longer, style.note) <= width:
            lines[-1] = longer
        else:
            lines.append(text)
    if len(lines) > max(most, 1):
        return [style.say("spc.rules", rules=", ".join(rule.removeprefix("nelson-") for rule in broken))]
    return lines
