"""Questions about defects per million."""

from __future__ import annotations

from fractions import Fraction

from qmdesk.grading.display import display_threshold, display_value
from qmdesk.grading.figures.shown import sigma_of
from qmdesk.grading.figures.sigma import Counted, families, possible, upper_dpmo
from qmdesk.grading.gates import Gate
from qmdesk.grading.numbers import fraction_of
from qmdesk.grading.questions.common import about_figure, disagrees, named
from qmdesk.model.answers import SigmaAnswer
from qmdesk.model.assessment import FigureResult, Question


def questions_of_sigma(gate: Gate, answer: SigmaAnswer, result: FigureResult) -> list[Question]:
    """Impossible counts, a stated figure beside others, no defects at all, a sigma that the table doesn't give."""
    found = [
        Question(
            "impossible-count",
            f"defect:{row.key}",
            {
                **named("figure", gate.figure.name),
                "name": row.family or row.key,
                "part": row.defective,
                "whole": row.units,
            },
        )
        for row in answer.defects
        if row.defective is not None and row.units is not None and not possible(row)
    ]
    if answer.dpmo is not None and not 0 <= answer.dpmo <= 1_000_000:
        found.append(about_figure("impossible-value", gate.figure, value=f"{answer.dpmo:f}"))
    counted = [each for _, each in families(answer) if each is not None]
    return found + _stated(gate, answer, counted) + _no_defects(gate, counted) + _by_formula(gate, result)


def _stated(gate: Gate, answer: SigmaAnswer, counted: list[Counted]) -> list[Question]:
    if answer.dpmo is None or not counted:
        return []
    total = Fraction(sum(each.defective for each in counted) * 1_000_000, sum(each.units for each in counted))
    if not disagrees(answer.dpmo, total):
        return []
    figure = gate.figure
    return [
        about_figure(
            "stated-against-counted",
            figure,
            stated=display_value(figure, Fraction(answer.dpmo)),
            counted=display_value(figure, total),
        )
    ]


def _no_defects(gate: Gate, counted: list[Counted]) -> list[Question]:
    """None defective among few: the value says the highest level, the sample supports less."""
    units = sum(each.units for each in counted)
    if not counted or any(each.defective for each in counted):
        return []
    demonstrated = gate.level(upper_dpmo(Counted("", 0, units)))
    if demonstrated >= gate.top:
        return []
    return [about_figure("zero-defects", gate.figure, units=units, level=demonstrated)]


def _by_formula(gate: Gate, result: FigureResult) -> list[Question]:
    """The continuous sigma, rounded to two decimals, reaches a level that the table's own figure doesn't give."""
    if result.value is None:
        return []
    value = fraction_of(result.value)
    following = gate.level(value) + 1
    if following not in gate.figure.thresholds or not value:
        return []
    reached, wanted = sigma_of(value), sigma_of(Fraction(gate.figure.thresholds[following]))
    if reached is None or wanted is None or round(reached, 2) < round(wanted):
        return []
    figure = gate.figure
    return [
        about_figure(
            "sigma-by-formula",
            figure,
            value=display_value(figure, value),
            sigma=f"{reached:.2f}",
            threshold=display_threshold(figure, following),
            level=following,
        )
    ]
