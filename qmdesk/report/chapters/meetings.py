"""What every meeting's section has: when and where, who signed in, the minutes, and whether its times are in doubt."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reportlab.platypus.flowables import Flowable

from qmdesk.report.book import Book, spaced
from qmdesk.report.layout import Space
from qmdesk.report.material import DASH
from qmdesk.report.papers.parts import attendance_table
from qmdesk.report.prose import Prose
from qmdesk.report.tables import Content, cell, pairs
from qmdesk.visit.conflicts import plain
from qmdesk.visit.opening import clock_doubts
from qmdesk.wording import LANGUAGES, say

WHEN = ("day", "place", "start", "end", "chair")
#: Heads of minutes are no headings of the report.
_HEAD = "# "


def said(book: Book, meeting: str, shown: Sequence[str], wide: Sequence[str]) -> list[Flowable]:
    """The fields of a meeting that are filled in, two beside each other, those of ``wide`` alone."""
    m, rows = book.m, list[tuple[str, Content]]()
    for name in (*shown, *wide):
        text = m.shown(f"meeting:{meeting}", name)
        if text != DASH:
            rows.append((m.label("meeting", name), cell(text, span=3) if name in wide else text))
    return [spaced(pairs(rows, across=2, label=0.19))] if rows else []


def attendance(book: Book, meeting: str) -> list[Flowable]:
    """Who signed in, where anybody did; whoever's handwriting was given under another name is told."""
    mine = [each for each in book.m.records("attendance") if each.value("meeting") == meeting]
    if not mine:
        return []
    title = book.table_title("table.sign-in", meeting=book.m.choice("attendance", "meeting", meeting))
    made: list[Flowable] = [title, attendance_table(book, meeting)]
    for each in mine:
        name, signed_as = each.text("name"), each.value("signed_as")
        if each.value("signature") and isinstance(signed_as, str) and signed_as and plain(signed_as) != plain(name):
            made.append(book.note("end.signed-as", name=name, old=each.text("signed_as")))
    return made


def minutes(book: Book, meeting: str, heading: str) -> list[Flowable]:
    """The minutes as they were written, under a heading of their own that they needn't repeat."""
    text = book.m.value(f"meeting:{meeting}", "minutes")
    if not isinstance(text, str) or not text.strip():
        return []
    lines = [each for each in text.splitlines() if each.strip()]
    if plain(lines[0].removeprefix(_HEAD)) in {plain(say(f"report.{heading}", lang)) for lang in LANGUAGES}:
        del lines[0]
    return [book.heading(2, heading), *(_line(each) for each in lines), Space(6)]


def _line(text: str) -> Flowable:
    if text.startswith(_HEAD):
        return Prose(text.removeprefix(_HEAD), "heading_3")
    return Prose(["• ", text[2:]], "list") if text.startswith("- ") else Prose(text, "plain")


def in_doubt(book: Book, meeting: str, more: Iterable[str] = ()) -> list[Flowable]:
    """A remark where the journal's order contradicts a time of the meeting, of who signed in, or of ``more``."""
    mine = {f"attendance:{each.key}" for each in book.m.records("attendance") if each.value("meeting") == meeting}
    mine |= {f"meeting:{meeting}", *more}
    return [book.note("before.clock")] if mine & clock_doubts(book.m.snapshot.state) else []
