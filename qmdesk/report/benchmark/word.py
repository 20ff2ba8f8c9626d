"""A Word document in the page format of an edition: A4 upright, faces and sizes as the notice names them.

Titles centred in the title's face, body in single spacing with the first line drawn in by two characters, titles of
tables above and of pictures below them, centred in the caption's face.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime

from docx.enum.section import WD_ORIENT
from docx.oxml.shape import CT_Inline
from docx.shared import Cm, Pt

from qmdesk import __version__
from qmdesk.formdef.benchmark import Face, Page
from qmdesk.report.docx import package
from qmdesk.report.docx.xml import Element, field_runs, made, run
from qmdesk.report.embed import About

#: Faces of headings, whose size the notice leaves open, by level from 1.
_HEADINGS = (Face("黑体", 16, bold=False), Face("黑体", 14, bold=False), Face("宋体", 14, bold=True))
_LATIN = {"黑体": "Arial", "宋体": "Times New Roman"}
_CELL = 10.5
_BODY_WIDTH = 16.0  # cm
_TWIPS_CM = 567
_HIGHEST = 20.0  # cm


class Word:
    """A document on its way; :meth:`content` gives its bytes, the same for the same input."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._document = package.empty("zh-CN")
        section = self._document.sections[0]
        section.orientation = WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm((21 - _BODY_WIDTH) / 2)
        section.top_margin = section.bottom_margin = Cm(2.5)
        self._break = False
        self._pictures = 0
        self._number_pages()

    def title(self, text: str) -> None:
        """The title of a paper, centred."""
        self._put(_paragraph(self._page.title, [text], align="center", before=12, after=12, level=0))

    def heading(self, level: int, text: str) -> None:
        """A heading with its number; level 1 is the highest."""
        face = _HEADINGS[min(level, len(_HEADINGS)) - 1] if level <= len(_HEADINGS) else self._page.body
        self._put(_paragraph(face, [text], before=6, after=3, level=level, keep=True))

    def text(self, text: str, *, indent: bool = True, align: str = "") -> None:
        """A paragraph of running text."""
        self._put(_paragraph(self._page.body, [text], indent=indent, align=align))

    def caption(self, text: str, *, above: bool) -> None:
        """The title of a table (``above`` it) or of a picture."""
        self._put(_paragraph(self._page.caption, [text], align="center", before=6, after=3 if above else 9, keep=above))

    def note(self, text: str) -> None:
        """A small remark below a table."""
        self._put(_paragraph(Face(self._page.body.font, 10, bold=False), [text], after=6))

    def gap(self, lines: int = 1) -> None:
        """Empty lines."""
        for _ in range(lines):
            self._put(_paragraph(self._page.body, [""]))

    def new_page(self) -> None:
        """What comes next begins a page."""
        self._break = True

    def table(self, rows: Sequence[Sequence[str]], shares: Sequence[float], *, heads: int = 1) -> None:
        """A ruled table; ``heads`` rows are bold and repeated on every page."""
        self.spanned([[(text, 1) for text in row] for row in rows], shares, heads=heads)

    def spanned(
        self,
        rows: Sequence[Sequence[tuple[str, int]]],
        shares: Sequence[float],
        *,
        heads: int = 1,
        labels: bool = False,
        down: bool = False,
    ) -> None:
        """As :meth:`table` with cells that span columns: (text, columns). ``down``: cells of the first column that say
        the same as the one above them are one with it."""
        widths = [round(_BODY_WIDTH * _TWIPS_CM * each / sum(shares)) for each in shares]
        sides = [made(f"w:{side}", val="single", sz=4, space=0, color="auto") for side in _SIDES]
        properties = made(
            "w:tblPr",
            made("w:tblW", w=sum(widths), type="dxa"),
            made("w:jc", val="center"),
            made("w:tblBorders", *sides),
            made("w:tblLayout", type="fixed"),
        )
        grid = made("w:tblGrid", *[made("w:gridCol", w=each) for each in widths])
        body = [
            _row(row, widths, head=at < heads, labels=labels, below=_like_above(rows, at, heads) if down else "")
            for at, row in enumerate(rows)
        ]
        self._flush_break()
        self._append(made("w:tbl", properties, grid, *body))

    def picture(self, content: bytes, size: tuple[int, int]) -> None:
        """A picture (JPEG or PNG) of ``size`` pixels, centred, at most as wide as the text and 20 cm high."""
        wide, high = size
        width = min(_BODY_WIDTH, wide * 2.54 / 96)
        height = width * high / wide
        if height > _HIGHEST:
            width, height = width * _HIGHEST / height, _HIGHEST
        self._pictures += 1
        part = self._document.part
        identity, _ = part.get_or_add_image(io.BytesIO(content))
        inline = CT_Inline.new_pic_inline(
            1000 + self._pictures, identity, f"picture-{self._pictures}", Cm(width), Cm(height)
        )
        drawing = made("w:r", made("w:drawing", inline))
        properties = made(
            "w:pPr", made("w:keepNext"), made("w:spacing", before=120, after=0), made("w:jc", val="center")
        )
        self._put(made("w:p", properties, drawing))

    def content(self, title: str, enterprise: str, made_at: datetime) -> bytes:
        """The whole file."""
        about = About(title, enterprise, title, "", "zh-CN", made_at.replace(tzinfo=None), f"qmdesk {__version__}")
        package.describe(self._document, about)
        return package.saved(self._document)

    # -- pieces ----------------------------------------------------------------------------------

    def _put(self, paragraph: Element) -> None:
        if self._break:
            properties = paragraph[0]
            at = 1 if len(properties) and properties[0].tag.endswith("}keepNext") else 0
            properties.insert(at, made("w:pageBreakBefore"))
            self._break = False
        self._append(paragraph)

    def _flush_break(self) -> None:
        if self._break:
            self._put(made("w:p", made("w:pPr", made("w:spacing", before=0, after=0, line=20, lineRule="exact"))))

    def _append(self, element: Element) -> None:
        body = self._document.element.body
        body.insert(len(body) - 1, element)  # before the section's properties

    def _number_pages(self) -> None:
        section = self._document.sections[0]
        section.footer.is_linked_to_previous = False
        place = section.footer._element
        for each in list(place):
            place.remove(each)
        place.append(made("w:p", made("w:pPr", made("w:jc", val="center")), *field_runs("PAGE", "1")))
        section.footer_distance = Pt(36)


_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")


def _paragraph(
    face: Face,
    texts: Sequence[str],
    *,
    align: str = "",
    before: float = 0,
    after: float = 0,
    indent: bool = False,
    level: int = 0,
    keep: bool = False,
) -> Element:
    parts = [made("w:keepNext")] if keep else []
    parts.append(made("w:spacing", before=round(before * 20), after=round(after * 20), line=240, lineRule="auto"))
    if indent:
        parts.append(made("w:ind", firstLineChars=200, firstLine=face.points * 40))
    if align:
        parts.append(made("w:jc", val=align))
    if level:
        parts.append(made("w:outlineLvl", val=level - 1))
    return made("w:p", made("w:pPr", *parts), *[run(each, _look(face)) for each in texts if each])


def _look(face: Face, points: float = 0) -> Element:
    latin = _LATIN.get(face.font, "Times New Roman")
    fonts = made("w:rFonts", ascii=latin, hAnsi=latin, eastAsia=face.font, cs=latin)
    half = round((points or face.points) * 2)
    return made("w:rPr", fonts, made("w:b") if face.bold else None, made("w:sz", val=half), made("w:szCs", val=half))


def _like_above(rows: Sequence[Sequence[tuple[str, int]]], at: int, heads: int) -> str:
    """How the first cell of a row stands to the one above and below: restart, continue, or alone ("")."""
    first = rows[at][0]
    if at > heads and rows[at - 1][0] == first:
        return "continue"
    return "restart" if heads <= at < len(rows) - 1 and rows[at + 1][0] == first else ""


def _row(
    cells: Sequence[tuple[str, int]], widths: Sequence[int], *, head: bool, labels: bool, below: str = ""
) -> Element:
    made_cells: list[Element] = []
    at = 0
    for number, (text, span) in enumerate(cells):
        width = sum(widths[at : at + span])
        label = head or (labels and number % 2 == 0)
        properties = made(
            "w:tcPr",
            made("w:tcW", w=width, type="dxa"),
            made("w:gridSpan", val=span) if span > 1 else None,
            made("w:vMerge", val=below) if below and not number else None,
            made("w:vAlign", val="center"),
        )
        look = Face("宋体", 10, bold=label)
        spacing = made("w:spacing", before=40, after=40, line=240, lineRule="auto")
        align = made("w:jc", val="center" if label else "left")
        paragraphs = [
            made("w:p", made("w:pPr", spacing, align), *([run(line, _look(look, _CELL))] if line else []))
            for line in ([""] if below == "continue" and not number else text.split("\n"))
        ]
        made_cells.append(made("w:tc", properties, *paragraphs))
        at += span
    properties = made("w:trPr", made("w:cantSplit"), made("w:tblHeader") if head else None)
    return made("w:tr", properties, *made_cells)
