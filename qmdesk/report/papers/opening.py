"""The papers of the opening meeting: the list to sign in on, and the minutes."""

from __future__ import annotations

from reportlab.platypus.flowables import Flowable

from qmdesk.report.layout import Space
from qmdesk.report.material import DASH, Material
from qmdesk.report.papers.paper import Paper, found_in, paper_book
from qmdesk.report.papers.parts import attendance_table, free_text, signing_lines
from qmdesk.report.prose import Prose
from qmdesk.report.tables import Content, pairs
from qmdesk.visit.minutes_opening import draft

MEETING = "meeting:opening"
#: Empty rows below those who are known, for whoever comes as well.
BLANK = 8


def sign_in(m: Material) -> Paper:
    """Who is expected, with their handwriting where they signed on the screen, and room for others."""
    parts = [*_when(m), attendance_table(paper_book(m), "opening", blank=BLANK)]
    return Paper(m, m.sentence("paper.sign-in"), parts, facts=("enterprise", "institution"))


def minutes(m: Material) -> Paper:
    """The minutes as they were written, else as they would be drafted; then who signed in, and lines to sign on."""
    text = m.value(MEETING, "minutes")
    words = text if isinstance(text, str) and text.strip() else draft(m.form, found_in(m), m.lang)
    book = paper_book(m)
    parts: list[Flowable] = free_text(words)
    if any(each.value("meeting") == "opening" for each in m.records("attendance")):
        parts += [Space(6), Prose(m.sentence("paper.sign-in"), "heading_2"), attendance_table(book, "opening")]
    return Paper(m, m.sentence("paper.opening-minutes"), [*parts, *signing_lines(book, signers(m))])


def signers(m: Material) -> list[tuple[str, str]]:
    """Who signs minutes: the lead assessor and the enterprise's representative, by role and name."""
    made: list[tuple[str, str]] = []
    for role in ("lead", "representative"):
        names = [each.text("name") for each in m.records("member") if each.value("role") == role]
        known = [name for name in names if name != DASH]
        made.append((m.choice("member", "role", role), known[0] if known else ""))
    return made


def _when(m: Material) -> list[Flowable]:
    shown = [(m.label("meeting", name), m.shown(MEETING, name)) for name in ("day", "start", "place", "chair")]
    rows: list[tuple[str, Content]] = [(name, "" if text == DASH else text) for name, text in shown]
    return [pairs(rows, across=2, label=0.17), Space(8)]
