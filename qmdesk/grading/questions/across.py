"""Figures beside each other: what can't well be true together."""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction

from qmdesk.formdef.types import Form
from qmdesk.grading.display import display_value
from qmdesk.grading.figures.sigma import families
from qmdesk.grading.numbers import fraction_of
from qmdesk.model.answers import Answers
from qmdesk.model.assessment import FigureResult, Question

#: Two figures contradict each other when one is this many times what the other allows.
MARGIN = 10
#: How unlikely counts must be under even a tenth of the implied rate before they are questioned.
UNLIKELY = 0.01
#: Long-term shift that the sigma table takes for granted, in standard deviations.
SHIFT = 1.5
#: A yield may lie above 1 minus the defective share by this much before it is questioned.
YIELD_MARGIN = Fraction(1, 100)


def questions_across(form: Form, answers: Answers, figures: Sequence[FigureResult]) -> list[Question]:
    """Capability against defects in both directions, and yield against defects."""
    values = {result.id: fraction_of(result.value) for result in figures if result.value is not None}
    found: list[Question] = []
    if "cpk" in values and "sigma" in values:
        found += _capability(form, answers, values["cpk"], values["sigma"])
    if "fpy" in values and "sigma" in values:
        found += _yield(form, values["fpy"], values["sigma"])
    return found


def _capability(form: Form, answers: Answers, cpk: Fraction, dpmo: Fraction) -> list[Question]:
    """A normal process of that Cpk puts at least Φ(-3·Cpk) beyond its nearer limit, shifted at most Φ(1.5 - 3·Cpk).

    Far fewer defects than the first mean that they aren't all found or counted; far more than the second, that they
    come from elsewhere than the key characteristics.
    """
    least, most = _tail(3 * float(cpk)), _tail(3 * float(cpk) - SHIFT)
    details = {
        "cpk": display_value(form.figure("cpk"), cpk),
        "dpmo": display_value(form.figure("sigma"), dpmo),
    }
    if _too_few(answers, dpmo, least / MARGIN):
        return [Question("cpk-against-dpmo", "figure:sigma", {**details, "implied": _ppm(least)})]
    if float(dpmo) / 1e6 > most * MARGIN:
        return [Question("dpmo-above-cpk", "figure:cpk", {**details, "implied": _ppm(most)})]
    return []


def _too_few(answers: Answers, dpmo: Fraction, rate: float) -> bool:
    """Whether so few defects are hardly possible at ``rate``; without counts, whether the figure is below it."""
    counted = [each for _, each in families(answers.sigma)]
    if not counted:
        return rate >= 0.34e-6 and float(dpmo) / 1e6 < rate
    known = [each for each in counted if each is not None]
    defective, units = sum(each.defective for each in known), sum(each.units for each in known)
    return _poisson_at_most(defective, rate * units) < UNLIKELY


def _yield(form: Form, rate: Fraction, dpmo: Fraction) -> list[Question]:
    """No more units can pass every step at first than are free of defects in the end."""
    sound = 1 - dpmo / 1_000_000
    if rate <= sound + YIELD_MARGIN:
        return []
    details = {
        "fpy": display_value(form.figure("fpy"), rate),
        "dpmo": display_value(form.figure("sigma"), dpmo),
        "sound": display_value(form.figure("fpy"), sound),
    }
    return [Question("yield-against-dpmo", "figure:fpy", details)]


def _tail(z: float) -> float:
    """1 - Φ(z)."""
    return math.erfc(z / math.sqrt(2.0)) / 2.0


def _poisson_at_most(count: int, mean: float) -> float:
    """P(X <= count) of a Poisson distribution, by logarithms so that a large mean doesn't underflow."""
    if mean <= 0 or count >= mean:
        return 1.0
    log_mean = math.log(mean)
    terms = (k * log_mean - mean - math.lgamma(k + 1) for k in range(max(0, count - 1000), count + 1))
    return math.fsum(math.exp(term) for term in terms)


def _ppm(share: float) -> str:
    """A share as parts per million, to three significant digits."""
    value = share * 1e6
    return f"{value:.0f}" if value >= 100 else f"{value:.3g}"
