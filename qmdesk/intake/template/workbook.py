"""A new workbook: text stays text, and equal content gives equal bytes."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook

#: Written into every workbook as its time of making, so that equal content gives equal bytes.
_MADE = datetime(2026, 1, 1)  # noqa: DTZ001 - the workbook format has no zone
_OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}


@contextmanager
def new_workbook(target: Path | BinaryIO, title: str) -> Generator[Workbook]:
    """A workbook to draw on, written to ``target`` at the end. Raises OSError where that can't be."""
    import xlsxwriter
    from xlsxwriter.exceptions import FileCreateError

    book = xlsxwriter.Workbook(str(target) if isinstance(target, Path) else target, _OPTIONS)
    book.set_properties({"title": title, "created": _MADE})
    yield book
    try:
        book.close()
    except FileCreateError as error:
        cause = error.args[0] if error.args else error
        raise cause if isinstance(cause, OSError) else OSError(str(cause)) from error
