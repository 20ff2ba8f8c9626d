"""Figures of every kind, with little, usual and much to show: what the layout tests look at."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

import numpy as np
from matplotlib.figure import Figure

from qmdesk.charts.capability import capability_figure
from qmdesk.charts.levels import Rung, level_figure
from qmdesk.charts.losses import CategoryLoss, MonthLoss, loss_rates_figure, losses_figure
from qmdesk.charts.pareto import pareto_figure
from qmdesk.charts.probability import probability_figure
from qmdesk.charts.sigma import sigma_figure
from qmdesk.charts.spc import control_chart_figure
from qmdesk.charts.style import ChartStyle
from qmdesk.charts.yields import yield_figure, yield_height
from qmdesk.model.readings import Readings
from qmdesk.stats import exact
from qmdesk.stats.capability import capability
from qmdesk.stats.charts_spc import control_chart
from qmdesk.stats.normality import normality
from qmdesk.stats.pareto import pareto
from tests.stats.reference import piston_rings, readings

LONG = "超声波清洗及防锈包装入库检验（含螺栓扭矩不足、密封圈遗漏等情形的复查）"
Draw = Callable[[ChartStyle], Figure]


def _capability(study: Readings, lsl: str | None, usl: str | None, target: str | None = None, **options: str) -> Draw:
    limits = [None if each is None else Decimal(each) for each in (lsl, usl, target)]
    found = capability(study, *limits, **options)  # type: ignore[arg-type]
    return lambda style: capability_figure(exact.floats(study), found, style, name="活塞环内径 φ74", unit="mm")


def _normal(n: int, seed: int = 4) -> Readings:
    return Readings.of([Decimal(f"{x:.2f}") for x in np.random.default_rng(seed).normal(5, 1, n)])


def _spiked() -> Readings:
    """Forty readings, the tenth far out and the thirty-first a little."""
    values = [Decimal(f"{x:.2f}") for x in np.random.default_rng(8).normal(5, 1, 40)]
    values[9], values[30] = Decimal(74), Decimal("8.9")
    return Readings.of(values)


def _control(kind: str, study: Readings, **options: object) -> Draw:
    chart = control_chart(kind, study, **options)  # type: ignore[arg-type]
    return lambda style: control_chart_figure(chart, style, name="外径", unit="mm")


def _yields(steps: list[tuple[str, int, int]], tall: bool = False) -> Draw:
    def draw(style: ChartStyle) -> Figure:
        return yield_figure(steps, style, (6.6, yield_height(len(steps), style) if tall else 3.4), name="泵体")

    return draw


COUNTS = readings([str(each) for each in (3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8)])
CATEGORIES = [
    CategoryLoss("internal", "废品", Fraction(169, 2)),
    CategoryLoss("internal", "返工返修", Fraction(42)),
    CategoryLoss("external", "索赔、退货与折价", Fraction(33)),
]
MONTHS = [MonthLoss(f"2025-{month:02d}", Fraction(month, 500), Fraction(15 - month, 600)) for month in range(1, 13)]
RUNGS = [
    Rung("质量管理体系有效性", 3, 3),
    Rung("质量管理数字化", 2, 2, weakest=True),
    Rung("持续成功的能力", 3, 4),
    Rung("全过程质量绩效", 1, 5),
    Rung("复核等级", 1, 2, is_grade=True),
]

FIGURES: dict[str, Draw] = {
    "capability": _capability(piston_rings(), "73.95", "74.05", "74.00"),
    "capability-few": _capability(readings(["9.95", "10", "10.05"]), "9.8", "10.2", "10"),
    "capability-empty": _capability(readings([]), None, None),
    "capability-alike": _capability(readings(["10.0"] * 30), "9", "11"),
    "capability-one-limit": _capability(_normal(3000), None, "12", nonnormal="johnson"),
    "capability-close-limits": _capability(_normal(200), "4.9", "5.1", "5.0"),
    "capability-far-limits": _capability(_normal(200), "-500", "500", "0"),
    "capability-negative": _capability(_normal(60), "6.5", "9.5"),
    "control-xbar": _control("xbar-r", piston_rings(40)),
    "control-two": _control("i-mr", readings(["1", "2"])),
    "control-alike": _control("i-mr", readings(["1"] * 9)),
    "control-many": _control("i-mr", _normal(5000)),
    "control-p": _control("p", COUNTS, sizes=[20 + 3 * place for place in range(12)]),
    "control-c": _control("c", COUNTS),
    "control-phases": _control("xbar-r", piston_rings(40), phases=(15, 28)),
    "control-excluded": _control("i-mr", _spiked(), excluded=frozenset({9, 30})),
    "control-excluded-phases": _control("i-mr", _spiked(), excluded=frozenset({9}), phases=(20,)),
    "control-months": lambda style: control_chart_figure(
        control_chart("p", COUNTS, sizes=[200 + 30 * place for place in range(12)]),
        style,
        name="泵体",
        labels=[f"2025-{month:02d}" for month in range(1, 13)],
    ),
    "control-ewma": _control("ewma", piston_rings(40), limits_from=25),
    "control-cusum": _control("cusum", piston_rings(40), limits_from=25),
    "probability": lambda style: probability_figure(
        exact.floats(piston_rings()), style, test=normality(exact.floats(piston_rings())), name="内径", unit="mm"
    ),
    "probability-few": lambda style: probability_figure(np.array([1.0, 2.0, 4.0]), style),
    "probability-alike": lambda style: probability_figure(np.ones(5), style),
    "yield": _yields([("下料", 1000, 998), ("热处理", 998, 985), (LONG, 985, 985)]),
    "yield-one": _yields([("A", 50, 49)]),
    "yield-none": _yields([]),
    "yield-thirty": _yields([(f"{n} {LONG}", 500, 500 - n % 7) for n in range(30)], tall=True),
    "yield-poor": _yields([("冲压", 100, 30), ("焊接", 30, 20)]),
    "yield-nothing-passed": _yields([("冲压", 100, 0), ("焊接", 5, 5)]),
    "pareto": lambda style: pareto_figure(pareto({"划伤": 12, "尺寸超差": 7, LONG: 3}), style),
    "pareto-many": lambda style: pareto_figure(pareto({f"cause {n}": 300 // n for n in range(1, 26)}), style),
    "pareto-none": lambda style: pareto_figure((), style),
    "sigma": lambda style: sigma_figure(Fraction(1200), style, upper=2991.2),
    "sigma-zero": lambda style: sigma_figure(Fraction(0), style, upper=881.2),
    "sigma-worst": lambda style: sigma_figure(Fraction(1_000_000), style),
    "sigma-none": lambda style: sigma_figure(None, style),
    "losses": lambda style: losses_figure(CATEGORIES, MONTHS, style, unit="万元"),
    "losses-no-months": lambda style: losses_figure(CATEGORIES, [], style),
    "losses-none": lambda style: losses_figure([], [], style),
    "rates": lambda style: loss_rates_figure(Fraction(1499, 100_000), Fraction(1, 200), style, size=(6.6, 1.7)),
    "rates-trend": lambda style: loss_rates_figure(
        Fraction(45, 100), None, style, size=(6.6, 3.6), trend=[*MONTHS, MonthLoss("2026-01", None, None)]
    ),
    "levels": lambda style: level_figure(RUNGS, style),
    "levels-none": lambda style: level_figure([], style),
}
