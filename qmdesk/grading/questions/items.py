"""Questions about judged items: left out, rated differently, rated without evidence, claimed far too high."""

from __future__ import annotations

from collections.abc import Sequence

from qmdesk.formdef.types import Form, Item
from qmdesk.grading.items import Refusal, most_left_out
from qmdesk.grading.questions.common import named
from qmdesk.model.answers import Answers, ItemAnswer
from qmdesk.model.assessment import ItemResult, Question

#: A claim this many levels above what was found is asked about.
FAR_ABOVE = 2


def questions_of_items(form: Form, answers: Answers, items: Sequence[ItemResult]) -> list[Question]:
    """The questions of every item that was answered or left out."""
    found: list[Question] = []
    for item, result in zip(form.items, items, strict=True):
        answer = answers.items.get(item.id)
        if answer is None:
            continue
        if not answer.applicable:
            found += _left_out(form, item, result)
        elif result.answered:
            found += _rated(item, answer, result, with_evidence=answers.with_evidence)
    return found


def _left_out(form: Form, item: Item, result: ItemResult) -> list[Question]:
    refused = result.because.inputs.get("refused")
    if refused is None:
        return []
    code = {
        Refusal.NO_REASON: "not-applicable-no-reason",
        Refusal.CORE: "not-applicable-is-core",
        Refusal.TOO_MANY: "not-applicable-too-many",
    }[Refusal(str(refused))]
    return [_about(code, item, most=most_left_out(form, item.dimension))]


def _rated(item: Item, answer: ItemAnswer, result: ItemResult, *, with_evidence: bool) -> list[Question]:
    found: list[Question] = []
    level = result.span.level
    if level is None:
        found.append(_about("ratings-differ", item, lowest=result.span.lowest, highest=result.span.highest))
    if with_evidence and not answer.evidence and result.span.lowest > 1:
        found.append(_about("rating-without-evidence", item, level=result.span.lowest))
    if answer.claimed is not None and answer.claimed - result.span.highest >= FAR_ABOVE:
        found.append(_about("self-two-above-evidence", item, claimed=answer.claimed, level=result.span.highest))
    return found


def _about(code: str, item: Item, **details: str | int) -> Question:
    return Question(code, f"item:{item.id}", {**named("item", item.name), **details})
