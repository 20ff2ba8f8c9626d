"""What was done on the floor: interviews, walk, tracings, gauges, vouchers."""

from __future__ import annotations

from reportlab.platypus.flowables import Flowable

from qmdesk.report.book import Book


def chapter(book: Book) -> list[Flowable]:
    """The chapter; nothing where the case has no such records."""
    return []
