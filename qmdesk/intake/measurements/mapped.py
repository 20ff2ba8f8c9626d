"""A mapping told from what was understood of a table, and a table read as a mapping says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from qmdesk.intake.measurements.blocks import Block, RowKind, RowView, blocks_of, view_of
from qmdesk.intake.measurements.by_column import attributed, draft_of
from qmdesk.intake.measurements.by_row import characteristic_a_row
from qmdesk.intake.measurements.draft import Draft, TooOdd
from qmdesk.intake.measurements.headings import Heading, headings_of
from qmdesk.intake.measurements.layouts import Table, tables_of, with_titles
from qmdesk.intake.measurements.mapping import ColumnRole, Mapping, Role, Shape
from qmdesk.intake.measurements.words import Label
from qmdesk.intake.numbers import Number, number_in
from qmdesk.intake.readers import CellKind, Sheet
from qmdesk.model.problem import Problem, Severity

#: Words by which the rest of the intake knows a column of this role.
_WORDS = {
    Role.NAME: "特性",
    Role.LOWER: "下限",
    Role.UPPER: "上限",
    Role.TARGET: "标准值",
    Role.UNIT: "单位",
    Role.SUBGROUP: "组号",
    Role.ORDER: "序号",
    Role.IGNORED: "备注",
    Role.VALUE: "测量值",
}
_OF_LABEL = {
    Label.SUBGROUP: Role.SUBGROUP,
    Label.NAME: Role.NAME,
    Label.LOWER: Role.LOWER,
    Label.UPPER: Role.UPPER,
    Label.TARGET: Role.TARGET,
    Label.UNIT: Role.UNIT,
}
_SINGLE = frozenset({Role.SUBGROUP, Role.NAME})
_SHAPES = {"rows": Shape.LONG, "across": Shape.ACROSS}


def mapping_of(table: Table) -> Mapping:
    """What was understood of a table, as a mapping that reads it likewise."""
    block = table.block
    values = {column for draft in table.drafts for column in draft.columns}
    columns: list[ColumnRole] = []
    for at, heading in table.headings.items():
        role = Role.VALUE if at in values else Role.IGNORED
        found = _OF_LABEL.get(heading.label) if heading.label is not None else None
        if at not in values and found is not None and not (found is Role.NAME and table.layout != "rows"):
            role = found if found not in _SINGLE or all(each.role is not found for each in columns) else Role.IGNORED
        columns.append(ColumnRole(at, "/".join(each for each in (heading.parent, heading.child) if each), role))
    wide = any(len(each.columns) > 1 for each in table.drafts)
    shape = _SHAPES.get(table.layout, Shape.WIDE if wide else Shape.COLUMNS)
    header = () if block.header is None else (block.sheet.number(block.header),)
    return Mapping(block.sheet.name, header, shape, tuple(columns))


def drafts_by(sheet: Sheet, mapping: Mapping) -> tuple[Draft, ...]:
    """The characteristics of a sheet as a mapping has them.

    Titles, units and limits in rows are understood as without one. Raises TooOdd where a very long table has to be
    read cell by cell for it.
    """
    if mapping.shape is Shape.ACROSS:
        return tuple(draft for table in tables_of(sheet) for draft in table.drafts)
    block = _block(sheet, mapping)
    if block is None:
        return ()
    block, told = _in_order(block, mapping)
    headings = headings_of(block, range(sheet.width))
    roles = {each.at: each for each in mapping.columns}
    if mapping.shape is Shape.LONG:
        words = {
            at: replace(heading, child=_WORDS[roles[at].role if at in roles else Role.IGNORED], parent="")
            for at, heading in headings.items()
        }
        drafts = characteristic_a_row(block, words) if any(r.role is Role.NAME for r in roles.values()) else ()
    else:
        drafts = _by_column(block, headings, mapping)
    drafts = with_titles(block, drafts)
    return tuple(
        _named(draft, [roles[each] for each in draft.columns if each in roles], told if at == 0 else ())
        for at, draft in enumerate(drafts)
    )


def _by_column(block: Block, headings: dict[int, Heading], mapping: Mapping) -> tuple[Draft, ...]:
    values = [each for each in mapping.columns if each.role is Role.VALUE and each.at in headings]
    marks = next((each.at for each in mapping.columns if each.role is Role.SUBGROUP), None)
    groups: list[list[int]] = []
    for each in values:
        beside = groups[-1][-1] if groups else None
        if mapping.shape is Shape.WIDE and beside is not None and _one_row(headings, beside, each.at):
            groups[-1].append(each.at)
        else:
            groups.append([each.at])
    words = {
        each.at: replace(headings[each.at], child=_WORDS[each.role])
        for each in mapping.columns
        if each.role is not Role.VALUE and each.at in headings
    }
    said = headings | words
    drafts = [draft_of(block, said, group, marks if len(group) == 1 else None) for group in groups]
    return attributed(drafts, said)


def _one_row(headings: dict[int, Heading], last: int, column: int) -> bool:
    """Whether two columns hold pieces of one subgroup: under one label, and without names of their own."""
    one, two = headings[last], headings[column]
    if one.parent != two.parent:
        return False
    return (one.sample is not None and two.sample is not None and two.sample[1] > one.sample[1]) or not two.child


def _named(draft: Draft, roles: Sequence[ColumnRole], told: Sequence[Problem]) -> Draft:
    name = next((each.name for each in roles if each.name), "")
    unit = next((each.unit for each in roles if each.unit), "")
    return replace(
        draft, name=name or draft.name, unit=unit or draft.unit, problems=(*draft.problems, *told),
        banner="" if name else draft.banner,
    )  # fmt: skip


def _block(sheet: Sheet, mapping: Mapping) -> Block | None:
    """The table below the heading that the mapping names; the first one where it names none."""
    at = None
    if mapping.header:
        at = next((row for row in range(len(sheet.rows)) if sheet.number(row) == mapping.header[-1]), None)
        if at is None:
            return None
    found = blocks_of(sheet)
    same = next((each for each in found if each.header == at), None)
    if same is not None and (at is not None or len(found) == 1):
        return same
    start = -1 if at is None else at
    views = [view_of(sheet, row) for row in range(len(sheet.rows))]
    kinds = (RowKind.ABOUT, RowKind.UNITS, RowKind.SPECS)
    below = [each for each in views[start + 1 :] if each.kind not in (RowKind.BLANK, RowKind.STATISTIC)]
    data = tuple(each for each in below if each.kind not in kinds)
    about = tuple(each for each in views if each.kind in kinds and each.row != at)
    zone = tuple(each.row for each in views[: max(start, 0)] if each.kind in (RowKind.TEXT, RowKind.ABOUT))
    statistics = tuple(each.row for each in views if each.kind is RowKind.STATISTIC)
    return Block(sheet, at, zone, about, statistics, data, ()) if any(each.numbers for each in data) else None


def _in_order(block: Block, mapping: Mapping) -> tuple[Block, tuple[Problem, ...]]:
    """The rows in the order of the column that says it; rows without a number or date there keep the file's order."""
    column = next((each.at for each in mapping.columns if each.role is Role.ORDER), None)
    if column is None:
        return block, ()
    keys = [_key(block, view, column) for view in block.data]
    if any(each is None for each in keys) or len({type(each) for each in keys}) > 1:
        lacking = next((v.row for v, key in zip(block.data, keys, strict=True) if key is None), block.data[0].row)
        place = block.sheet.place(lacking, column)
        return block, (Problem("order-unreadable", place, severity=Severity.WARNING),)
    order = sorted(range(len(keys)), key=keys.__getitem__)  # pyright: ignore[reportArgumentType, reportCallIssue] - of one type
    if order == list(range(len(keys))):
        return block, ()
    if block.sheet.bulk is not None:
        raise TooOdd
    told = Problem("rows-put-in-order", block.sheet.place(block.data[0].row, column), severity=Severity.INFO)
    return replace(block, data=tuple(block.data[at] for at in order)), (told,)


def _key(block: Block, view: RowView, column: int) -> Decimal | str | None:
    cell = block.sheet.at(view.row, column)
    if cell is None:
        return None
    if cell.kind is CellKind.DATE:
        return cell.text
    number = number_in(cell)
    return number.value if isinstance(number, Number) else None
