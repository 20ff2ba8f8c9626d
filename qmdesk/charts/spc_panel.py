"""One panel of a control chart: the line of points, limits and zones by phase, and the points that stand out."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from matplotlib.axes import Axes

from qmdesk.charts import canvas, numbers, writing
from qmdesk.charts.longline import LongLine
from qmdesk.charts.numbers import number
from qmdesk.charts.shown import ShownChart, ShownPanel
from qmdesk.charts.style import ChartStyle
from qmdesk.charts.thin import thinned
from qmdesk.charts.writing import POINT, font

#: Points up to which each has a marker, and marked points up to which those that only advise are marked too.
MARKED, CROWDED = 150, 60
#: Panels whose statistic is spread about its centre: they have zones, and room below as well as above.
LOCATION = ("i", "xbar")
#: Left-out points may stretch the axis by so much of its span; those further out are drawn at its edge.
STRETCH = 0.25


def draw_panel(axes: Axes, panel: ShownPanel, chart: ShownChart, style: ChartStyle) -> None:
    """Draw ``panel``, whose x positions end with the last point of the chart; its gid is the panel's name."""
    axes.set_gid(panel.name)
    total = len(chart.first.points)
    offset = 1 + total - len(panel.points)
    axes.set_xlim(0.4, total + 0.6)
    canvas.number_axis(axes, "x", most=10, whole=True)
    _heights(axes, panel)
    _limits(axes, panel, offset, style)
    for path in (panel.points, panel.lower_points):
        if path is not None:
            _line(axes, panel, path, offset, style)
    share = panel.name == "p"
    canvas.number_axis(axes, "y", most=4, unit=" %" if share else "", times=100.0 if share else 1.0)
    _marks(axes, panel, offset, style)
    _left_out(axes, panel, offset, style)
    lettered = _zones(axes, panel, offset, style)
    _names(axes, panel, style, aside=1.0 if lettered else 0.0)
    _separators(axes, panel, offset, style, written=panel is chart.first)
    if chart.limits_from is not None and chart.limits_from < total:
        _base(axes, panel.name, chart.limits_from, style, written=panel is chart.first)


def _line(axes: Axes, panel: ShownPanel, y: np.ndarray, offset: int, style: ChartStyle) -> None:
    """The points that count, joined within each phase; thinned anew when the axes show another stretch of x."""
    places = None if panel.counting is None else np.flatnonzero(panel.counting)
    line = LongLine(
        [],
        [],
        color=style.series,
        linewidth=style.line * 0.75,
        solid_joinstyle="bevel",
        markeredgewidth=0,
        zorder=3,
        gid="points",
    )
    axes.add_line(line)

    def draw(shown: Axes) -> None:
        low, high = shown.get_xlim()
        chosen = _chosen(y, places, panel.broken, int(max(low - offset - 1, 0)), int(max(high - offset + 2, 0)))
        breaks = np.searchsorted(chosen, panel.phases)
        breaks = breaks[(breaks > 0) & (breaks < len(chosen))]
        line.set_data(np.insert(chosen + float(offset), breaks, np.nan), np.insert(y[chosen], breaks, np.nan))
        line.set_marker("o" if len(chosen) <= MARKED else "")
        line.set_markersize(style.marker * (0.8 if len(chosen) <= 60 else 0.55))

    _on_x(axes, draw)


def _chosen(y: np.ndarray, places: np.ndarray | None, broken: np.ndarray, start: int, end: int) -> np.ndarray:
    """The points from ``start`` to before ``end`` that a line is drawn through; of ``places`` where given."""
    marked = broken[np.searchsorted(broken, start) : np.searchsorted(broken, end)]
    if places is None:
        return min(start, len(y)) + thinned(y[start:end], marked - start)
    part = places[np.searchsorted(places, start) : np.searchsorted(places, end)]
    return part[thinned(y[part], np.searchsorted(part, marked))]


def _on_x(axes: Axes, draw: Callable[[Axes], None]) -> None:
    """Draw now, and again whenever the x limits change."""
    draw(axes)
    axes.callbacks.connect("xlim_changed", draw)


def _limits(axes: Axes, panel: ShownPanel, offset: int, style: ChartStyle) -> None:
    """Centre line and limits, stepped where they vary, broken between phases."""
    for values, colour, dashes, gid in (
        (panel.center, style.good, "-", "center"),
        (panel.ucl, style.limit, (0, (5, 2)), "ucl"),
        (panel.lcl, style.limit, (0, (5, 2)), "lcl"),
    ):
        gap = np.array([np.nan])
        xs: list[np.ndarray] = []
        heights: list[np.ndarray] = []
        for start, end in panel.spans:
            kept = np.array([start]) if panel.level else start + thinned(values[start:end])
            xs += [np.append(kept, end) + offset - 0.5, gap]
            heights += [np.append(values[kept], values[kept[-1]]), gap]
        axes.step(
            np.concatenate(xs),
            np.concatenate(heights),
            where="post",
            color=colour,
            linewidth=style.thin * 1.4,
            linestyle=dashes,
            zorder=2,
            gid=gid,
        )


def _zones(axes: Axes, panel: ShownPanel, offset: int, style: ChartStyle) -> bool:
    """Faint lines at 1 and 2 sigma, and the letters of the zones at the right where there is room for them."""
    if not panel.level or panel.name not in LOCATION or not panel.sigma[-1] > 0:
        return False
    for zone in (-2, -1, 1, 2):
        for start, end in panel.spans:
            height = panel.center[start] + zone * panel.sigma[start]
            ends = [start + offset - 0.5, end + offset - 0.5]
            axes.plot(ends, [height, height], color=style.grid, linewidth=style.thin, zorder=1, gid="zone")
    low, high = axes.get_ylim()
    if panel.sigma[-1] / (high - low) * canvas.inches_of(axes)[1] < style.note * 1.2 * POINT:
        return False
    for letter, zone in zip("CBACBA", (0.5, 1.5, 2.5, -0.5, -1.5, -2.5), strict=True):
        writing.beside(axes, panel.center[-1] + zone * panel.sigma[-1], letter, style, colour=style.muted)
    return True


def _heights(axes: Axes, panel: ShownPanel) -> None:
    """From below the lowest point or limit to above the highest; left-out points stretch it only so far."""
    paths = [path for path in (panel.points, panel.lower_points) if path is not None]
    if panel.counting is not None and panel.counting.any():
        paths = [path[panel.counting] for path in paths]
    every = [*paths, *((each[:1] if each.strides == (0,) else each) for each in (panel.ucl, panel.lcl, panel.center))]
    low, high = min(float(each.min()) for each in every), max(float(each.max()) for each in every)
    span = high - low
    for place in panel.excluded:
        low = min(low, max(float(panel.points[place]), low - STRETCH * span))
        high = max(high, min(float(panel.points[place]), high + STRETCH * span))
    pad = 0.12 * (high - low) or abs(high) * 0.1 or 1.0
    both = low < 0 or panel.name in {*LOCATION, "ewma"}
    axes.set_ylim(low - (pad if both else pad * 0.3), high + pad)


def _left_out(axes: Axes, panel: ShownPanel, offset: int, style: ChartStyle) -> None:
    """Points that count in nothing, hollow; an arrow at the edge where they are far out."""
    low, high = axes.get_ylim()
    margin = 0.03 * (high - low)
    for marker, chosen in (
        ("o", [each for each in panel.excluded if low <= panel.points[each] <= high]),
        ("^", [each for each in panel.excluded if panel.points[each] > high]),
        ("v", [each for each in panel.excluded if panel.points[each] < low]),
    ):
        axes.plot(
            np.array(chosen, dtype=float) + offset,
            np.clip(panel.points[chosen], low + margin, high - margin),
            **style.left_out(marker),
        )


def _marks(axes: Axes, panel: ShownPanel, offset: int, style: ChartStyle) -> None:
    """Points beyond the limits filled, points of other rules ringed; each with the numbers of its rules while few."""
    beyond = np.array(panel.beyond, dtype=np.intp)
    few = len(panel.broken) <= CROWDED
    advised = np.setdiff1d(panel.broken, beyond) if few else np.array([], dtype=np.intp)
    heights = _height_of(panel)
    shrunk = 0.6 if len(panel.points) > MARKED else 1.0
    for filled, points in ((True, beyond), (False, advised)):
        axes.plot(
            points + float(offset),
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
    if few or len(beyond) <= CROWDED:
        _rule_numbers(axes, panel, offset, heights, style, set(beyond.tolist()) if not few else None)


def _rule_numbers(
    axes: Axes, panel: ShownPanel, offset: int, heights: np.ndarray, style: ChartStyle, only: set[int] | None
) -> None:
    """The numbers of the rules at the points that break them (``only`` at some), where they don't touch."""
    rules: dict[int, list[str]] = {}
    for each in panel.violations:
        for point in each.points:
            if only is None or point in only:
                rules.setdefault(point, []).append(each.rule.removeprefix("nelson-"))
    beyond = set(panel.beyond)
    least = 0.75 * style.em / canvas.inches_of(axes)[0] * (axes.get_xlim()[1] - axes.get_xlim()[0])
    last = -np.inf
    for point in sorted(rules):
        text, x = ",".join(rules[point]), float(point + offset)
        if x - last < least * (len(text) + 1):
            continue
        last = x
        below = heights[point] < panel.center[point]
        axes.annotate(
            text,
            (x, float(heights[point])),
            xytext=(0, -5 if below else 5),
            textcoords="offset points",
            ha="center",
            va="top" if below else "bottom",
            zorder=5,
            **font(style, "note", color=style.limit if point in beyond else style.warn),
        )


def _height_of(panel: ShownPanel) -> np.ndarray:
    """The heights where marks go: for a cusum the path that is further out."""
    if panel.lower_points is None:
        return panel.points
    return np.where(panel.points >= -panel.lower_points, panel.points, panel.lower_points)


def _names(axes: Axes, panel: ShownPanel, style: ChartStyle, aside: float) -> None:
    """What is plotted, over the axes, and the limits (of the last phase) at their right end, ``aside`` ems off."""
    writing.over(axes, style.say(f"spc.panel.{panel.name}"), style)
    width = float(panel.ucl[-1] - panel.lcl[-1])
    share = panel.name == "p"
    decimals = numbers.decimals_for((100 if share else 1) * width / 100 or 1.0)
    start = panel.spans[-1][0]
    labels: list[tuple[float, str, str]] = []
    for values, name, colour in (
        (panel.ucl, "UCL", style.limit),
        (panel.center, "CL", style.good),
        (panel.lcl, "LCL", style.limit),
    ):
        last = float(values[-1])
        alike = panel.level or bool((values[start:] == last).all())
        text = _limit(100 * last, decimals) + " %" if share else _limit(last, decimals)
        labels.append((last, f"{name} {text}" if alike else name, colour))
    writing.side_labels(axes, labels, style, aside=aside * style.note)


def _limit(value: float, decimals: int) -> str:
    return number(value, decimals) if value else "0"


def _separators(axes: Axes, panel: ShownPanel, offset: int, style: ChartStyle, *, written: bool) -> None:
    """A line where each later phase begins, named over the axes where the name has room."""
    low, high = axes.get_xlim()
    scale = canvas.inches_of(axes)[0] / (high - low)
    free = _heading_width(panel.name, style)
    for rank, (start, end) in enumerate(panel.spans[1:], start=2):
        x = start + offset - 0.5
        axes.axvline(x, color=style.muted, linewidth=style.thin, linestyle=(0, (1, 2)), zorder=1, gid="phase")
        for text in (style.say("spc.phase", phase=rank), str(rank)):
            width = writing.width_of(text, style.note) + 0.5 * style.em
            at = (x - low) * scale
            if written and at >= free and width <= (end - start) * scale:
                writing.over(axes, text, style, x, in_data=True, shift=2.0)
                free = at + width
                break


def _heading_width(name: str, style: ChartStyle) -> float:
    """Inches that the panel's name takes over the axes, with a gap."""
    return writing.width_of(style.say(f"spc.panel.{name}"), style.note) + style.em


def _base(axes: Axes, name: str, points: int, style: ChartStyle, *, written: bool) -> None:
    """Where the points end from which the limits were set."""
    axes.axvline(points + 0.5, color=style.muted, linewidth=style.thin, linestyle=(0, (2, 2)), zorder=1)
    text = style.say("spc.limits-from", points=points)
    low, high = axes.get_xlim()
    middle = (points + 0.5 - low) / (high - low) * canvas.inches_of(axes)[0]
    if written and middle - writing.width_of(text, style.note) / 2 > _heading_width(name, style):
        writing.over(axes, text, style, points + 0.5, in_data=True, align="center")
