"""Numbers as charts write them: plain digits, the true minus sign, and never rounded past a threshold."""

from __future__ import annotations

import math
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction


def decimals_for(step: float) -> int:
    """Decimals needed to tell values ``step`` apart, up to two digits of it."""
    if step <= 0 or not math.isfinite(step):
        return 0
    first = max(0, -math.floor(math.log10(step) + 1e-9))
    return first if abs(round(step, first) - step) < step * 1e-6 else first + 1


def number(value: float, decimals: int) -> str:
    """A number in plain digits with the true minus sign (U+2212)."""
    text = f"{value:.{decimals}f}"
    if float(text) == 0:
        text = text.lstrip("-")
    return text.replace("-", "\u2212")


def decimal_text(value: Decimal | None) -> str:
    """A decimal as it was written, with the true minus sign."""
    return "" if value is None else f"{value:f}".replace("-", "\u2212")


def signed(text: str) -> str:
    """A number's text with the true minus sign."""
    return text.replace("-", "\u2212")


def percent(value: float, decimals: int = 1) -> str:
    """A share (0..1) as percent."""
    return f"{number(100.0 * value, decimals)} %"


def percent_text(value: Fraction, thresholds: Sequence[Fraction] = (), decimals: int = 2) -> str:
    """An exact share as percent, with more decimals where fewer would put it on the other side of a threshold."""
    for places in range(decimals, 12):
        shown = Fraction(round(value * 100 * 10**places), 100 * 10**places)
        if all((shown > each) == (value > each) and (shown < each) == (value < each) for each in thresholds):
            return percent(float(shown), places)
    return percent(float(value), 12)
