"""A filled-in application, Word or workbook, to edits: everything understood, and word of everything that was not."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from qmdesk.formdef.decimals import is_canonical, shifted
from qmdesk.formdef.plain_text import shown
from qmdesk.formdef.types import Form
from qmdesk.gate import kinds
from qmdesk.intake.benchmark.kept import Taken, words_of
from qmdesk.intake.benchmark.labels import take_line
from qmdesk.intake.benchmark.tables import take_table
from qmdesk.intake.benchmark.word_reader import Block, Cell, Paper, read_word
from qmdesk.intake.benchmark.written import section_of, take_experience
from qmdesk.intake.evidence import incoming
from qmdesk.intake.readers.grid import Sheet
from qmdesk.intake.readers.opening import read_bytes, read_table
from qmdesk.model.intake import IncomingFile, Intake
from qmdesk.model.problem import Problem, Refused, Severity

KIND = "benchmark"
#: Parts that were not understood are told one by one up to here, then counted.
_TOLD = 30
#: Columns and rows of a sheet that are looked at; no table of an application comes near.
_WIDEST, _LONGEST = 80, 2_000


def benchmark_intake(path: Path, form: Form, *, lang: str = "zh-CN") -> Intake:
    """Read a filled-in paper of an application and say what it would change; nothing is written.

    Raises Refused: form-not-a-benchmark, file-missing, file-empty, benchmark-file-kind, benchmark-nothing-known, and
    what reading refuses.
    """
    if form.benchmark is None:
        raise Refused(Problem("form-not-a-benchmark"))
    content = read_bytes(path)
    if not content:
        raise Refused(Problem("file-empty", path.name))
    source = incoming(content, path.name)
    taken = Taken(form, f"import:{source.sha256}", lang)
    if source.media == kinds.DOCX:
        files = _word(taken, read_word(content, path.name), path.name)
    elif source.media in (kinds.XLSX, kinds.XLSM, kinds.XLS):
        files = _book(taken, content, path.name)
    else:
        raise Refused(Problem("benchmark-file-kind", path.name, {"is": kinds.short_name(source.media)}))
    if not taken.edits and not taken.read:
        raise Refused(Problem("benchmark-nothing-known", path.name, {"form": form.name.in_(lang)}))
    return Intake(
        KIND,
        taken.read,
        taken.read - taken.skipped,
        taken.skipped,
        tuple(taken.edits.values()),
        (source, *files),
        tuple(taken.problems),
    )


def _word(taken: Taken, paper: Paper, name: str) -> list[IncomingFile]:
    """Tables before the experience first; then its sections, with their own tables and pictures."""
    start = _experience_start(taken, paper.blocks)
    unknown: list[str] = []
    number = 0
    for block in paper.blocks[:start]:
        if not block.rows:
            take_line(taken, block.text.strip(), name)
        else:
            number += 1
            where = f"{name} 表{number}"
            if not take_table(taken, block.rows, where) and (words := list(words_of(block.rows))):
                unknown.append(f"{where}: {shown(words[0], 20)}")
    before = max(start - 3, 0)
    files, used = take_experience(taken, paper, paper.blocks[before:], name)
    loose = [block for block in paper.blocks[:start] if block.pictures]
    _tell_unknown(taken, unknown, name)
    if loose:
        taken.tell("benchmark-loose-pictures", name, count=len(loose))
    if not used and not taken.read:
        taken.tell("benchmark-no-sections", name)
    return files


def _experience_start(taken: Taken, blocks: Sequence[Block]) -> int:
    """Where the first section's heading stands; the end where there is none."""
    return next((at for at, block in enumerate(blocks) if section_of(taken, block) is not None), len(blocks))


def _book(taken: Taken, content: bytes, name: str) -> list[IncomingFile]:
    grid = read_table(content, name)
    unknown: list[str] = []
    for sheet in grid.sheets:
        rows = _rows(sheet)
        if len(sheet.rows) > _LONGEST:
            taken.tell("benchmark-sheet-long", sheet.name, rows=_LONGEST)
        if rows and not take_table(taken, rows, sheet.name) and (words := list(words_of(rows))):
            unknown.append(f"{sheet.name}: {shown(words[0], 20)}")
    _tell_unknown(taken, unknown, name)
    taken.problems[:0] = grid.problems
    return []


def _tell_unknown(taken: Taken, unknown: Sequence[str], name: str) -> None:
    for each in unknown[:_TOLD]:
        taken.problems.append(Problem("benchmark-table-unknown", each, {}, Severity.WARNING))
    if len(unknown) > _TOLD:
        taken.tell("benchmark-tables-unknown", name, count=len(unknown) - _TOLD)


def _rows(sheet: Sheet) -> list[list[Cell]]:
    """A sheet as cells; those of a merged area are one."""
    wide, high = min(sheet.width, _WIDEST), min(len(sheet.rows), _LONGEST)
    rows = [[_cell(sheet, row, column, wide) for column in range(wide)] for row in range(high)]
    for top, left, bottom, right in sheet.merged:
        if top < len(rows) and left < wide:
            first = rows[top][left]
            for row in range(top, min(bottom + 1, len(rows))):
                for column in range(left, min(right + 1, wide)):
                    rows[row][column] = first
    return rows


def _cell(sheet: Sheet, row: int, column: int, wide: int) -> Cell:
    found = sheet.at(row, column)
    text = "" if found is None else found.text.strip()
    if found is not None and found.percent:
        text = f"{shifted(text, 2)}%" if is_canonical(text) else text
    return Cell(text, row * wide + column)
