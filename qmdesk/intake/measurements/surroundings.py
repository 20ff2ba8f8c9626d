"""What stands around the readings of a draft: hidden and merged cells that were taken, cells that are empty between."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

from qmdesk.intake.measurements.draft import Draft, Layout
from qmdesk.intake.readers import Sheet, column_name
from qmdesk.intake.readers.bulk import Bulk, Flags
from qmdesk.intake.readers.grid import ref
from qmdesk.model.problem import Problem, Severity

_INFO = Severity.INFO


def surroundings(draft: Draft) -> list[Problem]:
    """Hidden rows and columns that were taken, and merged cells, which hold one value and count once."""
    sheet, told = draft.sheet, list[Problem]()
    cells = list(draft.cells) if sheet.hidden_rows or sheet.hidden_columns or sheet.merged else []
    rows = sorted({cell.row for cell in cells} & sheet.hidden_rows)
    if rows:
        details = {"sheet": sheet.name, "rows": spans([each + 1 for each in rows]), "count": len(rows)}
        told.append(Problem("hidden-rows-taken", sheet.place(rows[0], draft.columns[0]), details, Severity.WARNING))
    columns = sorted({cell.column for cell in cells} & sheet.hidden_columns)
    if columns:
        details = {"sheet": sheet.name, "columns": ", ".join(map(column_name, columns))}
        told.append(Problem("hidden-columns-taken", sheet.name, details, Severity.WARNING))
    places = {(cell.row, cell.column) for cell in cells}
    merged = [each for each in sheet.merged if (each[0], each[1]) in places]
    if merged:
        top, left, _, _ = merged[0]
        told.append(Problem("merged-readings", sheet.place(top, left), {"count": len(merged)}, Severity.WARNING))
    return told


def empty_between(draft: Draft) -> list[Problem]:
    """A word on cells that stand empty among the readings: a place that was not measured, or was forgotten."""
    sheet = draft.sheet
    wide = draft.layout is Layout.SUBGROUP_ROWS
    if not (wide or len(draft.columns) == 1):
        return []
    if sheet.bulk is not None:
        return _empty_in_long(draft, sheet.bulk)
    taken = {(cell.row, cell.column) for cell in draft.cells}
    rows = sorted({row for row, _ in taken})
    empty: list[tuple[int, int]] = []
    for row in range(rows[0], rows[-1] + 1) if rows else ():
        for column in draft.columns:
            if (row, column) in taken:
                continue
            if sheet.at(row, column) is not None:
                return []  # rows of something else lie between
            empty.append((row, column))
    if not empty or _is_merged(sheet, empty):
        return []
    return [Problem("cells-empty-between", sheet.place(*empty[0]), {"count": len(empty)}, _INFO)]


def _empty_in_long(draft: Draft, bulk: Bulk) -> list[Problem]:
    """The same for a long table, of which most rows are cut out."""
    sheet = draft.sheet
    columns = [(column, bulk.columns[column].filled) for column in draft.columns if column in bulk.columns]
    if sheet.merged or len(columns) < len(draft.columns):
        return []
    taken = {(cell.row, cell.column) for cell in draft.cells}
    held = {row for row, _ in taken}
    own = {sheet.number(row) for row in ((min(held), max(held)) if held else ())}
    ends = [int(bulk.rows[at]) for _, filled in columns if filled.any() for at in _first_and_last(filled)]
    if not own and not ends:
        return []
    first, last = min((*own, *ends)), max((*own, *ends))
    others = [each for each in product(range(len(sheet.rows)), draft.columns) if each not in taken]
    between = [(row, column) for row, column in others if first <= sheet.number(row) <= last]
    if any(sheet.at(row, column) is not None for row, column in between):
        return []  # rows of something else lie between
    empty = [(sheet.number(row), column) for row, column in between]
    count = len(empty)
    for column, filled in columns:
        if filled.all():
            continue
        rows = bulk.rows[~filled]
        rows = rows[(rows >= first) & (rows <= last)]
        count += len(rows)
        empty += [(int(rows[0]), column)] if len(rows) else []
    if not count:
        return []
    place = ref(*min(empty))
    return [Problem("cells-empty-between", f"{sheet.name}!{place}" if sheet.name else place, {"count": count}, _INFO)]


def _first_and_last(filled: Flags) -> tuple[int, int]:
    return int(filled.argmax()), len(filled) - 1 - int(filled[::-1].argmax())


def _is_merged(sheet: Sheet, cells: Sequence[tuple[int, int]]) -> bool:
    """Whether all of these cells are covered by merged ones: they are told as such."""
    return all(
        any(top <= row <= bottom and left <= column <= right for top, left, bottom, right in sheet.merged)
        for row, column in cells
    )


def spans(numbers: Sequence[int]) -> str:
    """``3, 5–7`` of 3, 5, 6, 7."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)
