"""Control charts with memory: EWMA with exact limits and the tabular cusum (Montgomery; ISO 7870-4, -6).

Sigma is R̄/d2 of the subgroups, or the moving range over d2 for individuals. Only the limits are judged: run rules
mean nothing for points that carry their past with them.
"""

from __future__ import annotations

import math

import numpy as np

from qmdesk.model.problem import Problem, Refused
from qmdesk.model.readings import Readings
from qmdesk.stats import constants
from qmdesk.stats.exact import Spread, spread
from qmdesk.stats.nelson import Violation
from qmdesk.stats.spc_types import ControlChart, Panel, panel
from qmdesk.stats.spc_variables import first_points, one_size, subgroup_means, subgroup_sizes


def ewma(
    readings: Readings,
    limits_from: int | None = None,
    *,
    weight: float = 0.2,
    width: float = 3.0,
    target: float | None = None,
) -> ControlChart:
    """EWMA of readings or subgroup means, started at the centre line, with exact time-varying limits.

    ``weight`` is λ, ``width`` L in sigmas of the EWMA; the centre is the grand mean unless ``target`` is given.
    """
    estimate = _estimate(readings, limits_from)
    center = float(estimate.mean) if target is None else target
    sigma = float(estimate.sigma)
    smooth, variance = center, 0.0
    points: list[float] = []
    sigmas: list[float] = []
    for mean, size in zip(subgroup_means(readings), subgroup_sizes(readings), strict=True):
        smooth = weight * float(mean) + (1.0 - weight) * smooth
        variance = weight**2 * sigma**2 / float(size) + (1.0 - weight) ** 2 * variance
        points.append(smooth)
        sigmas.append(math.sqrt(variance) * width / 3.0)
    first = panel("ewma", np.array(points), center, np.array(sigmas), rules=(1,))
    return ControlChart("ewma", first, None, limits_from, sigma, one_size(readings))


def cusum(
    readings: Readings,
    limits_from: int | None = None,
    *,
    slack: float = 0.5,
    interval: float = 5.0,
    target: float | None = None,
) -> ControlChart:
    """Standardised two-sided cusum: the upper path never below 0, the lower never above, limits at ±``interval``.

    ``slack`` (k) and ``interval`` (h) are in sigmas of the plotted mean.
    """
    estimate = _estimate(readings, limits_from)
    center = float(estimate.mean) if target is None else target
    sigma = float(estimate.sigma)
    if sigma <= 0:
        raise Refused(Problem("no-variation"))
    z = (subgroup_means(readings) - center) / (sigma / np.sqrt(subgroup_sizes(readings)))
    upper, lower = _paths(z, slack)
    rise = panel("cusum", upper, 0.0, interval / 3.0, rules=(1,))
    fall = panel("cusum", lower, 0.0, interval / 3.0, rules=(1,))
    beyond = tuple(sorted({*rise.beyond, *fall.beyond}))
    found = (Violation("nelson-1", beyond),) if beyond else ()
    first = Panel("cusum", rise.points, rise.center, rise.ucl, rise.lcl, rise.sigma, found, fall.points)
    return ControlChart("cusum", first, None, limits_from, sigma, one_size(readings))


def _paths(z: np.ndarray, slack: float) -> tuple[np.ndarray, np.ndarray]:
    upper, lower = np.empty_like(z), np.empty_like(z)
    high = low = 0.0
    for index, value in enumerate(z.tolist()):
        high, low = max(0.0, high + value - slack), min(0.0, low + value + slack)
        upper[index], lower[index] = high, low
    return upper, lower


def _estimate(readings: Readings, limits_from: int | None) -> Spread:
    grouped = readings.subgroups is not None and max(readings.subgroups, default=1) > 1
    base = first_points(readings, limits_from, by_subgroup=grouped)
    if grouped and max(base.subgroups or ()) > constants.LARGEST_RANGE:
        size = max(base.subgroups or ())
        raise Refused(Problem("rbar-subgroup-too-large", details={"size": size, "largest": constants.LARGEST_RANGE}))
    estimate = spread(base, "rbar" if grouped else "mr")
    if estimate is None:
        raise Refused(Problem("too-few-points", details={"least": 2}))
    return estimate
