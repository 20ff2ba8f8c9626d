"""Transformations to normality: Box-Cox (1964) and the Johnson system (1949), as fits with quantiles of their own."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np

from qmdesk.model.problem import Problem, Refused
from qmdesk.stats.fits import Curve, Fit, gaussian_of, positive
from qmdesk.stats.normality import anderson_darling
from qmdesk.stats.roots import maximum
from qmdesk.stats.special import normal_cdf

#: The Johnson system needs four percentiles, the outer ones well inside the data.
LEAST_FOR_JOHNSON = 20
#: λ is looked for between these; beyond them a power says nothing about a process.
POWERS = (-5.0, 5.0)


def box_cox(values: np.ndarray) -> Fit:
    """(x^λ - 1)/λ with the λ of largest profile likelihood, for positive readings.

    Readings are divided by their geometric mean first: that changes neither λ nor any index, and keeps powers small.
    """
    positive(values, "box-cox")
    middle = float(np.exp(np.log(values).mean()))
    scaled = values / middle

    def likelihood(power: float) -> float:
        return -math.log(float(np.var(_power(scaled, power))))

    grid = np.linspace(*POWERS, 41)
    peak = int(np.argmax([likelihood(float(power)) for power in grid]))
    low, high = grid[max(peak - 1, 0)], grid[min(peak + 1, len(grid) - 1)]
    best = maximum(likelihood, float(low), float(high), 1e-9)
    return gaussian_of(
        "box-cox",
        {"lambda": best, "geometric_mean": middle},
        values,
        lambda x: _power(np.asarray(x) / middle, best),
        lambda y: middle * _inverse_power(y, best),
    )


def johnson(values: np.ndarray) -> Fit:
    """The Johnson transformation (SU, SB or SL) that makes the readings most normal by Anderson-Darling.

    Percentiles at ±z and ±3z give the type and its parameters (Slifker & Shapiro 1980); z from 0.25 to 1.25 is
    chosen by the test (Chou, Polansky & Mason 1998). Raises Refused ``johnson-no-fit``, ``too-few-readings-for``.
    """
    if len(values) < LEAST_FOR_JOHNSON:
        raise Refused(Problem("too-few-readings-for", details={"method": "johnson", "least": LEAST_FOR_JOHNSON}))
    x = np.sort(values)
    best: Fit | None = None
    smallest = math.inf
    for parameters in _candidates(x):
        forth, back = _johnson_pair(parameters)
        y = forth(x)
        if not np.all(np.isfinite(y)) or not np.ptp(y) > 0:
            continue
        statistic = anderson_darling(y)
        if statistic < smallest:
            smallest = statistic
            best = gaussian_of(f"johnson-{parameters[0]}", _named(parameters), values, forth, back)
    if best is None:
        raise Refused(Problem("johnson-no-fit"))
    return best


Parameters = tuple[str, float, float, float, float]


def _candidates(x: np.ndarray) -> Iterator[Parameters]:
    """(type, γ, η, ε, λ) by percentiles, for each z."""
    n = len(x)
    for z in np.arange(0.25, 1.2501, 0.01):
        places = n * normal_cdf(np.array([-3 * z, -z, z, 3 * z])) + 0.5
        if places[0] < 1 or places[-1] > n:
            continue
        outer_low, low, high, outer_high = np.interp(places, np.arange(1, n + 1), x)
        m, k, p = float(outer_high - high), float(low - outer_low), float(high - low)
        if min(m, k, p) <= 0:
            continue
        middle = float(high + low) / 2.0
        ratio = m * k / p**2
        if ratio > 1.0 + 1e-9:
            yield _unbounded(float(z), m / p, k / p, p, middle)
        elif ratio < 1.0 - 1e-9:
            yield _bounded(float(z), p / m, p / k, p, middle)
        if m / p > 1.0 + 1e-9:
            yield _lognormal(float(z), m / p, p, middle)


def _unbounded(z: float, m: float, k: float, p: float, middle: float) -> Parameters:
    eta = 2.0 * z / math.acosh((m + k) / 2.0)
    root = math.sqrt(m * k - 1.0)
    gamma = eta * math.asinh((k - m) / (2.0 * root))
    scale = 2.0 * p * root / ((m + k - 2.0) * math.sqrt(m + k + 2.0))
    return "su", gamma, eta, middle + p * (k - m) / (2.0 * (m + k - 2.0)), scale


def _bounded(z: float, m: float, k: float, p: float, middle: float) -> Parameters:
    product = (1.0 + m) * (1.0 + k)
    eta = z / math.acosh(0.5 * math.sqrt(product))
    gamma = eta * math.asinh((k - m) * math.sqrt(product - 4.0) / (2.0 * (m * k - 1.0)))
    scale = p * math.sqrt((product - 2.0) ** 2 - 4.0) / (m * k - 1.0)
    return "sb", gamma, eta, middle - scale / 2.0 + p * (k - m) / (2.0 * (m * k - 1.0)), scale


def _lognormal(z: float, m: float, p: float, middle: float) -> Parameters:
    eta = 2.0 * z / math.log(m)
    gamma = eta * math.log((m - 1.0) / (p * math.sqrt(m)))
    return "sl", gamma, eta, middle - p / 2.0 * (m + 1.0) / (m - 1.0), 1.0


def _johnson_pair(parameters: Parameters) -> tuple[Curve, Curve]:
    """The transformation and its inverse; outside the support the transformation is NaN or infinite."""
    kind, gamma, eta, origin, scale = parameters

    def forth(x: np.ndarray) -> np.ndarray:
        t = (np.asarray(x, dtype=float) - origin) / scale
        with np.errstate(invalid="ignore", divide="ignore"):
            return gamma + eta * (np.arcsinh(t) if kind == "su" else np.log(t / (1.0 - t) if kind == "sb" else t))

    def back(y: np.ndarray) -> np.ndarray:
        t = (np.asarray(y) - gamma) / eta
        if kind == "su":
            return origin + scale * np.sinh(t)
        return origin + scale * (np.exp(t) if kind == "sl" else 1.0 / (1.0 + np.exp(-t)))

    return forth, back


def _named(parameters: Parameters) -> dict[str, float]:
    return dict(zip(("gamma", "eta", "epsilon", "lambda"), parameters[1:], strict=True))


def _power(x: np.ndarray, power: float) -> np.ndarray:
    """(x^λ - 1)/λ, the logarithm at 0; NaN where x is out of its reach."""
    with np.errstate(invalid="ignore", divide="ignore"):
        logs = np.log(x)
    return logs if abs(power) < 1e-12 else np.expm1(power * logs) / power


def _inverse_power(y: np.ndarray, power: float) -> np.ndarray:
    """The reading behind a transformed value; a value below the support is 0, one above it infinite."""
    if abs(power) < 1e-12:
        return np.exp(y)
    base = 1.0 + power * np.asarray(y)
    with np.errstate(divide="ignore"):
        return np.where(base > 0, np.maximum(base, np.finfo(float).tiny) ** (1.0 / power), 0.0 if power > 0 else np.inf)
