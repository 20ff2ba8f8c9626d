"""The sheets of judged items, read back: levels, grounds and the documents named for them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from qmdesk.formdef.plain_text import half_width
from qmdesk.formdef.types import Form, Item
from qmdesk.intake.readers.grid import CellKind, Sheet
from qmdesk.intake.self_assessment_find import Header
from qmdesk.intake.self_assessment_parts import (
    Context,
    Part,
    Seen,
    edit,
    parse,
    place_of,
    refused,
    seen,
    taken,
    together,
    warning,
)
from qmdesk.intake.template.names import normal, word
from qmdesk.model.canonical import Json
from qmdesk.model.journal import Place, Stage
from qmdesk.model.keys import key_for
from qmdesk.model.problem import Problem
from qmdesk.wording import LANGUAGES

#: What a document's name may begin with in a list, and what parts the names.
_NUMBERING = re.compile(r"^(?:[(（]\s*[0-9]{1,2}\s*[)）]|[0-9]{1,2}\s*[.、．)）](?![0-9])|[①-⑳])\s*")
_PARTING = re.compile(r"[;；\n\r]+")

_LEVEL_NUMBER = re.compile(r"[+-]?[0-9]+(?:\.0*)?(?=\D|$)")


@dataclass(frozen=True, slots=True)
class ItemBlock:
    """The cells of one item: all that is filled in from its id down to the next."""

    id: Seen
    level: tuple[Seen, ...]
    note: tuple[Seen, ...]
    documents: tuple[Seen, ...]

    @property
    def name(self) -> str:
        """What the block calls its item, for telling a second answer to it."""
        return normal(self.id.text.splitlines()[0])


def item_blocks(sheet: Sheet, header: Header) -> Iterator[ItemBlock]:
    """The blocks of a sheet, in order. An item is named by its id, or by its name where the ids were deleted."""
    by = "id" if "id" in header.columns else "item"
    column = header.columns.get(by)
    if column is None:
        return
    starts = [row for row in range(header.row + 1, len(sheet.rows)) if seen(sheet, row, column) is not None]
    for start, end in zip(starts, [*starts[1:], len(sheet.rows)], strict=True):
        cell = seen(sheet, start, column)
        if cell is not None:
            filled = [_column_cells(sheet, header, each, start, end) for each in ("level", "note", "documents")]
            yield ItemBlock(cell, *filled)


def _column_cells(sheet: Sheet, header: Header, name: str, start: int, end: int) -> tuple[Seen, ...]:
    column = header.columns.get(name)
    if column is None:
        return ()
    return tuple(cell for row in range(start, end) if (cell := seen(sheet, row, column)) is not None)


def item(context: Context, block: ItemBlock, first: str | None) -> Part:
    """One item's answers; ``first`` is where it was answered before, if it was."""
    count = len(block.level) + len(block.note) + len(block.documents)
    if not count:
        return Part()
    found = item_of(context.form, block.id.text)
    if found is None:
        return refused(Problem("workbook-item-unknown", block.id.where, {"item": block.id.quoted}), count)
    if first is not None:
        problem = Problem("workbook-item-twice", block.id.where, {"item": found.name.in_(context.lang), "first": first})
        return refused(problem, count)
    subject = f"item:{found.id}"
    parts = [_level(context, found, cell, _joined(block.note)) for cell in block.level[:1]]
    for cell in block.level[1:]:
        details = {"item": found.name.in_(context.lang), "first": block.level[0].where}
        parts.append(refused(Problem("workbook-item-twice", cell.where, details)))
    if block.note:
        note = context.form.records["item"].fields["note"]
        parts.append(taken(context, block.note[0], subject, note, _joined(block.note)))
    parts += [documents_of(context, cell, subject) for cell in block.documents]
    return together(parts)


def item_of(form: Form, text: str) -> Item | None:
    """The item that a cell names by its id or, on its first line, by its name."""
    plain = half_width(text).strip()
    for each in form.items:
        if plain.casefold() == each.id.casefold():
            return each
    first = normal(plain.splitlines()[0]) if plain else ""
    return next((each for each in form.items if first in {normal(each.name.zh), normal(each.name.en)}), None)


def _joined(cells: tuple[Seen, ...]) -> str:
    return "\n".join(cell.text for cell in cells)


def _level(context: Context, item: Item, cell: Seen, reason: str) -> Part:
    subject, fields = f"item:{item.id}", context.form.records["item"].fields
    name = item.name.in_(context.lang)
    if _not_applicable(cell.text):
        if item.core:
            return refused(Problem("workbook-not-applicable-core", cell.where, {"item": name}))
        made = edit(context, place_of(subject, fields["applicable"]), False, cell.text, reason)
        problem = () if reason else (warning("workbook-not-applicable-unreasoned", cell.where, item=name),)
        return Part(1, 1, 0, (made,), problems=problem)
    level, problem = level_of(context, cell)
    if level is None:
        return refused(problem) if problem is not None else Part()
    rated = Place(subject, "level", str(Stage.SELF), context.enterprise)
    applies = edit(context, place_of(subject, fields["applicable"]), True)
    return Part(1, 1, 0, (edit(context, rated, level, cell.text), applies))


def _not_applicable(text: str) -> bool:
    return normal(text) in {*(normal(word("word.not_applicable", lang)) for lang in LANGUAGES), "na", "n a", "无此项"}


def level_of(context: Context, cell: Seen) -> tuple[Json, Problem | None]:
    """The level that a cell names: ``2 检验级``, ``检验级``, ``2``; number and name must not contradict each other."""
    field, plain = context.form.records["item"].fields["level"], half_width(cell.text)
    number = _LEVEL_NUMBER.match(plain)
    named = {
        int(level)
        for level, label in field.choices.items()
        if label.zh in plain or label.en.casefold() in plain.casefold()
    }
    if cell.kind in {CellKind.ERROR, CellKind.FORMULA}:
        return parse(context, cell, field)
    if number is None:
        value, problem = parse(context, cell, field)
        return value, None if problem is None else Problem("workbook-level-unknown", cell.where, {"text": cell.quoted})
    level = int(number[0].partition(".")[0])
    if not 1 <= level <= len(context.form.levels):
        details = {"text": str(level), "highest": len(context.form.levels)}
        return None, Problem("workbook-level-outside", cell.where, details)
    rest = plain[number.end() :].strip(" 级.、,:-")
    if (named and named != {level}) or (rest and not named):
        return None, Problem("workbook-level-unknown", cell.where, {"text": cell.quoted})
    return level, None


def documents_of(context: Context, cell: Seen, subject: str) -> Part:
    """The documents that a cell names, parted by semicolons or lines, each as a record bound to its subject."""
    names = [_NUMBERING.sub("", each.strip()).strip() for each in _PARTING.split(cell.text)]
    parts = [document(context, cell, subject, name) for name in dict.fromkeys(names) if name]
    edits = tuple(made for part in parts for made in part.edits)
    problems = tuple(problem for part in parts for problem in part.problems)
    return Part(1, 1 if edits else 0, 0 if edits else 1, edits, problems=problems)


def document(context: Context, cell: Seen, subject: str, name: str, file: Seen | None = None) -> Part:
    """One document: what it belongs to, its name and, where there is one, its file's name."""
    fields = context.form.records["document"].fields
    key = f"document:{key_for('document', subject, name)}"
    parts = [taken(context, cell, key, fields["text"], name)]
    if not parts[0].edits:
        return parts[0]
    parts.append(Part(edits=(edit(context, place_of(key, fields["binds"]), subject),)))
    parts.append(taken(context, file, key, fields["filename"]))
    return together(parts)
