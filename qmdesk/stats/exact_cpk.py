"""Cpk against a threshold, exactly, and Cpk as text that never reads on the other side of a threshold.

DOMAIN reading 7: thresholds are compared unrounded (full-value comparison, GB/T 8170) and never through binary
floating point; 9.95 9.95 10 10.05 10.05 with 9.8005..10.1995 is exactly 1.33.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal, localcontext
from fractions import Fraction

from qmdesk.model.problem import Problem, Refused
from qmdesk.model.readings import Readings
from qmdesk.stats.exact import NONE, Spread, method_for, over_sigma, spread

#: The annex's thresholds of levels 2 to 5 (DOMAIN, section 3).
THRESHOLDS = (Decimal(1), Decimal("1.33"), Decimal("1.67"), Decimal("2.00"))
#: Decimals shown where no threshold is near.
DECIMALS = 4
#: Decimals of an index that comes from a fitted distribution, rounded before it is compared.
FITTED_DECIMALS = 6


@dataclass(frozen=True, slots=True)
class Index:
    """A deciding index and how it compares. ``value`` has 50 digits, or is the very decimal that decides.

    ``estimate`` and ``distance`` (to the nearer limit) are there where it is distance / (3 sigma).
    """

    value: Decimal
    estimate: Spread | None = None
    distance: Fraction = Fraction(0)

    def reaches(self, threshold: Decimal) -> bool:
        """Whether the index is at least ``threshold``: exact, without a root where the estimate allows."""
        if self.estimate is None:
            return self.value >= threshold
        return self.estimate.reaches(self.distance, 3 * Fraction(threshold))

    def equals(self, threshold: Decimal) -> bool:
        """Whether it is exactly ``threshold`` (with an estimate: possible for a root-free one only)."""
        if self.estimate is None:
            return self.value == threshold
        if self.estimate.variance is None:
            return False
        multiple = 3 * Fraction(threshold)
        same_sign = (self.distance >= 0) == (multiple >= 0)
        return self.distance**2 == multiple**2 * self.estimate.variance and same_sign

    def exceeds(self, threshold: Decimal) -> bool:
        return self.reaches(threshold) and not self.equals(threshold)

    def text(self, thresholds: Sequence[Decimal] = THRESHOLDS) -> str:
        """Decimal text with enough digits to stand on its own side of every threshold.

        Four decimals, more where it is nearer to a threshold than that; a value that is exactly a short decimal
        is given as that ("1.33", "2.00").
        """
        for decimals in range(DECIMALS, 46):
            text = round_to(self.value, decimals)
            if self.equals(text):
                return short(text)
            if self.estimate is not None and all(self._same_side(text, threshold) for threshold in thresholds):
                return f"{text:f}"
        return f"{round_to(self.value, 45):f}"

    def _same_side(self, text: Decimal, threshold: Decimal) -> bool:
        """Whether the text stands to the threshold as the value does, and differs from it where the value does."""
        if text == threshold:
            return self.equals(text)
        return (text > threshold) == self.reaches(threshold)


def check_limits(lsl: Decimal | None, usl: Decimal | None) -> None:
    """Raise Refused ``limits-reversed`` where the lower limit isn't below the upper one."""
    if lsl is not None and usl is not None and lsl >= usl:
        raise Refused(Problem("limits-reversed", details={"lsl": str(lsl), "usl": str(usl)}))


def index_of(
    readings: Readings, lsl: Decimal | None, usl: Decimal | None, method: str = "", excluded: frozenset[int] = NONE
) -> Index | None:
    """Cpk of the readings that aren't excluded (Ppk with "overall"); None where there is none.

    Raises Refused for reversed limits and for a method that these readings don't allow.
    """
    check_limits(lsl, usl)
    return index_by(spread(readings, method_for(readings.without(excluded), method), excluded), lsl, usl)


def index_by(estimate: Spread | None, lsl: Decimal | None, usl: Decimal | None) -> Index | None:
    """The index by an estimate of sigma: from the mean to the nearer limit, over 3 sigma; None where there is none."""
    if estimate is None or not estimate.sigma:
        return None
    distances = [] if lsl is None else [estimate.mean - Fraction(lsl)]
    distances += [] if usl is None else [Fraction(usl) - estimate.mean]
    if not distances:
        return None
    return Index(over_sigma(min(distances) / 3, estimate), estimate, min(distances))


def fitted_index(value: float) -> Index:
    """An index by a fitted distribution: a double, so rounded to six decimals, half to even, before it is compared."""
    return Index(round_to(Decimal(value), FITTED_DECIMALS))


def cpk_reaches(
    readings: Readings,
    lsl: Decimal | None,
    usl: Decimal | None,
    threshold: Decimal,
    method: str = "",
    excluded: frozenset[int] = NONE,
) -> bool:
    """Whether Cpk is at least ``threshold``, exactly; False where there is no Cpk at all.

    For pooled and overall: (U - x̄)²·ν >= 9t²·SS in whole numbers. With method "overall" the index is Ppk.
    Raises Refused as :func:`index_of` does.
    """
    found = index_of(readings, lsl, usl, method, excluded)
    return found is not None and found.reaches(threshold)


def exact_cpk(
    readings: Readings, lsl: Decimal | None, usl: Decimal | None, method: str = "", excluded: frozenset[int] = NONE
) -> Decimal | None:
    """Cpk to 50 digits, None where there is none (no limit, no variation, too few readings)."""
    found = index_of(readings, lsl, usl, method, excluded)
    return None if found is None else found.value


def exact_cpk_text(
    readings: Readings,
    lsl: Decimal | None,
    usl: Decimal | None,
    method: str = "",
    *,
    thresholds: Sequence[Decimal] = THRESHOLDS,
) -> str | None:
    """Cpk as :meth:`Index.text`; None where there is none."""
    found = index_of(readings, lsl, usl, method)
    return None if found is None else found.text(thresholds)


def round_to(value: Decimal, decimals: int) -> Decimal:
    """``value`` to that many decimals, half to even."""
    with localcontext() as context:
        context.prec = 80
        return value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_EVEN)


def short(value: Decimal) -> str:
    """Plain decimal text without trailing zeros, but with two decimals at least."""
    whole, _, digits = f"{value:f}".partition(".")
    return f"{whole}.{digits.rstrip('0').ljust(2, '0')}"
