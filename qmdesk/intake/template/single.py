"""Templates of one purpose: the authority's roster, and steps, losses or measurements on their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qmdesk.intake.template import tables
from qmdesk.intake.template.choices import allow_list, tell
from qmdesk.intake.template.layout import CHARACTERISTICS, ROSTER, Plan, marker, plan_of
from qmdesk.intake.template.names import label_of, word
from qmdesk.intake.template.pen import HEAD_ROWS, Pen, print_setup, put

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

_ROSTER_HEAD = 4


def steps(pen: Pen) -> None:
    """The table of steps alone."""
    tables.table(pen, plan_of(pen.form, "steps"))
    mark(pen, "steps", "steps")


def losses(pen: Pen) -> None:
    """The table of quality losses alone."""
    tables.table(pen, plan_of(pen.form, "losses"))
    mark(pen, "losses", "losses")


def measurements(pen: Pen) -> None:
    """The characteristics and their readings."""
    tables.table(pen, plan_of(pen.form, CHARACTERISTICS.id))
    tables.readings(pen, plan_of(pen.form, "readings"))
    mark(pen, "measurements", CHARACTERISTICS.id)


def roster(pen: Pen) -> None:
    """参评企业汇总表 in its official shape: a title, region and contact, seven columns."""
    sheet = pen.book.add_worksheet(word("roster.sheet", pen.lang))
    for column, declared in enumerate(ROSTER.columns):
        sheet.set_column(column, column, declared.width)
        put(sheet, _ROSTER_HEAD - 1, column, label_of(declared, ROSTER, pen.form, pen.lang), pen.style["header"])
    last = len(ROSTER.columns) - 1
    sheet.merge_range(0, 0, 0, last, word("roster.title", pen.lang), pen.style["sheet_title"])
    for row, name in ((1, "region"), (2, "contact")):
        sheet.merge_range(row, 0, row, 1, word(f"roster.{name}", pen.lang), pen.style["label"])
        sheet.merge_range(row, 2, row, last, "", pen.style["entry"])
        sheet.set_row(row, 22)
    sheet.set_row(0, 36)
    sheet.set_row(_ROSTER_HEAD - 1, 34)
    sheet.hide_gridlines(2)
    sheet.freeze_panes(_ROSTER_HEAD, 0)
    _roster_rows(pen, sheet, ROSTER)
    print_setup(pen, sheet, _ROSTER_HEAD - 1)
    _mark(pen, sheet, ROSTER, "roster", _ROSTER_HEAD)


def _roster_rows(pen: Pen, sheet: Worksheet, plan: Plan) -> None:
    last = _ROSTER_HEAD + plan.rows - 1
    for at in range(_ROSTER_HEAD, last + 1):
        sheet.set_row(at, 22)
        for column, declared in enumerate(plan.columns):
            number = declared.id == "number"
            style = {"number": "number", "credit_code": "entry_text"}.get(declared.id, "entry")
            put(sheet, at, column, at - _ROSTER_HEAD + 1 if number else None, pen.style[style])
    code = plan.column("credit_code")
    tell(sheet, (_ROSTER_HEAD, code, last, code), word("input.credit_code", pen.lang))
    yes_no = (word("word.yes", pen.lang), word("word.no", pen.lang))
    for name in ("specialised", "assessed_before"):
        column = plan.column(name)
        allow_list(pen, sheet, (_ROSTER_HEAD, column, last, column), yes_no, word("input.choice", pen.lang))


def mark(pen: Pen, kind: str, first: str) -> None:
    """Write the marker beside the table of the first sheet, small and out of print."""
    _mark(pen, pen.book.worksheets()[0], plan_of(pen.form, first), kind, HEAD_ROWS)


def _mark(pen: Pen, sheet: Worksheet, plan: Plan, kind: str, head: int) -> None:
    put(sheet, 0, len(plan.columns) + 1, marker(kind, pen.form), pen.style["marker"])
    sheet.print_area(0, 0, head + plan.rows - 1, len(plan.columns) - 1)
