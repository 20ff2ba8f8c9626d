"""Defects per million, exactly, and the continuous sigma level shown beside the annex's table."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from qmdesk.model.problem import Problem, Refused
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
