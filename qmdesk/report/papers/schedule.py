"""The schedule of the visit: by day, then by person, as a paper and as a table."""

from __future__ import annotations

from pathlib import Path

from reportlab.platypus.flowables import Flowable

from qmdesk.grading.records import Record
from qmdesk.report.book import spaced
from qmdesk.report.material import Material
from qmdesk.report.papers.books import Head, Sheet, write_book
from qmdesk.report.papers.paper import Paper, found_in
from qmdesk.report.papers.slots import about, activity, names_of, people
from qmdesk.report.prose import Prose
from qmdesk.report.tables import Column, Content, table
from qmdesk.visit.schedule import ordered

SHARES = (0.14, 0.16, 0.29, 0.12, 0.16, 0.13)


def paper(m: Material) -> Paper:
    """A table for each day, then one for each person."""
    slots = ordered(found_in(m))
    parts: list[Flowable] = []
    for day in dict.fromkeys(each.text("day") for each in slots):
        parts += [Prose(m.day_of(day), "heading_2"), _table(m, [each for each in slots if each.text("day") == day])]
    people = dict.fromkeys(name for each in slots for name in names_of(m, each))
    if len(people) > 1:
        parts.append(Prose(m.sentence("paper.by-person"), "heading_1"))
        for name in people:
            mine = [each for each in slots if name in names_of(m, each)]
            parts += [Prose(name, "heading_2"), _table(m, mine, days=True)]
    if not slots:
        parts = [Prose(m.sentence("paper.schedule-none"), "plain")]
    return Paper(m, m.sentence("paper.schedule"), parts)


def _table(m: Material, slots: list[Record], *, days: bool = False) -> Flowable:
    names = ("start", "activity", "text", "area", "members", "counterpart")
    heads = [m.sentence("paper.time"), *(m.label("slot", name) for name in names[1:])]
    columns = [Column(head, share) for head, share in zip(heads, SHARES, strict=True)]
    rows: list[list[Content]] = []
    for each in slots:
        times = f"{each.text('start')}–{each.text('end')}"
        if days:
            times = f"{each.text('day')[5:]} {times}"
        rows.append(
            [times, activity(m, each), about(m, each), each.text("area"), people(m, each), each.text("counterpart")]
        )
    return spaced(table(columns, rows))


def book(m: Material, out: Path) -> None:
    """The schedule as XLSX, a row for each slot."""
    names = ("day", "start", "end", "activity", "text", "area", "members", "counterpart")
    widths = (12, 8, 8, 16, 36, 16, 22, 18)
    heads = tuple(Head(m.label("slot", name), width) for name, width in zip(names, widths, strict=True))
    rows = [
        (
            each.text("day"), each.text("start"), each.text("end"), activity(m, each), about(m, each),
            each.text("area"), people(m, each), each.text("counterpart"),
        )
        for each in ordered(found_in(m))
    ]  # fmt: skip
    write_book([Sheet(m.sentence("paper.schedule"), m.shown("case", "enterprise"), heads, rows)], out, m.lang)
