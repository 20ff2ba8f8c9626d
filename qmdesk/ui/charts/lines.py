"""Lines of a chart under the pointer: limits, centres, targets and curves say their name and value."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from qmdesk import wording
from qmdesk.ui.charts.plot import axes_at

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.lines import Line2D

#: Pixels (at 96 dpi) within which a line answers.
NEAR = 4.0
#: Gids of lines that have a name in the charts' texts: level lines, upright lines, and curves.
LEVEL = ("center", "ucl", "lcl", "mean", "allowed")
UPRIGHT = ("lsl", "usl", "target")
CURVES = ("curve", "normal", "within")


def line_text(figure: Figure, x: float, y: float, lang: str) -> str:
    """Name and value of the line at a place of the picture (shares from the top left); empty where none is near."""
    axes = axes_at(figure, x, y)
    if axes is None:
        return ""
    width, height = (96.0 * float(each) for each in figure.get_size_inches())
    box = axes.get_position()
    across, up = axes.transAxes.transform(((x - box.x0) / box.width, (1.0 - y - box.y0) / box.height))
    at, level = axes.transData.inverted().transform((across, up))
    for line in axes.lines:
        gid = str(line.get_gid())
        if gid in UPRIGHT:
            place = _pixels(axes, float(np.asarray(line.get_xdata())[0]), float(level), width, figure, 0)
            if abs(place - x * width) <= NEAR:
                return _said(gid, float(np.asarray(line.get_xdata())[0]), axes.get_xlim(), lang)
        elif gid in LEVEL or gid in CURVES:
            value = _height(line, float(at))
            if value is None:
                continue
            place = height - _pixels(axes, float(at), value, height, figure, 1)
            if abs(place - y * height) <= NEAR:
                return _said(gid, value if gid in LEVEL else float(at), _span(axes, gid), lang)
    return ""


def _span(axes: Axes, gid: str) -> tuple[float, float]:
    return axes.get_ylim() if gid in LEVEL else axes.get_xlim()


def _pixels(axes: Axes, x: float, y: float, size: float, figure: Figure, which: int) -> float:
    shares = figure.transFigure.inverted().transform(axes.transData.transform((x, y)))
    return float(shares[which]) * size


def _height(line: Line2D, x: float) -> float | None:
    """The height of a line at x: the step that holds there, or between its neighbours; None beyond its ends."""
    xs, ys = (np.asarray(each, dtype=float) for each in line.get_data(orig=True))
    if len(xs) == 2 and xs[0] == 0.0 and xs[1] == 1.0 and ys[0] == ys[1]:
        return float(ys[0])  # a line right across the axes
    known = ~np.isnan(xs) & ~np.isnan(ys)
    xs, ys = xs[known], ys[known]
    if not len(xs) or not xs[0] <= x <= xs[-1]:
        return None
    if line.get_drawstyle() == "steps-post":
        return float(ys[max(int(np.searchsorted(xs, x, side="right")) - 1, 0)])
    return float(np.interp(x, xs, ys))


def _said(gid: str, value: float, span: tuple[float, float], lang: str) -> str:
    from qmdesk.charts.numbers import decimals_for, number

    shown = number(value, decimals_for(abs(span[1] - span[0]) / 1000 or 1.0))
    return wording.say(f"charts.line.{gid}", lang, value=shown)
