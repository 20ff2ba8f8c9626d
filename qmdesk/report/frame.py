"""What surrounds the body of a page: running head, foot with page x of y and the short code, the mark of a draft."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qmdesk import wording
from qmdesk.report import fonts, styles
from qmdesk.report.layout import Sheet
from qmdesk.report.linebreak import NEVER_STARTS
from qmdesk.report.prose import Prose

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

COVER, BODY = "cover", "body"


@dataclass(frozen=True, slots=True)
class Frame:
    """The words around the pages of one document; ``mark`` is that of a draft or a copy, empty for none; ``across`` is
    what of it is laid across the page."""

    title: str
    subject: str
    code: str
    note: str
    mark: str
    total: int
    lang: str
    across: str = ""

    def draw(self, canvas: Canvas, sheet: Sheet, number: int) -> None:
        """Draw what surrounds one sheet."""
        if self.mark:
            _watermark(canvas, self.across or self.mark)
        if sheet.kind != COVER:
            self._head(canvas)
            self._foot(canvas, number)

    def _head(self, canvas: Canvas) -> None:
        page, style = styles.page(), styles.text("header")
        y = page.height - page.top + 22
        room = page.body_width
        _put(canvas, self.title, page.left, y)
        taken = _width(canvas, self.title)
        _put(canvas, shortened(canvas, self.subject, room - taken - 24), page.left + room, y, right=True)
        canvas.setStrokeColorRGB(*styles.colour("rule"))
        canvas.setLineWidth(styles.rule("plain"))
        canvas.line(page.left, y - style.size * 0.7, page.left + room, y - style.size * 0.7)

    def _foot(self, canvas: Canvas, number: int) -> None:
        page = styles.page()
        y, middle = page.bottom - 30, page.left + page.body_width / 2
        said = wording.say("report.page", self.lang, number=number, total=self.total)
        _put(canvas, self.code, page.left, y)
        _put(canvas, said, middle - _width(canvas, said) / 2, y)
        _put(canvas, self.mark or self.note, page.left + page.body_width, y, right=True, bold=bool(self.mark))


def shortened(canvas: Canvas, text: str, room: float) -> str:
    """A line of text cut to a width, with an ellipsis where it was cut."""
    text = fonts.printable(text.replace("\n", " "))
    if _width(canvas, text) <= room:
        return text
    while text and _width(canvas, text + "…") > room:
        text = text[:-1].rstrip("".join(NEVER_STARTS) + " ")
    return text + "…"


def _put(canvas: Canvas, text: str, x: float, y: float, *, right: bool = False, bold: bool = False) -> None:
    style = styles.text("header")
    line = Prose(text, style, font=fonts.BOLD if bold else style.font, colour="bad" if bold else style.colour)
    width = line.natural_width()
    line.wrap(width + 1, style.leading)
    line.drawOn(canvas, x - width if right else x, y - (style.leading - style.size) / 2 - 0.12 * style.size)


def _width(canvas: Canvas, text: str) -> float:
    style = styles.text("header")
    return canvas.stringWidth(fonts.printable(text), style.font, style.size) + 1


def _watermark(canvas: Canvas, mark: str) -> None:
    page = styles.page()
    canvas.saveState()
    canvas.setFillColorRGB(*styles.colour("watermark"))
    size = min(90.0, 1.6 * page.width / max(len(mark), 4) / (0.62 if mark.isascii() else 1.0))
    canvas.setFont(fonts.BOLD, size)
    canvas.translate(page.width / 2, page.height / 2)
    canvas.rotate(55)
    canvas.drawCentredString(0, -size / 3, mark)
    canvas.restoreState()
