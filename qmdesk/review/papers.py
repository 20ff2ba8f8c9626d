"""The papers of a visit out of a case, and the list of documents as the enterprise gives it back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

from qmdesk.grading.answers import guard_review
from qmdesk.grading.records import Record, index
from qmdesk.intake.readers.grid import Row
from qmdesk.intake.readers.opening import open_table
from qmdesk.model.journal import Edit, Place, Stage
from qmdesk.model.problem import Problem, Refused
from qmdesk.report.material import Material
from qmdesk.report.papers import closing, declarations, documents, opening, schedule
from qmdesk.report.papers.books import HEAD_ROWS
from qmdesk.report.papers.paper import Paper, paper_material, write_paper
from qmdesk.review.session import ReviewSession
from qmdesk.visit.conflicts import plain

#: Name -> the paper made from a case.
PAPERS: Mapping[str, Callable[[Material], Paper]] = {
    "declarations": declarations.paper,
    "documents": documents.paper,
    "schedule": schedule.paper,
    "sign-in": opening.sign_in,
    "opening-minutes": opening.minutes,
    "closing-minutes": closing.minutes,
}
#: Those that are tables as well.
BOOKS: Mapping[str, Callable[[Material, Path], None]] = {"documents": documents.book, "schedule": schedule.book}
#: The columns of the list that the enterprise fills in.
_KEY, _OWNER, _PROVIDED, _REMARK = 1, 4, 5, 6
_NOT_THERE = frozenset({"没有", "无", "不能提供", "no", "none", "notthere", "cannotbeprovided"})


def write_paper_of(
    session: ReviewSession,
    name: str,
    output: Path,
    *,
    lang: str = "zh-CN",
    stage: Stage = Stage.ONSITE,
    force: bool = False,
) -> None:
    """Write one of :data:`PAPERS` as PDF or, of :data:`BOOKS`, as XLSX, by the file's name.

    Raises Refused: paper-unknown, paper-format-unknown, file-exists, folder-missing, report-not-written.
    """
    guard_review(session.form)
    if name not in PAPERS:
        raise Refused(Problem("paper-unknown", name, {"known": ", ".join(PAPERS)}))
    suffix = output.suffix.lower()
    if suffix != ".pdf" and not (suffix == ".xlsx" and name in BOOKS):
        known = ".pdf, .xlsx" if name in BOOKS else ".pdf"
        raise Refused(Problem("paper-format-unknown", str(output), {"suffix": suffix or "-", "known": known}))
    if output.exists() and not force:
        raise Refused(Problem("file-exists", str(output)))
    if not output.absolute().parent.is_dir():
        raise Refused(Problem("folder-missing", str(output.absolute().parent)))
    made_at = datetime.fromisoformat(session.now())
    m = paper_material(session.form, session.outline(), session.blob, stage, lang=lang, made_at=made_at)
    if suffix == ".xlsx":
        BOOKS[name](m, output)
    else:
        write_paper(PAPERS[name](m), output)


def returned_documents(session: ReviewSession, path: Path, stage: Stage = Stage.ONSITE) -> list[Edit]:
    """What an enterprise filled into the list of documents: who provides each, that it isn't there, its remark.

    Raises Refused: documents-not-recognised where no row is one of this case's, and what reading the file raises.
    """
    found = {each.key: each for each in index(session.outline().state, stage).records("request")}
    rows = [row for sheet in open_table(path).sheets for row in sheet.rows[HEAD_ROWS:]]
    known = [(found[key], row) for row in rows if (key := _text(row, _KEY)) in found]
    if not known:
        raise Refused(Problem("documents-not-recognised", path.name))
    return [edit for record, row in known for edit in _returned(record, row, str(stage))]


def _returned(record: Record, row: Row, stage: str) -> list[Edit]:
    subject, edits = f"request:{record.key}", list[Edit]()
    owner, provided, remark = (_text(row, column) for column in (_OWNER, _PROVIDED, _REMARK))
    if owner and owner != record.text("owner"):
        edits.append(Edit(Place(subject, "owner", stage), owner))
    if plain(provided) in _NOT_THERE and record.text("status") in ("", "asked"):
        edits.append(Edit(Place(subject, "status", stage), "missing"))
    if remark and remark not in record.text("note"):
        note = "\n".join(filter(None, (record.text("note"), remark)))
        edits.append(Edit(Place(subject, "note", stage), note))
    return edits


def _text(row: Row, column: int) -> str:
    cell = row[column] if column < len(row) else None
    return "" if cell is None else cell.text.strip()
