"""Drawing a sheet: faces and colours, cells, heads, dropdowns, print set-up. What stands where is in the pages."""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from math import ceil
from typing import TYPE_CHECKING, Any

from qmdesk import assets
from qmdesk.formdef.types import Form
from qmdesk.intake.template.filling import Filling, Value
from qmdesk.intake.template.layout import Plan
from qmdesk.intake.template.names import hint_of, label_of, title_of, word

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

#: Rows above the data of a sheet with a head: title, hint, column labels.
HEAD_ROWS = 3

_A4 = 9
_BASE_SIZE = 10


@dataclass(frozen=True, slots=True)
class Pen:
    """What every page draws with."""

    book: Workbook
    form: Form
    lang: str
    filling: Filling
    style: Mapping[str, Format]
    palette: Mapping[str, Mapping[str, str]]


def palette() -> Mapping[str, Mapping[str, str]]:
    """Colours and faces, from ``resources/workbook/palette.toml``."""
    return tomllib.loads(assets.resource("workbook", "palette.toml").read_text("utf-8"))


def pen_for(book: Workbook, form: Form, lang: str, filling: Filling) -> Pen:
    """A pen with all styles of the house set up in the book."""
    colours = palette()
    return Pen(book, form, lang, filling, _styles(book, colours, lang), colours)


def _styles(book: Workbook, colours: Mapping[str, Mapping[str, str]], lang: str) -> dict[str, Format]:
    hue = colours["colour"]
    face = {"font_name": colours["face"][lang], "font_size": _BASE_SIZE, "font_color": hue["ink"], "valign": "vcenter"}
    boxed = face | {"border": 1, "border_color": hue["line"], "text_wrap": True}
    spaced = boxed | {"indent": 1}
    entry = boxed | {"bg_color": hue["entry"], "locked": False}
    small = {"font_size": 7.5, "font_color": hue["quiet"]}
    declared: dict[str, dict[str, Any]] = {
        "plain": face,
        "text": face | {"text_wrap": True, "valign": "top"},
        "title": face | {"font_size": 15, "bold": True, "font_color": hue["header"]},
        "sheet_title": face | {"font_size": 16, "bold": True, "font_color": hue["header"], "align": "center"},
        "legend_wrong": boxed | {"bg_color": hue["wrong"], "align": "center"},
        "book_title": face | {"font_size": 20, "bold": True, "font_color": hue["header"]},
        "subtitle": face | {"font_size": 11, "font_color": hue["quiet"]},
        "code": face | small | {"align": "right", "font_size": 9},
        "hint": face | {"font_size": 9, "font_color": hue["quiet"], "text_wrap": True, "valign": "top"},
        "section": face
        | {"bold": True, "font_size": 12, "font_color": hue["header"], "bottom": 2, "bottom_color": hue["header"]},
        "header": boxed | {"bold": True, "bg_color": hue["header"], "font_color": hue["on_header"], "align": "center"},
        "label": spaced | {"bold": True, "bg_color": hue["band"]},
        "cell": spaced,
        "centre": boxed | {"align": "center"},
        "small": spaced | {"font_size": 9},
        "id": boxed | small | {"align": "center"},
        "number": boxed | small | {"align": "center", "font_size": 9},
        "band": boxed | {"bg_color": hue["band"], "align": "center", "font_size": 9, "bold": True},
        "help": spaced | {"font_size": 9, "font_color": hue["quiet"]},
        "link": face
        | {"font_color": hue["header"], "underline": 1, "indent": 1, "border": 1, "border_color": hue["line"]},
        "marker": face | small | {"valign": "top"},
        "entry": entry | {"indent": 1},
        "entry_centre": entry | {"align": "center"},
        "entry_text": entry | {"num_format": "@", "indent": 1},
        "entry_count": entry | {"num_format": "#,##0"},
        "entry_decimal": entry | {"num_format": "General"},
        "entry_money": entry | {"num_format": "#,##0.00####"},
        "entry_rate": entry | {"num_format": "0.00####%"},
        "entry_month": entry | {"num_format": "yyyy-mm", "align": "center"},
        "entry_date": entry | {"num_format": "yyyy-mm-dd", "align": "center"},
        "computed_rate": boxed | {"bg_color": hue["computed"], "num_format": "0.00%", "align": "right"},
        "computed_count": boxed | {"bg_color": hue["computed"], "num_format": "#,##0", "align": "right"},
        "computed": boxed | {"bg_color": hue["computed"], "align": "center"},
        "left_count": entry | {"num_format": "#,##0", "align": "left", "indent": 1},
        "left_money": entry | {"num_format": "#,##0.00####", "align": "left", "indent": 1},
        "left_month": entry | {"num_format": "yyyy-mm", "align": "left", "indent": 1},
        "chosen": {"bg_color": hue["chosen"]},
        "chosen_level": {"bg_color": hue["chosen"], "bold": True, "font_color": hue["core"]},
        "wrong": {"bg_color": hue["wrong"]},
        "name_bold": {
            "font_name": colours["face"][lang],
            "font_size": _BASE_SIZE,
            "bold": True,
            "font_color": hue["ink"],
        },
        "name_core": {"font_name": colours["face"][lang], "font_size": 8, "bold": True, "font_color": hue["core"]},
        "name_small": {"font_name": colours["face"][lang], "font_size": 8.5, "font_color": hue["quiet"]},
    }
    return {name: book.add_format(properties) for name, properties in declared.items()}


def put(sheet: Worksheet, row: int, column: int, value: Value, style: Format) -> None:
    """Write a cell by the type of its value. Text stays text: nothing becomes a formula, a link or a number."""
    if value is None:
        sheet.write_blank(row, column, None, style)
    elif isinstance(value, bool | str):
        sheet.write_string(row, column, str(value), style)
    elif isinstance(value, date):
        sheet.write_datetime(row, column, datetime.combine(value, time()), style)
    else:
        sheet.write_number(row, column, float(value) if isinstance(value, Decimal) else value, style)


def begin(pen: Pen, plan: Plan) -> Worksheet:
    """A new sheet with title, table code, hint and column labels, frozen and ready to print."""
    sheet = pen.book.add_worksheet(title_of(plan, pen.form, pen.lang))
    title_rows(pen, sheet, plan, title_of(plan, pen.form, pen.lang), hint_of(plan, pen.lang))
    for column, declared in enumerate(plan.columns):
        required = is_required(pen.form, plan, declared.id)
        label = label_of(declared, plan, pen.form, pen.lang)
        put(sheet, HEAD_ROWS - 1, column, f"{label} *" if required else label, pen.style["header"])
    sheet.set_row(HEAD_ROWS - 1, 32)
    sheet.freeze_panes(HEAD_ROWS, 0)
    print_setup(pen, sheet, HEAD_ROWS - 1)
    return sheet


def title_rows(pen: Pen, sheet: Worksheet, plan: Plan, title: str, hint: str) -> None:
    """The first two rows of a sheet, and the widths of its columns."""
    last = len(plan.columns) - 1
    for column, declared in enumerate(plan.columns):
        sheet.set_column(column, column, declared.width)
    sheet.set_row(0, 30)
    put(sheet, 0, 0, title, pen.style["title"])
    put(sheet, 0, last, word("code", pen.lang, code=plan.code), pen.style["code"])
    sheet.merge_range(1, 0, 1, last, hint, pen.style["hint"])
    sheet.set_row(1, height(hint, sum(column.width for column in plan.columns), 9) + 6)
    sheet.hide_gridlines(2)


def is_required(form: Form, plan: Plan, column_id: str) -> bool:
    """Whether the form demands the field behind a column."""
    record = form.records.get(plan.kind)
    field = None if record is None else record.fields.get(column_id)
    return field is not None and field.required


def print_setup(pen: Pen, sheet: Worksheet, header_row: int | None) -> None:
    """A4 landscape, as wide as the page, the header row on every page, page numbers at the foot."""
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.set_footer(f"&L&8&A&R&8{word('page', pen.lang)}")
    sheet.center_horizontally()
    if header_row is not None:
        sheet.repeat_rows(header_row)


def protect(sheet: Worksheet) -> None:
    """Lock what is printed, leave what is asked: no password, so nobody is ever locked out."""
    sheet.protect(
        "",
        {"format_cells": True, "format_columns": True, "format_rows": True, "insert_hyperlinks": True, "objects": True},
    )


def mark_wrong(pen: Pen, sheet: Worksheet, rows: tuple[int, int], column: int, formula: str) -> None:
    """Tint the cells of a column where a formula, written for its first row, holds."""
    rule = {"type": "formula", "criteria": formula, "format": pen.style["wrong"]}
    sheet.conditional_format(rows[0], column, rows[1], column, rule)


def height(text: str, width: float, size: float) -> float:
    """Height in points that a wrapped text needs in a column of so many characters."""
    capacity = max(width * 7 / (size * 4 / 3) * 0.97, 1)
    lines = sum(max(ceil(_units(line) / capacity), 1) for line in text.split("\n"))
    return lines * size * 1.42


def _units(line: str) -> float:
    return sum(1.0 if unicodedata.east_asian_width(each) in "WF" else 0.56 for each in line)
