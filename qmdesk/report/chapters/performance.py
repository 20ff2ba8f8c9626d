"""The dimension judged by figures: every gated figure with its data, method and charts, then the recorded ones."""

from __future__ import annotations

from reportlab.platypus.flowables import Flowable

from qmdesk.formdef.types import Dimension, Figure
from qmdesk.model.answers import Tracked
from qmdesk.model.assessment import FigureResult
from qmdesk.model.problem import Refused
from qmdesk.report import reasons
from qmdesk.report.book import Book, spaced
from qmdesk.report.chapters import capability, losses, measuring, yields
from qmdesk.report.chapters.grade import dimension_of
from qmdesk.report.chapters.items import documents_row, evidence_row, findings_row, notes_rows
from qmdesk.report.material import DASH, Material
from qmdesk.report.prose import Prose, bold
from qmdesk.report.tables import Content, pairs, table
from qmdesk.stats.sigma import per_opportunity

_LABEL = 0.16
_WHOLE = 200.0
_YEARS = ("year_1", "year_2", "year_3")


def dimension(book: Book, declared: Dimension) -> list[Flowable]:
    """The chapter of the performance dimension."""
    m = book.m
    result = dimension_of(book, declared.id)
    return [
        book.outline.heading(1, declared.name.in_(m.lang), f"dimension.{declared.id}"),
        book.paragraph(declared.about.in_(m.lang)),
        book.paragraph(
            [bold(m.say("dimension.level", level=m.span(result.span))), reasons.dimension_reason(m, result)]
        ),
        *[part for figure in m.form.figures for part in _figure(book, figure)],
        *_recorded(book),
        *measuring.measuring(book, capability.with_sections(m)),
    ]


def _figure(book: Book, figure: Figure) -> list[Flowable]:
    m = book.m
    result = m.figure_result(figure.id, m.stage)
    if result is None:
        return []
    heading = book.outline.heading(2, figure.name.in_(m.lang), f"figure.{figure.id}")
    made = pairs(_rows(book, figure, result), label=_LABEL)
    made.whole_below = _WHOLE
    return [heading, spaced(made), *_detail(book, figure, result)]


def _rows(book: Book, figure: Figure, result: FigureResult) -> list[tuple[str, Content]]:
    m, subject = book.m, f"figure:{figure.id}"
    rows: list[tuple[str, Content]] = [
        (m.say("figure.definition"), figure.definition.in_(m.lang)),
        (m.say("figure.value"), [Prose([bold(_value(book, figure, result)), _beside(book, figure, result)], "cell")]),
        (m.say("figure.level"), [Prose([bold(m.span(result.span)), _demonstrated(book, result)], "cell")]),
        (m.say("figure.because"), reasons.figure_reason(m, result) + _marks(book, figure, result)),
        (m.say("figure.by-stage"), _by_stage(book, figure)),
    ]
    if figure.statistic == "dpmo":
        rows += _opportunities(m, subject)
    written = [name for name in ("source", "method") if m.shown(subject, name) != DASH]
    rows += [(m.label("figure", name), m.shown(subject, name)) for name in written]
    rows += notes_rows(book, subject, "note", m.label("figure", "note"))
    return [*rows, *documents_row(book, figure.id), *findings_row(book, figure.id), *evidence_row(book, figure.id)]


def _value(book: Book, figure: Figure, result: FigureResult) -> str:
    shown = reasons.shown_value(book.m, result, figure.id)
    if figure.statistic != "dpmo" or shown == DASH:
        return shown
    return book.say("figure.with-unit", value=shown, unit=figure.unit.in_(book.m.lang))


def _beside(book: Book, figure: Figure, result: FigureResult) -> str:
    """The continuous sigma beside a dpmo."""
    sigma = result.shown.get("sigma_level")
    if figure.statistic != "dpmo" or not isinstance(sigma, str):
        return ""
    return book.say("figure.sigma", value=f"{float(sigma):.2f}")


def _opportunities(m: Material, subject: str) -> list[tuple[str, Content]]:
    """Defects per opportunity beside the defective units, where they were counted; they decide nothing."""
    counts = [m.value(subject, name) for name in ("defects", "units", "opportunities")]
    known = [each for each in counts if isinstance(each, int) and not isinstance(each, bool)]
    if len(known) < len(counts):
        return []
    defects, units, opportunities = known
    try:
        found = per_opportunity(defects, units, opportunities)
    except Refused as refused:
        problem = refused.problems[0]
        return [(m.say("figure.opportunities"), m.sentence(f"problem.{problem.code}.message", **problem.details))]
    said = m.say(
        "figure.opportunities-text",
        defects=defects,
        units=units,
        opportunities=opportunities,
        dpmo=f"{float(found.dpmo):.1f}",
        sigma=DASH if found.sigma is None else f"{found.sigma:.2f}",
        upper=f"{found.upper:.1f}",
    )
    return [(m.say("figure.opportunities"), said)]


def _demonstrated(book: Book, result: FigureResult) -> str:
    if result.demonstrated is None:
        return ""
    return book.say("figure.demonstrated", level=result.demonstrated)


def _marks(book: Book, figure: Figure, result: FigureResult) -> str:
    """What a reader must know of the figure's origin: worked out by the assessors, stated only, not yet verified."""
    m, marks = book.m, list[str]()
    answers = m.answers.get(m.stage)
    asked = getattr(answers, figure.id, None) if answers else None
    if asked is not None and asked.tracked is Tracked.BY_ASSESSOR:
        marks.append(m.say("figure.by-assessor"))
    if answers is not None and figure.id in answers.unverified:
        marks.append(m.say("figure.unverified"))
    if result.because.inputs.get("source") == "stated":
        marks.append(m.say("figure.stated"))
    if result.because.rule == "figure-not-tracked" and figure.statistic in ("dpmo", "rolled-throughput-yield"):
        marks.append(m.say("figure.annex-silent"))
    return "".join(marks)


def _by_stage(book: Book, figure: Figure) -> str:
    m = book.m
    parts: list[str] = []
    for stage in m.rated_stages:
        result = m.figure_result(figure.id, stage)
        if result is not None:
            value, level = reasons.shown_value(m, result, figure.id), m.short_span(result.span)
            parts.append(m.say("figure.at-stage", stage=m.say(f"stage.{stage}"), value=value, level=level))
    return m.say("semicolon").join(parts)


def _detail(book: Book, figure: Figure, result: FigureResult) -> list[Flowable]:
    if figure.statistic == "cpk":
        return capability.detail(book)
    if figure.statistic == "rolled-throughput-yield":
        return yields.steps(book, result)
    if figure.statistic == "dpmo":
        return yields.defects(book, result)
    return losses.detail(book, figure, result)


def _recorded(book: Book) -> list[Flowable]:
    """Figures without a gate: three years, source and method."""
    m = book.m
    rows: list[list[Content]] = []
    for each in m.form.recorded:
        subject = f"figure:{each.id}"
        years = [m.shown(subject, name) for name in _YEARS]
        rows.append([each.name.in_(m.lang), *years, m.shown(subject, "source"), m.shown(subject, "method")])
    columns = book.columns(
        ("figure", 0.2), ("year-1", 0.1, "cell_number"), ("year-2", 0.1, "cell_number"), ("year-3", 0.1, "cell_number"),
        ("source", 0.25), ("how", 0.25),
    )  # fmt: skip
    return [book.heading(2, "heading.recorded"), book.lead("recorded.intro"), spaced(table(columns, rows))]
