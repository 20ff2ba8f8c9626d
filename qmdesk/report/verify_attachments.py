"""Files inside a report, read with bounds."""

from __future__ import annotations

import io
from collections.abc import Iterable

from qmdesk.model.problem import Problem, Refused

#: The largest file inside a report that is read: a snapshot with every measurement set of a large case.
LARGEST = 256 << 20


def attachments(content: bytes, names: Iterable[str]) -> dict[str, bytes]:
    """Those of the named files that the PDF carries. Raises Refused: report-unreadable, report-encrypted."""
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            wanted = set(names) & set(pdf.attachments.keys())
            return {name: _bytes(pdf, name) for name in sorted(wanted)}
    except pikepdf.PasswordError as error:
        raise Refused(Problem("report-encrypted")) from error
    except (pikepdf.PdfError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise Refused(Problem("report-unreadable", "", {"reason": type(error).__name__})) from error


def _bytes(pdf: object, name: str) -> bytes:
    file = pdf.attachments[name].get_file()  # pyright: ignore[reportAttributeAccessIssue]
    raw: bytes = file.read_bytes()
    if len(raw) > LARGEST:
        raise Refused(Problem("report-unreadable", name, {"reason": "size"}))
    return raw


def page_lines(content: bytes) -> list[str]:
    """The text that the pages print, line by line. Raises Refused(report-unreadable)."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        raise Refused(Problem("report-unreadable", "", {"reason": type(error).__name__})) from error
    try:
        lines: list[str] = []
        for page in document:
            text = page.get_textpage()
            lines += str(text.get_text_range()).splitlines()
            text.close()
            page.close()
        return lines
    finally:
        document.close()
