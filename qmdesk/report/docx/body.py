"""Flowables of a report as elements of a Word document: paragraphs, tables with repeated heads, pictures.

The chapters are written once, for paper; here their parts are said in Word's words. A kind of flowable that is not
known here is drawn and put in as a picture, so nothing is ever left out.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from docx.oxml.ns import qn
from docx.oxml.shape import CT_Inline
from docx.shared import Pt
from reportlab.platypus.flowables import Flowable

from qmdesk.report import styles
from qmdesk.report.docx import tables
from qmdesk.report.docx.looks import Looks, paragraph_properties, run_properties
from qmdesk.report.docx.pictures import Picture, drawn
from qmdesk.report.docx.xml import Element, made, run, twips
from qmdesk.report.graphics import LevelBar, Photo, SigningField
from qmdesk.report.headings import ContentsLine, Entry, Heading
from qmdesk.report.layout import NewPage, Space, Stack
from qmdesk.report.prose import Prose, Run
from qmdesk.report.styles import TextStyle
from qmdesk.report.tables import Table

_FULL, _PALE, _EMPTY = "■", "▨", "□"
#: Bookmarks are numbered from here, away from those that an office's template may have.
_MARKS = 7_000_000
Tick = Callable[[], None]


@dataclass(slots=True)
class Writer:
    """Makes elements for one document; ``part`` keeps its pictures, ``tick`` may stop the work by raising."""

    part: Any
    looks: Looks
    width: float
    tick: Tick = lambda: None
    _marks: dict[str, int] = field(default_factory=dict[str, int])
    _pictures: int = 0
    _space: float = 0.0
    _break: bool = False

    def blocks(self, story: Iterable[Flowable], room: float | None = None) -> list[Element]:
        """The elements of a story, for the body or a cell of a given width in points."""
        found: list[Element] = []
        waiting = list(story)[::-1]
        while waiting:
            each = waiting.pop()
            if isinstance(each, NewPage):
                self._break, self._space = True, 0.0
            elif isinstance(each, Space):
                self._space += each.height
            elif isinstance(each, Stack):
                waiting += each.parts[::-1]
            else:
                self._add(found, each, room or self.width)
        return found

    def cell(self, content: Sequence[Flowable], room: float) -> list[Element]:
        """The elements of a cell, which ends with a paragraph."""
        space, self._space = self._space, 0.0
        found = self.blocks(content, room)
        if not found or found[-1].tag != qn("w:p"):
            found.append(self._gap(2.0))
        self._space = space
        return found

    def gap(self, height: float = 2.0) -> Element:
        """An empty paragraph, as a cell and a document need one behind a table."""
        return self._gap(height)

    def _add(self, found: list[Element], each: Flowable, room: float) -> None:
        self.tick()
        if isinstance(each, Table):
            if self._break or self._space or (found and found[-1].tag == qn("w:tbl")):
                found.append(self._gap(max(self._space, 2.0)))
            found.append(tables.table(self, each, room))
            self._space = max(each.getSpaceAfter(), 2.0)
        elif isinstance(each, ContentsLine):
            found.append(self._contents_line(each))
        elif isinstance(each, Prose):
            found.append(self.paragraph(each))
        elif isinstance(each, LevelBar):
            found.append(self.paragraph(Prose(_bar(each), "cell", colour="accent")))
        elif isinstance(each, SigningField):
            found += [tables.frame(self, each, room), self._gap(2.0)]
        else:
            found.append(self._drawing(each, room))

    # -- paragraphs ------------------------------------------------------------------------------

    def paragraph(self, each: Prose) -> Element:
        """A paragraph with its runs; a heading leaves its bookmark."""
        base = styles.text(each.named) if each.named else None
        name = each.named or "cell"
        properties = self._properties(name, each.style, base)
        small = each.style.size < 10
        runs: list[Element] = []
        for part in each.given:
            piece = Run(part) if isinstance(part, str) else part
            runs += self._linked(piece, run(piece.text, _own(piece, each.style, base, table=small)))
        if isinstance(each, Heading):
            start, end = self._bookmark(each.entry)
            return made("w:p", properties, start, *runs, end)
        return made("w:p", properties, *runs)

    def _properties(self, name: str, style: TextStyle, base: TextStyle | None) -> Element:
        ours = paragraph_properties(style, base, before=self._space)
        parts = [made("w:pStyle", val=self.looks.id_of(name)), *ours]
        if self._break:
            parts.insert(2 if len(ours) and ours[0].tag == qn("w:keepNext") else 1, made("w:pageBreakBefore"))
        self._space, self._break = 0.0, False
        return made("w:pPr", *parts)

    def _linked(self, piece: Run, element: Element) -> list[Element]:
        return [made("w:hyperlink", element, anchor=self.mark(piece.link))] if piece.link else [element]

    def mark(self, key: str) -> str:
        """The name of the bookmark for a place of the report; Word takes letters, digits and 40 of them at most."""
        return f"_Toc{_MARKS + self._marks.setdefault(key, len(self._marks) + 1)}"

    def _bookmark(self, entry: Entry) -> tuple[Element, Element]:
        name = self.mark(entry.key)
        number = _MARKS + self._marks[entry.key]
        return made("w:bookmarkStart", id=number, name=name), made("w:bookmarkEnd", id=number)

    def _contents_line(self, each: ContentsLine) -> Element:
        """A line of the contents, a link. Its page is not known here; the word processor sets it with the field."""
        name, mark = f"toc_{each.entry.level}", self.mark(each.entry.key)
        properties = self._properties(name, styles.text(name), styles.text(name))
        return made("w:p", properties, made("w:hyperlink", run(each.entry.text), anchor=mark))

    def _gap(self, height: float) -> Element:
        """An empty paragraph of a height: between tables, and where a cell needs one."""
        parts = [made("w:pageBreakBefore")] if self._break else []
        spacing = made("w:spacing", before=0, after=0, line=max(twips(height), 20), lineRule="exact")
        indent = made("w:ind", firstLineChars=0, firstLine=0)
        self._space, self._break = 0.0, False
        tiny = made("w:rPr", made("w:sz", val=2))
        return made("w:p", made("w:pPr", *parts, spacing, indent, tiny))

    # -- pictures --------------------------------------------------------------------------------

    def _drawing(self, each: Flowable, room: float) -> Element:
        if isinstance(each, Photo):
            width, height = each.wrap(room, 1e6)
            scale = min(1.0, room / width)
            picture = Picture(each.content, width * scale, height * scale)
        else:
            picture = drawn(each, room)
        place = {"RIGHT": "right", "CENTER": "center"}.get(str(each.hAlign), "left")
        parts = [made("w:keepNext")] if getattr(each, "keepWithNext", False) else []
        if self._break:
            parts.append(made("w:pageBreakBefore"))
        spacing = made(
            "w:spacing", before=twips(self._space + each.getSpaceBefore()), after=twips(each.getSpaceAfter())
        )
        self._space, self._break = 0.0, False
        indent = made("w:ind", firstLineChars=0, firstLine=0)
        inline = made("w:r", made("w:drawing", self._inline(picture)))
        return made("w:p", made("w:pPr", *parts, spacing, indent, made("w:jc", val=place)), inline)

    def _inline(self, picture: Picture) -> Element:
        self._pictures += 1
        identity, _ = self.part.get_or_add_image(io.BytesIO(picture.content))
        width, height = (Pt(each) for each in (picture.width, picture.height))
        return CT_Inline.new_pic_inline(1000 + self._pictures, identity, f"picture-{self._pictures}", width, height)


def _own(piece: Run, style: TextStyle, base: TextStyle | None, *, table: bool) -> Element | None:
    from dataclasses import replace

    font, colour, size = piece.font or style.font, piece.colour or style.colour, piece.size or style.size
    return run_properties(replace(style, font=font, colour=colour, size=size), base, table=table)


def _bar(each: LevelBar) -> str:
    pale = max(each.span.highest - each.span.lowest, 0)
    return _FULL * each.span.lowest + _PALE * pale + _EMPTY * (each.top - each.span.lowest - pale)
