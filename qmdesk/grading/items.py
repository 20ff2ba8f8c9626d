"""Judged items: the levels still possible of each, and whether "not applicable" is accepted.

An item may be left out where it is not core, a reason is given, and no more than the form's share of its
dimension is left out. Where more claim it than may, none of them is accepted until the team has chosen: which
came first decides nothing. An item whose claim isn't accepted counts as unanswered.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from enum import StrEnum

from qmdesk.formdef.types import Form, Item
from qmdesk.grading.numbers import exact_text
from qmdesk.model.answers import Answers, ItemAnswer
from qmdesk.model.assessment import Because, Interval, ItemResult
from qmdesk.model.canonical import Json

_UNANSWERED = ItemAnswer()


class Refusal(StrEnum):
    """Why an item may not be left out."""

    NO_REASON = "no-reason"
    CORE = "core"
    TOO_MANY = "too-many"


def grade_items(form: Form, answers: Answers) -> tuple[ItemResult, ...]:
    """Every judged item of the form in its order, answered or not."""
    whole = Interval(1, len(form.levels))
    refused = refusals(form, answers)
    results: list[ItemResult] = []
    for item in form.items:
        answer = answers.items.get(item.id, _UNANSWERED)
        if answer.applicable:
            results.append(_rated(item, answer, whole))
        elif item.id in refused:
            because = _not_let_out(form, answers, item, refused[item.id])
            results.append(_result(item, whole, because, answered=False))
        else:
            because = Because("item-not-applicable", inputs={"reason": answer.reason})
            results.append(_result(item, whole, because, applicable=False))
    return tuple(results)


def refusals(form: Form, answers: Answers) -> Mapping[str, Refusal]:
    """The items that claim not to apply and aren't let out, with the reason."""
    claimed = claimed_not_applicable(form, answers)
    found: dict[str, Refusal] = {}
    for item in claimed:
        if item.core:
            found[item.id] = Refusal.CORE
        elif not answers.items[item.id].reason.strip():
            found[item.id] = Refusal.NO_REASON
    rest = [item for item in claimed if item.id not in found]
    wanted = Counter(item.dimension for item in rest)
    beyond = {dimension for dimension, count in wanted.items() if count > most_left_out(form, dimension)}
    return found | {item.id: Refusal.TOO_MANY for item in rest if item.dimension in beyond}


def claimed_not_applicable(form: Form, answers: Answers) -> list[Item]:
    """The items of the form that are said not to apply."""
    return [item for item in form.items if not answers.items.get(item.id, _UNANSWERED).applicable]


def most_left_out(form: Form, dimension: str) -> int:
    """How many items of a dimension may be not applicable."""
    return math.floor(form.item_rule.not_applicable * len(form.items_of(dimension)))


def _rated(item: Item, answer: ItemAnswer, whole: Interval) -> ItemResult:
    levels = sorted({level for level in answer.levels if whole.lowest <= level <= whole.highest})
    if not levels:
        return _result(item, whole, Because("item-unanswered"), answered=False)
    rule = "item-rated" if len(levels) == 1 else "item-differs"
    return _result(item, Interval(levels[0], levels[-1]), Because(rule, inputs={"levels": levels}))


def _not_let_out(form: Form, answers: Answers, item: Item, refusal: Refusal) -> Because:
    if refusal is Refusal.NO_REASON:
        return Because("item-unanswered", inputs={"refused": str(refusal)})
    share = exact_text(form.item_rule.not_applicable)
    inputs: dict[str, Json] = {
        "refused": str(refusal),
        "reason": answers.items[item.id].reason,
        "count": sum(each.dimension == item.dimension for each in claimed_not_applicable(form, answers)),
        "total": len(form.items_of(item.dimension)),
        "share": share,
    }
    return Because("not-applicable-limit", share, inputs)


def _result(
    item: Item, span: Interval, because: Because, *, applicable: bool = True, answered: bool = True
) -> ItemResult:
    return ItemResult(item.id, item.dimension, span, applicable, answered, item.core, because)
