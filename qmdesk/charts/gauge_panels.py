"""The panels of a gauge study's picture. ``cube`` holds readings, shape (parts, operators, trials)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes

from qmdesk.charts import canvas, writing
from qmdesk.charts.numbers import decimals_for, number
from qmdesk.charts.style import ChartStyle
from qmdesk.charts.writing import font
from qmdesk.stats import constants
from qmdesk.stats.gauge_rr import GaugeStudy
from qmdesk.stats.verdict import GAUGE_MARGINAL, GAUGE_POOR

#: The names of gauge R&R, repeatability, reproducibility and parts in the forms of the MSA manual.
SHORT = ("GRR", "EV", "AV", "PV")
#: Ems that the name of an operator has beside a line.
NAME = 4.2
#: Marks of operators, that tell them apart without colour.
MARKS = ("o", "s", "^", "D", "v", "P", "X", "*")


def components(axes: Axes, study: GaugeStudy, style: ChartStyle) -> None:
    """Bars of each component in % of the study's variation and, beside it, of the tolerance."""
    found = study.components
    sds = (found.grr, found.repeatability, found.reproducibility, found.part)
    names = [style.say(f"gauge.component.{each}") for each in ("grr", "repeatability", "reproducibility", "part")]
    series = [("study", style.series, [100 * each / found.total if found.total > 0 else 0.0 for each in sds])]
    if study.tolerance is not None:
        series.append(("tolerance", style.fill, [600 * each / study.tolerance for each in sds]))
    wide = 0.7 / len(series)
    room = canvas.inches_of(axes)[0] / len(sds)
    shown = sum(writing.width_of(number(max(heights), 0), style.note) for _, _, heights in series)
    for place, (key, colour, heights) in enumerate(series):
        x = np.arange(len(sds)) + (place - (len(series) - 1) / 2) * wide
        axes.bar(x, heights, wide * 0.94, color=colour, linewidth=0, zorder=2, gid=key)
        for at, height in zip(x, heights, strict=True) if shown + 0.6 * style.em < room * 0.7 else ():
            label = {"xytext": (0, 1.5), "textcoords": "offset points", "ha": "center", "va": "bottom"}
            axes.annotate(number(height, 0), (float(at), height), **label, **font(style, "note"))
    most = max(max(heights) for _, _, heights in series)
    axes.set_ylim(0.0, max(most, 10.0) * 1.3)
    axes.set_xlim(-0.5, len(sds) - 0.5)
    canvas.number_axis(axes, "y", most=4, unit=" %")
    for limit in (GAUGE_MARGINAL, GAUGE_POOR):
        axes.axhline(limit, color=style.good, linewidth=style.thin, linestyle=(0, (4, 2)), zorder=1)
    if any(writing.width_of(each, style.note) > room * 0.94 for each in names):
        names = list(SHORT)
    axes.set_xticks(range(len(sds)), names)
    offset = writing.width_of(style.say("gauge.components"), style.note) * 72.0 + style.note
    for key, colour, _ in series:
        text = style.say(f"gauge.{key}")
        writing.over(axes, "■", style, shift=offset, colour=colour)
        writing.over(axes, text, style, shift=offset + style.note * 1.3)
        offset += style.note * 2.2 + writing.width_of(text, style.note) * 72.0


def by_part(axes: Axes, cube: np.ndarray, names: Sequence[str], style: ChartStyle) -> None:
    """All readings of each part, and the line of their means."""
    _cloud(axes, cube.reshape(len(cube), -1), names, style)


def by_operator(axes: Axes, cube: np.ndarray, names: Sequence[str], style: ChartStyle) -> None:
    """All readings of each operator, and the line of their means."""
    _cloud(axes, cube.transpose(1, 0, 2).reshape(cube.shape[1], -1), names, style)


def _cloud(axes: Axes, groups: np.ndarray, names: Sequence[str], style: ChartStyle) -> None:
    count = len(groups)
    axes.plot(
        np.repeat(np.arange(count), groups.shape[1]),
        groups.ravel(),
        linestyle="none",
        marker="o",
        markersize=style.marker * 0.75,
        markerfacecolor="none",
        markeredgecolor=style.second,
        markeredgewidth=style.thin,
        zorder=2,
        gid="readings",
    )
    axes.plot(
        np.arange(count),
        groups.mean(axis=1),
        color=style.series,
        linewidth=style.line,
        marker="D",
        markersize=style.marker * 0.9,
        markeredgewidth=0,
        zorder=3,
        gid="means",
    )
    _frame(axes, count, names, style)


def control(
    axes: Axes, points: np.ndarray, cube: np.ndarray, people: Sequence[str], style: ChartStyle, *, of: str
) -> None:
    """Ranges or means, shape (parts, operators), operator after operator, with limits from the mean range.

    Ranges above their limit are the operator's own trouble; means ought to be outside: then parts differ by more
    than the gauge does.
    """
    parts, operators, trials = cube.shape
    spread = float(np.ptp(cube, axis=2).mean())
    sigma = spread / constants.d2(trials)
    center, reach = (
        (spread, 3 * constants.d3(trials) * sigma) if of == "range" else (float(cube.mean()), 3 * sigma / trials**0.5)
    )
    low = max(center - reach, 0.0) if of == "range" else center - reach
    for operator in range(operators):
        x = np.arange(parts) + operator * parts
        y = points[:, operator]
        axes.plot(
            x,
            y,
            color=style.series,
            linewidth=style.line * 0.75,
            marker="o",
            markersize=style.marker * 0.7,
            markeredgewidth=0,
            zorder=3,
            gid="points",
        )
        out = (y > center + reach) | (y < low)
        if of == "range" and out.any():
            axes.plot(
                x[out],
                y[out],
                linestyle="none",
                marker="s",
                markersize=style.marker,
                markerfacecolor=style.limit,
                markeredgewidth=0,
                zorder=4,
                gid="beyond",
            )
        if operator:
            axes.axvline(x[0] - 0.5, color=style.muted, linewidth=style.thin, linestyle=(0, (1, 2)), zorder=1)
    for value, colour, dashes in (
        (center, style.good, "-"),
        (center + reach, style.limit, (0, (5, 2))),
        (low, style.limit, (0, (5, 2))),
    ):
        axes.axhline(value, color=colour, linewidth=style.thin * 1.3, linestyle=dashes, zorder=2)
    total = parts * operators
    axes.set_xlim(-0.6, total - 0.4)
    heights = (min(float(points.min()), low), max(float(points.max()), center + reach))
    pad = 0.1 * (heights[1] - heights[0]) or abs(heights[1]) * 0.1 or 1.0
    axes.set_ylim(heights[0] - (0.0 if of == "range" else pad), heights[1] + pad)
    canvas.number_axis(axes, "y", most=4)
    room = canvas.inches_of(axes)[0] / operators
    places = [operator * parts + (parts - 1) / 2 for operator in range(operators)]
    axes.set_xticks(places, [writing.shortened(each, room * 0.9, style.note) for each in people])
    decimals = decimals_for(reach / 20 or 1.0)
    limits = ((center + reach, style.limit), (center, style.good), (low, style.limit))
    labels = [(value, number(value, decimals) if value else "0", colour) for value, colour in limits]
    writing.side_labels(axes, labels, style)


def interaction(axes: Axes, cube: np.ndarray, parts: Sequence[str], people: Sequence[str], style: ChartStyle) -> None:
    """The mean of each part by operator: lines that cross are an interaction; named at their right end."""
    means = cube.mean(axis=2)
    colours = (style.series, style.warn, style.good, style.second)
    labels: list[tuple[float, str, str]] = []
    for operator in range(means.shape[1]):
        colour = colours[operator % len(colours)]
        mark = MARKS[operator % len(MARKS)]
        axes.plot(
            np.arange(len(means)),
            means[:, operator],
            color=colour,
            linewidth=style.line * 0.8,
            linestyle=("-", (0, (4, 1.5)), (0, (1.5, 1)))[operator % 3],
            marker=mark,
            markersize=style.marker * 0.85,
            markeredgewidth=0,
            zorder=3,
            gid=f"operator-{operator + 1}",
        )
        labels.append(
            (float(means[-1, operator]), writing.shortened(people[operator], NAME * style.em, style.note), colour)
        )
    _frame(axes, len(means), parts, style)
    writing.side_labels(axes, labels, style)


def _frame(axes: Axes, count: int, names: Sequence[str], style: ChartStyle) -> None:
    axes.set_xlim(-0.5, count - 0.5)
    axes.margins(y=0.1)
    canvas.number_axis(axes, "y", most=4)
    canvas.grid(axes, style)
    room = canvas.inches_of(axes)[0] / max(count, 1)
    fits = max(room * 0.94, 3.2 * style.em)
    writing.label_places(axes, [writing.shortened(each, fits, style.note) for each in names], style)
