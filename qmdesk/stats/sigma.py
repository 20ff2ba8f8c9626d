"""Defects per million, exactly, and the continuous sigma level shown beside the annex's table."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from qmdesk.model.problem import Problem, Refused
from qmdesk.stats.proportion import clopper_pearson_upper
from qmdesk.stats.special import normal_quantile

#: The shift between short and long term that the table of sigma levels takes for granted.
SHIFT = 1.5


def dpmo(defects: int, units: int, opportunities: int = 1) -> Fraction:
    """Defects per million opportunities, exact. With one opportunity: defective units per million (DOMAIN reading 8).

    Raises Refused: ``nothing-counted``, ``defective-out-of-range``.
    """
    chances = units * opportunities
    if chances <= 0:
        raise Refused(Problem("nothing-counted", details={"units": chances}))
    if not 0 <= defects <= chances:
        raise Refused(Problem("defective-out-of-range", details={"defective": defects, "units": chances}))
    return Fraction(defects * 1_000_000, chances)


@dataclass(frozen=True, slots=True)
class PerOpportunity:
    """Defects per opportunity, shown beside the defective units and deciding nothing (DOMAIN reading 8).

    ``dpmo`` and ``dpu`` are exact; ``upper`` is the 95 % upper bound of dpmo (Clopper & Pearson), ``sigma`` the
    continuous level or None at 0 and at a million.
    """

    dpmo: Fraction
    dpu: Fraction
    upper: float
    sigma: float | None


def per_opportunity(defects: int, units: int, opportunities: int) -> PerOpportunity:
    """What so many defects in units of so many opportunities each say. Raises Refused as :func:`dpmo`."""
    found = dpmo(defects, units, opportunities)
    upper = 1e6 * clopper_pearson_upper(defects, units * opportunities)
    return PerOpportunity(found, dpu(defects, units), upper, sigma_level(found))


def dpu(defects: int, units: int) -> Fraction:
    """Defects per unit, exact; may pass 1. Raises Refused ``nothing-counted``."""
    if units <= 0:
        raise Refused(Problem("nothing-counted", details={"units": units}))
    return Fraction(defects, units)


def sigma_level(dpmo: Decimal | Fraction | int, shift: float = SHIFT) -> float | None:
    """Φ⁻¹(1 - dpmo/10⁶) + shift; None for 0 or a million, where it has no value. It decides nothing."""
    share = Fraction(dpmo) / 1_000_000
    if not 0 < share < 1:
        return None
    return shift - normal_quantile(float(share))
