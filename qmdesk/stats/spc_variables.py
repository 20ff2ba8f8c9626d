"""Control charts of measured values: individuals, and means with ranges or standard deviations (GB/T 4091)."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from itertools import pairwise

import numpy as np

from qmdesk.model.problem import Problem, Refused
from qmdesk.model.readings import Readings
from qmdesk.stats import constants, exact
from qmdesk.stats.exact import Spread, spread
from qmdesk.stats.nelson import RUN_RULES
from qmdesk.stats.spc_types import ControlChart, Panel, panel


def individuals(readings: Readings, limits_from: int | None = None) -> ControlChart:
    """I-MR: individual readings, sigma from the mean moving range of two over d2(2).

    The moving-range panel has one point less; it is judged by rule 1 only, as successive ranges share a reading.
    """
    values = exact.floats(readings)
    steps = [abs(later - earlier) for earlier, later in pairwise(readings.scaled)]
    ranges = exact.to_floats(steps, readings.exponent)
    estimate = _estimate(readings, "mr", limits_from, by_subgroup=False)
    sigma = float(estimate.sigma)
    first = panel("i", values, float(estimate.mean), sigma)
    second = panel("mr", ranges, constants.d2(2) * sigma, constants.d3(2) * sigma, rules=(1,), floor=0.0)
    return ControlChart("i-mr", first, second, limits_from, sigma, 1)


def means(readings: Readings, spread_by: str, limits_from: int | None = None) -> ControlChart:
    """X̄-R (``spread_by`` "rbar") or X̄-s ("sbar"); limits vary by point where subgroup sizes do.

    The panel of R or s is judged by rules 1 to 4, which don't lean on a symmetric statistic.
    """
    estimate = _estimate(readings, spread_by, limits_from, by_subgroup=True)
    sigma = float(estimate.sigma)
    sizes = subgroup_sizes(readings)
    first = panel("xbar", subgroup_means(readings), float(estimate.mean), sigma / np.sqrt(sizes))
    second = _ranges(readings, sizes, sigma) if spread_by == "rbar" else _deviations(readings, sizes, sigma)
    kind = "xbar-r" if spread_by == "rbar" else "xbar-s"
    return ControlChart(kind, first, second, limits_from, sigma, one_size(readings))


def one_size(readings: Readings) -> int | None:
    """The subgroup size where all are alike (1 without subgroups), else None."""
    sizes = set(readings.subgroups or (1,))
    return sizes.pop() if len(sizes) == 1 else None


def subgroup_sizes(readings: Readings) -> np.ndarray:
    """Sizes of the subgroups as doubles; ones for individuals."""
    return np.array(readings.subgroups or (1,) * len(readings), dtype=float)


def subgroup_means(readings: Readings) -> np.ndarray:
    """Means of the subgroups, each rounded once from exact sums; the readings themselves for individuals."""
    if readings.subgroups is None:
        return exact.floats(readings)
    steps = 10**-readings.exponent
    return np.array([sum(group) / (len(group) * steps) for group in exact.groups(readings)])


def first_points(readings: Readings, points: int | None, *, by_subgroup: bool) -> Readings:
    """The readings of the first ``points`` points, from which limits are set; all of them for None.

    Raises Refused ``limits-from-out-of-range`` for fewer than 2 or more than there are.
    """
    if points is None:
        return readings
    total = len(readings.subgroups) if by_subgroup and readings.subgroups is not None else len(readings)
    check_limits_from(points, total)
    if not by_subgroup or readings.subgroups is None:
        return Readings(readings.scaled[:points], readings.exponent)
    sizes = readings.subgroups[:points]
    return Readings(readings.scaled[: sum(sizes)], readings.exponent, sizes)


def check_limits_from(points: int | None, total: int) -> None:
    """Raise Refused unless limits can be set from so many points out of ``total``."""
    if points is not None and not 2 <= points <= total:
        raise Refused(Problem("limits-from-out-of-range", details={"asked": points, "points": total}))


def _estimate(readings: Readings, method: str, limits_from: int | None, *, by_subgroup: bool) -> Spread:
    base = first_points(readings, limits_from, by_subgroup=by_subgroup)
    if by_subgroup and not (base.subgroups and max(base.subgroups) > 1):
        raise Refused(Problem("subgroups-needed", details={"method": method}))
    if method == "rbar" and base.subgroups and max(base.subgroups) > constants.LARGEST_RANGE:
        size = max(base.subgroups)
        raise Refused(Problem("rbar-subgroup-too-large", details={"size": size, "largest": constants.LARGEST_RANGE}))
    estimate = spread(base, method)
    if estimate is None or (by_subgroup and len(readings.subgroups or ()) < 2):
        raise Refused(Problem("too-few-points", details={"least": 2}))
    return estimate


def _ranges(readings: Readings, sizes: np.ndarray, sigma: float) -> Panel:
    values = exact.to_floats([max(group) - min(group) for group in exact.groups(readings)], readings.exponent)
    d2, d3 = _by_size(sizes, constants.d2), _by_size(sizes, constants.d3)
    return panel("r", values, d2 * sigma, d3 * sigma, rules=RUN_RULES, floor=0.0)


def _deviations(readings: Readings, sizes: np.ndarray, sigma: float) -> Panel:
    values = np.array([_deviation(group) for group in exact.groups(readings)]) * float(exact.unit(readings))
    c4 = _by_size(sizes, constants.c4)
    spread_of_s = np.where(sizes > 1, np.sqrt(np.maximum(1.0 - c4**2, 0.0)), 0.0)
    return panel("s", values, c4 * sigma, spread_of_s * sigma, rules=RUN_RULES, floor=0.0)


def _deviation(group: Sequence[int]) -> float:
    n = len(group)
    if n < 2:
        return 0.0
    total = sum(group)
    square = n * sum(value * value for value in group) - total * total
    return math.sqrt(square / (n * (n - 1)))


def _by_size(sizes: np.ndarray, constant: Callable[[int], float]) -> np.ndarray:
    table = {size: constant(int(size)) for size in set(sizes.tolist())}
    return np.array([table[size] for size in sizes.tolist()])
