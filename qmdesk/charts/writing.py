"""Writing on charts: fonts, titles, names of rows, and labels that stand beside what they name without touching."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Sequence
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from qmdesk.charts.canvas import inches_of
from qmdesk.charts.style import ChartStyle

#: A point in inches.
POINT = 1.0 / 72.0


def with_unit(text: str, unit: str, style: ChartStyle) -> str:
    """A heading with the unit behind it, where there is one."""
    return style.say("with-unit", text=text, unit=unit) if unit else text


def title(figure: Figure, text: str, style: ChartStyle, note: str = "") -> None:
    """The title at the top left, with a quieter note after or below it. Nothing where the style is untitled."""
    width, height = map(float, figure.get_size_inches())
    if not style.titled:
        return
    x, y = 0.12 / width, 1.0 - 0.08 / height
    text, note = shortened(text, width - 0.2, style.title), shortened(note, width - 0.2, style.note)
    figure.text(x, y, text, va="top", ha="left", **font(style, "title", weight="bold"))
    if note:
        drop = (style.title * 1.5) * POINT / height
        figure.text(x, y - drop, note, va="top", ha="left", **font(style, "note", color=style.muted))


def title_height(style: ChartStyle, *, note: bool = False) -> float:
    """Inches to leave free at the top for :func:`title`."""
    if not style.titled:
        return 0.12
    return 0.14 + (style.title * 1.5 + (style.note * 1.5 if note else 0.0)) * POINT


def font(style: ChartStyle, size: str = "label", **more: object) -> dict[str, Any]:
    """Keyword arguments of a text: family, size by name (title, label, note) and colour.

    Names are people's words: a $ in one is no formula.
    """
    points = {"title": style.title, "label": style.label, "note": style.note}[size]
    return {"fontfamily": style.font_family, "fontsize": points, "color": style.ink, "parse_math": False, **more}


def axis_label(axes: Axes, axis: str, text: str, style: ChartStyle) -> None:
    """Name an axis."""
    write = axes.set_xlabel if axis == "x" else axes.set_ylabel
    write(text, labelpad=3.0, **font(style, "note", color=style.muted))


def width_of(text: str, points: float) -> float:
    """The width of a text in inches, near enough for a layout: wide characters one em, others a bit over half."""
    ems = sum(1.0 if unicodedata.east_asian_width(letter) in "WF" else 0.57 for letter in text)
    return ems * points * POINT


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


def over(
    axes: Axes,
    text: str,
    style: ChartStyle,
    x: float = 0.0,
    *,
    in_data: bool = False,
    shift: float = 0.0,
    lift: float = 3.0,
    align: str = "left",
    size: str = "note",
    colour: str = "",
    bold: bool = False,
) -> None:
    """A text just over the axes at ``x``, a share of their width or (``in_data``) a place on the x axis.

    ``shift`` and ``lift`` are points to the right and upwards.
    """
    axes.annotate(
        text,
        (x, 1.0),
        xycoords=("data" if in_data else "axes fraction", "axes fraction"),
        xytext=(shift, lift),
        textcoords="offset points",
        ha=align,
        va="baseline",
        annotation_clip=False,
        **font(style, size, color=colour or style.muted, weight=_weight(bold)),
    )


def beside(
    axes: Axes,
    y: float,
    text: str,
    style: ChartStyle,
    *,
    inches: float | None = None,
    points: float | None = None,
    shift: float = 0.0,
    colour: str = "",
    bold: bool = False,
) -> None:
    """A text right of the axes at height ``y``: from ``shift`` points off their edge, or to ``inches`` right of it."""
    axes.annotate(
        text,
        (1.0, y),
        xycoords=("axes fraction", "data"),
        xytext=(4.0 + shift if inches is None else inches * 72.0, 0.0),
        textcoords="offset points",
        ha="left" if inches is None else "right",
        va="center",
        annotation_clip=False,
        **font(style, "note", color=colour or style.ink, fontsize=points or style.note, weight=_weight(bold)),
    )


def _weight(bold: bool) -> str:
    return "bold" if bold else "normal"


def side_labels(axes: Axes, labels: Sequence[tuple[float, str, str]], style: ChartStyle, *, aside: float = 0.0) -> None:
    """Labels (y, text, colour) right of the axes at their heights, moved apart where they would touch.

    ``aside`` are points further right.
    """
    low, high = axes.get_ylim()
    gap = style.note * 1.25 * POINT / inches_of(axes)[1] * (high - low)
    heights = spaced([y for y, _, _ in labels], gap, low, high)
    for y, (_, text, colour) in zip(heights, labels, strict=True):
        beside(axes, y, text, style, shift=aside, colour=colour)


def rows(axes: Axes, names: Sequence[str], room: float, style: ChartStyle, bold: Sequence[int] = ()) -> float:
    """Make the y axis rows from top to bottom, named at the left within ``room`` inches; the names' size in points.

    Names are shortened where they don't fit, and smaller where there are many rows. Row ``i`` is at y = i.
    """
    axes.set_ylim(max(len(names), 1) - 0.5, -0.5)
    points = min(style.label, max(inches_of(axes)[1] / max(len(names), 1) * 72.0 / 1.3, 4.5))
    axes.set_yticks(range(len(names)), [shortened(" ".join(name.split()), room, points) for name in names])
    for index, label in enumerate(axes.get_yticklabels()):
        weight = "bold" if index in bold else "normal"
        label.set(**font(style, fontsize=points, fontweight=weight))
    return points


def label_places(axes: Axes, labels: Sequence[str], style: ChartStyle, first: int = 0) -> None:
    """Labels under places that begin at ``first``, every so manieth where all would touch."""
    room = inches_of(axes)[0] / max(len(labels), 1)
    widest = max((width_of(label, style.note) for label in labels), default=0.0) + 0.06
    chosen = range(0, len(labels), max(1, math.ceil(widest / room)))
    axes.set_xticks([first + place for place in chosen], [labels[place] for place in chosen])


def empty(axes: Axes, text: str, style: ChartStyle) -> None:
    """Axes with nothing to show, and a word why."""
    axes.set_axis_off()
    axes.text(0.5, 0.5, text, transform=axes.transAxes, ha="center", va="center", **font(style, color=style.muted))


def names_room(names: Sequence[str], style: ChartStyle, most: float) -> float:
    """Inches for names at the left: what the longest needs, up to ``most``."""
    return min(max((width_of(name, style.label) for name in names), default=0.0) + 0.1, most)
