"""Many readings on their way from the child that read them: in four bytes each where they fit.

The columns of a long table travel ahead of what is said of it, so that the parent unpacks them while the child still
works out the tables and sets. What is said then refers to a column where a set is just that with a few readings
before it, and brings every other set's readings itself; so nothing rests on a guess.

A part ahead is 64-bit integers (the number of columns, of each its readings and the bytes of one), then the columns,
each padded to eight bytes.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence

from qmdesk.intake.readers import Grid, column_name
from qmdesk.intake.readers.caps import SHOWN

#: Readings from which it is worth to send them narrow; columns that travel ahead at most.
MANY, COLUMNS = 4_000, 64


# -- in the child -----------------------------------------------------------------------------------------


def narrowed(scaled: array[int]) -> tuple[memoryview, bool]:
    """The bytes of many numbers, in four each where they fit."""
    if len(scaled) < MANY:
        return memoryview(scaled).cast("B"), False
    import numpy as np

    numbers = np.frombuffer(scaled, np.int64)
    narrow = numbers.astype(np.int32)
    same = bool((narrow == numbers).all())
    return (narrow if same else numbers).data.cast("B"), same


class Sent:
    """The columns of the long tables of a grid that may be readings."""

    def __init__(self, grid: Grid) -> None:
        self._columns: list[memoryview] = []
        self._at: dict[tuple[str, str], int] = {}
        for sheet in grid.sheets:
            for at, column in sheet.bulk.columns.items() if sheet.bulk is not None and not sheet.hidden else ():
                values = column.scaled if column.filled.all() else column.scaled[column.filled]
                if len(self) < COLUMNS and MANY <= len(values) != int(values[-1]) - int(values[0]) + 1:  # no numbering
                    self._at[sheet.name, column_name(at)] = len(self)
                    self._columns.append(values.data)

    def __len__(self) -> int:
        return len(self._columns)

    def part(self) -> memoryview:
        """What is sent ahead."""
        import numpy as np

        columns = [np.frombuffer(each, np.int64) for each in self._columns]
        sizes = [4 if each.min() >= -(2**31) and each.max() < 2**31 else 8 for each in columns]
        said = [len(columns)]
        for each, size in zip(columns, sizes, strict=True):
            said += [len(each), size]
        starts = [len(said) * 8]
        for each, size in zip(columns, sizes, strict=True):
            starts.append(starts[-1] + (len(each) * size + 7 & ~7))
        made = np.empty(starts[-1], np.uint8)
        made[: starts[0]] = np.array(said, np.int64).view(np.uint8)
        for each, size, start in zip(columns, sizes, starts[:-1], strict=True):
            made[start : start + len(each) * size].view(f"i{size}")[:] = each
        return made.data

    def find(self, sheet: str, columns: Sequence[str], scaled: array[int]) -> tuple[int, list[int]] | None:
        """The column that readings end with, and the readings before it; None where they don't."""
        import numpy as np

        at = self._at.get((sheet, columns[0])) if len(columns) == 1 else None
        if at is None or (before := len(scaled) - len(self._columns[at])) < 0 or before > MANY:
            return None
        if not np.array_equal(np.frombuffer(scaled, np.int64, offset=before * 8), self._columns[at]):
            return None
        return at, list(scaled[:before])


# -- in the parent ----------------------------------------------------------------------------------------


class Taken:
    """The columns that came ahead."""

    def __init__(self) -> None:
        self._columns: list[memoryview[int] | None] = []

    def take(self, part: bytes | memoryview) -> None:
        """Unpack what :meth:`Sent.part` made, with room before each column. Raises ValueError."""
        part = memoryview(part)
        count = 2 * int.from_bytes(part[:8], "little") + 1
        said = array("q", bytes(part[: 8 * count]))
        if len(said) != count:
            raise ValueError("the heading is cut short")
        start = len(said) * 8
        for count, size in zip(said[1::2], said[2::2], strict=True):
            self._columns.append(unpacked(part[start : start + count * size], count, size, SHOWN))
            start += count * size + 7 & ~7

    def column(self, at: int, before: Sequence[int]) -> memoryview[int]:
        """A column with the readings before it, for one set. Raises IndexError, ValueError, TypeError."""
        column, self._columns[at] = self._columns[at], None
        if column is None:
            raise ValueError("the column is another set's")
        start = SHOWN - len(before)
        if start < 0:
            return memoryview(array("q", [*before, *column[SHOWN:]]))
        column[start:SHOWN] = memoryview(array("q", before))
        return column[start:]


def unpacked(data: memoryview, count: int, size: int, before: int = 0) -> memoryview[int]:
    """So many numbers of so many bytes each, behind so many zeros. Raises ValueError where there are fewer."""
    if len(data) != count * size or size not in (4, 8):
        raise ValueError("readings are missing")
    import numpy as np

    made = np.empty(before + count, np.int64)  # an array that grows would be copied, with every other thread waiting
    made[:before] = 0
    made[before:] = np.frombuffer(data, np.int32 if size == 4 else np.int64)
    return made.data.cast("B").cast("q")
