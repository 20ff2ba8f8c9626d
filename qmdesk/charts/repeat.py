"""Repeat measurements beside the enterprise's: both readings of each piece, and what lies between them."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from qmdesk.charts import canvas, numbers, writing
from qmdesk.charts.canvas import Size
from qmdesk.charts.numbers import number
from qmdesk.charts.style import ChartStyle
from qmdesk.stats.compare import Comparison

#: Ems of small writing: margins left and right (names of lines), under the axes and between two of them.
LEFT, RIGHT, UNDER, BETWEEN = 5.2, 10.0, 3.6, 2.6


def repeat_figure(
    ours: np.ndarray,
    theirs: np.ndarray,
    found: Comparison,
    style: ChartStyle,
    size: Size = (6.6, 3.4),
    *,
    name: str = "",
    unit: str = "",
) -> Figure:
    """Readings ours (filled) and theirs (hollow); for pairs their differences below, with mean, interval and limits.

    Shapes (n,) and (m,); for pairs n = m. The panels' gids are ``readings`` and ``differences``.
    """
    figure = canvas.new_figure(size, style)
    heading = style.say("repeat.titled", name=name) if name else style.say("repeat.title")
    writing.title(figure, writing.with_unit(heading, unit, style), style, _said(found, style))
    em = style.em
    top = writing.title_height(style, note=True) + 2.0 * em
    height = size[1] - top - UNDER * em
    below = 0.46 * (height - BETWEEN * em) if found.paired else 0.0
    bottom = UNDER * em + below + (BETWEEN * em if found.paired else 0.0)
    axes = canvas.place(figure, LEFT * em, bottom, RIGHT * em, top, style)
    axes.set_gid("readings")
    if not len(ours) or not len(theirs):
        writing.empty(axes, style.say("repeat.empty"), style)
        return figure
    (_pairs if found.paired else _two_sets)(axes, ours, theirs, found, style)
    _key(axes, style)
    if found.paired:
        axes.tick_params(labelbottom=False)
        lower = canvas.place(figure, LEFT * em, UNDER * em, RIGHT * em, size[1] - UNDER * em - below, style)
        lower.set_gid("differences")
        _differences(lower, ours - theirs, found, style)
        writing.axis_label(lower, "x", style.say("repeat.piece"), style)
    return figure


def _said(found: Comparison, style: ChartStyle) -> str:
    """Verdict and test in words."""
    said = [style.say(f"repeat.verdict.{found.verdict}")]
    if found.p is not None:
        p = "< 0.001" if found.p < 0.001 else f"= {number(found.p, 3)}"
        said.append(style.say("repeat.p", test=style.say(f"repeat.test.{found.test}"), p=p))
    return "   ".join(said)


def _pairs(axes: Axes, ours: np.ndarray, theirs: np.ndarray, found: Comparison, style: ChartStyle) -> None:
    del found
    x = np.arange(len(ours)) + 1.0
    axes.vlines(x, ours, theirs, color=style.second, linewidth=style.thin, zorder=2)
    _points(axes, x, theirs, style, ours=False)
    _points(axes, x, ours, style, ours=True)
    axes.set_xlim(0.4, len(ours) + 0.6)
    axes.margins(y=0.12)
    canvas.number_axis(axes, "x", most=10, whole=True)
    canvas.number_axis(axes, "y", most=4)
    canvas.grid(axes, style)


def _two_sets(axes: Axes, ours: np.ndarray, theirs: np.ndarray, found: Comparison, style: ChartStyle) -> None:
    """Without pairs: two columns of readings, in order from left to right, each with its mean."""
    for place, (values, mean, own) in enumerate(((ours, found.mean_ours, True), (theirs, found.mean_theirs, False))):
        x = place + np.linspace(-0.3, 0.3, len(values)) if len(values) > 1 else np.array([float(place)])
        _points(axes, x, values, style, ours=own)
        if mean is not None:
            axes.plot([place - 0.38, place + 0.38], [mean, mean], color=style.good, linewidth=style.line, gid="mean")
    axes.set_xlim(-0.6, 1.6)
    axes.margins(y=0.12)
    axes.set_xticks([0, 1], [style.say("repeat.ours"), style.say("repeat.theirs")])
    canvas.number_axis(axes, "y", most=5)
    canvas.grid(axes, style)


def _points(axes: Axes, x: np.ndarray, y: np.ndarray, style: ChartStyle, *, ours: bool) -> None:
    axes.plot(
        x,
        y,
        linestyle="none",
        marker="o" if ours else "s",
        markersize=style.marker * (1.0 if len(x) <= 60 else 0.6),
        markerfacecolor=style.series if ours else style.background,
        markeredgecolor=style.series if ours else style.ink,
        markeredgewidth=style.thin * 1.4,
        zorder=4 if ours else 3,
        gid="ours" if ours else "theirs",
    )


def _differences(axes: Axes, differences: np.ndarray, found: Comparison, style: ChartStyle) -> None:
    """Differences by piece about nought, their mean with its interval, and what is allowed."""
    x = np.arange(len(differences)) + 1.0
    labels: list[tuple[float, str, str]] = []
    reach = float(np.abs(differences).max())
    decimals = numbers.decimals_for((reach or 1.0) / 50)
    axes.axhline(0.0, color=style.axis, linewidth=style.thin, zorder=1)
    if found.interval is not None:
        axes.axhspan(*found.interval, color=style.band, linewidth=0, zorder=0, gid="interval")
        reach = max(reach, *(abs(each) for each in found.interval))
    if found.difference is not None:
        mean = float(found.difference)
        axes.axhline(mean, color=style.good, linewidth=style.thin * 1.4, zorder=2, gid="mean")
        labels.append((mean, style.say("repeat.mean", value=number(mean, decimals)), style.good))
    if found.allowed is not None:
        allowed = float(found.allowed)
        reach = max(reach, allowed)
        for height in (-allowed, allowed):
            axes.axhline(height, color=style.limit, linewidth=style.thin * 1.4, linestyle=(0, (5, 2)), gid="allowed")
        labels.append((allowed, style.say("repeat.allowed", value=numbers.decimal_text(found.allowed)), style.limit))
    axes.vlines(x, 0.0, differences, color=style.second, linewidth=style.thin, zorder=2)
    # Differences of doubles: one that is just what is allowed must not look beyond it.
    beyond = np.abs(differences) > (np.inf if found.allowed is None else float(found.allowed) * (1 + 1e-9))
    for chosen, colour, marker, gid in ((~beyond, style.series, "o", "points"), (beyond, style.limit, "s", "beyond")):
        axes.plot(
            x[chosen],
            differences[chosen],
            linestyle="none",
            marker=marker,
            markersize=style.marker * (0.9 if len(x) <= 60 else 0.6),
            markerfacecolor=colour,
            markeredgewidth=0,
            zorder=3,
            gid=gid,
        )
    axes.set_xlim(0.4, len(x) + 0.6)
    axes.set_ylim(-1.15 * (reach or 1.0), 1.15 * (reach or 1.0))
    canvas.number_axis(axes, "x", most=10, whole=True)
    canvas.number_axis(axes, "y", most=4)
    writing.over(axes, style.say("repeat.differences"), style)
    writing.side_labels(axes, labels, style)


def _key(axes: Axes, style: ChartStyle) -> None:
    offset = 0.0
    for mark, key, colour in (("●", "ours", style.series), ("□", "theirs", style.ink)):
        text = style.say(f"repeat.{key}")
        writing.over(axes, mark, style, shift=offset, colour=colour)
        writing.over(axes, text, style, shift=offset + style.note * 1.3)
        offset += style.note * 2.6 + writing.width_of(text, style.note) * 72.0
