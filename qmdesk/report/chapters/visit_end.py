"""How the visit ended: differences settled, facts confirmed, suggestions handed over, closing meeting, verification."""

from __future__ import annotations

from reportlab.platypus.flowables import Flowable

from qmdesk.grading.records import Index, index
from qmdesk.report.book import Book, spaced
from qmdesk.report.chapters.findings import bound_names
from qmdesk.report.chapters.meetings import WHEN, attendance, in_doubt, minutes, said
from qmdesk.report.headings import Outline
from qmdesk.report.layout import Space
from qmdesk.report.material import DASH, Material, Record
from qmdesk.report.papers.parts import handwriting
from qmdesk.report.prose import Prose
from qmdesk.report.tables import Content, table
from qmdesk.visit.after import closable, rounds
from qmdesk.visit.facts import DISPUTED, Fact, counts, facts
from qmdesk.visit.signers import renamed_after_handover
from qmdesk.visit.team import Row, team_table


def chapter(book: Book) -> list[Flowable]:
    """The chapter; nothing where the case has no such records."""
    found = index(book.m.snapshot.state, book.m.stage)
    apart = Book(
        book.m, Outline(book.m.lang)
    )  # what is there is asked in a book of its own: making a heading counts it
    makers = [make for make in (_team, _facts, _handed, _closing, _verified) if make(apart, found)]
    heading = [book.heading(1, "heading.visit-end")] if makers else []
    return [*heading, *(part for make in makers for part in make(book, found))]


def _team(book: Book, found: Index) -> list[Flowable]:
    """The items whose ratings differed, with what was agreed and why."""
    m = book.m
    rated = team_table(m.form, m.snapshot.state, m.stage)
    rows = [each for each in rated.rows if each.differs or (each.agreed is not None and each.needs_reason(each.agreed))]
    met = [*said(book, "team", WHEN, ("notes",)), *attendance(book, "team"), *in_doubt(book, "team")]
    if not rows and not met:
        return []
    parts: list[Flowable] = [book.heading(2, "heading.team-meeting"), *met]
    if not rows:
        return [*parts, book.body("end.no-differences")]
    columns = book.columns(("item", 0.24), ("ratings", 0.26), ("agreed", 0.1, "cell_center"), ("reason", 0.4))
    return [*parts, book.lead("end.differences"), spaced(table(columns, [_difference(m, each) for each in rows]))]


def _difference(m: Material, row: Row) -> list[Content]:
    ratings = [f"{name} {'/'.join(map(str, levels))}" for name, levels in row.ratings.items()]
    agreed = str(row.agreed) if row.agreed is not None else DASH
    return [m.name_of(row.item), m.say("list").join(ratings), agreed, row.reason or DASH]


def _facts(book: Book, found: Index) -> list[Flowable]:
    m = book.m
    gone = facts(m.form, found, m.assessment)
    agreed, disputed, still = counts(gone)
    if not agreed and not disputed:
        return []
    by, on = m.shown("case", "facts_by"), m.value("case", "facts_on")
    said = book.body("end.facts", total=len(gone), agreed=agreed, disputed=disputed, open=still)
    parts: list[Flowable] = [book.heading(2, "heading.facts"), said]
    if by != DASH:
        parts.append(book.body("end.facts-by", name=by, day=m.day_of(str(on or ""))))
    if disputed:
        columns = book.columns(("thing", 0.24), ("fact", 0.38), ("words", 0.38))
        rows = [_disputed(m, each) for each in gone if each.said == DISPUTED]
        parts += [book.lead("end.disputed"), spaced(table(columns, rows))]
    return parts


def _disputed(m: Material, fact: Fact) -> list[Content]:
    kind, _, key = fact.subject.partition(":")
    name = m.name_of(key) if kind == "item" else bound_names(Record(m, kind, key))
    return [name, fact.text or DASH, fact.words or DASH]


def _handed(book: Book, found: Index) -> list[Flowable]:
    m = book.m
    at, to = m.value("case", "handed_over"), m.shown("case", "handed_to")
    if not at:
        return []
    when = str(at).replace("T", " ")
    parts: list[Flowable] = [book.heading(2, "heading.handed-over"), book.body("end.handed", at=when, name=to)]
    picture = handwriting(m, Record(m, "case", ""), "handed_signature")
    doubt = [book.note("end.receiver-changed", name=to)] if renamed_after_handover(found) else []
    return [*parts, *_signature(book, picture, to), *doubt]


def _signature(book: Book, picture: Content, name: str) -> list[Flowable]:
    """A signature with its name below; nothing where there is none."""
    if isinstance(picture, str) and not picture:
        return []
    shown = Prose(picture, "cell") if isinstance(picture, str) else picture
    assert isinstance(shown, Flowable)
    return [Space(4), shown, Prose(book.say("end.signed-by", name=name), "note"), Space(6)]


def _closing(book: Book, found: Index) -> list[Flowable]:
    """The meeting, who signed in, the minutes as they were written."""
    held = [*said(book, "closing", WHEN, ("notes",)), *attendance(book, "closing"), *in_doubt(book, "closing")]
    if held:
        held.insert(0, book.heading(2, "heading.closing-meeting"))
    return [*held, *minutes(book, "closing", "heading.closing-minutes")]


def _verified(book: Book, found: Index) -> list[Flowable]:
    """What was done about each suggestion and what was found, in order."""
    m = book.m
    rows: list[list[Content]] = []
    for number, key in enumerate(closable(m.form, found), 1):
        for each in rounds(found, key):
            came = each.kind == "rectification"
            verdict = m.say("end.came-in") if came else m.choice("verification", "verdict", each.verdict)
            name = bound_names(Record(m, "suggestion", key))
            rows.append([str(number), name, each.day or DASH, verdict, each.by or DASH, each.text or DASH])
    if not rows:
        return []
    columns = book.columns(
        ("number", 0.06, "cell_center"), ("thing", 0.2), ("day", 0.13), ("verdict", 0.12), ("by", 0.12),
        ("ground", 0.37),
    )  # fmt: skip
    return [book.heading(2, "heading.verification"), book.lead("end.verified"), spaced(table(columns, rows))]
