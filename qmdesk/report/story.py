"""The chapters of a report in their order: the one list that the PDF, the editable text and office templates go by."""

from __future__ import annotations

from collections.abc import Callable

from reportlab.platypus.flowables import Flowable

from qmdesk.formdef.types import Judged
from qmdesk.report.book import Book
from qmdesk.report.chapters import (
    appendix,
    findings,
    grade,
    items,
    performance,
    review,
    second,
    signing,
    visit_before,
    visit_end,
    visit_floor,
)

Chapter = Callable[[Book], list[Flowable]]


def dimensions(book: Book, *judged: Judged) -> list[Flowable]:
    """The chapters of the dimensions, in the form's order; all, or those judged in one way."""
    parts: list[Flowable] = []
    for declared in book.m.form.dimensions:
        if not judged or declared.judged in judged:
            make = items.dimension if declared.judged is Judged.ITEMS else performance.dimension
            parts += make(book, declared)
    return parts


def signatures(book: Book) -> list[Flowable]:
    """The places to sign; a copy has none."""
    return [] if book.m.options.copy else signing.page(book)


#: Between summary and proof; the names are those of the blocks in a template.
CHAPTERS: dict[str, Chapter] = {
    "enterprise_facts": review.enterprise,
    "work": review.work,
    "second_review": second.chapter,
    "preparation": visit_before.chapter,
    "grade_reasons": grade.grade,
    "dimensions": dimensions,
    "floor_work": visit_floor.chapter,
    "questions": findings.questions,
    "findings": findings.findings,
    "rectification": findings.rectification,
    "objection": findings.objection,
    "closing": visit_end.chapter,
    "signatures": signatures,
    "data": appendix.data,
    "readings": appendix.readings,
    "glossary": appendix.glossary,
}
