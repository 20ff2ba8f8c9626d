"""Many cases as pictures: levels by group, shares against the goal, done against planned. Hidden numbers stay hidden.

A number that is None belongs to a small group and is not shown: its bar is hatched and has no length to read off.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch

from qmdesk.charts import canvas, numbers, writing
from qmdesk.charts.canvas import Size
from qmdesk.charts.style import ChartStyle

#: Ems of small writing: room for a column of numbers, above for the legend, under for ticks, at the right edge.
COLUMN, ABOVE, UNDER, RIGHT = 5.2, 2.2, 1.9, 0.8
#: Inches of a row, and of all that is no row.
ROW, REST = 0.235, 0.95


@dataclass(frozen=True, slots=True)
class LevelRow:
    """A group: how many cases stand at each level, None where hidden; ``of`` is their number. ``strong`` marks the
    whole."""

    name: str
    levels: tuple[int | None, ...]
    of: int | None
    strong: bool = False


@dataclass(frozen=True, slots=True)
class ShareRow:
    """A group: its share (0..1; None where hidden or nobody was reviewed) among ``of`` cases."""

    name: str
    share: float | None
    of: int | None
    strong: bool = False


@dataclass(frozen=True, slots=True)
class DoneRow:
    """A region: what was planned (None: nothing was), what is done by each measure, None where hidden."""

    name: str
    planned: int | None
    done: tuple[int | None, ...]
    inside: bool = False


def height(rows: int, most: float = 9.0) -> float:
    """Inches of height for so many rows."""
    return min(REST + ROW * max(rows, 1), most)


def level_bars(
    rows: Sequence[LevelRow], style: ChartStyle, size: Size, *, heading: str, level_names: Sequence[str] = ()
) -> Figure:
    """Groups as bars of equal length, parted by the shares of the five levels; numbers stand in the parts."""
    figure, axes, points = _rows(rows, style, size, heading)
    names = list(level_names) or [style.say(f"level.{level}") for level in range(1, 6)]
    _legend(axes, [(names[at], style.levels[at]) for at in range(5)], style)
    if not rows:
        writing.empty(axes, style.say("programme.empty"), style)
        return figure
    axes.set_xlim(0.0, 1.0)
    canvas.hide(axes, "bottom")
    axes.set_xticks([])
    for place, row in enumerate(rows):
        _parted(axes, place, row, style, points)
    writing.over(axes, style.say("programme.reviewed"), style, 1.0, shift=COLUMN * style.note, align="right")
    return figure


def _parted(axes: Axes, place: int, row: LevelRow, style: ChartStyle, points: float) -> None:
    known = [each for each in row.levels if each is not None]
    half = canvas.row_height(axes)
    if row.of:
        left, room = 0.0, canvas.inches_of(axes)[0]
        for at, count in enumerate(row.levels):
            if not count:
                continue
            width = count / row.of
            axes.barh(place, width, half, left, color=style.levels[at], edgecolor=style.background, linewidth=0.6)
            if writing.width_of(str(count), style.note) + 0.04 < width * room:
                ink = {"color": style.level_ink(at + 1), "fontsize": min(points, style.note)}
                axes.text(left + width / 2, place, str(count), ha="center", va="center_baseline",
                          **writing.font(style, "note", **ink))  # fmt: skip
            left += width
        if len(known) < len(row.levels):
            _hidden(axes, place, left, 1.0 - left, half, style)
    elif row.of is None:
        _hidden(axes, place, 0.0, 1.0, half, style)
    total = style.say("programme.hidden") if row.of is None else str(row.of)
    writing.beside(axes, place, total, style, inches=COLUMN * style.em, points=min(points, style.note))


def _hidden(axes: Axes, place: int, left: float, width: float, half: float, style: ChartStyle) -> None:
    """A part whose numbers are hidden."""
    axes.barh(place, width, half, left, facecolor=style.background, edgecolor=style.axis, linewidth=0.5, hatch="////")


def share_bars(
    rows: Sequence[ShareRow], style: ChartStyle, size: Size, *, heading: str, goal: float | None = None
) -> Figure:
    """Shares as bars from 0, with the goal as a line; who reaches it is drawn darker and has a tick beside it."""
    figure, axes, points = _rows(rows, style, size, heading)
    if not rows:
        writing.empty(axes, style.say("programme.empty"), style)
        return figure
    most = max([each.share or 0.0 for each in rows] + [1.4 * (goal or 0.0), 0.05])
    axes.set_xlim(0.0, min(most * 1.06, 1.0))
    canvas.number_axis(axes, "x", unit=" %", times=100.0)
    canvas.grid(axes, style, "x")
    for place, row in enumerate(rows):
        reaches = goal is not None and row.share is not None and row.share >= goal
        if row.share is not None:
            colour = style.series if reaches or goal is None else style.fill
            axes.barh(place, row.share, canvas.row_height(axes), color=colour, linewidth=0, zorder=2)
        elif row.of is None:
            _hidden(axes, place, 0.0, axes.get_xlim()[1] * 0.03, canvas.row_height(axes), style)
        shown = style.say("programme.hidden") if row.of is None else "—" if row.share is None else _percent(row.share)
        writing.beside(axes, place, f"{shown} ✓" if reaches else shown, style, inches=COLUMN * style.em,
                       points=min(points, style.note), bold=row.strong)  # fmt: skip
    if goal is not None:
        axes.axvline(goal, color=style.limit, linewidth=style.line, linestyle=(0, (4, 2)), zorder=3)
        said = style.say("programme.goal", share=numbers.percent(goal, 0))
        writing.over(axes, said, style, goal, in_data=True, align="center", colour=style.limit)
    return figure


def _percent(share: float) -> str:
    return numbers.percent(share)


def done_bars(
    rows: Sequence[DoneRow], style: ChartStyle, size: Size, *, heading: str, measures: Sequence[str]
) -> Figure:
    """What was planned as a pale bar, what is done by the first measure on it, by the others as marks."""
    figure, axes, points = _rows(rows, style, size, heading)
    marks = ("o", "D")
    legend = [(style.say("programme.planned"), style.fill), (measures[0], style.series)]
    _legend(axes, legend, style, [(name, marks[at]) for at, name in enumerate(measures[1:3])])
    if not rows:
        writing.empty(axes, style.say("programme.empty"), style)
        return figure
    canvas.number_axis(axes, "x", whole=True)
    canvas.grid(axes, style, "x")
    half = canvas.row_height(axes)
    most = max([1, *(each.planned or 0 for each in rows), *(n or 0 for each in rows for n in each.done)])
    axes.set_xlim(-0.03 * most, most * 1.04)  # a mark at nothing stays off the names
    for place, row in enumerate(rows):
        if row.planned:
            axes.barh(place, row.planned, half, color=style.fill, linewidth=0, zorder=1)
        if row.done[0] is not None:
            axes.barh(place, row.done[0], half * 0.5, color=style.series, linewidth=0, zorder=2)
        for at, count in enumerate(row.done[1:3]):
            if count is not None:
                axes.plot([count], [place], marks[at], color=style.second, markersize=style.marker,
                          markerfacecolor=style.background, zorder=3, clip_on=False)  # fmt: skip
        planned = "—" if row.planned is None else str(row.planned)
        first = style.say("programme.hidden") if row.done[0] is None else str(row.done[0])
        said = f"{first} / {planned}"
        writing.beside(axes, place, said, style, inches=COLUMN * style.em, points=min(points, style.note))
    return figure


def _rows(
    rows: Sequence[LevelRow] | Sequence[ShareRow] | Sequence[DoneRow], style: ChartStyle, size: Size, heading: str
) -> tuple[Figure, Axes, float]:
    figure = canvas.new_figure(size, style)
    writing.title(figure, heading, style)
    em = style.em
    names = [("　" + row.name if isinstance(row, DoneRow) and row.inside else row.name) for row in rows]
    room = writing.names_room(names, style, size[0] * 0.3)
    top = writing.title_height(style) + ABOVE * em
    axes = canvas.place(figure, room + 1.2 * em, UNDER * em, (COLUMN + RIGHT) * em, top, style)
    axes.set_gid("rows")
    strong = [at for at, row in enumerate(rows) if not isinstance(row, DoneRow) and row.strong]
    points = writing.rows(axes, names, room, style, bold=strong)
    canvas.hide(axes, "left")
    return figure, axes, points


def _legend(
    axes: Axes, patches: Sequence[tuple[str, str]], style: ChartStyle, marks: Sequence[tuple[str, str]] = ()
) -> None:
    """What the colours and marks mean, in one line over the axes."""
    from matplotlib.lines import Line2D

    handles: list[Patch | Line2D] = [
        Patch(facecolor=colour, edgecolor=style.axis, linewidth=0.4, label=name) for name, colour in patches
    ]
    handles += [
        Line2D([], [], marker=mark, linestyle="none", color=style.second, markerfacecolor=style.background,
               markersize=style.marker, label=name)
        for name, mark in marks
    ]  # fmt: skip
    wide, high = canvas.inches_of(axes)
    figure = axes.get_figure()
    assert isinstance(figure, Figure)
    left = float(figure.get_size_inches()[0]) * axes.get_position().x0  # it may reach over the names of the rows
    needed = sum(writing.width_of(str(each.get_label()), style.note) + 2.6 * style.em for each in handles)
    begin = 0.0 if needed < wide else -min(left - 0.12, needed - wide + 0.3) / wide
    axes.legend(
        handles=handles, loc="lower left", bbox_to_anchor=(begin, 1.0 + 0.25 * style.em / high), ncol=len(handles),
        frameon=False, handlelength=1.0, handleheight=0.8, columnspacing=1.1, handletextpad=0.4, borderaxespad=0.0,
        labelcolor=style.ink, prop={"family": style.font_family, "size": style.note},
    )  # fmt: skip
