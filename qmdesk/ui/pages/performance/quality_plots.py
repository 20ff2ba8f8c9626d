"""The charts of the quality level, each with what it says under the pointer; they run off the event loop."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from qmdesk.ui.charts.plot import Build, Plot, Spots
from qmdesk.ui.words import tr

if TYPE_CHECKING:
    from qmdesk.charts.style import ChartStyle

MILLION = 1_000_000
CONFIDENCE = 0.95


def ladder_plot(defective: int, units: int, limits: Sequence[Decimal], *, bound: bool) -> Build:
    """Defects per million on the levels; with the upper 95 % bound unless every unit of the period was counted."""

    def build(style: ChartStyle, size: tuple[float, float]) -> Plot:
        import numpy as np

        from qmdesk.charts.sigma import BEST, LANE, WORST, dpmo_text, sigma_figure
        from qmdesk.stats.proportion import clopper_pearson_upper

        dpmo = Fraction(defective * MILLION, units)
        upper = clopper_pearson_upper(defective, units, CONFIDENCE) * MILLION if bound else None
        figure = sigma_figure(dpmo, style, size, upper=upper, confidence=CONFIDENCE, thresholds=limits)
        words = [tr("{defective} / {units} = {dpmo}", defective=defective, units=units, dpmo=dpmo_text(dpmo, limits))]
        places = [float(dpmo)]
        if upper is not None:
            words.append(tr("95 % 上限：{dpmo}", dpmo=f"{upper:.1f}"))
            places.append(upper)
        x = np.clip(np.array(places), BEST * 1.15, WORST)
        return Plot(figure, (Spots("sigma", x, np.full(len(x), LANE), words.__getitem__, "x"),))

    return build


def causes_plot(causes: Mapping[str, int]) -> Build:
    """Causes from most to least."""

    def build(style: ChartStyle, size: tuple[float, float]) -> Plot:
        import numpy as np

        from qmdesk.charts.numbers import percent
        from qmdesk.charts.pareto import MOST, pareto_figure
        from qmdesk.stats.pareto import pareto

        rows = pareto(causes)
        figure = pareto_figure(rows, style, size)
        shown = rows if len(rows) <= MOST else rows[: MOST - 1]
        words = [
            tr(
                "{name}：{amount} 件，{share}，累计 {cumulative}",
                name=each.name,
                amount=each.amount,
                share=percent(float(each.share)),
                cumulative=percent(float(each.cumulative)),
            )
            for each in shown
        ]
        x = np.array([100 * float(each.share) for each in shown])
        return Plot(figure, (Spots("pareto", x, np.arange(len(shown), dtype=float), words.__getitem__, "y"),))

    return build


def months_plot(months: Sequence[tuple[str, int, int]], family: str) -> Build:
    """The share of defective units by month (name, defective, units) on a p chart."""

    def build(style: ChartStyle, size: tuple[float, float]) -> Plot:
        from qmdesk.charts.spc import control_chart_figure
        from qmdesk.model.readings import Readings
        from qmdesk.stats.charts_spc import control_chart
        from qmdesk.ui.pages.performance.readings_plots import chart_spots

        counts = Readings.of([Decimal(defective) for _, defective, _ in months])
        chart = control_chart("p", counts, sizes=[units for _, _, units in months])
        figure = control_chart_figure(chart, style, size, name=family or tr("各月不合格品率"))
        names = [tr("{month}：{defective} / {units}", month=m, defective=d, units=u) for m, d, u in months]
        return Plot(figure, chart_spots(chart, style, names), ("p",))

    return build
