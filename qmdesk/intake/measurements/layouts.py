"""From the tables of a sheet to drafts of characteristics: which layout a table has, and what its titles say."""

from __future__ import annotations

from dataclasses import dataclass, replace

from qmdesk.intake.measurements.blocks import Block, blocks_of
from qmdesk.intake.measurements.by_column import by_column, is_keys_and_values
from qmdesk.intake.measurements.by_row import (
    characteristic_a_row,
    is_characteristic_a_row,
    is_subgroup_a_column,
    subgroup_a_column,
)
from qmdesk.intake.measurements.draft import Draft, Said
from qmdesk.intake.measurements.headings import Heading, headings_of, told_beside, told_in_titles
from qmdesk.intake.measurements.words import Label
from qmdesk.intake.readers import Sheet
from qmdesk.model.problem import Problem, Severity

#: What a title may say of every characteristic of its table; limits belong to one.
_OF_ALL = frozenset({Label.UNIT, Label.FAMILY, Label.GAUGE, Label.SUBGROUP_SIZE})


@dataclass(frozen=True, slots=True)
class Table:
    """One table of readings: where it stands, what stands above its columns, how it is laid out and what it gives.

    ``layout`` is ``columns`` (a characteristic a column, or a subgroup a row), ``rows`` (a characteristic a row) or
    ``across`` (a subgroup a column).
    """

    block: Block
    headings: dict[int, Heading]
    layout: str
    drafts: tuple[Draft, ...]


def drafts_of(sheet: Sheet) -> tuple[Draft, ...]:
    """The characteristics in a sheet, in the order in which they stand."""
    return tuple(draft for table in tables_of(sheet) for draft in table.drafts)


def tables_of(sheet: Sheet) -> tuple[Table, ...]:
    """The tables of a sheet from top to bottom."""
    return tuple(_of_block(block) for block in blocks_of(sheet))


def _of_block(block: Block) -> Table:
    headings = headings_of(block, range(block.sheet.width))
    if is_characteristic_a_row(block, headings):
        layout, drafts = "rows", characteristic_a_row(block, headings)
    elif is_subgroup_a_column(block, headings):
        layout, drafts = "across", subgroup_a_column(block, headings)
    else:
        layout, drafts = "columns", by_column(block, headings)
    return Table(block, headings, layout, with_titles(block, drafts))


def with_titles(block: Block, drafts: tuple[Draft, ...]) -> tuple[Draft, ...]:
    """The drafts with what titles, and rows of limits that stand beside the readings, say of them."""
    said = (*told_in_titles(_unused(block, drafts)), *told_beside(block))
    if len(drafts) == 1:
        return (_with(drafts[0], said),)
    general = tuple(each for each in said if each.label in _OF_ALL)
    special = [each for each in said if each.label not in _OF_ALL and each.label is not Label.NAME]
    found = [_with(draft, general) for draft in drafts]
    if special and found:
        cell = special[0].cell
        place = block.sheet.place(cell.row, cell.column)
        told = Problem("limits-not-attributed", place, {"count": len(found)}, Severity.WARNING)
        found[0] = replace(found[0], problems=(*found[0].problems, told))
    return tuple(found)


def _unused(block: Block, drafts: tuple[Draft, ...]) -> Block:
    """The block with those rows as titles whose figures no column took."""
    used = {each.cell.row for draft in drafts for each in draft.about}
    about = {view.row for view in block.about}
    rows = sorted((set(block.zone) | about) - {row for row in used if not is_keys_and_values(block.sheet, row)})
    return replace(block, zone=tuple(rows))


def _with(draft: Draft, said: tuple[Said, ...]) -> Draft:
    """What the table's own rows say stands before what its titles say."""
    own = {each.label for each in draft.about}
    name = next((each.text.strip() for each in said if each.label is Label.NAME), "")
    more = tuple(each for each in said if each.label not in own and each.label is not Label.NAME)
    return replace(draft, name=draft.name or name, about=(*draft.about, *more))
