"""A plain table as XLSX: a title, a line about it, heads; cells to fill in are unlocked and tinted."""

from __future__ import annotations

import io
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qmdesk import assets
from qmdesk.report.build import write_whole

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook

#: Rows above the data: title, a line about it, heads.
HEAD_ROWS = 3
_A4 = 9
_LINE = 16.0
#: A file of the same content has the same bytes.
_MADE = datetime(2026, 1, 1, tzinfo=UTC).replace(tzinfo=None)


@dataclass(frozen=True, slots=True)
class Head:
    """A column: its head, its width in characters; ``entry`` is to be filled in, ``small`` only tells rows apart."""

    text: str
    width: float
    entry: bool = False
    small: bool = False
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet."""

    title: str
    lead: str
    heads: tuple[Head, ...]
    rows: Sequence[Sequence[str]]


def write_book(sheets: Sequence[Sheet], out: Path, lang: str) -> None:
    """Write the sheets. Raises Refused(report-not-written)."""
    import xlsxwriter

    target = io.BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
    book = xlsxwriter.Workbook(target, options)
    book.set_properties({"title": sheets[0].title, "created": _MADE})
    styles = _styles(book, lang)
    for each in sheets:
        _draw(book, each, styles)
    book.close()
    write_whole(out, target.getvalue())


def _styles(book: Workbook, lang: str) -> Mapping[str, Format]:
    palette = tomllib.loads(assets.resource("workbook", "palette.toml").read_text("utf-8"))
    hue = palette["colour"]
    face = {"font_name": palette["face"][lang], "font_size": 10, "font_color": hue["ink"], "valign": "vcenter"}
    boxed = face | {"border": 1, "border_color": hue["line"], "text_wrap": True}
    declared: dict[str, dict[str, Any]] = {
        "title": face | {"font_size": 15, "bold": True, "font_color": hue["header"]},
        "lead": face | {"font_size": 9, "font_color": hue["quiet"], "text_wrap": True, "valign": "top"},
        "head": boxed | {"bold": True, "bg_color": hue["header"], "font_color": hue["on_header"], "align": "center"},
        "cell": boxed | {"num_format": "@"},
        "small": boxed | {"font_size": 7.5, "font_color": hue["quiet"]},
        "entry": boxed | {"bg_color": hue["entry"], "locked": False, "num_format": "@"},
    }
    return {name: book.add_format(properties) for name, properties in declared.items()}


def _draw(book: Workbook, data: Sheet, styles: Mapping[str, Format]) -> None:
    sheet = book.add_worksheet(data.title[:31])
    last = len(data.heads) - 1
    for column, head in enumerate(data.heads):
        sheet.set_column(column, column, head.width)
        sheet.write_string(HEAD_ROWS - 1, column, head.text, styles["head"])
        if head.choices and data.rows:
            rule = {"validate": "list", "source": list(head.choices)}
            sheet.data_validation(HEAD_ROWS, column, HEAD_ROWS + len(data.rows) - 1, column, rule)
    sheet.set_row(0, 30)
    sheet.write_string(0, 0, data.title, styles["title"])
    sheet.merge_range(1, 0, 1, last, data.lead, styles["lead"])
    sheet.set_row(1, 30)
    sheet.set_row(HEAD_ROWS - 1, 28)
    for row, cells in enumerate(data.rows, HEAD_ROWS):
        sheet.set_row(row, max(_lines(text, head.width) for text, head in zip(cells, data.heads, strict=True)) * _LINE)
        for column, (text, head) in enumerate(zip(cells, data.heads, strict=True)):
            sheet.write_string(row, column, text, styles["entry" if head.entry else "small" if head.small else "cell"])
    sheet.freeze_panes(HEAD_ROWS, 0)
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEAD_ROWS - 1)


def _lines(text: str, width: float) -> int:
    units = sum(2 if each >= "\u2e80" else 1.1 for each in text)
    return max(ceil(units / max(width - 1, 1)), 1)
