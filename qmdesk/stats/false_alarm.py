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
from qmdesk.stats.spc_memory import INTERVAL, SLACK, WEIGHT

#: Simulated charts, and the most points a simulated chart has: beyond that an alarm is as good as sure.
CHARTS, MOST_POINTS = 1000, 1000
SEED = 20260701


#: Kinds whose chance is known: those of measured values.
KINDS = ("i-mr", "xbar-r", "xbar-s", "ewma", "cusum")


@dataclass(frozen=True, slots=True)
class FalseAlarm:
    """The chance (0..1) that a chart of an in-control, normal process alarms at all.

    ``rule_1`` counts points beyond the limits on either panel, ``all_rules`` every chosen rule that applies.
    """

    points: int
    rule_1: float
    all_rules: float


@lru_cache(maxsize=64)
def false_alarm(kind: str, points: int, subgroup_size: int = 1, rules: tuple[int, ...] = ALL_RULES) -> FalseAlarm:
    """The chance for a chart (one of KINDS) of so many points judged by ``rules``, good to about 0.015.

    Readings are standard normal and independent; ``subgroup_size`` counts for X̄ charts and for EWMA and cusum.
    Raises ValueError for another kind.
    """
    if kind not in KINDS:
        raise ValueError(f"no chance of a false alarm is known for a {kind} chart")
    drawn = np.random.default_rng(SEED)
    used = min(points, MOST_POINTS)
    charts = CHARTS if used <= 200 else CHARTS // 4
    asked, advising = tuple(sorted({1, *rules})), tuple(rule for rule in RUN_RULES if rule in {1, *rules})
    if kind == "i-mr" or (subgroup_size == 1 and kind in {"ewma", "cusum"}):
        first, second = _individuals(drawn.standard_normal((charts, used)))
        advising = (1,)
    else:
        groups = drawn.standard_normal((charts, used, max(subgroup_size, 2)))
        first, second = _means(groups, by_range=kind != "xbar-s")
    if kind in {"ewma", "cusum"}:
        alarmed = (_ewma if kind == "ewma" else _cusum)(first)
        return FalseAlarm(points, float(alarmed.mean()), float(alarmed.mean()))
    beyond = _any(first, (1,)) | _any(second, (1,))
    alarmed = beyond | _any(first, asked) | _any(second, advising)
    return FalseAlarm(points, float(beyond.mean()), float(alarmed.mean()))


def _ewma(z: np.ndarray) -> np.ndarray:
    """Per chart, whether its EWMA passes its exact limits; ``z`` are standardised points, shape (charts, points)."""
    smooth, variance, alarmed = np.zeros(len(z)), 0.0, np.zeros(len(z), dtype=bool)
    for point in z.T:
        smooth = WEIGHT * point + (1.0 - WEIGHT) * smooth
        variance = WEIGHT**2 + (1.0 - WEIGHT) ** 2 * variance
        alarmed |= np.abs(smooth) > 3.0 * np.sqrt(variance)
    return alarmed


def _cusum(z: np.ndarray) -> np.ndarray:
    """Per chart, whether either path of its cusum passes the decision interval."""
    high, low, alarmed = np.zeros(len(z)), np.zeros(len(z)), np.zeros(len(z), dtype=bool)
    for point in z.T:
        high, low = np.maximum(0.0, high + point - SLACK), np.minimum(0.0, low + point + SLACK)
        alarmed |= (high > INTERVAL) | (low < -INTERVAL)
    return alarmed


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
