"""Questions about quality losses."""

from __future__ import annotations

from fractions import Fraction

from qmdesk.grading.display import display_value
from qmdesk.grading.figures.loss import loss_rate
from qmdesk.grading.gates import Gate
from qmdesk.grading.questions.common import about_figure, disagrees
from qmdesk.model.answers import LossAnswer, Tracked
from qmdesk.model.assessment import Question

#: A loss from here up is a fifth of all that was made: ask what was booked.
VERY_HIGH = Fraction(1, 5)
#: A loss below this, or above the whole output value, looks like 元 against 万元.
VERY_LOW = Fraction(1, 1_000_000)


def questions_of_loss(gate: Gate, answer: LossAnswer) -> list[Question]:
    """No loss without entries, a loss too large or too small to be, and what is missing for the rate."""
    figure = gate.figure
    if answer.tracked is Tracked.NO:
        return []
    if any(cost < 0 for cost in answer.costs):
        return [about_figure("loss-negative", figure)]
    if answer.costs and (answer.output_value is None or answer.output_value <= 0):
        return [about_figure("loss-without-output", figure)]
    rate = loss_rate(answer)
    if rate is None:
        return []
    return _size(gate, answer, rate) + _stated(gate, answer, rate)


def _size(gate: Gate, answer: LossAnswer, rate: Fraction) -> list[Question]:
    figure, value = gate.figure, display_value(gate.figure, rate)
    if rate == 0 and not any(answer.costs):
        return [about_figure("zero-loss-without-entries", figure)]
    if rate > 1 or 0 < rate < VERY_LOW:
        return [about_figure("unit-mismatch-loss", figure, value=value)]
    return [about_figure("loss-very-high", figure, value=value)] if rate >= VERY_HIGH else []


def _stated(gate: Gate, answer: LossAnswer, rate: Fraction) -> list[Question]:
    if not answer.costs or answer.rate is None or not disagrees(answer.rate, rate):
        return []
    figure = gate.figure
    stated, counted = display_value(figure, Fraction(answer.rate)), display_value(figure, rate)
    return [about_figure("stated-against-counted", figure, stated=stated, counted=counted)]
