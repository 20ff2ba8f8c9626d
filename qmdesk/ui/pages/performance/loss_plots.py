"""The charts of the losses, each with what it says under the pointer; they run off the event loop."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from qmdesk.ui.charts.plot import Build, Plot, Spots
from qmdesk.ui.words import tr

if TYPE_CHECKING:
    from qmdesk.charts.style import ChartStyle


@dataclass(frozen=True, slots=True)
class Category:
    """What one category of a kind cost."""

    kind: str
    name: str
    cost: Fraction


@dataclass(frozen=True, slots=True)
class Month:
    """Costs, or rates, of one month; None where nothing is known of it."""

    name: str
    internal: Fraction | None
    external: Fraction | None


def costs_plot(categories: Sequence[Category], months: Sequence[Month], unit: str) -> Build:
    """Costs by category and by month."""

    def build(style: ChartStyle, size: tuple[float, float]) -> Plot:
        import numpy as np

        from qmdesk.charts.losses import CategoryLoss, MonthLoss, losses_figure

        drawn = [CategoryLoss(each.kind, each.name, each.cost) for each in categories]
        by_month = [MonthLoss(each.name, each.internal, each.external) for each in months]
        figure = losses_figure(drawn, by_month, style, size, unit=unit)
        ordered = sorted(categories, key=lambda each: -each.cost)
        rows = [f"{each.name}：{float(each.cost):,.4g} {unit}" for each in ordered]
        costs = np.array([float(each.cost) for each in ordered])
        spots = [Spots("categories", costs, np.arange(len(rows), dtype=float), rows.__getitem__, "y")]
        if months:
            heights = np.array([float((each.internal or 0) + (each.external or 0)) for each in months])
            words = [_month_text(each, unit) for each in months]
            spots.append(Spots("months", np.arange(len(months), dtype=float), heights, words.__getitem__, "x"))
        return Plot(figure, tuple(spots))

    return build


def _month_text(month: Month, unit: str) -> str:
    def show(cost: Fraction | None) -> str:
        return "—" if cost is None else f"{float(cost):,.4g}"

    return tr(
        "{month}：内部 {internal}，外部 {external} {unit}",
        month=month.name,
        internal=show(month.internal),
        external=show(month.external),
        unit=unit,
    )


def rates_plot(
    rates: tuple[Fraction | None, Fraction | None], trend: Sequence[Month], bands: Sequence[Sequence[Fraction]]
) -> Build:
    """Both rates on the bands of the levels, and how the months ran."""

    def build(style: ChartStyle, size: tuple[float, float]) -> Plot:
        import numpy as np

        from qmdesk.charts.losses import MonthLoss, loss_rates_figure
        from qmdesk.charts.numbers import percent_text

        figure = loss_rates_figure(
            *rates,
            style,
            size,
            trend=[MonthLoss(each.name[2:], each.internal, each.external) for each in trend],
            internal_thresholds=bands[0],
            external_thresholds=bands[-1],
        )
        spots: list[Spots] = []
        for key, rate, limits in zip(("internal", "external"), rates, (bands[0], bands[-1]), strict=True):
            if rate is not None:
                words = [percent_text(rate, limits)]
                spots.append(Spots(key, np.array([100 * float(rate)]), np.array([0.72]), words.__getitem__, "x"))
            values = [(each.name, getattr(each, key)) for each in trend]
            known = [(place, name, value) for place, (name, value) in enumerate(values) if value is not None]
            if known:
                said = [f"{name}：{percent_text(value, limits)}" for _, name, value in known]
                x = np.array([float(place) for place, _, _ in known])
                y = np.array([100 * float(value) for _, _, value in known])
                spots.append(Spots(f"{key}-trend", x, y, said.__getitem__, "x"))
        return Plot(figure, tuple(spots))

    return build
