"""The charts of the quality level, each with what it says under the pointer; they run off the event loop."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from qmdesk.ui.charts.plot import Build, Plot, Spots
from qmdesk.ui.words import mark, tr

if TYPE_CHECKING:
    from qmdesk.charts.style import ChartStyle
    from qmdesk.stats.pareto import ParetoRow

MILLION = 1_000_000
CONFIDENCE = 0.95
#: Names that stand for what is left over, in the window's language or in English.
UNNAMED = (mark("其他"), mark("其它"), mark("不明"), mark("未知"), mark("未注明原因"))
UNNAMED_ENGLISH = {"other", "others", "unknown"}


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
    """Causes from most to least, equal ones by name; what names no cause comes last, however much it is."""

    def build(style: ChartStyle, size: tuple[float, float]) -> Plot:
        import numpy as np

        from qmdesk.charts.pareto import pareto_figure

        rows, rest = ranked(causes)
        figure = pareto_figure(rows, style, size)
        words = [_cause_text(rows, each) for each in rows]
        if rest:
            words[-1] = _rest_text(rows[-1], rest)
        x = np.array([100 * float(each.cumulative) for each in rows])
        return Plot(figure, (Spots("pareto", x, np.arange(len(rows), dtype=float), words.__getitem__, "y"),))

    return build


def ranked(causes: Mapping[str, int]) -> tuple[tuple[ParetoRow, ...], tuple[ParetoRow, ...]]:
    """Rows as they are drawn, and those that the last of them stands for where there are more than can be drawn.

    Ties go by name, so that no order of typing decides; everything that names no cause is one row at the end.
    """
    from qmdesk.charts.pareto import MOST
    from qmdesk.stats.pareto import folded, pareto

    leftover = {*UNNAMED, *(tr(each).casefold() for each in UNNAMED), *UNNAMED_ENGLISH}
    named = {name: n for name, n in sorted(causes.items()) if name.strip().casefold() not in leftover}
    unnamed = {name: n for name, n in causes.items() if name not in named}
    other = next(iter(unnamed)) if len(unnamed) == 1 else tr("其他")
    rows = pareto(named | ({other: sum(unnamed.values())} if unnamed else {}), other)
    if len(rows) <= MOST:
        return rows, ()
    drawn = folded(rows, MOST - 1, tr("其他"))
    return drawn, tuple(each for each in rows if each.name not in {row.name for row in drawn[:-1]})


def _cause_text(rows: Sequence[ParetoRow], row: ParetoRow) -> str:
    from qmdesk.charts.numbers import percent

    said = tr(
        "{name}：{amount} 件，{share}，累计 {cumulative}",
        name=row.name,
        amount=row.amount,
        share=percent(float(row.share)),
        cumulative=percent(float(row.cumulative)),
    )
    ties = [each.name for each in rows if each.amount == row.amount and each is not row]
    return tr("{said}；与 {names} 并列", said=said, names=tr("、").join(ties[:3])) if ties else said


def _rest_text(row: ParetoRow, rest: Sequence[ParetoRow]) -> str:
    most = tr("；").join(tr("{name} {amount} 件", name=each.name, amount=each.amount) for each in rest[:12])
    return tr("{name} {amount} 件，共 {n} 项：{most}", name=row.name, amount=row.amount, n=len(rest), most=most)


def months_plot(months: Sequence[tuple[str, int, int]], family: str) -> Build:
    """The share of defective units by month (name, defective, units) on a p chart."""

    def build(style: ChartStyle, size: tuple[float, float]) -> Plot:
        from qmdesk.charts.spc import control_chart_figure
        from qmdesk.model.readings import Readings
        from qmdesk.stats.charts_spc import control_chart
        from qmdesk.ui.pages.performance.readings_plots import chart_spots

        counts = Readings.of([Decimal(defective) for _, defective, _ in months])
        chart = control_chart("p", counts, sizes=[units for _, _, units in months])
        heading, labels = family or tr("各月不合格品率"), [month for month, _, _ in months]
        figure = control_chart_figure(chart, style, size, name=heading, labels=labels)
        names = [tr("{month}：{defective} / {units}", month=m, defective=d, units=u) for m, d, u in months]
        return Plot(figure, chart_spots(chart, style, names), ("p",))

    return build
