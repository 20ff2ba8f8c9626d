"""Columns by name for the statistics commands: readings of one column, counts with sizes, a gauge study.

Here nothing is skipped: a cell that is no number refuses the file, with its place. Rows that a table sums up with
(均值, 合计) are no readings.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from qmdesk.formdef.plain_text import shown
from qmdesk.intake.measurements.blocks import Block, blocks_of
from qmdesk.intake.measurements.by_column import reading_columns
from qmdesk.intake.measurements.headings import Heading, headings_of, named
from qmdesk.intake.measurements.layouts import drafts_of
from qmdesk.intake.measurements.long_columns import of_long_file
from qmdesk.intake.measurements.sets import notes_of, preview_grid
from qmdesk.intake.measurements.units import same_unit
from qmdesk.intake.measurements.words import Label, plain
from qmdesk.intake.numbers import Number, number_in
from qmdesk.intake.readers import Cell, CellKind, Grid, column_name, column_number, open_table
from qmdesk.model.problem import Problem, Refused, Severity
from qmdesk.model.readings import Readings

_NAMED = 20
_COMMAS = frozenset({"csv-comma-as-thousands", "csv-comma-as-decimal", "csv-comma-and-point"})


@dataclass(frozen=True, slots=True)
class _Table:
    """One table of the file, with the name of each column that has any cell."""

    block: Block
    headings: dict[int, Heading]
    names: dict[int, str]


def read_column(
    path: Path | str,
    column: str | None = None,
    *,
    subgroup: int | None = None,
    subgroup_column: str | None = None,
    beside: str | None = None,
    notes: list[Problem] | None = None,
) -> Readings:
    """The readings of the named column, or of the only numeric one, exactly and in their order.

    ``subgroup`` cuts them into subgroups of so many; ``subgroup_column`` groups rows by its value, in the order in
    which values first appear. ``beside`` names a column that is not meant (the sizes of samples). Where no column is
    named and the file holds one characteristic with a subgroup a row (X1, X2 …) or a column, all of it is read so.
    What had to be assumed is added to ``notes``.

    Raises Refused: column-missing (with the names there are), column-not-named, column-not-numeric,
    no-readings, subgroup-twice, subgroup-label-missing, a problem for each cell that is no number, and what opening
    the file refuses.
    """
    if subgroup is not None and subgroup_column is not None:
        raise Refused(Problem("subgroup-twice"))
    notes = [] if notes is None else notes
    if subgroup_column is None and beside is None and (long := of_long_file(Path(path), column, notes)) is not None:
        return _cut(long, subgroup)
    grid = open_table(path)
    notes += [each for each in notes_of(grid) if each.severity is not Severity.INFO]
    tables = _tables(grid)
    if column is None:
        whole = _only_characteristic(grid, tables, beside, grouped=bool(subgroup or subgroup_column), notes=notes)
        if whole is not None:
            return whole
    table, at = _find(grid, tables, column, (subgroup_column, beside))
    cells = [cell for view in table.block.data if (cell := table.block.sheet.at(view.row, at)) is not None]
    values = _numbers(table, cells)
    notes += [] if any(each.code in _COMMAS for each in notes) else _thousands(table, cells)
    if subgroup_column is not None:
        return _grouped(table, cells, values, _column(grid, [table], subgroup_column)[1])
    return _cut(Readings.of(values), subgroup)


def _cut(readings: Readings, subgroup: int | None) -> Readings:
    """Individual readings as subgroups of so many, the last one with what is left."""
    if subgroup is None or subgroup < 2:
        return readings
    full, rest = divmod(len(readings), subgroup)
    sizes = (subgroup,) * full + ((rest,) if rest else ())
    return Readings(readings.scaled, readings.exponent, sizes, readings.ordered)


def read_attribute(path: Path | str, column: str | None, size_column: str) -> tuple[Readings, tuple[Decimal, ...]]:
    """Counts and the sizes of their samples, row by row. Raises Refused as :func:`read_column`, and size-missing."""
    grid = open_table(path)
    table, at = _find(grid, _tables(grid), column, (size_column,))
    sizes = _column(grid, [table], size_column)[1]
    sheet = table.block.sheet
    counts = [cell for view in table.block.data if (cell := sheet.at(view.row, at)) is not None]
    beside = [sheet.at(cell.row, sizes) for cell in counts]
    lacking = [cell for cell, size in zip(counts, beside, strict=True) if size is None]
    if lacking:
        raise Refused(Problem("size-missing", sheet.place(lacking[0].row, sizes), {"count": len(lacking)}))
    values = _numbers(table, counts)
    return Readings.of(values), tuple(_numbers(table, [each for each in beside if each is not None]))


def read_study(
    path: Path | str, part: str, operator: str, value: str
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[Decimal, ...]]:
    """A gauge study: part and operator as text, and the value, row by row; cells of merged groups count for all rows.

    Raises Refused as :func:`read_column`, and study-row-incomplete.
    """
    grid = open_table(path)
    tables = _tables(grid)
    table, at = _column(grid, tables, value)
    columns = [_column(grid, [table], each)[1] for each in (part, operator)]
    sheet = table.block.sheet
    cells = [cell for view in table.block.data if (cell := sheet.at(view.row, at)) is not None]
    labels: list[list[str]] = []
    for column in columns:
        last, texts = "", list[str]()
        for cell in cells:
            last = sheet.text(cell.row, column) or last
            if not last:
                raise Refused(Problem("study-row-incomplete", sheet.place(cell.row, column)))
            texts.append(last)
        labels.append(texts)
    return tuple(labels[0]), tuple(labels[1]), tuple(_numbers(table, cells))


def _tables(grid: Grid) -> list[_Table]:
    found: list[_Table] = []
    for sheet in grid.sheets:
        for block in () if sheet.hidden else blocks_of(sheet):
            headings = headings_of(block, range(sheet.width))
            used = [
                at
                for at in range(sheet.width)
                if headings[at].child or any(sheet.at(view.row, at) is not None for view in block.data[:50])
            ]
            names = {at: _name_of(headings[at]) or column_name(at) for at in used}
            found.append(_Table(block, headings, names))
    if not found:
        raise Refused(Problem("no-readings", grid.name))
    return found


def _name_of(heading: Heading) -> str:
    """``轴径/X1`` where a label stands over several columns."""
    child = " ".join(heading.child.split())
    return f"{' '.join(heading.parent.split())}/{child}" if heading.parent and child else child or heading.parent


def _find(grid: Grid, tables: Sequence[_Table], column: str | None, others: Sequence[str | None]) -> tuple[_Table, int]:
    """The column of that name, or the only one with readings besides those named in ``others``."""
    if column is not None:
        return _column(grid, tables, column)
    known = [each for each in others if each is not None]
    searched = [_column(grid, tables, known[0])[0]] if known else tables
    taken = {_column(grid, searched, each)[1] for each in known}
    found = [
        (table, each)
        for table in searched
        for each in reading_columns(table.block, table.headings)[0]
        if each not in taken
    ]
    if not found:  # counts go by words that elsewhere head totals
        found = [
            (table, each)
            for table in searched
            for each in table.block.columns
            if each not in taken and not _is_counter(table.headings[each])
        ]
    if len(found) == 1:
        return found[0]
    if not found:
        raise Refused(Problem("column-not-numeric", grid.name, {"columns": _list(*searched)}))
    names = ", ".join(dict.fromkeys(table.names[each] for table, each in found))
    raise Refused(Problem("column-not-named", grid.name, {"columns": names}))


def _is_counter(heading: Heading) -> bool:
    return heading.label in (Label.INDEX, Label.SUBGROUP, Label.NAME)


def _only_characteristic(
    grid: Grid, tables: Sequence[_Table], beside: str | None, *, grouped: bool, notes: list[Problem]
) -> Readings | None:
    """The readings of a file with one characteristic spread over several columns; None where it is not so."""
    if beside is not None or grouped or len(tables) != 1:
        return None
    drafts = [draft for sheet in grid.sheets if not sheet.hidden for draft in drafts_of(sheet)]
    if len(drafts) != 1 or len(drafts[0].columns) < 2 or tables[0].block.header is None:
        return None
    only = preview_grid(grid)[0]
    if only.readings is None or only.skipped:
        raise Refused(*[each for each in only.problems if each.severity is not Severity.INFO][:_NAMED])
    notes += [each for each in only.problems if each.severity is Severity.WARNING]
    return only.readings


def _column(grid: Grid, tables: Sequence[_Table], wanted: str) -> tuple[_Table, int]:
    """A column by its label, by its label without the unit, or by its letter."""
    for matches in (_by_label, _by_plain_label, _by_name, _by_letter):
        found = [(table, at) for table in tables for at in table.names if matches(table, at, wanted)]
        if len(found) == 1:
            return found[0]
        if found:
            places = ", ".join(table.block.sheet.place(max(table.block.header or 0, 0), at) for table, at in found)
            raise Refused(Problem("column-ambiguous", grid.name, {"column": wanted, "places": places}))
    raise Refused(Problem("column-missing", grid.name, {"column": wanted, "columns": _list(*tables)}))


def _by_label(table: _Table, at: int, wanted: str) -> bool:
    return wanted.strip() in (table.names[at], table.headings[at].child)


def _by_plain_label(table: _Table, at: int, wanted: str) -> bool:
    return plain(wanted) != "" and plain(wanted) in (plain(table.names[at]), plain(table.headings[at].child))


def _by_name(table: _Table, at: int, wanted: str) -> bool:
    child = table.headings[at].child
    return child != "" and plain(wanted) == plain(named(child).name) != ""


def _by_letter(table: _Table, at: int, wanted: str) -> bool:
    return re.fullmatch(r"[A-Z]{1,3}", wanted.strip()) is not None and column_number(wanted.strip()) == at


def _list(*tables: _Table) -> str:
    names = dict.fromkeys(name for table in tables for name in table.names.values())
    return ", ".join(list(names)[:40])


def _numbers(table: _Table, cells: Sequence[Cell]) -> list[Decimal]:
    """The number of every cell. Raises Refused naming each that holds none, or where there is no cell."""
    sheet, values, problems = table.block.sheet, list[Decimal](), list[Problem]()
    unit = ""
    for cell in cells:
        number = number_in(cell)
        if isinstance(number, Number) and number.unit and unit and not same_unit(number.unit, unit):
            details = {"text": shown(cell.text), "unit": number.unit, "expected": unit}
            problems.append(Problem("reading-other-unit", sheet.place(cell.row, cell.column), details))
        elif isinstance(number, Number):
            unit = unit or number.unit
            values.append(number.value)
        else:
            problems.append(Problem(number.code, sheet.place(cell.row, cell.column), number.details))
    if problems:
        raise Refused(*problems[:_NAMED])
    if not values:
        raise Refused(Problem("no-readings", sheet.name))
    return values


def _thousands(table: _Table, cells: Sequence[Cell]) -> list[Problem]:
    """A word on numbers read with a comma between thousands, where the first stands."""
    first = next((cell for cell in cells if cell.kind is CellKind.TEXT and "," in cell.text), None)
    if first is None:
        return []
    place = table.block.sheet.place(first.row, first.column)
    return [Problem("csv-comma-as-thousands", place, {"text": shown(first.text)}, Severity.WARNING)]


def _grouped(table: _Table, cells: Sequence[Cell], values: Sequence[Decimal], marks: int) -> Readings:
    groups: dict[str, list[Decimal]] = {}
    mark = ""
    for cell, value in zip(cells, values, strict=True):
        mark = table.block.sheet.text(cell.row, marks) or mark
        if not mark:
            raise Refused(Problem("subgroup-label-missing", table.block.sheet.place(cell.row, marks)))
        groups.setdefault(mark, []).append(value)
    ordered = [value for group in groups.values() for value in group]
    sizes = tuple(len(group) for group in groups.values())
    return Readings.of(ordered, sizes if any(size > 1 for size in sizes) else None)
