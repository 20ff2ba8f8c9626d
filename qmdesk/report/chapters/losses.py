"""Quality losses in detail: what they cost by category, and against the output value."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from reportlab.platypus.flowables import Flowable

from qmdesk.charts.losses import CategoryLoss, MonthLoss
from qmdesk.formdef.types import Figure
from qmdesk.model.assessment import FigureResult
from qmdesk.model.canonical import Json
from qmdesk.report import charts_used, reasons
from qmdesk.report.book import Book, spaced
from qmdesk.report.chapters.yields import share
from qmdesk.report.material import DASH, Material, Record
from qmdesk.report.prose import Prose
from qmdesk.report.tables import Content, table

_TEN_THOUSAND = 4
_KINDS = ("internal", "external")


def detail(book: Book, figure: Figure, result: FigureResult) -> list[Flowable]:
    """Costs by category with their share."""
    sums = by_category(book.m, figure.id.removesuffix("_loss"))
    if not sums:
        return []
    total = sum(sums.values(), Decimal(0))
    rows: list[list[Content]] = [
        [book.m.choice("loss", "category", category) if category else DASH, *_money(book, cost, total)]
        for category, cost in sorted(sums.items(), key=lambda each: -each[1])
    ]
    rows.append([Prose(book.say("total"), "cell_bold"), *_money(book, total, total)])
    output = yuan(book.m.value("case", "output_value"))
    columns = book.columns(("category", 0.5), ("cost", 0.28, "cell_number"), ("share", 0.22, "cell_number"))
    said = book.say("losses.output", output=DASH if output is None else reasons.money(book.m, f"{output:f}"))
    charts = _charts(book) if figure.id == "external_loss" else []
    return [book.table_title(f"table.{figure.id}"), spaced(table(columns, rows), 4), Prose(said, "note"), *charts]


def _charts(book: Book) -> list[Flowable]:
    """Both rates on their bands, and what both kinds cost by category and month: once, after the second of them."""
    m, parts = book.m, list[Flowable]()
    rates = charts_used.loss_rates(
        m, m.figure_result("internal_loss", m.stage), m.figure_result("external_loss", m.stage)
    )
    if rates is not None:
        parts += [rates, book.figure_title("chart.loss-rates")]
    categories = [
        CategoryLoss(kind, m.choice("loss", "category", name) if name else DASH, Fraction(cost) / 10_000)
        for kind in _KINDS
        for name, cost in by_category(m, kind).items()
    ]
    return [*parts, charts_used.losses(m, categories, _months(m)), book.figure_title("chart.losses")]


def _months(m: Material) -> list[MonthLoss]:
    """What each month cost, in 万元; months in which one kind has no entry say nothing of it."""
    sums: dict[str, dict[str, Fraction]] = defaultdict(dict)
    for kind in _KINDS:
        for each in records(m, kind):
            cost, month = yuan(each.value("cost")), each.value("month")
            if cost is not None and isinstance(month, str):
                sums[month][kind] = sums[month].get(kind, Fraction(0)) + Fraction(cost) / 10_000
    return [MonthLoss(month, sums[month].get("internal"), sums[month].get("external")) for month in sorted(sums)]


def by_category(m: Material, kind: str) -> Mapping[str, Decimal]:
    """The sum of the costs of a kind (internal, external) by category, in yuan."""
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for each in records(m, kind):
        cost = yuan(each.value("cost"))
        if cost is not None:
            category = each.value("category")
            sums[category if isinstance(category, str) else ""] += cost
    return sums


def records(m: Material, kind: str) -> list[Record]:
    """The cost entries of a kind."""
    return [each for each in m.records("loss") if each.value("kind") == kind]


def yuan(value: Json) -> Decimal | None:
    """Money of the journal in yuan, exactly; None for anything else."""
    if not isinstance(value, Mapping) or not isinstance(value.get("amount"), str):
        return None
    amount = Decimal(str(value["amount"]))
    return amount.scaleb(_TEN_THOUSAND) if value.get("unit") == "wan" else amount


def _money(book: Book, cost: Decimal, total: Decimal) -> list[str]:
    return [reasons.money(book.m, f"{cost:f}"), share(Fraction(cost), Fraction(total))]
