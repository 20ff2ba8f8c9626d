"""Contradictions and doubts worth asking about. They decide nothing; the assessors answer them or take more data.

A question is a code, a place and the numbers in it; its sentence stands in ``resources/texts/*/grading.toml`` under
``question.<code>.message``. Names from the form come twice, ``figure`` in Chinese and ``figure_en`` in English;
:func:`qmdesk.grading.words.question_text` takes the fitting one.
"""

from __future__ import annotations

from collections.abc import Sequence

from qmdesk.formdef.types import Form
from qmdesk.grading.gates import Gate
from qmdesk.grading.options import Settled
from qmdesk.grading.questions.across import questions_across
from qmdesk.grading.questions.cpk import questions_of_cpk
from qmdesk.grading.questions.figures import questions_of_figure
from qmdesk.grading.questions.items import questions_of_items
from qmdesk.grading.questions.loss import questions_of_loss
from qmdesk.grading.questions.recorded import questions_of_recorded
from qmdesk.grading.questions.sigma import questions_of_sigma
from qmdesk.grading.questions.yields import questions_of_yield
from qmdesk.model.answers import Answers
from qmdesk.model.assessment import FigureResult, ItemResult, Question


def questions_of(
    form: Form,
    answers: Answers,
    items: Sequence[ItemResult],
    figures: Sequence[FigureResult],
    choices: Settled,
) -> tuple[Question, ...]:
    """All questions: of each figure in the form's order, across figures, of recorded figures, of items."""
    found: list[Question] = []
    for result in figures:
        gate = Gate(form.figure(result.id), len(form.levels), choices.rounded)
        found += questions_of_figure(gate, answers, result, choices)
        found += _own(gate, answers, result, choices)
    found += answers.noted
    found += questions_across(form, answers, figures)
    found += questions_of_recorded(form, answers)
    found += questions_of_items(form, answers, items)
    return tuple(found)


def _own(gate: Gate, answers: Answers, result: FigureResult, choices: Settled) -> list[Question]:
    """What only this statistic asks."""
    if result.id in answers.conflicted:
        return []
    if gate.figure.id == "sigma":
        return questions_of_sigma(gate, answers.sigma, result)
    if gate.figure.id == "cpk":
        return questions_of_cpk(gate, answers.cpk, choices)
    if gate.figure.id == "fpy":
        return questions_of_yield(gate, answers.fpy)
    return questions_of_loss(
        gate, answers.internal_loss if gate.figure.id == "internal_loss" else answers.external_loss
    )
