"""The last page of a copy: which copy it is, what is masked in it, and what it is not."""

from __future__ import annotations

from reportlab.platypus.flowables import Flowable

from qmdesk.report import codes
from qmdesk.report.book import Book, spaced
from qmdesk.report.prose import bullet
from qmdesk.report.tables import Content, pairs


def chapter(book: Book) -> list[Flowable]:
    """The chapter; nothing where the document is no copy."""
    m, copy = book.m, book.m.options.copy
    if copy is None:
        return []
    masked: list[Flowable] = [bullet(each, "cell") for each in copy.masked]
    rows: list[tuple[str, Content]] = [
        (m.say("copy.policy"), copy.policy),
        (m.say("copy.what"), masked or m.say("none")),
        (m.say("proof.code"), codes.short_code(m.snapshot)),
        (m.say("copy.made"), m.day(m.made_at)),
    ]
    return [
        book.outline.appendix(book.say("heading.copy"), "heading.copy"),
        book.lead("copy.intro"),
        spaced(pairs(rows)),
        book.body("copy.limits"),
    ]
