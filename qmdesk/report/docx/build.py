"""The report and the rectification sheet as Word documents: the chapters of the PDF, in words that can be edited.

It is a copy to work with and no signed document, and says so on every page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from docx.oxml.ns import qn
from reportlab.platypus.flowables import Flowable

from qmdesk.report import build, codes, contents, styles
from qmdesk.report.book import Book
from qmdesk.report.chapters import front, summary
from qmdesk.report.docx import package
from qmdesk.report.docx.body import Tick, Writer
from qmdesk.report.docx.looks import Looks
from qmdesk.report.docx.xml import Element, field_runs
from qmdesk.report.embed import About
from qmdesk.report.headings import ContentsLine, Outline
from qmdesk.report.material import Material
from qmdesk.report.rectify import about_sheet, sheet_of

#: Stands for the number in the words about a page, to find where it goes.
_HERE = "\x00"
#: Characters of the enterprise's name in the head of a page.
_HEAD = 30


@dataclass(frozen=True, slots=True)
class EditableInfo:
    """What was written: where, and the report's number where it is one."""

    path: Path
    number: str = ""


def write_editable_report(m: Material, out: Path, *, tick: Tick = lambda: None) -> EditableInfo:
    """Write the report as DOCX. ``tick`` is called for each part; what it raises stops the work.

    Raises Refused: font-missing, report-not-written.
    """
    book = Book(m, Outline(m.lang))
    printed, number = summary.printed_grade(m), front.report_number(book)
    embedded = {} if m.options.copy else contents.attachments(m, {}, printed=printed, number=number)
    story = build.story_of(book, embedded, {})
    said = m.title, build.marked(m)
    content = _document(m, story, said, build.about(m, number), cover=True, tick=tick)
    build.write_whole(out, content)
    return EditableInfo(out, number)


def write_editable_sheet(m: Material, out: Path, *, tick: Tick = lambda: None) -> EditableInfo:
    """Write the rectification sheet as DOCX. Raises Refused: font-missing, report-not-written."""
    story = sheet_of(Book(m, Outline(m.lang)))
    build.write_whole(out, _document(m, story, (m.say("sheet.title"), ""), about_sheet(m), cover=False, tick=tick))
    return EditableInfo(out)


def _shortened(name: str) -> str:
    """A name that has room in the head of a page."""
    return name if len(name) <= _HEAD else name[: _HEAD - 1] + "…"


def page_words(m: Material) -> tuple[str, str, str]:
    """The words before, between and after the page's number and the number of pages."""
    before, _, rest = m.say("page", number=_HERE, total=f"{_HERE}{_HERE}").partition(_HERE)
    between, _, after = rest.partition(_HERE * 2)
    return before, between, after


def _document(
    m: Material, story: Sequence[Flowable], said: tuple[str, str], about: About, *, cover: bool, tick: Tick
) -> bytes:
    document = package.empty(m.lang)
    looks = Looks(document.styles.element, ours=True)
    writer = Writer(document.part, looks, styles.page().body_width, tick)
    body = document.element.body
    for each in with_contents(writer, story):
        body.insert(len(body) - 1, each)
    title, mark = said
    words = package.Surround(
        title=title,
        subject=_shortened(m.shown("case", "enterprise")),
        code=m.say("foot.code", code=codes.short_code(m.snapshot)),
        notice=m.say("docx.notice"),
        mark=mark,
        page=page_words(m),
    )
    package.surround(document, looks, words, cover=cover)
    package.describe(document, about)
    return package.saved(document)


def with_contents(writer: Writer, story: Sequence[Flowable]) -> list[Element]:
    """The elements of a story; its table of contents becomes a field that the word processor keeps."""
    places = [index for index, each in enumerate(story) if isinstance(each, ContentsLine)]
    if not places:
        return writer.blocks(story)
    first, last = places[0], places[-1] + 1
    before, lines = writer.blocks(story[:first]), writer.blocks(story[first:last])
    begin, order, apart, end = field_runs('TOC \\o "1-2" \\h \\z \\u', "")
    begin[0].set(qn("w:dirty"), "true")
    at = 1  # behind the paragraph's properties
    for each in (apart, order, begin):
        lines[0].insert(at, each)
    lines[-1].append(end)
    return [*before, *lines, *writer.blocks(story[last:])]
