"""Gauge studies in the report: components of variation, both methods by name, and the verdict."""

from __future__ import annotations

from reportlab.platypus.flowables import Flowable

from qmdesk.grading.gauges import GaugeRecord, gauge_records, gauge_study
from qmdesk.grading.records import index
from qmdesk.model.problem import Refused
from qmdesk.report import charts_used
from qmdesk.report.book import Book, spaced
from qmdesk.report.material import DASH, Material
from qmdesk.report.prose import Prose
from qmdesk.report.tables import Content, Table, pairs, table
from qmdesk.stats.gauge_rr import GaugeStudy

#: Sources of variation as a study names them, and their words.
_SOURCES = {
    "repeatability": "gauge.repeatability",
    "reproducibility": "gauge.reproducibility",
    "grr": "gauge.grr",
    "part": "gauge.part",
    "total": "gauge.total",
}


def records(m: Material) -> tuple[GaugeRecord, ...]:
    """The gauge studies as the reported stage sees them."""
    return gauge_records(index(m.snapshot.state, m.stage), m.snapshot.readings)


def study(book: Book, record: GaugeRecord) -> list[Flowable]:
    """One gauge study: what was measured, the table of components, the verdict."""
    m, found = book.m, gauge_study(record)
    shape = m.say("gauge.shape", parts=len(record.parts), operators=len(record.operators), trials=record.trials)
    facts: list[tuple[str, Content]] = [
        (m.say("gauge.gauge"), record.gauge or DASH),
        (m.say("gauge.measured"), shape),
        (m.say("gauge.operators"), m.say("list").join(record.operators) or DASH),
        (m.say("gauge.tolerance"), _with_unit(record, DASH if record.tolerance is None else f"{record.tolerance:f}")),
    ]
    title = book.table_title("table.gauge", name=record.name or record.key)
    head = spaced(pairs(facts, across=2, label=0.15), 2)
    verdict = Prose(_verdict(m, record, found), "cell")
    note: list[Flowable] = [Prose(m.say("gauge.note", note=record.note), "note")] if record.note else []
    if not isinstance(found, GaugeStudy):
        return [title, head, verdict, *note]
    drawn = charts_used.gauge(m, record, found)
    shown = [drawn, book.figure_title("chart.gauge", name=record.name or record.key)]
    return [title, head, spaced(_components(book, found), 4), verdict, *note, *shown]


def _with_unit(record: GaugeRecord, text: str) -> str:
    return f"{text} {record.unit}" if record.unit and text != DASH else text


def _components(book: Book, found: GaugeStudy) -> Table:
    m, own = book.m, found.components
    lines: list[list[Content]] = []
    for name, words in _SOURCES.items():
        deviation: float = getattr(own, name)
        lines.append(
            [
                m.say(words),
                f"{deviation:.5g}",
                _share(deviation, own.total),
                DASH if found.tolerance is None else _share(6 * deviation, found.tolerance),
            ]
        )
    columns = book.columns(
        ("component", 0.4), ("deviation", 0.2, "cell_number"), ("of-study", 0.2, "cell_number"),
        ("of-tolerance", 0.2, "cell_number"),
    )  # fmt: skip
    return table(columns, lines)


def _share(part: float, whole: float) -> str:
    return DASH if not whole else f"{100 * part / whole:.1f} %"


def _verdict(m: Material, record: GaugeRecord, found: GaugeStudy | Refused | None) -> str:
    if isinstance(found, Refused):
        return m.say("gauge.refused")
    if found is None:
        count = 0 if record.readings is None else len(record.readings)
        return m.say("gauge.conflict" if record.conflict else "gauge.incomplete", count=count, expected=record.expected)
    own, beside = found.components, found.average_range
    said = [m.say("gauge.result", ndc=_number(own.ndc), verdict=m.sentence(f"stats.gauge.{found.verdict}"))]
    if beside is not None:
        percent = DASH if beside.percent_study is None else f"{beside.percent_study:.1f} %"
        said.append(m.say("gauge.beside", percent=percent, ndc=_number(beside.ndc)))
    if found.clipped:
        said.append(m.say("gauge.clipped"))
    return "".join(said)


def _number(value: int | None) -> str:
    return DASH if value is None else str(value)
