"""Exact numbers and their texts: what decides a level never passes through binary floating point.

GB/T 8170 (rules of rounding and expression of limiting values; edition not checked against the text) names two
ways to compare: the full value, and the value rounded half to even to the digits of the limit. Both are here.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

#: Digits behind the point beyond which a fraction is written "p/q" although it terminates.
LONGEST_DECIMAL = 60


def fraction_of(text: str) -> Fraction:
    """The number that an exact text says: plain decimal or ``p/q``. Raises ValueError for anything else."""
    top, slash, bottom = text.partition("/")
    try:
        value = Fraction(Decimal(top))
        return value / Fraction(Decimal(bottom)) if slash else value
    except (ArithmeticError, ValueError) as error:
        raise ValueError(f"no exact number: {text[:80]}") from error


def exact_text(value: Fraction) -> str:
    """The shortest exact text: a plain decimal where it terminates, else ``p/q`` in lowest terms."""
    places = _decimal_places(value.denominator)
    if places is None or places > LONGEST_DECIMAL:
        return f"{_whole(value.numerator)}/{_whole(value.denominator)}"
    return _scaled(value.numerator * 10**places // value.denominator, places)


def decimal_text(value: Decimal) -> str:
    """A decimal as plain text, without exponent, trailing zeros kept."""
    return f"{value:f}"


def places_of(value: Decimal) -> int:
    """Digits behind the point as written: 2 for ``2.00``."""
    return max(0, -int(value.as_tuple().exponent))


def rounded(value: Fraction, places: int) -> Fraction:
    """``value`` to ``places`` digits behind the point, half to even (GB/T 8170)."""
    return Fraction(round(value * 10**places), 10**places)


def shown(value: Fraction, limits: Iterable[Fraction], places: int = 2, *, most: int = 30) -> str:
    """``value`` rounded for people, with enough digits never to read on the other side of one of the limits.

    Starts with ``places`` digits; 1.3299 beside the limit 1.33 stays ``1.3299``. After ``most`` digits it is cut.
    """
    bounds = tuple(limits)
    for digits in range(places, most):
        near = rounded(value, digits)
        if near == value or all(_side(near, bound) == _side(value, bound) for bound in bounds):
            return _scaled(int(near * 10**digits), digits)
    return _scaled(int(rounded(value, most) * 10**most), most)


def _side(value: Fraction, bound: Fraction) -> int:
    return (value > bound) - (value < bound)


def _decimal_places(denominator: int) -> int | None:
    """Digits behind the point that a fraction with this denominator needs; None where it never ends."""
    twos = (denominator & -denominator).bit_length() - 1
    rest, fives = denominator >> twos, 0
    while rest % 5 == 0:
        rest //= 5
        fives += 1
    return max(twos, fives) if rest == 1 else None


def _scaled(number: int, places: int) -> str:
    return f"{Decimal((int(number < 0), _digits(abs(number)), -places)):f}"


def _digits(number: int) -> tuple[int, ...]:
    return tuple(map(int, _whole(number)))


def _whole(number: int) -> str:
    """An integer's digits; through Decimal, which has no limit on their number."""
    return f"{Decimal(number):f}"
