"""Many cases as pictures: a figure's values against its bands, and one judgement against another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from qmdesk.charts import canvas, writing
from qmdesk.charts.canvas import Size
from qmdesk.charts.style import ChartStyle


@dataclass(frozen=True, slots=True)
class Banded:
    """A figure's values in bins: ``edges`` has one more than there are bins, as they are drawn; ``labels`` name some of
    them. ``counts`` by bin, None where hidden. ``bands`` are the places of the thresholds with the level that begins
    there; ``rising``: a higher value is better."""

    edges: tuple[float, ...]
    counts: Mapping[int, int | None]
    bands: tuple[tuple[float, int, str], ...]
    labels: tuple[tuple[float, str], ...]
    rising: bool
    lowest_level: int = 1


def banded_histogram(data: Banded, style: ChartStyle, size: Size, *, heading: str, axis: str = "") -> Figure:
    """How many cases have which value, over the bands of the levels. The bands are drawn where the form has them;
    which level a case has was decided exactly and is not read off here."""
    figure = canvas.new_figure(size, style)
    writing.title(figure, heading, style)
    em = style.em
    axes = canvas.place(figure, 3.6 * em, 3.6 * em, 1.0 * em, writing.title_height(style) + 1.9 * em, style)
    axes.set_gid("bins")
    known = [count for count in data.counts.values() if count]
    if not data.counts:
        writing.empty(axes, style.say("programme.empty"), style)
        return figure
    top = max(known, default=1) * 1.12
    axes.set_ylim(0.0, top)
    axes.set_xlim(data.edges[0], data.edges[-1])
    _bands(axes, data, style)
    for at, count in data.counts.items():
        left, width = data.edges[at], data.edges[at + 1] - data.edges[at]
        if count is None:
            axes.bar(left, top * 0.02, width * 0.9, align="edge", facecolor=style.background, edgecolor=style.axis,
                     linewidth=0.5, hatch="////", zorder=2)  # fmt: skip
        else:
            axes.bar(left + width * 0.05, count, width * 0.9, align="edge", color=style.series, linewidth=0, zorder=2)
    canvas.number_axis(axes, "y", most=4, whole=True)
    axes.set_xticks([place for place, _ in data.labels], [text for _, text in data.labels])
    if axis:
        writing.axis_label(axes, "x", axis, style)
    return figure


def _bands(axes: Axes, data: Banded, style: ChartStyle) -> None:
    """The ground of each level's band, its number above."""
    places = sorted(data.bands)
    ends = [data.edges[0], *(place for place, _, _ in places), data.edges[-1]]
    levels = [data.lowest_level, *(level for _, level, _ in places)] if data.rising else [
        *(level for _, level, _ in places), data.lowest_level,
    ]  # fmt: skip
    for at, level in enumerate(levels):
        left, right = max(ends[at], data.edges[0]), min(ends[at + 1], data.edges[-1])
        if right <= left:
            continue
        axes.axvspan(left, right, color=style.levels[level - 1], alpha=0.45, linewidth=0, zorder=0)
        room = (right - left) / (data.edges[-1] - data.edges[0]) * canvas.inches_of(axes)[0]
        name = style.say("programme.level", level=level)
        if writing.width_of(name, style.note) > room:
            name = str(level)
        if writing.width_of(name, style.note) <= room:
            writing.over(axes, name, style, (left + right) / 2, in_data=True, align="center")
    for place, _, _ in places:
        axes.axvline(place, color=style.limit, linewidth=style.thin, linestyle=(0, (3, 2)), zorder=3)


def square(
    grid: Sequence[Sequence[int | None]],
    style: ChartStyle,
    size: Size,
    *,
    heading: str,
    rows: str,
    columns: str,
    names: Sequence[str] = (),
) -> Figure:
    """One judgement (rows) against another (columns), by level; the diagonal, where both agree, is outlined."""
    figure = canvas.new_figure(size, style)
    writing.title(figure, heading, style)
    em, n = style.em, len(grid)
    shown = list(names) or [style.say(f"level.{level}") for level in range(1, n + 1)]
    room = writing.names_room(shown, style, size[0] * 0.3)
    axes = canvas.place(figure, room + 2.8 * em, 1.0 * em, 1.0 * em, writing.title_height(style) + 3.6 * em, style)
    axes.set_gid("square")
    axes.set_xlim(-0.5, n - 0.5)
    writing.rows(axes, shown, room, style)
    canvas.hide(axes, "left", "bottom")
    axes.set_xticks([])
    width = canvas.inches_of(axes)[0] / n
    for at, name in enumerate(shown):
        short = writing.shortened(name, width, style.note)
        writing.over(axes, short, style, at, in_data=True, align="center")
    writing.over(axes, columns, style, 0.0, lift=3.0 + 1.5 * style.note)
    figure.text(0.12 / size[0] + 0.4 * em / size[0], axes.get_position().y0 + axes.get_position().height / 2, rows,
                rotation=90, va="center", ha="center", **writing.font(style, "note", color=style.muted))  # fmt: skip
    most = max((count for row in grid for count in row if count), default=1)
    for r, row in enumerate(grid):
        for c, count in enumerate(row):
            _cell(axes, r, c, count, most, style)
    return figure


def _cell(axes: Axes, row: int, column: int, count: int | None, most: int, style: ChartStyle) -> None:
    step = 0 if not count else min(1 + int(3.999 * count / most), 4)
    place = (column - 0.47, row - 0.45)
    fill = style.band if count == 0 else style.background if count is None else style.levels[step]
    axes.add_patch(
        Rectangle(
            place, 0.94, 0.9, facecolor=fill, edgecolor=style.grid, linewidth=style.thin,
            hatch="////" if count is None else None,
        )
    )  # fmt: skip
    if row == column:
        axes.add_patch(Rectangle(place, 0.94, 0.9, fill=False, edgecolor=style.ink, linewidth=style.line))
    text = style.say("programme.hidden") if count is None else str(count)
    ink = style.ink if count is None else style.muted if count == 0 else style.level_ink(step + 1)
    axes.text(column, row, text, ha="center", va="center_baseline", **writing.font(style, "note", color=ink))
