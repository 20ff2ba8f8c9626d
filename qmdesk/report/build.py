"""The assessment report: a frozen case in, a PDF out, with everything inside that a stranger needs to grade it again.

The same input gives the same bytes. The file appears whole or not at all.
"""

from __future__ import annotations

import errno
import hashlib
import io
import os
import tempfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, cast

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus.flowables import Flowable

from qmdesk import __version__
from qmdesk.formdef.types import Form
from qmdesk.model.answers import Answers
from qmdesk.model.assessment import Assessment
from qmdesk.model.journal import Stage
from qmdesk.model.problem import Problem, Refused
from qmdesk.model.snapshot import Snapshot
from qmdesk.report import codes, completeness, contents, embed, fonts, frame, layout, styles
from qmdesk.report.book import Book
from qmdesk.report.chapters import about_copy, appendix, front, items, summary
from qmdesk.report.graphics import SignatureBox
from qmdesk.report.headings import Heading, Outline
from qmdesk.report.material import Material, Options
from qmdesk.report.story import CHAPTERS

Progress = Callable[[float], None]
Pictures = dict[str, Callable[[], bytes]]
#: Shares of the work once the story stands, and once all pages are drawn.
_LAID, _DRAWN = 0.3, 0.9


@dataclass(frozen=True, slots=True)
class ReportInfo:
    """What was written. ``printed_grade`` is the line of the review level as it stands on the pages, ``missing`` what
    keeps the report from being final (its draft mark), ``sha256`` the hash of the file."""

    path: Path
    pages: int
    attachments: tuple[str, ...]
    printed_grade: str
    number: str
    short_code: str
    signature_boxes: tuple[SignatureBox, ...]
    missing: tuple[Problem, ...]
    sha256: str


def write_report(
    form: Form,
    snapshot: Snapshot,
    assessments: Mapping[Stage, Assessment],
    answers: Mapping[Stage, Answers],
    blobs: Callable[[str], bytes],
    out: Path,
    *,
    lang: str = "zh-CN",
    made_at: datetime,
    options: Options | None = None,
    attachments: Mapping[str, bytes] | None = None,
    progress: Progress = lambda _share: None,
) -> ReportInfo:
    """Write the report of a case as PDF.

    ``blobs`` gives a file of the case by its hash, ``made_at`` (with its zone) dates the document, ``attachments`` are
    further files to embed (``journal.jsonl``). ``progress`` is told the share done; what it raises stops the work.
    Raises Refused: font-missing, report-not-written.
    """
    m = Material(form, snapshot, assessments, answers, blobs, lang, made_at, options or Options())
    return write_pages(m, out, attachments=attachments, progress=progress)


def write_pages(
    m: Material,
    out: Path,
    *,
    attachments: Mapping[str, bytes] | None = None,
    progress: Progress = lambda _share: None,
) -> ReportInfo:
    """:func:`write_report` for a material that is made already, as a copy's is. A copy has no files inside."""
    book = Book(m, Outline(m.lang))
    printed, number = summary.printed_grade(m), front.report_number(book)
    embedded = {} if m.options.copy else contents.attachments(m, attachments or {}, printed=printed, number=number)
    pages: dict[str, int] = {}
    pictures: Pictures = {}
    try:
        items.photos_begun(book)
        story = story_of(book, embedded, pages)
        for share in book.shelf.finished():
            progress(_LAID * share)
    finally:
        book.shelf.close()
    progress(_LAID)
    content, count = _pages(book, story, pages, progress, pictures)
    del story
    if contents.BOXES in embedded:
        embedded[contents.BOXES] = replace(embedded[contents.BOXES], content=contents.boxes_json(book.boxes))
    sha256 = write_made(out, lambda file: embed.finish_into(file, content, about(m, number), embedded, pictures))
    progress(1.0)
    missing = completeness.missing(m)
    return ReportInfo(
        path=out,
        pages=count,
        attachments=tuple(embedded),
        printed_grade=printed,
        number=number,
        short_code=codes.short_code(m.snapshot),
        signature_boxes=tuple(book.boxes),
        missing=missing,
        sha256=sha256,
    )


def draw_story(
    story: Iterable[Flowable],
    first: str,
    made: Callable[[int], frame.Frame],
    pages: dict[str, int],
    drawn: Callable[[int], None] = lambda _number: None,
    pictures: Pictures | None = None,
) -> bytes:
    """Lay a story out and draw it. ``made`` gives the frame once the number of pages is known; ``drawn`` is told the
    number of each page before it is drawn, and may stop the work by raising. ``pictures``, where given, gets what gives
    the photos, and the pages have empty images in their place (:func:`qmdesk.report.embed.finish_into` fills them)."""
    fonts.register()
    page = styles.page()
    sheets = layout.paginate(story, page, first)
    for number, sheet in enumerate(sheets, 1):
        pages.update({part.entry.key: number for part in sheet.parts() if isinstance(part, Heading)})
    surround, target = made(len(sheets)), io.BytesIO()
    size, first_font = (page.width, page.height), fonts.SANS
    canvas = Canvas(target, size, invariant=1, pageCompression=1, initialFontName=first_font)  # pyright: ignore[reportArgumentType]

    if pictures is not None:
        canvas.pictures = pictures  # pyright: ignore[reportAttributeAccessIssue]

    def around(canvas: Canvas, sheet: layout.Sheet, number: int) -> None:
        drawn(number)
        surround.draw(canvas, sheet, number)

    try:
        layout.draw(canvas, sheets, page, around)
        canvas.showOutline()
        canvas.save()
    finally:
        vars(canvas._doc).clear()  # pyright: ignore[reportAttributeAccessIssue]  # a ring that holds all fonts until collected
        fonts.close_measured()
    return target.getvalue()


def write_whole(out: Path, content: bytes) -> None:
    """:func:`write_made` for content that is at hand."""
    write_made(out, lambda file: file.write(content))


def write_made(out: Path, make: Callable[[BinaryIO], object]) -> str:
    """Let ``make`` write a file beside its place, read it back and move it there: whole or not at all.

    Returns its SHA-256. Raises Refused(report-not-written), and what ``make`` raises.
    """
    try:
        handle, name = tempfile.mkstemp(prefix=f".{out.name[:40]}.", dir=out.parent)
    except OSError as error:
        raise _not_written(out, error) from error
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            counted = _Counted(file)
            make(cast(BinaryIO, counted))
            file.flush()
            os.fsync(file.fileno())
        sha256 = counted.digest.hexdigest()
        with beside.open("rb") as written:
            if hashlib.file_digest(written, "sha256").hexdigest() != sha256:
                raise OSError(errno.EIO, os.strerror(errno.EIO))
        beside.chmod(0o644)
        beside.replace(out)
    except BaseException as error:
        beside.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise _not_written(out, error) from error
        raise
    return sha256


class _Counted(io.BufferedIOBase):
    """A file with the hash of what was written to it."""

    def __init__(self, file: BinaryIO) -> None:
        self._file, self.digest = file, hashlib.sha256()

    def writable(self) -> bool:
        return True

    def write(self, content: bytes, /) -> int:  # pyright: ignore[reportIncompatibleMethodOverride]
        """Write all of it."""
        self.digest.update(content)
        return self._file.write(content)


def _not_written(out: Path, error: OSError) -> Refused:
    return Refused(Problem("report-not-written", out.name, {"reason": error.strerror or type(error).__name__}))


def story_of(book: Book, embedded: dict[str, embed.Attachment], pages: dict[str, int]) -> list[Flowable]:
    """All flowables in order; the table of contents is made last, when all headings are known."""
    cover, first = front.cover(book), summary.summary(book)
    body = [part for chapter in CHAPTERS.values() for part in chapter(book)]
    last = about_copy.chapter(book) if book.m.options.copy else appendix.proof(book, embedded)
    return [*cover, *front.contents_page(book, pages), *first, *body, *last]


def _pages(
    book: Book, story: list[Flowable], pages: dict[str, int], progress: Progress, pictures: Pictures
) -> tuple[bytes, int]:
    m, counted = book.m, list[int]()

    def made(total: int) -> frame.Frame:
        counted.append(total)
        return frame.Frame(
            title=m.title,
            subject=m.shown("case", "enterprise"),
            code=m.say("foot.code", code=codes.short_code(m.snapshot)),
            note=m.say("foot.note"),
            mark=marked(m),
            total=total,
            lang=m.lang,
            across=m.practice_mark or (m.options.copy.policy if m.options.copy else ""),
        )

    def drawn(number: int) -> None:
        progress(_LAID + (_DRAWN - _LAID) * number / counted[0])

    return draw_story(story, frame.COVER, made, pages, drawn, pictures), counted[0]


def marked(m: Material) -> str:
    """What every page is marked with: an unfinished report, a copy by its name and as no original, or nothing."""
    mark, copy = completeness.mark(m), m.options.copy
    said = [m.say("copy.mark", policy=copy.policy)] if copy else []
    practice = [m.practice_mark] if m.practice else []
    return "　".join([*practice, *([m.say(f"mark.{mark}")] if mark else []), *said])


def about(m: Material, number: str) -> embed.About:
    """What the report says of itself."""
    enterprise = m.shown("case", "enterprise")
    return embed.About(
        title=f"{m.title} {enterprise}",
        author=m.shown("case", "institution"),
        subject=summary.printed_grade(m),
        keywords=", ".join([number, m.shown("case", "credit_code"), codes.short_code(m.snapshot)]),
        lang=m.lang,
        made_at=m.made_at,
        program=f"qmdesk {__version__}",
    )
