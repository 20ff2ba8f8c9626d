"""The ladder of levels: what is reached, what is still possible, and which dimension holds the grade back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from qmdesk.charts import canvas, writing
from qmdesk.charts.canvas import Size
from qmdesk.charts.style import ChartStyle

#: Ems of small writing between the names and the columns, where the weakest dimension has its mark.
GUTTER = 1.3


@dataclass(frozen=True, slots=True)
class Rung:
    """One row: a dimension or the grade, with the levels still possible. ``weakest`` marks what decides the grade."""

    name: str
    lowest: int
    highest: int
    weakest: bool = False
    is_grade: bool = False


def level_figure(
    rungs: Sequence[Rung],
    style: ChartStyle,
    size: Size = (6.6, 2.3),
    *,
    level_names: Sequence[str] = (),
) -> Figure:
    """Rows over five columns of levels: filled up to the lowest level still possible, outlined up to the highest.

    ``level_names`` are the form's; the annex's names where not given.
    """
    figure = canvas.new_figure(size, style)
    writing.title(figure, style.say("levels.title"), style)
    em = style.em
    names = [rung.name for rung in rungs]
    room = writing.names_room(names, style, size[0] * 0.36)
    top = writing.title_height(style) + 2.0 * em
    axes = canvas.place(figure, room + (1.2 + GUTTER) * em, 0.8 * em, 7.6 * em, top, style)
    axes.set_gid("levels")
    axes.set_xlim(0.0, 5.0)
    points = writing.rows(axes, names, room, style, bold=[row for row, rung in enumerate(rungs) if rung.is_grade])
    canvas.hide(axes, "left", "bottom")
    axes.tick_params(axis="y", pad=GUTTER * style.note)
    axes.set_xticks([])
    shown = list(level_names) or [style.say(f"level.{level}") for level in range(1, 6)]
    for level, name in enumerate(shown, start=1):
        short = writing.shortened(name, canvas.inches_of(axes)[0] / 5, style.note)
        writing.over(axes, short, style, level - 0.5, in_data=True, align="center")
    for row, rung in enumerate(rungs):
        _draw(axes, row, rung, shown, style, points)
    return figure


def _draw(axes: Axes, row: int, rung: Rung, names: Sequence[str], style: ChartStyle, points: float) -> None:
    half = 0.36 if rung.is_grade else 0.28
    for level in range(1, 6):
        reached, possible = level <= rung.lowest, level <= rung.highest
        axes.add_patch(
            Rectangle(
                (level - 0.97, row - half),
                0.94,
                2 * half,
                facecolor=style.levels[level - 1] if reached else style.background if possible else style.band,
                edgecolor=style.series if possible else style.grid,
                linewidth=style.thin * (1.4 if possible else 1.0),
                linestyle="-" if reached or not possible else (0, (2, 1.5)),
                zorder=2,
                gid=f"rung-{row}-{level}",
            )
        )
    settled = rung.lowest == rung.highest
    text = names[rung.lowest - 1] if settled else style.say("levels.between", low=rung.lowest, high=rung.highest)
    writing.beside(axes, row, text, style, points=points, bold=rung.is_grade or rung.weakest)
    if rung.weakest and not rung.is_grade:
        left = -0.5 * GUTTER * style.em / canvas.inches_of(axes)[0] * 5
        axes.plot([left], [row], marker=">", markersize=style.marker * 1.1, color=style.limit, clip_on=False, zorder=4)
