"""Figures of every kind, with little, usual and much to show: what the layout tests look at."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

import numpy as np
from matplotlib.figure import Figure

from qmdesk.charts.capability import capability_figure
from qmdesk.charts.gauge import gauge_figure
from qmdesk.charts.levels import Rung, level_figure
from qmdesk.charts.losses import CategoryLoss, MonthLoss, loss_rates_figure, losses_figure
from qmdesk.charts.pareto import pareto_figure
from qmdesk.charts.probability import probability_figure
from qmdesk.charts.repeat import repeat_figure
from qmdesk.charts.sigma import sigma_figure
from qmdesk.charts.spc import control_chart_figure
from qmdesk.charts.style import ChartStyle
from qmdesk.charts.waterfall import WaterStep, waterfall_figure
from qmdesk.charts.yields import yield_figure, yield_height
from qmdesk.model.readings import Readings
from qmdesk.stats import compare, exact, fits, gauge_rr
from qmdesk.stats.capability import capability
from qmdesk.stats.charts_spc import control_chart
from qmdesk.stats.control import ControlOptions
from qmdesk.stats.normality import normality
from qmdesk.stats.pareto import pareto
from tests.charts.gallery_programme import PROGRAMME
from tests.stats.reference import piston_rings, readings

LONG = "超声波清洗及防锈包装入库检验（含螺栓扭矩不足、密封圈遗漏等情形的复查）"
Draw = Callable[[ChartStyle], Figure]


def _capability(
    study: Readings, lsl: str | None, usl: str | None, target: str | None = None, **options: object
) -> Draw:
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


def _skewed() -> Readings:
    return Readings.of([Decimal(f"{x:.3f}") for x in 2.5 * np.random.default_rng(3).weibull(1.4, 150)])


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


def _gauge(shape: tuple[int, int, int], tolerance: float | None, **names: list[str]) -> Draw:
    drawn, (parts, operators, trials) = np.random.default_rng(6), shape
    cube = 10 + drawn.normal(0, 0.08, (parts, 1, 1)) + drawn.normal(0, 0.01, (1, operators, 1))
    cube = (cube + drawn.normal(0, 0.015, (parts, operators, trials))).round(3)
    found = gauge_rr.study(cube, tolerance)
    return lambda style: gauge_figure(found, cube, style, name="外径千分尺 0-25", unit="mm", **names)


def _repeat(n: int, m: int, allowed: str | None, *, paired: bool) -> Draw:
    drawn = np.random.default_rng(12)
    pieces = drawn.normal(25, 0.02, max(n, m, 1))
    ours, theirs = (pieces[:size] + drawn.normal(0, 0.004, size) for size in (n, m))
    sets = [Readings.of([Decimal(f"{x:.3f}") for x in each]) for each in (ours, theirs)]
    found = compare.compare(*sets, paired=paired, allowed=None if allowed is None else Decimal(allowed))
    values = [exact.floats(each) for each in sets]
    return lambda style: repeat_figure(*values, found, style, name="外径", unit="mm")


WATER = [
    WaterStep("下料", 1000, 998, 1),
    WaterStep("粗车", 998, 985, 9),
    WaterStep("热处理", 985, 985),
    WaterStep("精磨", 985, 960, 25),
    WaterStep(LONG, 960, 955, None),
]


def _waterfall(steps: list[WaterStep]) -> Draw:
    return lambda style: waterfall_figure(steps, style, name="泵体")


RUNGS = [
    Rung("质量管理体系有效性", 3, 3),
    Rung("质量管理数字化", 2, 2, weakest=True),
    Rung("持续成功的能力", 3, 4),
    Rung("全过程质量绩效", 1, 5),
    Rung("复核等级", 1, 2, is_grade=True),
]

FIGURES: dict[str, Draw] = {
    **PROGRAMME,
    "capability": _capability(piston_rings(), "73.95", "74.05", "74.00"),
    "capability-few": _capability(readings(["9.95", "10", "10.05"]), "9.8", "10.2", "10"),
    "capability-empty": _capability(readings([]), None, None),
    "capability-alike": _capability(readings(["10.0"] * 30), "9", "11"),
    "capability-one-limit": _capability(_normal(3000), None, "12", nonnormal="johnson"),
    "capability-close-limits": _capability(_normal(200), "4.9", "5.1", "5.0"),
    "capability-far-limits": _capability(_normal(200), "-500", "500", "0"),
    "capability-negative": _capability(_normal(60), "6.5", "9.5"),
    "capability-excluded": _capability(_spiked(), "2", "9", "5", options=ControlOptions(excluded=frozenset({9, 30}))),
    "capability-nonnormal": _capability(_skewed(), None, "9", nonnormal="weibull", reason="形位公差"),
    "capability-unordered": _capability(Readings(_normal(80).scaled, -2, ordered=False), "1", "9.5"),
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
    "probability-weibull": lambda style: probability_figure(
        exact.floats(_skewed()), style, name="圆度", unit="mm", fit=fits.weibull(exact.floats(_skewed()))
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
    "gauge": _gauge((10, 3, 3), 0.6, operators=["张三", "李四", "王五"]),
    "gauge-small": _gauge((2, 1, 2), None),
    "gauge-large": _gauge((30, 6, 3), 0.3, operators=[f"检验员{n}号班组" for n in range(6)]),
    "repeat": _repeat(12, 12, "0.010", paired=True),
    "repeat-many": _repeat(100, 100, None, paired=True),
    "repeat-two": _repeat(8, 25, "0.010", paired=False),
    "repeat-none": _repeat(0, 0, None, paired=True),
    "waterfall": _waterfall(WATER),
    "waterfall-one": _waterfall(WATER[:1]),
    "waterfall-none": _waterfall([]),
    "waterfall-thirty": _waterfall([WaterStep(f"{n} {LONG}", 500, 500 - n % 7, n % 3) for n in range(30)]),
    "waterfall-poor": _waterfall([WaterStep("冲压", 100, 0, 40), WaterStep("焊接", 30, 20, 10)]),
    "levels": lambda style: level_figure(RUNGS, style),
    "levels-none": lambda style: level_figure([], style),
}
