"""The heading of a list of steps, losses or defects: its columns, and what titles and names say for all its rows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from qmdesk.formdef.plain_text import half_width
from qmdesk.formdef.types import Form
from qmdesk.intake.measurements.surroundings import spans
from qmdesk.intake.measurements.words import Label, label_of, plain
from qmdesk.intake.readers import CellKind, Sheet
from qmdesk.intake.table_words import NEEDED, TOTALS, category_of, column_labels
from qmdesk.model.problem import Problem, Severity

_HEADER_ROWS = 40
BRACKETS = re.compile(r"[(（\[【][^()（）\[\]【】]*[)）\]】]")
_YEAR = re.compile(r"(?<![0-9])(20[0-9]{2})\s*(?:年|(?=[^0-9]|$))")
_MONTH_ALONE = re.compile(r"(1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])\s*月份?")
_NUMERALS = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")
_CHINESE = {each: str(at + 1) for at, each in enumerate(_NUMERALS)}
_UNITS = (
    ("万元", "万元"),
    ("wan", "万元"),
    ("10000yuan", "万元"),
    ("元", "元"),
    ("yuan", "元"),
    ("rmb", "元"),
    ("cny", "元"),
)


@dataclass(frozen=True, slots=True)
class Top:
    """The header as found: its row, columns by id, category or month columns of a matrix, and unknown ones."""

    row: int
    columns: dict[str, int]
    categories: dict[int, str]
    months: dict[int, str]
    unknown: dict[int, str]


def top_of(sheet: Sheet, kind: str, form: Form) -> Top | None:
    """The best header in the sheet's first rows, None where none has the columns that the kind needs."""
    labels = column_labels(kind, form)
    best: Top | None = None
    for row in range(min(len(sheet.rows), _HEADER_ROWS)):
        top = _top_at(sheet, row, kind, labels)
        if _enough(top, kind) and (best is None or weight(top) > weight(best)):
            best = top
    return best


def weight(top: Top) -> int:
    return len(top.columns) + len(top.categories) + len(top.months)


def _top_at(sheet: Sheet, row: int, kind: str, labels: Mapping[str, str]) -> Top:
    columns: dict[str, int] = {}
    categories: dict[int, str] = {}
    months: dict[int, str] = {}
    unknown: dict[int, str] = {}
    for cell in sheet.rows[row]:
        if cell is None:
            continue
        name = labels.get(plain(cell.text)) or labels.get(plain(BRACKETS.sub("", cell.text)))
        category = category_of(BRACKETS.sub("", cell.text)) if kind == "losses" else None
        month = month_in(cell.text) if kind == "losses" else None
        if name is not None and name not in columns:
            columns[name] = cell.column
        elif category is not None:
            categories[cell.column] = category
        elif month is not None:
            months[cell.column] = month
        elif plain(cell.text) not in TOTALS:
            unknown[cell.column] = cell.text
    return Top(row, columns, categories, months, unknown)


def _enough(top: Top, kind: str) -> bool:
    if kind == "losses" and "month" in top.columns and len(top.categories) >= 1:
        return True
    if kind == "losses" and "category" in top.columns and len(top.months) >= 2:
        return True
    needed = NEEDED[kind]
    if kind == "steps" and "passed" not in top.columns and "submitted" not in top.columns:
        return False
    return all(any(each in top.columns for each in group) for group in needed)


@dataclass(frozen=True, slots=True)
class Said:
    """A unit of money, a year and a kind of loss that a title, a sheet's or a file's name gives; empty where none."""

    unit: str
    year: str
    loss_kind: str


def said_above(sheet: Sheet, top: Top, file: str) -> Said:
    texts = [
        cell.text for row in sheet.rows[: top.row] for cell in row if cell is not None and cell.kind is CellKind.TEXT
    ]
    heads = [cell.text for cell in sheet.rows[top.row] if cell is not None]
    unit = next((found for text in texts if (found := _unit_in_title(text))), "")
    years = {year for text in (*texts, *heads, sheet.name, file) for year in _YEAR.findall(text)}
    kinds = {found for text in (*texts, sheet.name, file) if (found := _kind_in(text))}
    return Said(unit, years.pop() if len(years) == 1 else "", kinds.pop() if len(kinds) == 1 else "")


def _unit_in_title(text: str) -> str:
    found = re.search(
        r"(?:单位|unit)\s*[:：]?\s*(?:人民币)?\s*(万元|元|yuan|10\s*000\s*yuan)", half_width(text), re.IGNORECASE
    )
    return unit_in(found[1]) if found else ""


def unit_in(text: str) -> str:
    """元 or 万元 where a label says it: ``金额（万元）``; empty where it doesn't."""
    words = plain(text)
    return next((unit for word, unit in _UNITS if word in words), "")


def _kind_in(text: str) -> str:
    words = plain(text)
    inner, outer = "内部" in words or "internal" in words, "外部" in words or "external" in words
    return "" if inner == outer else ("internal" if inner else "external")


def month_in(text: str) -> str | None:
    """``3`` of ``3月``, ``2025-03`` of ``2025年3月`` in a heading."""
    words = half_width(text).replace(" ", "")
    full = re.fullmatch(r"(20[0-9]{2})[-/.年]([0-9]{1,2})月?份?", words)
    if full:
        return f"{full[1]}-{int(full[2]):02}"
    found = _MONTH_ALONE.fullmatch(words)
    return _CHINESE.get(found[1], found[1].lstrip("0")) if found else None


def total_rows(sheet: Sheet, top: Top) -> list[int]:
    found: list[int] = []
    for row in range(top.row + 1, len(sheet.rows)):
        first = [cell for cell in sheet.rows[row] if cell is not None][:2]
        words = [plain(cell.text) for cell in first if cell.kind is CellKind.TEXT]
        if any(word in TOTALS for word in words):
            found.append(row)
    return found


def emptied(sheet: Sheet, rows: Iterable[int]) -> Sheet:
    gone = set(rows)
    return replace(sheet, rows=tuple(() if at in gone else row for at, row in enumerate(sheet.rows)))


def told_totals(sheet: Sheet, rows: list[int]) -> list[Problem]:
    if not rows:
        return []
    return [Problem("total-rows-left-out", sheet.place(rows[0], 0), {"count": len(rows)}, Severity.INFO)]


def told_unknown(sheet: Sheet, top: Top, used: int | None) -> list[Problem]:
    """Columns with content that no field takes, told by their labels."""
    idle = {
        column: text
        for column, text in top.unknown.items()
        if column != used
        and not _is_beside_the_point(text)
        and any(sheet.at(row, column) is not None for row in range(top.row + 1, len(sheet.rows)))
    }
    if not idle:
        return []
    names = ", ".join(" ".join(each.split()) for each in idle.values())
    return [Problem("columns-not-used", sheet.place(top.row, min(idle)), {"columns": names}, Severity.INFO)]


def _is_beside_the_point(text: str) -> bool:
    """Row numbers, remarks and rates that follow from the other columns need no word."""
    return label_of(text) in (Label.INDEX, Label.STATISTIC, Label.REMARK) or plain(BRACKETS.sub("", text)).endswith(
        ("率", "ppm", "dpmo", "yield", "rate")
    )


def told_hidden(sheet: Sheet, top: Top) -> list[Problem]:
    rows = [
        row for row in sorted(sheet.hidden_rows) if row > top.row and row < len(sheet.rows) and any(sheet.rows[row])
    ]
    if not rows:
        return []
    details = {"sheet": sheet.name, "rows": spans([row + 1 for row in rows]), "count": len(rows)}
    return [Problem("hidden-rows-taken", sheet.place(rows[0], 0), details, Severity.WARNING)]
