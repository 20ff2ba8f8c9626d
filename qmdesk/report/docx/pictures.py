"""What can't be text in a Word document, drawn as on paper and kept as a picture: charts, the ladder, codes to scan."""

from __future__ import annotations

import io
from dataclasses import dataclass

import pypdfium2
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus.flowables import Flowable

from qmdesk.report import fonts

#: Dots for an inch: sharp on paper, and small enough for a mail.
DOTS = 200


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture in a file format of the web, and its size on paper in points."""

    content: bytes
    width: float
    height: float


def drawn(flowable: Flowable, room: float) -> Picture:
    """A flowable as PNG, drawn by the same hand as on the printed page and no wider than ``room``."""
    fonts.register()
    width, height = flowable.wrap(room, 1e6)
    target = io.BytesIO()
    canvas = Canvas(target, (width, height), invariant=1, initialFontName=fonts.SANS)  # pyright: ignore[reportArgumentType]
    flowable.drawOn(canvas, 0, 0)
    canvas.save()
    return Picture(_png(target.getvalue()), width, height)


def _png(page: bytes) -> bytes:
    document = pypdfium2.PdfDocument(page)
    try:
        picture = document[0].render(scale=DOTS / 72).to_pil().convert("RGB")  # pyright: ignore[reportArgumentType]
    finally:
        document.close()
    few = picture.quantize(128, dither=0)
    out = io.BytesIO()
    few.save(out, "PNG", optimize=False, dpi=(DOTS, DOTS))
    return out.getvalue()
