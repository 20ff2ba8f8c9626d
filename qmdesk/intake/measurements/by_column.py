"""Tables with a characteristic a column; columns that only count pieces (X1, X2 …) are one, a subgroup a row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from qmdesk.intake.measurements.blocks import Block, RowKind, area_at
from qmdesk.intake.measurements.draft import Draft, Groups, Layout, Said
from qmdesk.intake.measurements.headings import Heading, Named, named
from qmdesk.intake.measurements.words import ABOUT, Label, label_of
from qmdesk.intake.readers import Cell, CellKind, Sheet, column_name
from qmdesk.intake.readers.caps import SHOWN
from qmdesk.model.problem import Problem, Severity

_NO_READINGS = frozenset({Label.INDEX, Label.SUBGROUP, Label.REMARK, Label.NAME, Label.COUNT}) | ABOUT


_TOLD = ABOUT | {Label.STATISTIC}


def by_column(block: Block, headings: dict[int, Heading]) -> tuple[Draft, ...]:
    """The characteristics of the table, in the order of their columns."""
    columns, problems = reading_columns(block, headings)
    drafts = _joined(
        [draft_of(block, headings, group, marks_of(headings, group[0])) for group in _grouped(block, headings, columns)]
    )
    drafts = list(attributed(drafts, headings))
    if drafts:
        drafts[0] = replace(drafts[0], problems=(*problems, *drafts[0].problems))
    return tuple(drafts)


def attributed(drafts: Sequence[Draft], headings: dict[int, Heading]) -> tuple[Draft, ...]:
    """Limits in columns behind the last of several characteristics may be of any of them: told and not used."""
    own = [any(_beside(each, draft) for each in draft.about) for draft in drafts]
    if len(drafts) < 2 or not any(own) or all(own) or any(headings[draft.columns[0]].parent for draft in drafts):
        return tuple(drafts)
    found: list[Draft] = []
    for draft, mine in zip(drafts, own, strict=True):
        if mine:
            cell = next(each.cell for each in draft.about if _beside(each, draft))
            place = draft.sheet.place(cell.row, cell.column)
            told = Problem("limits-not-attributed", place, {"count": len(drafts)}, Severity.WARNING)
            about = tuple(each for each in draft.about if not _beside(each, draft))
            draft = replace(draft, about=about, problems=(*draft.problems, told))
        found.append(draft)
    return tuple(found)


def _beside(said: Said, draft: Draft) -> bool:
    """Whether a limit stands in a column to the right, in a row of readings."""
    rows = {cell.row for cell in draft.cells}
    return said.label in _LIMITS and said.cell.column > draft.columns[-1] and said.cell.row in rows


def reading_columns(block: Block, headings: dict[int, Heading]) -> tuple[list[int], list[Problem]]:
    """Columns that hold readings, and a word on others that hold numbers."""
    counts = block.columns
    columns: list[int] = []
    left: dict[str, list[str]] = {"columns-computed": [], "columns-left-out": [], "columns-dates": []}
    labelled = any(headings[column].child or headings[column].parent for column in counts)
    for column, count in counts.items():
        heading = headings[column]
        label = heading.label if heading.sample is None else None
        if label is Label.STATISTIC:
            left["columns-computed"].append(heading.child)
        elif label in _NO_READINGS or _only_numbers_rows(block, column, heading) or _is_beside(block, column):
            continue
        elif count * 4 < _filled(block, column) or (labelled and not heading.child and not heading.parent):
            left["columns-left-out"].append(heading.child or column_name(column))
        else:
            columns.append(column)
    dates = (at for at in headings if at not in counts and columns and _holds_dates(block, at))
    left["columns-dates"] = [headings[at].child or column_name(at) for at in dates]
    sheet = block.sheet.name
    told = [
        Problem(code, sheet, {"sheet": sheet, "columns": ", ".join(names)}, Severity.INFO)
        for code, names in left.items()
        if names
    ]
    return columns, told


def _holds_dates(block: Block, column: int) -> bool:
    """Whether a column is one of dates or times, by its first rows."""
    cells = [cell for view in block.data[:SHOWN] if (cell := block.sheet.at(view.row, column)) is not None]
    return bool(cells) and all(each.kind is CellKind.DATE for each in cells)


def _only_numbers_rows(block: Block, column: int, heading: Heading) -> bool:
    """Whether an unlabelled first column is 1, 2, 3 … down the rows."""
    counts = block.columns
    if heading.child or column != min(counts) or len(counts) < 2:
        return False
    cells = [cell for view in block.data if (cell := block.sheet.at(view.row, column)) is not None]
    if block.sheet.bulk is not None:  # rows are missing in between
        cells = cells[:SHOWN]
    return len(cells) >= 2 and all(cell.text == str(at + 1) for at, cell in enumerate(cells))


def _is_beside(block: Block, column: int) -> bool:
    """Whether the column holds the values of labels (USL, 平均值) that stand to the left of them."""
    numbers = [view.row for view in block.data if column in view.numbers]
    left = [block.sheet.at(row, column - 1) for row in numbers]
    told = [each for each in left if each is not None and label_of(each.text.rstrip(":：= ")) in _TOLD]
    return len(told) * 2 > len(numbers)


def _filled(block: Block, column: int) -> int:
    return sum(1 for view in block.data if block.sheet.at(view.row, column) is not None)


def _grouped(block: Block, headings: dict[int, Heading], columns: list[int]) -> list[list[int]]:
    """Neighbouring columns that hold the pieces of one subgroup."""
    if block.header is None:
        return [columns] if columns else []
    groups: list[list[int]] = []
    for column in columns:
        if groups and _continues(block.sheet, headings, groups[-1][-1], column):
            groups[-1].append(column)
        else:
            groups.append([column])
    return groups


def _continues(sheet: Sheet, headings: dict[int, Heading], last: int, column: int) -> bool:
    before, heading = headings[last], headings[column]
    if column - last > 3 or before.parent != heading.parent:
        return False
    one, two = before.sample, heading.sample
    if one is not None and two is not None:
        return one[0] == two[0] and two[1] == one[1] + 1
    if not heading.child:
        return not before.child and bool(heading.parent) and column == last + 1
    area = area_at(sheet.merged, heading.row, column)
    return area is not None and area[1] <= last


def draft_of(block: Block, headings: dict[int, Heading], columns: list[int], marks: int | None) -> Draft:
    """The characteristic whose readings stand in these columns, by the subgroup labels of the column ``marks``."""
    heading, sheet = headings[columns[0]], block.sheet
    words = _words(heading)
    groups, layout, problems = _groups(block, headings, columns, marks)
    place = sheet.place(heading.row, columns[0]) if heading.row >= 0 else sheet.name
    specs = tuple((each.spec, place) for each in words if each.spec is not None)
    name = "/".join(each.name for each in words if each.name)
    if not name and specs:
        name = heading.child if heading.sample is None else heading.parent
    unit = next((each.unit for each in words if each.unit), "")
    about = (*_said(block, columns), *_said_beside(block, headings, columns[-1]))
    return Draft(
        sheet, name, groups, layout, tuple(columns), heading.banner, unit, about, specs, tuple(problems), marks
    )


def _words(heading: Heading) -> list[Named]:
    """The labels of a column from above down, taken apart; counting and general words give no name."""
    texts = [text for text in (heading.parent, heading.child if heading.sample is None else "") if text]
    return [replace(named(text), name="") if label_of(text) is not None else named(text) for text in texts]


def _groups(
    block: Block, headings: dict[int, Heading], columns: list[int], marks: int | None
) -> tuple[Groups, Layout, list[Problem]]:
    sheet, rows = block.sheet, [view.row for view in block.data]
    if len(columns) == 1:
        cells = [cell for row in rows if (cell := sheet.at(row, columns[0])) is not None]
        groups, layout = by_subgroup_label(block, marks, cells)
        return groups, layout, []
    groups = tuple(cells for row in rows if (cells := sheet.filled(row, columns)))
    if block.header is not None and not headings[columns[0]].lone:
        return groups, Layout.SUBGROUP_ROWS, []
    details = {"sheet": sheet.name, "columns": len(columns)}
    guess = Problem("layout-guessed", sheet.place(rows[0], columns[0]), details, Severity.WARNING)
    return groups, Layout.SUBGROUP_ROWS, [guess]


def marks_of(headings: dict[int, Heading], column: int) -> int | None:
    """The column of subgroup labels beside a column of readings."""
    return next((at for at, each in headings.items() if each.label is Label.SUBGROUP and at != column), None)


def by_subgroup_label(block: Block, marks: int | None, cells: Sequence[Cell]) -> tuple[Groups, Layout]:
    """Cells by the value of the table's subgroup column, where it has one and its values repeat."""
    singles = tuple((cell,) for cell in cells)
    if marks is None:
        return singles, Layout.INDIVIDUALS
    groups: dict[str, list[Cell]] = {}
    own = {cell.row: cell for cell in cells}
    mark = ""
    for view in block.data:
        mark = block.sheet.text(view.row, marks) or mark
        if view.row in own:
            groups.setdefault(mark, []).append(own[view.row])
    if "" in groups or all(len(each) == 1 for each in groups.values()):
        return singles, Layout.INDIVIDUALS
    return tuple(tuple(each) for each in groups.values()), Layout.SUBGROUP_LABELS


def _said(block: Block, columns: Sequence[int]) -> Iterable[Said]:
    """What rows of units and limits say of these columns."""
    for view in block.about:
        label = {RowKind.UNITS: Label.UNIT, RowKind.SPECS: Label.SPEC}.get(view.kind, view.label)
        if label is None or is_keys_and_values(block.sheet, view.row):
            continue
        cell = next(
            (each for column in columns if (each := _value_at(block.sheet, view.row, column)) is not None), None
        )
        if cell is not None:
            yield Said(label, cell, cell.text)


def _said_beside(block: Block, headings: dict[int, Heading], column: int) -> Iterable[Said]:
    """What columns of limits to the right of the readings say, up to the next column of readings, each row the same.

    Where their values change down the rows no single limit is meant, and the first that differs is told as such.
    """
    counts = block.columns
    for at in range(column + 1, max(headings, default=-1) + 1):
        label = headings[at].label
        if label is None or label not in _BESIDE:
            if at in counts and label not in _NO_READINGS and label is not Label.STATISTIC:
                return
            continue
        if headings[at].parent and headings[at].parent != headings[column].parent:
            return
        cells = [cell for view in block.data if (cell := block.sheet.at(view.row, at)) is not None]
        if cells:
            yield Said(label, cells[0], cells[0].text)
            other = next((each for each in cells if each.text != cells[0].text), None)
            if other is not None:
                yield Said(label, other, other.text)


_LIMITS = frozenset({Label.UPPER, Label.LOWER, Label.TARGET})
_BESIDE = _LIMITS | {Label.UNIT}


def is_keys_and_values(sheet: Sheet, row: int) -> bool:
    """Whether a row alternates labels and values, as titles do, and speaks of no column."""
    labels = [cell for cell in sheet.rows[row] if cell is not None and _is_key(cell)]
    return len(labels) > 1


def _is_key(cell: Cell) -> bool:
    return cell.kind is CellKind.TEXT and label_of(cell.text) in (ABOUT | {Label.NAME})


def _value_at(sheet: Sheet, row: int, column: int) -> Cell | None:
    cell = sheet.at(row, column)
    if cell is None:
        area = area_at(sheet.merged, row, column)
        cell = sheet.at(area[0], area[1]) if area is not None else None
    return None if cell is None or _is_key(cell) else cell


def _joined(drafts: list[Draft]) -> list[Draft]:
    """A list folded into several columns under one and the same label is one characteristic."""
    found: list[Draft] = []
    for draft in drafts:
        at = next((at for at, each in enumerate(found) if _same_list(each, draft)), None)
        if at is None:
            found.append(draft)
            continue
        told = Problem("columns-joined", draft.place, {"name": draft.name or draft.sheet.name}, Severity.INFO)
        whole = found[at]
        found[at] = replace(
            whole,
            groups=whole.groups + draft.groups,
            columns=whole.columns + draft.columns,
            problems=(*whole.problems, told),
        )
    return found


def _same_list(one: Draft, two: Draft) -> bool:
    return one.name == two.name and one.layout is Layout.INDIVIDUALS and two.layout is Layout.INDIVIDUALS
