"""The plain middle of a long delimited text as columns of exact integers, straight from its bytes, piece by piece."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from qmdesk.intake.readers.bulk import Bulk, Column, Flags, Ints, Says, kept_and_cut
from qmdesk.intake.readers.caps import LONG
from qmdesk.intake.readers.csv_numbers import PAD, Bytes, Numbers, numbers
from qmdesk.intake.readers.csv_threads import THREADS, in_threads

#: Bytes that are looked at together, so that what is worked on stays near the processor.
PIECE = 1 << 20
#: Bytes of each of the places that tell what a column holds.
_SAMPLE = 1 << 14
#: Lines that are stepped over one by one; where there are more, all of a piece are looked for at once.
_NEAR = 256
_NEWLINE, _RETURN, _ZERO = b"\n\r0"


class Fields:
    """The fields of the even lines of a piece of text of whole lines."""

    def __init__(self, text: memoryview, separator: int, width: int = 0, *, signs: bool = True) -> None:
        size = len(text)
        self.bytes: Bytes = np.empty((PAD + size + 1 + PAD + 7) & ~7, np.uint8)
        self.bytes[:PAD] = 0
        self.bytes[PAD - 1] = _NEWLINE  # as if a line ended there
        self.bytes[PAD : PAD + size] = text
        if text[-1] != _NEWLINE:
            self.bytes[PAD + size] = _NEWLINE
            size += 1
        self.bytes[PAD + size :] = 0
        self.signs = signs
        ends = self.bytes == _NEWLINE
        either = self.bytes == separator
        either |= ends
        marks = np.flatnonzero(either)
        self.lines = int(np.count_nonzero(ends)) - 1
        self.width = width
        self.even: Ints | None = None
        self._marks = marks
        self._first: Ints | None = None
        self._ends: Ints | None = None
        if not width or len(marks) - 1 != self.lines * width or not ends.take(marks[::width]).all():
            self._tell_even(np.flatnonzero(ends.take(marks)))
        if self._first is None:  # the marks are a table themselves
            self._ends = np.ascontiguousarray(marks[1:].reshape(self.lines, self.width).T)

    def _tell_even(self, at: Ints) -> None:
        """Which lines have as many fields as most; ``at`` are the marks that end a line, the one before it first."""
        counts = np.diff(at)
        self.width = self.width or int(np.bincount(counts[:10_000]).argmax())
        if (counts != self.width).any():
            self.even = np.flatnonzero(counts == self.width)
            self._first = at[self.even]

    def __len__(self) -> int:
        return self.lines if self.even is None else len(self.even)

    def numbers(self, column: int) -> tuple[Numbers, Ints, Ints]:
        """A column's numbers, and its fields' places."""
        start, end = self.field(column)
        return numbers(self.bytes, start, end, signs=self.signs), start, end

    def field(self, column: int) -> tuple[Ints, Ints]:
        """First byte of a column's fields in the even lines, and the byte behind each."""
        if self._ends is not None:
            before, end = self._ends[column - 1] if column else self._marks[: -1 : self.width], self._ends[column]
        elif self._first is not None:
            before, end = self._marks.take(self._first + column), self._marks.take(self._first + (column + 1))
        else:
            raise ValueError("no line of the text is even")
        start = before + 1
        if column == self.width - 1 and (returns := self.bytes.take(end - 1) == _RETURN).any():
            end = np.maximum(end - returns, start)
        return start, end


@dataclass(frozen=True, slots=True)
class _Plan:
    """How every piece is read: fields in a line, columns of numbers, the column of texts that is looked at."""

    separator: int
    width: int
    numeric: tuple[int, ...]
    labels: int | None


class _Text:
    """A text in pieces of whole lines."""

    def __init__(self, payload: bytes) -> None:
        self._payload = payload
        self.view = memoryview(payload)
        count = -(-len(payload) // (PIECE * THREADS)) * THREADS  # of one size, so that no thread waits for another
        bounds = [0]
        while bounds[-1] < len(payload):
            bounds.append(payload.find(b"\n", bounds[-1] + len(payload) // count) + 1 or len(payload))
        self.bounds = list(pairwise(bounds))
        data = np.frombuffer(payload, np.uint8)
        counts = [np.count_nonzero(data[slice(*each)] == _NEWLINE) for each in self.bounds]
        if not payload.endswith(b"\n"):
            counts[-1] += 1
        self.first = [0, *np.cumsum(counts).tolist()]

    @property
    def lines(self) -> int:
        return self.first[-1]

    def piece(self, at: int) -> memoryview:
        return self.view[slice(*self.bounds[at])]

    def signed(self, at: int) -> bool:
        """Whether a piece has a plus or a minus anywhere."""
        return any(self._payload.find(each, *self.bounds[at]) >= 0 for each in (b"-", b"+"))

    def some(self) -> memoryview:
        """Lines from the second half."""
        size, found = len(self._payload), b""
        for share in (0.5, 0.7, 0.9):
            start = self._payload.find(b"\n", int(size * share)) + 1
            end = self._payload.rfind(b"\n", start, start + _SAMPLE) + 1
            found += self._payload[start : max(start, end)]
        return memoryview(found)

    def of(self, numbers: Sequence[int]) -> Iterator[tuple[int, bytes]]:
        """Lines by their ascending numbers from 0, without their ends."""
        before, line, start = -1, 0, 0
        ends: Ints | None = None
        for number in numbers:
            at = bisect_right(self.first, number) - 1
            first, behind = self.bounds[at]
            if at != before:
                before, line, start, ends = at, 0, first, None
            wanted = number - self.first[at]
            if ends is None and wanted - line > _NEAR:
                data = np.frombuffer(self._payload, np.uint8, behind - first, first)
                ends = np.flatnonzero(data == _NEWLINE) + first
            if ends is None:
                for _ in range(wanted - line):
                    start = self._payload.find(b"\n", start, behind) + 1
            elif wanted:
                start = int(ends[wanted - 1]) + 1
            line, end = wanted, self._payload.find(b"\n", start, behind)
            yield number, self._payload[start : behind if end < 0 else end].removesuffix(b"\r")


def cut_out(payload: bytes, delimiter: str, says: Says, encoding: str) -> tuple[list[tuple[int, bytes]], Bulk] | None:
    """The lines that stay, with their numbers from 0, and what the others hold; None where there is no long middle."""
    if len(payload) < LONG or b'"' in payload or b"\0" in payload:
        return None
    if b"\r" in payload and payload.count(b"\r") != payload.count(b"\r\n"):
        return None
    text = _Text(payload)
    plan = None if text.lines <= LONG else _plan(text, ord(delimiter))
    if plan is None:
        return None
    plain = np.empty(text.lines, np.bool_)
    columns = {each: _Filling(text.lines) for each in plan.numeric}
    words = _Words(says, encoding)

    def read(at: int) -> None:
        fields = Fields(text.piece(at), plan.separator, plan.width, signs=text.signed(at))
        good, any_number = np.ones(len(fields), np.bool_), np.zeros(len(fields), np.bool_)
        whole = slice(text.first[at], text.first[at + 1])
        where: slice | Ints = whole
        if fields.even is not None:
            where = fields.even + text.first[at]
            plain[whole] = False
            for filling in columns.values():
                filling.clear(whole)
        for column, filling in columns.items():
            found, start, end = fields.numbers(column)
            filling.take(where, found)
            if not found.read.all():
                good &= found.read | (end == start)
            any_number |= found.read
        if plan.labels is not None:
            good &= words.none_in(fields, *fields.field(plan.labels))
        plain[where] = good & any_number

    in_threads(read, len(text.bounds))
    found = kept_and_cut(plain)
    if found is None:
        return None
    stay, cut = found
    whole = slice(int(cut[0]), int(cut[-1]) + 1) if cut[-1] - cut[0] + 1 == len(cut) else cut
    made: dict[int, Column] = {}
    for at, filling in columns.items():
        if (column := filling.column(whole)) is None:
            return None
        made[at] = column
    return list(text.of(stay)), Bulk(cut, made, _Labels(text, plan, cut, encoding))


def _plan(text: _Text, separator: int) -> _Plan | None:
    some = text.some()
    if not len(some):
        return None
    fields = Fields(some, separator)
    numeric: list[int] = []
    labels: int | None = None
    for column in range(fields.width):
        found, start, end = fields.numbers(column)
        filled = int((end > start).sum())
        if int(found.read.sum()) * 2 > filled > 0:
            numeric.append(column)
        elif filled and labels is None:  # the first text of a row may say that it is no row of readings
            labels = column
    return _Plan(separator, fields.width, tuple(numeric), labels) if numeric else None


class _Filling:
    """One column of numbers while its pieces come in, in any order; each is cleared or taken whole."""

    def __init__(self, lines: int) -> None:
        self._scaled: Ints = np.empty(lines, np.int64)
        self._read: Flags = np.empty(lines, np.bool_)
        self._places: NDArray[np.int8] = np.empty(lines, np.int8)
        self._whole: list[int] = []

    def clear(self, where: slice) -> None:
        self._scaled[where], self._read[where], self._places[where] = 0, False, 0

    def take(self, where: slice | Ints, found: Numbers) -> None:
        self._scaled[where], self._read[where] = found.scaled, found.read
        self._places[where] = found.places
        self._whole.append(found.whole)

    def column(self, cut: slice | Ints) -> Column | None:
        """What stands in the rows that are cut out, at the finest resolution; None where it would not fit."""
        scaled, read = self._scaled[cut], self._read[cut]
        places = self._places[cut] * read
        finest = int(places.max(initial=0))
        if max(self._whole, default=0) + finest > 18:
            return None
        if (places != finest).any():
            scaled *= 10 ** (finest - places.astype(np.int64))
        return Column(scaled, -finest, read)


class _Words:
    """Whether a text is none of the words that make a line no readings; asked once for each text."""

    def __init__(self, says: Says, encoding: str) -> None:
        self._says, self._encoding, self._known = says, encoding, dict[bytes, bool]()

    def none_in(self, fields: Fields, start: Ints, end: Ints) -> Flags:
        """Where a column has none of the words; they end in no digit, so most labels need no second look."""
        last = fields.bytes.take(end - 1)
        rows = np.flatnonzero((end > start) & ~((last >= _ZERO) & (last <= _ZERO + 9)))
        good = np.ones(len(start), np.bool_)
        if not len(rows):
            return good
        data = fields.bytes.tobytes()
        for row, a, b in zip(rows.tolist(), start[rows].tolist(), end[rows].tolist(), strict=True):
            text = data[a:b]
            if text not in self._known:
                self._known[text] = self._says(text.decode(self._encoding, "replace"))
            good[row] = not self._known[text]
        return good


class _Labels:
    """The texts of a column over the cut lines, decoded when they are asked for."""

    def __init__(self, text: _Text, plan: _Plan, cut: Ints, encoding: str) -> None:
        self._text, self._plan, self._cut, self._encoding = text, plan, cut, encoding

    def __call__(self, column: int) -> Sequence[str]:
        found: list[str] = []
        for at in range(len(self._text.bounds)):
            base, beyond = self._text.first[at : at + 2]
            lines = self._cut[np.searchsorted(self._cut, base) : np.searchsorted(self._cut, beyond)] - base
            if not len(lines):
                continue
            fields = Fields(self._text.piece(at), self._plan.separator, self._plan.width)
            rows = lines if fields.even is None else np.searchsorted(fields.even, lines)
            data = fields.bytes.tobytes()
            start, end = (each[rows].tolist() for each in fields.field(column))
            found += [data[a:b].decode(self._encoding, "replace").strip() for a, b in zip(start, end, strict=True)]
        return found
