"""Where signatures show on the pages: only in the places that the report has for them, and over no words.

A signature's picture is drawn over the page and is no part of its text. Were its place over the grade, the page would
show one thing and its text say another; such a place can be prepared before anybody signs.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from qmdesk import wording
from qmdesk.model.problem import Problem
from qmdesk.report.sign_plan import BOXES, read_boxes
from qmdesk.report.verify_attachments import attachments

_HINTS = ("report.signatures.hint", "report.signatures.seal-hint")
_CLOSE, _EDGE = 0.6, 3.0

Rect = tuple[float, float, float, float]


def check_places(content: bytes) -> tuple[Problem, ...]:
    """A problem for each visible field that stands in none of the report's places, or over words.

    Raises Refused: report-encrypted, report-boxes-unreadable.
    """
    import pikepdf
    import pypdfium2

    boxes = {(each.page, each.rect) for each in read_boxes(attachments(content, [BOXES]).get(BOXES))}
    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            shown = list(_shown(pdf))
        with pypdfium2.PdfDocument(content) as document:
            found = [
                Problem("report-field-misplaced", name)
                for name, page, rect in shown
                if not any(page == at and _same(rect, box) for at, box in boxes) or _words_under(document, page, rect)
            ]
    except (pikepdf.PdfError, pypdfium2.PdfiumError, ValueError, TypeError, LookupError, AttributeError) as error:
        return (Problem("report-unreadable", "", {"reason": type(error).__name__}),)  # others may say more
    return tuple(found)


def _shown(pdf: Any) -> Iterator[tuple[str, int, Rect]]:  # noqa: ANN401 - pikepdf is not typed throughout
    for number, page in enumerate(pdf.pages):
        for each in page.get("/Annots", []):
            if str(each.get("/Subtype", "")) != "/Widget":
                continue
            one, low, other, high = (float(edge) for edge in each.get("/Rect", [0, 0, 0, 0]))
            rect = (min(one, other), min(low, high), max(one, other), max(low, high))
            if rect[2] > rect[0] and rect[3] > rect[1]:
                yield str(each.get("/T", "")), number, rect


def _same(one: Rect, other: Rect) -> bool:
    return all(abs(a - b) < _CLOSE for a, b in zip(one, other, strict=True))


def _words_under(document: Any, page: int, rect: Rect) -> bool:  # noqa: ANN401
    """Whether the page has words where a signature shows, but for the small one that says what the place is for."""
    text = document[page].get_textpage()
    edges = (rect[0] + _EDGE, rect[1] + _EDGE, rect[2] - _EDGE, rect[3] - _EDGE)
    under = "".join(str(text.get_text_bounded(*edges)).split())
    hints = {"".join(wording.say(key, lang).split()) for key in _HINTS for lang in wording.LANGUAGES}
    return bool(under) and under not in hints
