"""The statistics of one characteristic's readings, computed once for each measurement set, limits and method.

The door from grading to :mod:`qmdesk.stats`; only graders of readings open it, since numpy stands behind.
"""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from qmdesk.grading.gates import Gate
from qmdesk.model.answers import Characteristic
from qmdesk.model.problem import Refused
from qmdesk.model.readings import Readings
from qmdesk.stats.capability import Capability, capability, cpk_reaches, exact_cpk


def study(gate: Gate, characteristic: Characteristic) -> Capability | Refused:
    """The capability study of a characteristic with readings, or why there can be none."""
    each = characteristic
    assert each.readings is not None
    return _study(each.readings, each.lsl, each.usl, each.method, tuple(gate.figure.thresholds.values()))


def level_of(gate: Gate, characteristic: Characteristic) -> int:
    """The level of the characteristic's Cpk, compared with each threshold exactly and never computed."""
    each = characteristic
    assert each.readings is not None
    return gate.level_by(lambda level: _reaches(each.readings, each.lsl, each.usl, each.method, *gate.bar(level)))


@lru_cache(maxsize=512)
def _study(
    readings: Readings, lsl: Decimal | None, usl: Decimal | None, method: str, thresholds: tuple[Decimal, ...]
) -> Capability | Refused:
    try:
        return capability(readings, lsl, usl, method=method, thresholds=thresholds)
    except Refused as refused:
        return refused


@lru_cache(maxsize=2048)
def _reaches(
    readings: Readings, lsl: Decimal | None, usl: Decimal | None, method: str, bar: Decimal, enough: bool
) -> bool:
    """Whether Cpk reaches the bar, or exceeds it where reaching isn't enough."""
    return cpk_reaches(readings, lsl, usl, bar, method) and (enough or exact_cpk(readings, lsl, usl, method) != bar)
