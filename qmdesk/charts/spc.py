"""The control chart: two panels with limits; points that break a rule have its number, and the rule stands below."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from qmdesk import wording
from qmdesk.charts import canvas, writing
from qmdesk.charts.canvas import Size
from qmdesk.charts.numbers import number
from qmdesk.charts.shown import ShownChart, shown
from qmdesk.charts.spc_panel import draw_panel
from qmdesk.charts.style import ChartStyle
from qmdesk.charts.writing import font
from qmdesk.stats.charts_spc import ControlChart
from qmdesk.stats.false_alarm import MOST_POINTS, false_alarm

#: Ems of small writing: margins left and right (labels of limits), room under the axes, and one line of the notes.
LEFT, RIGHT, UNDER, NOTE_LINE = 5.2, 9.0, 3.8, 1.55
#: Ems that a panel keeps at least, before the rules are named.
LEAST = 9.0
#: Share of the height that the first of two panels takes.
FIRST = 0.6


def control_chart_figure(
    chart: ControlChart | ShownChart,
    style: ChartStyle,
    size: Size = (6.6, 3.6),
    *,
    name: str = "",
    unit: str = "",
    labels: Sequence[str] = (),
) -> Figure:
    """The chart with its rule-breaking points; more than 2,000 points are thinned without losing an extreme one.

    Points left out with a reason are hollow and count in no limit; phases have limits of their own between
    separators. ``labels`` name the points (months, say) in place of their numbers.
    """
    drawn = shown(chart)
    figure = canvas.new_figure(size, style)
    kind = wording.say(f"stats.chart.{drawn.kind}", style.lang)
    heading = style.say("spc.title", name=name, kind=kind) if name else kind
    writing.title(figure, writing.with_unit(heading, unit, style), style, _state(drawn, style))
    em = style.em
    top = writing.title_height(style, note=True) + 2.0 * em
    room = size[1] - top - (UNDER + LEAST * len(drawn.panels)) * em
    alarm = _false_alarm(drawn, style)
    most = int(room / (NOTE_LINE * em)) - len(alarm)
    notes = _notes(drawn, style, size[0] - (LEFT + 1.5) * em, most) + (alarm if most >= 0 else [])
    bottom = (UNDER + NOTE_LINE * len(notes)) * em
    axes = _place(figure, drawn, style, bottom, top)
    for each, panel in zip(axes, drawn.panels, strict=True):
        draw_panel(each, panel, drawn, style)
    axes[0].tick_params(labelbottom=len(axes) == 1)
    if labels:
        writing.label_places(axes[-1], labels, style, first=1)
    else:
        numbered = "spc.subgroup" if (drawn.subgroup_size or 2) > 1 else "spc.point"
        writing.axis_label(axes[-1], "x", style.say(numbered), style)
    for rank, line in enumerate(reversed(notes)):
        y = (0.6 + NOTE_LINE * rank) * em / size[1]
        figure.text(LEFT * em / size[0], y, line, va="bottom", **font(style, "note", color=style.ink))
    return figure


def _place(figure: Figure, chart: ShownChart, style: ChartStyle, bottom: float, top: float) -> list[Axes]:
    """Axes of the panels, the first above the second."""
    em, height = style.em, float(figure.get_size_inches()[1])
    if chart.second is None:
        return [canvas.place(figure, LEFT * em, bottom, RIGHT * em, top, style)]
    gap = 2.6 * em
    split = bottom + (height - top - bottom - gap) * (1 - FIRST)
    return [
        canvas.place(figure, LEFT * em, split + gap, RIGHT * em, top, style),
        canvas.place(figure, LEFT * em, bottom, RIGHT * em, height - split, style),
    ]


def _state(chart: ShownChart, style: ChartStyle) -> str:
    """Whether a point is beyond the limits, and what a hollow point means where there is one."""
    said = style.say("spc.in-control" if chart.in_control else "spc.out-of-control")
    if not any(panel.excluded for panel in chart.panels):
        return said
    count = len(chart.first.excluded)
    return said + "   ○ " + style.say("spc.excluded" if count else "spc.excluded-within", count=count)


def _false_alarm(chart: ShownChart, style: ChartStyle) -> list[str]:
    """How often a process in control would show a point beyond the limits, for charts of measured values."""
    if chart.kind not in {"i-mr", "xbar-r", "xbar-s"}:
        return []
    points = len(chart.first.points)
    found = false_alarm(chart.kind, min(points, MOST_POINTS), chart.subgroup_size or 5)
    return [style.say("spc.false-alarm", points=points, percent=number(100 * found.rule_1, 0))]


def _notes(chart: ShownChart, style: ChartStyle, width: float, most: int) -> list[str]:
    """The broken rules in words, as many to a line as fit; their numbers only where that takes over ``most`` lines."""
    broken = sorted({each.rule for panel in chart.panels for each in panel.violations})
    lines: list[str] = []
    for rule in broken:
        text = wording.say(f"stats.rule.{rule}", style.lang)
        longer = f"{lines[-1]}     {text}" if lines else ""
        if lines and writing.width_of(longer, style.note) <= width:
            lines[-1] = longer
        else:
            lines.append(text)
    if len(lines) > max(most, 1):
        return [style.say("spc.rules", rules=", ".join(rule.removeprefix("nelson-") for rule in broken))]
    return lines
