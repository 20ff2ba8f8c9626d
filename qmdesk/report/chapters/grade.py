"""The review level and its reasons: dimensions at every stage, gated figures, what blocks the next level, the team."""

from __future__ import annotations

from reportlab.platypus.flowables import Flowable

from qmdesk.model.assessment import Blocking, DimensionResult, FigureResult
from qmdesk.report import reasons
from qmdesk.report.book import Book, spaced
from qmdesk.report.chapters.summary import blocker, printed_grade
from qmdesk.report.graphics import LevelBar
from qmdesk.report.material import DASH, Material
from qmdesk.report.prose import Prose, bold
from qmdesk.report.tables import Content, pairs, table


def grade(book: Book) -> list[Flowable]:
    """The chapter on the review level."""
    m = book.m
    return [
        book.heading(1, "heading.grade"),
        book.paragraph([bold(printed_grade(m)), m.say("stop"), reasons.grade_reason(m, m.assessment)]),
        book.paragraph(m.form.authority.in_(m.lang)),
        *_conclusion(book),
        book.heading(2, "heading.dimensions"),
        *_dimensions(book),
        book.heading(2, "heading.gates"),
        *_figures(book),
        book.heading(2, "heading.blocking"),
        *_blocking(book),
    ]


def _conclusion(book: Book) -> list[Flowable]:
    """The team's conclusion where it differs from the computed level; it stands beside it, never over it."""
    m = book.m
    team = m.snapshot.value("case", "conclusion", m.stage, own=True)
    if not m.form.has_level(team) or team == m.assessment.grade.level:
        return []
    rows: list[tuple[str, Content]] = [
        (m.say("conclusion.computed"), m.span(m.assessment.grade)),
        (m.say("conclusion.team"), m.level(team)),
        (m.say("conclusion.reason"), m.note("case", "conclusion_reason", m.stage) or DASH),
    ]
    return [book.lead("conclusion.differs"), spaced(pairs(rows))]


def _dimensions(book: Book) -> list[Flowable]:
    m = book.m
    stages = m.rated_stages
    rows = [
        [
            Prose(m.name_of(each.id), "cell_bold"),
            LevelBar(each.span, len(m.form.levels), width=46),
            *(_dimension_at(book, each.id, stage) for stage in stages),
            reasons.dimension_reason(m, each),
        ]
        for each in m.assessment.dimensions
    ]
    heads = [(f"stage-{stage}", 0.085, "cell_center") for stage in stages]
    wide = 1 - 0.2 - 0.13 - 0.085 * len(stages)
    columns = book.columns(("dimension", 0.2), ("bar", 0.13), *heads, ("because", wide))
    grades = [m.short_span(m.assessments[stage].grade) for stage in stages]
    bar = LevelBar(m.assessment.grade, len(m.form.levels), width=46)
    computed: list[Content] = [
        Prose(m.say("grade.computed"), "cell_bold"), bar,
        *grades, reasons.grade_reason(m, m.assessment),
    ]  # fmt: skip
    return [*_title(book, "table.dimensions"), spaced(table(columns, [*rows, computed]))]


def _dimension_at(book: Book, dimension: str, stage: object) -> str:
    found = next((book.m.assessments[each] for each in book.m.rated_stages if each == stage), None)
    result = next((each for each in found.dimensions if each.id == dimension), None) if found else None
    return DASH if result is None else book.m.short_span(result.span)


def _title(book: Book, key: str) -> list[Flowable]:
    return [book.table_title(key)]


def _figures(book: Book) -> list[Flowable]:
    m = book.m
    rows: list[list[Content]] = [
        [
            Prose(m.name_of(each.id), "cell_bold"),
            reasons.shown_value(m, each, each.id),
            m.short_span(each.span),
            DASH if each.demonstrated is None else str(each.demonstrated),
            _next(book, each),
            reasons.figure_reason(m, each),
        ]
        for each in m.assessment.figures
    ]
    columns = book.columns(
        ("figure", 0.19), ("value", 0.12, "cell_number"), ("level", 0.07, "cell_center"),
        ("demonstrated", 0.09, "cell_center"), ("next", 0.14), ("because", 0.39),
    )  # fmt: skip
    return [book.table_title("table.figures"), spaced(table(columns, rows), 4), book.note("figures.exact")]


def _next(book: Book, figure: FigureResult) -> str:
    if figure.next is None:
        return DASH
    wanted = reasons.shown_threshold(book.m, figure.id, figure.next.level)
    return book.say("next", level=figure.next.level, wanted=wanted)


def _blocking(book: Book) -> list[Flowable]:
    m = book.m
    if not m.assessment.blocking:
        return [book.body("blocking.none")]
    target = m.assessment.grade.lowest + 1
    rows = [
        [m.name_of(each.dimension), m.name_of(each.id), _now(m, each), str(each.needed), blocker(m, each)]
        for each in m.assessment.blocking
    ]
    columns = book.columns(
        ("dimension", 0.2), ("thing", 0.24), ("now", 0.07, "cell_center"), ("needed", 0.1, "cell_center"),
        ("gap", 0.39),
    )  # fmt: skip
    return [book.lead("blocking.intro", level=m.level(target)), spaced(table(columns, rows))]


def _now(m: Material, each: Blocking) -> str:
    """Where something stands: a dash while nobody rated it or asked for it."""
    item, figure = m.item_result(each.id, m.stage), m.figure_result(each.id, m.stage)
    if item is not None:
        return m.short_span(item.span, known=item.answered)
    return DASH if figure is None else m.short_span(figure.span)


def dimension_of(book: Book, dimension: str) -> DimensionResult:
    """The result of a dimension at the reported stage."""
    return next(each for each in book.m.assessment.dimensions if each.id == dimension)
