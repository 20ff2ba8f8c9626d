"""Gauge studies as recorded: what each measured, whether its readings are complete, and what comes of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from qmdesk.grading.records import Index, Record, mapping
from qmdesk.model.assessment import Question
from qmdesk.model.problem import Refused
from qmdesk.model.readings import Readings

if TYPE_CHECKING:
    from qmdesk.stats.gauge_rr import GaugeStudy


@dataclass(frozen=True, slots=True)
class GaugeRecord:
    """One gauge study. ``readings`` run by part, then operator, then trial; None while there are none.

    ``trials`` is 0 while not said; ``conflict`` where what was measured is in conflict between devices.
    """

    key: str
    name: str
    characteristic: str
    gauge: str
    unit: str
    tolerance: Decimal | None
    parts: tuple[str, ...]
    operators: tuple[str, ...]
    trials: int
    readings: Readings | None
    note: str = ""
    conflict: bool = False

    @property
    def expected(self) -> int:
        """How many readings a complete study of this shape has."""
        return len(self.parts) * len(self.operators) * self.trials

    @property
    def complete(self) -> bool:
        """Whether every operator measured every part as often as planned."""
        return not self.conflict and self.readings is not None and 0 < self.expected == len(self.readings)


def gauge_records(found: Index, readings: Mapping[str, Readings]) -> tuple[GaugeRecord, ...]:
    """The gauge studies that are there at a stage."""
    return tuple(_record(record, readings) for record in found.records("gauge_study"))


def gauge_study(record: GaugeRecord) -> GaugeStudy | Refused | None:
    """The study by analysis of variance; None while readings are missing, Refused where they allow none."""
    if not record.complete or record.readings is None:
        return None
    shape = (len(record.parts), len(record.operators), record.trials)
    return _study(record.readings, shape, None if record.tolerance is None else str(record.tolerance))


def gauge_result(record: GaugeRecord) -> tuple[float | None, int | None] | None:
    """R&R in % of the study's variation and the number of distinct categories; None where there is no study."""
    study = gauge_study(record)
    if study is None or isinstance(study, Refused):
        return None
    return study.components.percent_study, study.components.ndc


def questions_of_gauges(records: Sequence[GaugeRecord]) -> list[Question]:
    """A study in conflict, incomplete, or with readings that allow none."""
    found: list[Question] = []
    for record in records:
        where, name = f"gauge_study:{record.key}", record.name or record.key
        study = gauge_study(record)
        if record.conflict:
            found.append(Question("gauge-study-conflict", where, {"name": name}))
        elif not record.complete:
            count = 0 if record.readings is None else len(record.readings)
            shape = {"parts": len(record.parts), "operators": len(record.operators), "trials": record.trials}
            found.append(Question("gauge-study-incomplete", where, {"name": name, "count": count, **shape}))
        elif isinstance(study, Refused):
            found.append(Question("gauge-study-refused", where, {"name": name}))
        elif study is not None and study.components.percent_study is None:
            found.append(Question("gauge-study-no-variation", where, {"name": name}))
    return found


def _record(record: Record, readings: Mapping[str, Readings]) -> GaugeRecord:
    blob = mapping(record.value("readings")).get("blob")
    parts, operators = record.text("parts", deciding=True), record.text("operators", deciding=True)
    trials = record.value("trials")
    tolerance = record.decimal("tolerance")
    bound = record.text("characteristic", deciding=True).removeprefix("characteristic:")
    return GaugeRecord(
        key=record.key,
        name=record.text("name"),
        characteristic=bound,
        gauge=record.text("gauge"),
        unit=record.text("unit"),
        tolerance=tolerance if tolerance is not None and tolerance > 0 else None,
        parts=_lines(parts),
        operators=_lines(operators),
        trials=trials if isinstance(trials, int) and not isinstance(trials, bool) else 0,
        readings=readings.get(blob) if isinstance(blob, str) else None,
        note=record.text("note"),
        conflict=record.doubtful,
    )


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


@lru_cache(maxsize=64)
def _study(readings: Readings, shape: tuple[int, int, int], tolerance: str | None) -> GaugeStudy | Refused:
    from qmdesk.stats.exact import floats
    from qmdesk.stats.gauge_rr import gauge_rr

    cells = [(str(part), str(operator)) for part in range(shape[0]) for operator in range(shape[1])]
    rows = [cell for cell in cells for _ in range(shape[2])]
    try:
        return gauge_rr(
            [part for part, _ in rows],
            [operator for _, operator in rows],
            floats(readings).tolist(),
            tolerance=None if tolerance is None else float(tolerance),
        )
    except Refused as refused:
        return refused
