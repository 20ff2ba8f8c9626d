"""What an enterprise sends back: the filled-in workbook, alone, with its evidence in a zip, or in a folder.

Each row is matched to a suggestion by the identity in its first column, or by the very words of the action where that
is gone. Files are bound by the names that a row gives, or by a folder named after the row's number. What is matched to
nothing is told by name; nothing is taken without a suggestion, and nothing is dropped without a word.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from qmdesk.formdef import fields
from qmdesk.formdef.types import Form
from qmdesk.gate import kinds
from qmdesk.gate.limits import MIB
from qmdesk.gate.zips import open_zip
from qmdesk.intake.evidence import evidence_edits, files_in_zip, incoming
from qmdesk.intake.readers import Grid
from qmdesk.intake.readers.grid import Sheet
from qmdesk.intake.readers.opening import read_bytes, read_table
from qmdesk.intake.rectification_book import ASKED, COLUMNS, KIND
from qmdesk.intake.template.layout import MARKER
from qmdesk.model.canonical import Json, sha256_bytes
from qmdesk.model.intake import IncomingFile
from qmdesk.model.journal import Edit, Place, Stage
from qmdesk.model.keys import key_for
from qmdesk.model.problem import Problem, Refused, Severity
from qmdesk.wording import LANGUAGES, say

_MOST, _MOST_FILES = 500 * MIB, 2000
_BOOKS = (kinds.XLSX, kinds.XLSM, kinds.XLS)
_SEPARATORS = re.compile(r"[;；,，、|\n\r]+")


@dataclass(frozen=True, slots=True)
class Known:
    """A suggestion of the case: ``number`` as it stands on the sheet."""

    key: str
    number: int
    action: str


@dataclass(frozen=True, slots=True)
class Answer:
    """A row that says something of a suggestion. ``key`` names its record, the same for the same words."""

    suggestion: str
    key: str
    values: Mapping[str, Json]
    files: tuple[IncomingFile, ...]
    missing: tuple[str, ...]
    place: str


@dataclass(frozen=True, slots=True)
class Package:
    """A package as it was read: ``blank`` are suggestions that it says nothing of, ``unmatched`` rows of none,
    ``unlisted`` files of none."""

    name: str
    sha256: str
    answers: tuple[Answer, ...]
    blank: tuple[str, ...]
    unmatched: tuple[str, ...]
    unlisted: tuple[str, ...]
    problems: tuple[Problem, ...]

    def edits(self, form: Form, received_on: str) -> Iterator[tuple[Answer, list[Edit]]]:
        """For each answer its record and its evidence."""
        origin = f"import:{self.sha256}"
        for each in self.answers:
            values = {"suggestion": each.suggestion, **each.values, "received_on": received_on, "package": self.name}
            subject = f"rectification:{each.key}"
            edits = [Edit(Place(subject, name), value, origin=origin) for name, value in values.items() if value]
            for file in each.files:
                binds = f"suggestion:{each.suggestion}"
                edits += evidence_edits(
                    file, form, binds=binds, stage=Stage.ONSITE, captured="", origin=origin, author=""
                )
            yield each, edits


@dataclass(slots=True)
class _Rows:
    answers: list[Answer] = field(default_factory=list[Answer])
    unmatched: list[str] = field(default_factory=list[str])
    problems: list[Problem] = field(default_factory=list[Problem])
    used: set[str] = field(default_factory=set[str])


def read_package(path: Path, form: Form, known: Sequence[Known], *, case_id: str = "") -> Package:
    """Read a workbook, a zip or a folder. Raises Refused: rectification-without-book, rectification-two-books,
    rectification-no-table, and whatever reading the files refuses."""
    files, problems, sha256 = _files(path)
    book, grid = _book(files, path.name)
    sheet, head, columns = _table(grid, path.name)
    if case_id and _case_of(grid) not in ("", case_id):
        problems.append(Problem("rectification-other-case", path.name))
    others = [each for each in files if each is not book]
    fit = [each for each in others if each.content and each.media != kinds.PROGRAM]
    problems += [
        Problem("evidence-program" if each.content else "file-empty", each.name) for each in others if each not in fit
    ]
    rows = _rows(form, sheet, head, columns, known, fit)
    unlisted = tuple(each.name for each in fit if each.sha256 not in rows.used)
    said = {each.suggestion for each in rows.answers}
    blank = tuple(each.key for each in known if each.key not in said)
    told = [*problems, *grid.problems, *rows.problems]
    told += [Problem("rectification-file-unlisted", name, severity=Severity.WARNING) for name in unlisted]
    if not rows.answers:
        told.append(Problem("rectification-nothing", path.name))
    return Package(path.name, sha256, tuple(rows.answers), blank, tuple(rows.unmatched), unlisted, tuple(told))


def _files(path: Path) -> tuple[list[IncomingFile], list[Problem], str]:
    if path.is_dir():
        return _folder(path)
    content = read_bytes(path, _MOST)
    if not content:
        raise Refused(Problem("file-empty", path.name))
    if kinds.sniff(content) == kinds.ZIP:
        with open_zip(content, where=path.name) as archive:
            files, problems = files_in_zip(archive)
        return files, problems, sha256_bytes(content)
    return [incoming(content, path.name)], [], sha256_bytes(content)


def _folder(path: Path) -> tuple[list[IncomingFile], list[Problem], str]:
    names = sorted(each for each in path.rglob("*") if each.is_file() and not each.is_symlink())
    names = [each for each in names if not each.name.startswith((".", "~$"))]
    if len(names) > _MOST_FILES:
        raise Refused(Problem("rectification-too-many", path.name, {"n": len(names), "most": _MOST_FILES}))
    if sum(each.stat().st_size for each in names) > _MOST:
        raise Refused(Problem("file-too-large", path.name, {"megabytes": _MOST // MIB}))
    files = [incoming(read_bytes(each, _MOST), each.relative_to(path).as_posix()) for each in names]
    return files, [], sha256_bytes("\n".join(each.sha256 for each in files).encode())


def _book(files: Sequence[IncomingFile], name: str) -> tuple[IncomingFile, Grid]:
    """The one workbook that has the table of the template."""
    found: list[tuple[IncomingFile, Grid]] = []
    for each in (each for each in files if each.media in _BOOKS):
        try:
            grid = read_table(each.content, PurePosixPath(each.name).name)
        except Refused:
            if len(files) == 1:
                raise
            continue
        if any(_heads(sheet) for sheet in grid.sheets):
            found.append((each, grid))
    if len(found) > 1:
        raise Refused(Problem("rectification-two-books", name, {"names": "、".join(each.name for each, _ in found)}))
    if not found:
        raise Refused(Problem("rectification-without-book", name))
    return found[0]


def _table(grid: Grid, name: str) -> tuple[Sheet, int, Mapping[str, int]]:
    for sheet in grid.sheets:
        head = _heads(sheet)
        if head is not None:
            return sheet, *head
    raise Refused(Problem("rectification-without-book", name))


def _heads(sheet: Sheet) -> tuple[int, Mapping[str, int]] | None:
    """The row of column labels with the columns it names, in either language."""
    labels = {_plain(say(f"rectified.column.{name}", lang)): name for name, _ in COLUMNS for lang in LANGUAGES}
    for at, row in enumerate(sheet.rows[:20]):
        named = {labels[word]: cell.column for cell in row if cell and (word := _plain(cell.text)) in labels}
        if "done" in named and ("id" in named or "action" in named):
            return at, named
    return None


def _case_of(grid: Grid) -> str:
    """The case that the workbook was made for, by its mark."""
    for sheet in grid.sheets:
        for row in sheet.rows[:1]:
            for cell in row:
                if cell is not None and cell.text.startswith(f"{MARKER}{KIND}"):
                    return cell.text.rpartition("/")[2]
    return ""


def _rows(
    form: Form,
    sheet: Sheet,
    head: int,
    columns: Mapping[str, int],
    known: Sequence[Known],
    files: Sequence[IncomingFile],
) -> _Rows:
    made = _Rows()
    by_key = {each.key: each for each in known}
    by_words = {_plain(each.action): each for each in known}
    by_name: dict[str, list[IncomingFile]] = {}
    for file in files:
        by_name.setdefault(_folded(file.name), []).append(file)
    for at in range(head + 1, len(sheet.rows)):
        texts = {name: sheet.text(at, column) for name, column in columns.items()}
        asked = {name: texts.get(name, "") for name, _ in ASKED}
        numbered = _in_folder(files, texts.get("number", ""))
        if not any(asked.values()) and not numbered:
            continue
        place = sheet.place(at, columns["done"])
        found = by_key.get(texts.get("id", "")) or by_words.get(_plain(texts.get("action", "")) or "-")
        if found is None:
            made.unmatched.append(place)
            made.problems.append(Problem("rectification-unmatched", place, {"text": (asked["done"] or "-")[:40]}))
            continue
        made.answers.append(_answer(form, found, asked, place, by_name, numbered, made))
    return made


def _answer(
    form: Form,
    found: Known,
    asked: Mapping[str, str],
    place: str,
    by_name: Mapping[str, list[IncomingFile]],
    numbered: Sequence[IncomingFile],
    made: _Rows,
) -> Answer:
    values: dict[str, Json] = {}
    for name in ("done", "done_on", "by"):
        declared = fields.field_of(form, "rectification", name)
        if asked[name] and declared is not None:
            value, problem = fields.parse_text(declared, asked[name].partition(" 00:00")[0])
            if problem is not None:
                made.problems.append(problem.at(place))
            if value is not None:
                values[name] = value
    listed = [word.strip() for word in _SEPARATORS.split(asked["files"]) if word.strip()]
    bound = {file.sha256: file for word in listed for file in by_name.get(_folded(word), ())}
    bound |= {file.sha256: file for file in numbered}
    missing = tuple(word for word in listed if _folded(word) not in by_name)
    made.used |= set(bound)
    made.problems += [Problem("rectification-file-missing", place, {"name": word}) for word in missing]
    if not values and bound:
        made.problems.append(Problem("rectification-without-words", place, severity=Severity.WARNING))
    key = key_for("rectification", found.key, *(str(values.get(name) or "") for name in ("done", "done_on", "by")))
    return Answer(found.key, key, values, tuple(bound.values()), missing, place)


def _in_folder(files: Sequence[IncomingFile], number: str) -> list[IncomingFile]:
    """The files that lie in a folder named after a row's number, as ``3`` or ``03``."""
    if not number.isdecimal():
        return []
    wanted = int(number)
    return [
        each
        for each in files
        if any(part.isdecimal() and int(part) == wanted for part in PurePosixPath(each.name).parts[:-1])
    ]


def _folded(name: str) -> str:
    return unicodedata.normalize("NFKC", PurePosixPath(name.replace("\\", "/")).name).strip().casefold()


def _plain(text: str) -> str:
    normal = unicodedata.normalize("NFKC", text).casefold()
    return "".join(each for each in normal if not each.isspace() and each not in "*：:")
