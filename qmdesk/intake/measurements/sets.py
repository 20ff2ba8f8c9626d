"""Measurement sets: what a file's tables measured, read exactly, with every cell that could not be read named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import groupby
from pathlib import Path

from qmdesk.formdef.plain_text import shown
from qmdesk.intake.measurements.draft import Draft, Layout, TooOdd
from qmdesk.intake.measurements.layouts import drafts_of
from qmdesk.intake.measurements.limits import Limits, limits_of, unit_said
from qmdesk.intake.measurements.spec import spec_in
from qmdesk.intake.measurements.surroundings import empty_between, surroundings
from qmdesk.intake.measurements.units import same_unit, tidy_unit
from qmdesk.intake.measurements.words import Label, is_generic_sheet
from qmdesk.intake.numbers import Number, is_plain, number_in, number_of
from qmdesk.intake.readers import Cell, CellKind, Grid, column_name, open_table
from qmdesk.model.keys import key_for
from qmdesk.model.problem import Problem, Severity
from qmdesk.model.readings import Readings

#: Cells of one kind of mistake that are named one by one in a set.
_NAMED = 20
_LONGEST_TITLE = 40
#: Units of which a bare number does not tell whether it is one.
PARTS = frozenset({"%", "‰"})
#: More readings than any file has.
MANY = 10**9
_SPECS = frozenset({Label.SPEC, Label.TOLERANCE})


@dataclass(frozen=True, slots=True)
class MeasurementSet:
    """One characteristic as a file holds it.

    ``read`` cells were looked at, ``skipped`` of them are no readings, each named in ``problems``. ``readings`` is
    None where not one could be taken. ``place`` is where the first stands, ``columns`` are the sheet's letters.
    """

    name: str
    unit: str
    family: str
    gauge: str
    lsl: Decimal | None
    usl: Decimal | None
    target: Decimal | None
    readings: Readings | None
    layout: Layout
    sheet: str
    columns: tuple[str, ...]
    place: str
    read: int
    skipped: int
    problems: tuple[Problem, ...]


def preview(path: Path | str) -> tuple[MeasurementSet, ...]:
    """What a file would give, in the order of its sheets and columns.

    Raises Refused as :func:`qmdesk.intake.readers.open_table`.
    """
    return preview_grid(open_table(path))


def preview_grid(grid: Grid) -> tuple[MeasurementSet, ...]:
    """As :func:`preview` for a table already read. Hidden sheets are left out (see :func:`notes_of`)."""
    return sets_of(grid, [draft for sheet in grid.sheets if not sheet.hidden for draft in drafts_of(sheet)])


def sets_of(grid: Grid, drafts: Iterable[Draft], *, decimal_comma: bool = False) -> tuple[MeasurementSet, ...]:
    """The sets of drafts, those of one name told apart. Raises TooOdd as :func:`.whole.whole`."""
    return tuple(_told_apart([_set(draft, grid, decimal_comma=decimal_comma) for draft in drafts]))


def notes_of(grid: Grid) -> tuple[Problem, ...]:
    """What there is to say of the file itself: the reader's guesses, and hidden sheets that were left out."""
    hidden = [each for each in grid.sheets if each.hidden and any(any(row) for row in each.rows)]
    left = [Problem("sheet-hidden-left-out", each.name, {"sheet": each.name}, Severity.WARNING) for each in hidden]
    return (*grid.problems, *left)


def _set(draft: Draft, grid: Grid, *, decimal_comma: bool) -> MeasurementSet:
    draft = _settled(draft)
    parsed = [[(cell, number_in(cell, decimal_comma=decimal_comma)) for cell in group] for group in draft.groups]
    unit = _unit(draft, [number for group in parsed for _, number in group])
    taken, refused = _values(draft, parsed, unit)
    values = [[value for _, value in group] for group in taken]
    flat = [value for group in values for value in group]
    limits = limits_of(draft, unit, sorted(flat)[len(flat) // 2] if flat else None)
    sizes, layout, problems = _grouped(draft, values)
    told = (*draft.problems, *limits.problems, *_collapsed(refused), *problems, *_read_from_text(draft, parsed, unit))
    told = (*told, *surroundings(draft), *empty_between(draft))
    more, readings = 0, None
    if draft.sheet.bulk is None:
        readings = Readings.of(flat, sizes) if flat else None
    else:
        size = _subgroup_size(draft, MANY)[0] if layout in (Layout.INDIVIDUALS, Layout.SUBGROUP_SIZE) else 0
        if (refused and size > 1) or (unit in PARTS and unit != draft.unit):
            raise TooOdd
        from qmdesk.intake.measurements.whole import whole

        every = whole(draft, draft.sheet.bulk, taken, size)
        readings, more = every.readings, every.more
        layout = every.layout
    return MeasurementSet(
        name=_name(draft, grid),
        unit=unit,
        family=_text_said(draft, Label.FAMILY),
        gauge=_text_said(draft, Label.GAUGE),
        lsl=limits.lsl,
        usl=limits.usl,
        target=limits.target,
        readings=readings,
        layout=layout,
        sheet=draft.sheet.name,
        columns=tuple(column_name(each) for each in draft.columns),
        place=draft.place,
        read=sum(len(group) for group in parsed) + more,
        skipped=len(refused),
        problems=(*told, *_far_away(draft, flat, limits)),
    )


def _settled(draft: Draft) -> Draft:
    """A block of bare numbers whose titles say the sample's size needs no guess: all of it, or a row, is one sample."""
    if not any(each.code == "layout-guessed" for each in draft.problems):
        return draft
    cells = tuple((cell,) for cell in draft.cells)
    size, _ = _subgroup_size(draft, len(cells))
    if size not in (len(cells), len(draft.columns)):
        return draft
    problems = tuple(each for each in draft.problems if each.code != "layout-guessed")
    if size == len(draft.columns):
        return replace(draft, problems=problems)
    about = tuple(each for each in draft.about if each.label is not Label.SUBGROUP_SIZE)
    return replace(draft, groups=cells, layout=Layout.INDIVIDUALS, about=about, problems=problems)


def _unit(draft: Draft, numbers: Iterable[Number | Problem]) -> str:
    """The unit of the label, of a row or title, of a specification, or the commonest behind the readings."""
    specs = [spec for spec, _ in draft.specs] + [spec_in(each.text) for each in draft.about if each.label in _SPECS]
    of_specs = next((spec.unit for spec in specs if spec is not None and spec.unit), "")
    stated = draft.unit or unit_said(draft.about) or of_specs
    if stated:
        return tidy_unit(stated)
    found = Counter(each.unit for each in numbers if isinstance(each, Number) and each.unit)
    return found.most_common(1)[0][0] if found else ""


def _values(
    draft: Draft, parsed: Sequence[Sequence[tuple[Cell, Number | Problem]]], unit: str
) -> tuple[list[list[tuple[Cell, Decimal]]], list[Problem]]:
    """The cells that hold values with them, by subgroup, and a problem for each cell that holds none."""
    refused: list[Problem] = []
    values: list[list[tuple[Cell, Decimal]]] = []
    bare_is_unclear = unit in PARTS and not draft.unit and not unit_said(draft.about)
    for group in parsed:
        taken: list[tuple[Cell, Decimal]] = []
        for cell, number in group:
            problem = _misfit(cell, number, unit, bare_is_unclear=bare_is_unclear)
            if problem is None and isinstance(number, Number):
                taken.append((cell, number.value))
            elif problem is not None:
                refused.append(problem.at(draft.sheet.place(cell.row, cell.column)))
        values.append(taken)
    return values, refused


def _misfit(cell: Cell, number: Number | Problem, unit: str, *, bare_is_unclear: bool) -> Problem | None:
    if isinstance(number, Problem):
        return number
    if number.unit and not same_unit(number.unit, unit):
        details = {"text": shown(cell.text), "unit": number.unit, "expected": unit}
        return Problem("reading-other-unit", details=details)
    if not number.unit and bare_is_unclear:
        return Problem("reading-without-percent", details={"text": shown(cell.text)})
    if abs(number.value.adjusted()) > 15:
        return Problem("number-too-long", details={"text": shown(cell.text), "limit": 15})
    return None


def _grouped(draft: Draft, values: list[list[Decimal]]) -> tuple[tuple[int, ...] | None, Layout, list[Problem]]:
    """The sizes of the subgroups, None for single readings, and how they are told."""
    groups = [group for group in values if group]
    count = sum(len(group) for group in groups)
    if not count:
        return None, draft.layout, [Problem("set-without-readings", draft.place, {"name": draft.name})]
    if draft.layout is not Layout.INDIVIDUALS:
        return tuple(len(group) for group in groups), draft.layout, []
    size, problems = _subgroup_size(draft, count)
    if size < 2:
        return None, Layout.INDIVIDUALS, problems
    # A reading that was refused leaves its own subgroup smaller and moves no other.
    blocks = [values[start : start + size] for start in range(0, len(values), size)]
    sizes = [sum(len(each) for each in block) for block in blocks]
    return tuple(each for each in sizes if each), Layout.SUBGROUP_SIZE, problems


def _subgroup_size(draft: Draft, count: int) -> tuple[int, list[Problem]]:
    said = next((each for each in draft.about if each.label is Label.SUBGROUP_SIZE), None)
    if said is None:
        return 1, []
    number = number_in(said.cell) if said.text == said.cell.text else number_of(said.text)
    if isinstance(number, Number) and number.value == int(number.value) and 1 <= number.value <= count:
        return int(number.value), []
    place = draft.sheet.place(said.cell.row, said.cell.column)
    return 1, [Problem("subgroup-size-unusable", place, {"text": shown(said.text)}, Severity.WARNING)]


def _name(draft: Draft, grid: Grid) -> str:
    stem = Path(grid.name).stem
    sheet = "" if draft.sheet.name == grid.name or is_generic_sheet(draft.sheet.name) else draft.sheet.name
    banner = " ".join(draft.banner.split())
    return draft.name or sheet or (banner if len(banner) <= _LONGEST_TITLE else "") or stem or draft.sheet.name


def _text_said(draft: Draft, label: Label) -> str:
    return next((" ".join(each.text.split()) for each in draft.about if each.label is label), "")


def _collapsed(problems: list[Problem]) -> list[Problem]:
    """The first so many of each kind, and how many more there were."""
    told: list[Problem] = []
    for _, group in groupby(sorted(problems, key=lambda each: each.code), key=lambda each: each.code):
        same = list(group)
        told += same[:_NAMED]
        if len(same) > _NAMED:
            details = {"count": len(same) - _NAMED}
            told.append(Problem("cells-more-alike", same[_NAMED].where, details, same[0].severity))
    return told


def _read_from_text(
    draft: Draft, parsed: Sequence[Sequence[tuple[Cell, Number | Problem]]], unit: str
) -> list[Problem]:
    """A word on readings that were written with a unit, a sign or full-width digits: how many, and the first."""
    found = [
        cell
        for group in parsed
        for cell, number in group
        if cell.kind is CellKind.TEXT
        and isinstance(number, Number)
        and not is_plain(cell.text)
        and (not number.unit or same_unit(number.unit, unit))
    ]
    if not found:
        return []
    details = {"count": len(found), "text": shown(found[0].text), "unit": unit or "-"}
    place = draft.sheet.place(found[0].row, found[0].column)
    return [Problem("readings-from-text", place, details, Severity.INFO)]


def _far_away(draft: Draft, values: Sequence[Decimal], limits: Limits) -> list[Problem]:
    """Readings of which not one is anywhere near the limits: deviations, another unit, or another column's limits."""
    if limits.lsl is None or limits.usl is None or not values:
        return []
    width = limits.usl - limits.lsl
    low, high = limits.lsl - 10 * width, limits.usl + 10 * width
    if any(low <= each <= high for each in values):
        return []
    details = {"name": draft.name, "lsl": f"{limits.lsl:f}", "usl": f"{limits.usl:f}"}
    return [Problem("readings-far-from-limits", draft.place, details, Severity.WARNING)]


def _told_apart(sets: list[MeasurementSet]) -> list[MeasurementSet]:
    """Two sets of one name would become one record: the later ones get a name of their own, and it is told."""
    seen: set[str] = set()
    found: list[MeasurementSet] = []
    for each in sets:
        name = each.name
        if _key(each, name) in seen:
            with_sheet = f"{name}（{each.sheet}）"
            numbered = (f"{name}（{number}）" for number in range(2, len(sets) + 2))
            options = (*(() if is_generic_sheet(each.sheet) else (with_sheet,)), *numbered)
            name = next(option for option in options if _key(each, option) not in seen)
            details = {"name": each.name, "new": name}
            told = Problem("name-doubled", each.place, details, Severity.WARNING)
            each = replace(each, name=name, problems=(*each.problems, told))
        seen.add(_key(each, name))
        found.append(each)
    return found


def _key(each: MeasurementSet, name: str) -> str:
    return key_for("characteristic", each.family, name)
