"""XLS workbooks (BIFF in an OLE file), read by calamine in a child process."""

from __future__ import annotations

import io
from typing import Any

from qmdesk.intake.readers import wire
from qmdesk.intake.readers.xls_look import looks_of
from qmdesk.intake.readers.xlsx import workbook_sheets
from qmdesk.model.problem import Problem, Refused

MEDIA = "application/vnd.ms-excel"


def read(arguments: dict[str, Any], payload: bytes) -> bytes:
    """The wire form of a workbook. Raises Refused: table-encrypted, table-damaged, table-too-large."""
    import python_calamine

    try:
        with python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(payload)) as book:
            sheets = workbook_sheets(book, looks_of(payload))
    except python_calamine.PasswordError as error:
        raise Refused(Problem("table-encrypted")) from error
    except python_calamine.CalamineError as error:
        raise Refused(Problem("table-damaged", "", {"reason": type(error).__name__})) from error
    return wire.encode(MEDIA, sheets)
