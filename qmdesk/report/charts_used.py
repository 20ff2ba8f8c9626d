"""The charts that a report shows, from the same builders as the screen: charts without titles, captions say them."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from matplotlib.figure import Figure

from qmdesk.charts.capability import capability_figure
from qmdesk.charts.gauge import gauge_figure
from qmdesk.charts.losses import CategoryLoss, MonthLoss, loss_rates_figure, losses_figure
from qmdesk.charts.pareto import pareto_figure
from qmdesk.charts.repeat import repeat_figure
from qmdesk.charts.sigma import sigma_figure
from qmdesk.charts.spc import control_chart_figure
from qmdesk.charts.style import ChartStyle, style_for
from qmdesk.charts.waterfall import WaterStep, waterfall_figure
from qmdesk.charts.yields import yield_figure, yield_height
from qmdesk.grading.figures.first_pass_yield import Route
from qmdesk.grading.gauges import GaugeRecord
from qmdesk.grading.numbers import fraction_of
from qmdesk.model.answers import Characteristic
from qmdesk.model.assessment import FigureResult
from qmdesk.model.readings import Readings
from qmdesk.report import styles
from qmdesk.report.figure import FigureFlowable
from qmdesk.report.material import Material
from qmdesk.stats import exact
from qmdesk.stats.capability import Capability
from qmdesk.stats.compare import Comparison
from qmdesk.stats.gauge_rr import GaugeStudy
from qmdesk.stats.pareto import ParetoRow

_POINTS = 72.0
#: No chart is higher than this, so that it always finds a page with its caption.
_HIGHEST = 560.0
#: More steps than this have no room as columns beside each other.
_MOST_COLUMNS = 10


def style(m: Material) -> ChartStyle:
    """The look of charts on paper."""
    return style_for("print", m.lang, titled=False)


def size(height: float) -> tuple[float, float]:
    """Inches: the width of the page's body, and a height in points."""
    return styles.page().body_width / _POINTS, height / _POINTS


def capability_chart(m: Material, characteristic: Characteristic, study: Capability) -> FigureFlowable:
    """Histogram with limits, fitted curve, figures and the index among the thresholds."""
    assert characteristic.readings is not None
    values = exact.floats(characteristic.readings)
    thresholds = list(m.form.figure("cpk").thresholds.values())
    figure = capability_figure(
        values, study, style(m), size(205), name=characteristic.name, unit=characteristic.unit, thresholds=thresholds
    )
    return _placed(figure)


def control_chart(m: Material, characteristic: Characteristic, study: Capability) -> FigureFlowable | None:
    """The control chart of a characteristic; None where the order of its readings is unknown."""
    chart = study.stability.control
    if chart is None:
        return None
    return _placed(control_chart_figure(chart, style(m), size(190), name=characteristic.name, unit=characteristic.unit))


def yields(m: Material, route: Route) -> FigureFlowable | None:
    """The falling product of a product family's steps; None while a step's counts are missing or impossible.

    Where rework is recorded and the columns have room, the waterfall shows it; else a row for each step.
    """
    steps = [(each.name or each.key, each.submitted or 0, each.passed or 0) for each in route.stations]
    if not route.complete or not steps:
        return None
    look = style(m)
    if len(steps) <= _MOST_COLUMNS and any(each.reworked is not None for each in route.stations):
        falling = [WaterStep(*step, each.reworked) for step, each in zip(steps, route.stations, strict=True)]
        bars = [Fraction(each) for each in m.form.figure("fpy").thresholds.values()]
        return _placed(waterfall_figure(falling, look, size(230), name=route.family, thresholds=bars))
    height = min(yield_height(len(steps), look) * _POINTS, _HIGHEST)
    limits = [Fraction(each) for each in m.form.figure("fpy").thresholds.values()]
    return _placed(yield_figure(steps, look, size(height), name=route.family, thresholds=limits))


def gauge(m: Material, record: GaugeRecord, study: GaugeStudy) -> FigureFlowable:
    """The picture of a gauge study: components, by part, by operator, and both."""
    assert record.readings is not None
    cube = exact.floats(record.readings).reshape(len(record.parts), len(record.operators), record.trials)
    figure = gauge_figure(
        study,
        cube,
        style(m),
        size(345),
        parts=record.parts,
        operators=record.operators,
        name=record.name,
        unit=record.unit,
    )
    return _placed(figure)


def repeat(m: Material, ours: Readings, theirs: Readings, found: Comparison, unit: str) -> FigureFlowable:
    """Readings on site beside those of the enterprise, piece by piece where they belong together."""
    figure = repeat_figure(exact.floats(ours), exact.floats(theirs), found, style(m), size(210), unit=unit)
    return _placed(figure)


def sigma(m: Material, result: FigureResult) -> FigureFlowable | None:
    """Defects per million on the ladder of levels, with the bound of a sample."""
    if result.value is None:
        return None
    upper = result.shown.get("dpmo_upper_95")
    thresholds = list(m.form.figure("sigma").thresholds.values())
    bound = float(upper) if isinstance(upper, str) else None
    return _placed(sigma_figure(fraction_of(result.value), style(m), size(105), upper=bound, thresholds=thresholds))


def pareto(m: Material, rows: Sequence[ParetoRow]) -> FigureFlowable:
    """Causes from most to least."""
    return _placed(pareto_figure(rows, style(m), size(60 + 15 * min(len(rows), 13))))


def loss_rates(m: Material, internal: FigureResult | None, external: FigureResult | None) -> FigureFlowable | None:
    """Both loss rates on the bands of the levels; None where neither is known."""
    rates = [None if each is None or each.value is None else fraction_of(each.value) for each in (internal, external)]
    if rates == [None, None]:
        return None
    bands = [
        [Fraction(each) for each in m.form.figure(name).thresholds.values()]
        for name in ("internal_loss", "external_loss")
    ]
    figure = loss_rates_figure(
        rates[0], rates[1], style(m), size(150), internal_thresholds=bands[0], external_thresholds=bands[1]
    )
    return _placed(figure)


def losses(m: Material, categories: Sequence[CategoryLoss], months: Sequence[MonthLoss]) -> FigureFlowable:
    """Costs by category and by month, in 万元."""
    return _placed(losses_figure(categories, months, style(m), size(170), unit=m.say("money.unit")))


def _placed(figure: Figure) -> FigureFlowable:
    made = FigureFlowable(figure)
    made.spaceBefore = 6
    made.keepWithNext = True
    return made
