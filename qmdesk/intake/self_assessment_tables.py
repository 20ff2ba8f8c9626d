"""The sheets that are tables, read back: a record a row, known by the words that tell it from others.

A value that can't be is refused and the rest of its row taken; a row that can't be told from others is refused whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from qmdesk.formdef.types import Field
from qmdesk.intake.readers.grid import Sheet
from qmdesk.intake.self_assessment_case import money
from qmdesk.intake.self_assessment_checks import CHECKS, Row
from qmdesk.intake.self_assessment_find import Header
from qmdesk.intake.self_assessment_parts import (
    Context,
    Part,
    Seen,
    edit,
    parse,
    place_of,
    refused,
    said,
    seen,
    taken,
    together,
    warning,
)
from qmdesk.intake.template.layout import Plan, Use
from qmdesk.intake.template.names import label_of, normal
from qmdesk.model.canonical import Json
from qmdesk.model.keys import key_for
from qmdesk.model.problem import Problem, Severity

#: Tables in which a second row of the same identity is a mistake; in the others it is one more entry.
_UNIQUE = ("step", "characteristic")


#: By key, the number of its first row and how many rows have it.
_First = dict[str, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Record:
    """A row that was taken in: its key and the values by field."""

    key: str
    row: Row
    values: Mapping[str, Json]


def table(context: Context, sheet: Sheet, plan: Plan, header: Header) -> tuple[Part, tuple[Record, ...]]:
    """All rows of a table, and the records they became."""
    labels = {column.id: label_of(column, plan, context.form, context.lang) for column in plan.columns}
    rows, merges = _rows(sheet, plan, header, labels)
    parts, records, first = [merges], list[Record](), _First()
    for row in rows:
        part, record = _row(context, plan, row, labels, first, len(records) + 1)
        parts.append(part)
        if record is not None:
            records.append(record)
    parts.append(_months(context, sheet, records))
    return together(parts), tuple(records)


def _rows(sheet: Sheet, plan: Plan, header: Header, labels: Mapping[str, str]) -> tuple[list[Row], Part]:
    lent, merges = _merged(sheet, plan, header, labels)
    asked = {
        column.id: header.columns[column.id]
        for column in plan.columns
        if column.use is Use.INPUT and column.id in header.columns
    }
    rows: list[Row] = []
    for number in range(header.row + 1, len(sheet.rows)):
        own = {name: cell for name, column in asked.items() if (cell := seen(sheet, number, column)) is not None}
        if set(own) - {"unit"}:
            cells = {name: lent[number, name] for name in asked if (number, name) in lent} | own
            rows.append(Row(number, cells, frozenset(own)))
    return rows, merges


def _merged(
    sheet: Sheet, plan: Plan, header: Header, labels: Mapping[str, str]
) -> tuple[dict[tuple[int, str], Seen], Part]:
    """What merged cells lend to the rows below their first; only columns that group rows may lend."""
    by_column = {position: name for name, position in header.columns.items()}
    grouping = {column.id for column in plan.columns if column.grouping}
    asked = {column.id for column in plan.columns if column.use is Use.INPUT}
    lent: dict[tuple[int, str], Seen] = {}
    problems: list[Problem] = []
    free_from: dict[int, int] = {}  # overlapping areas are not to be: the first one counts
    for top, left, bottom, _ in sorted(sheet.merged):
        last = min(bottom, len(sheet.rows) - 1)
        name, cell = by_column.get(left, ""), seen(sheet, top, left)
        if top <= header.row or last <= top or name not in asked or cell is None or top < free_from.get(left, 0):
            continue
        free_from[left] = last + 1
        code = "workbook-merged" if name in grouping else "workbook-merged-value"
        problems.append(warning(code, cell.where, value=cell.quoted, count=bottom - top + 1, column=labels[name]))
        if name in grouping:
            lent |= {(row, name): replace(cell, row=row) for row in range(top + 1, last + 1)}
    return lent, said(*problems)


def _row(
    context: Context,
    plan: Plan,
    row: Row,
    labels: Mapping[str, str],
    first: _First,
    order: int,
) -> tuple[Part, Record | None]:
    count = len([name for name in row.cells if name != "unit"])
    identity = _identity(context, plan, row, labels, count)
    if isinstance(identity, Part):
        return identity, None
    words, values = identity
    same = key_for(plan.kind, *words)
    earliest, before = first.get(same, (row.number, 0))
    nth = before + 1
    if nth > 1 and plan.kind in _UNIQUE:
        name = row.cells[plan.anchors[0]]
        details = {"name": name.quoted, "first": earliest + 1}
        return refused(Problem("workbook-row-twice", name.where, details), count), None
    first[same] = (earliest, nth)
    key = same if nth == 1 else key_for(plan.kind, *words, str(nth))
    part, found = _values(context, plan, row, f"{plan.kind}:{key}", order)
    return together((part, _missing(context, plan, row, labels))), Record(key, row, {**values, **found})


def _identity(
    context: Context, plan: Plan, row: Row, labels: Mapping[str, str], count: int
) -> Part | tuple[list[str], dict[str, Json]]:
    """The words that tell this record from others, or the refusal of the row."""
    words: list[str] = []
    values: dict[str, Json] = {}
    for name in plan.identity:
        cell = row.cells.get(name)
        if cell is None:
            if name in plan.anchors:
                near = next(iter(row.cells.values()))
                details = {"column": labels[name], "count": count}
                return refused(Problem("workbook-row-nameless", near.where, details), count)
            words.append("")
            continue
        value, problem = _parsed(context, plan, name, cell)
        if value is None:
            problems = [] if problem is None else [problem]
            if count > 1:
                details = {"column": labels[name], "count": count - 1}
                problems.append(Problem("workbook-row-refused", cell.where, details))
            return Part(read=count, skipped=count, problems=tuple(problems))
        words.append(str(value))
        values[name] = value
    return words, values


def _parsed(context: Context, plan: Plan, name: str, cell: Seen) -> tuple[Json, Problem | None]:
    if name == "binds":
        subject = context.bindings.get(normal(cell.text))
        return subject, None if subject else Problem("workbook-binds-unknown", cell.where, {"text": cell.quoted})
    return parse(context, cell, context.form.records[plan.kind].fields[name])


def _values(context: Context, plan: Plan, row: Row, subject: str, order: int) -> tuple[Part, dict[str, Json]]:
    fields = context.form.records[plan.kind].fields
    parts = {
        name: _cell(context, row, subject, name, cell, fields) for name, cell in row.cells.items() if name != "unit"
    }
    if plan.kind != "loss" and "unit" in row.cells:
        parts["unit"] = taken(context, row.cells["unit"], subject, fields["unit"])
    check = CHECKS.get(plan.kind)
    if check is not None:
        parts |= check(context, row, parts)
    values = {edit.place.name: edit.value for part in parts.values() for edit in part.edits}
    if plan.kind == "step" and "order" in fields:
        parts["order"] = Part(edits=(edit(context, place_of(subject, fields["order"]), order, str(order)),))
    return together(parts.values()), values


def _cell(context: Context, row: Row, subject: str, name: str, cell: Seen, fields: Mapping[str, Field]) -> Part:
    if name == "cost":
        return money(context, cell, row.cells.get("unit"), subject, fields[name])
    if name == "binds":
        bound = context.bindings.get(normal(cell.text)) or ""
        return Part(1, 1, 0, (edit(context, place_of(subject, fields[name]), bound, cell.text),))
    if name == "data":
        return _data_file(context, cell, subject)
    return taken(context, cell, subject, fields[name])


def _data_file(context: Context, cell: Seen, subject: str) -> Part:
    """Where the readings are: a file sent along is a document of the characteristic."""
    if "." not in cell.text:
        return Part(1, 1)
    fields = context.form.records["document"].fields
    key = f"document:{key_for('document', subject, cell.text)}"
    parts = [taken(context, cell, key, fields["text"]), taken(context, cell, key, fields["filename"])]
    made = tuple(each for part in parts for each in part.edits)
    if len(made) < 2:
        return Part(1, 0, 1, problems=tuple(problem for part in parts for problem in part.problems))
    bound = edit(context, place_of(key, fields["binds"]), subject)
    return Part(1, 1, 0, (*made, bound))


def _missing(context: Context, plan: Plan, row: Row, labels: Mapping[str, str]) -> Part:
    fields = context.form.records[plan.kind].fields
    near = next(iter(row.cells.values())).where
    asked = [column.id for column in plan.columns if column.use is Use.INPUT and column.id in fields]
    lost = [name for name in asked if fields[name].required and name not in row.cells]
    return said(*[warning("workbook-required-missing", near, column=labels[name]) for name in lost])


def _months(context: Context, sheet: Sheet, records: list[Record]) -> Part:
    """One word about all rows whose month lies outside the period."""
    if context.period is None:
        return Part()
    start, end = context.period
    outside = list(_outside(records, start, end))
    if not outside:
        return Part()
    cell = outside[0].row.cells["month"]
    details = {"sheet": sheet.name, "count": len(outside), "start": start, "end": end, "month": cell.quoted}
    return said(Problem("workbook-month-outside-period", cell.where, details, Severity.WARNING))


def _outside(records: list[Record], start: str, end: str) -> Iterator[Record]:
    for record in records:
        month = record.values.get("month")
        if isinstance(month, str) and not start <= month <= end:
            yield record
