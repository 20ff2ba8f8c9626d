"""Is it normal? Anderson-Darling and Shapiro-Wilk tests, and the coordinates of a normal probability plot.

A rejected test alone refuses nothing (STATISTICS): rounded normal data is rejected often.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from qmdesk.stats.spc_types import JsonNumber
from qmdesk.stats.special import beta_quantile, normal_log_cdf, normal_quantiles, normal_tail

#: Below this p of the Anderson-Darling test another distribution is offered (STATISTICS, capability).
ALPHA = 0.005
#: The p of the Anderson-Darling test is known from this sample size up (Stephens 1986).
LEAST_FOR_P = 8
#: Royston's approximation of the Shapiro-Wilk p was made for samples up to this size (1995).
LARGEST_SHAPIRO = 5000


@dataclass(frozen=True, slots=True)
class Shapiro:
    """Shapiro-Wilk W and its p."""

    w: float
    p: float


@dataclass(frozen=True, slots=True)
class Normality:
    """Anderson-Darling A² (unmodified) with p by Stephens, Shapiro-Wilk beside it.

    ``normal`` is p >= ALPHA; ``p`` and ``normal`` are None for fewer than 8 readings, ``shapiro`` for fewer
    than 3 or more than 5000.
    """

    statistic: float
    p: float | None
    normal: bool | None
    shapiro: Shapiro | None
    test: str = "anderson-darling"

    def to_json(self) -> dict[str, JsonNumber]:
        """The ``normality`` part of `capability --json`."""
        beside = None if self.shapiro is None else {"w": self.shapiro.w, "p": self.shapiro.p}
        return {
            "test": self.test,
            "statistic": self.statistic,
            "p": self.p,
            "alpha": ALPHA,
            "normal": self.normal,
            "shapiro": beside,
        }


def normality(values: np.ndarray) -> Normality | None:
    """Both tests of readings, shape (n,); None for fewer than 3 readings or no variation."""
    if len(values) < 3 or not np.ptp(values) > 0:
        return None
    statistic = anderson_darling(values)
    p = anderson_darling_p(statistic, len(values)) if len(values) >= LEAST_FOR_P else None
    shapiro = shapiro_wilk(values) if len(values) <= LARGEST_SHAPIRO else None
    return Normality(statistic, p, None if p is None else p >= ALPHA, shapiro)


def anderson_darling(values: np.ndarray) -> float:
    """A² of readings against a normal with their own mean and s (divisor n - 1), unmodified."""
    z = np.sort((values - values.mean()) / values.std(ddof=1))
    return anderson_darling_of(normal_log_cdf(z), normal_log_cdf(-z))


def anderson_darling_of(log_below: np.ndarray, log_above: np.ndarray) -> float:
    """A² from log F and log(1 - F) of the sorted readings."""
    n = len(log_below)
    odd = 2.0 * np.arange(1, n + 1) - 1.0
    return float(-n - np.sum(odd * (log_below + log_above[::-1])) / n)


def anderson_darling_p(statistic: float, n: int) -> float:
    """p of A² for a normal with estimated mean and s (D'Agostino & Stephens 1986, table 4.9), n >= 8."""
    a = statistic * (1.0 + 0.75 / n + 2.25 / n**2)
    if a < 0.2:
        return 1.0 - math.exp(-13.436 + 101.14 * a - 223.73 * a * a)
    if a < 0.34:
        return 1.0 - math.exp(-8.318 + 42.796 * a - 59.938 * a * a)
    if a < 0.6:
        return math.exp(0.9177 - 4.279 * a - 1.38 * a * a)
    # The fitted parabola turns upwards beyond 153: there, and long before, p is nought.
    return math.exp(1.2937 - 5.709 * a + 0.0186 * a * a) if a < 10.0 else 3.7e-24


def shapiro_wilk(values: np.ndarray) -> Shapiro:
    """W and p by Royston's algorithm AS R94 (1995), for 3 to 5000 readings that aren't all alike."""
    x = np.sort(np.asarray(values, dtype=float))
    n = len(x)
    x = (x - np.median(x)) / np.ptp(x)
    weights = _shapiro_weights(n)
    w = float(np.dot(weights, x) ** 2 / np.sum((x - x.mean()) ** 2))
    return Shapiro(min(w, 1.0), _shapiro_p(min(w, 1.0), n))


@dataclass(frozen=True, slots=True)
class ProbabilityPlot:
    """A normal probability plot: sorted readings against normal scores, with a pointwise 95 % band.

    ``scores`` are Φ⁻¹((i - 0.375)/(n + 0.25)) (Blom); the fitted line is x = mean + sd·score; ``low`` and ``high``
    are readings between which 95 % of the points of a normal process with that mean and s would lie at each score.
    """

    readings: tuple[float, ...]
    scores: tuple[float, ...]
    mean: float
    sd: float
    low: tuple[float, ...]
    high: tuple[float, ...]


def probability_plot(values: np.ndarray, most: int = 2000) -> ProbabilityPlot | None:
    """Coordinates of the plot, thinned to ``most`` points that keep both ends; None without variation."""
    x = np.sort(np.asarray(values, dtype=float))
    n = len(x)
    if n < 3 or not np.ptp(x) > 0:
        return None
    rank = np.arange(1, n + 1, dtype=float)
    keep = _thinned(n, most)
    x, rank = x[keep], rank[keep]
    mean, sd = float(values.mean()), float(values.std(ddof=1))
    low = mean + sd * normal_quantiles(beta_quantile(0.025, rank, n + 1 - rank))
    high = mean + sd * normal_quantiles(beta_quantile(0.975, rank, n + 1 - rank))
    scores = normal_quantiles((rank - 0.375) / (n + 0.25))
    return ProbabilityPlot(_tuple(x), _tuple(scores), mean, sd, _tuple(low), _tuple(high))


def _thinned(n: int, most: int) -> np.ndarray:
    """Indices of at most ``most`` of ``n`` sorted points: the tails whole, the middle evenly."""
    if n <= most:
        return np.arange(n)
    tail = most // 4
    middle = np.linspace(tail, n - tail - 1, most - 2 * tail).round().astype(int)
    return np.concatenate([np.arange(tail), middle, np.arange(n - tail, n)])


def _shapiro_weights(n: int) -> np.ndarray:
    if n == 3:
        return np.array([-math.sqrt(0.5), 0.0, math.sqrt(0.5)])
    scores = normal_quantiles((np.arange(1, n + 1) - 0.375) / (n + 0.25))
    total = float(np.sum(scores**2))
    u = 1.0 / math.sqrt(n)
    last = np.polyval([-2.706056, 4.434685, -2.071190, -0.147981, 0.221157, scores[-1] / math.sqrt(total)], u)
    weights = np.empty(n)
    if n > 5:
        next_last = np.polyval([-3.582633, 5.682633, -1.752461, -0.293762, 0.042981, scores[-2] / math.sqrt(total)], u)
        phi = (total - 2 * scores[-1] ** 2 - 2 * scores[-2] ** 2) / (1 - 2 * last**2 - 2 * next_last**2)
        weights[2:-2] = scores[2:-2] / math.sqrt(phi)
        weights[-2], weights[1] = next_last, -next_last
    else:
        phi = (total - 2 * scores[-1] ** 2) / (1 - 2 * last**2)
        weights[1:-1] = scores[1:-1] / math.sqrt(phi)
    weights[-1], weights[0] = last, -last
    return weights


def _shapiro_p(w: float, n: int) -> float:
    if w >= 1.0:
        return 1.0
    if n == 3:
        return max(0.0, 6.0 / math.pi * (math.asin(math.sqrt(w)) - math.asin(math.sqrt(0.75))))
    y = math.log(1.0 - w)
    if n <= 11:
        gamma = np.polyval([0.459, -2.273], n)
        if y >= gamma:
            return 1e-99
        y = -math.log(gamma - y)
        mean = np.polyval([-0.0006714, 0.025054, -0.39978, 0.5440], n)
        sd = math.exp(np.polyval([-0.0020322, 0.062767, -0.77857, 1.3822], n))
    else:
        mean = np.polyval([0.0038915, -0.083751, -0.31082, -1.5861], math.log(n))
        sd = math.exp(np.polyval([0.0030302, -0.082676, -0.4803], math.log(n)))
    return normal_tail((y - float(mean)) / sd)


def _tuple(values: np.ndarray) -> tuple[float, ...]:
    return tuple(values.tolist())
