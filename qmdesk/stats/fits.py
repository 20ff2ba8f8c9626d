"""Distributions fitted to readings: normal, lognormal, Weibull, gamma, exponential and folded normal.

Parameters are maximum likelihood; the normal and the lognormal use divisor n - 1 as everywhere else here. A fit
answers for its distribution function, its tail and its quantiles; :mod:`qmdesk.stats.transforms` makes more of them.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from qmdesk.model.problem import Problem, Refused
from qmdesk.stats.normality import anderson_darling_of
from qmdesk.stats.roots import bisection, decreasing_root, maximum
from qmdesk.stats.special import (
    digamma,
    gamma_cdf,
    gamma_quantile,
    gamma_tail,
    normal_cdf,
    normal_log_cdf,
    normal_quantile,
)

Curve = Callable[[np.ndarray], np.ndarray]


@dataclass(frozen=True, slots=True)
class Fit:
    """A fitted distribution. ``log_below`` and ``log_above`` are log F and log(1 - F), ``quantile`` is F⁻¹.

    ``to_normal`` is the transformation that makes the readings normal, where the fit comes from one.
    """

    method: str
    parameters: Mapping[str, float]
    log_below: Curve
    log_above: Curve
    quantile: Callable[[float], float]
    to_normal: Curve | None = None

    def statistic(self, values: np.ndarray) -> float:
        """Anderson-Darling A² of the readings against this fit: the smaller, the better it holds in the tails."""
        x = np.sort(values)
        return anderson_darling_of(self.log_below(x), self.log_above(x))


def normal(values: np.ndarray) -> Fit:
    """Normal with the mean and s (divisor n - 1)."""
    return _gaussian("normal", values, lambda x: x, lambda y: y)


def lognormal(values: np.ndarray) -> Fit:
    """Lognormal without threshold: mean and s of the logarithms."""
    positive(values, "lognormal")
    return _gaussian("lognormal", values, np.log, math.exp)


def exponential(values: np.ndarray) -> Fit:
    """Exponential from 0: its mean is that of the readings."""
    positive(values, "exponential", zero=True)
    scale = float(values.mean())
    return Fit(
        "exponential",
        {"scale": scale},
        lambda x: _log_expm1(-x / scale),
        lambda x: -x / scale,
        lambda p: -scale * math.log1p(-p),
    )


def weibull(values: np.ndarray) -> Fit:
    """Weibull without threshold: ``shape`` from the likelihood equation, then ``scale``."""
    positive(values, "weibull")
    top = float(values.max())
    logs = np.log(values / top)
    middle = float(logs.mean())

    def equation(log_shape: float) -> float:
        shape = math.exp(log_shape)
        powers = np.exp(shape * logs)
        return 1.0 / shape + middle - float(np.sum(powers * logs) / np.sum(powers))

    shape = math.exp(decreasing_root(equation, 0.0, 1.0))
    scale = top * float(np.mean(np.exp(shape * logs))) ** (1.0 / shape)
    return Fit(
        "weibull",
        {"shape": shape, "scale": scale},
        lambda x: _log_expm1(-((x / scale) ** shape)),
        lambda x: -((x / scale) ** shape),
        lambda p: scale * (-math.log1p(-p)) ** (1.0 / shape),
    )


def gamma(values: np.ndarray) -> Fit:
    """Gamma without threshold: ``shape`` from log k - ψ(k) = log x̄ - mean log x, then ``scale``."""
    positive(values, "gamma")
    apart = values / values.mean() - 1.0
    gap = float(np.mean(apart - np.log1p(apart)))  # log x̄ - mean log x without the cancellation
    shape = math.exp(decreasing_root(lambda u: _log_less_digamma(math.exp(u)) - gap, 0.0, 1.0))
    scale = float(values.mean()) / shape
    return Fit(
        "gamma",
        {"shape": shape, "scale": scale},
        lambda x: _log(gamma_cdf(x / scale, shape)),
        lambda x: _log(gamma_tail(x / scale, shape)),
        lambda p: scale * gamma_quantile(p, shape),
    )


def _log_less_digamma(shape: float) -> float:
    """log k - ψ(k); by its series where the difference would lose its digits."""
    return 0.5 / shape + 1.0 / (12.0 * shape**2) if shape > 1e5 else math.log(shape) - digamma(shape)


def folded_normal(values: np.ndarray) -> Fit:
    """Folded normal (the size of a normal deviation, as roundness or run-out): location and scale before folding.

    Maximum likelihood (Leone, Nelson & Nottingham 1961): at its peak scale² + location² is the mean square, which
    leaves one unknown.
    """
    positive(values, "folded-normal", zero=True)
    square = float(np.mean(values**2))

    def likelihood(location: float) -> float:
        scale_square = square - location**2
        peak = values * (location / scale_square)  # log cosh of it without overflow
        doubled = float(np.mean(peak + np.log1p(np.exp(-2.0 * peak))))
        return doubled - 0.5 * (math.log(scale_square) + (square + location**2) / scale_square)

    root = math.sqrt(square)
    location = maximum(likelihood, 0.0, root * (1.0 - 1e-15), root * 1e-12)
    scale = math.sqrt(square - location**2)

    def below(x: np.ndarray) -> np.ndarray:
        return normal_cdf((x - location) / scale) - normal_cdf((-x - location) / scale)

    def above(x: np.ndarray) -> np.ndarray:
        return normal_cdf((location - x) / scale) + normal_cdf((-x - location) / scale)

    def quantile(p: float) -> float:
        return bisection(lambda x: p - float(below(np.array(x))), 0.0, location + 40.0 * scale)

    return Fit(
        "folded-normal",
        {"location": location, "scale": scale},
        lambda x: _log(below(x)),
        lambda x: _log(above(x)),
        quantile,
    )


FAMILIES: Mapping[str, Callable[[np.ndarray], Fit]] = {
    "normal": normal,
    "lognormal": lognormal,
    "weibull": weibull,
    "gamma": gamma,
    "exponential": exponential,
    "folded-normal": folded_normal,
}


def positive(values: np.ndarray, method: str, *, zero: bool = False) -> None:
    """Raise Refused ``values-must-be-positive`` where a reading is below (or, unless ``zero``, at) 0."""
    if (values < 0).any() or (not zero and (values == 0).any()):
        raise Refused(Problem("values-must-be-positive", details={"method": method}))


def gaussian_of(method: str, parameters: Mapping[str, float], values: np.ndarray, forth: Curve, back: Curve) -> Fit:
    """The fit of readings that ``forth`` makes normal and ``back`` returns (both increasing)."""
    y = forth(values)
    mean, sd = float(y.mean()), float(y.std(ddof=1))
    return Fit(
        method,
        {**parameters, "mean": mean, "sd": sd},
        lambda x: normal_log_cdf((forth(x) - mean) / sd),
        lambda x: normal_log_cdf((mean - forth(x)) / sd),
        lambda p: float(back(np.array(mean + sd * normal_quantile(p)))),
        forth,
    )


def _gaussian(method: str, values: np.ndarray, forth: Curve, back: Callable[[float], float]) -> Fit:
    """A normal or lognormal: the same, but not spoken of as a transformation."""
    fit = gaussian_of(method, {}, values, forth, lambda y: np.array(back(float(y))))
    return Fit(method, fit.parameters, fit.log_below, fit.log_above, fit.quantile)


def _log(share: np.ndarray) -> np.ndarray:
    """log, with nought as the smallest number there is: a reading may be out of a fit's reach."""
    return np.log(np.maximum(share, np.finfo(float).tiny))


def _log_expm1(exponent: np.ndarray) -> np.ndarray:
    """log(1 - exp(exponent)) for exponents <= 0."""
    return _log(-np.expm1(exponent))
