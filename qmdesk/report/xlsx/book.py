"""A workbook of plain tables: text is text whatever it begins with, numbers are numbers where nothing is lost.

No cell is ever a formula or a link. A text beyond what a cell can hold is cut and says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

import xlsxwriter
from xlsxwriter.exceptions import FileCreateError

from qmdesk.model.canonical import Json

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

Value = str | int | float | bool | None
#: What Excel can hold (its specifications and limits): characters of a cell, rows, characters of a sheet's name.
MOST_CHARACTERS, MOST_ROWS, _NAME = 32_767, 1_048_576, 31
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
_NEVER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_CUT = "…（{n}）"
_WIDEST, _SAMPLE = 60, 200
#: A double holds every whole number and decimal up to so many digits.
_EXACT_DIGITS = 15
_OPTIONS = {
    "constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
}  # fmt: skip


class Workbook:
    """A workbook on its way to ``path``; close it."""

    def __init__(self, path: Path) -> None:
        self.book = xlsxwriter.Workbook(str(path), _OPTIONS)
        self._names: set[str] = set()
        font = {"font_name": "宋体", "font_size": 10.5, "valign": "top"}
        self._text = self.book.add_format({**font, "num_format": "@", "text_wrap": False})
        self._number = self.book.add_format(font)
        self._head = self.book.add_format(
            {**font, "font_name": "黑体", "bold": True, "bg_color": "#E6EBF2", "bottom": 1, "num_format": "@"}
        )

    def table(self, name: str, heads: Sequence[str], rows: Iterable[Sequence[Value]]) -> None:
        """A sheet with a head that stays in view and can be filtered; a further sheet where rows are too many."""
        head, sheet, at, widths = tuple(heads), None, 0, list[int]()
        waiting = iter(rows)
        sample = list(islice(waiting, _SAMPLE))
        widths = [_width([head[index], *(row[index] for row in sample)]) for index in range(len(head))]
        for row in chain(sample, waiting):
            if sheet is None or at >= MOST_ROWS:
                sheet, at = self._sheet(name, head, widths), 1
            for column, value in enumerate(row):
                self._put(sheet, at, column, value)
            at += 1
        if sheet is None:
            self._sheet(name, head, widths)

    def close(self) -> None:
        """Write the file. Raises OSError."""
        try:
            self.book.close()
        except FileCreateError as error:
            cause = error.args[0] if error.args else error
            raise cause if isinstance(cause, OSError) else OSError(str(error)) from error

    def _sheet(self, name: str, heads: Sequence[str], widths: Sequence[int]) -> Worksheet:
        sheet = self.book.add_worksheet(self._free(name))
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        for column, text in enumerate(heads):
            sheet.write_string(0, column, _clean(text), self._head)
        sheet.freeze_panes(1, 0)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        return sheet

    def _put(self, sheet: Worksheet, row: int, column: int, value: Value) -> None:
        if value is None or value == "":
            return
        if isinstance(value, str | bool):
            sheet.write_string(row, column, _fitting(str(value)), self._text)
        elif _exact(value):
            sheet.write_number(row, column, value, self._number)
        else:
            sheet.write_string(row, column, str(value), self._text)

    def _free(self, name: str) -> str:
        plain = _FORBIDDEN.sub(" ", _clean(name)).strip("' ")[:_NAME] or "—"
        found, number = plain, 1
        while found.casefold() in self._names:
            number += 1
            mark = f" {number}"
            found = plain[: _NAME - len(mark)] + mark
        self._names.add(found.casefold())
        return found


def number_of(text: str) -> Value:
    """An exact decimal as a number where a double says the same digits, else the text."""
    if not re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", text):
        return text
    digits = text.replace("-", "").replace(".", "").lstrip("0")
    return float(text) if len(digits) <= _EXACT_DIGITS else text


def plain(value: Json) -> str:
    """Any value of the journal as text."""
    from qmdesk.model.canonical import canonical

    return value if isinstance(value, str) else "" if value is None else canonical(value)


def _exact(value: float) -> bool:
    return isinstance(value, float) or abs(value) < 10**_EXACT_DIGITS


def _clean(text: str) -> str:
    return _NEVER.sub("", text)


def _fitting(text: str) -> str:
    text = _clean(text)
    if len(text) <= MOST_CHARACTERS:
        return text
    mark = _CUT.format(n=len(text))
    return text[: MOST_CHARACTERS - len(mark)] + mark


def _width(values: Sequence[Value]) -> int:
    """Columns of a cell for what stands in it; a Chinese character takes two."""
    longest = 4
    for value in values:
        line = max(str(value if value is not None else "").split("\n"), key=len)[:_WIDEST]
        longest = max(longest, sum(2 if char > "\u2e80" else 1 for char in line) + 2)
    return min(longest, _WIDEST)
