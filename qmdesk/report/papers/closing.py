"""The paper of the closing meeting: its minutes, who signed in, lines to sign on."""

from __future__ import annotations

from reportlab.platypus.flowables import Flowable

from qmdesk.report.layout import Space
from qmdesk.report.material import Material
from qmdesk.report.papers.opening import signers
from qmdesk.report.papers.paper import Paper, found_in, paper_book
from qmdesk.report.papers.parts import attendance_table, free_text, signing_lines
from qmdesk.report.prose import Prose
from qmdesk.visit.minutes_closing import closing_minutes


def minutes(m: Material) -> Paper:
    """The minutes as they were written, else as they would be drafted."""
    text = m.value("meeting:closing", "minutes")
    words = text if isinstance(text, str) and text.strip() else closing_minutes(m.form, found_in(m), None, m.lang)
    book = paper_book(m)
    parts: list[Flowable] = free_text(words)
    if any(each.value("meeting") == "closing" for each in m.records("attendance")):
        parts += [Space(6), Prose(m.sentence("paper.sign-in"), "heading_2"), attendance_table(book, "closing")]
    return Paper(m, m.sentence("minutes.title"), [*parts, *signing_lines(book, signers(m))])
