"""The control-chart constants d2, d3 and c4, computed where they are used instead of copied from a rounded table.

``d2`` and ``d3`` are the mean and the standard deviation of the range of ``n`` standard normal values, ``c4``
the mean of their standard deviation (divisor n - 1). The 50-digit values serve comparisons that decide a level.
Sources: GB/T 4091 / ISO 7870-2 and AIAG SPC 2nd ed. for their use; Tippett 1925 for the integral behind d2.
"""

from __future__ import annotations

import math
from decimal import Decimal, localcontext
from functools import cache

import numpy as np

#: Digits carried in decimal arithmetic; results are good to 50.
PRECISION = 60

_PI = Decimal("3.14159265358979323846264338327950288419716939937510582097494459230781640628620899")
#: Trapezium step and reach of the range integral. The rule converges like exp(-2π²/(n h²)) for this integrand.
_STEP = Decimal(1) / Decimal(16)
_REACH = 17
#: Beyond this subgroup size the range integral would need a finer step for 50 digits; ranges are not used there.
LARGEST_RANGE = 25


@cache
def d2(n: int) -> float:
    """Mean range of ``n`` standard normal values; 0 for n = 1. Any n from 1 up."""
    if n <= LARGEST_RANGE:
        return float(d2_decimal(n))
    x, weight = _grid(9.5, 4000)
    below = _phi_cumulative(x)
    return float(np.sum((1.0 - below**n - (1.0 - below) ** n) * weight))


@cache
def d2_decimal(n: int) -> Decimal:
    """``d2`` to 50 digits, for subgroups of 1 to 25: the integral of 1 - Φ(x)ⁿ - (1 - Φ(x))ⁿ over the line.

    Raises ValueError for other sizes.
    """
    if not 1 <= n <= LARGEST_RANGE:
        raise ValueError(f"50-digit d2 is for subgroups of 1 to {LARGEST_RANGE}, not {n}")
    with localcontext() as context:
        context.prec = PRECISION
        if n == 1:
            return Decimal(0)
        total = sum((1 - upper**n - lower**n for lower, upper in _tails()), Decimal(0))
        at_zero = 1 - 2 * Decimal("0.5") ** n
        return (2 * total + at_zero) * _STEP


@cache
def d3(n: int) -> float:
    """Standard deviation of the range of ``n`` standard normal values; 0 for n = 1."""
    if n == 1:
        return 0.0
    return math.sqrt(_range_second_moment(n) - d2(n) ** 2)


@cache
def d2_star(n: int) -> float:
    """Root mean square range of one sample of ``n``: the d2* (g = 1) of AIAG MSA 4th ed., appendix C."""
    return math.hypot(d2(n), d3(n))


@cache
def c4(n: int) -> float:
    """Mean standard deviation of ``n`` standard normal values; 0 for n = 1. Any n from 1 up."""
    return c4_of_df(n - 1.0)


def c4_of_df(df: float) -> float:
    """c4 by degrees of freedom, which may be broken: E(s)/σ where df·s²/σ² is chi-square."""
    if df <= 0:
        return 0.0
    return math.sqrt(2.0 / df) * math.exp(math.lgamma((df + 1) / 2) - math.lgamma(df / 2))


@cache
def c4_decimal(n: int) -> Decimal:
    """``c4`` to 50 digits: √(2/(n-1))·Γ(n/2)/Γ((n-1)/2), by the recurrence of Γ at half integers."""
    if n < 1:
        raise ValueError(f"c4 is for subgroups of 1 and more, not {n}")
    with localcontext() as context:
        context.prec = PRECISION
        if n == 1:
            return Decimal(0)
        # ratio(n) = Γ(n/2)/Γ((n-1)/2); ratio(2) = 1/√π, ratio(3) = √π/2, ratio(n+2) = ratio(n)·n/(n-1)
        ratio = 1 / _PI.sqrt() if n % 2 == 0 else _PI.sqrt() / 2
        for m in range(2 if n % 2 == 0 else 3, n, 2):
            ratio = ratio * m / (m - 1)
        return (Decimal(2) / (n - 1)).sqrt() * ratio


def sbar_efficiency(n: int) -> float:
    """The factor f_n of the degrees of freedom of s̄/c4, about f_n·k(n - 1) for k subgroups of ``n``.

    The stepped values are those of Bissell 1990, used by Minitab as well.
    """
    steps = ((2, 0.88), (3, 0.92), (4, 0.94), (5, 0.95), (7, 0.96), (9, 0.97), (17, 0.98), (64, 0.99))
    return next((factor for largest, factor in steps if n <= largest), 1.0)


def moving_range_df(ranges: int, shared: int | None = None) -> float:
    """Degrees of freedom that a mean of ``ranges`` moving ranges (span 2) is worth, matched by its variance.

    ``shared`` is how many pairs of ranges share a reading: one less than the ranges unless readings between were
    left out. Because of them the mean is worth about 0.605 a range and not 1; the chi
    distribution with these degrees of freedom has the same coefficient of variation (Patnaik 1950).
    """
    pairs = ranges - 1 if shared is None else shared
    variance = 2.0 - 4.0 / math.pi
    covariance = 4.0 / math.pi * (math.sqrt(0.75) + math.asin(0.5) / 2.0 - 1.0)
    relative = (ranges * variance + 2 * pairs * covariance) / ranges**2 / (4.0 / math.pi)
    return 1.0 / (2.0 * relative) + 0.25


@cache
def _tails() -> tuple[tuple[Decimal, Decimal], ...]:
    """(1 - Φ(x), Φ(x)) at x = h, 2h, ... up to the reach."""
    with localcontext() as context:
        context.prec = PRECISION + 5
        points = (step * _STEP for step in range(1, int(_REACH / _STEP) + 1))
        return tuple((Decimal("0.5") - area, Decimal("0.5") + area) for area in map(_area, points))


def _area(x: Decimal) -> Decimal:
    """Φ(x) - 1/2 by φ(x)·Σ x^(2k+1)/(2k+1)!!, whose terms are all positive."""
    term, total, k = x, x, 1
    while term > total * Decimal(10) ** -(PRECISION + 5):
        k += 2
        term = term * x * x / k
        total += term
    return total * (-x * x / 2).exp() / (2 * _PI).sqrt()


def _range_second_moment(n: int) -> float:
    """E(W²) of the range W of n values, as the integral of 2w·P(W > w)."""
    w, outer = np.polynomial.legendre.leggauss(120)
    w, outer = 8.0 * (w + 1.0), 8.0 * outer
    x, inner = _grid(9.5, 760)
    density = np.exp(-(x**2) / 2) / math.sqrt(2 * math.pi)
    span = _phi_cumulative(x[None, :] + w[:, None]) - _phi_cumulative(x)[None, :]
    inside = n * np.sum(density * span ** (n - 1) * inner, axis=1)
    return float(np.sum(2.0 * w * (1.0 - inside) * outer))


def _grid(reach: float, points: int) -> tuple[np.ndarray, float]:
    x = np.linspace(-reach, reach, points + 1)
    return x, 2.0 * reach / points


def _phi_cumulative(x: np.ndarray) -> np.ndarray:
    return np.vectorize(_phi, otypes=[float])(x)


def _phi(x: float) -> float:
    return 0.5 * math.erfc(-x / math.sqrt(2.0))
