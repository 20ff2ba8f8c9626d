"""The rectification sheet: handed to the enterprise before the team leaves, with room to write and to sign by hand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

from reportlab.platypus.flowables import Flowable

from qmdesk import __version__
from qmdesk.formdef.types import Form
from qmdesk.model.answers import Answers
from qmdesk.model.assessment import Assessment
from qmdesk.model.journal import Stage
from qmdesk.model.snapshot import Snapshot
from qmdesk.report import codes, embed, frame
from qmdesk.report.book import Book, spaced
from qmdesk.report.build import draw_story, write_whole
from qmdesk.report.chapters.findings import suggestion_cells, suggestion_groups
from qmdesk.report.chapters.front import visit_days
from qmdesk.report.headings import Outline
from qmdesk.report.layout import Space, Stack
from qmdesk.report.material import DASH, Material, Options, Record
from qmdesk.report.prose import Prose
from qmdesk.report.tables import Cell, Content, Row, Table, pairs, plain, section, table

_STATES = ("open", "partly", "closed")
_BLANK_ROWS, _BLANK_HEIGHT = 3, 34.0


def write_rectification(
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
) -> int:
    """Write the sheet as PDF; returns its number of pages.

    What stands on it are the case's ``suggestion`` records, by dimension. Raises Refused: font-missing,
    report-not-written.
    """
    content, pages = drawn_rectification(
        Material(form, snapshot, assessments, answers, blobs, lang, made_at, options or Options())
    )
    write_whole(out, content)
    return pages


def drawn_rectification(m: Material) -> tuple[bytes, int]:
    """The sheet as PDF in memory, and its number of pages. Raises Refused(font-missing)."""
    book, counted = Book(m, Outline(m.lang)), list[int]()

    def made(total: int) -> frame.Frame:
        counted.append(total)
        subject, code = m.shown("case", "enterprise"), m.say("foot.code", code=codes.short_code(m.snapshot))
        return frame.Frame(m.say("sheet.title"), subject, code, m.day(m.made_at), m.practice_mark, total, m.lang)

    content = draw_story(sheet_of(book), frame.BODY, made, {})
    return embed.finish(content, about_sheet(m), {}), counted[0]


def sheet_of(book: Book) -> list[Flowable]:
    """The flowables of the sheet."""
    m = book.m
    return [
        Prose(m.say("sheet.title"), "cover_line", after=8),
        spaced(_facts(book)),
        book.lead("sheet.intro"),
        *_plan(book),
        Space(6),
        _signing(book),
    ]


def _facts(book: Book) -> Table:
    m = book.m
    rows: list[tuple[str, Content]] = [
        (m.label("case", name), m.shown("case", name)) for name in ("enterprise", "credit_code", "institution")
    ]
    rows.append((m.say("cover.visit"), visit_days(book)))
    rows.append((m.say(f"sheet.level-{m.stage}"), m.span(m.assessment.grade)))
    rows.append((m.say("sheet.next"), _next(book)))
    return pairs(rows, across=2, label=0.17)


def _next(book: Book) -> str:
    level = book.m.assessment.grade.lowest + 1
    return book.m.level(level) if level <= len(book.m.form.levels) else DASH


def _plan(book: Book) -> list[Flowable]:
    """The suggestions by dimension, then empty rows to write in."""
    m = book.m
    columns = book.columns(
        ("number", 0.06, "cell_center"), ("step-up", 0.15), ("action", 0.28), ("owner", 0.12), ("due", 0.125),
        ("measure", 0.175), ("status", 0.11),
    )  # fmt: skip
    made, last = table(columns, []), 0
    for title, rows in suggestion_groups(m):
        made.rows.append(section(title, len(columns)))
        for number, each in rows:
            made.rows += table(columns, [[*suggestion_cells(m, number, each), _states(m, each)]]).rows
            last = number
    made.rows.append(section(m.say("sheet.by-hand"), len(columns)))
    for number in range(last + 1, last + 1 + _BLANK_ROWS):
        cells = [Cell((Prose(str(number), "cell_center"), Space(_BLANK_HEIGHT - 12.5))), *[Cell()] * (len(columns) - 2)]
        made.rows.append(Row((*cells, Cell(tuple(_states(m, None))))))
    return [spaced(made)]


def _states(m: Material, each: Record | None) -> list[Flowable]:
    """A box for each state, ticked where it is recorded as partly or wholly done."""
    now = each.value("status") if each is not None else None
    marks = [("☑ " if state == now and state != "open" else "☐ ", state) for state in _STATES]
    return [Prose(mark + m.choice("suggestion", "status", state), "small_cell") for mark, state in marks]


def _signing(book: Book) -> Stack:
    """Two lines to sign on, and the remark that a signature takes the sheet, not every word of it."""
    m = book.m
    lead = next((each.text("name") for each in m.records("member") if each.value("role") == "lead"), "")
    names = [each.text("name") for each in m.records("member") if each.value("role") == "representative"]
    known = m.shown("case", "representative")
    other = names[0] if names else "" if known == DASH else known
    fields: list[Content] = [_line(book, "lead", lead), "", _line(book, "representative", other)]
    return Stack(book.note("sheet.remark"), Space(16, fixed=True), plain([fields], [0.46, 0.08, 0.46], across=0.0))


def _line(book: Book, role: str, name: str) -> list[Flowable]:
    """A line of a signature: role and name, room above a rule, the date."""
    title = book.m.choice("member", "role", role)
    words = Prose([title, book.say("colon"), name], "cell_bold")
    rule = Table([Row((Cell((Space(26, fixed=True),)),), rule="plain")], [1.0], framed=False)
    return [words, rule, Prose(book.say("signatures.date"), "cell_soft", before=3)]


def about_sheet(m: Material) -> embed.About:
    """What the sheet's file says of itself."""
    title = m.say("sheet.title")
    return embed.About(
        title=f"{title} {m.shown('case', 'enterprise')}",
        author=m.shown("case", "institution"),
        subject=title,
        keywords=codes.short_code(m.snapshot),
        lang=m.lang,
        made_at=m.made_at,
        program=f"qmdesk {__version__}",
    )
