"""The readings of a draft whose table is so long that most of its rows were cut out (see :mod:`..readers.bulk`)."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from qmdesk.intake.measurements.draft import Draft, Layout, TooOdd
from qmdesk.intake.readers import Cell
from qmdesk.intake.readers.bulk import Bulk, Column, Ints
from qmdesk.model.readings import Readings

_MOST = 2**62


@dataclass(frozen=True, slots=True)
class Whole:
    """The readings with those of the cut rows in their places, and how many of the cut rows' cells they are."""

    readings: Readings
    layout: Layout
    more: int


def whole(draft: Draft, bulk: Bulk, taken: Sequence[Sequence[tuple[Cell, Decimal]]], size: int) -> Whole:
    """``taken`` are the usable cells by subgroup as the sheet's own rows have them; ``size`` that of stated subgroups.

    Raises TooOdd.
    """
    if any(each not in bulk.columns for each in draft.columns):
        raise TooOdd
    if draft.layout is Layout.SUBGROUP_COLUMNS or (draft.layout is Layout.INDIVIDUALS and len(draft.columns) > 1):
        raise TooOdd
    columns = [bulk.columns[each] for each in draft.columns]
    own = [(draft.sheet.number(cell.row), cell.column, value) for group in taken for cell, value in group]
    exponent = min([each.exponent for each in columns] + [_exponent(value) for _, _, value in own])
    more = sum(int(np.count_nonzero(each.filled)) for each in columns)
    if len(columns) == 1 and draft.layout is not Layout.SUBGROUP_ROWS and draft.marks is None and size <= 1:
        return Whole(Readings(_one_column(bulk, columns[0], own, exponent), exponent), draft.layout, more)
    rows, values = _placed(draft, bulk, columns, own, exponent)
    groups: Ints | None = None
    layout = draft.layout
    if draft.layout is Layout.SUBGROUP_ROWS:
        groups = np.unique(rows, return_counts=True)[1]
    elif draft.marks is not None:
        values, groups = _by_label(draft, bulk, draft.marks, rows, values)
        layout = Layout.INDIVIDUALS if groups is None else Layout.SUBGROUP_LABELS
    elif size > 1:
        layout = Layout.SUBGROUP_SIZE
        groups = np.full(-(-len(values) // size), size)
        groups[-1] = len(values) - size * (len(groups) - 1)
    packed = array("q")
    packed.frombytes(np.ascontiguousarray(values).data.cast("B"))
    return Whole(Readings(packed, exponent, None if groups is None else tuple(groups.tolist())), layout, more)


def _one_column(bulk: Bulk, column: Column, own: Sequence[tuple[int, int, Decimal]], exponent: int) -> array[int]:
    """Scaled values of the cut rows and the sheet's own of one column, from above."""
    own = sorted(own, key=lambda each: each[0])
    values = _at(column, exponent)
    rows = bulk.rows if len(values) == len(bulk.rows) else bulk.rows[column.filled]
    packed, before = array("q"), 0
    for (_, _, value), at in zip(own, np.searchsorted(rows, [row for row, _, _ in own]).tolist(), strict=True):
        if at > before:
            packed.frombytes(values[before:at].data.cast("B"))
            before = at
        packed.append(_whole(value, exponent))
    if before < len(values):
        packed.frombytes(values[before:].data.cast("B"))
    return packed


def _placed(
    draft: Draft, bulk: Bulk, columns: Sequence[Column], own: Sequence[tuple[int, int, Decimal]], exponent: int
) -> tuple[Ints, Ints]:
    """Rows and scaled values of the cut rows and the sheet's own, from above, in a row from the left."""
    own = sorted(own, key=lambda each: each[:2])
    own_rows = np.array([row for row, _, _ in own], np.int64)
    own_values = np.array([_whole(value, exponent) for _, _, value in own], np.int64)
    if len(columns) == 1:
        rows = bulk.rows if columns[0].filled.all() else bulk.rows[columns[0].filled]
        at = np.searchsorted(rows, own_rows)
        return np.insert(rows, at, own_rows), np.insert(_at(columns[0], exponent), at, own_values)
    rows = np.concatenate([*(bulk.rows[each.filled] for each in columns), own_rows])
    across = [np.full(int(each.filled.sum()), at) for at, each in zip(draft.columns, columns, strict=True)]
    values = np.concatenate([*(_at(each, exponent) for each in columns), own_values])
    order = np.lexsort((np.concatenate([*across, np.array([column for _, column, _ in own], np.int64)]), rows))
    return rows[order], values[order]


def _exponent(value: Decimal) -> int:
    return min(int(value.as_tuple().exponent), 0)


def _whole(value: Decimal, exponent: int) -> int:
    scaled = int(value.scaleb(-exponent))
    if abs(scaled) > _MOST:
        raise TooOdd
    return scaled


def _at(column: Column, exponent: int) -> Ints:
    """A column's numbers at another exponent."""
    values = column.scaled if column.filled.all() else column.scaled[column.filled]
    factor = 10 ** (column.exponent - exponent)
    if len(values) and factor > 1 and int(np.abs(values).max()) * factor > _MOST:
        raise TooOdd
    return values * factor if factor > 1 else values


def _by_label(draft: Draft, bulk: Bulk, column: int, rows: Ints, values: Ints) -> tuple[Ints, Ints | None]:
    """Values by the text of the subgroup column, groups in the order in which they first appear; None: no groups."""
    sheet = draft.sheet
    own = [(sheet.number(at), sheet.text(at, column)) for at in range(len(sheet.rows))]
    texts = dict(own) | dict(zip(bulk.rows.tolist(), bulk.labels(column), strict=True))
    first = int(rows.min())
    numbers: dict[str, int] = {}
    code, codes = -1, dict[int, int]()
    for row in sorted(each for each in texts if each >= first):
        text = texts[row]
        code = numbers.setdefault(text, len(numbers)) if text else code
        codes[row] = code
    marks = np.array([codes[row] for row in rows.tolist()], np.int64)
    labels, first_at, inverse, sizes = np.unique(marks, return_index=True, return_inverse=True, return_counts=True)
    if marks.min(initial=0) < 0:
        raise TooOdd  # a reading before the first label
    if sizes.max(initial=0) < 2:
        return values, None
    firsts = rows[first_at]  # or an earlier row whose cell is no reading
    place = {label: at for at, label in enumerate(labels.tolist())}
    for row in (sheet.number(cell.row) for cell in draft.cells):
        at = place.get(codes.get(row, -1))
        if at is not None:
            firsts[at] = min(firsts[at], row)
    order = np.argsort(firsts)
    ranks = np.argsort(order)[inverse]
    return values[np.argsort(ranks, kind="stable")], sizes[order]
