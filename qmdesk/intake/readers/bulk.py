"""The long plain middle of a table as columns of exact integers, so that a million rows need no million objects.

A row is plain where every cell is what its column usually holds and something is a number; such rows are cut out of
the sheet but for the first few, which stay to show what the table is. Every other row stays a row of cells.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from qmdesk.intake.readers.caps import LONG, ODD, SHOWN

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]
#: Whether a text at the beginning of a row says that the row holds no readings.
Says = Callable[[str], bool]

#: Decimals that a double is tried with, and the largest scaled integer: 15 digits, where a double and the decimal
#: that it was typed as belong to each other without doubt.
DECIMALS, LARGEST = 15, 10**15
_POWERS = 10.0 ** np.arange(DECIMALS + 1)


@dataclass(frozen=True, slots=True, eq=False)
class Column:
    """Numbers of one column over the cut rows: ``scaled[i] * 10**exponent`` where ``filled[i]``."""

    scaled: Ints
    exponent: int
    filled: Flags


@dataclass(frozen=True, slots=True, eq=False)
class Bulk:
    """The rows that were cut out: their numbers in the file (from 0, ascending), and their columns of numbers.

    ``labels`` gives the texts of any column over the cut rows, "" where a cell is empty.
    """

    rows: Ints
    columns: dict[int, Column]
    labels: Callable[[int], Sequence[str]]


def exact(values: NDArray[np.float64]) -> tuple[Ints, int] | None:
    """Doubles as integers at the finest resolution that one of them needs; None where one has more than 15 digits.

    ``m / 10**k`` is correctly rounded for m below 2**53 and k up to 22, so equality says that the decimal gives this
    double; with at most 15 digits no other decimal does, so it is the shortest one, the one that was typed.
    """
    if not len(values):
        return np.zeros(0, np.int64), 0
    places = _places(values)
    if places is None:
        return None
    whole = np.rint(values * _POWERS[places])
    if np.abs(whole).max() >= LARGEST or not np.array_equal(whole / _POWERS[places], values):
        return None
    return whole.astype(np.int64), -places


def _places(values: NDArray[np.float64]) -> int | None:
    """The decimals that the finest of the doubles needs; None where one has more than 15 digits."""
    rest = values
    for places, power in enumerate(_POWERS):
        scaled = np.rint(rest * power)
        if np.abs(scaled).max() >= LARGEST:
            return None
        rest = rest[scaled / power != rest]
        if not len(rest):
            return places
    return None


def kept_and_cut(plain: Flags) -> tuple[list[int], Ints] | None:
    """The rows that stay and those that are cut out; None where cutting is not worth it."""
    odd = len(plain) - int(np.count_nonzero(plain))
    if len(plain) - odd < LONG - SHOWN or odd > ODD:
        return None
    cut = plain.copy()
    cut[1:] &= plain[:-1]  # what stands below a row that is not plain decides whether a table ends there
    cut[: int(np.flatnonzero(plain[: odd + SHOWN])[SHOWN - 1]) + 1] = False
    return np.flatnonzero(~cut).tolist(), np.flatnonzero(cut)
