"""A grid on its way from the child that parsed it: JSON in which a number cell is a JSON number.

A cell is null, a float, or a string whose first character says what it is: ``t`` text, ``n`` a number's plain text,
``p`` a percentage's, ``b`` a truth value, ``d`` a date, ``e`` an error, ``f`` a formula. JSON writes a double by the
shortest decimal that gives it back, and that text is never turned into a float again on this side.
"""

from __future__ import annotations

import gc
import json
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from qmdesk.gate.child_main import problems_of, told
from qmdesk.intake.readers.grid import Cell, CellKind, Grid, Row, Sheet
from qmdesk.model.problem import Problem

_KINDS = {
    "t": CellKind.TEXT,
    "p": CellKind.NUMBER,
    "n": CellKind.NUMBER,
    "b": CellKind.BOOL,
    "d": CellKind.DATE,
    "e": CellKind.ERROR,
    "f": CellKind.FORMULA,
}

#: What a sheet is in JSON, and a cell of it.
WireCell = float | str | None
WireSheet = dict[str, Any]


def encode(kind: str, sheets: Iterable[WireSheet], problems: Iterable[Problem] = ()) -> bytes:
    """The bytes that a child answers with. Raises ValueError for a NaN or an infinity in a cell."""
    document = {"kind": kind, "sheets": list(sheets), "problems": told(problems)}
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode(
        "utf-8", "surrogatepass"
    )


def sheet(
    name: str,
    rows: list[list[WireCell]],
    *,
    hidden: bool = False,
    merged: Iterable[tuple[int, int, int, int]] = (),
    hidden_rows: Iterable[int] = (),
    hidden_columns: Iterable[int] = (),
    lines: Iterable[int] = (),
) -> WireSheet:
    """One sheet, without the empty cells behind each row and the empty rows at the end."""
    for row in rows:
        while row and row[-1] is None:
            row.pop()
    while rows and not rows[-1]:
        rows.pop()
    return {
        "name": name, "rows": rows, "hidden": hidden, "merged": [list(each) for each in merged],
        "hidden_rows": sorted(hidden_rows), "hidden_columns": sorted(hidden_columns),
        "lines": list(lines),
    }  # fmt: skip


def of(found: Sheet) -> WireSheet:
    """A sheet in the wire form again, its rows as they stand there."""
    letters = {kind: letter for letter, kind in _KINDS.items() if letter != "p"}
    rows: list[list[WireCell]] = [
        [None if each is None else f"{'p' if each.percent else letters[each.kind]}{each.text}" for each in row]
        for row in found.rows
    ]
    return sheet(
        found.name, rows, hidden=found.hidden, merged=found.merged, hidden_rows=found.hidden_rows,
        hidden_columns=found.hidden_columns, lines=found.lines,
    )  # fmt: skip


def decode(body: bytes | memoryview, name: str = "") -> Grid:
    """The grid again. Raises ValueError, KeyError or TypeError for anything that :func:`encode` did not write."""
    document = json.loads(str(body, "utf-8", "replace"), parse_float=_plain)
    enabled = gc.isenabled()
    gc.disable()  # hundreds of thousands of small tuples and none of them in a cycle
    try:
        sheets = tuple(_sheet(each) for each in document["sheets"])
    finally:
        if enabled:
            gc.enable()
    problems = tuple(problems_of(document["problems"]))
    return Grid(sheets, str(document["kind"]), name, problems)


def here(data: WireSheet) -> Sheet:
    """The sheet of a wire form that did not travel: a number cell is still a float."""
    return _sheet(data)


class _Number(str):
    """A number's text, told from the strings of the document by its class."""

    __slots__ = ()


def _plain(written: str) -> _Number:
    if written.endswith(".0"):
        return _Number("0" if written == "-0.0" else written[:-2])
    return _Number(f"{Decimal(written):f}" if "e" in written else written)


def _sheet(data: Mapping[str, Any]) -> Sheet:
    rows = tuple(_row(at, cells) for at, cells in enumerate(data["rows"]))
    return Sheet(
        str(data["name"]),
        rows,
        bool(data["hidden"]),
        tuple((int(a), int(b), int(c), int(d)) for a, b, c, d in data["merged"]),
        frozenset(int(each) for each in data["hidden_rows"]),
        frozenset(int(each) for each in data["hidden_columns"]),
        tuple(int(each) for each in data["lines"]),
    )


def _row(at: int, cells: list[str | float | None]) -> Row:
    return tuple(None if each is None else _cell(each, at, column) for column, each in enumerate(cells))


def _cell(data: str | float, row: int, column: int) -> Cell:
    if not isinstance(data, str):
        return Cell(CellKind.NUMBER, _plain(repr(data)), row, column)
    if type(data) is _Number:
        return Cell(CellKind.NUMBER, str(data), row, column)
    return Cell(_KINDS[data[0]], data[1:], row, column, data[0] == "p")
