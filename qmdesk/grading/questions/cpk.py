"""Questions about process capability, characteristic by characteristic."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from qmdesk.grading.figures.cpk import STATED, characteristics, deciding, grade_characteristic
from qmdesk.grading.gates import Gate
from qmdesk.grading.numbers import decimal_text, fraction_of
from qmdesk.grading.options import Settled
from qmdesk.grading.questions.common import about_figure, disagrees
from qmdesk.model.answers import Characteristic, CpkAnswer, Tracked
from qmdesk.model.assessment import Question
from qmdesk.model.readings import Readings

#: Reasons of a capability study, and what is asked about each.
ASKED = {
    "no-limits": "cpk-no-limits",
    "too-few-readings": "cpk-too-few-readings",
    "no-variation": "cpk-no-variation",
    "order-unknown": "cpk-overall",
    "few-readings": "cpk-few-readings",
    "few-distinct": "cpk-few-distinct",
    "coarse-resolution": "cpk-coarse-resolution",
    "non-normal": "cpk-not-normal",
    "gauge-poor": "cpk-gauge-poor",
    "gauge-marginal": "cpk-gauge-marginal",
}
#: Reasons that leave no index, so that nothing else is worth asking.
FATAL = ("no-limits", "too-few-readings", "no-variation")
#: How far off the limits, as a factor of their size, readings lie that seem to be in another unit.
OTHER_UNIT = 50


def questions_of_cpk(gate: Gate, answer: CpkAnswer, choices: Settled) -> list[Question]:
    """Doubts about each characteristic; those not marked key are asked about only while none is."""
    if answer.tracked is Tracked.NO:
        return []
    every = characteristics(answer)
    found: list[Question] = []
    if every and every[0].key != STATED and not any(each.is_key for each in every):
        found.append(about_figure("no-key-characteristic", gate.figure, count=len(every)))
    for each in deciding(every):
        found += _of_one(gate, each, choices)
    return found + _kept_out(gate, every, choices)


def _kept_out(gate: Gate, every: Sequence[Characteristic], choices: Settled) -> list[Question]:
    """Characteristics that aren't marked key and would take the figure to a lower level than those that are."""
    judged = deciding(every)
    others = [each for each in every if each not in judged]
    if not others:
        return []
    spans = [grade_characteristic(gate, each, choices).span for each in judged]
    lowest, highest = min(each.lowest for each in spans), min(each.highest for each in spans)
    found: list[Question] = []
    for each in others:
        part = grade_characteristic(gate, each, choices)
        if part.value is not None and (part.span.highest < highest or part.span.lowest < lowest):
            value, span = part.value, part.span
            levels = f"{span.lowest}" if span.level is not None else f"{span.lowest}–{span.highest}"
            found.append(_about("lower-not-key", each, value=value, span=levels))
    return found


def _of_one(gate: Gate, characteristic: Characteristic, choices: Settled) -> list[Question]:
    if characteristic.readings is not None:
        return _of_readings(gate, characteristic, choices)
    if characteristic.claimed_cpk is None:
        return [_about("cpk-not-measured", characteristic)]
    claimed = decimal_text(characteristic.claimed_cpk)
    found = [_about("cpk-claimed", characteristic, value=claimed)]
    if characteristic.in_control is None:
        found.append(_about("control-undecided", characteristic, value=claimed))
    return found


def _of_readings(gate: Gate, characteristic: Characteristic, choices: Settled) -> list[Question]:
    from qmdesk.grading import studies
    from qmdesk.grading.questions.choices import chart_alarms, questions_of_choices

    study = studies.study_of(characteristic, studies.thresholds_of(gate))
    if isinstance(study, Exception):
        return [_refused(characteristic, study.problems[0].code)]
    _, reasons = studies.standing(characteristic, study)
    if any(reason in FATAL for reason in reasons):
        reasons = tuple(reason for reason in reasons if reason in FATAL)
    value = study.index_text or ""
    details: dict[str, str | int] = {"n": study.n, "distinct": study.distinct, "value": value, **_gauge(characteristic)}
    found = [_about(ASKED[reason], characteristic, **details) for reason in reasons if reason in ASKED]
    found += questions_of_choices(gate, characteristic, study, choices)
    if study.index_text is None:
        return found
    alarms = chart_alarms(characteristic, study, gate)
    calm = None if alarms is None else not alarms
    return found + _control(characteristic, calm, value) + _plausible(characteristic, value)


def _gauge(characteristic: Characteristic) -> dict[str, str | int]:
    percent, categories = characteristic.gauge_percent, characteristic.gauge_ndc
    return {
        "percent": "—" if percent is None else f"{percent:.1f}",
        "ndc": "—" if categories is None else categories,
    }


def _refused(characteristic: Characteristic, code: str) -> Question:
    if code == "limits-reversed":
        return _about("cpk-limits-reversed", characteristic, lsl=str(characteristic.lsl), usl=str(characteristic.usl))
    return _about("cpk-method-refused", characteristic, method=characteristic.method)


def _control(characteristic: Characteristic, chart: bool | None, value: str) -> list[Question]:
    """The team's verdict on control beside what the chart shows."""
    verdict = characteristic.in_control
    if chart is False and verdict is None:
        return [_about("unstable-undecided", characteristic, value=value)]
    if chart is False and verdict is True and not characteristic.control_reason.strip():
        return [_about("in-control-against-chart", characteristic, value=value)]
    if chart is None and verdict is None:
        return [_about("control-undecided", characteristic, value=value)]
    return []


def _plausible(characteristic: Characteristic, value: str) -> list[Question]:
    """Whether readings, limits and a stated figure can belong together."""
    found: list[Question] = []
    claimed = characteristic.claimed_cpk
    if claimed is not None and disagrees(claimed, fraction_of(value)):
        found.append(_about("cpk-stated-against-computed", characteristic, stated=decimal_text(claimed), value=value))
    if characteristic.readings is not None and _other_unit(characteristic, characteristic.readings):
        found.append(_about("unit-mismatch", characteristic, unit=characteristic.unit))
    return found


def _other_unit(characteristic: Characteristic, readings: Readings) -> bool:
    """Whether all readings lie beyond the limits by a factor that only another unit explains."""
    from qmdesk.stats import exact, whole

    lsl, usl = characteristic.lsl, characteristic.usl
    if lsl is None or usl is None or not len(readings):
        return False
    values = exact.numbers(readings)
    low, high = (Fraction(value, 10**-readings.exponent) for value in whole.extent(values))
    middle = (Fraction(lsl) + Fraction(usl)) / 2
    if (low <= Fraction(usl) and high >= Fraction(lsl)) or not middle:
        return False
    mean = Fraction(whole.total(values), len(readings) * 10**-readings.exponent)
    factor = abs(mean / middle)
    return factor >= OTHER_UNIT or factor <= Fraction(1, OTHER_UNIT)


def _about(code: str, characteristic: Characteristic, **details: str | int) -> Question:
    where = "figure:cpk" if characteristic.key == STATED else f"characteristic:{characteristic.key}"
    return Question(code, where, {"name": characteristic.name or "Cpk", **details})
