"""How the review was prepared and opened: declarations, conflict check, documents, schedule, opening meeting."""

from __future__ import annotations

from reportlab.platypus.flowables import Flowable

from qmdesk.report.book import Book


def chapter(book: Book) -> list[Flowable]:
    """The chapter; nothing where the case has no such records."""
    return []
