"""The tables of an application as a workbook that can be filled in and taken back: a sheet for each table."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from qmdesk.formdef.benchmark import Shape, Table
from qmdesk.formdef.fields import format_value
from qmdesk.report.benchmark.content import SURVEYS, Paper
from qmdesk.report.papers.books import Head, Sheet, write_book
from qmdesk.visit.benchmark.numbers import left_out, name_of, rows_of, unit_of

#: Empty rows for what the applicant adds.
SPARE = 8
_KEY = Head("id", 15, small=True)


def tables_book(paper: Paper, out: Path) -> None:
    """Write all tables, filled as far as the case is. Raises Refused(report-not-written)."""
    sheets = [_sheet(paper, table) for table in paper.made.tables]
    sheets.insert(2, _surveys(paper))
    write_book(sheets, out, paper.lang)


def list_book(title: str, lead: str, heads: Sequence[tuple[str, float]], rows: Sequence[Sequence[str]]) -> Sheet:
    """A plain list as a sheet."""
    return Sheet(title, lead, tuple(Head(text, width) for text, width in heads), [list(row) for row in rows])


def _sheet(paper: Paper, table: Table) -> Sheet:
    lead = table.note.in_(paper.lang) if table.note is not None else paper.form.name.in_(paper.lang)
    title = f"{table.number} {table.name.in_(paper.lang)}".strip()
    if table.shape is Shape.FIELDS:
        rows = [[name, paper.label("case", name), _plain(paper, "case", "", name)] for name in table.columns]
        value = "填写" if not paper.lang.startswith("en") else "Value"
        label = "栏目" if not paper.lang.startswith("en") else "Field"
        return Sheet(title, lead, (_KEY, Head(label, 44), Head(value, 60, entry=True)), rows)
    if table.shape is Shape.MARKET:
        names = ("name", *(each for each in paper.form.records["product"].fields if each[-4:].isdigit()))
        return _records(paper, table, title, lead, names)
    if table.shape is Shape.LIST:
        return _records(paper, table, title, lead, table.columns)
    rows = [
        [key, *(_cell(paper, table, key, row, record, each) for each in table.columns)]
        for key, row, record in rows_of(paper.made, table, paper.found)
        if not left_out(record)
    ]
    rows += [["", *[""] * len(table.columns)] for _ in range(SPARE)]
    return Sheet(title, lead, (_KEY, *(_head(paper, table, each) for each in table.columns)), rows)


def _cell(paper: Paper, table: Table, key: str, row: object, record: object, column: str) -> str:
    from qmdesk.formdef.benchmark import TableRow
    from qmdesk.grading.records import Record

    named = row if isinstance(row, TableRow) else None
    assert isinstance(record, Record)
    if column == "name":
        return name_of(named, record, paper.lang)
    return unit_of(named, record, paper.lang) if column == "unit" else _plain(paper, table.record, key, column)


def _records(paper: Paper, table: Table, title: str, lead: str, names: Sequence[str]) -> Sheet:
    keys = [each.key for each in paper.found.records(table.record)]
    rows = [[key, *(_plain(paper, table.record, key, name) for name in names)] for key in keys]
    rows += [["", *[""] * len(names)] for _ in range(SPARE)]
    return Sheet(title, lead, (_KEY, *(Head(paper.label(table.record, each), 18, entry=True) for each in names)), rows)


def _surveys(paper: Paper) -> Sheet:
    field = paper.field("survey", "method")
    choices = tuple(each.in_(paper.lang) for each in field.choices.values())
    rows = [
        [f"{kind}.{year}", paper.label("product", f"{kind}_{year}"),
         *(_plain(paper, "survey", f"{kind}.{year}", name) for name in ("method", "body"))]
        for kind in SURVEYS for year in paper.made.years
    ]  # fmt: skip
    label = paper.form.records["survey"].label.in_(paper.lang)
    heads = (_KEY, Head(label, 26), Head(field.label.in_(paper.lang), 16, entry=True, choices=choices),
             Head(paper.label("survey", "body"), 40, entry=True))  # fmt: skip
    return Sheet(label, paper.form.name.in_(paper.lang), heads, rows)


def _head(paper: Paper, table: Table, column: str) -> Head:
    width = 34 if column == "name" else 30 if table.record in {"social", "brand"} else 14
    return Head(paper.label(table.record, column), width, entry=True)


def _plain(paper: Paper, record: str, key: str, name: str) -> str:
    """A value as it can be typed again."""
    value = paper.found.record(record, key).value(name)
    return format_value(paper.field(record, name), value, paper.lang)
