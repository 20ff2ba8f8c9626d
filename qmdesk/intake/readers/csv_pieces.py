"""The pieces of a long delimited text: cut, planned, and each read into its place in columns of integers."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from mmap import mmap

import numpy as np
from numpy.typing import NDArray

from qmdesk.intake.readers.bulk import Column, Flags, Ints, Says
from qmdesk.intake.readers.csv_fields import NEWLINE, Fields
from qmdesk.intake.readers.csv_numbers import Numbers

#: Bytes that are looked at together, so that what is worked on stays near the processor.
PIECE = 1 << 20
#: Bytes of each of the places that tell what a column holds.
_SAMPLE = 1 << 14
#: Lines that are stepped over one by one; where there are more, all of a piece are looked for at once.
_NEAR = 256
_ZERO = ord("0")


@dataclass(frozen=True, slots=True)
class Plan:
    """How every piece is read: fields in a line, columns of numbers, the column of texts that is looked at."""

    separator: int
    width: int
    numeric: Sequence[int]
    labels: int | None


class Text:
    """A text in pieces of whole lines.

    ``bounds`` are the bytes of each piece, ``first`` the lines before each and, last, all lines.
    """

    def __init__(self, payload: bytes | mmap, bounds: Sequence[tuple[int, int]], first: Sequence[int]) -> None:
        self._payload = payload
        self.view = memoryview(payload)
        self.bounds, self.first = bounds, first

    @classmethod
    def cut(cls, payload: bytes, shares: int) -> Text:
        """A text in pieces of one size, as many for each of those who share the work."""
        count = -(-len(payload) // (PIECE * shares)) * shares
        ends = [0]
        while ends[-1] < len(payload):
            ends.append(payload.find(b"\n", ends[-1] + len(payload) // count) + 1 or len(payload))
        bounds = list(pairwise(ends))
        data = np.frombuffer(payload, np.uint8)
        counts = [np.count_nonzero(data[slice(*each)] == NEWLINE) for each in bounds]
        if not payload.endswith(b"\n"):
            counts[-1] += 1
        return cls(payload, bounds, [0, *np.cumsum(counts).tolist()])

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
        size, found = len(self.view), b""
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
                ends = np.flatnonzero(data == NEWLINE) + first
            if ends is None:
                for _ in range(wanted - line):
                    start = self._payload.find(b"\n", start, behind) + 1
            elif wanted:
                start = int(ends[wanted - 1]) + 1
            line, end = wanted, self._payload.find(b"\n", start, behind)
            yield number, self._payload[start : behind if end < 0 else end].removesuffix(b"\r")


class Filling:
    """One column of numbers while its pieces come in, in any order; each is cleared or taken whole."""

    def __init__(self, scaled: Ints, read: Flags, places: NDArray[np.int8]) -> None:
        self._scaled, self._read, self._places = scaled, read, places
        self.whole = 0
        """The most digits before a point."""

    def take_over(self, other: Filling, where: slice, whence: slice) -> None:
        """Take what another has read."""
        self._scaled[where], self._read[where] = other._scaled[whence], other._read[whence]
        self._places[where] = other._places[whence]

    def clear(self, where: slice) -> None:
        self._scaled[where], self._read[where], self._places[where] = 0, False, 0

    def take(self, where: slice | Ints, found: Numbers) -> None:
        self._scaled[where], self._read[where] = found.scaled, found.read
        self._places[where] = found.places
        self.whole = max(self.whole, found.whole)

    def column(self, cut: slice | Ints) -> Column | None:
        """What stands in the rows that are cut out, at the finest resolution; None where it would not fit."""
        scaled, read = self._scaled[cut], self._read[cut]
        places = self._places[cut] * read
        finest = int(places.max(initial=0))
        if self.whole + finest > 18:
            return None
        if (places != finest).any():
            scaled *= 10 ** (finest - places.astype(np.int64))
        return Column(scaled, -finest, read)


class Words:
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


class Pieces:
    """The columns of a text while its pieces are read, in any order, maybe by several processes.

    ``plain[i]`` tells of line ``i`` whether it is readings and nothing else. With ``room``, of at least :meth:`size`
    bytes, all of it lies there.
    """

    def __init__(self, text: Text, plan: Plan, words: Words, room: memoryview | None = None) -> None:
        self.text, self.plan = text, plan
        self._words = words
        lines, count = text.lines, len(plan.numeric)
        own = np.empty(self.size(lines, count), np.uint8) if room is None else np.frombuffer(room, np.uint8)
        parts = own[: count * lines * 8].view(np.int64).reshape(count, lines)
        flags = own[count * lines * 8 :][: (2 * count + 1) * lines].reshape(2 * count + 1, lines)
        self.plain: Flags = flags[0].view(np.bool_)
        self.columns = {
            column: Filling(parts[at], flags[1 + at].view(np.bool_), flags[1 + count + at].view(np.int8))
            for at, column in enumerate(plan.numeric)
        }

    def take_over(self, at: int, other: Pieces, its: int) -> None:
        """Take a piece that is another's ``its``."""
        where = slice(self.text.first[at], self.text.first[at + 1])
        whence = slice(other.text.first[its], other.text.first[its + 1])
        self.plain[where] = other.plain[whence]
        for mine, theirs in zip(self.columns.values(), other.columns.values(), strict=True):
            mine.take_over(theirs, where, whence)

    @staticmethod
    def size(lines: int, columns: int) -> int:
        """Bytes that so many lines with so many columns of numbers take."""
        return columns * lines * 8 + (2 * columns + 1) * lines

    def read(self, at: int) -> None:
        """Read a piece."""
        text, plan = self.text, self.plan
        fields = Fields(text.piece(at), plan.separator, plan.width, signs=text.signed(at))
        good, any_number = np.ones(len(fields), np.bool_), np.zeros(len(fields), np.bool_)
        whole = slice(text.first[at], text.first[at + 1])
        where: slice | Ints = whole
        if fields.even is not None:
            where = fields.even + text.first[at]
            self.plain[whole] = False
            for filling in self.columns.values():
                filling.clear(whole)
        for column, filling in self.columns.items():
            found, start, end = fields.numbers(column)
            filling.take(where, found)
            if not found.read.all():
                good &= found.read | (end == start)
            any_number |= found.read
        if plan.labels is not None:
            good &= self._words.none_in(fields, *fields.field(plan.labels))
        self.plain[where] = good & any_number
