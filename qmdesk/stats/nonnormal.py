"""Capability of a process that isn't normal, by the percentiles X0.135 %, X50 % and X99.865 % (ISO 22514-2).

The index is always a Ppk: it rests on the distribution of all readings. It is offered beside the normal figure, with
the reason for it, and never silently in its place.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from qmdesk.model.problem import Problem, Refused
from qmdesk.stats import fits, transforms
from qmdesk.stats.fits import Curve, Fit
from qmdesk.stats.indices import Indices
from qmdesk.stats.normality import LEAST_FOR_P, anderson_darling_p
from qmdesk.stats.spc_types import JsonNumber

#: The shares below the three percentiles: a normal process has 3 sigma to each side of the middle one.
SHARES = (0.00135, 0.5, 0.99865)
#: Below this many readings the 0.135 % percentile can't be read from the data themselves.
LEAST_EMPIRICAL = 2200
#: Points of the density curve kept for drawing.
CURVE_POINTS = 201

METHODS: Mapping[str, Callable[[np.ndarray], Fit]] = {
    "box-cox": transforms.box_cox,
    "johnson": transforms.johnson,
    **fits.FAMILIES,
}


@dataclass(frozen=True, slots=True)
class NonNormal:
    """A non-normal capability figure. ``method`` was asked for, ``family`` is what came of it (``johnson-su``).

    ``percentiles`` are X0.135 %, median and X99.865 % in the unit of the readings, ``indices`` rest on them.
    ``transformed`` are the indices of readings and limits after a transformation, as several programs print them.
    ``statistic`` is A² against the fit, ``p`` its p where one is known, ``reason`` the assessor's. ``curve`` is the
    density as (x, density) for drawing.
    """

    method: str
    family: str
    parameters: Mapping[str, float]
    percentiles: tuple[float, float, float]
    indices: Indices
    transformed: Indices | None
    statistic: float | None
    p: float | None
    expected_ppm: float | None
    reason: str
    curve: tuple[tuple[float, float], ...]

    @property
    def ppk(self) -> float | None:
        return self.indices.smaller

    def to_json(self) -> dict[str, JsonNumber]:
        """The ``nonnormal`` part of `capability --json`."""
        low, median, high = self.percentiles
        return {
            "method": self.method,
            "family": self.family,
            "parameters": dict(self.parameters),
            "x_00135": low,
            "median": median,
            "x_99865": high,
            "pp": self.indices.potential,
            "ppl": self.indices.lower,
            "ppu": self.indices.upper,
            "ppk": self.ppk,
            "transformed": None if self.transformed is None else _sides(self.transformed),
            "ad": self.statistic,
            "p": self.p,
            "expected_ppm": self.expected_ppm,
            "reason": self.reason,
        }


def nonnormal_index(
    values: np.ndarray, lsl: float | None, usl: float | None, method: str, reason: str = ""
) -> NonNormal:
    """Percentile indices of readings by one of METHODS, by ``empirical`` percentiles, or by the ``best`` fit.

    Raises Refused: ``nonnormal-method-unknown``, ``too-few-readings-for``, ``values-must-be-positive``,
    ``johnson-no-fit``, ``percentiles-out-of-reach``, ``no-fit`` (best).
    """
    with np.errstate(all="ignore"):  # a limit or a try outside a distribution's reach is no news
        return _asked(values, lsl, usl, method, reason)


def _asked(values: np.ndarray, lsl: float | None, usl: float | None, method: str, reason: str) -> NonNormal:
    if method == "empirical":
        return _empirical(values, lsl, usl, reason)
    if method != "best" and method not in METHODS:
        known = ", ".join((*METHODS, "best", "empirical"))
        raise Refused(Problem("nonnormal-method-unknown", details={"method": method, "known": known}))
    if len(values) < 3 or not np.ptp(values) > 0:
        raise Refused(Problem("too-few-readings-for", details={"method": method, "least": 3}))
    if method == "best":
        found = candidates(values)
        if not found:
            raise Refused(Problem("no-fit"))
        return _index(values, found[0][1], lsl, usl, method, reason)
    return _index(values, METHODS[method](values), lsl, usl, method, reason)


def candidates(values: np.ndarray) -> tuple[tuple[str, Fit, float], ...]:
    """Every method that fits these readings as (method, fit, A²), the closest (smallest A²) first."""
    found: list[tuple[str, Fit, float]] = []
    with np.errstate(all="ignore"):
        for name, method in METHODS.items():
            try:
                fit = method(values)
            except Refused:
                continue
            if np.isfinite([fit.quantile(share) for share in SHARES]).all():
                found.append((name, fit, fit.statistic(values)))
    return tuple(sorted(found, key=lambda each: each[2]))


def percentile_indices(percentiles: tuple[float, float, float], lsl: float | None, usl: float | None) -> Indices:
    """Pp, PPL and PPU by percentiles: (U - X50)/(X99.865 - X50) and its mirror image (ISO 22514-2)."""
    low, median, high = percentiles
    return Indices(
        potential=None if lsl is None or usl is None else _over(usl - lsl, high - low),
        lower=None if lsl is None else _over(median - lsl, median - low),
        upper=None if usl is None else _over(usl - median, high - median),
    )


def _over(distance: float, width: float) -> float | None:
    """None where percentiles coincide, as those of much rounded readings may."""
    return distance / width if width > 0 else None


def _index(values: np.ndarray, fit: Fit, lsl: float | None, usl: float | None, method: str, reason: str) -> NonNormal:
    low, median, high = (fit.quantile(share) for share in SHARES)
    if not np.isfinite([low, median, high]).all():
        raise Refused(Problem("percentiles-out-of-reach", details={"method": method}))
    statistic = fit.statistic(values)
    gaussian = fit.to_normal is not None or fit.method in {"normal", "lognormal"}
    return NonNormal(
        method=method,
        family=fit.method,
        parameters=fit.parameters,
        percentiles=(low, median, high),
        indices=percentile_indices((low, median, high), lsl, usl),
        transformed=None if fit.to_normal is None else _transformed(fit, lsl, usl),
        statistic=statistic,
        p=anderson_darling_p(statistic, len(values)) if gaussian and len(values) >= LEAST_FOR_P else None,
        expected_ppm=_expected(fit, lsl, usl),
        reason=reason,
        curve=_curve(fit, values),
    )


def _empirical(values: np.ndarray, lsl: float | None, usl: float | None, reason: str) -> NonNormal:
    if len(values) < LEAST_EMPIRICAL:
        raise Refused(Problem("too-few-readings-for", details={"method": "empirical", "least": LEAST_EMPIRICAL}))
    low, median, high = map(float, np.quantile(values, SHARES, method="weibull"))
    found = percentile_indices((low, median, high), lsl, usl)
    return NonNormal("empirical", "empirical", {}, (low, median, high), found, None, None, None, None, reason, ())


def _transformed(fit: Fit, lsl: float | None, usl: float | None) -> Indices:
    """Indices in the transformed scale; a limit that the distribution can't reach gives no side."""
    mean, sd = fit.parameters["mean"], fit.parameters["sd"]
    low, high = _image(fit, lsl), _image(fit, usl)
    return Indices(
        potential=None if low is None or high is None else (high - low) / (6.0 * sd),
        lower=None if low is None else (mean - low) / (3.0 * sd),
        upper=None if high is None else (high - mean) / (3.0 * sd),
    )


def _image(fit: Fit, limit: float | None) -> float | None:
    if limit is None or fit.to_normal is None:
        return None
    image = float(fit.to_normal(np.array(limit)))
    return image if np.isfinite(image) else None


def _expected(fit: Fit, lsl: float | None, usl: float | None) -> float | None:
    """Parts per million outside. A limit outside the support has nothing beyond it, or everything."""
    if lsl is None and usl is None:
        return None
    median = fit.quantile(0.5)
    below = 0.0 if lsl is None else _share(fit.log_below, lsl, nowhere=float(lsl > median))
    above = 0.0 if usl is None else _share(fit.log_above, usl, nowhere=float(usl < median))
    return 1e6 * (below + above)


def _share(log_share: Curve, limit: float, *, nowhere: float) -> float:
    """exp of a log share, ``nowhere`` where the distribution doesn't reach the limit."""
    found = float(log_share(np.array(limit)))
    return nowhere if math.isnan(found) else math.exp(min(found, 0.0))


def _curve(fit: Fit, values: np.ndarray) -> tuple[tuple[float, float], ...]:
    """The density between the outer percentiles and readings, as differences of F."""
    low = min(fit.quantile(0.0005), float(values.min()))
    high = max(fit.quantile(0.9995), float(values.max()))
    edges = np.linspace(low, high, CURVE_POINTS + 1)
    shares = np.exp(fit.log_below(edges))
    density = np.diff(shares) / np.diff(edges)
    middles = (edges[1:] + edges[:-1]) / 2.0
    keep = np.isfinite(density)
    return tuple(zip(middles[keep].tolist(), density[keep].tolist(), strict=True))


def _sides(found: Indices) -> dict[str, JsonNumber]:
    return {"pp": found.potential, "ppl": found.lower, "ppu": found.upper, "ppk": found.smaller}
