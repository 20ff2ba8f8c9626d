"""Lists of steps, losses and defects as enterprises keep them, brought into the one shape that the reader knows.

A sheet is never rebuilt: what it says once for many rows (a unit in a heading, a year in a title, a category over a
column) is put into columns of its own to the right, and rows that only add up are emptied. Every cell keeps its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from qmdesk.formdef.types import Form
from qmdesk.intake.measurements.words import plain
from qmdesk.intake.numbers import Number, is_number, number_in
from qmdesk.intake.readers import Cell, CellKind, Sheet
from qmdesk.intake.self_assessment_find import Header
from qmdesk.intake.table_top import (
    BRACKETS,
    Said,
    Top,
    emptied,
    month_in,
    said_above,
    told_hidden,
    told_totals,
    told_unknown,
    top_of,
    total_rows,
    unit_in,
    weight,
)
from qmdesk.intake.table_words import category_of
from qmdesk.model.problem import Problem, Severity

#: Column id to its texts by row: what a heading or title says for every row.
Added = dict[str, dict[int, str]]


_FAILED_WORDS = (
    "不合格数 不合格品数 不良数 不良品数 不良 不合格 报废数 返工数 defective defectives rejects rejected failed"
)
_FAILED = frozenset(_FAILED_WORDS.split())


@dataclass(frozen=True, slots=True)
class Shaped:
    """A sheet (or a part of one) in the reader's shape, its header, and what there was to say on the way."""

    sheet: Sheet
    header: Header
    problems: tuple[Problem, ...] = ()


def shapes_of(sheet: Sheet, kind: str, form: Form, file: str) -> tuple[Shaped, ...]:
    """The sheet as tables of a kind (``steps``, ``losses``, ``defects``); none where it holds no such table."""
    top = top_of(sheet, kind, form)
    if top is None:
        return ()
    totals = total_rows(sheet, top)
    parts = _parts(emptied(sheet, totals), top, kind, form, said_above(sheet, top, file))
    problems = [
        *told_totals(sheet, totals),
        *told_unknown(sheet, top, _failed_column(top, kind)),
        *told_hidden(sheet, top),
    ]
    return tuple(
        replace(each, problems=(*problems, *each.problems)) if at == 0 else each for at, each in enumerate(parts)
    )


def fit(sheet: Sheet, kind: str, form: Form) -> int:
    """How many columns of a kind of table the sheet has; 0 where it is none of that kind."""
    top = top_of(sheet, kind, form)
    return 0 if top is None else weight(top)


def _parts(sheet: Sheet, top: Top, kind: str, form: Form, said: Said) -> list[Shaped]:
    if kind == "losses" and "cost" not in top.columns:
        if top.categories:
            return [
                _matrix_part(sheet, top, form, said, column, category) for column, category in top.categories.items()
            ]
        return [_month_part(sheet, top, form, said, column, month) for column, month in top.months.items()]
    columns = dict(top.columns)
    if kind == "losses":
        return [_losses(sheet, top.row, columns, form, said)]
    added: Added = {}
    changed = _months(sheet, top.row, columns, said.year)
    problems: list[Problem] = []
    failed = _failed_column(top, kind)
    if failed is not None:
        added["passed"], problems = _passed(sheet, top, failed)
    return [_shaped(sheet, top.row, columns, added, changed, problems)]


def _losses(
    sheet: Sheet, row: int, columns: dict[str, int], form: Form, said: Said, fixed: Mapping[str, str] | None = None
) -> Shaped:
    """One column of amounts; ``fixed`` is what its heading says for every row."""
    rows = [at for at in range(row + 1, len(sheet.rows)) if sheet.at(at, columns["cost"]) is not None]
    fields, changed = form.records["loss"].fields, _months(sheet, row, columns, said.year)
    added: Added = {name: dict.fromkeys(rows, text) for name, text in (fixed or {}).items()}
    categories = {at: (fixed or {}).get("category") or _category_at(sheet, at, columns) for at in rows}
    for at, category in categories.items():
        if category is None:
            continue
        label = fields["category"].choices[category].zh
        if "category" in columns:
            changed[at, columns["category"]] = label
        else:
            added.setdefault("category", {})[at] = label
    for at in rows:
        kind = said.loss_kind or _usual_kind(categories[at])
        if kind and sheet.at(at, columns.get("kind", -1)) is None and not _lent(sheet, at, columns.get("kind")):
            added.setdefault("kind", {})[at] = fields["kind"].choices[kind].zh
    unit = unit_in(sheet.text(row, columns["cost"])) or said.unit
    lacking = [at for at in rows if not _has_unit(sheet, at, columns)]
    if unit:
        added["unit"] = dict.fromkeys(lacking, unit)
    problems = _mixed_units(sheet, rows, columns["cost"], unit)
    return _shaped(sheet, row, columns, added, changed, problems)


def _usual_kind(category: str | None) -> str:
    if category in ("scrap", "rework", "downgrade", "stoppage", "accident"):
        return "internal"
    return "" if category in (None, "other") else "external"


def _category_at(sheet: Sheet, row: int, columns: dict[str, int]) -> str | None:
    return category_of(sheet.text(row, columns["category"])) if "category" in columns else None


def _lent(sheet: Sheet, row: int, column: int | None) -> bool:
    """Whether a merged cell above speaks for this row."""
    if column is None:
        return False
    return any(top <= row <= bottom and left <= column <= right for top, left, bottom, right in sheet.merged)


def _has_unit(sheet: Sheet, row: int, columns: dict[str, int]) -> bool:
    if "unit" in columns and (sheet.at(row, columns["unit"]) is not None or _lent(sheet, row, columns["unit"])):
        return True
    return _written_unit(sheet.at(row, columns["cost"])) != ""


def _written_unit(cell: Cell | None) -> str:
    return unit_in(cell.text) if cell is not None and cell.kind is CellKind.TEXT and not is_number(cell) else ""


def _mixed_units(sheet: Sheet, rows: list[int], column: int, unit: str) -> list[Problem]:
    """Amounts that say another unit than their heading, or than each other: taken as written, and told."""
    written = {row: found for row in rows if (found := _written_unit(sheet.at(row, column)))}
    units = {*written.values(), *([unit] if unit else [])}
    if len(units) < 2:
        return []
    usual = unit or next(iter(written.values()))
    odd = [row for row, each in written.items() if each != usual]
    details = {"usual": usual, "other": written[odd[0]], "count": len(odd)}
    return [Problem("money-units-mixed", sheet.place(odd[0], column), details, Severity.WARNING)]


def _matrix_part(sheet: Sheet, top: Top, form: Form, said: Said, column: int, category: str) -> Shaped:
    """Months down, categories across: one category's column."""
    columns = {name: at for name, at in top.columns.items() if name in ("month", "kind", "unit", "voucher")}
    part = _with_amounts(sheet, top.row, column)
    return _losses(part, top.row, {**columns, "cost": column}, form, said, {"category": category})


def _month_part(sheet: Sheet, top: Top, form: Form, said: Said, column: int, month: str) -> Shaped:
    """Categories down, months across: one month's column."""
    columns = {name: at for name, at in top.columns.items() if name in ("category", "kind", "unit", "voucher")}
    text = month if "-" in month else (f"{said.year}-{int(month):02}" if said.year else f"{month}月")
    part = _with_amounts(sheet, top.row, column)
    return _losses(part, top.row, {**columns, "cost": column}, form, said, {"month": text})


def _with_amounts(sheet: Sheet, row: int, column: int) -> Sheet:
    """The sheet without rows that have no amount in this column: in a matrix they are no entries."""
    return emptied(sheet, [at for at in range(row + 1, len(sheet.rows)) if sheet.at(at, column) is None])


def _months(sheet: Sheet, row: int, columns: Mapping[str, int], year: str) -> dict[tuple[int, int], str]:
    """Months without a year, completed where the title names one year; a bare 1 to 12 in the column likewise."""
    changed: dict[tuple[int, int], str] = {}
    column = columns.get("month")
    for at in range(row + 1, len(sheet.rows)) if column is not None and year else ():
        text = sheet.text(at, column or 0)
        month = month_in(text) or (text if re.fullmatch(r"[1-9]|1[0-2]", text) else None)
        if month is not None and "-" not in month:
            changed[at, column or 0] = f"{year}-{int(month):02}"
    return changed


def _failed_column(top: Top, kind: str) -> int | None:
    """The column of rejects that stands in for a missing one of units passed."""
    if kind != "steps" or "passed" in top.columns or "submitted" not in top.columns:
        return None
    return next((column for column, text in top.unknown.items() if plain(BRACKETS.sub("", text)) in _FAILED), None)


def _passed(sheet: Sheet, top: Top, failed: int) -> tuple[dict[int, str], list[Problem]]:
    """Units that passed, from those submitted and those that did not, where the list keeps only these."""
    found: dict[int, str] = {}
    for row in range(top.row + 1, len(sheet.rows)):
        one, two = sheet.at(row, top.columns["submitted"]), sheet.at(row, failed)
        if one is None or two is None:
            continue
        submitted, rejected = number_in(one), number_in(two)
        if isinstance(submitted, Number) and isinstance(rejected, Number):
            found[row] = f"{submitted.value - rejected.value:f}"
    told = Problem(
        "passed-computed", sheet.place(top.row, failed), {"column": sheet.text(top.row, failed)}, Severity.WARNING
    )
    return found, [told] if found else []


def _shaped(
    sheet: Sheet,
    row: int,
    columns: Mapping[str, int],
    added: Added,
    changed: Mapping[tuple[int, int], str],
    problems: Iterable[Problem],
) -> Shaped:
    """The sheet with the added columns to its right, each with its id in the header."""
    width = sheet.width
    ids = [name for name, texts in added.items() if texts]
    places = {name: width + at for at, name in enumerate(ids)}
    rows: list[tuple[Cell | None, ...]] = []
    for at, cells in enumerate(sheet.rows):
        own = [_changed(cell, changed) for cell in cells]
        more = [added[name].get(at) for name in ids]
        if any(more):
            own += [None] * (width - len(own))
            own += [
                None if text is None else Cell(CellKind.TEXT, text, at, places[name])
                for name, text in zip(ids, more, strict=True)
            ]
        rows.append(tuple(own))
    # Where the list has the column and some rows lack it, what was added stands in for the empty cells.
    for name in ids:
        if name in columns:
            rows = [_filled_in(cells, columns[name], places[name], at) for at, cells in enumerate(rows)]
    header = {**places, **columns}
    return Shaped(replace(sheet, rows=tuple(rows)), Header(row, header, {}), tuple(problems))


def _changed(cell: Cell | None, changed: Mapping[tuple[int, int], str]) -> Cell | None:
    text = None if cell is None else changed.get((cell.row, cell.column))
    return cell if cell is None or text is None else replace(cell, kind=CellKind.TEXT, text=text)


def _filled_in(cells: tuple[Cell | None, ...], column: int, source: int, row: int) -> tuple[Cell | None, ...]:
    if len(cells) <= source or cells[source] is None or (column < len(cells) and cells[column] is not None):
        return cells
    found = cells[source]
    assert found is not None
    return (*cells[:column], replace(found, column=column), *cells[column + 1 :])
