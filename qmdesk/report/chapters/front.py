"""The cover and the page of contents."""

from __future__ import annotations

from reportlab.platypus.flowables import Flowable

from qmdesk.model.journal import Stage
from qmdesk.report import codes, frame
from qmdesk.report.book import Book
from qmdesk.report.graphics import ScanCode
from qmdesk.report.headings import contents
from qmdesk.report.layout import NewPage, Space
from qmdesk.report.material import DASH, Material
from qmdesk.report.prose import Prose
from qmdesk.report.tables import Row, Table, cell, plain

_LABEL = 0.3


def cover(book: Book) -> list[Flowable]:
    """Title, enterprise, institution, dates, number; the short code to scan."""
    m = book.m
    rows = [
        ("enterprise", m.shown("case", "enterprise")),
        ("credit_code", m.shown("case", "credit_code")),
        ("institution", m.shown("case", "institution")),
        ("visit", visit_days(book)),
        ("number", report_number(book)),
        ("made", m.day(m.made_at)),
        *_amends(book),
    ]
    *lines, last = book.say("title.lines-second" if m.stage is Stage.SECOND else "title.lines").split("\n")
    return [
        Space(118, fixed=True),
        *(Prose(line, "cover_line", after=0) for line in lines),
        Space(14),
        Prose(last, "cover_title"),
        Space(10),
        Prose(book.say("cover.stage", stage=book.say(f"stage.{m.stage}")), "cover_subtitle"),
        Space(28 if m.options.amends else 86),
        _facts(book, rows),
        Space(18 if m.options.amends else 64),
        _proof(book),
        NewPage(frame.BODY),
    ]


def contents_page(book: Book, pages: dict[str, int]) -> list[Flowable]:
    """The table of contents; to be made once all headings are."""
    return [Prose(book.say("heading.contents"), "contents_title"), *contents(book.outline, pages), NewPage()]


def report_number(book: Book) -> str:
    """The number that the caller gave, or one from the year and the short code."""
    m = book.m
    return m.options.number or f"QM-{m.made_at.year}-{codes.short_code(m.snapshot)[:9]}"


def _amends(book: Book) -> list[tuple[str, str]]:
    """Which version this is, and the report that it replaces by number, short code and hash."""
    old = book.m.options.amends
    if old is None:
        return []
    day = book.m.day_of(old.day) if old.day else ""
    known = [old.number, day, " ".join(book.say("cover.code", code=old.short_code).split())]
    known += [f"SHA-256 {old.sha256}"] if old.sha256 else []
    replaces = book.say("list").join(each for each in known if each)
    return [("amends", book.say("cover.amended", version=old.version, replaces=replaces))]


def visit_days(book: Book) -> str:
    """The days of the visit."""
    start, end = (book.m.value("case", name) for name in ("visit_start", "visit_end"))
    days = [book.m.day_of(each) for each in (start, end) if isinstance(each, str) and each]
    return book.say("until").join(dict.fromkeys(days)) if days else DASH


def _facts(book: Book, rows: list[tuple[str, str]]) -> Table:
    """Labels and values, each value on its line."""
    lines = [Row((cell(book.say(f"cover.{key}"), "cover_label"), cell(value, "cover_value"))) for key, value in rows]
    made = Table(lines, [_LABEL, 1 - _LABEL], framed=False, down=5.0)
    made.hAlign = "CENTER"
    return made


def _proof(book: Book) -> Table:
    code = codes.short_code(book.m.snapshot)
    words = [Prose(book.say("cover.code", code=code), "cell_bold"), Prose(_proved(book.m), "cell_soft")]
    return plain([[ScanCode(codes.scan_text(book.m.snapshot), 62), words]], [0.16, 0.84])


def _proved(m: Material) -> str:
    copy = m.options.copy
    return m.say_of_kind("cover.proof", policy=copy.policy if copy else "")
