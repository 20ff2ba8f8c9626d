"""Sampling on site and measurements beside the enterprise's: plans anyone can draw again, differences as tested."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from reportlab.platypus.flowables import Flowable

from qmdesk.grading.records import mapping
from qmdesk.model.problem import Refused
from qmdesk.model.readings import Readings
from qmdesk.report import charts_used
from qmdesk.report.book import Book, spaced
from qmdesk.report.chapters import gauges
from qmdesk.report.material import DASH, Material, Record
from qmdesk.report.tables import Content, pairs
from qmdesk.stats.compare import Comparison, compare
from qmdesk.stats.sampling import Draw, draw

_LABEL = 0.16


def measuring(book: Book, drawn_already: Sequence[str] = ()) -> list[Flowable]:
    """Sampling plans, repeat measurements, and gauge studies that belong to no characteristic shown before."""
    m = book.m
    plans, repeats = _of(m, "sampling"), _of(m, "repeat")
    studies = [each for each in gauges.records(m) if each.characteristic not in drawn_already]
    if not (plans or repeats or studies):
        return []
    parts: list[Flowable] = [book.heading(2, "heading.measuring")]
    if plans:
        parts.append(book.lead("sampling.intro"))
        parts += [part for number, plan in enumerate(plans, 1) for part in _plan(book, plan, number)]
    for repeat in repeats:
        parts += _repeat(book, repeat)
    for study in studies:
        parts += gauges.study(book, study)
    return parts


def _of(m: Material, kind: str) -> tuple[Record, ...]:
    return m.records(kind) if kind in m.form.records else ()


# -- sampling ----------------------------------------------------------------------------------------


def _plan(book: Book, plan: Record, number: int) -> list[Flowable]:
    m = book.m
    facts: list[tuple[str, Content]] = [
        (m.say("sampling.question"), plan.text("purpose")),
        (m.say("sampling.population"), _said(m, "of", source=plan.text("source"), count=plan.text("population"))),
        (m.say("sampling.size"), _said(m, "because", size=plan.text("size"), reason=plan.text("size_reason"))),
        (m.say("sampling.method"), m.choice("sampling", "method", _method(plan))),
        (m.say("sampling.seed"), plan.text("seed")),
        (m.say("sampling.drawn"), plan.text("drawn")),
        (m.say("sampling.again"), m.say(f"sampling.again-{drawn_again(plan)}")),
        (m.say("sampling.result"), plan.text("result")),
    ]
    if plan.text("strata") != DASH:
        facts.insert(4, (m.say("sampling.strata"), plan.text("strata")))
    shown = [(name, value) for name, value in facts if value != DASH]
    return [book.table_title("table.sampling", number=number), spaced(pairs(shown, label=_LABEL))]


def _said(m: Material, key: str, **details: str) -> str:
    """A sentence, or the one that says what is missing in it."""
    return m.say(f"sampling.{key}" if DASH not in details.values() else f"sampling.{key}-unsaid", **details)


def drawn_again(plan: Record) -> str:
    """Whether the numbers drawn are those that the seed gives: ``same``, ``differs``; ``unknown`` with little said."""
    drawn = plan.value("drawn")
    made = _draw(plan)
    if made is None or not isinstance(drawn, str) or not drawn.strip():
        return "unknown"
    if made.strata:
        expected = [number for stratum in made.strata for number in stratum.numbers]
        written = [int(each) for line in drawn.splitlines() for each in re.findall(r"\d+", re.split("[:：]", line)[-1])]
    else:
        expected, written = list(made.numbers), [int(each) for each in re.findall(r"\d+", drawn)]
    if made.method == "census":  # kept as a range
        expected = [1, made.population]
    return "same" if written == expected else "differs"


def _draw(plan: Record) -> Draw | None:
    population, size, seed = (plan.value(name) for name in ("population", "size", "seed"))
    method = _method(plan)
    if not isinstance(population, int) or (not isinstance(size, int) and method != "census"):
        return None
    count = size if isinstance(size, int) else population
    try:
        return draw(population, count, method=method, seed=str(seed or ""), strata=strata_of(plan.value("strata")))
    except Refused:
        return None


def _method(plan: Record) -> str:
    """The method of a plan: simple random where none is said, as it is drawn then."""
    method = plan.value("method")
    return method if isinstance(method, str) and method else "random"


def strata_of(text: object) -> tuple[tuple[str, int], ...]:
    """Strata from lines of a name and a size; a line without a size is passed over."""
    found: list[tuple[str, int]] = []
    for line in text.splitlines() if isinstance(text, str) else ():
        split = re.fullmatch(r"\s*(.*?)[\s:：,，]+(\d{1,9})\s*", line)
        if split:
            found.append((split[1], int(split[2])))
    return tuple(found)


# -- repeat measurements -----------------------------------------------------------------------------


def _repeat(book: Book, record: Record) -> list[Flowable]:
    m = book.m
    key = record.value("characteristic")
    subject = f"characteristic:{str(key or '').removeprefix('characteristic:')}"
    name, unit = m.shown(subject, "name"), m.value(subject, "unit")
    ours, theirs = _readings(m, record, "readings"), _readings(m, record, "theirs")
    facts: list[tuple[str, Content]] = [
        (m.say("repeat.kind"), record.text("kind")),
        (m.say("repeat.by"), record.text("by")),
        (m.say("repeat.gauge"), record.text("gauge")),
        (m.say("repeat.pieces"), m.say("repeat.paired" if record.value("paired") is True else "repeat.unpaired")),
    ]
    found = _comparison(m, record, ours, theirs)
    facts += _compared(m, found, f" {unit}" if unit else "")
    if record.text("note") != DASH:
        facts.append((m.say("repeat.note"), record.text("note")))
    said = name if name != DASH else str(key or DASH)
    shown: list[Flowable] = [book.table_title("table.repeat", name=said), spaced(pairs(facts, across=2, label=_LABEL))]
    if ours is None or theirs is None or not isinstance(found, Comparison) or found.difference is None:
        return shown
    drawn = charts_used.repeat(m, ours, theirs, found, str(unit or ""))
    return [*shown, drawn, book.figure_title("chart.repeat", name=said)]


def _readings(m: Material, record: Record, name: str) -> Readings | None:
    blob = mapping(record.value(name)).get("blob")
    return m.snapshot.readings.get(blob) if isinstance(blob, str) else None


def _comparison(m: Material, record: Record, ours: Readings | None, theirs: Readings | None) -> Comparison | str:
    """The comparison, or in words why there is none."""
    if ours is None or theirs is None:
        return m.say("repeat.missing")
    allowed = record.value("allowed")
    limit = Decimal(allowed) if isinstance(allowed, str) else None
    try:
        return compare(ours, theirs, paired=record.value("paired") is True, allowed=limit)
    except Refused as refused:
        problem = refused.problems[0]
        return m.sentence(f"problem.{problem.code}.message", **problem.details)


def _compared(m: Material, found: Comparison | str, unit: str) -> list[tuple[str, Content]]:
    if isinstance(found, str):
        return [(m.say("repeat.verdict"), found)]
    return [
        (m.say("repeat.ours"), _set(m, found.n_ours, found.mean_ours, found.sd_ours, unit)),
        (m.say("repeat.theirs"), _set(m, found.n_theirs, found.mean_theirs, found.sd_theirs, unit)),
        (m.say("repeat.difference"), _difference(m, found, unit)),
        (m.say("repeat.test"), _tested(m, found.test, found.p)),
        (m.say("repeat.spread"), _tested(m, found.variance_test, found.variance_p)),
        (m.say("repeat.allowed"), _allowed(m, found, unit)),
        (m.say("repeat.verdict"), m.sentence(f"stats.comparison.{found.verdict}")),
    ]


def _set(m: Material, n: int, mean: float | None, deviation: float | None, unit: str) -> str:
    return m.say("repeat.set", n=n, mean=_figure(mean) + unit, sd=_figure(deviation))


def _difference(m: Material, found: Comparison, unit: str) -> str:
    if found.difference is None:
        return DASH
    said = _figure(float(found.difference)) + unit
    if found.interval is None:
        return said
    low, high = (_figure(end) for end in found.interval)
    return m.say("repeat.with-interval", difference=said, low=low, high=high)


def _tested(m: Material, test: str, p: float | None) -> str:
    name = m.sentence(f"stats.comparison.{test}")
    return name if p is None else m.say("repeat.with-p", test=name, p=f"{p:.3g}")


def _allowed(m: Material, found: Comparison, unit: str) -> str:
    largest = found.largest if found.paired else found.difference
    shown = DASH if largest is None else _figure(float(largest)) + unit
    if found.allowed is None:
        return m.say("repeat.largest", largest=shown)
    return m.say("repeat.largest-allowed", largest=shown, allowed=f"{found.allowed:f}{unit}")


def _figure(value: float | None) -> str:
    return DASH if value is None else f"{value:.5g}".replace("-", "−")
