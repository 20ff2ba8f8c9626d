"""The charts of the yields, with what each step says under the pointer; they run off the event loop."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from qmdesk.ui.charts.plot import Build, Plot, Spots
from qmdesk.ui.words import tr

if TYPE_CHECKING:
    from qmdesk.charts.style import ChartStyle


def yield_plot(rows: Sequence[tuple[str, int, int]], family: str, limits: Sequence[Fraction]) -> Build:
    """The falling product of steps (name, submitted, passed), with each step's figures under the pointer."""

    def build(style: ChartStyle, size: tuple[float, float]) -> Plot:
        import numpy as np

        from qmdesk.charts.numbers import percent_text
        from qmdesk.charts.yields import yield_figure
        from qmdesk.stats.yields import falling_product, step_yield

        figure = yield_figure(rows, style, size, name=family, thresholds=limits)
        products = falling_product((submitted, passed) for _, submitted, passed in rows)

        def text(row: int) -> str:
            if row == len(rows):
                return tr("全过程：{value}", value=percent_text(products[-1], limits))
            name, submitted, passed = rows[row]
            return tr(
                "{name}：交验 {submitted}，一次合格 {passed}，合格率 {rate}，累计 {product}",
                name=name,
                submitted=submitted,
                passed=passed,
                rate=percent_text(step_yield(submitted, passed)),
                product=percent_text(products[row], limits),
            )

        places = np.arange(len(rows) + 1, dtype=float)
        ends = np.array([100 * float(each) for each in (*products, products[-1])])
        return Plot(figure, (Spots("yields", ends, places, text, "y"),))

    return build


def waterfall_plot(rows: Sequence[tuple[str, int, int, int | None]], family: str, limits: Sequence[Fraction]) -> Build:
    """The same product as columns that step down; units that passed only after rework are told apart."""

    def build(style: ChartStyle, size: tuple[float, float]) -> Plot:
        import numpy as np

        from qmdesk.charts.numbers import percent_text
        from qmdesk.charts.waterfall import WaterStep, waterfall_figure
        from qmdesk.stats.yields import falling_product

        steps = [WaterStep(*row) for row in rows]
        figure = waterfall_figure(steps, style, size, name=family, thresholds=limits)
        products = falling_product((each.submitted, each.passed) for each in steps)

        def text(place: int) -> str:
            if place == len(steps):
                return tr("全过程：{value}", value=percent_text(products[-1], limits))
            step = steps[place]
            failed = step.submitted - step.passed
            words = tr("{name}：一次不合格 {failed} 件", name=step.name, failed=failed)
            if step.reworked is not None:
                words = tr("{words}，其中返工后合格 {reworked} 件", words=words, reworked=step.reworked)
            return tr("{words}；累计 {product}", words=words, product=percent_text(products[place], limits))

        heights = np.array([100 * float(each) for each in (*products, products[-1])])
        return Plot(figure, (Spots("waterfall", np.arange(len(heights), dtype=float), heights, text, "x"),))

    return build
