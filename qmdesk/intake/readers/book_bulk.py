"""The plain middle of a long worksheet as columns of exact integers."""

from __future__ import annotations

import datetime
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import chain, islice
from typing import Any

import numpy as np
from numpy.typing import NDArray

from qmdesk.intake.readers import wire
from qmdesk.intake.readers.bulk import Bulk, Column, Flags, Ints, Says, exact, kept_and_cut
from qmdesk.intake.readers.caps import LONG
from qmdesk.intake.readers.grid import Sheet
from qmdesk.intake.readers.xlsx import row_of, values_of, wire_sheet
from qmdesk.intake.readers.xlsx_look import Look

Values = list[list[Any]]
_LABELS = 20_000
_HEAD = 200


def cut_out(rows: Values, odd: Iterable[int], says: Says) -> tuple[list[int], Bulk] | None:
    """Which rows stay and what the others hold, of calamine's rows; None where the table has no long plain middle.

    ``odd`` rows are known to be none of it; ``says`` tells a word that makes a row one of figures about the table.
    """
    if len(rows) < LONG or not rows[0]:
        return None
    found = _of_figures(rows, odd)
    if found is not None:
        return found
    columns: list[Sequence[Any]] = list(zip(*rows, strict=True))
    plain = np.ones(len(rows), np.bool_)
    plain[[each for each in odd if each < len(rows)]] = False
    any_number = np.zeros(len(rows), np.bool_)
    numbers: dict[int, Flags] = {}
    texts = False
    for at, column in enumerate(columns):
        kinds = set(map(type, column[len(rows) // 2 :: 97]))
        if float in kinds:
            is_number = _are(column, float)
            numbers[at] = is_number
            plain &= is_number | _empty(column, is_number)
            any_number |= is_number
        elif not kinds <= {str, datetime.date, datetime.datetime, datetime.time}:
            return None
        else:
            plain &= ~_are(column, float) if float in set(map(type, column)) else True
            if not texts:  # the first text of a row may say that it is no row of readings
                labels = _labels(column, says)
                if labels is None:
                    return None
                plain &= labels
            texts = texts or any(type(each) is str and each for each in column[len(rows) // 2 :: 97])
    found = kept_and_cut(plain & any_number)
    if found is None:
        return None
    stay, cut = found
    made: dict[int, Column] = {}
    for at, flags in numbers.items():
        filled = flags[cut]
        values = np.zeros(len(cut))
        column = columns[at]
        if filled.all() and len(cut) == cut[-1] - cut[0] + 1:
            values[:] = array("d", column[cut[0] : cut[-1] + 1])
        else:
            values[filled] = array("d", [column[row] for row in cut[filled].tolist()])
        scaled = _exactly(values)
        if scaled is None:
            return None
        made[at] = Column(*scaled, filled)
    return stay, Bulk(cut, made, lambda at: [_text(columns[at][row]) for row in cut.tolist()])


def _of_figures(rows: Values, odd: Iterable[int]) -> tuple[list[int], Bulk] | None:
    """As :func:`cut_out` for a table that has nothing but numbers below its heading; None for every other one."""
    head = next((at for at in range(_HEAD - 1, -1, -1) if any(type(each) is not float for each in rows[at])), -1) + 1
    try:
        table = np.frombuffer(array("d", chain.from_iterable(islice(rows, head, None)))).reshape(-1, len(rows[0]))
    except (TypeError, ValueError, OverflowError):
        return None
    maybe_truths = np.argwhere((table == 0) | (table == 1)).tolist()
    if any(type(rows[head + row][column]) is not float for row, column in maybe_truths):
        return None
    plain = np.arange(len(rows)) >= head
    plain[[each for each in odd if each < len(rows)]] = False
    found = kept_and_cut(plain)
    if found is None:
        return None
    stay, cut = found
    figures = table[cut - head]
    filled = np.ones(len(cut), np.bool_)
    made: dict[int, Column] = {}
    for at in range(figures.shape[1]):
        scaled = _exactly(np.ascontiguousarray(figures[:, at]))
        if scaled is None:
            return None
        made[at] = Column(*scaled, filled)
    return stay, Bulk(cut, made, lambda at: [_text(rows[row][at]) for row in cut.tolist()])


def _exactly(values: NDArray[np.float64]) -> tuple[Ints, int] | None:
    return exact(values) if np.isfinite(values).all() else None


def _are(column: Sequence[Any], kind: type) -> Flags:
    """Where a column holds this kind; most are of one kind below their headings."""
    head = next((at for at in range(min(_HEAD, len(column)) - 1, -1, -1) if type(column[at]) is not kind), -1) + 1
    if set(map(type, column[head:])) == {kind}:
        flags = np.ones(len(column), np.bool_)
        flags[:head] = [type(each) is kind for each in column[:head]]
        return flags
    return np.fromiter((type(each) is kind for each in column), np.bool_, len(column))


def _empty(column: Sequence[Any], but: Flags) -> Flags:
    """Where a column is empty, of the places that are not known to hold something."""
    found = np.zeros(len(column), np.bool_)
    rest = np.flatnonzero(~but)
    found[rest] = [column[at] == "" for at in rest.tolist()]
    return found


def _labels(column: Sequence[Any], says: Says) -> Flags | None:
    """Where a column has none of the words; words have no digits, so most labels need no second look."""
    known = {each for each in set(column) if type(each) is str and each and not any(map(str.isdigit, each))}
    if len(known) > _LABELS:
        return None
    bad = {each for each in known if says(each)}
    return np.fromiter((each not in bad for each in column), np.bool_, len(column))


def _text(value: Any) -> str:  # noqa: ANN401 - whatever calamine gives
    return "" if value == "" else str(value).removesuffix(".0").strip()


def long_sheet(book: Any, meta: Any, look: Look, says: Says, *, fast: bool) -> Sheet:  # noqa: ANN401 - calamine's classes
    """A worksheet with its plain middle cut out, where it has a long one."""
    rows, merged = values_of(book, meta, look)
    odd = {row for row, _ in (*look.percents, *look.errors, *look.formulas)} | look.hidden_rows
    odd |= {row for area in merged for row in range(area[0], area[2] + 1)} if len(merged) < _LABELS else set()
    found = cut_out(rows, odd, says) if fast and len(merged) < _LABELS else None
    if found is None:
        return wire.here(wire_sheet(meta, [row_of(cells) for cells in rows], merged, look))
    stay, bulk = found
    place = {row: at for at, row in enumerate(stay)}
    moved = Look(
        {place[each] for each in look.hidden_rows if each in place},
        look.hidden_columns,
        {(place[row], column) for row, column in look.percents if row in place},
        {(place[row], column): text for (row, column), text in look.errors.items() if row in place},
        {(place[row], column): text for (row, column), text in look.formulas.items() if row in place},
    )
    areas = [(place[a], b, place[c], d) for a, b, c, d in merged if a in place and c in place]
    thin = wire.here(wire_sheet(meta, [row_of(rows[each]) for each in stay], areas, moved))
    return replace(thin, numbers=tuple(stay), bulk=bulk)
