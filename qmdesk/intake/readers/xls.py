"""XLS workbooks (BIFF in an OLE file), read by calamine in a child process."""

from __future__ import annotations

import io
from typing import Any

from qmdesk.intake.readers import wire
from qmdesk.intake.readers.xls_look import looks_of
from qmdesk.intake.readers.xlsx import told_as_damage, workbook_sheets

MEDIA = "application/vnd.ms-excel"


def read(arguments: dict[str, Any], payload: bytes) -> bytes:
    """The wire form of a workbook. Raises Refused: table-encrypted, table-damaged, table-too-large."""
    import python_calamine

    with told_as_damage(), python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(payload)) as book:
        sheets = workbook_sheets(book, looks_of(payload))
    return wire.encode(MEDIA, sheets)
