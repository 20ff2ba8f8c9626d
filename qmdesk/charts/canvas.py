"""The ground under every chart: figures and axes placed by hand in inches, ticks, titles, measured text.

tight_layout would cost half the time of a redraw, and moves things while someone types.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.ticker import FuncFormatter, MaxNLocator

from qmdesk.charts.fonts import register
from qmdesk.charts.style import ChartStyle

#: Width and height in inches.
Size = tuple[float, float]

_POINT = 1.0 / 72.0


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


def number_axis(axes: Axes, axis: str, *, most: int = 6, whole: bool = False, unit: str = "") -> None:
    """Round ticks written as plain numbers with a true minus, all with the decimals that their step needs.

    ``unit`` is written behind each (" %").
    """
    chosen = axes.xaxis if axis == "x" else axes.yaxis
    chosen.set_major_locator(MaxNLocator(nbins=most, integer=whole, steps=[1, 2, 5, 10]))
    chosen.set_major_formatter(_TickFormat(unit))


class _TickFormat(FuncFormatter):
    """Writes a tick with as many decimals as the distance between ticks needs."""

    def __init__(self, unit: str) -> None:
        super().__init__(self._write)
        self._unit = unit

    def _write(self, value: float, _position: int | None = None) -> str:
        locations = [float(each) for each in self.locs]
        step = min((b - a for a, b in zip(locations, locations[1:], strict=False) if b > a), default=abs(value) or 1.0)
        return number(value, decimals_for(step)) + self._unit


def decimals_for(step: float) -> int:
    """Decimals needed to tell values ``step`` apart, up to two digits of it."""
    if step <= 0 or not math.isfinite(step):
        return 0
    first = max(0, -math.floor(math.log10(step) + 1e-9))
    return first if abs(round(step, first) - step) < step * 1e-6 else first + 1


def number(value: float, decimals: int) -> str:
    """A number in plain digits with the true minus sign (U+2212)."""
    text = f"{value:.{decimals}f}"
    if float(text) == 0:
        text = text.lstrip("-")
    return text.replace("-", "\u2212")


def decimal_text(value: Decimal | None) -> str:
    """A decimal as it was written, with the true minus sign."""
    return "" if value is None else f"{value:f}".replace("-", "\u2212")


def percent(value: float, decimals: int = 1) -> str:
    """A share (0..1) as percent."""
    return f"{number(100.0 * value, decimals)} %"


def percent_text(value: Fraction, thresholds: Sequence[Fraction] = (), decimals: int = 2) -> str:
    """An exact share as percent, with more decimals where fewer would put it on the other side of a threshold."""
    for places in range(decimals, 12):
        shown = Fraction(round(value * 100 * 10**places), 100 * 10**places)
        if all((shown > each) == (value > each) and (shown < each) == (value < each) for each in thresholds):
            return percent(float(shown), places)
    return percent(float(value), 12)


def with_unit(text: str, unit: str, style: ChartStyle) -> str:
    """A heading with the unit behind it, where there is one."""
    return style.say("with-unit", text=text, unit=unit) if unit else text


def title(figure: Figure, text: str, style: ChartStyle, note: str = "") -> None:
    """The title at the top left, with a quieter note after or below it. Nothing where the style is untitled."""
    width, height = map(float, figure.get_size_inches())
    if not style.titled:
        return
    x, y = 0.12 / width, 1.0 - 0.08 / height
    figure.text(x, y, text, va="top", ha="left", **font(style, "title", weight="bold"))
    if note:
        drop = (style.title * 1.5) * _POINT / height
        figure.text(x, y - drop, note, va="top", ha="left", **font(style, "note", color=style.muted))


def title_height(style: ChartStyle, *, note: bool = False) -> float:
    """Inches to leave free at the top for :func:`title`."""
    if not style.titled:
        return 0.12
    return 0.14 + (style.title * 1.5 + (style.note * 1.5 if note else 0.0)) * _POINT


def font(style: ChartStyle, size: str = "label", **more: object) -> dict[str, object]:
    """Keyword arguments of a text: family, size by name (title, label, note) and colour."""
    points = {"title": style.title, "label": style.label, "note": style.note}[size]
    return {"fontfamily": style.font_family, "fontsize": points, "color": style.ink, **more}


def axis_label(axes: Axes, axis: str, text: str, style: ChartStyle) -> None:
    """Name an axis."""
    write = axes.set_xlabel if axis == "x" else axes.set_ylabel
    write(text, labelpad=3.0, **font(style, "note", color=style.muted))


def width_of(text: str, points: float) -> float:
    """The width of a text in inches, near enough for a layout: wide characters one em, others a bit over half."""
    ems = sum(1.0 if unicodedata.east_asian_width(letter) in "WF" else 0.57 for letter in text)
    return ems * points * _POINT


def shortened(text: str, inches: float, points: float) -> str:
    """The text, or as much of it as fits with an ellipsis."""
    if width_of(text, points) <= inches:
        return text
    kept = text
    while kept and width_of(kept + "…", points) > inches:
        kept = kept[:-1]
    return kept.rstrip() + "…"


def spaced(positions: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Positions moved as little as needed so that neighbours stand ``gap`` apart between ``low`` and ``high``.

    In the order given; where there is no room for all, the gaps shrink evenly.
    """
    if not positions:
        return []
    gap = min(gap, (high - low) / max(len(positions) - 1, 1))
    order = sorted(range(len(positions)), key=lambda index: positions[index])
    placed: list[float] = []
    for index in order:
        at = max(positions[index], low)
        placed.append(max(at, placed[-1] + gap) if placed else at)
    overflow = placed[-1] - high
    if overflow > 0:
        placed[-1] = high
        for rank in range(len(placed) - 2, -1, -1):
            placed[rank] = min(placed[rank], placed[rank + 1] - gap)
    moved = [0.0] * len(positions)
    for rank, index in enumerate(order):
        moved[index] = placed[rank]
    return moved


def side_labels(
    axes: Axes, labels: Sequence[tuple[float, str, str]], style: ChartStyle, *, size: str = "note"
) -> list[Text]:
    """Labels (y, text, colour) right of the axes at their heights, moved apart where they would touch."""
    low, high = axes.get_ylim()
    _, height = _inches(axes)
    points = style.note if size == "note" else style.label
    gap = points * 1.25 * _POINT / height * (high - low)
    heights = spaced([y for y, _, _ in labels], gap, low, high)
    return [
        axes.annotate(
            text,
            (1.0, y),
            xycoords=("axes fraction", "data"),
            xytext=(4, 0),
            textcoords="offset points",
            va="center",
            ha="left",
            annotation_clip=False,
            **font(style, size, color=colour),
        )
        for y, (_, text, colour) in zip(heights, labels, strict=True)
    ]


def _inches(axes: Axes) -> tuple[float, float]:
    figure = axes.get_figure()
    assert isinstance(figure, Figure)
    width, height = map(float, figure.get_size_inches())
    box = axes.get_position()
    return box.width * width, box.height * height


def inches_of(axes: Axes) -> tuple[float, float]:
    """Width and height of axes in inches."""
    return _inches(axes)


def rows(axes: Axes, names: Sequence[str], room: float, style: ChartStyle, bold: Sequence[int] = ()) -> float:
    """Make the y axis rows from top to bottom, named at the left within ``room`` inches; the names' size in points.

    Names are shortened where they don't fit, and smaller where there are many rows. Row ``i`` is at y = i.
    """
    axes.set_ylim(max(len(names), 1) - 0.5, -0.5)
    points = min(style.label, max(inches_of(axes)[1] / max(len(names), 1) * 72.0 / 1.3, 4.5))
    axes.set_yticks(range(len(names)), [shortened(name, room, points) for name in names])
    for index, label in enumerate(axes.get_yticklabels()):
        weight = "bold" if index in bold else "normal"
        label.set(fontfamily=style.font_family, fontsize=points, color=style.ink, fontweight=weight)
    return points


def row_height(axes: Axes, share: float = 0.66, most: float = 0.2) -> float:
    """The height of a bar in rows: ``share`` of a row, but not above ``most`` inches."""
    low, high = axes.get_ylim()
    return min(share, most * abs(high - low) / inches_of(axes)[1])


def empty(axes: Axes, text: str, style: ChartStyle) -> None:
    """Axes with nothing to show, and a word why."""
    axes.set_axis_off()
    axes.text(0.5, 0.5, text, transform=axes.transAxes, ha="center", va="center", **font(style, color=style.muted))


def names_room(names: Sequence[str], style: ChartStyle, most: float) -> float:
    """Inches for names at the left: what the longest needs, up to ``most``."""
    return min(max((width_of(name, style.label) for name in names), default=0.0) + 0.1, most)


def across(axes: Axes, x: float, y: float, text: str, style: ChartStyle, points: float, **more: object) -> None:
    """A text in a column right of the axes: ``x`` inches from their right edge (its own right end), at row ``y``."""
    axes.annotate(
        text,
        (1.0, y),
        xycoords=("axes fraction", "data"),
        xytext=(x * 72.0, 0),
        textcoords="offset points",
        ha="right",
        va="center",
        annotation_clip=False,
        **{**font(style, "note"), "fontsize": points, **more},
    )
