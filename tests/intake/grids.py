"""Grids written down in a test as people see them, without a file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from qmdesk.intake.readers import Area, Cell, CellKind, Grid, Sheet, column_number

#: In a picture of a table two or more spaces part the cells; a dot alone is an empty cell.
_GAP = re.compile(r"\s{2,}|\t")


def cell(value: object, row: int, column: int) -> Cell | None:
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return Cell(CellKind.BOOL, "true" if value else "false", row, column)
    if isinstance(value, int | float | Decimal):
        return Cell(CellKind.NUMBER, f"{Decimal(repr(value)) if isinstance(value, float) else value}", row, column)
    text = str(value)
    if text.startswith("#") and text.endswith(("!", "?", "A")):
        return Cell(CellKind.ERROR, text, row, column)
    if text.startswith("="):
        return Cell(CellKind.FORMULA, text, row, column)
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        return Cell(CellKind.DATE, text, row, column)
    if re.fullmatch(r"-?[0-9.]+%%", text):  # a number that the cell shows as a percentage
        return Cell(CellKind.NUMBER, f"{Decimal(text[:-2]) / 100:f}", row, column, percent=True)
    return Cell(CellKind.TEXT, text, row, column)


def sheet(name: str, rows: Sequence[Sequence[object]], *merged: str, **more: object) -> Sheet:
    """A sheet of Python values; ``merged`` as spreadsheets write them (``B1:D1``)."""
    made = tuple(tuple(cell(value, at, column) for column, value in enumerate(row)) for at, row in enumerate(rows))
    return Sheet(name, made, merged=tuple(area(each) for each in merged), **more)  # type: ignore[arg-type]


def drawn(name: str, picture: str, *merged: str, **more: object) -> Sheet:
    """A sheet drawn as text: numbers become numbers, ``"…"`` keeps a text that looks like one."""
    lines = [line for line in picture.splitlines() if line.strip()]
    indent = min(len(line) - len(line.lstrip()) for line in lines)
    rows = [[_value(each) for each in _GAP.split(line[indent:].rstrip())] for line in lines]
    return sheet(name, [[] if row == [None] else row for row in rows], *merged, **more)


def _value(text: str) -> object:
    if text in (".", ""):
        return None
    if text.startswith('"'):
        return text.strip('"')
    return Decimal(text) if re.fullmatch(r"[+-]?[0-9]+(\.[0-9]+)?", text) else text


def grid(*sheets: Sheet, name: str = "测量.xlsx") -> Grid:
    return Grid(tuple(sheets), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", name)


def area(text: str) -> Area:
    found = re.fullmatch(r"([A-Z]+)(\d+):([A-Z]+)(\d+)", text)
    assert found
    return int(found[2]) - 1, column_number(found[1]), int(found[4]) - 1, column_number(found[3])
