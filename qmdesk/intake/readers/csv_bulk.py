"""The plain middle of a long delimited text as columns of exact integers, straight from its bytes."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from qmdesk.intake.readers.bulk import Bulk, Column, Flags, Ints, Says, kept_and_cut
from qmdesk.intake.readers.caps import LONG

Bytes = NDArray[np.uint8]

#: Characters and decimals of a number that is read without looking at it by itself.
_LONGEST, _PLACES = 17, 9
_CHUNK = 32_768
_NEWLINE, _RETURN, _POINT, _PLUS, _MINUS, _ZERO = b"\n\r.+-0"
_PAD = 32


class Fields:
    """Where the fields of a text's even lines are: ``fields(column)`` gives their first bytes and those behind."""

    def __init__(self, payload: bytes, delimiter: str) -> None:
        self.bytes: Bytes = np.frombuffer(bytes(_PAD) + payload + b"\n", np.uint8)
        data = self.bytes
        self._marks = np.flatnonzero((data == _NEWLINE) | (data == ord(delimiter)))
        at = np.flatnonzero(data[self._marks] == _NEWLINE)
        if len(at) > 1 and self._marks[at[-1]] == self._marks[at[-2]] + 1:
            at = at[:-1]  # the text ended with its own line end
        counts = np.diff(at, prepend=-1)
        self.lines = len(at)
        usual = int(np.bincount(counts[len(counts) // 2 :][:5_000]).argmax())
        self.width = usual
        self.even: Ints = np.flatnonzero(counts == usual)
        self._at = at
        self._ends = self._marks[at]
        self._last = at[self.even]

    def field(self, column: int) -> tuple[Ints, Ints]:
        """First byte of a column's fields in the even lines, and the byte behind each."""
        marks = self._last - (self.width - 1) + column
        before = self._marks[marks - 1]
        before[marks == 0] = _PAD - 1
        start, end = before + 1, self._marks[marks]
        if column == self.width - 1:
            end = end - (self.bytes[end - 1] == _RETURN)
        return start, np.maximum(end, start)

    def line(self, number: int) -> bytes:
        """A line without its end."""
        start = int(self._ends[number - 1]) + 1 if number else _PAD
        return self.bytes[start : int(self._ends[number])].tobytes().removesuffix(b"\r")


def cut_out(payload: bytes, delimiter: str, says: Says, encoding: str) -> tuple[list[tuple[int, bytes]], Bulk] | None:
    """The lines that stay, with their numbers from 0, and what the others hold; None where there is no long middle."""
    if payload.count(b"\n") < LONG or b'"' in payload or b"\0" in payload:
        return None
    if payload.count(b"\r") not in (0, payload.count(b"\r\n")):
        return None
    fields = Fields(payload, delimiter)
    plain = np.ones(len(fields.even), np.bool_)
    any_number = np.zeros(len(fields.even), np.bool_)
    numbers: dict[int, tuple[Ints, int, Flags]] = {}
    texts = False
    for column in range(fields.width):
        start, end = fields.field(column)
        sample = _numbers(fields.bytes, start[len(start) // 2 :: 101], end[len(end) // 2 :: 101])[2]
        filled = end[len(end) // 2 :: 101] > start[len(start) // 2 :: 101]
        if sample.sum() * 2 > filled.sum() > 0:
            scaled, exponent, read = _numbers(fields.bytes, start, end)
            numbers[column] = (scaled, exponent, read)
            plain &= read | (end == start)
            any_number |= read
        elif not texts:
            plain &= _no_words(fields.bytes, start, end, says, encoding)
            texts = bool(filled.any())
    whole = np.zeros(fields.lines, np.bool_)
    whole[fields.even] = plain & any_number
    found = kept_and_cut(whole)
    if found is None:
        return None
    stay, cut = found
    place = np.searchsorted(fields.even, cut)
    columns = {at: Column(scaled[place], power, read[place]) for at, (scaled, power, read) in numbers.items()}
    return [(each, fields.line(each)) for each in stay], Bulk(cut, columns, _Labels(fields, place, encoding))


class _Labels:
    """The texts of a column over the cut lines, decoded when they are asked for."""

    def __init__(self, fields: Fields, place: Ints, encoding: str) -> None:
        self._fields, self._place, self._encoding = fields, place, encoding

    def __call__(self, column: int) -> Sequence[str]:
        start, end = (each[self._place].tolist() for each in self._fields.field(column))
        data = self._fields.bytes.tobytes()
        return [data[a:b].decode(self._encoding, "replace").strip() for a, b in zip(start, end, strict=True)]


def _no_words(data: Bytes, start: Ints, end: Ints, says: Says, encoding: str) -> Flags:
    """Where a column's text is none of the words; they end in no digit, so most labels need no second look."""
    last = data[end - 1]
    rows = np.flatnonzero((end > start) & ~((last >= _ZERO) & (last <= _ZERO + 9)))
    good = np.ones(len(start), np.bool_)
    known: dict[bytes, bool] = {}
    for row, a, b in zip(rows.tolist(), start[rows].tolist(), end[rows].tolist(), strict=True):
        text = data[a:b].tobytes()
        if text not in known:
            known[text] = says(text.decode(encoding, "replace"))
        good[row] = not known[text]
    return good


def _numbers(data: Bytes, start: Ints, end: Ints) -> tuple[Ints, int, Flags]:
    """Fields as integers at one exponent, and which of them are plain numbers: ``-12.345``, ``+7``, ``.5``."""
    signs = data[np.minimum(start, len(data) - 1)]
    start = start + (((signs == _MINUS) | (signs == _PLUS)) & (end > start))
    length = end - start
    scaled = np.zeros(len(start), np.int64)
    places = np.full(len(start), -1, np.int8)
    rest = np.flatnonzero((length > 0) & (length <= _LONGEST))
    for count in range(_PLACES + 1):
        if not len(rest):
            break
        at = end[rest] - 1 - count
        here = rest[(data[at] == _POINT) & (length[rest] > count)] if count else rest[:0]
        here = here[length[here] > 1]
        for part in range(0, len(here), _CHUNK):
            _digits(data, start, end, here[part : part + _CHUNK], count, scaled, places)
        rest = rest[places[rest] < 0] if len(here) else rest
    for part in range(0, len(rest), _CHUNK):
        _digits(data, start, end, rest[part : part + _CHUNK], 0, scaled, places)
    read = places >= 0
    finest = int(places.max(initial=0))
    finest = max(finest, 0)
    longest = int((length - places.clip(0))[read].max(initial=0)) + finest
    if longest > 18:  # the integers would not fit
        return scaled, 0, np.zeros(len(start), np.bool_)
    scaled *= 10 ** (finest - places.clip(0).astype(np.int64))
    scaled[~read] = 0
    np.negative(scaled, where=signs == _MINUS, out=scaled)
    return scaled, -finest, read


def _digits(
    data: Bytes, start: Ints, end: Ints, rows: Ints, places: int, scaled: Ints, found: NDArray[np.int8]
) -> None:
    """Read fields that have so many decimals behind a point (none: no point); those of other bytes stay unread."""
    first, behind = start[rows], end[rows]
    width = int((behind - first).max())
    point = width - 1 - places if places else -1
    value = np.zeros(len(rows), np.int64)
    good = np.ones(len(rows), np.bool_)
    for column in range(width):
        if column == point:
            continue
        at = behind - width + column
        digit = data[at] - np.uint8(_ZERO)
        inside = at >= first
        good &= (digit <= 9) | ~inside
        value *= 10
        value += np.where(inside, digit, 0)
    good &= (behind - first - bool(places)) <= 15
    rows = rows[good]
    scaled[rows] = value[good]
    found[rows] = places
