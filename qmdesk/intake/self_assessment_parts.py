"""What reading a workbook adds up to, value by value: edits, files, problems, and the counts that are always told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from qmdesk.formdef.decimals import shifted
from qmdesk.formdef.fields import parse_text
from qmdesk.formdef.plain_text import shown
from qmdesk.formdef.types import Field, Form
from qmdesk.intake.readers.grid import CellKind, Sheet
from qmdesk.model.canonical import Json
from qmdesk.model.intake import IncomingFile
from qmdesk.model.journal import Edit, Place, Stage
from qmdesk.model.problem import Problem, Severity


@dataclass(frozen=True, slots=True)
class Context:
    """What every part of the reading knows.

    ``bindings`` are the things a document can belong to by any words for them, ``enterprise`` is the author of its
    own ratings, ``period`` its months.
    """

    form: Form
    author: str
    source_sha256: str
    lang: str
    bindings: Mapping[str, str]
    enterprise: str = ""
    period: tuple[str, str] | None = None

    @property
    def origin(self) -> str:
        return f"import:{self.source_sha256}"


@dataclass(frozen=True, slots=True)
class Seen:
    """A filled cell: its text as a person sees it, and where it stands."""

    text: str
    where: str
    row: int
    column: int
    kind: CellKind = CellKind.TEXT

    @property
    def quoted(self) -> str:
        """The text as a message may quote it."""
        return shown(self.text)


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of the result. ``read`` values were looked at: ``accepted`` taken in, ``skipped`` refused."""

    read: int = 0
    accepted: int = 0
    skipped: int = 0
    edits: tuple[Edit, ...] = ()
    files: tuple[IncomingFile, ...] = ()
    problems: tuple[Problem, ...] = ()


def together(parts: Iterable[Part]) -> Part:
    """All parts as one, in order."""
    listed = list(parts)
    return Part(
        sum(part.read for part in listed),
        sum(part.accepted for part in listed),
        sum(part.skipped for part in listed),
        tuple(edit for part in listed for edit in part.edits),
        tuple(file for part in listed for file in part.files),
        tuple(problem for part in listed for problem in part.problems),
    )


def said(*problems: Problem) -> Part:
    """Problems alone."""
    return Part(problems=problems)


def warning(code: str, where: str = "", **details: str | int) -> Problem:
    """A problem that lets the value in."""
    return Problem(code, where, details, Severity.WARNING)


def refused(problem: Problem, count: int = 1) -> Part:
    """Values that were looked at and not taken in, and why."""
    return Part(read=count, skipped=count, problems=(problem,))


def seen(sheet: Sheet, row: int, column: int) -> Seen | None:
    """A filled cell as it looks to a person, a percentage with its sign; None for an empty or blank one."""
    cell = sheet.at(row, column)
    if cell is None or not cell.text.strip():
        return None
    text = f"{shifted(cell.text, 2)}%" if cell.percent and cell.kind is CellKind.NUMBER else cell.text.strip()
    return Seen(text, sheet.place(row, column), row, column, cell.kind)


def parse(context: Context, cell: Seen, field: Field, text: str | None = None) -> tuple[Json, Problem | None]:
    """What a cell says for a field, by the field's own type; a problem is placed at the cell.

    ``text`` stands in for the cell's own where it was put together from several cells.
    """
    if cell.kind is CellKind.ERROR:
        return None, Problem("workbook-cell-error", cell.where, {"text": cell.quoted})
    if cell.kind is CellKind.FORMULA:
        return None, Problem("workbook-cell-formula", cell.where)
    value, problem = parse_text(field, cell.text if text is None else text, context.lang)
    return value, None if problem is None else problem.at(cell.where)


def edit(context: Context, place: Place, value: Json, text: str = "", reason: str = "") -> Edit:
    """An edit of this import; what stood in the cell is kept where it differs from the value."""
    raw = text if text != ("" if value is None else str(value)) else ""
    return Edit(place, value, raw=raw, reason=reason, origin=context.origin, author=context.author)


def place_of(subject: str, field: Field, author: str = "") -> Place:
    """Where a value of the enterprise goes: to the stage of the self-assessment, where the field has stages."""
    return Place(subject, field.id, str(Stage.SELF) if field.staged else "", author)


def taken(context: Context, cell: Seen | None, subject: str, field: Field, text: str | None = None) -> Part:
    """One cell as one value of a subject's field; an empty cell is nothing."""
    if cell is None:
        return Part()
    value, problem = parse(context, cell, field, text)
    if value is None:
        return refused(problem) if problem is not None else Part()
    made = edit(context, place_of(subject, field), value, cell.text if text is None else text)
    return Part(1, 1, 0, (made,), problems=() if problem is None else (problem,))
