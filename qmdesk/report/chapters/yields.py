"""First-pass yield and the product quality level in detail."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction

from reportlab.platypus.flowables import Flowable

from qmdesk.grading.display import display_value
from qmdesk.grading.figures.first_pass_yield import Route, routes
from qmdesk.grading.figures.sigma import families
from qmdesk.model.assessment import FigureResult
from qmdesk.report import charts_used
from qmdesk.report.book import Book, spaced
from qmdesk.report.material import DASH
from qmdesk.report.prose import Prose
from qmdesk.report.tables import Content, table
from qmdesk.stats.pareto import pareto
from qmdesk.stats.yields import ProcessYield, StepYield


def steps(book: Book, result: FigureResult) -> list[Flowable]:
    """The yield of every step and the falling product, by product family."""
    answers = book.m.answers.get(book.m.stage)
    if answers is None or not answers.fpy.steps:
        return []
    parts: list[Flowable] = []
    for route in routes(answers.fpy.steps):
        parts += _route(book, route, several=len(routes(answers.fpy.steps)) > 1)
    return [*parts, book.note("steps.note")]


def _route(book: Book, route: Route, *, several: bool) -> list[Flowable]:
    figure, product, rows = book.m.form.figure("fpy"), Fraction(1), list[list[Content]]()
    rework = any(station.reworked is not None for station in route.stations)
    for number, station in enumerate(route.stations, 1):
        known = station.rate is not None
        product *= station.rate if station.rate is not None else 1
        rows.append(
            [
                str(number),
                station.name or station.key,
                count(station.submitted),
                count(station.passed),
                *([count(station.reworked)] if rework else []),
                display_value(figure, station.rate) if station.rate is not None else DASH,
                display_value(figure, product) if known else DASH,
            ]
        )
    columns = book.columns(
        ("number", 0.08, "cell_center"), ("step", 0.24 if rework else 0.36), ("submitted", 0.14, "cell_number"),
        ("passed", 0.14, "cell_number"), *([("reworked", 0.12, "cell_number")] if rework else []),
        ("yield", 0.14, "cell_number"), ("product", 0.14, "cell_number"),
    )  # fmt: skip
    title = book.table_title("table.steps-of", family=route.family) if several else book.table_title("table.steps")
    drawn = charts_used.yields(book.m, route)
    chart = [drawn, book.figure_title("chart.yield", name=route.family)] if drawn else []
    return [title, spaced(table(columns, rows), 4 if rework else 10), *_rework(book, route), *chart]


def _rework(book: Book, route: Route) -> list[Flowable]:
    """The yield after rework beside the first-pass yield: what lies between was done twice. Nothing without rework."""
    counted = [each for each in route.stations if each.submitted is not None and each.passed is not None]
    if not route.complete or all(each.reworked is None for each in counted):
        return []
    figure = book.m.form.figure("fpy")
    steps = tuple(StepYield(each.submitted or 1, each.passed or 0, each.reworked or 0) for each in counted)
    found = ProcessYield(steps)
    shown = {name: display_value(figure, value) for name, value in
             (("first", found.first), ("final", found.final), ("hidden", found.hidden))}  # fmt: skip
    return [Prose(book.say("steps.rework", **shown), "note", after=8)]


def defects(book: Book, result: FigureResult) -> list[Flowable]:
    """Defective units by product family, and by cause where causes are recorded."""
    answers = book.m.answers.get(book.m.stage)
    if answers is None or not answers.sigma.defects:
        return []
    figure = book.m.form.figure("sigma")
    rows: list[list[Content]] = []
    for family, counted in families(answers.sigma):
        dpmo = DASH if counted is None else display_value(figure, counted.dpmo)
        part = next((each for each in result.parts if each.family == family), None)
        level = DASH if part is None else book.m.short_span(part.span)
        rows.append(
            [
                family or book.say("family.all"),
                count(counted.units if counted else None),
                count(counted.defective if counted else None),
                dpmo,
                level,
            ]
        )
    columns = book.columns(
        ("family", 0.36), ("units", 0.18, "cell_number"), ("defective", 0.18, "cell_number"),
        ("dpmo", 0.18, "cell_number"), ("level", 0.1, "cell_center"),
    )  # fmt: skip
    drawn = charts_used.sigma(book.m, result)
    chart = [drawn, book.figure_title("chart.sigma")] if drawn else []
    return [book.table_title("table.defects"), spaced(table(columns, rows)), *chart, *_causes(book)]


def _causes(book: Book) -> list[Flowable]:
    """Causes of defects, most frequent first, with their share."""
    causes: Counter[str] = Counter()
    for each in book.m.answers[book.m.stage].sigma.defects:
        if each.cause and each.defective and each.defective > 0:
            causes[each.cause] += each.defective
    found = pareto(causes)
    return [charts_used.pareto(book.m, found), book.figure_title("chart.pareto")] if found else []


def count(number: int | None) -> str:
    """A count in groups of three, a dash where it is not known."""
    return DASH if number is None else f"{number:,}".replace(",", " ")


def share(part: int | Fraction, whole: int | Fraction) -> str:
    """A share with one digit, for reading only."""
    return DASH if not whole else f"{float(Fraction(part) / Fraction(whole)):.1%}"
