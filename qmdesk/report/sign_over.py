"""Drawing over the pages of a report before anybody signs it: what is drawn is then covered by every signature."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from datetime import datetime

import pikepdf
from reportlab.pdfgen.canvas import Canvas

from qmdesk.model.problem import Problem, Refused
from qmdesk.report import fonts
from qmdesk.report.embed import pdf_date

Drawing = Callable[[Canvas], None]


def draw_over(
    content: bytes,
    drawings: Mapping[int, Drawing],
    files: Mapping[str, bytes] | None = None,
    at: datetime | None = None,
) -> bytes:
    """The PDF with a drawing over each page named (from 0), and with further ``files`` inside, made ``at`` that time.

    Raises Refused: report-unreadable, report-encrypted.
    """
    fonts.register()
    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            for number, drawing in drawings.items():
                page = pdf.pages[number]
                left, bottom, right, top = (float(edge) for edge in page.mediabox)
                with pikepdf.open(io.BytesIO(_drawn(drawing, right - left, top - bottom))) as layer:
                    page.add_overlay(layer.pages[0], pikepdf.Rectangle(left, bottom, right, top))
            for name, file in (files or {}).items():
                made = {"mime_type": "application/json", "mod_date": pdf_date(at) if at else ""}
                spec = pikepdf.AttachedFileSpec(pdf, file, filename=name, **made)  # pyright: ignore[reportCallIssue]
                spec.obj.AFRelationship = pikepdf.Name.Supplement
                pdf.attachments[name] = spec
                if "/AF" in pdf.Root:
                    pdf.Root.AF.append(spec.obj)
            out = io.BytesIO()
            mode = pikepdf.ObjectStreamMode.generate
            pdf.save(out, min_version="1.7", deterministic_id=True, object_stream_mode=mode)
    except pikepdf.PasswordError as error:
        raise Refused(Problem("report-encrypted")) from error
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, IndexError) as error:
        raise Refused(Problem("report-unreadable", "", {"reason": type(error).__name__})) from error
    return out.getvalue()


def count_pages(content: bytes) -> int:
    """How many pages a PDF has. Raises Refused: report-unreadable, report-encrypted."""
    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            return len(pdf.pages)
    except pikepdf.PasswordError as error:
        raise Refused(Problem("report-encrypted")) from error
    except (pikepdf.PdfError, ValueError) as error:
        raise Refused(Problem("report-unreadable", "", {"reason": type(error).__name__})) from error


def _drawn(drawing: Drawing, width: float, height: float) -> bytes:
    target = io.BytesIO()
    canvas = Canvas(target, (width, height), invariant=1, pageCompression=1, initialFontName=fonts.SANS)  # pyright: ignore[reportArgumentType]
    drawing(canvas)
    canvas.save()
    return target.getvalue()
