"""Where things are in a workbook that people have worked on: sheets renamed or copied, columns moved or added.

A sheet is known by its printed table code, else by its name, else by its column labels; a column by its label in
any of the application's languages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from qmdesk.formdef.types import Form
from qmdesk.intake.readers.grid import Grid, Sheet
from qmdesk.intake.template.layout import MARKER, Plan, Shape, Use, plans_of
from qmdesk.intake.template.names import folded, label_of, normal, titles_of, word
from qmdesk.wording import LANGUAGES

#: How far down a marker, a table code and a row of labels are looked for.
_MARKER_ROWS, _CODE_ROWS, _HEADER_ROWS = 80, 3, 30

#: How far to the right labels are looked for, and how long a label can be.
_HEADER_COLUMNS, _LABEL_LENGTH = 200, 80

#: Two labels that differ in more than a character or two are two labels.
_LIKE = 0.75

_MARKER = re.compile(re.escape(MARKER) + r"(?P<kind>[a-z-]+) (?P<form>\S+)/(?P<edition>\S+) v(?P<version>[0-9]{1,6})")
_CODE = re.compile(r"\bQM-[0-9]{2}\b")


@dataclass(frozen=True, slots=True)
class Marker:
    """What a workbook says that it is."""

    kind: str
    form: str
    edition: str
    version: int


@dataclass(frozen=True, slots=True)
class Found:
    """A sheet of the file and the plan that it follows; ``named`` where it still has its own name."""

    sheet: Sheet
    plan: Plan
    named: bool


@dataclass(frozen=True, slots=True)
class Header:
    """The row of labels: its row, the position of each column by id, and labels that were only alike."""

    row: int
    columns: Mapping[str, int]
    alike: Mapping[str, int]


def marker_of(grid: Grid) -> Marker | None:
    """The first marker on any sheet, None where it was lost."""
    for sheet in grid.sheets:
        for row in sheet.rows[:_MARKER_ROWS]:
            for cell in row:
                found = _MARKER.search(cell.text) if cell is not None else None
                if found is not None:
                    return Marker(found["kind"], found["form"], found["edition"], int(found["version"]))
    return None


def sheets_of(grid: Grid, form: Form) -> tuple[Found, ...]:
    """The sheets of the file that belong to the workbook, in the workbook's order."""
    plans = {plan.id: plan for plan in plans_of(form)}
    titles = titles_of(form)
    found = [each for sheet in grid.sheets if (each := _identified(sheet, form, plans, titles)) is not None]
    return tuple(sorted(found, key=lambda each: each.plan.number))


def strangers(grid: Grid, form: Form, found: tuple[Found, ...]) -> tuple[Sheet, ...]:
    """Sheets with content that are none of the workbook's; its own hidden list of choices aside."""
    known = {id(each.sheet) for each in found}
    lists = {normal(word("sheet.lists.title", lang)) for lang in LANGUAGES}
    return tuple(
        sheet
        for sheet in grid.sheets
        if id(sheet) not in known and normal(sheet.name) not in lists and any(any(row) for row in sheet.rows)
    )


def _identified(sheet: Sheet, form: Form, plans: Mapping[str, Plan], titles: Mapping[str, str]) -> Found | None:
    by_name = titles.get(normal(sheet.name))
    for code in _codes(sheet):
        plan = next((each for each in plans.values() if each.code == code), None)
        if plan is not None and plan.shape is not Shape.GUIDE:
            return Found(sheet, plan, by_name == plan.id)
    if by_name is not None:
        return Found(sheet, plans[by_name], True)
    plan = _by_labels(sheet, form, plans)
    return None if plan is None else Found(sheet, plan, False)


def _codes(sheet: Sheet) -> Iterator[str]:
    for row in sheet.rows[:_CODE_ROWS]:
        for cell in row:
            yield from _CODE.findall(cell.text) if cell is not None else ()


def _by_labels(sheet: Sheet, form: Form, plans: Mapping[str, Plan]) -> Plan | None:
    """The plan of which four fifths of the input columns are there; sheets of items are told apart by ids."""
    best: tuple[float, Plan] | None = None
    for plan in plans.values():
        if plan.shape in {Shape.GUIDE, Shape.READINGS, Shape.FORM}:
            continue
        header = header_of(sheet, plan, form)
        wanted = [column.id for column in plan.columns if column.use is Use.INPUT]
        share = len([each for each in wanted if header and each in header.columns]) / len(wanted)
        if plan.shape is Shape.ITEMS and header is not None and not _has_items(sheet, plan, form, header):
            continue
        if share >= 0.8 and (best is None or share > best[0]):
            best = (share, plan)
    return None if best is None else best[1]


def _has_items(sheet: Sheet, plan: Plan, form: Form, header: Header) -> bool:
    ids = {item.id for item in form.items_of(plan.dimension)}
    column = header.columns.get("id")
    return column is not None and any(sheet.text(row, column) in ids for row in range(header.row, len(sheet.rows)))


def labels_of(plan: Plan, form: Form) -> dict[str, str]:
    """Every column's label in every language, folded, to the column's id."""
    return {folded(label_of(column, plan, form, lang)): column.id for column in plan.columns for lang in LANGUAGES}


def header_of(sheet: Sheet, plan: Plan, form: Form) -> Header | None:
    """The row that holds most of the plan's labels, if it holds at least two and a third of them."""
    labels = labels_of(plan, form)
    best: Header | None = None
    for row in range(min(len(sheet.rows), _HEADER_ROWS)):
        header = _header_at(sheet, row, labels)
        if best is None or len(header.columns) > len(best.columns):
            best = header
    if best is None or len(best.columns) < max(2, len(plan.columns) / 3):
        return None
    return _with_alike(sheet, best, labels)


def _header_at(sheet: Sheet, row: int, labels: Mapping[str, str]) -> Header:
    """The labels of a row: first those that are the same to the letter, then those with a remark in brackets."""
    bare = {normal(label): column for label, column in labels.items()}
    texts = {column: sheet.text(row, column) for column in range(min(len(sheet.rows[row]), _HEADER_COLUMNS))}
    columns: dict[str, int] = {}
    for known, compared in ((labels, folded), (bare, normal)):
        for column, text in texts.items():
            name = known.get(compared(text)) if 0 < len(text) <= _LABEL_LENGTH else None
            if name is not None and name not in columns and column not in columns.values():
                columns[name] = column
    return Header(row, columns, {})


def _with_alike(sheet: Sheet, header: Header, labels: Mapping[str, str]) -> Header:
    """Labels that people changed a little are taken for what they were."""
    alike: dict[str, int] = {}
    for column in range(min(len(sheet.rows[header.row]), _HEADER_COLUMNS)):
        text = folded(sheet.text(header.row, column))
        if not 0 < len(text) <= _LABEL_LENGTH or column in header.columns.values():
            continue
        open_labels = [each for each, known in labels.items() if known not in header.columns and known not in alike]
        near = max(open_labels, key=lambda each: _likeness(each, text), default="")
        if near and _likeness(near, text) >= _LIKE:
            alike[labels[near]] = column
    return Header(header.row, {**header.columns, **alike}, alike)


def _likeness(label: str, text: str) -> float:
    return SequenceMatcher(None, label, text, autojunk=False).ratio()
