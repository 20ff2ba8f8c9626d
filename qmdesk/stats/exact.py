"""Mean and sigma of a measurement set without rounding: what decides a level rests on these.

Readings are scaled integers, so sums, sums of squares, ranges and limits are exact. A pooled or overall variance
is an exact fraction; where a square root or d2, d3, c4 comes in, 50-digit decimals stand in for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal, localcontext
from fractions import Fraction
from functools import lru_cache

import numpy as np

from qmdesk.model.problem import Problem, Refused
from qmdesk.model.readings import Readings
from qmdesk.stats import constants, whole

#: Estimators of sigma by name; "overall" is never called within.
METHODS = ("pooled", "rbar", "sbar", "mr", "overall")
#: No reading left out.
NONE: frozenset[int] = frozenset()
#: Largest subgroup whose range is used for sigma (AIAG SPC 2nd ed., ch. II; above it s or pooled).
LARGEST_RBAR = 10


@dataclass(frozen=True, slots=True)
class Spread:
    """Mean and one estimate of sigma, in the unit of the readings.

    ``variance`` is the exact square of sigma for pooled and overall, None for the others; ``sigma`` has 50
    digits. ``df`` are the degrees of freedom the estimate is worth (STATISTICS, intervals).
    """

    method: str
    n: int
    mean: Fraction
    sigma: Decimal
    variance: Fraction | None
    df: float

    def reaches(self, distance: Fraction, multiple: Fraction) -> bool:
        """Whether ``distance`` is at least ``multiple`` sigmas: exact, with no root for pooled and overall."""
        if self.variance is None:
            return distance >= multiple * Fraction(self.sigma)
        if multiple >= 0:
            return distance >= 0 and distance**2 >= multiple**2 * self.variance
        return distance >= 0 or distance**2 <= multiple**2 * self.variance


def method_for(readings: Readings, method: str = "") -> str:
    """The estimator used: the one asked for, else pooled with subgroups, mr without, overall where order is unknown.

    Raises Refused: ``sigma-method-unknown``, ``subgroups-needed``, ``order-needed``, ``rbar-subgroup-too-large``.
    """
    sizes = readings.subgroups
    grouped = sizes is not None and any(size > 1 for size in sizes)
    if not method:
        return "pooled" if grouped else "mr" if readings.ordered else "overall"
    if method not in METHODS:
        raise Refused(Problem("sigma-method-unknown", details={"method": method, "known": ", ".join(METHODS)}))
    if method in {"pooled", "rbar", "sbar"} and not grouped:
        raise Refused(Problem("subgroups-needed", details={"method": method}))
    if method == "mr" and not readings.ordered:
        raise Refused(Problem("order-needed"))
    if method == "rbar" and sizes is not None and max(sizes) > LARGEST_RBAR:
        raise Refused(Problem("rbar-subgroup-too-large", details={"size": max(sizes), "largest": LARGEST_RBAR}))
    return method


@lru_cache(maxsize=64)
def spread(readings: Readings, method: str, excluded: frozenset[int] = NONE) -> Spread | None:
    """Mean and sigma by one of METHODS; None where the estimate needs more readings than there are.

    Readings at the zero-based places ``excluded`` count in nothing; a moving range that touches one is left out.
    A sigma of 0 is returned as such. ISO 22514-2; AIAG SPC 2nd ed.
    """
    kept = readings.without(excluded)
    if len(kept) < 2:
        return None
    if method == "mr":
        return _moving_range(kept, runs(readings, excluded))
    return {"pooled": _pooled, "overall": _overall, "rbar": _mean_range, "sbar": _mean_sd}[method](kept)


def runs(readings: Readings, excluded: frozenset[int]) -> tuple[np.ndarray, ...]:
    """The scaled readings between those excluded, each run of neighbours as an array."""
    values, start, found = numbers(readings), 0, list[np.ndarray]()
    for place in (*sorted(place for place in excluded if 0 <= place < len(readings)), len(readings)):
        if place > start:
            found.append(values[start:place])
        start = place + 1
    return tuple(found)


def mean(readings: Readings) -> Fraction | None:
    """The exact mean, None for no readings."""
    return _mean_of(readings) if readings.scaled else None


def unit(readings: Readings) -> Fraction:
    """What one scaled step is worth."""
    return Fraction(1, 10**-readings.exponent)


def groups(readings: Readings) -> Iterator[Sequence[int]]:
    """The scaled readings subgroup by subgroup (one group for all where there are none)."""
    start = 0
    for size in readings.subgroups or (len(readings),):
        yield readings.scaled[start : start + size]
        start += size


def numbers(readings: Readings) -> np.ndarray:
    """The scaled readings, shape (n,): int64, or Python ints where those don't fit."""
    return whole.array_of(readings.scaled)


def by_size(readings: Readings) -> Iterator[tuple[int, np.ndarray]]:
    """The scaled readings as one matrix for each subgroup size, shape (subgroups of that size, size)."""
    values = numbers(readings)
    sizes = np.array(readings.subgroups or (len(readings),))
    starts = np.cumsum(sizes) - sizes
    for size in sorted(set(sizes.tolist())):
        first = starts[sizes == size]
        in_a_row = len(first) * size == first[-1] + size - first[0]
        if in_a_row:
            yield size, values[first[0] : first[-1] + size].reshape(-1, size)
        else:
            yield size, values[first[:, None] + np.arange(size)]


def floats(readings: Readings) -> np.ndarray:
    """The readings as doubles, each correctly rounded, shape (n,)."""
    return to_floats(readings.scaled, readings.exponent)


def to_floats(scaled: Sequence[int] | np.ndarray, exponent: int) -> np.ndarray:
    """Scaled whole numbers as doubles, each correctly rounded, shape (n,)."""
    values, steps = whole.array_of(scaled), 10**-exponent
    if not len(values):
        return np.zeros(0)
    low, high = whole.extent(values)
    if max(high, -low) < 2**53 and steps <= 10**22:
        return values.astype(float) / float(steps)
    return np.array([value / steps for value in values.tolist()], dtype=float)


def resolution(readings: Readings) -> Fraction | None:
    """The step that all readings are whole multiples apart: what the gauge or its reader resolves."""
    step = whole.step(numbers(readings))
    return step * unit(readings) if step else None


def distinct(readings: Readings) -> int:
    """How many different values there are."""
    return len(np.unique(numbers(readings)))


def beyond(readings: Readings, lsl: Decimal | None, usl: Decimal | None) -> tuple[int | None, int | None]:
    """How many readings are below the lower and above the upper limit, None without it; one on a limit conforms."""
    values, scale = numbers(readings), Decimal(10) ** -readings.exponent
    with localcontext() as context:
        context.prec = 100
        below = None if lsl is None else int((values < int((lsl * scale).to_integral_value(ROUND_CEILING))).sum())
        above = None if usl is None else int((values > int((usl * scale).to_integral_value(ROUND_FLOOR))).sum())
    return below, above


def root(square: Fraction) -> Decimal:
    """The square root of a fraction to 50 digits."""
    with localcontext() as context:
        context.prec = constants.PRECISION
        return (Decimal(square.numerator) / Decimal(square.denominator)).sqrt()


def decimal_of(value: Fraction) -> Decimal:
    """A fraction to 50 digits."""
    with localcontext() as context:
        context.prec = constants.PRECISION
        return Decimal(value.numerator) / Decimal(value.denominator)


def over_sigma(distance: Fraction, estimate: Spread) -> Decimal:
    """A distance in sigmas of the estimate (not 0), to 50 digits."""
    with localcontext() as context:
        context.prec = constants.PRECISION
        return decimal_of(distance) / estimate.sigma


def _from_squares(readings: Readings, method: str, squares: Fraction, df: int) -> Spread | None:
    if df < 1:
        return None
    variance = squares * unit(readings) ** 2 / df
    return Spread(method, len(readings), _mean_of(readings), root(variance), variance, float(df))


def _overall(readings: Readings) -> Spread | None:
    n = len(readings)
    return _from_squares(readings, "overall", Fraction(whole.squares(numbers(readings)), n), n - 1)


def _pooled(readings: Readings) -> Spread | None:
    squares, df = Fraction(0), 0
    for size, matrix in by_size(readings):
        squares += Fraction(whole.total(whole.squares_by_row(matrix)), size)
        df += (size - 1) * len(matrix)
    return _from_squares(readings, "pooled", squares, df)


def _moving_range(kept: Readings, stretches: Sequence[np.ndarray]) -> Spread | None:
    """MR̄/d2 of the readings that count, by the moving ranges within stretches of neighbours."""
    ranges = sum(len(stretch) - 1 for stretch in stretches)
    if not ranges:
        return None
    total = sum(whole.steps(stretch) for stretch in stretches)
    shared = sum(max(len(stretch) - 2, 0) for stretch in stretches)
    with localcontext() as context:
        context.prec = constants.PRECISION
        sigma = decimal_of(Fraction(total, ranges) * unit(kept)) / constants.d2_decimal(2)
    return Spread("mr", len(kept), _mean_of(kept), sigma, None, constants.moving_range_df(ranges, shared))


def _mean_range(readings: Readings) -> Spread | None:
    """R̄/d2; for unequal subgroups each R/d2(n) weighted by d2²/d3², the reciprocal of its variance (Burr 1969)."""

    def estimate(size: int, matrix: np.ndarray) -> Decimal:
        return Decimal(whole.ranges(matrix)) / len(matrix) / constants.d2_decimal(size)

    counts, estimates = _estimates(readings, estimate)
    weights = {n: (constants.d2(n) / constants.d3(n)) ** 2 for n in estimates}
    df = 0.9 * sum((n - 1) * count for n, count in counts.items())
    return _weighted(readings, "rbar", estimates, {n: weights[n] * counts[n] for n in weights}, df)


def _mean_sd(readings: Readings) -> Spread | None:
    """s̄/c4; for unequal subgroups each s/c4(n) weighted by c4²/(1 - c4²), the reciprocal of its variance."""

    def estimate(size: int, matrix: np.ndarray) -> Decimal:
        mean_root = _sum_of_roots(whole.squares_by_row(matrix)) / len(matrix)
        return mean_root / Decimal(size * (size - 1)).sqrt() / constants.c4_decimal(size)

    counts, estimates = _estimates(readings, estimate)
    weights = {n: constants.c4(n) ** 2 / (1.0 - constants.c4(n) ** 2) for n in estimates}
    df = sum(constants.sbar_efficiency(n) * (n - 1) * count for n, count in counts.items())
    return _weighted(readings, "sbar", estimates, {n: weights[n] * counts[n] for n in weights}, df)


def _estimates(
    readings: Readings, estimate: Callable[[int, np.ndarray], Decimal]
) -> tuple[dict[int, int], dict[int, Decimal]]:
    """How many subgroups there are of each size; σ as a multiple of the readings' unit by size, from two on."""
    counts: dict[int, int] = {}
    estimates: dict[int, Decimal] = {}
    with localcontext() as context:
        context.prec = constants.PRECISION
        for size, matrix in by_size(readings):
            counts[size] = len(matrix)
            if size > 1:
                estimates[size] = estimate(size, matrix)
    return counts, estimates


def _sum_of_roots(squares: np.ndarray) -> Decimal:
    """The sum of square roots to the precision in force; equal squares share a root."""
    values, counts = np.unique(squares, return_counts=True)
    pairs = zip(values.tolist(), counts.tolist(), strict=True)
    return sum((Decimal(value).sqrt() * count for value, count in pairs), Decimal(0))


def _weighted(
    readings: Readings, method: str, estimates: Mapping[int, Decimal], weights: Mapping[int, float], df: float
) -> Spread:
    """The mean of the estimates by subgroup size; with one size no weight (a double) touches the 50 digits."""
    with localcontext() as context:
        context.prec = constants.PRECISION
        if len(estimates) == 1:
            (sigma,) = estimates.values()
        else:
            total = sum((Decimal(weights[n]) * each for n, each in estimates.items()), Decimal(0))
            sigma = total / Decimal(sum(weights.values()))
        return Spread(method, len(readings), _mean_of(readings), sigma * decimal_of(unit(readings)), None, df)


def _mean_of(readings: Readings) -> Fraction:
    return Fraction(whole.total(numbers(readings)), len(readings)) * unit(readings)
