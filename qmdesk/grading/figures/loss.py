"""Quality loss rates: cost of failures over the year's total output value, exactly, in one unit.

A loss that the enterprise tracks is at least level 2 whatever its size (DOMAIN reading 1). One that it doesn't
track stays "not tracked" even where the assessors worked a figure out, unless that option is chosen (reading 2).
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from qmdesk.grading.figures.common import conflicted, figure_result, not_tracked, without_data
from qmdesk.grading.gates import Gate
from qmdesk.grading.numbers import decimal_text, exact_text
from qmdesk.grading.options import Settled
from qmdesk.model.answers import LossAnswer, Tracked
from qmdesk.model.assessment import Because, FigureResult, Interval
from qmdesk.model.canonical import Json


def grade_loss(gate: Gate, answer: LossAnswer, choices: Settled, *, in_conflict: bool = False) -> FigureResult:
    """Grade a loss figure. Its value is a fraction of the output value."""
    if in_conflict:
        return conflicted(gate)
    rate = loss_rate(answer)
    if answer.tracked is Tracked.NO:
        return not_tracked(gate, choices)
    if answer.tracked is Tracked.BY_ASSESSOR and not choices.assessor_loss_counts:
        return _worked_out(gate, answer, rate)
    if rate is None:
        return without_data(gate, answer.tracked, choices)
    level = gate.level(rate)
    because = gate.because(level, **inputs(answer))
    if answer.costs and because.rule == "figure-threshold":
        because = replace(because, rule="loss-ratio")
    return figure_result(gate, _text(answer, rate), Interval(level, level), because)


def loss_rate(answer: LossAnswer) -> Fraction | None:
    """Costs over output value; the stated rate where there are no costs; None where neither can be."""
    if answer.costs:
        if answer.output_value is None or answer.output_value <= 0 or any(cost < 0 for cost in answer.costs):
            return None
        return sum((Fraction(cost) for cost in answer.costs), Fraction(0)) / Fraction(answer.output_value)
    return Fraction(answer.rate) if answer.rate is not None and answer.rate >= 0 else None


def inputs(answer: LossAnswer) -> dict[str, Json]:
    """What a loss rate was computed from."""
    if not answer.costs:
        return {} if answer.rate is None else {"rate": decimal_text(answer.rate), "source": "stated"}
    total = exact_text(sum((Fraction(cost) for cost in answer.costs), Fraction(0)))
    output = None if answer.output_value is None else decimal_text(answer.output_value)
    return {"count": len(answer.costs), "cost": total, "output": output}


def _worked_out(gate: Gate, answer: LossAnswer, rate: Fraction | None) -> FigureResult:
    level = gate.figure.untracked_level
    because = Because("figure-not-tracked", inputs={"by": "assessor", **inputs(answer)})
    value = None if rate is None else _text(answer, rate)
    return figure_result(gate, value, Interval(level, level), because)


def _text(answer: LossAnswer, rate: Fraction) -> str:
    return decimal_text(answer.rate) if not answer.costs and answer.rate is not None else exact_text(rate)
