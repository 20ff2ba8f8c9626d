"""The sheet of readings, read back: a characteristic a column, each reading exactly as it stood."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from qmdesk.formdef.decimals import read as read_number
from qmdesk.formdef.types import Field, Text
from qmdesk.intake.readers.grid import Sheet, column_name
from qmdesk.intake.self_assessment_parts import (
    Context,
    Part,
    Seen,
    edit,
    parse,
    place_of,
    refused,
    said,
    seen,
    taken,
    together,
    warning,
)
from qmdesk.intake.self_assessment_tables import Record
from qmdesk.intake.template.layout import READING_HEAD
from qmdesk.intake.template.names import folded, normal, word
from qmdesk.model.intake import IncomingFile
from qmdesk.model.journal import Edit
from qmdesk.model.keys import key_for
from qmdesk.model.problem import Problem, Severity
from qmdesk.model.readings import Readings
from qmdesk.wording import LANGUAGES

#: How a measurement set is kept in a case.
MEDIA = "application/vnd.qmdesk.readings+json"

_HEAD_ROWS = 30


@dataclass(frozen=True, slots=True)
class _Head:
    """Where the rows above the readings are, and the first row of readings."""

    rows: dict[str, int]
    label_column: int
    first: int


@dataclass(frozen=True, slots=True)
class _Characteristic:
    """Whose readings a column holds."""

    key: str
    name: str
    family: str
    unit: str
    listed: bool


def readings(context: Context, sheet: Sheet, listed: Sequence[Record]) -> Part | None:
    """All columns of readings; ``listed`` are the characteristics of their own sheet. None where no head is found."""
    head = _head(sheet)
    if head is None:
        return None
    parts: list[Part] = []
    first: dict[str, int] = {}
    for column in range(head.label_column + 1, sheet.width):
        cells = [seen(sheet, row, column) for row in range(head.first, len(sheet.rows))]
        names = {name: seen(sheet, row, column) for name, row in head.rows.items()}
        if any(cells) or names["name"] is not None:
            parts.append(_column(context, sheet, column, names, cells, listed, first))
    return together(parts)


def _head(sheet: Sheet) -> _Head | None:
    labels = {
        normal(word(f"column.readings.{name}", lang)): name for name in (*READING_HEAD, "first") for lang in LANGUAGES
    }
    for row in range(min(len(sheet.rows), _HEAD_ROWS)):
        for column in range(len(sheet.rows[row])):
            if labels.get(normal(sheet.text(row, column))) == "name":
                below = range(row, min(row + len(READING_HEAD) + 4, len(sheet.rows)))
                rows = {name: at for at in below if (name := labels.get(normal(sheet.text(at, column))))}
                first = rows.pop("first", max(rows.values())) + 1
                return _Head(rows, column, first)
    return None


def _column(
    context: Context,
    sheet: Sheet,
    column: int,
    names: dict[str, Seen | None],
    cells: Sequence[Seen | None],
    listed: Sequence[Record],
    first: dict[str, int],
) -> Part:
    filled = [cell for cell in cells if cell is not None]
    name = names["name"]
    if name is None:
        where = filled[0].where
        return refused(Problem("workbook-readings-nameless", where, {"count": len(filled)}), len(filled))
    if not filled:
        return said(warning("workbook-readings-empty", name.where, name=name.quoted))
    whose = _whose(context, name, names.get("family"), listed)
    if isinstance(whose, Problem):
        return refused(whose, len(filled))
    if whose.key in first:
        details = {"name": name.quoted, "first": column_name(first[whose.key])}
        return refused(Problem("workbook-readings-twice", name.where, details), len(filled))
    first[whose.key] = column
    return together((_unlisted(context, name, whose), _set(context, names, cells, whose)))


def _whose(context: Context, name: Seen, family: Seen | None, listed: Sequence[Record]) -> _Characteristic | Problem:
    same = [each for each in listed if folded(str(each.values["name"])) == folded(name.text)]
    if family is not None:
        same = [each for each in same if folded(str(each.values.get("family") or "")) == folded(family.text)]
    if len(same) > 1:
        return Problem("workbook-readings-ambiguous", name.where, {"name": name.quoted, "count": len(same)})
    words = (family.text if family else "", name.text)
    if not same:
        return _Characteristic(key_for("characteristic", *words), name.text, words[0], "", listed=False)
    values = same[0].values
    return _Characteristic(
        same[0].key, name.text, str(values.get("family") or ""), str(values.get("unit") or ""), listed=True
    )


def _unlisted(context: Context, name: Seen, whose: _Characteristic) -> Part:
    """A characteristic that its own sheet doesn't list is made here, without limits."""
    if whose.listed:
        return Part()
    fields, subject = context.form.records["characteristic"].fields, f"characteristic:{whose.key}"
    named = taken(context, name, subject, fields["name"])
    family = [edit(context, place_of(subject, fields["family"]), whose.family)] if whose.family else []
    note = warning("workbook-readings-unlisted", name.where, name=name.quoted)
    return Part(edits=(*named.edits, *family), problems=(note,))


def _set(context: Context, names: dict[str, Seen | None], cells: Sequence[Seen | None], whose: _Characteristic) -> Part:
    values, parts = _values(context, cells, whose)
    sizes, uneven = _subgroups(values, names.get("subgroup"), whose)
    ordered, order_note = _order(names.get("order"), whose)
    good = [value for value in values if value is not None]
    notes = said(*uneven, *order_note)
    if not good:
        return together((*parts, notes))
    try:
        readings = Readings.of(good, sizes, ordered=ordered)
    except ValueError:
        name = names["name"]
        where = name.where if name else ""
        problem = Problem("workbook-readings-unfit", where, {"name": whose.name, "count": len(good)})
        return together((*parts, refused(problem, len(good)), notes))
    file = IncomingFile(readings.sha256, f"{whose.name}.json", MEDIA, readings.blob())
    kept = Part(len(good), len(good), 0, (_edit(context, readings, whose),), (file,))
    return together((*parts, kept, notes))


def _edit(context: Context, readings: Readings, whose: _Characteristic) -> Edit:
    field = context.form.records["characteristic"].fields["readings"]
    place = place_of(f"characteristic:{whose.key}", field)
    return Edit(place, {"blob": readings.sha256, "n": len(readings)}, origin=context.origin, author=context.author)


def _values(
    context: Context, cells: Sequence[Seen | None], whose: _Characteristic
) -> tuple[list[Decimal | None], list[Part]]:
    """Each cell's number, None where it is empty or refused; and what there is to say about them."""
    values: list[Decimal | None] = []
    refusals: list[Part] = []
    notes: list[Problem] = []
    for cell in cells:
        value, problem = (None, None) if cell is None else _reading(context, cell, whose)
        values.append(value)
        if problem is not None and value is None:
            refusals.append(refused(problem))
        elif problem is not None:
            notes.append(problem)
    while values and values[-1] is None:
        values.pop()
    return values, [*refusals, said(*_collapsed(notes, whose))]


def _reading(context: Context, cell: Seen, whose: _Characteristic) -> tuple[Decimal | None, Problem | None]:
    """A reading may carry the characteristic's own unit; another one would change it."""
    label = context.form.records["characteristic"].fields["readings"].label
    unit = Text(whose.unit, whose.unit) if whose.unit and _is_unit(whose.unit) else None
    value, problem = parse(context, cell, Field("reading", "decimal", label, unit=unit))
    return None if value is None else Decimal(str(value)), problem


def _is_unit(text: str) -> bool:
    """Whether a unit is one that a number could carry; others ("级", "—") are only words."""
    typed = read_number(f"1{text}")
    return not isinstance(typed, Problem) and bool(typed.unit)


def _collapsed(notes: list[Problem], whose: _Characteristic) -> Iterator[Problem]:
    """The first warning of each kind, and how many more there were."""
    for _, group in groupby(sorted(notes, key=lambda each: each.code), key=lambda each: each.code):
        same = list(group)
        yield same[0]
        if len(same) > 1:
            details = {"name": whose.name, "count": len(same) - 1}
            yield Problem("workbook-warnings-alike", same[0].where, details, Severity.WARNING)


def _subgroups(
    values: Sequence[Decimal | None], cell: Seen | None, whose: _Characteristic
) -> tuple[tuple[int, ...] | None, list[Problem]]:
    """The sizes of subgroups: blocks of so many rows, less the readings that are missing."""
    if cell is None:
        return None, []
    typed = read_number(cell.text)
    size = int(typed.value) if not isinstance(typed, Problem) and typed.value == int(typed.value) else 0
    if size == 1:
        return None, []
    if not 2 <= size <= max(len(values), 2):
        return None, [warning("workbook-subgroup-bad", cell.where, text=cell.quoted, name=whose.name)]
    blocks = [values[start : start + size] for start in range(0, len(values), size)]
    sizes = [sum(value is not None for value in block) for block in blocks]
    uneven = sum(each < size for each in sizes)
    note = [warning("workbook-subgroup-uneven", cell.where, name=whose.name, count=uneven, size=size)] if uneven else []
    return tuple(each for each in sizes if each), note


def _order(cell: Seen | None, whose: _Characteristic) -> tuple[bool, list[Problem]]:
    if cell is None:
        return True, []
    if normal(cell.text) in {normal(word("word.ordered", lang)) for lang in LANGUAGES}:
        return True, []
    if normal(cell.text) in {normal(word("word.unordered", lang)) for lang in LANGUAGES}:
        return False, []
    return False, [warning("workbook-order-unknown-word", cell.where, text=cell.quoted, name=whose.name)]
