"""Figures of the tables as exact numbers, by row and year."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from qmdesk.formdef.benchmark import Benchmark, Shape, Table, TableRow
from qmdesk.grading.records import Index, Record, mapping

_WAN = 10_000


def rows_of(made: Benchmark, table: Table, found: Index) -> Iterator[tuple[str, TableRow | None, Record]]:
    """The rows of a table in order: those that the edition names, then those that the applicant added.

    Rows that are marked as left out stay in; whoever prints leaves them out.
    """
    named = {row.id: row for row in table.rows}
    for row in table.rows:
        yield row.id, row, found.record(table.record, row.id)
    for record in sorted(found.records(table.record), key=_order):
        if record.key not in named:
            yield record.key, None, record


def name_of(row: TableRow | None, record: Record, lang: str = "zh-CN") -> str:
    """What a row is called: the applicant's own words, else the edition's."""
    return record.text("name") or (row.name.in_(lang) if row is not None else "")


def unit_of(row: TableRow | None, record: Record, lang: str = "zh-CN") -> str:
    """The unit of a row: the applicant's own, else the edition's."""
    return record.text("unit") or (row.unit.in_(lang) if row is not None and row.unit is not None else "")


def left_out(record: Record) -> bool:
    """Whether the applicant left the row out, as the notice allows."""
    return record.flag("left_out") is True or record.flag("deleted") is True


def figures(made: Benchmark, record: Record) -> dict[int, Decimal | None]:
    """The figure of each year of the edition."""
    return {year: record.decimal(f"y{year}") for year in made.years}


def yuan_of(record: Record, name: str) -> Decimal | None:
    """An amount of money in yuan."""
    value = mapping(record.value(name))
    amount = value.get("amount")
    if not isinstance(amount, str):
        return None
    return Decimal(amount) * (_WAN if value.get("unit") == "wan" else 1)


def table_of(made: Benchmark, shape: Shape, record: str) -> Table:
    """The table of a shape over a kind of record."""
    return next(each for each in made.tables if each.shape is shape and each.record == record)


def _order(record: Record) -> int:
    value = record.value("order")
    return value if isinstance(value, int) and not isinstance(value, bool) else 10**6
