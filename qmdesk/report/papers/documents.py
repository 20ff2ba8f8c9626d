"""The list of documents to see, as a paper and as a table for the enterprise to fill in."""

from __future__ import annotations

from pathlib import Path

from reportlab.platypus.flowables import Flowable

from qmdesk.report.book import spaced
from qmdesk.report.material import DASH, Material, Record
from qmdesk.report.papers.books import Head, Sheet, write_book
from qmdesk.report.papers.paper import Paper, paper_book
from qmdesk.report.prose import Prose
from qmdesk.report.tables import Column, Content, section, table


def paper(m: Material) -> Paper:
    """The list by dimension; a box to tick by hand where nothing is recorded yet."""
    book, number = paper_book(m), 0
    columns = [
        Column(book.say("column.number"), 0.06, "cell_center"),
        Column(m.label("request", "text"), 0.4),
        Column(m.sentence("paper.about"), 0.2),
        Column(m.label("request", "owner"), 0.13),
        Column(m.label("request", "status"), 0.1),
        Column(m.label("request", "note"), 0.15),
    ]
    made = table(columns, [])
    for dimension in [*(each.id for each in m.form.dimensions), ""]:
        mine = [each for each in m.records("request") if _dimension(m, each) == dimension]
        if mine:
            made.rows.append(section(m.name_of(dimension) if dimension else m.say("dimension.none"), len(columns)))
        for each in mine:
            number += 1
            made.rows += table(columns, [_cells(m, number, each)]).rows
    parts: list[Flowable] = [Prose(m.sentence("paper.documents-intro"), "plain"), spaced(made)]
    if not number:
        parts = [Prose(m.sentence("paper.documents-none"), "plain")]
    return Paper(m, m.sentence("paper.documents"), parts)


def _dimension(m: Material, each: Record) -> str:
    return next((found for item in each.binds() if (found := m.dimension_of(item))), "")


def _cells(m: Material, number: int, each: Record) -> list[Content]:
    state = each.value("status")
    done = state not in (None, "asked")
    return [
        str(number),
        each.text("text"),
        _about(m, each),
        _bare(each.text("owner")),
        each.text("status") if done else "☐",
        _bare(each.text("note")),
    ]


def _about(m: Material, each: Record) -> str:
    return m.say("list").join(m.name_of(item) for item in each.binds())


def _bare(text: str) -> str:
    return "" if text == DASH else text


def book(m: Material, out: Path) -> None:
    """The list as XLSX: who provides it, whether it can be provided and a remark are the enterprise's to fill in."""
    heads = (
        Head(m.say("column.number"), 6),
        Head(m.sentence("paper.key"), 12, small=True),
        Head(m.sentence("paper.about"), 26),
        Head(m.label("request", "text"), 52),
        Head(m.label("request", "owner"), 18, entry=True),
        Head(
            m.sentence("paper.provided"), 14, entry=True, choices=tuple(m.sentence("paper.provided-choices").split("|"))
        ),
        Head(m.sentence("paper.remark"), 30, entry=True),
    )
    rows = [
        (str(at), each.key, _about(m, each), _bare(each.text("text")), _bare(each.text("owner")), "", "")
        for at, each in enumerate(m.records("request"), 1)
    ]
    title = m.sentence("paper.documents")
    lead = m.sentence("paper.documents-fill", enterprise=m.shown("case", "enterprise"))
    write_book([Sheet(title, lead, heads, rows)], out, m.lang)
