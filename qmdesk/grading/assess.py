"""The grade: answers in, levels out, each with its reason. Pure and exact.

:func:`assess` grades the whole case each time; a figure whose answers did not change is remembered.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from qmdesk.formdef.types import Figure, Form
from qmdesk.grading.blocking import blocking
from qmdesk.grading.dimensions import grade_dimension
from qmdesk.grading.figures.cpk import grade_cpk
from qmdesk.grading.figures.first_pass_yield import grade_yield
from qmdesk.grading.figures.loss import grade_loss
from qmdesk.grading.figures.shown import with_shown
from qmdesk.grading.figures.sigma import grade_sigma
from qmdesk.grading.gates import Gate, lowest_of
from qmdesk.grading.items import grade_items
from qmdesk.grading.options import Settled, options_used, settled
from qmdesk.grading.questions import questions_of
from qmdesk.model.answers import Answers, Characteristic, CpkAnswer, LossAnswer, SigmaAnswer, YieldAnswer
from qmdesk.model.assessment import Assessment, FigureResult

#: What one figure is worked out from.
Part = SigmaAnswer | CpkAnswer | YieldAnswer | LossAnswer


def assess(form: Form, answers: Answers) -> Assessment:
    """Grade the answers of one stage by a form.

    What hasn't been asked leaves an interval: its lowest end is the grade with everything unknown at its lowest, its
    highest end with everything at its highest. Data that can't be (more passed than submitted, limits the wrong
    way round) count as unknown and are questioned; nothing is raised.
    """
    used = options_used(form, answers.readings)
    choices = settled(used)
    items = grade_items(form, answers)
    figures = grade_figures(form, answers, choices)
    dimensions = tuple(grade_dimension(form, each, items, figures, choices) for each in form.dimensions)
    grade = lowest_of([each.span for each in dimensions])
    return Assessment(
        form_id=form.id,
        edition=form.edition,
        form_sha256=form.sha256,
        grade=grade,
        dimensions=dimensions,
        figures=figures,
        items=items,
        blocking=blocking(form, grade, dimensions, items, figures, choices),
        questions=questions_of(form, answers, items, figures, choices),
        readings=used,
    )


def grade_figures(form: Form, answers: Answers, choices: Settled) -> tuple[FigureResult, ...]:
    """The gated figures in the form's order. A figure whose answers are as they were is not worked out again."""
    whose = _Form(form)
    found: list[FigureResult] = []
    for figure in form.figures:
        part: Part = getattr(answers, figure.id)
        conflict = figure.id in answers.conflicted
        found.append(_remembered(whose, figure.id, part, tuple(_spelling(part)), conflict, choices))
    return tuple(found)


def _spelling(value: object) -> Iterator[str]:
    """How the decimals of an answer are written: 2 and 2.00 are equal numbers and different words."""
    if isinstance(value, Decimal):
        yield str(value)
    elif isinstance(value, tuple):
        for each in value:
            yield from _spelling(each)
    elif isinstance(value, CpkAnswer | LossAnswer | SigmaAnswer | YieldAnswer | Characteristic):
        for name in value.__slots__:
            yield from _spelling(getattr(value, name))


@dataclass(frozen=True, slots=True, eq=False)
class _Form:
    """A form as a key: its hash stands for all that is in it."""

    form: Form

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Form) and self.form.sha256 == other.form.sha256

    def __hash__(self) -> int:
        return hash(self.form.sha256)


@lru_cache(maxsize=512)
def _remembered(
    whose: _Form, figure_id: str, part: Part, spelling: tuple[str, ...], conflict: bool, choices: Settled
) -> FigureResult:
    """One figure from its own answers alone. ``spelling`` only tells equal answers in other words apart."""
    alone = replace(Answers(), **{figure_id: part}, conflicted=frozenset({figure_id} if conflict else ()))
    return _figure(gates_of(whose.form, choices)[figure_id], alone, choices)


def gates_of(form: Form, choices: Settled) -> Mapping[str, Gate]:
    """Every gated figure with the comparison in force, by id."""
    return {figure.id: Gate(figure, len(form.levels), choices.rounded) for figure in form.figures}


def _figure(gate: Gate, answers: Answers, choices: Settled) -> FigureResult:
    return with_shown(gate, answers, _graded(gate.figure, gate, answers, choices))


def _graded(figure: Figure, gate: Gate, answers: Answers, choices: Settled) -> FigureResult:
    conflict = figure.id in answers.conflicted
    if figure.id == "sigma":
        return grade_sigma(gate, answers.sigma, choices, in_conflict=conflict)
    if figure.id == "cpk":
        return grade_cpk(gate, answers.cpk, choices, in_conflict=conflict)
    if figure.id == "fpy":
        return grade_yield(gate, answers.fpy, choices, in_conflict=conflict)
    losses = answers.internal_loss if figure.id == "internal_loss" else answers.external_loss
    return grade_loss(gate, losses, choices, in_conflict=conflict)
