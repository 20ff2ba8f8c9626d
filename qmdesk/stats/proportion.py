"""Exact bounds of a proportion of defective units (Clopper & Pearson 1934), one-sided unless said otherwise."""

from __future__ import annotations

import math
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from qmdesk.model.problem import Problem, Refused

#: The annex's highest defects per million of levels 2 to 5 (DOMAIN, section 3).
DPMO_MOST = (Decimal(66800), Decimal(6200), Decimal(230), Decimal("3.4"))


def check_counts(defective: int, units: int) -> None:
    """Raise Refused ``nothing-counted`` for no units, ``defective-out-of-range`` for less than 0 or more than all."""
    if units <= 0:
        raise Refused(Problem("nothing-counted", details={"units": units}))
    if not 0 <= defective <= units:
        raise Refused(Problem("defective-out-of-range", details={"defective": defective, "units": units}))


def clopper_pearson_upper(defective: int, units: int, confidence: float = 0.95) -> float:
    """The one-sided upper bound of the share of defective units (0..1): exact, also for none found."""
    check_counts(defective, units)
    if defective == units:
        return 1.0
    if defective == 0:
        return -math.expm1(math.log1p(-confidence) / units)
    from qmdesk.stats.special import beta_quantile

    return float(beta_quantile(confidence, defective + 1, units - defective))


def clopper_pearson_lower(defective: int, units: int, confidence: float = 0.95) -> float:
    """The one-sided lower bound of the share of defective units (0..1)."""
    check_counts(defective, units)
    if defective == 0:
        return 0.0
    if defective == units:
        return math.exp(math.log1p(-confidence) / units)
    from qmdesk.stats.special import beta_quantile

    return float(beta_quantile(1.0 - confidence, defective, units - defective + 1))


def clopper_pearson_interval(defective: int, units: int, confidence: float = 0.95) -> tuple[float, float]:
    """The two-sided interval, each tail with half of what is left."""
    one_sided = (1.0 + confidence) / 2.0
    return (
        clopper_pearson_lower(defective, units, one_sided),
        clopper_pearson_upper(defective, units, one_sided),
    )


def dpmo_bounds(defective: int, units: int, confidence: float = 0.95) -> tuple[float, float]:
    """The two-sided interval in defective units per million (or in defects: give opportunities as units)."""
    low, high = clopper_pearson_interval(defective, units, confidence)
    return 1e6 * low, 1e6 * high


def demonstrated_level(
    defective: int, units: int, most: Sequence[Decimal] = DPMO_MOST, confidence: float = 0.95
) -> int:
    """The level (1 up) whose dpmo the upper bound still keeps; ``most`` are the largest dpmo of levels 2 upwards."""
    bound = clopper_pearson_upper(defective, units, confidence) * 1e6
    return 1 + sum(bound <= float(each) for each in most)


def units_for_zero_defects(dpmo: Decimal | Fraction, confidence: float = 0.95) -> int:
    """How many units without any defective one demonstrate ``dpmo`` (> 0, below a million)."""
    needed = math.log1p(-confidence) / math.log1p(-float(dpmo) / 1e6)
    return math.ceil(needed - 1e-9)
