"""How the review was prepared and opened: declarations, conflict check, questions, documents, schedule."""

from __future__ import annotations

from reportlab.platypus.flowables import Flowable

from qmdesk.grading.records import Index, index
from qmdesk.report.book import Book, spaced
from qmdesk.report.chapters.findings import bound_names
from qmdesk.report.chapters.visit_opening import held, opening
from qmdesk.report.layout import Space
from qmdesk.report.material import DASH, Material, Record
from qmdesk.report.papers.parts import handwriting
from qmdesk.report.papers.slots import about, activity, people
from qmdesk.report.prose import Prose
from qmdesk.report.tables import Content, section, table
from qmdesk.visit.conflicts import Conflict, all_conflicts
from qmdesk.visit.declarations import Declared, declared
from qmdesk.visit.schedule import ordered

#: States of a document that a report names one by one; the rest is counted.
_TOLD = ("shown", "missing")
#: Records that give the chapter something to say; the opening meeting is looked at by itself.
_KINDS = ("declaration", "coaching", "question", "request", "slot")


def chapter(book: Book) -> list[Flowable]:
    """The chapter; nothing where the case has no such records."""
    m = book.m
    found = index(m.snapshot.state, m.stage)
    if not any(True for kind in _KINDS if kind in m.form.records for _ in m.records(kind)) and not held(m, found):
        return []
    heading = book.heading(1, "heading.visit-before")
    parts = [part for make in (_declarations, _questions, _documents, _schedule) for part in make(book, found)]
    return [heading, *parts, *opening(book, found)]


def _declarations(book: Book, found: Index) -> list[Flowable]:
    """Who declared what and when, with a small picture of the signature; then the result of the conflict check."""
    m, said = book.m, declared(found)
    coached = m.records("coaching")
    if not any(each.record for each in said) and not coached:
        return []
    columns = book.columns(("name", 0.22), ("declared", 0.2), ("relations", 0.32), ("signature", 0.26))
    rows = [_declared(m, each) for each in said]
    parts: list[Flowable] = [book.heading(2, "heading.declarations"), book.lead("before.declarations")]
    parts.append(spaced(table(columns, rows)))
    every = all_conflicts(found)
    if not coached:
        return parts
    if not every:
        return [*parts, book.body("before.no-conflict", count=len(coached))]
    return [*parts, book.lead("before.conflicts", count=len(every)), *[_conflict(m, each) for each in every], Space(6)]


def _declared(m: Material, each: Declared) -> list[Content]:
    name = each.name or DASH
    words = m.say("before.not-signed")
    if each.signed:
        words = m.say("before.signed-late" if each.late else "before.signed", day=each.signed_on or DASH)
    elif each.signature:
        words = m.say("before.signed-partly")
    picture = handwriting(m, Record(m, "declaration", each.record)) if each.record else ""
    signature: Content = picture
    if each.other_name:
        note = Prose(m.say("before.other-name", old=each.signed_as), "cell_soft")
        signature = [note] if isinstance(picture, str) else [picture, note]  # pyright: ignore[reportAssignmentType]
    return [name, words, each.relations or DASH, signature]


def _conflict(m: Material, each: Conflict) -> Prose:
    state = "certain" if each.certain else "cleared" if each.cleared else "possible"
    name = each.name or m.shown("case", "institution")
    return Prose(["• ", m.say(f"before.conflict-{state}", name=name, who=each.who, reason=each.cleared)], "list")


def _questions(book: Book, found: Index) -> list[Flowable]:
    m = book.m
    asked = m.records("question")
    if not asked:
        return []
    columns = book.columns(("number", 0.06, "cell_center"), ("thing", 0.2), ("question", 0.37), ("answer", 0.37))
    rows: list[list[Content]] = []
    for number, each in enumerate(asked, 1):
        answer: list[Flowable] = [Prose(each.text("answer"), "cell")]
        who = [text for name in ("answered_by", "answered_at") if (text := each.text(name)) != DASH]
        if who:
            answer.append(Prose(m.say("list").join(who), "cell_soft"))
        rows.append([str(number), bound_names(each), each.text("text"), answer])
    return [book.heading(2, "heading.doubts"), spaced(table(columns, rows))]


def _documents(book: Book, found: Index) -> list[Flowable]:
    """Seen and missing ones by name, the others counted."""
    m = book.m
    listed = m.records("request")
    if not listed:
        return []
    told = [each for each in listed if each.value("status") in _TOLD]
    parts: list[Flowable] = [book.heading(2, "heading.documents")]
    counts = {state: sum(each.value("status") == state for each in listed) for state in (*_TOLD, "not_needed")}
    rest = len(listed) - sum(counts.values())
    words = {"shown": counts["shown"], "missing": counts["missing"], "unneeded": counts["not_needed"], "rest": rest}
    parts.append(book.lead("before.documents", count=len(listed), **words))
    if not told:
        return parts
    columns = book.columns(
        ("number", 0.06, "cell_center"), ("document", 0.4), ("thing", 0.22), ("seen-on", 0.13), ("note", 0.19),
    )  # fmt: skip
    made, number = table(columns, []), 0
    for state in _TOLD:
        mine = [each for each in told if each.value("status") == state]
        if mine:
            made.rows.append(section(m.choice("request", "status", state), len(columns)))
        for each in mine:
            number += 1
            cells = [str(number), each.text("text"), bound_names(each), each.text("seen_on"), each.text("note")]
            made.rows += table(columns, [cells]).rows
    return [*parts, spaced(made)]


def _schedule(book: Book, found: Index) -> list[Flowable]:
    m, slots = book.m, ordered(found)
    if not slots:
        return []
    columns = book.columns(("time", 0.15), ("activity", 0.15), ("subject", 0.36), ("place", 0.14), ("people", 0.2))
    made = table(columns, [])
    for day in dict.fromkeys(each.text("day") for each in slots):
        made.rows.append(section(m.day_of(day), len(columns)))
        for each in (one for one in slots if one.text("day") == day):
            times = f"{each.text('start')}–{each.text('end')}"
            cells = [times, activity(m, each), about(m, each), each.text("area")]
            made.rows += table(columns, [[*cells, people(m, each)]]).rows
    return [book.heading(2, "heading.schedule"), spaced(made)]
