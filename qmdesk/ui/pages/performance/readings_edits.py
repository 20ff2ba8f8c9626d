"""A measurement set made from another one: a reading behind it, another in its place, some out, other subgroups.

All is done on the scaled integers, so that a set of a million readings is changed without a decimal for each.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from decimal import Decimal

from qmdesk.model.readings import Readings, as_array

NONE = Readings((), 0)


def written(number: int, exponent: int) -> str:
    """A scaled reading as plain text at the set's resolution (``exponent`` <= 0)."""
    if not exponent:
        return str(number)
    digits = str(abs(number)).rjust(1 - exponent, "0")
    return f"{'-' if number < 0 else ''}{digits[:exponent]}.{digits[exponent:]}"


def reading_text(readings: Readings, place: int) -> str:
    """One reading as text."""
    return written(readings.scaled[place], readings.exponent)


def appended(readings: Readings | None, value: Decimal, size: int | None, *, ordered: bool) -> Readings:
    """The readings with one more; in subgroups of ``size``, or behind unequal ones in a subgroup of its own (None)."""
    one = Readings.of([value], ordered=ordered)
    if readings is None or not len(readings):
        return cut(one, size, ordered=ordered)
    scaled, exponent = _together(readings, one)
    if readings.subgroups is not None and size is None:
        return Readings(scaled, exponent, (*readings.subgroups, 1), ordered)
    return Readings(scaled, exponent, _sizes(len(scaled), size), ordered)


def replaced(readings: Readings, place: int, value: Decimal) -> Readings:
    """The readings with another value at a place."""
    one = Readings.of([value])
    exponent = min(readings.exponent, one.exponent)
    scaled, number = _at(readings, exponent), _at(one, exponent)
    return Readings(_put(scaled, place, number), exponent, readings.subgroups, readings.ordered)


def cut(readings: Readings, size: int | None, *, ordered: bool) -> Readings:
    """The same readings in subgroups of ``size`` in order (None for single values); the last may be smaller."""
    return Readings(readings.scaled, readings.exponent, _sizes(len(readings), size), ordered)


def joined(first: Readings | None, second: Readings) -> Readings:
    """Readings behind others; subgroups stay where both have them, else the size of the first goes on."""
    if first is None or not len(first):
        return second
    scaled, exponent = _together(first, second)
    ordered = first.ordered and second.ordered
    if first.subgroups and second.subgroups:
        return Readings(scaled, exponent, (*first.subgroups, *second.subgroups), ordered)
    size = max(first.subgroups) if first.subgroups else None
    return Readings(scaled, exponent, _sizes(len(scaled), size), ordered)


def size_of(readings: Readings | None) -> int | None:
    """The subgroup size where all but a last, smaller one are alike; 1 for single values, None for mixed ones."""
    if readings is None or not readings.subgroups:
        return 1
    sizes = readings.subgroups
    alike = set(sizes[:-1]) <= {sizes[0]} and sizes[-1] <= sizes[0]
    return sizes[0] if alike else None


def _put(scaled: Sequence[int], place: int, number: Sequence[int]) -> Sequence[int]:
    scaled, number = as_array(scaled), as_array(number)
    if isinstance(scaled, array) and isinstance(number, array):
        return scaled[:place] + number + scaled[place + 1 :]
    return (*scaled[:place], *number, *scaled[place + 1 :])


def _sizes(n: int, size: int | None) -> tuple[int, ...] | None:
    if size is None or size < 2 or n == 0:
        return None
    return (size,) * (n // size) + ((n % size,) if n % size else ())


def _together(first: Readings, second: Readings) -> tuple[Sequence[int], int]:
    exponent = min(first.exponent, second.exponent)
    one, two = as_array(_at(first, exponent)), as_array(_at(second, exponent))
    if isinstance(one, array) and isinstance(two, array):
        return one + two, exponent
    return (*one, *two), exponent


def _at(readings: Readings, exponent: int) -> Sequence[int]:
    """The scaled readings at a finer (or the same) resolution."""
    if exponent == readings.exponent:
        return readings.scaled
    factor = 10 ** (readings.exponent - exponent)
    return tuple(each * factor for each in readings.scaled)
