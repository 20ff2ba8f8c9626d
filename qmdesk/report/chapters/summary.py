"""One page that says it all: the review level and what it is, what decides it, strengths, gaps, levers."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.platypus.flowables import Flowable

from qmdesk.model.assessment import Blocking, DimensionResult, FigureResult
from qmdesk.model.journal import Stage
from qmdesk.report import completeness, reasons, styles
from qmdesk.report.book import Book, spaced
from qmdesk.report.chapters.front import visit_days
from qmdesk.report.graphics import Ladder, LevelBar
from qmdesk.report.layout import NewPage, Space
from qmdesk.report.material import DASH, Material, Record
from qmdesk.report.prose import Prose, bullet, width_of
from qmdesk.report.tables import Cell, Row, Table, cell, plain, table

_MOST = 6
_GOOD = 3
#: What a cell keeps free at its sides.
_PADDING = 4.0
#: The part of a page that is filled where another program sets the lines.
_SURE = 0.9


def summary(book: Book) -> list[Flowable]:
    """The summary; lists are shortened until it fits on one page."""
    heading = book.outline.unnumbered(book.say("heading.summary"), "heading.summary")
    most, parts = _MOST, [*_upper(book), *_lists(book, _MOST)]
    room = styles.page().body_height * (_SURE if book.m.options.kind else 1.0)
    while most > 1 and _height([heading, *parts]) > room:
        most -= 1
        parts = [*_upper(book), *_lists(book, most)]
    return [heading, *parts, NewPage()]


def open_box(book: Book) -> list[Flowable]:
    """What is still missing, in a red frame; nothing for a final report."""
    problems, mark = completeness.missing(book.m), completeness.mark(book.m)
    if not problems or not mark:
        return []
    lines = [Prose(book.say(f"mark.{mark}-long"), "draft")]
    for number, each in enumerate(problems, 1):
        text = book.m.sentence(f"problem.{each.code}.message", **each.details)
        lines.append(bullet(text, "cell", f"{number}. "))
    return [spaced(Table([Row((Cell(tuple(lines), fill="bad_soft"),), rule="")], [1.0], framed=False, down=6.0))]


def printed_grade(m: Material) -> str:
    """The level as the report prints it; the words that a reader of the PDF file can look for."""
    return m.say(f"grade-line.{m.stage}", grade=m.span(m.assessment.grade))


def _upper(book: Book) -> list[Flowable]:
    m = book.m
    names = [m.level(level.number) for level in m.form.levels]
    grade = m.assessment.grade
    caption = m.say("summary.flag") if grade.level else m.say("summary.flag-open")
    return [
        *open_box(book),
        book.paragraph(_opening(book)),
        Prose(printed_grade(m), "grade", before=6),
        Ladder(names, grade, caption),
        Prose(m.say(f"summary.confirm-{m.stage}"), "note", align="center"),
        _dimensions(book),
        _figures(book),
    ]


def _opening(book: Book) -> str:
    m = book.m
    facts = {name: m.shown("case", name) for name in ("institution", "enterprise", "period")}
    facts["days"] = visit_days(book)
    needed = ("enterprise", "period") if m.stage is Stage.SELF else tuple(facts)
    whole = all(facts[name] != DASH for name in needed)
    return m.say(f"summary.opening-{m.stage}" if whole else "summary.opening-bare", **facts)


def _figures(book: Book) -> Flowable:
    """The five figures in a row: name, value, level."""
    m = book.m
    figures = m.assessment.figures
    titles = (_titled(m.name_of(each.id), len(figures)) for each in figures)
    names = Row(tuple(cell(title, "small_head", fill="band", middle=True) for title in titles), rule="")
    values = [Prose(reasons.shown_value(m, each, each.id), "summary_value") for each in figures]
    levels = [
        Prose(_unit(m, each) + m.say("level-short", level=m.short_span(each.span)), "cell_center") for each in figures
    ]
    row = Row(tuple(cell([value, level]) for value, level in zip(values, levels, strict=True)))
    return spaced(Table([names, row], [1.0] * len(figures)), 4)


def _titled(name: str, columns: int) -> str:
    """A figure's name for a column: where it is too long, what stands in brackets goes to a line of its own."""
    style, room = styles.text("small_head"), styles.page().body_width / columns - 2 * _PADDING
    return name if width_of(name, style.font, style.size) <= room else name.replace("（", "\n（", 1)


def _unit(m: Material, figure: FigureResult) -> str:
    """The unit of a figure that is no rate and no index."""
    declared = m.form.figure(figure.id)
    return declared.unit.in_(m.lang) + m.say("semicolon") if declared.statistic == "dpmo" and figure.value else ""


def _dimensions(book: Book) -> Flowable:
    m = book.m
    rows = [
        [
            m.name_of(each.id),
            LevelBar(each.span, len(m.form.levels)),
            m.span(each.span),
            _decides(m, each),
        ]
        for each in m.assessment.dimensions
    ]
    columns = book.columns(("dimension", 0.36), ("bar", 0.2), ("level", 0.24), ("decides", 0.2))
    return spaced(table(columns, rows), 6)


def _decides(m: Material, each: DimensionResult) -> str:
    if each.span.level is None:
        return m.say("summary.open")
    return m.say("summary.decides") if each.span.level == m.assessment.grade.level else ""


def _lists(book: Book, most: int) -> list[Flowable]:
    left = [*_block(book, "summary.strengths", strengths(book.m), most)]
    right = [*_block(book, "summary.weaknesses", weaknesses(book.m), most)]
    lifts = _block(book, "summary.lifts", levers(book.m), most)
    why = _block(book, "summary.why", [reasons.grade_reason(book.m, book.m.assessment), *blockers(book.m)], most + 1)
    return [*why, plain([[left, "", right]], [0.485, 0.03, 0.485], across=0.0), Space(2), *lifts]


def _block(book: Book, title: str, lines: Sequence[str], most: int) -> list[Flowable]:
    shown = list(lines[:most]) or [book.say("none")]
    return [
        Prose(book.say(title), "heading_3", before=4, after=2),
        *(bullet(line, "summary_line") for line in shown),
    ]


def blockers(m: Material) -> list[str]:
    """What keeps the grade from the next level, weakest first."""
    ordered = sorted(m.assessment.blocking, key=lambda each: (each.level - each.needed, each.level))
    return [blocker(m, each) for each in ordered]


def blocker(m: Material, each: Blocking) -> str:
    """One thing that keeps the grade from the next level."""
    figure = m.figure_result(each.id, m.stage)
    if figure is None:
        item = m.item_result(each.id, m.stage)
        key = "blocking.item" if item is not None and item.answered else "blocking.item-open"
        return m.say(key, name=m.name_of(each.id), level=each.level, needed=each.needed)
    wanted = reasons.shown_threshold(m, each.id, each.needed)
    value = reasons.shown_value(m, figure, each.id)
    key = "blocking.figure-open" if figure.value is None else "blocking.figure"
    return m.say(key, name=m.name_of(each.id), level=each.level, needed=each.needed, value=value, wanted=wanted)


def strengths(m: Material) -> list[str]:
    """What the team recorded as strengths, then what stands highest above the grade."""
    found = [_finding(m, each) for each in m.records("finding") if each.value("kind") == "strength"]
    least = max(m.assessment.grade.lowest + 1, _GOOD)
    high = [each for each in m.assessment.items if each.answered and each.applicable and each.span.lowest >= least]
    high.sort(key=lambda each: -each.span.lowest)
    return found + [m.say("strength.item", name=m.name_of(each.id), level=each.span.lowest) for each in high]


def weaknesses(m: Material) -> list[str]:
    """What the team recorded as nonconformity or weakness, then the lowest items with what was written of them."""
    kinds = ("nonconformity", "weakness")
    records = [each for kind in kinds for each in m.records("finding") if each.value("kind") == kind]
    named = {item for each in records for item in each.binds()}
    found = [_finding(m, each) for each in records]
    rated = [each for each in m.assessment.items if each.answered and each.applicable and each.id not in named]
    for each in sorted(rated, key=lambda each: each.span.lowest)[:_MOST]:
        text = m.value(f"item:{each.id}", "weakness")
        written = isinstance(text, str) and text
        words = first_sentence(str(text)) if written else m.say("weakness.item", level=each.span.lowest)
        found.append(m.say("named", name=m.name_of(each.id), text=words))
    return found


def levers(m: Material) -> list[str]:
    """What would lift the enterprise: the first suggestions, else what the blocking figures need."""
    suggestions = m.records("suggestion")
    if suggestions:
        return [
            m.say("named", name=m.name_of((each.binds() or ("",))[0]), text=first_sentence(each.text("action")))
            for each in suggestions
        ]
    return blockers(m)


def first_sentence(text: str, most: int = 70) -> str:
    """The first sentence of a text, cut with an ellipsis where it is very long."""
    for mark in "。；;\n":
        text = text.split(mark, 1)[0]
    limit = most if any(char > "\u2e80" for char in text) else most * 2
    return text if len(text) <= limit else text[:limit].rstrip() + "…"


def _finding(m: Material, each: Record) -> str:
    names = m.say("list").join(m.name_of(item) for item in each.binds())
    text = first_sentence(each.text("text"))
    return m.say("named", name=names, text=text) if names else text


def _height(parts: Sequence[Flowable]) -> float:
    width, total, after = styles.page().body_width, 0.0, 0.0
    for index, part in enumerate(parts):
        total += (max(after, part.getSpaceBefore()) if index else 0.0) + part.wrap(width, 1e6)[1]
        after = part.getSpaceAfter()
    return total
