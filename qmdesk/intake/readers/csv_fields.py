"""Where the fields of a piece of delimited text begin and end."""

from __future__ import annotations

import numpy as np

from qmdesk.intake.readers.bulk import Ints
from qmdesk.intake.readers.csv_numbers import PAD, Bytes, Numbers, numbers

NEWLINE, _RETURN = b"\n\r"


class Fields:
    """The fields of the even lines of a piece of text of whole lines."""

    def __init__(self, text: memoryview, separator: int, width: int = 0, *, signs: bool = True) -> None:
        size = len(text)
        self.bytes: Bytes = np.empty((PAD + size + 1 + PAD + 7) & ~7, np.uint8)
        self.bytes[:PAD] = 0
        self.bytes[PAD - 1] = NEWLINE  # as if a line ended there
        self.bytes[PAD : PAD + size] = text
        if text[-1] != NEWLINE:
            self.bytes[PAD + size] = NEWLINE
            size += 1
        self.bytes[PAD + size :] = 0
        self.signs = signs
        ends = self.bytes == NEWLINE
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
