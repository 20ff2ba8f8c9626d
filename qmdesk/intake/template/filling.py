"""What to write into the input cells of a workbook: nothing for a template, an enterprise's answers for a sample.

Values are cells as a person would leave them: text, numbers, dates. Nothing is checked here, so that a
workbook with mistakes can be made as well.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

Value = None | str | int | float | Decimal | date
Row = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class ReadingColumn:
    """One characteristic's column of readings with the rows above it."""

    name: Value
    values: Sequence[Value]
    family: Value = None
    subgroup: Value = None
    order: Value = None


@dataclass(frozen=True, slots=True)
class Filling:
    """Answers by place: ``case`` by row, ``items`` and ``figures`` by id and column, ``tables`` row by row.

    ``without`` names sheets to leave out, ``hidden`` rows of a table (from 0) to hide.
    """

    case: Row = field(default_factory=dict[str, Value])
    items: Mapping[str, Row] = field(default_factory=dict[str, Row])
    figures: Mapping[str, Row] = field(default_factory=dict[str, Row])
    tables: Mapping[str, Sequence[Row]] = field(default_factory=dict[str, Sequence[Row]])
    readings: Sequence[ReadingColumn] = ()
    without: frozenset[str] = frozenset()
    hidden: frozenset[tuple[str, int]] = frozenset()


def count_of(filling: Filling, sheet_id: str, rows: Sequence[str] = ()) -> int:
    """How many answers a sheet holds: rows of a table, levels of items, rows about the enterprise, readings."""
    if sheet_id == "readings":
        return sum(value is not None for column in filling.readings for value in column.values)
    if sheet_id == "enterprise":
        return sum(filling.case.get(row) is not None for row in rows)
    if sheet_id.startswith("items."):
        return sum(filling.items.get(row, {}).get("level") is not None for row in rows)
    if sheet_id in {"figures", "recorded"}:
        column = "tracked" if sheet_id == "figures" else "year_3"
        return sum(filling.figures.get(row, {}).get(column) is not None for row in rows)
    return len(filling.tables.get(sheet_id, ()))
