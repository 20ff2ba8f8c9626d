"""The fields that an office's template may name: words of the case, and blocks that bring whole chapters.

Their list is written down in docs/templates.md; a test compares the two.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from reportlab.platypus.flowables import Flowable

from qmdesk.formdef.types import Judged
from qmdesk.report import codes, rectify
from qmdesk.report.book import Book
from qmdesk.report.chapters import (
    about_copy,
    appendix,
    findings,
    front,
    grade,
    items,
    performance,
    review,
    signing,
    summary,
    visit_before,
    visit_end,
    visit_floor,
)
from qmdesk.report.headings import Outline
from qmdesk.report.layout import NewPage
from qmdesk.report.material import DASH, Material

Words = Callable[[Book], str]
Block = Callable[[Book], Sequence[Flowable]]

#: Fields of the case by their own names stand beside these.
WORDS: dict[str, Words] = {
    "title": lambda book: book.m.title,
    "notice": lambda book: book.say("docx.notice"),
    "grade": lambda book: summary.printed_grade(book.m),
    "level": lambda book: book.m.span(book.m.assessment.grade),
    "stage": lambda book: book.say(f"stage.{book.m.stage}"),
    "number": front.report_number,
    "made": lambda book: book.m.day(book.m.made_at),
    "visit": front.visit_days,
    "short_code": lambda book: codes.short_code(book.m.snapshot),
    "lead": lambda book: _people(book.m, "lead"),
    "team": lambda book: _people(book.m, "lead", "assessor", "second_reviewer"),
}
BLOCKS: dict[str, Block] = {
    "summary": lambda book: [each for each in summary.summary(book) if not isinstance(each, NewPage)],
    "enterprise_facts": review.enterprise,
    "work": review.work,
    "preparation": visit_before.chapter,
    "floor_work": visit_floor.chapter,
    "closing": visit_end.chapter,
    "grade_reasons": grade.grade,
    "items": lambda book: _dimensions(book, Judged.ITEMS),
    "figures": lambda book: _dimensions(book, Judged.FIGURES),
    "questions": findings.questions,
    "findings": findings.findings,
    "rectification": findings.rectification,
    "objection": findings.objection,
    "signatures": lambda book: [] if book.m.options.copy else signing.page(book),
    "data": appendix.data,
    "readings": appendix.readings,
    "glossary": appendix.glossary,
    "about_copy": about_copy.chapter,
    "sheet": rectify.sheet_of,
}


@dataclass(slots=True)
class Known:
    """Answers for the fields of one document; chapters are numbered in the order in which they are asked for."""

    m: Material
    book: Book = field(init=False)

    def __post_init__(self) -> None:
        self.book = Book(self.m, Outline(self.m.lang))

    def names(self) -> list[str]:
        """Every field there is."""
        return sorted({*WORDS, *BLOCKS, *self.m.form.records["case"].fields})

    def words(self, name: str) -> str | None:
        """What stands for a field of words; None where it is none."""
        if name in WORDS:
            return WORDS[name](self.book)
        return self.m.shown("case", name) if name in self.m.form.records["case"].fields else None

    def block(self, name: str) -> Sequence[Flowable] | None:
        """The flowables of a block; None where it is none."""
        return BLOCKS[name](self.book) if name in BLOCKS else None


def _dimensions(book: Book, judged: Judged) -> list[Flowable]:
    make = items.dimension if judged is Judged.ITEMS else performance.dimension
    return [part for each in book.m.form.dimensions if each.judged is judged for part in make(book, each)]


def _people(m: Material, *roles: str) -> str:
    names = [each.text("name") for role in roles for each in m.records("member") if each.value("role") == role]
    return m.say("list").join(names) or DASH
