"""Confidence intervals of capability indices, each with the degrees of freedom of the sigma behind it.

Sources: ISO 22514-2 (chi-square for Cp); Bissell 1990 (Cpk); Chou & Owen 1989 (one-sided indices, noncentral t).
"""

from __future__ import annotations

import math

from qmdesk.stats.roots import decreasing_root
from qmdesk.stats.special import chi_square_quantile, noncentral_t_cdf, normal_quantile

Pair = tuple[float, float]


def cp_interval(cp: float, df: float, confidence: float = 0.95) -> Pair:
    """Two-sided chi-square interval of Cp or Pp."""
    tail = (1.0 - confidence) / 2.0
    return (
        cp * math.sqrt(chi_square_quantile(tail, df) / df),
        cp * math.sqrt(chi_square_quantile(1.0 - tail, df) / df),
    )


def cpk_interval(cpk: float, n: int, df: float, confidence: float = 0.95) -> Pair:
    """Two-sided interval of Cpk or Ppk: Cpk ± z·√(1/(9n) + Cpk²/(2·df)) (Bissell 1990)."""
    half = normal_quantile(0.5 + confidence / 2.0) * _bissell_error(cpk, n, df)
    return cpk - half, cpk + half


def cpk_lower(cpk: float, n: int, df: float, confidence: float = 0.95) -> float:
    """One-sided lower bound of Cpk: what the sample demonstrates (Bissell 1990)."""
    return cpk - normal_quantile(confidence) * _bissell_error(cpk, n, df)


def cpm_interval(cpm: float, n: int, bias_in_sigmas: float, confidence: float = 0.95, df: float | None = None) -> Pair:
    """Chi-square interval of Cpm with n·(1 + b²)²/(1 + 2b²) degrees, b = (x̄ - T)/s (Boyles 1991).

    ``df`` are the degrees of freedom of the sigma where it isn't the overall one; then s² counts for those and the
    bias for n.
    """
    square = bias_in_sigmas**2
    degrees = (1.0 + square) ** 2 / (1.0 / (n if df is None else df) + 2.0 * square / n)
    return cp_interval(cpm, degrees, confidence)


def one_sided_interval(index: float, n: int, df: float, confidence: float = 0.95) -> Pair:
    """Exact interval of CPU or CPL for a normal process: 3√n·index is noncentral t (Chou & Owen 1989)."""
    tail = (1.0 - confidence) / 2.0
    t = 3.0 * math.sqrt(n) * index

    def bound(p: float) -> float:
        noncentrality = decreasing_root(lambda nc: noncentral_t_cdf(t, df, nc) - p, t, _spread_of(t, df))
        return noncentrality / (3.0 * math.sqrt(n))

    return bound(1.0 - tail), bound(tail)


def required_cpk(threshold: float, n: int, df: float | None = None, confidence: float = 0.95) -> float | None:
    """The observed Cpk whose one-sided lower bound is just ``threshold``; None where no observed value suffices.

    ``df`` is n - 1 where not said. The root of the Bissell bound in closed form.
    """
    degrees = n - 1.0 if df is None else df
    if n < 2 or degrees <= 0:
        return None
    z_square = normal_quantile(confidence) ** 2
    a = 1.0 - z_square / (2.0 * degrees)
    if a <= 0:
        return None
    rest = threshold**2 - z_square / (9.0 * n)
    return (threshold + math.sqrt(max(threshold**2 - a * rest, 0.0))) / a


def required_n(cpk: float, threshold: float, df_share: float = 1.0, confidence: float = 0.95) -> int | None:
    """The number of readings from which an observed ``cpk`` would demonstrate ``threshold``; None where none would.

    ``df_share`` is the degrees of freedom per reading (about 0.8 for subgroups of five, 0.6 for a moving range).
    """
    if cpk <= threshold:
        return None

    def enough(n: int) -> bool:
        return cpk_lower(cpk, n, max((n - 1) * df_share, 1e-9), confidence) >= threshold

    high = 2
    while not enough(high):
        high *= 2
        if high > 10**9:
            return None
    low = high // 2
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if enough(middle) else (middle, high)
    return high


def _bissell_error(cpk: float, n: int, df: float) -> float:
    return math.sqrt(1.0 / (9.0 * n) + cpk**2 / (2.0 * df))


def _spread_of(t: float, df: float) -> float:
    return math.sqrt(1.0 + t * t / (2.0 * df))
