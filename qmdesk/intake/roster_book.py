"""Rosters written in the shape of the annex (参评企业汇总表): title, region, contact, seven columns; XLSX and CSV.

Rows set aside are written in the same shape with the reasons beside them; corrected, the file can be taken in again.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from qmdesk.intake.template.pen import palette
from qmdesk.intake.template.whole import written_whole
from qmdesk.intake.template.workbook import new_workbook

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook

TITLE = "参评企业汇总表"
#: The annex's columns: field, heading, width in characters.
COLUMNS = (
    ("number", "序号", 6),
    ("county", "所在县（市、区）", 16),
    ("enterprise", "企业名称", 34),
    ("credit_code", "统一社会信用代码", 23),
    ("specialised", "是/否为专精特新中小企业", 16),
    ("earlier", "是否已参加前期评价", 14),
    ("contact", "企业联系人和联系方式", 26),
)
#: What is kept beside the annex's columns, written behind them where it is asked for.
BESIDE = (
    ("city", "所在市", 10),
    ("class", "参评类别", 12),
    ("trade", "所属行业", 18),
    ("size", "企业规模", 9),
    ("institution", "评价机构", 26),
)
REASON = ("reason", "未采纳原因", 60)
PLACE = ("where", "原表位置", 16)
WORDS = {
    "specialised": {"true": "是", "false": "否"},
    "earlier": {"true": "是", "false": "否"},
    "class": {"key": "重点引导类", "volunteer": "自愿参与类", "advancing": "进阶提升类"},
    "size": {"large": "大型", "medium": "中型", "small": "小型", "micro": "微型"},
}
_HEAD = 4
_LEAST = 5


@dataclass(frozen=True, slots=True)
class Page:
    """One sheet: its name, region and contact of the head lines, and rows as texts by field."""

    name: str
    region: str
    contact: str
    rows: Sequence[Mapping[str, str]]


Columns = Sequence[tuple[str, str, int]]


def columns_for(*, beside: bool = False, reasons: bool = False) -> Columns:
    """The columns of a file."""
    return (*COLUMNS, *(BESIDE if beside or reasons else ()), *((REASON, PLACE) if reasons else ()))


def write_roster(path: Path, pages: Sequence[Page], columns: Columns = COLUMNS) -> None:
    """Write a roster as XLSX, or as CSV by the name's ending (one sheet below the other).

    Raises Refused(template-not-written). A file of that name is replaced only by a whole one.
    """
    content = _csv(pages, columns) if path.suffix.lower() == ".csv" else _xlsx(pages, columns)
    with written_whole(path) as part:
        part.write_bytes(content)


def _texts(number: int, row: Mapping[str, str], columns: Columns) -> list[str]:
    texts = [str(number)]
    for name, _, _ in columns[1:]:
        text = row.get(name, "")
        texts.append(WORDS.get(name, {}).get(text, text))
    return texts


def _csv(pages: Sequence[Page], columns: Columns) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    for page in pages:
        writer.writerows([[TITLE], ["地区：", page.region], ["联系人及联系方式：", page.contact]])
        writer.writerow([heading for _, heading, _ in columns])
        writer.writerows(map(_plain, _texts(number, row, columns)) for number, row in enumerate(page.rows, 1))
    return out.getvalue().encode("utf-8-sig")


def _plain(text: str) -> str:
    """Text that a spreadsheet opens as text: what would be a formula gets a quote before it, as they themselves do."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t") else text


def _xlsx(pages: Sequence[Page], columns: Columns) -> bytes:
    out = io.BytesIO()
    with new_workbook(out, TITLE) as book:
        styles = _styles(book)
        used: set[str] = set()
        for page in pages:
            _sheet(book, _sheet_name(page.name, used), page, columns, styles)
    return out.getvalue()


def _styles(book: Workbook) -> dict[str, Format]:
    colours = palette()
    line = {"border": 1, "border_color": "#000000", "text_wrap": True, "valign": "vcenter"}
    face = {"font_name": colours["face"]["zh-CN"], "font_size": 10.5}
    return {
        "title": book.add_format({**face, "font_size": 16, "bold": True, "align": "center", "valign": "vcenter"}),
        "said": book.add_format({**face, "font_size": 11, "valign": "vcenter"}),
        "header": book.add_format({**face, **line, "bold": True, "align": "center"}),
        "cell": book.add_format({**face, **line, "num_format": "@"}),
        "centre": book.add_format({**face, **line, "num_format": "@", "align": "center"}),
        "number": book.add_format({**face, **line, "align": "center"}),
    }


def _sheet(book: Workbook, name: str, page: Page, columns: Columns, styles: Mapping[str, Format]) -> None:
    sheet = book.add_worksheet(name)
    last = len(COLUMNS) - 1
    sheet.merge_range(0, 0, 0, last, TITLE, styles["title"])
    for row, (label, text) in enumerate((("地区", page.region), ("联系人及联系方式", page.contact)), 1):
        sheet.merge_range(row, 0, row, last, f"{label}：{text}", styles["said"])
        sheet.set_row(row, 22)
    for column, (_, heading, width) in enumerate(columns):
        sheet.set_column(column, column, width)
        sheet.write_string(_HEAD - 1, column, heading, styles["header"])
    sheet.set_row(0, 34)
    sheet.set_row(_HEAD - 1, 36)
    centred = {at for at, (name, _, _) in enumerate(columns) if name in ("specialised", "earlier", "class", "size")}
    blank: list[Mapping[str, str]] = [{}] * max(0, _LEAST - len(page.rows))
    for number, row in enumerate([*page.rows, *blank], 1):
        at = _HEAD + number - 1
        sheet.write_number(at, 0, number, styles["number"])
        for column, text in enumerate(_texts(number, row, columns)[1:], 1):
            sheet.write_string(at, column, text, styles["centre" if column in centred else "cell"])
    sheet.freeze_panes(_HEAD, 0)
    sheet.repeat_rows(_HEAD - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&C&P / &N")


def _sheet_name(name: str, used: set[str]) -> str:
    """A name that a sheet can have and no other of the book has."""
    bare = "".join(each for each in name if each not in r"[]:*?/\\'")[:28] or TITLE
    found, number = bare, 1
    while found.lower() in used:
        number += 1
        found = f"{bare[:24]} {number}"
    used.add(found.lower())
    return found
