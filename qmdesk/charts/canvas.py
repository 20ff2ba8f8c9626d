"""The ground under every chart: figures and axes placed by hand in inches, with quiet spines and plain ticks.

tight_layout would cost half the time of a redraw, and moves things while someone types.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import Formatter, MaxNLocator

from qmdesk.charts.fonts import register
from qmdesk.charts.numbers import decimals_for, number
from qmdesk.charts.style import ChartStyle

#: Width and height in inches.
Size = tuple[float, float]


def new_figure(size: Size, style: ChartStyle) -> Figure:
    """An empty figure of that size on the style's background."""
    register()
    return Figure(figsize=size, facecolor=style.background)


def place(figure: Figure, left: float, bottom: float, right: float, top: float, style: ChartStyle) -> Axes:
    """Axes between margins in inches from the figure's edges, with two quiet spines and no ticks' length."""
    width, height = map(float, figure.get_size_inches())
    right_edge, top_edge = max(width - right, left + 0.2), max(height - top, bottom + 0.2)
    box = (left / width, bottom / height, (right_edge - left) / width, (top_edge - bottom) / height)
    axes = figure.add_axes(box, facecolor=style.background)
    plain(axes, style)
    return axes


def plain(axes: Axes, style: ChartStyle) -> None:
    """Quiet axes: bottom and left spine, small writing, number ticks without offsets."""
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    for side in ("bottom", "left"):
        axes.spines[side].set_color(style.axis)
        axes.spines[side].set_linewidth(style.thin)
    axes.tick_params(
        length=2.5,
        width=style.thin,
        color=style.axis,
        labelcolor=style.muted,
        labelsize=style.note,
        labelfontfamily=style.font_family,
        pad=2.5,
    )
    axes.set_axisbelow(True)


def hide(axes: Axes, *sides: str) -> None:
    """Take spines away, and the ticks that hang on them."""
    for side in sides:
        axes.spines[side].set_visible(False)
    if "left" in sides:
        axes.tick_params(axis="y", length=0)
    if "bottom" in sides:
        axes.tick_params(axis="x", length=0)


def grid(axes: Axes, style: ChartStyle, axis: str = "y") -> None:
    """Thin lines at the ticks of one axis."""
    axes.grid(visible=True, axis=axis, color=style.grid, linewidth=style.thin)  # pyright: ignore[reportArgumentType]


def number_axis(
    axes: Axes, axis: str, *, most: int = 6, whole: bool = False, unit: str = "", times: float = 1.0
) -> None:
    """Round ticks written as plain numbers with a true minus, all with the decimals that their step needs.

    ``unit`` is written behind each (" %"), the number ``times`` what it is on the axis.
    """
    chosen = axes.xaxis if axis == "x" else axes.yaxis
    chosen.set_major_locator(MaxNLocator(nbins=most, integer=whole, steps=[1, 2, 5, 10]))
    chosen.set_major_formatter(_TickFormat(unit, times))


class _TickFormat(Formatter):
    """Writes all ticks of an axis with as many decimals as the distance between them needs."""

    def __init__(self, unit: str, times: float) -> None:
        self._unit, self._times = unit, times

    def __call__(self, x: float, pos: int | None = None) -> str:
        return self.format_ticks([x])[0]

    def format_ticks(self, values: Sequence[float]) -> list[str]:
        values = [self._times * value for value in values]
        steps = [later - earlier for earlier, later in pairwise(values) if later > earlier]
        decimals = decimals_for(min(steps, default=abs(values[0]) if len(values) else 1.0))
        return [number(value, decimals) + self._unit for value in values]


def inches_of(axes: Axes) -> tuple[float, float]:
    """Width and height of axes in inches."""
    figure = axes.get_figure()
    assert isinstance(figure, Figure)
    width, height = map(float, figure.get_size_inches())
    box = axes.get_position()
    return box.width * width, box.height * height


def row_height(axes: Axes, share: float = 0.66, most: float = 0.2) -> float:
    """The height of a bar in rows: ``share`` of a row, but not above ``most`` inches."""
    low, high = axes.get_ylim()
    return min(share, most * abs(high - low) / inches_of(axes)[1])
