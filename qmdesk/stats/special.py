"""The few special functions that the room needs, typed, and imported only when one is called.

scipy.special costs a quarter of a second to import: the command line must not pay for it before a statistic asks.
"""

from __future__ import annotations

import numpy as np


def normal_cdf(x: np.ndarray) -> np.ndarray:
    """Φ(x)."""
    from scipy import special

    return np.asarray(special.ndtr(x))


def normal_log_cdf(x: np.ndarray) -> np.ndarray:
    """log Φ(x), accurate far out in the lower tail."""
    from scipy import special

    return np.asarray(special.log_ndtr(x))


def normal_quantiles(p: np.ndarray) -> np.ndarray:
    """Φ⁻¹(p)."""
    from scipy import special

    return np.asarray(special.ndtri(p))


def normal_tail(x: float) -> float:
    """1 - Φ(x) without cancellation."""
    return float(normal_cdf(np.array(-x)))


def normal_quantile(p: float) -> float:
    """Φ⁻¹(p)."""
    return float(normal_quantiles(np.array(p)))


def chi_square_quantile(p: float, df: float) -> float:
    """The x with P(χ² <= x) = p."""
    from scipy import special

    return float(2.0 * special.gammaincinv(df / 2.0, p))


def beta_quantile(p: float | np.ndarray, a: float | np.ndarray, b: float | np.ndarray) -> np.ndarray:
    """The x with P(Beta(a, b) <= x) = p."""
    from scipy import special

    return np.asarray(special.betaincinv(a, b, p))


def f_tail(value: float, numerator_df: float, denominator_df: float) -> float:
    """P(F > value)."""
    from scipy import special

    return float(special.fdtrc(numerator_df, denominator_df, value))


def noncentral_t_cdf(t: float, df: float, noncentrality: float) -> float:
    """P(T <= t) of the noncentral t distribution."""
    from scipy import special

    return float(special.nctdtr(df, noncentrality, t))


def gamma_quantile(p: float, shape: float) -> float:
    """Quantile of the gamma distribution with scale 1."""
    from scipy import special

    return float(special.gammaincinv(shape, p))


def gamma_cdf(x: np.ndarray, shape: float) -> np.ndarray:
    """Distribution function of the gamma distribution with scale 1."""
    from scipy import special

    return np.asarray(special.gammainc(shape, x))


def digamma(x: float) -> float:
    """ψ(x)."""
    from scipy import special

    return float(special.digamma(x))


def gamma_tail(x: np.ndarray, shape: float) -> np.ndarray:
    """1 - F of the gamma distribution with scale 1, without cancellation."""
    from scipy import special

    return np.asarray(special.gammaincc(shape, x))


def t_two_sided(t: float, df: float) -> float:
    """P(|T| > |t|) of Student's t distribution."""
    from scipy import special

    return float(2.0 * special.stdtr(df, -abs(t)))


def t_quantile(p: float, df: float) -> float:
    """The t with P(T <= t) = p."""
    from scipy import special

    return float(special.stdtrit(df, p))
