"""Tables that run across: a characteristic a row (inspection records), a subgroup a column (control chart sheets)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from qmdesk.intake.measurements.blocks import Block, RowView, area_at
from qmdesk.intake.measurements.by_column import reading_columns
from qmdesk.intake.measurements.draft import Draft, Groups, Layout, Said
from qmdesk.intake.measurements.headings import Heading, named
from qmdesk.intake.measurements.words import ABOUT, Label, label_of, sample_number
from qmdesk.intake.numbers import Number, is_number, number_in
from qmdesk.intake.readers import Cell, CellKind, Sheet

#: Rows, at most, of a table whose first column is not said to hold names; and how many times the widest range of a row
#: lies between two rows that measure different things.
_FEW, _APART = 60, 3


@dataclass(frozen=True, slots=True)
class _Row:
    """One row of an inspection record."""

    name: str
    mark: str
    about: tuple[Said, ...]
    cells: tuple[Cell, ...]
    view: RowView


def is_characteristic_a_row(block: Block, headings: dict[int, Heading]) -> bool:
    """Whether the first text of each row names a characteristic and the columns only count its readings."""
    names = _name_column(block, headings)
    if names is None:
        return False
    texts = [cell for view in block.data if (cell := block.sheet.at(view.row, names)) is not None]
    words = [
        cell for cell in texts if cell.kind is CellKind.TEXT and not is_number(cell) and not _is_no_name(cell.text)
    ]
    if not texts or len(words) * 5 < len(texts) * 4:
        return False
    columns = _value_columns(block, headings)
    counting = all(headings[each].sample is not None or headings[each].label is Label.VALUE or not headings[each].child
                   or headings[each].parent for each in columns)  # fmt: skip
    return bool(columns) and (counting or any(heading.label in ABOUT for heading in headings.values()))


def _is_no_name(text: str) -> bool:
    return sample_number(text) is not None or label_of(text) in (ABOUT | {Label.STATISTIC})


def _name_column(block: Block, headings: dict[int, Heading]) -> int | None:
    """The column of names: the one that says so, else the first where its words must be names of different things."""
    said = next((column for column, heading in headings.items() if heading.label is Label.NAME), None)
    return _unsaid_names(block, headings) if said is None else said


def _unsaid_names(block: Block, headings: dict[int, Heading]) -> int | None:
    """The first column where each row has a word of its own and figures of another size than the other rows'."""
    first = min((at for at in headings if any(block.sheet.at(view.row, at) for view in block.data)), default=None)
    if first is None or block.sheet.bulk is not None or not 2 <= len(block.data) <= _FEW:
        return None
    if first in block.columns or (headings[first].child and headings[first].label is not Label.INDEX):
        return None
    cells = [block.sheet.at(view.row, first) for view in block.data]
    words = {cell.text for cell in cells if cell is not None and cell.kind is CellKind.TEXT}
    if len(words) < len(cells) or any(_is_no_name(each) or any(map(str.isdigit, each)) for each in words):
        return None
    ranges: list[tuple[Decimal, Decimal]] = []
    for view in block.data:
        numbers = [number_in(cell) for cell in block.sheet.filled(view.row, view.numbers)]
        values = [each.value for each in numbers if isinstance(each, Number)]
        if len(values) < 2:
            return None
        ranges.append((min(values), max(values)))
    ranges.sort()
    widest = max(high - low for low, high in ranges)
    apart = all(two[0] - one[1] > _APART * widest for one, two in pairwise(ranges))
    return first if apart else None


def _value_columns(block: Block, headings: dict[int, Heading]) -> list[int]:
    columns, _ = reading_columns(block, headings)
    return columns


def characteristic_a_row(block: Block, headings: dict[int, Heading]) -> tuple[Draft, ...]:
    """The characteristics of an inspection record; rows of one name and one specification are one."""
    columns, problems = reading_columns(block, headings)
    rows: dict[tuple[str, tuple[str, ...]], list[_Row]] = {}
    last: dict[str, tuple[str, ...]] = {}
    for row in _rows(block, headings, columns):
        said = tuple(each.text for each in row.about) or last.get(row.name, ())
        last[row.name] = said
        rows.setdefault((row.name, said), []).append(row)
    drafts: list[Draft] = []
    for (name, _), same in rows.items():
        words = named(name)
        groups, layout = _groups_of(same, len(columns))
        specs = (
            ()
            if words.spec is None
            else ((words.spec, block.sheet.place(same[0].view.row, _name_column(block, headings) or 0)),)
        )
        about = next((each.about for each in same if each.about), ())
        first = tuple(problems) if not drafts else ()
        drafts.append(
            Draft(block.sheet, words.name or name, groups, layout, tuple(columns), "", words.unit, about, specs, first)
        )
    return tuple(each for each in drafts if each.groups)


def _rows(block: Block, headings: dict[int, Heading], columns: list[int]) -> list[_Row]:
    names = _name_column(block, headings)
    assert names is not None
    sheet = block.sheet
    abouts = [(heading.label, column) for column, heading in headings.items() if heading.label in ABOUT]
    marks = next((column for column, heading in headings.items() if heading.label is Label.SUBGROUP), None)
    found: list[_Row] = []
    name = mark = ""
    for view in block.data:
        name = sheet.text(view.row, names) or name
        mark = mark if marks is None else sheet.text(view.row, marks) or mark
        said = tuple(
            Said(label, cell, cell.text)
            for label, column in abouts
            if label is not None and (cell := _own_or_merged(sheet, view.row, column)) is not None
        )
        cells = sheet.filled(view.row, columns)
        if name and cells:
            found.append(_Row(name, mark, said, cells, view))
    return found


def _own_or_merged(sheet: Sheet, row: int, column: int) -> Cell | None:
    own = sheet.at(row, column)
    if own is not None:
        return own
    area = area_at(sheet.merged, row, column)
    return None if area is None else sheet.at(area[0], area[1])


def _groups_of(rows: list[_Row], columns: int) -> tuple[Groups, Layout]:
    """By subgroup label where one repeats, else a row a subgroup where there are several, else single values."""
    marks: dict[str, list[Cell]] = {}
    for row in rows:
        marks.setdefault(row.mark, []).extend(row.cells)
    if "" not in marks and any(len(each) > 1 for each in marks.values()) and len(marks) > 1:
        return tuple(tuple(each) for each in marks.values()), Layout.SUBGROUP_LABELS
    if len(rows) > 1 and columns > 1:
        return tuple(row.cells for row in rows), Layout.SUBGROUP_ROWS
    return tuple((cell,) for row in rows for cell in row.cells), Layout.INDIVIDUALS


def is_subgroup_a_column(block: Block, headings: dict[int, Heading]) -> bool:
    """Whether the first text of the rows counts pieces (X1, X2 …) under columns that don't."""
    return len(_piece_rows(block)) >= 2 and not any(
        (sample := headings[column].sample) is not None and sample[0] for column in block.columns
    )


def _piece_rows(block: Block) -> list[tuple[RowView, int]]:
    """Rows whose first text counts pieces, with the number."""
    found: list[tuple[RowView, int]] = []
    for view in block.data:
        first = next((cell for cell in block.sheet.rows[view.row] if cell is not None), None)
        if first is None or first.column in view.numbers or first.kind is not CellKind.TEXT:
            continue
        sample = sample_number(first.text)
        if sample is not None:
            found.append((view, sample[1]))
    return found


def subgroup_a_column(block: Block, headings: dict[int, Heading]) -> tuple[Draft, ...]:
    """Columns are subgroups in order, rows their pieces; where the count of pieces begins anew, another begins."""
    runs: list[list[RowView]] = []
    before = 0
    for view, number in _piece_rows(block):
        if not runs or number <= before:
            runs.append([])
        runs[-1].append(view)
        before = number
    columns = [column for column in block.columns if headings[column].label is not Label.STATISTIC]
    return tuple(_of_columns(block, headings, columns, run) for run in runs)


def _of_columns(block: Block, headings: dict[int, Heading], columns: list[int], rows: list[RowView]) -> Draft:
    sheet = block.sheet
    groups = tuple(
        cells
        for column in columns
        if (cells := tuple(cell for view in rows if (cell := sheet.at(view.row, column)) is not None))
    )
    several = any(len(each) > 1 for each in groups)
    layout = Layout.SUBGROUP_COLUMNS if several else Layout.INDIVIDUALS
    banner = headings[columns[0]].banner if columns else ""
    return Draft(sheet, "", groups, layout, tuple(columns), banner)
