"""Control charts with memory: EWMA with exact limits and the tabular cusum (Montgomery; ISO 7870-4, -6).

Sigma is R̄/d2 of the subgroups, or the moving range over d2 for individuals. Only the limits are judged: run rules
mean nothing for points that carry their past with them.
"""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from qmdesk.model.problem import Problem, Refused
from qmdesk.model.readings import Readings
from qmdesk.stats import constants
from qmdesk.stats.exact import NONE, Spread, spread
from qmdesk.stats.nelson import Violation
from qmdesk.stats.spc_types import ControlChart, panel
from qmdesk.stats.spc_variables import first_points, one_size, plotted, subgroup_means, subgroup_sizes

#: λ of the EWMA; k and h of the cusum, in sigmas of the plotted point.
WEIGHT, SLACK, INTERVAL = 0.2, 0.5, 5.0


def ewma(
    readings: Readings,
    limits_from: int | None = None,
    *,
    weight: float = WEIGHT,
    width: float = 3.0,
    target: float | None = None,
    excluded: frozenset[int] = NONE,
) -> ControlChart:
    """EWMA of readings or subgroup means, started at the centre line, with exact time-varying limits.

    ``weight`` is λ, ``width`` L in sigmas of the EWMA; the centre is the grand mean unless ``target`` is given.
    An excluded point leaves the path where it is.
    """
    estimate = _estimate(readings, limits_from, excluded)
    center = float(estimate.mean) if target is None else target
    sigma = float(estimate.sigma)
    smooth, variance = center, 0.0
    points: list[float] = []
    sigmas: list[float] = []
    shown, kept = plotted(readings, excluded)
    for place, (mean, size) in enumerate(zip(subgroup_means(shown), subgroup_sizes(shown), strict=True)):
        if kept is None or kept[place]:
            smooth = weight * float(mean) + (1.0 - weight) * smooth
            variance = weight**2 * sigma**2 / float(size) + (1.0 - weight) ** 2 * variance
        points.append(smooth)
        sigmas.append(math.sqrt(variance) * width / 3.0)
    first = panel("ewma", np.array(points), center, np.array(sigmas), rules=(1,), kept=kept)
    return ControlChart("ewma", first, None, limits_from, sigma, one_size(shown))


def cusum(
    readings: Readings,
    limits_from: int | None = None,
    *,
    slack: float = SLACK,
    interval: float = INTERVAL,
    target: float | None = None,
    excluded: frozenset[int] = NONE,
) -> ControlChart:
    """Standardised two-sided cusum: the upper path never below 0, the lower never above, limits at ±``interval``.

    ``slack`` (k) and ``interval`` (h) are in sigmas of the plotted mean. An excluded point leaves both paths where
    they are. Raises Refused ``no-variation``.
    """
    estimate = _estimate(readings, limits_from, excluded)
    center = float(estimate.mean) if target is None else target
    sigma = float(estimate.sigma)
    if sigma <= 0:
        raise Refused(Problem("no-variation"))
    shown, kept = plotted(readings, excluded)
    z = (subgroup_means(shown) - center) / (sigma / np.sqrt(subgroup_sizes(shown)))
    upper, lower = _paths(z, slack, kept)
    rise = panel("cusum", upper, 0.0, interval / 3.0, rules=(1,), kept=kept)
    fall = panel("cusum", lower, 0.0, interval / 3.0, rules=(1,), kept=kept)
    beyond = tuple(sorted({*rise.beyond, *fall.beyond}))
    found = (Violation("nelson-1", beyond),) if beyond else ()
    first = replace(rise, violations=found, lower_points=fall.points)
    return ControlChart("cusum", first, None, limits_from, sigma, one_size(shown))


def _paths(z: np.ndarray, slack: float, kept: np.ndarray | None) -> tuple[np.ndarray, np.ndarray]:
    upper, lower = np.empty_like(z), np.empty_like(z)
    high = low = 0.0
    for index, value in enumerate(z.tolist()):
        if kept is None or kept[index]:
            high, low = max(0.0, high + value - slack), min(0.0, low + value + slack)
        upper[index], lower[index] = high, low
    return upper, lower


def _estimate(readings: Readings, limits_from: int | None, excluded: frozenset[int]) -> Spread:
    grouped = readings.subgroups is not None and max(readings.subgroups, default=1) > 1
    base = first_points(readings, limits_from, by_subgroup=grouped)
    largest = max(base.without(excluded).subgroups or (1,))
    if largest > constants.LARGEST_RANGE:
        details = {"size": largest, "largest": constants.LARGEST_RANGE}
        raise Refused(Problem("rbar-subgroup-too-large", details=details))
    estimate = spread(base, "rbar" if largest > 1 else "mr", excluded)
    if estimate is None:
        raise Refused(Problem("too-few-points", details={"least": 2}))
    return estimate
