"""Process capability: every characteristic with its Cpk; of those agreed as key the lowest decides.

A characteristic with readings is compared exactly from them; a Cpk that the enterprise states is its claim, and
marked so. Cpk is defined for a process in control (DOMAIN reading 9): with the team's verdict the level stands or
is 1; without one, a chart with no point beyond its limits lets it stand, anything else leaves an interval.
Where readings yield no Cpk (no limit, no variation, too few) every level is still possible: that is missing data,
not a bad process. Only a recorded "not in control" makes it level 1.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from qmdesk.grading.figures.common import at_level, conflicted, figure_result, lowest_part, not_tracked, without_data
from qmdesk.grading.gates import Gate
from qmdesk.grading.numbers import decimal_text, fraction_of
from qmdesk.grading.options import Settled
from qmdesk.model.answers import Characteristic, CpkAnswer, Tracked
from qmdesk.model.assessment import Because, FigureResult, Interval, PartResult
from qmdesk.model.canonical import Json

#: The characteristic that stands for a Cpk stated without naming one.
STATED = "stated"
#: Fewest readings of which a Cpk can be had.
LEAST_READINGS = 2
#: Reasons of a capability study that there is no index, and the rule of each.
NO_INDEX = {"no-limits": "cpk-no-limits", "too-few-readings": "cpk-too-few", "no-variation": "cpk-no-variation"}


def grade_cpk(gate: Gate, answer: CpkAnswer, choices: Settled, *, in_conflict: bool = False) -> FigureResult:
    """Grade ``figure.cpk``. Its value is the lowest Cpk of the deciding characteristics, once all are known."""
    if in_conflict:
        return conflicted(gate)
    if answer.tracked is Tracked.NO:
        return not_tracked(gate, choices)
    every = characteristics(answer)
    if not every:
        return without_data(gate, answer.tracked, choices)
    parts = {each.key: grade_characteristic(gate, each, choices) for each in every}
    candidates = [parts[each.key] for each in deciding(every)]
    lowest = min(candidates, key=_rank)
    values = [part.value for part in candidates if part.value is not None]
    ordered = [replace(part, decides=part is lowest) for part in parts.values()]
    result = figure_result(
        gate,
        min(values, key=fraction_of) if len(values) == len(candidates) else None,
        lowest_part(candidates),
        _because(lowest, len(candidates)),
        parts=ordered,
        demonstrated=_demonstrated(gate, deciding(every), lowest),
    )
    return _needing_control(gate, result, lowest)


def characteristics(answer: CpkAnswer) -> tuple[Characteristic, ...]:
    """The characteristics of the answer; one for the stated figure where none is named."""
    if answer.characteristics or answer.stated is None:
        return answer.characteristics
    return (Characteristic(STATED, "", claimed_cpk=answer.stated),)


def deciding(every: Sequence[Characteristic]) -> tuple[Characteristic, ...]:
    """The characteristics marked as key; all of them while none is."""
    return tuple(each for each in every if each.is_key) or tuple(every)


def grade_characteristic(gate: Gate, characteristic: Characteristic, choices: Settled) -> PartResult:
    """One characteristic: its Cpk as text, the levels still possible and why."""
    if characteristic.readings is not None:
        return _measured(gate, characteristic, choices)
    if characteristic.claimed_cpk is not None:
        claimed = characteristic.claimed_cpk
        level = gate.level(Fraction(claimed))
        because = Because("cpk-claimed", gate.because(level).threshold, _inputs(characteristic, source="stated"))
        verdict = _controlled(gate, characteristic, level, None, choices)
        return _part(characteristic, decimal_text(claimed), level, because, verdict)
    return _unknown(gate, characteristic, "figure-not-asked")


def _measured(gate: Gate, characteristic: Characteristic, choices: Settled) -> PartResult:
    from qmdesk.grading import studies

    found = studies.study_of(characteristic, studies.thresholds_of(gate))
    if isinstance(found, Exception):
        return _unknown(gate, characteristic, "figure-tracked", refused=found.problems[0].code)
    fatal = next((reason for reason in found.verdict.reasons if reason in NO_INDEX), None)
    if fatal is not None or found.index_text is None:
        rule = NO_INDEX.get(fatal or "", "figure-tracked")
        return _unknown(gate, characteristic, rule, n=found.n, needed=LEAST_READINGS)
    bound = found.demonstrated.cpk_lower if choices.demonstrated else None
    span, because = at_level(
        gate,
        studies.level_of(gate, found),
        None if bound is None else gate.level(Fraction(bound)),
        _inputs(characteristic, n=found.n, method=found.method, chart=found.stability.chart),
    )
    left_out = len(studies.exclusions(characteristic).places)
    if left_out:
        because = replace(because, inputs={**because.inputs, "excluded": left_out})
    if studies.by_percentiles(found):
        inputs = {**because.inputs, "distribution": characteristic.distribution}
        because = replace(because, rule="cpk-nonnormal", inputs=inputs)
    elif found.stands_in:
        because = replace(because, rule="cpk-overall")
    verdict = _controlled(gate, characteristic, span.lowest, found.stability.in_control, choices)
    return _part(characteristic, found.index_text, span.lowest, because, verdict)


def _inputs(characteristic: Characteristic, **more: Json) -> dict[str, Json]:
    return {"name": characteristic.name, "key": characteristic.is_key, "in_control": characteristic.in_control, **more}


def _controlled(
    gate: Gate, characteristic: Characteristic, level: int, chart: bool | None, choices: Settled
) -> tuple[Interval, str] | None:
    """The span and rule where control is denied or open; None where the level by value stands, or is 1 anyway."""
    if characteristic.in_control is True or (characteristic.in_control is None and chart is True):
        return None
    if characteristic.in_control is False or (chart is False and choices.unstable_is_level_1):
        untracked = gate.figure.untracked_level
        return Interval(untracked, untracked), "cpk-unstable"
    return (Interval(1, level), "cpk-unconfirmed") if level > 1 else None


def _part(
    characteristic: Characteristic, value: str, level: int, because: Because, verdict: tuple[Interval, str] | None
) -> PartResult:
    span = Interval(level, level)
    if verdict is not None:
        span, because = verdict[0], replace(because, rule=verdict[1])
    if because.rule == "cpk-unstable" and characteristic.in_control is None:
        because = replace(because, inputs={**because.inputs, "option": "level-1"})
    return PartResult(
        characteristic.key, characteristic.name, "characteristic", value, span, because, characteristic.family
    )


def _unknown(gate: Gate, characteristic: Characteristic, rule: str, **more: Json) -> PartResult:
    """A characteristic without a Cpk: open, unless the team recorded that its process isn't in control."""
    span, inputs = gate.open, _inputs(characteristic, **more)
    if characteristic.in_control is False:
        span, rule = Interval(gate.figure.untracked_level, gate.figure.untracked_level), "cpk-unstable"
    return PartResult(
        characteristic.key,
        characteristic.name,
        "characteristic",
        None,
        span,
        Because(rule, "", inputs),
        characteristic.family,
    )


def _needing_control(gate: Gate, result: FigureResult, lowest: PartResult) -> FigureResult:
    """Where the value would meet the next level, what is needed for it is a process shown to be in control."""
    if result.next is None or lowest.value is None or lowest.because.rule not in {"cpk-unstable", "cpk-unconfirmed"}:
        return result
    if not gate.meets(fraction_of(lowest.value), result.next.level):
        return result
    return replace(result, next=replace(result.next, needs="in-control"))


def _rank(part: PartResult) -> tuple[int, int, bool, Fraction]:
    """Lowest first: by the levels still possible, then unknown before known, then by value."""
    value = None if part.value is None else fraction_of(part.value)
    return (part.span.lowest, part.span.highest, value is not None, value or Fraction(0))


def _because(lowest: PartResult, count: int) -> Because:
    """The reason of the characteristic that decides; that it is the lowest of several where nothing graver is said."""
    inputs = {**lowest.because.inputs, "count": count, "value": lowest.value}
    plain = lowest.because.rule in {"figure-threshold", "figure-below-first"}
    return Because("cpk-lowest" if plain and count > 1 else lowest.because.rule, lowest.because.threshold, inputs)


def _demonstrated(gate: Gate, every: Sequence[Characteristic], lowest: PartResult) -> int | None:
    """The level that the readings of all deciding characteristics support; None where one has none to show."""
    if lowest.because.rule == "cpk-unstable" or any(each.readings is None for each in every):
        return None
    from qmdesk.grading import studies

    levels: list[int] = []
    for each in every:
        found = studies.study_of(each, studies.thresholds_of(gate))
        bound = None if isinstance(found, Exception) else found.demonstrated.cpk_lower
        if bound is None:
            return None
        levels.append(gate.level(Fraction(bound)))
    return min(levels)
