"""The gated figures' answers from the records of a case: counts, readings, costs, and whose data they are."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from qmdesk.formdef.decimals import is_canonical
from qmdesk.formdef.types import Form
from qmdesk.grading.characteristics import Beside, characteristic_at, characteristic_of
from qmdesk.grading.figures.sigma import possible, stated_dpmo
from qmdesk.grading.records import Index, Record, mapping
from qmdesk.model.answers import (
    Characteristic,
    CpkAnswer,
    Defects,
    LossAnswer,
    SigmaAnswer,
    Step,
    Tracked,
    YieldAnswer,
)
from qmdesk.model.assessment import Question
from qmdesk.model.canonical import Json
from qmdesk.model.journal import Stage
from qmdesk.model.readings import Readings

__all__ = ["FigureAnswers", "characteristic_at", "figures_of", "yuan"]

_BARE_NUMBER = re.compile(r"[\s\d.,，。+\-eE０-９．]*")


@dataclass(frozen=True, slots=True)
class FigureAnswers:
    """The five gated figures with what is in conflict, unverified or doubtful about their records."""

    sigma: SigmaAnswer
    cpk: CpkAnswer
    fpy: YieldAnswer
    internal_loss: LossAnswer
    external_loss: LossAnswer
    conflicted: frozenset[str]
    unverified: frozenset[str]
    noted: tuple[Question, ...]


def figures_of(form: Form, found: Index, readings: Mapping[str, Readings]) -> FigureAnswers:
    """Read the figures' own records and those of steps, characteristics, defects and losses."""
    figures = {figure.id: found.record("figure", figure.id) for figure in form.figures}
    rows = {
        "sigma": list(found.records("defect")),
        "cpk": list(found.records("characteristic")),
        "fpy": list(found.records("step")),
    }
    case = found.record("case")
    losses, noted = _losses(found)
    beside = Beside.of(found, readings)
    measured = {record.key: characteristic_of(record, beside) for record in rows["cpk"]}
    read = (
        _sigma(figures["sigma"], rows["sigma"]),
        _cpk(figures["cpk"], rows["cpk"], measured),
        _yield(figures["fpy"], rows["fpy"]),
        _loss(figures["internal_loss"], losses["internal"], case),
        _loss(figures["external_loss"], losses["external"], case),
    )
    # Only now, with every deciding field looked at, do the records know what was in conflict and whose it is.
    by_kind = {"internal_loss": losses["internal"], "external_loss": losses["external"]}
    behind = {**rows, "cpk": _that_decide(rows["cpk"]), **by_kind}
    conflicted = {name for name, own in behind.items() if any(record.doubtful for record in [figures[name], *own])}
    if case.doubtful:  # the output value
        conflicted |= {name for name, own in by_kind.items() if own}
    unverified = {name for name, own in behind.items() if _unverified(found, figures[name], own)}
    return FigureAnswers(*read, frozenset(conflicted), frozenset(unverified), (*noted, *beside.noted))


def _that_decide(characteristics: list[Record]) -> list[Record]:
    """The characteristics that are key or may be; all of them while none is."""
    key = [record for record in characteristics if _key_in_doubt(record) or record.flag("key") is True]
    return key or characteristics


def _key_in_doubt(record: Record) -> bool:
    found = record.folded("key")
    return found is not None and found.conflict


def _tracked(figure: Record) -> Tracked | None:
    value = figure.data("tracked")
    return Tracked(value) if isinstance(value, str) and value in set(Tracked) else None


def _sigma(figure: Record, rows: list[Record]) -> SigmaAnswer:
    defects = tuple(
        Defects(
            record.key,
            record.count("defective"),
            record.count("units"),
            record.text("family", deciding=True),
            record.text("month"),
            record.text("cause"),
        )
        for record in rows
    )
    total = Defects("", figure.count("defective"), figure.count("units"))
    counted = total.defective is not None or total.units is not None
    dpmo = figure.decimal("value", deciding=not defects and not counted)
    if defects and dpmo is None and possible(total):  # the figure's own counts stand beside its records
        dpmo = stated_dpmo(total.defective or 0, total.units or 1)
    return SigmaAnswer(_tracked(figure), defects or ((total,) if counted else ()), dpmo, figure.flag("sampled") is True)


def _yield(figure: Record, rows: list[Record]) -> YieldAnswer:
    ordered = sorted(enumerate(rows), key=lambda each: _order(each[1], each[0]))
    steps = tuple(
        Step(
            record.key,
            record.text("name"),
            record.count("submitted"),
            record.count("passed"),
            record.text("family", deciding=True),
            record.text("line", deciding=True),
            _plain_count(record.value("reworked", deciding=False)),
        )
        for _, record in ordered
    )
    rate = figure.decimal("value", deciding=not steps)
    return YieldAnswer(_tracked(figure), steps, rate, figure.flag("sampled") is True)


def _plain_count(value: Json) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _order(record: Record, position: int) -> tuple[bool, int, int]:
    """By the order given, those without one behind in order of appearance."""
    value = record.value("order", deciding=False)
    known = isinstance(value, int)
    return (not known, value if isinstance(value, int) else 0, position)


def _cpk(figure: Record, rows: list[Record], read: Mapping[str, Characteristic]) -> CpkAnswer:
    every = tuple(read[record.key] for record in rows)
    return CpkAnswer(_tracked(figure), every, figure.decimal("value", deciding=not every))


def _losses(found: Index) -> tuple[dict[str, list[Record]], tuple[Question, ...]]:
    """Loss records by kind; one that lacks its kind or cost can't be counted and is asked about."""
    kinds: dict[str, list[Record]] = {"internal": [], "external": []}
    noted: list[Question] = []
    for record in found.records("loss"):
        kind = record.value("kind")
        doubtful = record.doubtful
        if record.value("cost") is None and not record.doubtful:
            noted.append(Question("loss-incomplete", f"loss:{record.key}"))
        if isinstance(kind, str) and kind in kinds:
            kinds[kind].append(record)
        elif doubtful:
            kinds["internal"].append(record)
            kinds["external"].append(record)
        else:
            noted.append(Question("loss-without-kind", f"loss:{record.key}"))
        if _contradicts(record):
            noted.append(Question("loss-units-contradict", f"loss:{record.key}", {"raw": _raw(record)}))
    return kinds, tuple(noted)


def _loss(figure: Record, rows: list[Record], case: Record) -> LossAnswer:
    costs = tuple(cost for record in rows if (cost := cost_of(record)) is not None)
    rate = figure.decimal("value", deciding=not costs)
    return LossAnswer(_tracked(figure), costs, yuan(case.value("output_value")), rate)


def cost_of(record: Record) -> Decimal | None:
    """A cost in yuan. The record's own unit field speaks for an amount that was written without a unit."""
    value = record.data("cost")
    unit = record.text("unit", deciding=True)
    if unit and not _contradicts(record):
        return yuan({"amount": mapping(value).get("amount"), "unit": unit})
    return yuan(value)


def _contradicts(record: Record) -> bool:
    """Whether an amount was written with a unit other than the unit field says."""
    unit, written = record.text("unit"), mapping(record.value("cost", deciding=False)).get("unit")
    if not unit or written is None or unit == written:
        return False
    return written == "wan" or not _BARE_NUMBER.fullmatch(_raw(record))


def _raw(record: Record) -> str:
    """What was typed for the cost; empty where it came as a value."""
    found = record.folded("cost")
    return "" if found is None else found.heads[-1].raw


def yuan(value: Json) -> Decimal | None:
    """Money ``{"amount": "8.45", "unit": "wan"}`` in yuan, exactly (a 万元 is 10⁴ 元); None for anything else."""
    money = mapping(value)
    amount, unit = money.get("amount"), money.get("unit")
    if not isinstance(amount, str) or not is_canonical(amount) or unit not in ("yuan", "wan"):
        return None
    return Decimal(amount).scaleb(4) if unit == "wan" else Decimal(amount)


def _unverified(found: Index, figure: Record, rows: list[Record]) -> bool:
    """Whether what a figure is computed from is still the enterprise's own and nobody has said that it was checked."""
    if found.stage is Stage.SELF or not any(record.own for record in rows or [figure]):
        return False
    later = [stage for stage in (found.stage, *found.stage.fallbacks) if stage is not Stage.SELF]
    verdicts = [found.own("figure", figure.key, "verified", stage) for stage in later]
    return not any(verdict is not None and verdict.value is True and not verdict.conflict for verdict in verdicts)
