"""Does a defect rate rise or fall from month to month? Cochran-Armitage's test for trend in proportions.

Months of a plant scatter more than a binomial allows; the test is widened by what they scatter about the trend
(quasi-likelihood, McCullagh & Nelder 1989), so that large counts alone never make a trend.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from qmdesk.stats.proportion import check_counts
from qmdesk.stats.spc_types import JsonNumber
from qmdesk.stats.special import normal_tail, t_two_sided

#: Fewer periods than this show no trend.
LEAST = 4
#: Below this p a trend is spoken of.
ALPHA = 0.05


@dataclass(frozen=True, slots=True)
class RateTrend:
    """A trend in defect rates. ``direction`` is "rising", "falling", "level" or "too-few" (periods, or nothing to see).

    ``z`` is Cochran-Armitage's (its square is the chi-square with one degree), ``p_binomial`` its two-sided p;
    ``dispersion`` is how much more the periods scatter about the trend than a binomial (1 at least) and ``p``
    allows for it. ``per_period`` is the slope in defective units per million and period.
    """

    periods: int
    z: float | None
    p_binomial: float | None
    dispersion: float | None
    p: float | None
    per_period: float | None
    direction: str

    def to_json(self) -> dict[str, JsonNumber]:
        return {
            "periods": self.periods,
            "z": self.z,
            "p_binomial": self.p_binomial,
            "dispersion": self.dispersion,
            "p": self.p,
            "per_period": self.per_period,
            "direction": self.direction,
        }


def rate_trend(rows: Sequence[tuple[int, int]], places: Sequence[int] = ()) -> RateTrend:
    """The trend of (defective, units) by period, in order. ``places`` say when each was, where some are missing.

    Raises Refused: ``nothing-counted``, ``defective-out-of-range``.
    """
    for defective, units in rows:
        check_counts(defective, units)
    when = tuple(places) or tuple(range(len(rows)))
    total, found = sum(units for _, units in rows), sum(defective for defective, _ in rows)
    if len(rows) < LEAST or not 0 < found < total or len(set(when)) < LEAST:
        return RateTrend(len(rows), None, None, None, None, None, "too-few")
    share = found / total
    middle = sum(units * place for (_, units), place in zip(rows, when, strict=True)) / total
    covariance = sum(
        (defective - units * share) * (place - middle) for (defective, units), place in zip(rows, when, strict=True)
    )
    squares = sum(units * (place - middle) ** 2 for (_, units), place in zip(rows, when, strict=True))
    z = covariance / math.sqrt(share * (1 - share) * squares)
    apart = sum((defective - units * share) ** 2 / units for defective, units in rows) / (share * (1 - share))
    dispersion = max(1.0, (apart - z * z) / (len(rows) - 2))
    p_binomial = 2 * normal_tail(abs(z))
    p = p_binomial if dispersion == 1.0 else t_two_sided(z / math.sqrt(dispersion), len(rows) - 2)
    direction = "level" if p >= ALPHA else "rising" if z > 0 else "falling"
    return RateTrend(len(rows), z, p_binomial, dispersion, p, 1e6 * covariance / squares, direction)
