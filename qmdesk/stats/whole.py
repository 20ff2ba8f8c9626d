"""Sums over whole numbers that are exact at any size, in one pass through the cache.

An array of int64 goes through in pieces that stay in the processor's cache and can't overflow; whole numbers that
don't fit come as an array of Python ints (dtype object) and take the same functions, slower and as exactly.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

import numpy as np

#: Readings of one piece: small enough for the cache, large enough that Python's own steps don't count.
PIECE = 1 << 15
_LIMB = 21
_MASK = (1 << _LIMB) - 1


def array_of(values: Sequence[int] | np.ndarray) -> np.ndarray:
    """Whole numbers as an array, shape (n,): of int64 where they fit, else of Python ints."""
    try:
        return np.asarray(values, dtype=np.int64)
    except OverflowError:
        return np.array(values, dtype=object)


def extent(values: np.ndarray) -> tuple[int, int]:
    """The smallest and the largest; of one number at least."""
    return int(values.min()), int(values.max())


def total(values: np.ndarray) -> int:
    """The exact sum."""
    return sum(_sum(piece) for piece in pieces(values))


def squares(values: np.ndarray) -> int:
    """n times the sum of squared deviations from the mean: a whole number; of one number at least."""
    first, sums, squared = int(values[0]), 0, 0
    for piece in pieces(values):
        shifted = _minus(piece, first)
        sums += _sum(shifted)
        squared += _dot(shifted)
    return len(values) * squared - sums**2


def steps(values: np.ndarray) -> int:
    """The exact sum of the absolute differences between neighbours."""
    return sum(_sum(distances(piece)) for piece in pieces(values, lap=1))


def step(values: np.ndarray) -> int:
    """The largest number that all differences are whole multiples of; 0 where all are alike or there are none."""
    if not len(values):
        return 0
    first, found = int(values[0]), 0
    for piece in pieces(values):
        apart = _minus(piece, first)
        found = math.gcd(found, *apart.tolist()) if apart.dtype == object else int(np.gcd.reduce(apart, initial=found))
        if found == 1:
            break
    return found


def ranges(matrix: np.ndarray) -> int:
    """The exact sum of every row's range."""
    low, high = extent(matrix)
    if matrix.dtype != object and high - low >= 2**62:
        matrix = matrix.astype(object)
    return total(matrix.max(axis=1) - matrix.min(axis=1))


def squares_by_row(matrix: np.ndarray) -> np.ndarray:
    """Of each row n times its sum of squared deviations, shape (rows,); Python ints where int64 could overflow."""
    low, high = extent(matrix)
    if matrix.dtype != object and (high - low) * matrix.shape[1] >= 2**31:
        matrix = matrix.astype(object)
    shifted = matrix - matrix[:, :1]
    return matrix.shape[1] * (shifted * shifted).sum(axis=1) - shifted.sum(axis=1) ** 2


def pieces(values: np.ndarray, lap: int = 0) -> Iterator[np.ndarray]:
    """The array in pieces; each begins with the last ``lap`` numbers of the one before."""
    for start in range(0, max(len(values) - lap, 0), PIECE):
        yield values[start : start + PIECE + lap]


def _minus(piece: np.ndarray, first: int) -> np.ndarray:
    """Distances from ``first``, as Python ints where int64 could overflow."""
    if piece.dtype == object:
        return piece - first
    low, high = extent(piece)
    if max(high - first, first - low) >= 2**62:
        return piece.astype(object) - first
    return piece - first


def distances(values: np.ndarray) -> np.ndarray:
    """The absolute differences between neighbours, shape (n - 1,)."""
    if values.dtype != object:
        low, high = extent(values)
        values = values.astype(object) if high - low >= 2**62 else values
    return np.abs(np.subtract(values[1:], values[:-1]))


def _sum(piece: np.ndarray) -> int:
    if piece.dtype == object or not len(piece):
        return int(sum(piece.tolist()))
    low, high = extent(piece)
    if max(high, -low) < 2**47:  # 2**15 of them stay below 2**62
        return int(piece.sum())
    return (int((piece >> 32).sum()) << 32) + int((piece & 0xFFFFFFFF).sum())


def _dot(piece: np.ndarray) -> int:
    """The exact sum of squares of one piece."""
    if piece.dtype == object:
        return sum(value * value for value in piece.tolist())
    low, high = extent(piece)
    if max(high, -low) < 2**23:  # squares below 2**46
        return int(np.dot(piece, piece))
    top, middle, low_part = piece >> (2 * _LIMB), (piece >> _LIMB) & _MASK, piece & _MASK
    cross = 2 * int(np.dot(top, low_part)) + int(np.dot(middle, middle))
    return (
        (int(np.dot(top, top)) << (4 * _LIMB))
        + (2 * int(np.dot(top, middle)) << (3 * _LIMB))
        + (cross << (2 * _LIMB))
        + (2 * int(np.dot(middle, low_part)) << _LIMB)
        + int(np.dot(low_part, low_part))
    )
