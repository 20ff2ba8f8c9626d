"""Contradictions that were asked about, findings, rectification, and what the enterprise says."""

from __future__ import annotations

from reportlab.platypus.flowables import Flowable

from qmdesk.grading.words import question_text
from qmdesk.model.assessment import Question
from qmdesk.report.book import Book, spaced
from qmdesk.report.material import DASH, Material, Record, bound_ids
from qmdesk.report.papers.parts import handwriting
from qmdesk.report.prose import Prose
from qmdesk.report.tables import Cell, Content, Row, Table, section, table

_WITHOUT_EVIDENCE, _FEW = "rating-without-evidence", 3
_KINDS = ("nonconformity", "weakness", "observation", "strength")
#: Fields of a characteristic that answer a question, and the questions that each answers.
_GROUNDS = {
    "in_control_reason": {
        "control-undecided",
        "unstable-undecided",
        "in-control-against-chart",
        "chart-few-points",
        "chart-choice-raises-level",
        "cpk-short-term",
    },
    "distribution_reason": {
        "distribution-decides",
        "distribution-raises-level",
        "distribution-fits-badly",
        "normal-held",
    },
}
_ABOUT_EXCLUSIONS = {"readings-excluded", "exclusion-raises-level"}


def questions(book: Book) -> list[Flowable]:
    """Contradictions that the figures and ratings show, each with what was found out."""
    m = book.m
    heading = book.heading(1, "heading.questions")
    if not m.assessment.questions:
        return [heading, book.body("questions.none")]
    bare = [each for each in m.assessment.questions if each.code == _WITHOUT_EVIDENCE]
    several = bare if len(bare) > _FEW else []
    rows: list[list[Content]] = [
        [place_name(m, each.where), question_text(each, m.lang), _answer(m, each)]
        for each in m.assessment.questions
        if each not in several
    ]
    if several:
        names = m.say("list").join(place_name(m, each.where) for each in several)
        rows.append([m.say("questions.several"), m.say("questions.no-evidence", count=len(several), names=names), DASH])
    rows = [[str(number), *row] for number, row in enumerate(rows, 1)]
    columns = book.columns(("number", 0.06, "cell_center"), ("thing", 0.2), ("question", 0.4), ("answer", 0.34))
    return [heading, book.lead("questions.intro"), spaced(table(columns, rows))]


def findings(book: Book) -> list[Flowable]:
    """Everything that the team recorded as a finding, by kind."""
    heading = book.heading(1, "heading.findings")
    records = book.m.records("finding")
    if not records:
        return [heading, book.body("findings.none")]
    columns = book.columns(("number", 0.06, "cell_center"), ("thing", 0.22), ("fact", 0.54), ("place", 0.18))
    made = table(columns, [])
    number = 0
    for kind in (*_KINDS, ""):
        group = [each for each in records if (each.value("kind") or "") == kind]
        if group:
            words = book.m.choice("finding", "kind", kind) if kind else book.say("finding.other")
            made.rows.append(section(book.say("finding.group", kind=words, count=len(group)), len(columns)))
        for each in group:
            number += 1
            cells = [str(number), bound_names(each), each.text("text"), each.text("place")]
            made.rows += table(columns, [cells]).rows
    return [heading, spaced(made)]


def rectification(book: Book) -> list[Flowable]:
    """The plan: suggestions by dimension with owner, date, measure and state."""
    m = book.m
    heading = book.heading(1, "heading.rectification")
    if not m.records("suggestion"):
        return [heading, book.body("rectification.none")]
    columns = book.columns(
        ("number", 0.06, "cell_center"), ("step-up", 0.15), ("action", 0.33), ("owner", 0.11), ("due", 0.125),
        ("measure", 0.225),
    )  # fmt: skip
    made = table(columns, [])
    for title, rows in suggestion_groups(m):
        made.rows.append(section(title, len(columns)))
        for number, each in rows:
            made.rows += table(columns, [suggestion_cells(m, number, each)]).rows
    return [heading, book.lead("rectification.intro"), spaced(made)]


def objection(book: Book) -> list[Flowable]:
    """The enterprise's objection, or its refusal to sign, in its own words and signed; nothing where it made none."""
    m = book.m
    text, refused = m.value("case", "objection"), m.value("case", "refused") is True
    parts: list[Flowable] = []
    if isinstance(text, str) and text.strip():
        parts += [book.lead("objection.intro"), _framed(text), *_signed(book)]
    if refused:
        words = m.value("case", "refusal_reason")
        said = isinstance(words, str) and bool(words.strip())
        parts.append(book.lead("end.refused") if said else book.body("end.refused-silent"))
        parts += [_framed(str(words))] if said else []
    return [book.heading(1, "heading.objection"), *parts] if parts else []


def _signed(book: Book) -> list[Flowable]:
    """Who signed the objection, with the handwriting."""
    m = book.m
    if "objection_by" not in m.form.records["case"].fields:
        return []
    picture = handwriting(m, Record(m, "case", ""), "objection_signature")
    if isinstance(picture, str):
        return [Prose(picture or book.say("end.objection-unsigned"), "note")]
    shown: list[Flowable] = [picture] if isinstance(picture, Flowable) else []
    return [*shown, Prose(book.say("end.signed-by", name=m.shown("case", "objection_by")), "note")]


def suggestion_groups(m: Material) -> list[tuple[str, list[tuple[int, Record]]]]:
    """Suggestions under the names of their dimensions, in the form's order, numbered through."""
    records = m.records("suggestion")
    groups: list[tuple[str, list[tuple[int, Record]]]] = []
    number = 0
    for dimension in [*(each.id for each in m.form.dimensions), ""]:
        found: list[tuple[int, Record]] = []
        for each in records:
            if dimension_of(m, each) == dimension:
                number += 1
                found.append((number, each))
        if found:
            groups.append((m.name_of(dimension) if dimension else m.say("dimension.none"), found))
    return groups


def dimension_of(m: Material, each: Record) -> str:
    """The dimension that a record belongs to by the first item or figure it is bound to."""
    return next((m.dimension_of(item) for item in each.binds()), "")


def suggestion_cells(m: Material, number: int, each: Record) -> list[Content]:
    """Number, what climbs from where to where, action, owner, date, measure."""
    levels = [each.value(name) for name in ("from_level", "to_level")]
    climb = m.say("climb", low=levels[0], high=levels[1]) if all(isinstance(each, int) for each in levels) else ""
    what: list[Flowable] = [Prose(bound_names(each), "cell_bold")]
    if climb:
        what.append(Prose(climb, "cell_soft"))
    return [str(number), what, each.text("action"), each.text("owner"), short_day(m, each), each.text("measure")]


def short_day(m: Material, each: Record) -> str:
    """The due date, as numbers."""
    value = each.value("due")
    return value if isinstance(value, str) and value else DASH


def bound_names(each: Record) -> str:
    """The names of the items or figures that a record is bound to."""
    names = [each.material.name_of(item) for item in each.binds()]
    return each.material.say("list").join(names) or DASH


def place_name(m: Material, where: str) -> str:
    """The name of what a place belongs to: an item, a figure, a step, a characteristic or a gauge study."""
    subject = where.partition("/")[0]
    kind, _, key = subject.partition(":")
    if kind in ("step", "characteristic", "gauge_study") and key:
        name = m.shown(subject, "name")
        return name if name != DASH else key
    names = [m.name_of(each) for each in bound_ids(subject)]
    return m.say("list").join(names) or DASH


def _answer(m: Material, question: Question) -> str:
    """What the team wrote at the place in question: its note, or the ground of the choice that is in question."""
    subject = question.where.partition("/")[0]
    if question.code in _ABOUT_EXCLUSIONS:
        return m.say("questions.see-exclusions")
    ground = next((name for name, codes in _GROUNDS.items() if question.code in codes), "")
    for name in ("note", ground, "weakness"):
        record = m.form.records.get(subject.partition(":")[0])
        if record is not None and name in record.fields:
            text = m.value(subject, name)
            if isinstance(text, str) and text.strip():
                return text
    return m.say("questions.unanswered")


def _framed(text: str) -> Table:
    return spaced(Table([Row((Cell((Prose(text, "plain"),), fill="band"),), rule="")], [1.0], down=7.0))
