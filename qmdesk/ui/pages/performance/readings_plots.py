"""The charts of one characteristic's readings, each with what it says under the pointer; off the event loop."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

import numpy as np

from qmdesk.model.readings import Readings
from qmdesk.ui.charts.plot import Build, Plot, Spots
from qmdesk.ui.pages.performance.chart_points import rules_at
from qmdesk.ui.words import tr

if TYPE_CHECKING:
    from qmdesk.charts.style import ChartStyle
    from qmdesk.stats.capability import Capability
    from qmdesk.stats.charts_spc import ControlChart
    from qmdesk.stats.spc_types import Panel


def histogram_plot(readings: Readings, study: Capability, name: str, unit: str, thresholds: Sequence[Decimal]) -> Build:
    """Readings against limits with the fitted curve, and the index among the levels."""

    def build(style: ChartStyle, size: tuple[float, float]) -> Plot:
        from qmdesk.charts.capability import bin_edges, capability_figure, counted
        from qmdesk.charts.numbers import decimals_for, number
        from qmdesk.stats import exact
        from qmdesk.ui.charts.plot import axes_named

        values = exact.floats(readings)
        figure = capability_figure(values, study, style, size, name=name, unit=unit, thresholds=thresholds)
        axes = axes_named(figure, "histogram")
        low, high = axes.get_xlim() if axes is not None else (0.0, 1.0)
        values = counted(values, study)
        edges = bin_edges(values, high - low)
        counts = np.histogram(values, edges)[0]
        decimals = decimals_for(float(edges[1] - edges[0]) / 10)

        def text(index: int) -> str:
            ends = [number(float(each), decimals) for each in edges[index : index + 2]]
            return tr("{low} ~ {high}：{n} 个", low=ends[0], high=ends[1], n=int(counts[index]))

        middles = (edges[:-1] + edges[1:]) / 2
        return Plot(figure, (Spots("histogram", middles, counts / 2, text, "x"),), ("histogram",))

    return build


def control_plot(chart: ControlChart, name: str, unit: str) -> Build:
    """The control chart with its broken rules by point."""

    def build(style: ChartStyle, size: tuple[float, float]) -> Plot:
        from qmdesk.charts.spc import control_chart_figure

        figure = control_chart_figure(chart, style, size, name=name, unit=unit)
        zoom = tuple(panel.name for panel in (chart.first, chart.second) if panel is not None)
        return Plot(figure, chart_spots(chart, style), zoom)

    return build


def chart_spots(chart: ControlChart, style: ChartStyle, names: Sequence[str] = ()) -> tuple[Spots, ...]:
    """Every point of a control chart: its number (or name), value, limits, and the rules that it breaks."""
    total = len(chart.first.points)
    panels = [each for each in (chart.first, chart.second) if each is not None]
    return tuple(_panel_spots(each, total - len(each.points), style, names) for each in panels)


def _panel_spots(panel: Panel, offset: int, style: ChartStyle, names: Sequence[str]) -> Spots:
    y = np.array(panel.points)
    x = np.arange(len(y), dtype=float) + 1 + offset
    return Spots(panel.name, x, y, _point_text(panel, offset, style, names))


def _point_text(panel: Panel, offset: int, style: ChartStyle, names: Sequence[str]) -> Callable[[int], str]:
    from qmdesk import wording
    from qmdesk.charts.numbers import decimals_for, number

    excluded = frozenset(panel.excluded)
    decimals = decimals_for((panel.ucl[-1] - panel.lcl[-1]) / 100 or 1.0) if panel.points else 0

    def text(index: int) -> str:
        head = names[index] if names else tr("第 {n} 点", n=index + 1 + offset)
        value, low, high = (number(each[index], decimals) for each in (panel.points, panel.lcl, panel.ucl))
        said = [tr("{head}：{value}（控制限 {low} ~ {high}）", head=head, value=value, low=low, high=high)]
        said += [tr("已剔除，不计入控制限")] if index in excluded else []
        return "\n".join([*said, *(wording.say(f"stats.rule.{each}", style.lang) for each in rules_at(panel, index))])

    return text


def probability_plot(readings: Readings, study: Capability, name: str, unit: str) -> Build:
    """Readings on the scale of the chosen distribution, or the normal one."""

    def build(style: ChartStyle, size: tuple[float, float]) -> Plot:
        from qmdesk.charts.capability import counted
        from qmdesk.charts.probability import probability_figure
        from qmdesk.stats import exact
        from qmdesk.stats.nonnormal import METHODS
        from qmdesk.stats.normality import probability_plot as plotted
        from qmdesk.stats.special import normal_tail
        from qmdesk.ui.charts.plot import axes_named

        values = counted(exact.floats(readings), study)
        method = METHODS.get("" if study.nonnormal is None else study.nonnormal.method)
        fit = None if method is None else method(values)
        figure = probability_figure(values, style, size, test=study.normality, name=name, unit=unit, fit=fit)
        points, axes = plotted(values), axes_named(figure, "probability")
        if points is None or axes is None:
            return Plot(figure)
        drawn = next(np.asarray(each.get_xdata(), dtype=float) for each in axes.lines if each.get_gid() == "points")

        def text(index: int) -> str:
            share = 100 * (1.0 - normal_tail(points.scores[index]))
            return tr("{value}：{share} %", value=f"{points.readings[index]:.10g}", share=f"{share:.1f}")

        spots = Spots("probability", drawn, np.array(points.scores), text)
        return Plot(figure, (spots,), ("probability",))

    return build
