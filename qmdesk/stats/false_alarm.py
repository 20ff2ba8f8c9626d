"""How often an in-control process would alarm: said beside every chart, as more points alarm more often.

Estimated by simulation with a fixed seed: limits are set from the same points that they judge, so the chance isn't
the textbook 0.27 % a point.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from qmdesk.stats import constants
from qmdesk.stats.nelson import ALL_RULES, RUN_RULES, broken

#: Simulated charts, and the most points a simulated chart has: beyond that an alarm is as good as sure.
CHARTS, MOST_POINTS = 1000, 1000
SEED = 20260701


@dataclass(frozen=True, slots=True)
class FalseAlarm:
    """The chance (0..1) that a chart of an in-control, normal process alarms at all.

    ``rule_1`` counts points beyond the limits on either panel, ``all_rules`` every rule that applies.
    """

    points: int
    rule_1: float
    all_rules: float


@lru_cache(maxsize=64)
def false_alarm(kind: str, points: int, subgroup_size: int = 1) -> FalseAlarm:
    """The chance for an i-mr, xbar-r or xbar-s chart of so many points, good to about 0.015.

    Readings are standard normal and independent; ``subgroup_size`` counts for X̄ charts.
    """
    drawn = np.random.default_rng(SEED)
    used = min(points, MOST_POINTS)
    charts = CHARTS if used <= 200 else CHARTS // 4
    if kind == "i-mr":
        readings = drawn.standard_normal((charts, used))
        first, second = _individuals(readings)
        rules: tuple[int, ...] = (1,)
    else:
        groups = drawn.standard_normal((charts, used, max(subgroup_size, 2)))
        first, second = _means(groups, by_range=kind == "xbar-r")
        rules = RUN_RULES
    beyond = _any(first, (1,)) | _any(second, (1,))
    alarmed = beyond | _any(first, ALL_RULES) | _any(second, rules)
    return FalseAlarm(points, float(beyond.mean()), float(alarmed.mean()))


def _individuals(readings: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Standardised points of both panels, each of shape (charts, points)."""
    ranges = np.abs(np.diff(readings, axis=1))
    middle = ranges.mean(axis=1, keepdims=True)
    sigma = middle / constants.d2(2)
    first = (readings - readings.mean(axis=1, keepdims=True)) / sigma
    return first, (ranges - middle) / (constants.d3(2) * sigma)


def _means(groups: np.ndarray, *, by_range: bool) -> tuple[np.ndarray, np.ndarray]:
    size = groups.shape[2]
    if by_range:
        spread = np.ptp(groups, axis=2)
        center, width = constants.d2(size), constants.d3(size)
    else:
        spread = groups.std(axis=2, ddof=1)
        center = constants.c4(size)
        width = float(np.sqrt(1.0 - center**2))
    sigma = spread.mean(axis=1, keepdims=True) / center
    means = groups.mean(axis=2)
    first = (means - means.mean(axis=1, keepdims=True)) / (sigma / np.sqrt(size))
    return first, (spread - center * sigma) / (width * sigma)


def _any(z: np.ndarray, rules: tuple[int, ...]) -> np.ndarray:
    """Per chart, whether any of the rules is broken anywhere."""
    found = [broken(z, rule).any(axis=-1) for rule in rules]
    return np.logical_or.reduce(found)
