"""XLS workbooks (BIFF in an OLE file), read by calamine in a child process."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any, TypeVar

from qmdesk.intake.readers import wire, xlsx
from qmdesk.intake.readers.xls_look import looks_of
from qmdesk.intake.readers.xlsx_look import Look

MEDIA = "application/vnd.ms-excel"
T = TypeVar("T")


def read(arguments: dict[str, Any], payload: bytes) -> bytes:
    """The wire form of a workbook. Raises Refused: table-encrypted, table-damaged, table-too-large."""
    return wire.encode(MEDIA, sheets(payload, xlsx.one_sheet))


def sheets(payload: bytes, make: Callable[[Any, Any, Look], T]) -> list[T]:
    """Every table of a workbook, as :func:`qmdesk.intake.readers.xlsx.sheets`."""
    import python_calamine

    with xlsx.told_as_damage(), python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(payload)) as book:
        return xlsx.workbook_sheets(book, looks_of(payload), make)
