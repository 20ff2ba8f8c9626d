"""Cpk against a threshold, exactly, and Cpk as text that never reads on the other side of a threshold.

DOMAIN reading 7: thresholds are compared unrounded (full-value comparison, GB/T 8170) and never through binary
floating point; 9.95 9.95 10 10.05 10.05 with 9.8005..10.1995 is exactly 1.33.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_EVEN, Decimal, localcontext
from fractions import Fraction

from qmdesk.model.problem import Problem, Refused
from qmdesk.model.readings import Readings
from qmdesk.stats.exact import Spread, method_for, over_sigma, spread

#: The annex's thresholds of levels 2 to 5 (DOMAIN, section 3).
THRESHOLDS = (Decimal(1), Decimal("1.33"), Decimal("1.67"), Decimal("2.00"))
#: Decimals shown where no threshold is near.
DECIMALS = 4


def check_limits(lsl: Decimal | None, usl: Decimal | None) -> None:
    """Raise Refused ``limits-reversed`` where the lower limit isn't below the upper one."""
    if lsl is not None and usl is not None and lsl >= usl:
        raise Refused(Problem("limits-reversed", details={"lsl": str(lsl), "usl": str(usl)}))


def cpk_reaches(
    readings: Readings, lsl: Decimal | None, usl: Decimal | None, threshold: Decimal, method: str = ""
) -> bool:
    """Whether Cpk is at least ``threshold``, exactly; False where there is no Cpk at all.

    For pooled and overall: (U - x̄)²·ν >= 9t²·SS in whole numbers. With method "overall" the index is Ppk.
    Raises Refused for reversed limits and for a method that these readings don't allow.
    """
    found = _distance(readings, lsl, usl, method)
    return found is not None and found[0].reaches(found[1], 3 * Fraction(threshold))


def exact_cpk(readings: Readings, lsl: Decimal | None, usl: Decimal | None, method: str = "") -> Decimal | None:
    """Cpk to 50 digits, None where there is none (no limit, no variation, too few readings)."""
    found = _distance(readings, lsl, usl, method)
    if found is None:
        return None
    return over_sigma(found[1] / 3, found[0])


def exact_cpk_text(
    readings: Readings,
    lsl: Decimal | None,
    usl: Decimal | None,
    method: str = "",
    *,
    thresholds: Sequence[Decimal] = THRESHOLDS,
) -> str | None:
    """Cpk as decimal text with enough digits to stand on its own side of every threshold; None where there is none.

    Four decimals, more where it is nearer to a threshold than that; a value that is exactly a short decimal
    is given as that ("1.33", "2.00").
    """
    value = exact_cpk(readings, lsl, usl, method)
    found = _distance(readings, lsl, usl, method)
    if value is None or found is None:
        return None
    estimate, distance = found
    for decimals in range(DECIMALS, 46):
        text = round_to(value, decimals)
        if equals(estimate, distance, text):
            return short(text)
        if all(_same_side(estimate, distance, text, threshold) for threshold in thresholds):
            return f"{text:f}"
    return f"{round_to(value, 45):f}"


def equals(estimate: Spread, distance: Fraction, value: Decimal) -> bool:
    """Whether distance / (3 sigma) is exactly ``value`` (possible for a root-free estimate only)."""
    if estimate.variance is None:
        return False
    multiple = 3 * Fraction(value)
    return distance**2 == multiple**2 * estimate.variance and (distance >= 0) == (multiple >= 0)


def round_to(value: Decimal, decimals: int) -> Decimal:
    """``value`` to that many decimals, half to even."""
    with localcontext() as context:
        context.prec = 80
        return value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_EVEN)


def short(value: Decimal) -> str:
    """Plain decimal text without trailing zeros, but with two decimals at least."""
    whole, _, digits = f"{value:f}".partition(".")
    return f"{whole}.{digits.rstrip('0').ljust(2, '0')}"


def _same_side(estimate: Spread, distance: Fraction, text: Decimal, threshold: Decimal) -> bool:
    """Whether the text stands to the threshold as the value does, and doesn't equal it where the value doesn't."""
    if text == threshold:
        return equals(estimate, distance, text)
    return (text > threshold) == estimate.reaches(distance, 3 * Fraction(threshold))


def _distance(
    readings: Readings, lsl: Decimal | None, usl: Decimal | None, method: str
) -> tuple[Spread, Fraction] | None:
    """The sigma estimate and the exact distance from the mean to the nearer limit."""
    check_limits(lsl, usl)
    estimate = spread(readings, method_for(readings, method))
    if estimate is None or not estimate.sigma:
        return None
    distances = [] if lsl is None else [estimate.mean - Fraction(lsl)]
    distances += [] if usl is None else [Fraction(usl) - estimate.mean]
    return (estimate, min(distances)) if distances else None
