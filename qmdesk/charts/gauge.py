"""The picture of a gauge study: where the variation comes from, and readings by part, by operator and by both.

Six panels in the order in which people know them (AIAG MSA 4th ed., ch. III; edition unchecked).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from qmdesk.charts import canvas, gauge_panels, writing
from qmdesk.charts.canvas import Size
from qmdesk.charts.numbers import number
from qmdesk.charts.style import ChartStyle
from qmdesk.stats.gauge_rr import GaugeStudy

#: Ems of small writing: room left and right of a panel, under it (ticks, and names of operators under them) and above.
LEFT, RIGHT, UNDER, OVER = 4.6, 5.0, 2.8, 2.2


def gauge_figure(
    study: GaugeStudy,
    cube: np.ndarray,
    style: ChartStyle,
    size: Size = (6.6, 5.6),
    *,
    parts: Sequence[str] = (),
    operators: Sequence[str] = (),
    name: str = "",
    unit: str = "",
) -> Figure:
    """A study and its readings, shape (parts, operators, trials); names are numbers where none are given.

    The panels' gids are ``components``, ``by-part``, ``range``, ``by-operator``, ``mean`` and ``interaction``.
    """
    figure = canvas.new_figure(size, style)
    heading = style.say("gauge.titled", name=name) if name else style.say("gauge.title")
    writing.title(figure, writing.with_unit(heading, unit, style), style, _verdict(study, style))
    part_names = list(parts) or [str(each + 1) for each in range(cube.shape[0])]
    people = list(operators) or [str(each + 1) for each in range(cube.shape[1])]
    panels = _places(figure, style)
    gauge_panels.components(panels["components"], study, style)
    gauge_panels.by_part(panels["by-part"], cube, part_names, style)
    gauge_panels.control(panels["range"], np.ptp(cube, axis=2), cube, people, style, of="range")
    gauge_panels.by_operator(panels["by-operator"], cube, people, style)
    gauge_panels.control(panels["mean"], cube.mean(axis=2), cube, people, style, of="mean")
    gauge_panels.interaction(panels["interaction"], cube, part_names, people, style)
    for gid, axes in panels.items():
        writing.over(axes, style.say(f"gauge.{gid}"), style, colour=style.ink)
    return figure


def _verdict(study: GaugeStudy, style: ChartStyle) -> str:
    """Gauge R&R in % of study and of tolerance, and the number of categories."""
    percent, tolerance, found = study.components.percent_study, study.percent_tolerance, study.components.ndc
    said = ["GRR " + ("–" if percent is None else f"{number(percent, 1)} %")]
    if tolerance is not None:
        said.append(style.say("gauge.of-tolerance", percent=number(tolerance, 1)))
    said.append("ndc " + ("–" if found is None else str(found)))
    return "   ".join([*said, style.say(f"gauge.verdict.{study.verdict}")])


def _places(figure: Figure, style: ChartStyle) -> dict[str, Axes]:
    """Axes by gid, three rows of two."""
    em = style.em
    width, height = map(float, figure.get_size_inches())
    top = writing.title_height(style, note=True) + 0.4 * em
    row = (height - top - 0.4 * em) / 3
    found: dict[str, Axes] = {}
    names = ("components", "by-part", "range", "by-operator", "mean", "interaction")
    for place, gid in enumerate(names):
        down, right = divmod(place, 2)
        above, left = top + down * row + OVER * em, right * width / 2 + LEFT * em
        under = height - top - (down + 1) * row + UNDER * em
        axes = canvas.place(figure, left, under, width / 2 * (1 - right) + RIGHT * em, above, style)
        axes.set_gid(gid)
        found[gid] = axes
    return found
