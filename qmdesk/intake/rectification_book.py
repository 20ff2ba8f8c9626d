"""The workbook in which an enterprise says what it did about each suggestion: written here, read in ``rectification``.

What is printed is locked, what is asked is open; the identity of a suggestion stands in the first column, so rows may
be moved, and columns too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from qmdesk.formdef.types import Form
from qmdesk.intake.template.filling import Filling
from qmdesk.intake.template.layout import marker
from qmdesk.intake.template.whole import written_whole
from qmdesk.intake.template.workbook import new_workbook
from qmdesk.wording import say

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

    from qmdesk.intake.template.pen import Pen

KIND = "rectification"
#: Columns with their widths in characters; those of the enterprise last.
PRINTED = (("id", 13), ("number", 6), ("subject", 20), ("action", 40), ("measure", 26), ("due", 12))
ASKED = (("done", 44), ("done_on", 13), ("by", 14), ("files", 30))
COLUMNS = (*PRINTED, *ASKED)
HEAD = 4


@dataclass(frozen=True, slots=True)
class Asked:
    """A suggestion as it is put to the enterprise; ``due`` as ``2026-08-01`` or empty."""

    key: str
    number: int
    subject: str
    action: str
    measure: str
    due: str


def write_rectification_book(
    form: Form, path: Path, asked: Sequence[Asked], *, enterprise: str, case_id: str, lang: str = "zh-CN"
) -> None:
    """Write the workbook; a file that is there is replaced by a whole one. Raises Refused(template-not-written)."""
    with written_whole(path) as part:
        _write(form, part, asked, enterprise, case_id, lang)


def _write(form: Form, path: Path, asked: Sequence[Asked], enterprise: str, case_id: str, lang: str) -> None:
    from qmdesk.intake.template.pen import pen_for, print_setup, protect, put

    with new_workbook(path, say("rectified.title", lang)) as book:
        book.set_custom_property("qmdesk", f"{marker(KIND, form)}/{case_id}")
        pen = pen_for(book, form, lang, Filling())
        sheet = book.add_worksheet(say("rectified.sheet", lang))
        for column, (name, width) in enumerate(COLUMNS):
            sheet.set_column(column, column, width)
            put(sheet, HEAD - 1, column, say(f"rectified.column.{name}", lang), pen.style["header"])
        last = len(COLUMNS) - 1
        sheet.merge_range(0, 0, 0, last, say("rectified.title", lang), pen.style["sheet_title"])
        sheet.merge_range(1, 0, 1, last, say("rectified.for", lang, enterprise=enterprise), pen.style["plain"])
        sheet.merge_range(2, 0, 2, last, say("rectified.hint", lang), pen.style["hint"])
        for row, points in ((0, 34), (1, 20), (2, 44), (HEAD - 1, 30)):
            sheet.set_row(row, points)
        for at, each in enumerate(asked, HEAD):
            _row(pen, sheet, at, each)
        put(sheet, 0, len(COLUMNS) + 1, f"{marker(KIND, form)}/{case_id}", pen.style["marker"])
        sheet.freeze_panes(HEAD, 4)
        sheet.print_area(0, 0, HEAD + max(len(asked), 1) - 1, last)
        print_setup(pen, sheet, HEAD - 1)
        protect(sheet)


def _row(pen: Pen, sheet: Worksheet, at: int, each: Asked) -> None:
    from qmdesk.intake.template.pen import height, put

    printed = {"id": each.key, "number": each.number, "subject": each.subject, "action": each.action}
    printed |= {"measure": each.measure, "due": _date(each.due)}
    styles = {"id": "id", "number": "number", "due": "centre"}
    for column, (name, _) in enumerate(PRINTED):
        value = printed[name]
        text = value.isoformat() if isinstance(value, date) else value
        put(sheet, at, column, text, pen.style[styles.get(name, "small")])
    for column, (name, _) in enumerate(ASKED, len(PRINTED)):
        put(sheet, at, column, None, pen.style["entry_date" if name == "done_on" else "entry"])
    needed = max(height(each.action, 40, 9), height(each.measure, 26, 9), height(each.subject, 20, 9), 30)
    sheet.set_row(at, min(needed + 6, 400))


def _date(text: str) -> date | str | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return text or None
