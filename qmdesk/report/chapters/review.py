"""The enterprise, the scope, the team and the way the review was done."""

from __future__ import annotations

from reportlab.platypus.flowables import Flowable

from qmdesk.formdef.types import Reading
from qmdesk.report.book import Book, spaced
from qmdesk.report.chapters.front import visit_days
from qmdesk.report.material import DASH
from qmdesk.report.tables import Content, Table, cell, pairs, table

_ENTERPRISE = (
    "enterprise", "credit_code", "region", "trade", "address", "products", "size", "employees", "specialised", "class",
    "contact", "contact_phone", "representative", "authority",
)  # fmt: skip
_SCOPE = ("period", "output_value", "family", "site")
_WIDE = 22


def enterprise(book: Book) -> list[Flowable]:
    """The enterprise and what was looked at."""
    return [
        book.heading(1, "heading.enterprise"),
        book.heading(2, "heading.basics"),
        spaced(_fields(book, _ENTERPRISE)),
        book.heading(2, "heading.scope"),
        spaced(_fields(book, _SCOPE)),
        *_note(book),
    ]


def work(book: Book) -> list[Flowable]:
    """The team, the days, the method and the settled readings that differ from the form's."""
    return [
        book.heading(1, "heading.work"),
        book.heading(2, "heading.team"),
        *_team(book),
        book.heading(2, "heading.method"),
        book.body("method.basis", form=book.m.form.name.in_(book.m.lang), edition=book.m.form.edition),
        book.body("method.rules"),
        *_days(book),
        book.heading(2, "heading.readings"),
        *_readings(book),
    ]


def _days(book: Book) -> list[Flowable]:
    days, assigned = visit_days(book), book.m.day_of(_text(book, "assigned"))
    known = [day for day in (days, assigned) if day != DASH]
    return [book.body("method.visit", days=days, assigned=assigned)] if known else []


def reading_name(book: Book, reading: Reading, option: str) -> str:
    """The name of an option of a settled reading."""
    return next((each.name.in_(book.m.lang) for each in reading.options if each.id == option), option)


def _fields(book: Book, names: tuple[str, ...]) -> Table:
    """Short values two abreast, long ones across the page."""
    rows: list[tuple[str, Content]] = []
    for name in names:
        text = book.m.shown("case", name)
        wide = len(text) > _WIDE * (2 if text.isascii() else 1) or "\n" in text
        rows.append((book.m.label("case", name), cell(text, span=3 if wide else 1)))
    return pairs(rows, across=2, label=0.17)


def _note(book: Book) -> list[Flowable]:
    note = book.m.value("case", "note")
    return [book.paragraph(note)] if isinstance(note, str) and note.strip() else []


def _text(book: Book, name: str) -> str:
    value = book.m.value("case", name)
    return value if isinstance(value, str) else ""


def _team(book: Book) -> list[Flowable]:
    members = book.m.records("member")
    if not members:
        return [book.body("team.none")]
    columns = book.columns(("name", 0.2), ("role", 0.2), ("institution", 0.28), ("post", 0.14), ("certificate", 0.18))
    fields = ("name", "role", "institution", "post", "certificate")
    return [spaced(table(columns, [[each.text(name) for name in fields] for each in members]))]


def _readings(book: Book) -> list[Flowable]:
    """The readings in force: those chosen otherwise than the form has it in a table, the rest in a word."""
    m = book.m
    used = m.assessment.readings
    other = [each for each in m.form.readings if used.get(each.id, each.default) != each.default]
    if not other:
        return [book.body("readings.default", count=len(m.form.readings))]
    rows = [
        [
            each.question.in_(m.lang),
            reading_name(book, each, each.default),
            reading_name(book, each, used[each.id]),
            m.shown(f"reading:{each.id}", "reason") or DASH,
        ]
        for each in other
    ]
    columns = book.columns(("question", 0.34), ("form-option", 0.2), ("used-option", 0.2), ("reason", 0.26))
    return [book.lead("readings.some", count=len(other)), spaced(table(columns, rows))]
