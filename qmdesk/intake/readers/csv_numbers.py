"""Fields of a delimited text as exact integers, eight bytes in one machine word at a time.

The digits of a field are gathered as the little-endian word that ends with it, so its last digit is the highest byte;
the point is closed over and eight digits become one integer by three multiplications.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from qmdesk.intake.readers.bulk import Flags, Ints

Bytes = NDArray[np.uint8]
Words = NDArray[np.uint64]

#: Bytes that must lie before the first field and behind the last one.
PAD = 24
#: Digits that a number may have; with its point it is as long as two words.
_DIGITS, _LONGEST = 15, 16
#: One in so many fields may be unlike the others for these to be read the quick way.
_FEW = 16
_MINUS, _PLUS, _SPACE = b"-+ "


def _every(byte: int) -> np.uint64:
    return np.uint64(int.from_bytes(bytes([byte] * 8), "little"))


#: The point beside digits of which every byte is its value.
_POINT = ord(".") ^ ord("0")
_ZEROS, _ONES, _HIGH, _POINTS, _ABOVE_NINE = (
    _every(ord("0")), _every(1), _every(0x80), _every(_POINT), _every(0x80 - 10),
)  # fmt: skip
#: The bytes of the last and of the last but one word that belong to a field of so many bytes.
_LAST = np.array([(2**64 - 1) & ~((1 << 8 * (8 - min(n, 8))) - 1) for n in range(_LONGEST + 1)], np.uint64)
_FIRST = np.array([0] * 9 + [(2**64 - 1) & ~((1 << 8 * (_LONGEST - n)) - 1) for n in range(9, 17)], np.uint64)
_PAIR = np.uint64(0xFF000000FF)
_U = [np.uint64(each) for each in range(65)]
_ONE = np.uint64(1)
#: What makes of every two digits, the second in the upper byte, their number there.
_TENS = np.uint64(10 << 8 | 1)


@dataclass(frozen=True, slots=True, eq=False)
class Numbers:
    """Fields as integers: ``scaled[i]`` with ``places[i]`` decimals where ``read[i]``, else 0.

    ``places`` has one element where all fields have as many; ``whole`` is the most digits before a point.
    """

    scaled: Ints
    places: NDArray[np.int64]
    read: Flags
    whole: int


def numbers(data: Bytes, start: Ints, end: Ints, *, signs: bool = True) -> Numbers:
    """The plain numbers (``-12.345``, ``+7``, ``.5``) among fields, spaces around them left out.

    ``start`` and ``end`` are places in ``data``; without ``signs`` it is known to have neither plus nor minus.
    """
    found = _read(data, start, end, signs=signs)
    if found.read.all():
        return found
    rest = np.flatnonzero(~found.read & (end > start))
    if not len(rest):
        return found
    first, behind = start[rest], end[rest]
    for _ in range(2 * _LONGEST):
        before = (first < behind) & (data.take(first) == _SPACE)
        after = (first < behind) & (data.take(behind - 1) == _SPACE)
        if not before.any() and not after.any():
            break
        first, behind = first + before, behind - (after & (behind - first > before))
    second = _read(data, first, behind, signs=signs)
    if not second.read.any():
        return found
    places = np.broadcast_to(found.places, start.shape).copy()
    found.scaled[rest], found.read[rest], places[rest] = second.scaled, second.read, second.places
    return Numbers(found.scaled, places, found.read, max(found.whole, second.whole))


def _read(data: Bytes, start: Ints, end: Ints, *, signs: bool) -> Numbers:
    length = end - start
    negative = None
    if signs:
        sign = data.take(start)
        negative = sign == _MINUS
        length -= (negative | (sign == _PLUS)) & (length > 0)
    if len(length) and (short := _short(data, end, length, negative)) is not None:
        return short
    last = (_word(data, end - 8) ^ _ZEROS) & _LAST.take(length, mode="clip")
    most = int(length.max(initial=0))
    last, point, places = _closed(last, 7)
    good: Flags = _digits_only(last)
    value = _value(last, *_WEIGHTS[-1])
    if most > 8:
        first = (_word(data, end - 16) ^ _ZEROS) & _FIRST.take(length, mode="clip")
        moved = point != 0
        carried = first >> _U[56]  # where the point was in the last word, its gap is filled from the word before
        good &= ~moved | (carried <= 9)
        shut, early, more = _closed(first, 15)
        first = np.where(moved, first << _U[8], shut)
        good &= _digits_only(first)
        value = np.where(moved, value + carried * np.uint64(10**7), value) + _value(first, *_WEIGHTS[-1]) * np.uint64(
            10**8
        )
        places = np.where(moved, places, more)
        point = point | np.where(moved, _U[0], early)
    pointed = point != 0
    digits = length - pointed
    good &= (digits > 0) & (digits <= _DIGITS) & (length <= _LONGEST) & (~pointed | (places > 0))
    scaled = _signed(value, negative, good)
    whole = (
        int((digits - places)[good].max(initial=0)) if len(places) > 1 else most - int(pointed.all()) - int(places[0])
    )
    return Numbers(scaled, places, good, whole)


def _short(data: Bytes, end: Ints, length: Ints, negative: Flags | None) -> Numbers | None:
    """Fields of which most are within one word and have a point with as many decimals behind it, or no point.

    The others are not read. None where there are many of them.
    """
    shortest, longest = int(length.min()), int(length.max())
    if shortest == longest:
        own = _LAST[min(longest, _LONGEST)]
    else:
        own = _LAST.take(length, mode="raise" if longest <= _LONGEST else "clip")
    digits = _word(data, end - 8)
    middle = len(digits) // 2
    place = _point_of(int((digits[middle] ^ _ZEROS) & (own if own.ndim == 0 else own[middle])))
    pointed = place >= 0
    places = 7 - place if pointed else 0
    digits ^= _ZEROS ^ np.uint64(_POINT << 8 * place) if pointed else _ZEROS  # a zero where the point is
    digits &= own
    least = places + pointed or 1
    good = np.ones(len(digits), np.bool_)
    if shortest < least or longest > 8:
        good = (length >= least) & (length <= 8)
    odd = digits + _ABOVE[place]
    odd |= digits
    if np.bitwise_or.reduce(odd) & _HIGH:
        odd &= _HIGH
        good &= odd == 0
    if len(good) - int(np.count_nonzero(good)) > len(good) // _FEW:
        return None
    scaled = _signed(_value(digits, *_WEIGHTS[place]), negative, good)
    return Numbers(scaled, np.array([places]), good, 8 - places - pointed)


def _point_of(digits: int) -> int:
    """Which byte of a word is the point with something behind it, -1 where none is."""
    return next((at for at in range(6, -1, -1) if (digits >> 8 * at) & 0xFF == _POINT), -1)


def _signed(value: Words, negative: Flags | None, good: Flags) -> Ints:
    scaled = value.view(np.int64)
    if negative is not None:
        np.negative(scaled, where=negative, out=scaled)
    if not good.all():
        scaled[~good] = 0
    return scaled


def _word(data: Bytes, at: Ints) -> Words:
    """The eight bytes from ``at`` on as one word: out of the two words of the data that it lies in."""
    words = data[: len(data) & ~7].view(np.dtype("<u8"))
    whole = at >> 3
    shift = ((at & 7) << 3).view(np.uint64)
    try:
        word, above = words.take(whole), words[1:].take(whole)
    except IndexError:  # the data ends within the word behind
        return np.ndarray((len(data) - 7,), np.dtype("<u8"), data, strides=(1,))[at]
    word >>= shift
    np.subtract(_U[64], shift, out=shift)
    above <<= shift  # a shift by all 64 bits leaves nothing
    word |= above
    return word


def _closed(digits: Words, end: int) -> tuple[Words, Words, NDArray[np.int64]]:
    """Digits with their first point taken out, a bit that says where it was, and the decimals behind it.

    The bit and the decimals have one element where they are the same for all.
    """
    odd = digits ^ _POINTS
    point = (odd - _ONES) & ~odd & _HIGH
    if len(point) and (point == point[0]).all():
        point = point[:1]
    point = point & (~point + _ONE)  # the lowest, which is no false alarm
    unit = point >> _U[7]
    low = unit - (unit != 0)
    places = np.where(unit != 0, end - (np.bitwise_count(low).astype(np.int64) >> 3), 0)
    if len(point) == 1 and not point[0]:
        return digits, point, places
    kept = ~(low | ((unit << _U[8]) - unit))
    return (digits & kept) | ((digits & low) << _U[8]), point, places


def _digits_only(digits: Words) -> Flags:
    found = digits + _ABOVE_NINE
    found |= digits
    found &= _HIGH
    return found == 0


def _value(digits: Words, even: np.uint64, odd: np.uint64) -> Words:
    """The number that eight digits say, the first in the lowest byte, by the weights of their pairs."""
    pairs = digits * _TENS
    first = pairs >> _U[8]
    first &= _PAIR
    first *= even
    pairs >>= _U[24]
    pairs &= _PAIR
    pairs *= odd
    pairs += first
    pairs >>= _U[32]
    return pairs


def _weights(place: int) -> tuple[np.uint64, np.uint64]:
    """What the four pairs of eight digits count, as two factors, where one of the digits is a point of no value."""
    ranks, rank = list[int](), 0
    for at in range(7, -1, -1):
        ranks.append(rank)
        rank += at != place
    ranks.reverse()
    # a pair counts as its second digit does; where that is the point, its first digit already counts tenfold
    pairs = [10 ** (ranks[at + 1]) if at + 1 != place else 10 ** ranks[at] // 10 for at in range(0, 8, 2)]
    return np.uint64(pairs[2] | pairs[0] << 32), np.uint64(pairs[3] | pairs[1] << 32)


#: By the place of the point, the last for none; what is added to eight digits, so that all others become negative.
_ABOVE = [_ABOVE_NINE + np.uint64(9 << 8 * place) for place in range(7)] + [_ABOVE_NINE]
_WEIGHTS = [_weights(place) for place in (*range(7), -1)]
