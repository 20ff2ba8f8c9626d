"""XLSX workbooks: values by calamine, from a container rebuilt out of the checked parts alone.

Runs in a child process. Only workbook, styles, texts and sheets are handed on; macros, links, drawings, embedded
objects and queries never reach a parser. A second look at a sheet's XML finds what calamine does not tell: hidden
rows and columns, percentages, errors, and formulas that were never computed.
"""

from __future__ import annotations

import datetime
import decimal
from collections.abc import Callable, Generator, Iterable
from contextlib import contextmanager
from typing import Any, TypeVar

from qmdesk.intake.readers import wire
from qmdesk.intake.readers.caps import check_size
from qmdesk.intake.readers.grid import Area
from qmdesk.intake.readers.wire import WireCell
from qmdesk.intake.readers.xlsx_look import Look, look_at, percent_styles
from qmdesk.intake.readers.xlsx_parts import checked_parts, rebuilt
from qmdesk.model.problem import Problem, Refused

MEDIA = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
T = TypeVar("T")
_BLANK = " \t\r\n\u3000\u00a0\ufeff\u200b"


def read(arguments: dict[str, Any], payload: bytes) -> bytes:
    """The wire form of a workbook.

    Raises Refused: table-damaged, xml-dtd, table-too-large, and what :mod:`qmdesk.gate.zips` refuses.
    """
    return wire.encode(MEDIA, sheets(payload, one_sheet))


def sheets(payload: bytes, make: Callable[[Any, Any, Look], T]) -> list[T]:
    """Every table of a workbook, made by ``make`` of the open book, what it says of the sheet, and the second look.

    Raises Refused as :func:`read`.
    """
    import python_calamine

    parts = checked_parts(payload)
    percents = percent_styles(parts.styles)
    looks = {name: look_at(xml, name, percents) for name, xml in parts.sheets.items()}
    container = rebuilt(parts)
    del parts  # the XML of large sheets is not kept twice while the values are laid out
    with told_as_damage(), python_calamine.CalamineWorkbook.from_filelike(container) as book:
        return workbook_sheets(book, looks, make)


@contextmanager
def told_as_damage() -> Generator[None]:
    """What calamine makes of a broken workbook: its own errors, a panic of its language, or a date out of range."""
    import python_calamine

    try:
        yield
    except (Refused, MemoryError, KeyboardInterrupt, SystemExit):
        raise
    except python_calamine.PasswordError as error:
        raise Refused(Problem("table-encrypted")) from error
    except BaseException as error:  # a panic is no Exception
        known = isinstance(error, python_calamine.CalamineError | ValueError | OverflowError | OSError)
        if not known and type(error).__name__ != "PanicException":
            raise
        raise Refused(Problem("table-damaged", "", {"reason": type(error).__name__})) from error


def workbook_sheets(book: Any, looks: dict[str, Look], make: Callable[[Any, Any, Look], T]) -> list[T]:  # noqa: ANN401 - calamine's class
    """Every table of a workbook that calamine has open. Raises Refused(table-too-large)."""
    return [make(book, meta, looks.get(meta.name, Look())) for meta in book.sheets_metadata if _is_table(meta)]


def _is_table(meta: Any) -> bool:  # noqa: ANN401 - calamine's own class
    return str(meta.typ).endswith("WorkSheet")


def one_sheet(book: Any, meta: Any, look: Look) -> wire.WireSheet:  # noqa: ANN401
    """One sheet in the wire form."""
    rows, merged = values_of(book, meta, look)
    return wire_sheet(meta, [row_of(cells) for cells in rows], merged, look)


def values_of(book: Any, meta: Any, look: Look) -> tuple[list[list[Any]], list[Area]]:  # noqa: ANN401
    """The values of a sheet as calamine gives them, and the merged areas. Raises Refused(table-too-large)."""
    check_size(meta.name, look.rows, look.columns)
    values = book.get_sheet_by_name(meta.name)
    check_size(meta.name, values.total_height, values.total_width)
    merged = [(top, left, bottom, right) for (top, left), (bottom, right) in values.merged_cell_ranges or ()]
    return values.to_python(skip_empty_area=False), merged


def wire_sheet(meta: Any, rows: list[list[WireCell]], merged: Iterable[Area], look: Look) -> wire.WireSheet:  # noqa: ANN401
    """A sheet's rows with what the second look found."""
    _mark(rows, look)
    return wire.sheet(
        meta.name, rows, hidden=not str(meta.visible).endswith(".Visible"), merged=merged,
        hidden_rows=look.hidden_rows, hidden_columns=look.hidden_columns,
    )  # fmt: skip


def row_of(cells: list[Any]) -> list[WireCell]:
    """A row of calamine's in the wire form."""
    return [
        each if type(each) is float and each - each == 0.0 else (None if each == "" else cell(each)) for each in cells
    ]


def cell(value: object) -> WireCell:
    """A value of calamine's as a cell of the wire form."""
    if isinstance(value, str):
        return f"t{value}" if value.strip(_BLANK) else None
    if isinstance(value, float):  # what is no number to any spreadsheet: a NaN or an infinity
        return "e#NUM!"
    if isinstance(value, bool):
        return "btrue" if value else "bfalse"
    if isinstance(value, int):
        return f"n{value}"
    if isinstance(value, datetime.datetime):
        return f"d{value.isoformat(' ')}" if value.time() != datetime.time() else f"d{value.date().isoformat()}"
    if isinstance(value, datetime.timedelta):
        return f"d{_duration(value)}"
    return f"d{value.isoformat()}" if isinstance(value, datetime.date | datetime.time) else f"t{value}"


def _duration(value: datetime.timedelta) -> str:
    seconds = int(value.total_seconds())
    return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def _mark(rows: list[list[WireCell]], look: Look) -> None:
    """Write into the rows what the second look found."""
    for row, column in look.percents:
        value = _at(rows, row, column)
        if isinstance(value, float):
            rows[row][column] = f"p{plain(value)}"
    for (row, column), text in look.errors.items():
        _put(rows, row, column, f"e{text}")
    for (row, column), text in look.formulas.items():
        if _at(rows, row, column) is None:
            _put(rows, row, column, f"f={text}")


def plain(value: float) -> str:
    """The shortest decimal that gives the double, without an exponent."""
    text = f"{decimal.Decimal(repr(value)):f}"
    return text.removesuffix(".0")


def _at(rows: list[list[WireCell]], row: int, column: int) -> WireCell:
    return rows[row][column] if row < len(rows) and column < len(rows[row]) else None


def _put(rows: list[list[WireCell]], row: int, column: int, value: str) -> None:
    while len(rows) <= row:
        rows.append([])
    cells = rows[row]
    cells.extend([None] * (column + 1 - len(cells)))
    cells[column] = value
