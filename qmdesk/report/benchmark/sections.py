"""The chapters of the report of an on-site check: conditions, checklist, scores, figures from a review, open points."""

from __future__ import annotations

from reportlab.platypus.flowables import Flowable

from qmdesk import wording
from qmdesk.report.benchmark.content import Paper, place_words
from qmdesk.report.benchmark.summary import score_line
from qmdesk.report.book import Book, spaced
from qmdesk.report.chapters.signing import SEAL, signers
from qmdesk.report.graphics import SigningField
from qmdesk.report.layout import Space, Stack
from qmdesk.report.material import DASH
from qmdesk.report.prose import Prose
from qmdesk.report.tables import Column, Content, plain, table
from qmdesk.visit.benchmark.checks import check
from qmdesk.visit.benchmark.eligibility import eligibility
from qmdesk.visit.benchmark.scoring import Round, rounds, shown


def conditions(book: Book, paper: Paper) -> list[Flowable]:
    """Every condition: what the records show, what the examiner found, by which evidence."""
    m = book.m
    rows: list[list[Content]] = []
    for each in eligibility(paper.made, paper.found):
        record = paper.found.record("condition", each.condition.id)
        said = m.choice("condition", "met", each.said) if each.said else DASH
        because = m.say(f"benchmark.because-{each.because}", **each.details)
        rows.append([each.condition.name.in_(m.lang), m.say(f"benchmark.met-{each.met}"), because, said,
                     "\n".join(filter(None, (record.text("evidence"), record.text("note")))) or DASH])  # fmt: skip
    heads = _heads(book, ("condition", 0.25), ("result", 0.1), ("records", 0.25), ("examiner", 0.12), ("ground", 0.28))
    return [book.heading(1, "benchmark.heading-conditions"), spaced(table(heads, rows))]


def checklist(book: Book, paper: Paper) -> list[Flowable]:
    """The six parts of the criteria as found on site."""
    m, parts = book.m, list[Flowable]()
    parts.append(book.heading(1, "benchmark.heading-checklist"))
    for criterion in paper.made.criteria:
        parts.append(book.outline.heading(2, criterion.name.in_(m.lang), f"criterion-{criterion.id}"))
        rows: list[list[Content]] = []
        for part in criterion.parts:
            record = paper.found.record("onsite_check", part.id)
            verdict = record.text("verdict")
            found = [record.text("found") or DASH]
            if record.text("documents"):
                found.append(f"{m.label('onsite_check', 'documents')}{book.say('colon')}{record.text('documents')}")
            who = "\n".join(filter(None, (record.text("by"), record.text("on"), record.text("place")))) or DASH
            asked: list[Flowable] = [
                Prose(part.name.in_(m.lang), "cell_bold"),
                Prose(part.prompt.in_(m.lang), "cell_soft"),
            ]
            rows.append(
                [asked, m.choice("onsite_check", "verdict", verdict) if verdict else DASH, "\n".join(found), who]
            )
        heads = _heads(book, ("part", 0.34), ("result", 0.11), ("found", 0.4), ("by", 0.15))
        parts.append(spaced(table(heads, rows)))
    return parts


def scores(book: Book, paper: Paper) -> list[Flowable]:
    """Each round with points: every expert's own, the mean and the spread, by part and in total; then the comments."""
    made: list[Flowable] = []
    for each in rounds(paper.made, paper.found):
        if each.given:
            made += [Prose(score_line(book.m.form, each, book.m.lang), "body"), _points(book, paper, each)]
            made += _comments(book, paper, each)
    if not made:
        return []
    weights = paper.made.weighting(paper.case.text("weighting"))
    lead = book.body(
        "benchmark.weights", name=weights.name.in_(book.m.lang), about=weights.explanation.in_(book.m.lang)
    )
    return [book.heading(1, "benchmark.heading-scores"), lead, *made]


def _points(book: Book, paper: Paper, each: Round) -> Flowable:
    m, experts = book.m, [given.expert for given in each.given]
    heads = _heads(book, ("part", 0.3), ("weight", 0.09))
    share = 0.37 / max(len(experts), 1)
    heads += [Column(name, share, "cell_number") for name in experts]
    heads += _heads(book, ("mean", 0.1, "cell_number"), ("range", 0.14, "cell_number"))
    rows: list[list[Content]] = []
    for part in paper.made.parts:
        points = [f"{given.points[part.id]:f}" if part.id in given.points else DASH for given in each.given]
        known = each.parts[part.id]
        spread = f"{shown(known.low, 0)}—{shown(known.high, 0)}" if known.n else DASH
        weight = str(each.weighting.weights[part.id])
        rows.append([part.name.in_(m.lang), weight, *points, shown(known.mean), spread])
    totals = [book.say("benchmark.recused") if given.recused else shown(given.total) for given in each.given]
    low_high = f"{shown(each.total.low)}—{shown(each.total.high)}" if each.total.n else DASH
    rows.append([book.say("benchmark.total"), "100", *totals, shown(each.total.mean), low_high])
    return spaced(table(heads, rows))


def _comments(book: Book, paper: Paper, each: Round) -> list[Flowable]:
    names = {part.id: part.name.in_(book.m.lang) for part in paper.made.parts}
    return [
        Prose([f"{given.expert} · {names[part]}", book.say("colon"), text], "list")
        for given in each.given
        for part, text in given.comments.items()
    ]


def figures(book: Book, paper: Paper) -> list[Flowable]:
    """Figures taken over from a review, with the place there that each came from."""
    m, records = book.m, list(paper.found.records("takeover"))
    if not records:
        return []
    rows: list[list[Content]] = []
    for each in records:
        source = f"{each.text('source_name')}\n{each.text('source_case')[:8]}"
        standing = m.say("benchmark.verified" if each.flag("verified") else "benchmark.unverified")
        there = f"{each.text('source_field')} = {each.text('source_value')}"
        here = place_words(paper, f"{each.text('subject')}/{each.text('field')}")
        rows.append([here, each.text("value"), source, there, standing])
    heads = _heads(book, ("place", 0.2), ("value", 0.12), ("source", 0.22), ("source-value", 0.32), ("standing", 0.14))
    return [
        book.heading(1, "benchmark.heading-figures"),
        book.body("benchmark.figures-lead"),
        spaced(table(heads, rows)),
    ]


def open_points(book: Book, paper: Paper) -> list[Flowable]:
    """What the application lacks or contradicts itself in, as the check of the case says it."""
    m = book.m
    problems = [each for each in check(m.form, paper.found, m.lang) if str(each.severity) != "info"]
    heading = book.heading(1, "benchmark.heading-open")
    if not problems:
        return [heading, book.body("benchmark.nothing-open")]
    lines: list[Flowable] = []
    for each in problems:
        said = wording.say(f"problem.{each.code}.message", m.lang, where=each.where, **each.details)
        lines.append(Prose(["• ", place_words(paper, each.where), book.say("colon"), said], "list"))
    return [heading, *lines]


def _heads(book: Book, *given: tuple[str, float] | tuple[str, float, str]) -> list[Column]:
    return [
        Column(book.say(f"benchmark.column-{each[0]}"), each[1], each[2] if len(each) > 2 else "cell") for each in given
    ]


def signatures(book: Book) -> list[Flowable]:
    """A place to sign for everyone of the check and for the enterprise, and one for the institution's seal."""
    parts: list[Flowable] = [book.heading(1, "heading.signatures"), book.body("benchmark.statement"), Space(4)]
    places: list[list[Flowable]] = []
    for each in signers(book.m):
        name = [
            book.m.choice("member", "role", each.role),
            book.say("colon"),
            each.name or book.say("signatures.blank"),
        ]
        places.append(_place(book, name, SigningField(each.field, each.name, book.say("signatures.hint"), book.boxes)))
    seal = SigningField(SEAL, "", book.say("signatures.seal-hint"), book.boxes, height=96)
    title = [book.m.label("case", "institution"), book.say("colon"), book.m.shown("case", "institution")]
    places.append(_place(book, title, seal))
    for at in range(0, len(places), 2):
        pair: list[Content] = [*places[at : at + 2]]
        parts.append(spaced(plain([[*pair, ""][:2]], [1.0, 1.0]), 8))
    return [Stack(*parts)]


def _place(book: Book, title: list[str], field: SigningField) -> list[Flowable]:
    return [Prose(title, "cell_bold", after=3), field, Prose(book.say("signatures.date"), "cell_soft", before=2)]
