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
from qmdesk.report.chapters import about_copy, front, summary
from qmdesk.report.headings import Outline
from qmdesk.report.layout import NewPage
from qmdesk.report.material import DASH, Material
from qmdesk.report.story import CHAPTERS, dimensions

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
    **CHAPTERS,
    "items": lambda book: dimensions(book, Judged.ITEMS),
    "figures": lambda book: dimensions(book, Judged.FIGURES),
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


def _people(m: Material, *roles: str) -> str:
    names = [each.text("name") for role in roles for each in m.records("member") if each.value("role") == role]
    return m.say("list").join(names) or DASH
