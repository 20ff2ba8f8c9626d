"""A table as it stood in a file: sheets, rows, cells, each cell with its place, nothing interpreted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from qmdesk.model.problem import Problem

if TYPE_CHECKING:
    from qmdesk.intake.readers.bulk import Bulk


class CellKind(StrEnum):
    """What a cell holds. A formula counts by its stored result; ``FORMULA`` is one that has none."""

    TEXT = "text"
    NUMBER = "number"
    BOOL = "bool"
    DATE = "date"
    ERROR = "error"
    FORMULA = "formula"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell that is not empty.

    ``text`` is the text as it stood; of a number the shortest decimal that gives its double ("0.1", "12", no
    exponent), also where ``percent`` says that the cell shows it as a percentage ("0.98" for 98 %); of a date the
    ISO form ("2025-03-01", "2025-03-01 08:30:00"; of a time of day "08:30:00"); of a truth value "true" or "false"; of
    an error "#DIV/0!"; of a formula without a result the formula. ``row`` and ``column`` count from 0.
    """

    kind: CellKind
    text: str
    row: int
    column: int
    percent: bool = False

    @property
    def ref(self) -> str:
        """The place as spreadsheets write it: ``C7``."""
        return ref(self.row, self.column)


#: First row, first column, last row, last column, all belonging to it, from 0.
Area = tuple[int, int, int, int]
Row = tuple[Cell | None, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet from A1 on: ``rows[0]`` is its first row even where that is empty, rows may differ in length.

    A merged area's value stands in its first cell only. Hidden rows and columns are in ``rows`` like all others.
    ``lines`` gives the line in the file that a row came from, where the file is no table by itself.
    Of a very long table most rows may be cut out into ``bulk``; ``numbers`` then says which row of the file each of
    ``rows`` is, from 0.
    """

    name: str
    rows: tuple[Row, ...]
    hidden: bool = False
    merged: tuple[Area, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    lines: tuple[int, ...] = ()
    numbers: tuple[int, ...] = ()
    bulk: Bulk | None = field(default=None, compare=False, repr=False)

    @property
    def width(self) -> int:
        """Columns of the longest row."""
        return max((len(row) for row in self.rows), default=0)

    def at(self, row: int, column: int) -> Cell | None:
        """The cell at a place from 0, None where there is none."""
        if not 0 <= row < len(self.rows) or column < 0:
            return None
        cells = self.rows[row]
        return cells[column] if column < len(cells) else None

    def filled(self, row: int, columns: Iterable[int]) -> tuple[Cell, ...]:
        """The cells of a row in these columns, without the empty ones."""
        return tuple(cell for column in columns if (cell := self.at(row, column)) is not None)

    def text(self, row: int, column: int) -> str:
        """The text at a place without surrounding space, empty where there is none."""
        cell = self.at(row, column)
        return "" if cell is None else cell.text.strip()

    def number(self, row: int) -> int:
        """Which row of the file a row is, from 0."""
        return self.numbers[row] if row < len(self.numbers) else row

    def place(self, row: int, column: int) -> str:
        """A place as it is told to people: ``工序!C7``, or ``读数.dfq:12``."""
        if self.lines and row < len(self.lines):
            return f"{self.name}:{self.lines[row]}"
        row = self.number(row)
        return f"{self.name}!{ref(row, column)}" if self.name else ref(row, column)


@dataclass(frozen=True, slots=True)
class Grid:
    """All sheets of a file in their order; ``kind`` is its sniffed media type, ``name`` the file's name.

    ``problems`` are what the reader had to assume or leave out (warnings), to be told with everything else.
    """

    sheets: tuple[Sheet, ...]
    kind: str
    name: str = ""
    problems: tuple[Problem, ...] = ()

    def sheet(self, name: str) -> Sheet | None:
        """The sheet of that name, None where there is none."""
        return next((each for each in self.sheets if each.name == name), None)


def ref(row: int, column: int) -> str:
    """``C7`` of row 6 and column 2."""
    return f"{column_name(column)}{row + 1}"


def column_name(column: int) -> str:
    """``C`` of column 2, ``AA`` of column 26."""
    name = ""
    number = column + 1
    while number:
        number, digit = divmod(number - 1, 26)
        name = chr(ord("A") + digit) + name
    return name


def column_number(name: str) -> int:
    """Column 2 of ``C``. Raises ValueError for anything but letters A to Z."""
    number = 0
    for letter in name.upper():
        if not "A" <= letter <= "Z":
            raise ValueError(f"no column: {name!r}")
        number = number * 26 + ord(letter) - ord("A") + 1
    if not number:
        raise ValueError("no column")
    return number - 1
