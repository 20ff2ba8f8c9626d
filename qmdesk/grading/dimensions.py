"""From items and figures to a dimension's level (DOMAIN readings 4 to 6).

Every level function here never falls when one of its inputs rises, so an interval is had by computing with all
unknowns at their lowest and again at their highest. The one exception is the literal reading of the loss
band, which asks for a loss that is bad enough; there every combination is looked at.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product

from qmdesk.formdef.types import Dimension, Form, ItemRule, Judged
from qmdesk.grading.gates import lowest_of
from qmdesk.grading.numbers import exact_text
from qmdesk.grading.options import Settled
from qmdesk.model.assessment import Because, DimensionResult, FigureResult, Interval, ItemResult


@dataclass(frozen=True, slots=True)
class Standing:
    """An item as the share rule sees it: its level (a possible one) and whether it is core."""

    level: int
    core: bool


def item_rule(form: Form, choices: Settled) -> ItemRule:
    """The rule in force: the form's, or every item at the level where that option is chosen."""
    rule = form.item_rule
    return ItemRule(Fraction(1), 0, rule.not_applicable) if choices.all_items else rule


def level_of_items(rule: ItemRule, standings: Sequence[Standing], top: int) -> int:
    """The highest level that the applicable items of a dimension reach; 1 for none."""
    reached = 1
    while reached < top and standings and reaches(rule, standings, reached + 1):
        reached += 1
    return reached


def reaches(rule: ItemRule, standings: Sequence[Standing], level: int) -> bool:
    """Enough items at the level or above, none too far below it, the core ones at it."""
    at = sum(each.level >= level for each in standings)
    return at >= share_needed(rule, len(standings)) and all(
        each.level >= (level if each.core else level - rule.tolerance) for each in standings
    )


def share_needed(rule: ItemRule, count: int) -> int:
    """How many of ``count`` applicable items must be at a level."""
    return math.ceil(rule.share * count)


def grade_dimension(
    form: Form,
    dimension: Dimension,
    items: Sequence[ItemResult],
    figures: Sequence[FigureResult],
    choices: Settled,
) -> DimensionResult:
    """One dimension from the results of its items, or of the gated figures."""
    top = len(form.levels)
    if dimension.judged is Judged.FIGURES:
        return _by_figures(form, dimension, figures, choices)
    rule = item_rule(form, choices)
    applicable = [item for item in items if item.dimension == dimension.id and item.applicable]
    lowest = level_of_items(rule, [Standing(item.span.lowest, item.core) for item in applicable], top)
    highest = level_of_items(rule, [Standing(item.span.highest, item.core) for item in applicable], top)
    explained = max(lowest, min(2, top))  # what level 1 asks is nothing: say what level 2 would have asked
    because = Because(
        "dimension-share",
        exact_text(rule.share),
        {
            "total": len(applicable),
            "level": explained,
            "count": sum(item.span.lowest >= explained for item in applicable),
            "needed": share_needed(rule, len(applicable)),
            "answered": sum(item.answered for item in applicable),
            "share": exact_text(rule.share),
            "tolerance": rule.tolerance,
            "at_or_above": [sum(item.span.lowest >= level for item in applicable) for level in range(1, top + 1)],
        },
    )
    return DimensionResult(dimension.id, Interval(lowest, highest) if applicable else Interval(1, top), because)


def _by_figures(form: Form, dimension: Dimension, figures: Sequence[FigureResult], choices: Settled) -> DimensionResult:
    span = performance_span(form, figures, choices)
    deciding = [figure.id for figure in figures if figure.span.lowest == min(each.span.lowest for each in figures)]
    because = Because("dimension-lowest-figure", inputs={"figures": deciding})
    return DimensionResult(dimension.id, span, because)


def performance_span(form: Form, figures: Sequence[FigureResult], choices: Settled) -> Interval:
    """The lowest of the figures; under the literal band the least and most of what their levels can combine to."""
    spans = [figure.span for figure in figures]
    if not choices.literal_band:
        return lowest_of(spans)
    banded = [figure.span for figure in figures if is_loss(form, figure.id)]
    gated = lowest_of([figure.span for figure in figures if not is_loss(form, figure.id)])
    levels = [
        literal_level(level, losses)
        for level, *losses in product(*(range(span.lowest, span.highest + 1) for span in (gated, *banded)))
    ]
    return Interval(min(levels), max(levels))


def literal_level(gated: int, losses: Sequence[int]) -> int:
    """The highest level whose every row is met, where level 2's loss rows are a band that a smaller loss misses."""
    return max(
        level for level in range(1, gated + 1) if level == 1 or all(in_literal_row(loss, level) for loss in losses)
    )


def in_literal_row(loss: int, level: int) -> bool:
    """Whether a loss of that level by value stands in the row of ``level``: level 2's holds its own only."""
    return loss == level if level == 2 else loss >= level


def is_loss(form: Form, figure_id: str) -> bool:
    """Whether a figure is a loss rate."""
    return form.figure(figure_id).statistic == "loss-rate"
