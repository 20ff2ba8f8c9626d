"""Control charts of measured values: individuals, and means with ranges or standard deviations (GB/T 4091)."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import numpy as np

from qmdesk.model.problem import Problem, Refused
from qmdesk.model.readings import Readings
from qmdesk.stats import constants, exact, whole
from qmdesk.stats.exact import NONE, Spread, spread
from qmdesk.stats.nelson import ALL_RULES, RUN_RULES
from qmdesk.stats.spc_types import ControlChart, Panel, panel


def individuals(
    readings: Readings,
    limits_from: int | None = None,
    *,
    rules: Sequence[int] = ALL_RULES,
    excluded: frozenset[int] = NONE,
) -> ControlChart:
    """I-MR: individual readings, sigma from the mean moving range of two over d2(2).

    The moving-range panel has one point less; it is judged by rule 1 only, as successive ranges share a reading.
    A range that touches an excluded reading counts in nothing.
    """
    values = exact.floats(readings)
    ranges = exact.to_floats(whole.distances(exact.numbers(readings)), readings.exponent)
    estimate = _estimate(readings, "mr", limits_from, excluded)
    sigma = float(estimate.sigma)
    kept = counting(len(values), excluded)
    both = None if kept is None else kept[1:] & kept[:-1]
    first = panel("i", values, float(estimate.mean), sigma, rules=rules, kept=kept)
    second = panel("mr", ranges, constants.d2(2) * sigma, constants.d3(2) * sigma, rules=(1,), floor=0.0, kept=both)
    return ControlChart("i-mr", first, second, limits_from, sigma, 1)


def means(
    readings: Readings,
    spread_by: str,
    limits_from: int | None = None,
    *,
    rules: Sequence[int] = ALL_RULES,
    excluded: frozenset[int] = NONE,
) -> ControlChart:
    """X̄-R (``spread_by`` "rbar") or X̄-s ("sbar"); limits vary by point where subgroup sizes do.

    The panel of R or s is judged by rules 1 to 4, which don't lean on a symmetric statistic. A subgroup is judged by
    what is left of it; one left out as a whole is plotted from its readings and counts in nothing.
    """
    estimate = _estimate(readings, spread_by, limits_from, excluded)
    sigma = float(estimate.sigma)
    shown, kept = plotted(readings, excluded)
    sizes = subgroup_sizes(shown)
    first = panel("xbar", subgroup_means(shown), float(estimate.mean), sigma / np.sqrt(sizes), rules=rules, kept=kept)
    runs = tuple(rule for rule in rules if rule in RUN_RULES)
    second = (_ranges if spread_by == "rbar" else _deviations)(shown, sizes, sigma, runs, kept)
    kind = "xbar-r" if spread_by == "rbar" else "xbar-s"
    return ControlChart(kind, first, second, limits_from, sigma, one_size(shown))


def counting(points: int, excluded: frozenset[int]) -> np.ndarray | None:
    """Which of so many points count, None where all do."""
    places = [place for place in excluded if 0 <= place < points]
    if not places:
        return None
    kept = np.ones(points, dtype=bool)
    kept[places] = False
    return kept


def plotted(readings: Readings, excluded: frozenset[int]) -> tuple[Readings, np.ndarray | None]:
    """What the points are made of, and which count.

    Subgroups without their excluded readings, or whole where none is left; for individuals the readings themselves.
    """
    if readings.subgroups is None or not excluded:
        return readings, counting(len(readings), excluded)
    ends = np.cumsum(readings.subgroups)
    starts = ends - np.array(readings.subgroups)
    gone = frozenset(
        group
        for group, (start, end) in enumerate(zip(starts.tolist(), ends.tolist(), strict=True))
        if excluded.issuperset(range(start, end))
    )
    whole = {place for group in gone for place in range(int(starts[group]), int(ends[group]))}
    return readings.without(excluded - whole), counting(len(ends), gone)


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


def _estimate(readings: Readings, method: str, limits_from: int | None, excluded: frozenset[int]) -> Spread:
    by_subgroup = method != "mr"
    base = first_points(readings, limits_from, by_subgroup=by_subgroup)
    if by_subgroup:
        kept = base.without(excluded).subgroups
        if not (kept and max(kept) > 1):
            raise Refused(Problem("subgroups-needed", details={"method": method}))
        if method == "rbar" and max(kept) > constants.LARGEST_RANGE:
            details = {"size": max(kept), "largest": constants.LARGEST_RANGE}
            raise Refused(Problem("rbar-subgroup-too-large", details=details))
    estimate = spread(base, method, excluded)
    if estimate is None or (by_subgroup and len(readings.without(excluded).subgroups or ()) < 2):
        raise Refused(Problem("too-few-points", details={"least": 2}))
    return estimate


def _ranges(
    readings: Readings, sizes: np.ndarray, sigma: float, rules: Sequence[int], kept: np.ndarray | None
) -> Panel:
    values = exact.to_floats([max(group) - min(group) for group in exact.groups(readings)], readings.exponent)
    d2, d3 = _by_size(sizes, constants.d2), _by_size(sizes, constants.d3)
    return panel("r", values, d2 * sigma, d3 * sigma, rules=rules, floor=0.0, kept=kept)


def _deviations(
    readings: Readings, sizes: np.ndarray, sigma: float, rules: Sequence[int], kept: np.ndarray | None
) -> Panel:
    values = np.array([_deviation(group) for group in exact.groups(readings)]) * float(exact.unit(readings))
    c4 = _by_size(sizes, constants.c4)
    spread_of_s = np.where(sizes > 1, np.sqrt(np.maximum(1.0 - c4**2, 0.0)), 0.0)
    return panel("s", values, c4 * sigma, spread_of_s * sigma, rules=rules, floor=0.0, kept=kept)


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
