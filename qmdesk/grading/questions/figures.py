"""What can be asked of any gated figure: how it is tracked, who vouches for it, whether rounding would carry it."""

from __future__ import annotations

from qmdesk.grading.display import display_threshold, display_value
from qmdesk.grading.figures.common import annex_is_silent
from qmdesk.grading.gates import Gate
from qmdesk.grading.numbers import fraction_of, rounded
from qmdesk.grading.options import Settled
from qmdesk.grading.questions.common import about_figure
from qmdesk.model.answers import Answers, CpkAnswer, LossAnswer, SigmaAnswer, Tracked, YieldAnswer
from qmdesk.model.assessment import FigureResult, Question

Answer = SigmaAnswer | CpkAnswer | YieldAnswer | LossAnswer


def answer_of(answers: Answers, figure_id: str) -> Answer:
    """The answer to one of the gated figures."""
    every: dict[str, Answer] = {
        "sigma": answers.sigma,
        "cpk": answers.cpk,
        "fpy": answers.fpy,
        "internal_loss": answers.internal_loss,
        "external_loss": answers.external_loss,
    }
    return every[figure_id]


def has_data(answer: Answer) -> bool:
    """Whether an answer holds any number."""
    if isinstance(answer, SigmaAnswer):
        return bool(answer.defects) or answer.dpmo is not None
    if isinstance(answer, CpkAnswer):
        return bool(answer.characteristics) or answer.stated is not None
    if isinstance(answer, YieldAnswer):
        return bool(answer.steps) or answer.rate is not None
    return bool(answer.costs) or answer.rate is not None


def questions_of_figure(gate: Gate, answers: Answers, result: FigureResult, choices: Settled) -> list[Question]:
    """The questions that don't depend on the statistic."""
    figure, answer = gate.figure, answer_of(answers, gate.figure.id)
    if figure.id in answers.conflicted:
        return [about_figure("figure-conflict", figure)]
    found: list[Question] = []
    if answer.tracked is Tracked.NO and annex_is_silent(gate):
        found.append(about_figure("untracked-annex-silent", figure, level=figure.untracked_level))
    if answer.tracked is Tracked.NO and has_data(answer):
        found.append(about_figure("not-tracked-with-data", figure))
    if answer.tracked is Tracked.YES and not has_data(answer):
        found.append(about_figure("tracked-without-value", figure))
    if answer.tracked is Tracked.BY_ASSESSOR:
        stays = isinstance(answer, LossAnswer) and not choices.assessor_loss_counts
        found.append(
            about_figure("loss-by-assessor" if stays else "figure-by-assessor", figure, **_valued(gate, result))
        )
    if figure.id in answers.unverified:
        found.append(about_figure("figure-unverified", figure))
    return found + _only_rounded(gate, result)


def _valued(gate: Gate, result: FigureResult) -> dict[str, str]:
    return {"value": "—" if result.value is None else display_value(gate.figure, result.value)}


def _only_rounded(gate: Gate, result: FigureResult) -> list[Question]:
    """A value that misses a threshold by less than the threshold's own rounding."""
    if result.value is None or gate.rounded:
        return []
    value = fraction_of(result.value)
    following = gate.level(value) + 1
    if following not in gate.figure.thresholds:
        return []
    near = rounded(value, gate.places(following))
    if not gate.meets(near, following):
        return []
    figure = gate.figure
    return [
        about_figure(
            "passes-only-rounded",
            figure,
            value=display_value(figure, value),
            threshold=display_threshold(figure, following),
            level=following,
        )
    ]
