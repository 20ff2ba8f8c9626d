"""What keeps the grade from the next level: figures not met, items that must rise or could.

Computed from the lowest level still possible of everything, so an unanswered item blocks as a 1.
"""

from __future__ import annotations

from collections.abc import Sequence

from qmdesk.formdef.types import Form, ItemRule, Judged
from qmdesk.grading.dimensions import in_literal_row, is_loss, item_rule, share_needed
from qmdesk.grading.options import Settled
from qmdesk.model.assessment import Blocking, DimensionResult, FigureResult, Interval, ItemResult


def blocking(
    form: Form,
    grade: Interval,
    dimensions: Sequence[DimensionResult],
    items: Sequence[ItemResult],
    figures: Sequence[FigureResult],
    choices: Settled,
) -> tuple[Blocking, ...]:
    """For every dimension below the grade's next level, what stands in its way; empty at the top."""
    target = grade.lowest + 1
    if target > len(form.levels):
        return ()
    found: list[Blocking] = []
    for dimension, result in zip(form.dimensions, dimensions, strict=True):
        if result.span.lowest >= target:
            continue
        if dimension.judged is Judged.FIGURES:
            found += blocking_figures(form, dimension.id, figures, target, choices)
        else:
            own = [item for item in items if item.dimension == dimension.id and item.applicable]
            found += blocking_items(item_rule(form, choices), own, target)
    return tuple(found)


def blocking_figures(
    form: Form, dimension: str, figures: Sequence[FigureResult], target: int, choices: Settled
) -> list[Blocking]:
    """The figures below the target, or below the next level that a literal loss band leaves open."""
    aim = _literal_aim(form, figures, target) if choices.literal_band else target
    return [Blocking(dimension, figure.id, figure.span.lowest, aim) for figure in figures if figure.span.lowest < aim]


def _literal_aim(form: Form, figures: Sequence[FigureResult], target: int) -> int:
    """Level 2 can't be had with a loss already better than its band; then level 3 is the next."""
    losses = [figure.span.lowest for figure in figures if is_loss(form, figure.id)]
    return target if all(loss < target or in_literal_row(loss, target) for loss in losses) else target + 1


def blocking_items(rule: ItemRule, items: Sequence[ItemResult], target: int) -> list[Blocking]:
    """The items that must rise, and where the share is missed all below the target.

    Raising every one of them to what it needs lifts the dimension; the fewest that do are found by
    :mod:`qmdesk.grading.whatif`.
    """
    counted = sum(item.core or item.span.lowest >= target for item in items)  # core ones must rise anyway
    short = counted < share_needed(rule, len(items))
    found: list[Blocking] = []
    for item in items:
        needed = target if item.core or short else target - rule.tolerance
        if item.span.lowest < needed:
            found.append(Blocking(item.dimension, item.id, item.span.lowest, needed))
    return found
