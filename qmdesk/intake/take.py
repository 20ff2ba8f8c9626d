"""Any file from outside, told by its content, read by the one who knows it: the way in for windows and commands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from qmdesk.formdef.types import Form
from qmdesk.gate import kinds
from qmdesk.gate.limits import MIB
from qmdesk.gate.zips import open_zip
from qmdesk.grading.answers import guard_review
from qmdesk.intake import tables
from qmdesk.intake.evidence import evidence_of, files_in_zip, incoming
from qmdesk.intake.marked import marked_intake
from qmdesk.intake.measurements import measurements_intake, preview_grid
from qmdesk.intake.measurements.edits import sets_intake
from qmdesk.intake.measurements.mapping import Mapping
from qmdesk.intake.measurements.outline import outline_of
from qmdesk.intake.measurements.reading import Preview, preview_bytes
from qmdesk.intake.package import package_intake
from qmdesk.intake.readers import Grid
from qmdesk.intake.readers.naming import refuse_other_kind
from qmdesk.intake.readers.opening import read_pair, read_table
from qmdesk.intake.readers.xlsx_parts import LIMITS
from qmdesk.intake.self_answers import is_evidence
from qmdesk.intake.self_assessment_find import marker_of
from qmdesk.model.intake import IncomingFile, Intake
from qmdesk.model.journal import Stage
from qmdesk.model.problem import Problem, Refused

SELF_ASSESSMENT, MEASUREMENTS, EVIDENCE = "self-assessment", "measurements", "evidence"
KINDS = (SELF_ASSESSMENT, MEASUREMENTS, *tables.KINDS, EVIDENCE)

#: The largest file that is taken in at all.
_MOST = 500 * MIB
#: Workbooks without a mark that are opened in search of the self-assessment.
_OPENED = 30


def take(
    path: Path | str,
    form: Form,
    *,
    kind: str | None = None,
    stage: Stage | None = None,
    author: str = "",
    binds: str = "",
    lang: str = "zh-CN",
    mapping: Mapping | None = None,
) -> Intake:
    """Read a file and say what it would change; nothing is written.

    ``kind`` is of :data:`KINDS`, told by the content where None. A self-assessment speaks for its own stage, everything
    else for ``stage`` (on site where not given). ``binds`` is what the file proves (``item:system.process``).
    ``mapping`` says how a table of measurements is read; with one the file is of that kind.

    Raises Refused: kind-unknown, and all that reading the file refuses. A file that was read and gave nothing has a
    problem that says so.
    """
    guard_review(form)
    where = Path(path)
    if kind is not None and kind not in KINDS:
        raise Refused(Problem("import-kind-unknown", where.name, {"kind": kind, "known": ", ".join(KINDS)}))
    content = read_pair(where, _MOST)
    if not content:
        raise Refused(Problem("file-empty", where.name))
    at = stage or Stage.ONSITE
    media = kinds.sniff(content)
    if kind == EVIDENCE or (
        kind is None and media not in kinds.TABLES and media != kinds.ZIP and not _says_table(where)
    ):
        return _told(evidence_of(where, content, form, at, binds=binds, author=author), where.name)
    if media == kinds.ZIP:
        if _says_table(where):
            refuse_other_kind(media, where.name)
        return _told(_zip(where, content, form, kind, at, author, binds, lang), where.name)
    source = incoming(content, where.name)
    found = _measured(content, where.name, form, kind, mapping)
    if found is not None:
        placed = [(each, _key_of(binds, found)) for each in found.sets]
        intake = sets_intake(placed, source, form, at, author=author, binds=binds, notes=found.notes)
        return _told(intake, where.name)
    return _told(_table(source, read_table(content, where.name), form, kind, at, author, binds, lang), where.name)


def _measured(content: bytes, name: str, form: Form, kind: str | None, mapping: Mapping | None) -> Preview | None:
    """A file that is taken as its preview has it; None where it has to be read cell by cell."""
    from qmdesk.intake.self_assessment import recognises

    if mapping is not None or kind == MEASUREMENTS:
        found = preview_bytes(content, name, mapping)
        return found if mapping is not None or not found.marked else None
    around = outline_of(content, name) if kind is None else None
    if around is None or marker_of(around) or recognises(around, form) or tables.kind_of(around, form):
        return None
    found = preview_bytes(content, name)
    return found if any(each.readings is not None and len(each.readings) > 1 for each in found.sets) else None


def _key_of(binds: str, found: Preview) -> str:
    """The characteristic that a file with one set is for, where the caller says so."""
    return binds.partition(":")[2] if binds.startswith("characteristic:") and len(found.sets) == 1 else ""


def _says_table(path: Path) -> bool:
    """Whether the name promises a table: then content of another kind is a mistake to be told, not evidence."""
    return path.suffix.lower() in {
        ".xlsx",
        ".xlsm",
        ".xls",
        ".et",
        ".csv",
        ".tsv",
        ".dfq",
        ".dfd",
        ".dfx",
        ".dmo",
        ".chr",
    }


def _table(
    source: IncomingFile, grid: Grid, form: Form, kind: str | None, stage: Stage, author: str, binds: str, lang: str
) -> Intake:
    from qmdesk.intake.self_assessment import recognises

    marked = marked_intake(grid, source, form, stage, kind, author=author, binds=binds, lang=lang)
    if marked is not None:
        return marked
    found = kind or (SELF_ASSESSMENT if recognises(grid, form) else tables.kind_of(grid, form))
    sets = preview_grid(grid) if found in (None, MEASUREMENTS) else ()
    if found is None and not any(each.readings is not None and len(each.readings) > 1 for each in sets):
        raise Refused(Problem(*_unknown(grid)))
    if found == SELF_ASSESSMENT:
        return package_intake(source, grid, (), form, author=author, lang=lang)
    if found in tables.KINDS:
        return tables.table_intake(found, grid, source, form, stage, author=author, binds=binds, lang=lang)
    return measurements_intake(grid, source, form, stage, author=author, binds=binds, sets=sets)


def _unknown(grid: Grid) -> tuple[str, str]:
    """A table without a filled cell below its heading is empty rather than unknown."""
    filled = sum(1 for sheet in grid.sheets for row in sheet.rows if any(row))
    return ("table-without-rows" if filled <= 1 else "kind-unknown"), grid.name


def _zip(
    path: Path, content: bytes, form: Form, kind: str | None, stage: Stage, author: str, binds: str, lang: str
) -> Intake:
    with open_zip(content, where=path.name) as archive:
        files, problems = files_in_zip(archive)
    source = replace(incoming(b"", path.name), sha256=incoming(content, path.name).sha256)
    if kind in (None, SELF_ASSESSMENT):
        books = _workbooks(files, form)
        if len(books) > 1:
            names = ", ".join(file.name for file, _ in books)
            raise Refused(Problem("package-two-workbooks", path.name, {"names": names}))
        if books:
            book, grid = books[0]
            rest = tuple(file for file in files if file is not book)
            found = package_intake(book, grid, rest, form, author=author, lang=lang, package=source.sha256)
            return _with_set_aside(found, problems)
        if kind == SELF_ASSESSMENT:
            raise Refused(Problem("package-without-workbook", path.name, {"count": len(files)}), *problems)
        return evidence_of(path, content, form, stage, binds=binds, author=author)
    return _with_set_aside(_tables_in_zip(files, form, kind or MEASUREMENTS, stage, author, binds, lang), problems)


def _with_set_aside(intake: Intake, problems: Sequence[Problem]) -> Intake:
    """The intake with the entries of a zip that were set aside counted as read and skipped."""
    return replace(
        intake,
        read=intake.read + len(problems),
        skipped=intake.skipped + len(problems),
        problems=(*problems, *intake.problems),
    )


def _workbooks(files: Sequence[IncomingFile], form: Form) -> list[tuple[IncomingFile, Grid]]:
    """The self-assessment workbooks among the files; one that can't be opened is none.

    One among the evidence (an earlier workbook, kept as such) is none either where another lies beside it.
    Where a workbook still has its mark, only those with it are opened; else every one, up to a point.
    """
    from qmdesk.intake.self_assessment import recognises

    books = [file for file in files if file.media in (kinds.XLSX, kinds.XLSM, kinds.XLS)]
    books = [file for file in books if not is_evidence(file.name)] or books
    books.sort(key=lambda file: file.name.count("/"))
    candidates = [file for file in books if _has_mark(file.content)] or books[:_OPENED]
    found: list[tuple[IncomingFile, Grid]] = []
    for file in candidates:
        try:
            grid = read_table(file.content, file.name)
        except Refused:
            continue
        if recognises(grid, form):
            found.append((file, grid))
    return found


def _has_mark(content: bytes) -> bool:
    """Whether a workbook's properties name it a self-assessment, without parsing it."""
    try:
        with open_zip(content, LIMITS) as archive:
            entry = archive.entry("docProps/custom.xml")
            return entry is not None and entry.size <= MIB and b"qmdesk/self-assessment" in archive.read(entry)
    except Refused:
        return False


def _tables_in_zip(
    files: Sequence[IncomingFile], form: Form, kind: str, stage: Stage, author: str, binds: str, lang: str
) -> Intake:
    """Every table of a zip as one kind; a file that can't be read is named, and the others go in."""
    parts: list[Intake] = []
    for file in files:
        try:
            grid = read_table(file.content, file.name)
            parts.append(_table(file, grid, form, kind, stage, author, binds, lang))
        except Refused as refused:
            told = tuple(each if each.where else each.at(file.name) for each in refused.problems)
            parts.append(Intake(kind, 1, 0, 1, problems=told))
    return merged(kind, parts)


def merged(kind: str, parts: Sequence[Intake]) -> Intake:
    """Several intakes as one."""
    add: Callable[[str], int] = lambda name: sum(int(getattr(each, name)) for each in parts)  # noqa: E731
    return Intake(
        kind,
        add("read"),
        add("accepted"),
        add("skipped"),
        tuple(edit for each in parts for edit in each.edits),
        tuple(file for each in parts for file in each.files),
        tuple(problem for each in parts for problem in each.problems),
    )


def _told(intake: Intake, name: str) -> Intake:
    """Never nothing without a word: a file that gave no edit has a problem that says so."""
    if intake.edits or any(each.where for each in intake.problems):
        return intake
    return replace(intake, problems=(*intake.problems, Problem("nothing-taken", name)))
