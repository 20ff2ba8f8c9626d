"""Copies, editable texts and tables of data out of a case; each is noted in the journal, reports and sheets too.

A file is made beside its place and gets its name only when it is whole. What was noted says what was made, by which
policy, for whom and with which hash, so that a file that turns up later can be told.
"""

from __future__ import annotations

import hashlib
import zipfile
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from qmdesk.model.journal import Edit, Place
from qmdesk.model.keys import key_for
from qmdesk.model.problem import Problem, Refused, Severity
from qmdesk.report.material import Material, Options
from qmdesk.review.reporting import guard_target, judged
from qmdesk.review.session import Recorded, ReviewSession
from qmdesk.trust.files import part_beside, put_in_place

Tick = Callable[[], None]
#: What ``export`` records call the things that are made.
DOCX, SHEET_DOCX, DATA, COPY, COPY_DOCX = "report-docx", "sheet-docx", "data", "copy", "copy-docx"
REPORT, SIGNED, SHEET, SHEET_PNG = "report", "report-signed", "sheet", "sheet-png"


@dataclass(frozen=True, slots=True)
class Exported:
    """A file that was made: its hash, and what the journal is to say of it."""

    path: Path
    what: str
    sha256: str
    at: str
    policy: str = ""
    to: str = ""

    def edits(self) -> list[Edit]:
        """The note for the journal, as a record of its own."""
        key = key_for(self.at, self.what, self.sha256)
        values = {"at": self.at[:16], "what": self.what, "policy": self.policy, "to": self.to, "sha256": self.sha256}
        return [Edit(Place(f"export:{key}", name), value) for name, value in values.items() if value]


def editable_report(
    session: ReviewSession,
    output: Path,
    *,
    template: Path | None = None,
    lang: str = "zh-CN",
    force: bool = False,
    tick: Tick = lambda: None,
) -> Exported:
    """Write the report as DOCX, in an office's own template where one is given.

    Raises Refused: file-exists, folder-missing, and what the template and the writing raise.
    """
    from qmdesk.report.docx.build import write_editable_report
    from qmdesk.report.docx.template import write_in_template

    m = material(session, lang, Options(kind="editable"))

    def write(part: Path) -> None:
        if template is None:
            write_editable_report(m, part, tick=tick)
        else:
            write_in_template(m, template, part, tick=tick)

    return _made(session, output, DOCX, write, force=force)


def editable_sheet(
    session: ReviewSession, output: Path, *, template: Path | None = None, lang: str = "zh-CN", force: bool = False
) -> Exported:
    """Write the rectification sheet as DOCX. Raises as :func:`editable_report`."""
    from qmdesk.report.docx.build import write_editable_sheet
    from qmdesk.report.docx.template import write_in_template

    m = material(session, lang, Options(kind="editable"))

    def write(part: Path) -> None:
        if template is None:
            write_editable_sheet(m, part)
        else:
            write_in_template(m, template, part)

    return _made(session, output, SHEET_DOCX, write, force=force)


def data(session: ReviewSession, output: Path, *, lang: str = "zh-CN", force: bool = False) -> Exported:
    """Write all data as XLSX. Raises Refused: file-exists, folder-missing, file-cannot-write."""
    from qmdesk.report.xlsx.data import write_data

    m, history = material(session, lang, Options()), session.history()
    return _made(session, output, DATA, lambda part: write_data(m, history, part), force=force)


def copy(
    session: ReviewSession,
    output: Path,
    policy: str,
    *,
    to: str = "",
    words: Sequence[str] = (),
    lang: str = "zh-CN",
    force: bool = False,
    tick: Tick = lambda: None,
) -> Exported:
    """Write a masked copy as PDF or, by the name's ending, as DOCX. ``policy`` is one of ours or a file.

    Raises Refused: copy-changes-level, what reading the policy raises, file-exists, folder-missing.
    """
    from qmdesk.report.copies import masked_material
    from qmdesk.report.copies_policy import load_policy

    chosen = load_policy(policy, session.form)
    m = masked_material(material(session, lang, Options()), chosen, words)
    editable = output.suffix.lower() == ".docx"

    def write(part: Path) -> None:
        if editable:
            from qmdesk.report.docx.build import write_editable_report

            write_editable_report(m, part, tick=tick)
        else:
            from qmdesk.report.build import write_pages

            write_pages(m, part, progress=lambda _share: tick())

    what = COPY_DOCX if editable else COPY
    return _made(session, output, what, write, force=force, policy=chosen.id, to=to)


def of_file(path: Path, what: str, at: str) -> Exported:
    """What is to be noted of a file that was written at that moment (ISO 8601)."""
    with path.open("rb") as file:
        return Exported(path, what, hashlib.file_digest(file, "sha256").hexdigest(), at)


def note(session: ReviewSession, *made: Exported) -> Recorded:
    """Note in the journal what was made; in a concluded case too, as it changes nothing of it.

    Raises Refused in a read-only case; see :func:`guard_noted` and :func:`note_if_possible`.
    """
    return session.record([edit for each in made for edit in each.edits()], even_concluded=True)


def note_if_possible(session: ReviewSession, *made: Exported) -> tuple[Problem, ...]:
    """:func:`note` for what is out already: a warning ``export-not-noted`` for each file where it can't be noted."""
    try:
        if not session.read_only:
            note(session, *made).wait()
            return ()
        reason = "case-read-only"
    except Refused as refused:
        reason = refused.problems[0].code
    return tuple(Problem("export-not-noted", each.path.name, {"reason": reason}, Severity.WARNING) for each in made)


def guard_noted(session: ReviewSession) -> None:
    """A copy goes out only where it can be noted. Raises Refused(case-read-only)."""
    if session.read_only:
        raise Refused(Problem("case-read-only", str(session.path)))


def material(session: ReviewSession, lang: str, options: Options) -> Material:
    """What documents are made from, as the case stands now."""
    snapshot = session.snapshot()
    assessments, answers = judged(session, snapshot)
    made_at = datetime.fromisoformat(session.now())
    return Material(session.form, snapshot, assessments, answers, session.blob, lang, made_at, options)


def _made(
    session: ReviewSession,
    output: Path,
    what: str,
    write: Callable[[Path], object],
    *,
    force: bool,
    policy: str = "",
    to: str = "",
) -> Exported:
    guard_target(output, force=force)
    with part_beside(output) as part:
        write(part)
        _read_back(part, output)
        digest = of_file(part, what, "").sha256
        put_in_place(part, output)
    return Exported(output, what, digest, session.now(), policy, to)


def _read_back(part: Path, output: Path) -> None:
    """Every part of a workbook or text must come back as its checksum says. Raises Refused(file-cannot-write)."""
    if output.suffix.lower() in {".xlsx", ".docx"}:
        try:
            with zipfile.ZipFile(part) as archive:
                whole = archive.testzip() is None
        except (zipfile.BadZipFile, zlib.error):
            whole = False
        if not whole:
            raise Refused(Problem("file-cannot-write", str(output), {"reason": "read back"}))
