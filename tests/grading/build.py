"""Answers and cases for the grade's tests, written as shortly as a table row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from qmdesk.formdef.loader import load_builtin
from qmdesk.formdef.types import Form
from qmdesk.model.answers import (
    Answers,
    Characteristic,
    CpkAnswer,
    Defects,
    ItemAnswer,
    LossAnswer,
    SigmaAnswer,
    Step,
    Tracked,
    YieldAnswer,
)
from qmdesk.model.assessment import Assessment, FigureResult, Interval, ItemResult
from qmdesk.model.canonical import Json
from qmdesk.model.journal import Entry, Folded, Place
from qmdesk.model.readings import Readings
from qmdesk.model.snapshot import Snapshot

D = Decimal
FIGURES = ("sigma", "cpk", "fpy", "internal_loss", "external_loss")


def form() -> Form:
    """The built-in form."""
    return load_builtin("meqmc", "2026")


def item_ids() -> list[str]:
    return [item.id for item in form().items]


def every_item(level: int, **changed: int) -> dict[str, ItemAnswer]:
    """All items at one level; ``system__process=2`` sets ``system.process`` apart."""
    levels = dict.fromkeys(item_ids(), level) | {key.replace("__", "."): value for key, value in changed.items()}
    return {item: ItemAnswer((value,)) for item, value in levels.items()}


def figures(level: int) -> dict[str, Any]:
    """The five figures, each just at a level's threshold (a loss just below it)."""
    dpmo = {1: "66801", 2: "66800", 3: "6200", 4: "230", 5: "3.4"}[level]
    cpk = {1: "0.99", 2: "1", 3: "1.33", 4: "1.67", 5: "2.00"}[level]
    rate = {1: "0.89", 2: "0.90", 3: "0.95", 4: "0.97", 5: "0.98"}[level]
    internal = {2: "0.03", 3: "0.029", 4: "0.0149", 5: "0.0074"}
    external = {2: "0.023", 3: "0.0229", 4: "0.0099", 5: "0.0049"}
    return {
        "sigma": SigmaAnswer(dpmo=D(dpmo)),
        "cpk": CpkAnswer(characteristics=(claimed("外径", cpk, in_control=True),)),
        "fpy": YieldAnswer(rate=D(rate)),
        "internal_loss": loss(internal.get(level)),
        "external_loss": loss(external.get(level)),
    }


def full(items: int, figure_level: int) -> Answers:
    """Everything answered: all items at one level, all figures at another."""
    return Answers(items=every_item(items), **figures(figure_level))


def loss(rate: str | None) -> LossAnswer:
    """A stated loss rate; not tracked where None."""
    return LossAnswer(tracked=Tracked.NO) if rate is None else LossAnswer(rate=D(rate))


def costs(*amounts: str, output: str) -> LossAnswer:
    return LossAnswer(costs=tuple(map(D, amounts)), output_value=D(output))


def steps(*pairs: tuple[int | None, int | None], family: str = "") -> YieldAnswer:
    """Steps as (submitted, passed)."""
    return YieldAnswer(
        steps=tuple(
            Step(f"{family}{n}", f"工序{n}", submitted, passed, family)
            for n, (submitted, passed) in enumerate(pairs, 1)
        )
    )


def counts(*rows: tuple[int | None, int | None], sampled: bool = False) -> SigmaAnswer:
    """Defective and units by row, all of one family."""
    return SigmaAnswer(defects=tuple(Defects(f"d{n}", *row) for n, row in enumerate(rows)), sampled=sampled)


def claimed(name: str, cpk: str, **more: Any) -> Characteristic:
    return Characteristic(name, name, claimed_cpk=D(cpk), **more)


def measured(
    name: str, values: Iterable[str], lsl: str | None = None, usl: str | None = None, **more: Any
) -> Characteristic:
    """A characteristic with readings; ``subgroups`` and ``ordered`` go to the measurement set."""
    readings = Readings.of([D(v) for v in values], more.pop("subgroups", None), ordered=more.pop("ordered", True))
    return Characteristic(
        name, name, readings=readings, lsl=None if lsl is None else D(lsl), usl=None if usl is None else D(usl), **more
    )


def cpk_of(*characteristics: Characteristic, tracked: Tracked | None = None) -> Answers:
    return Answers(cpk=CpkAnswer(tracked, characteristics))


def figure(assessment: Assessment, figure_id: str) -> FigureResult:
    return next(each for each in assessment.figures if each.id == figure_id)


def item(assessment: Assessment, item_id: str) -> ItemResult:
    return next(each for each in assessment.items if each.id == item_id)


def span(assessment: Assessment, dimension: str) -> tuple[int, int]:
    found = next(each.span for each in assessment.dimensions if each.id == dimension)
    return ends(found)


def ends(interval: Interval) -> tuple[int, int]:
    return interval.lowest, interval.highest


def codes(assessment: Assessment) -> set[str]:
    return {question.code for question in assessment.questions}


def with_option(answers: Answers, **options: str) -> Answers:
    """The answers with options chosen: ``loss_band="literal-band"``."""
    return replace(answers, readings={key.replace("_", "-"): value for key, value in options.items()})


def snapshot(
    values: Mapping[tuple[str, str], Json | list[Json]], blobs: Mapping[str, Readings] | None = None
) -> Snapshot:
    """A case in which (subject, field) holds a value; a list ``["conflict", a, b]`` holds several."""
    state: dict[Place, Folded] = {}
    for (subject, field), value in values.items():
        conflict = isinstance(value, list) and value[:1] == ["conflict"]
        heads = [_entry(subject, field, each, n) for n, each in enumerate(value[1:] if conflict else [value])]  # type: ignore[index]
        place = Place.of(subject, field)
        state[place] = Folded(place, tuple(heads))
    return Snapshot("case-1", "meqmc", "2026", "0" * 64, state, blobs or {}, {}, ())


def _entry(subject: str, field: str, value: Json, n: int) -> Entry:
    """An entry; a value written ``{"raw": ..., "value": ...}`` or ``{"reason": ..., "value": ...}`` carries it."""
    raw = reason = ""
    if isinstance(value, dict) and "value" in value:
        raw, reason, value = str(value.get("raw", "")), str(value.get("reason", "")), value["value"]
    return Entry(f"dev{n}", 1, 1, "王工", "", "", subject, field, value, raw, reason, "typed", (), "", f"{n}" * 64)
