"""What would the grade be if: changed answers, and the fewest changes that lift the grade by one level.

"The fewest" is often a choice (any two of these five), so it is given as one: what must rise, and what to choose among.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import combinations, islice, product

from qmdesk.formdef.types import Form, ItemRule, Judged
from qmdesk.grading.assess import assess
from qmdesk.grading.blocking import blocking_figures
from qmdesk.grading.dimensions import item_rule, share_needed
from qmdesk.grading.options import settled
from qmdesk.model.answers import (
    Answers,
    Characteristic,
    CpkAnswer,
    ItemAnswer,
    LossAnswer,
    SigmaAnswer,
    Tracked,
    YieldAnswer,
)
from qmdesk.model.assessment import Assessment, ItemResult


@dataclass(frozen=True, slots=True)
class Change:
    """An item or figure that rises from one level to another."""

    id: str
    from_level: int
    to_level: int


@dataclass(frozen=True, slots=True)
class AnyOf:
    """``count`` of these changes, whichever."""

    count: int
    among: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Lift:
    """The fewest changes that bring the grade to ``level``: all of ``must``, and a choice for each of ``any_of``."""

    level: int
    must: tuple[Change, ...]
    any_of: tuple[AnyOf, ...]

    def sets(self, limit: int = 100) -> tuple[tuple[Change, ...], ...]:
        """The smallest sets spelt out, at most ``limit`` of them."""
        return tuple(islice(self._every(), limit))

    def _every(self) -> Iterator[tuple[Change, ...]]:
        for chosen in product(*(combinations(each.among, each.count) for each in self.any_of)):
            yield _merged((*self.must, *(change for group in chosen for change in group)))


def with_item(answers: Answers, item_id: str, level: int) -> Answers:
    """The answers with one item rated at a level, applicable and agreed."""
    before = answers.items.get(item_id, ItemAnswer())
    changed = replace(before, levels=(level,), applicable=True, reason="")
    return replace(answers, items={**answers.items, item_id: changed})


def with_figure(answers: Answers, figure_id: str, value: Decimal) -> Answers:
    """The answers with one gated figure at a value, tracked: dpmo, Cpk in control, or a rate as a fraction.

    Raises KeyError for a figure that isn't gated.
    """
    settled_conflict = answers.conflicted - {figure_id}
    if figure_id == "sigma":
        return replace(answers, sigma=SigmaAnswer(Tracked.YES, dpmo=value), conflicted=settled_conflict)
    if figure_id == "cpk":
        stated = Characteristic("what-if", "", claimed_cpk=value, in_control=True)
        return replace(answers, cpk=CpkAnswer(Tracked.YES, (stated,)), conflicted=settled_conflict)
    if figure_id == "fpy":
        return replace(answers, fpy=YieldAnswer(Tracked.YES, rate=value), conflicted=settled_conflict)
    if figure_id == "internal_loss":
        return replace(answers, internal_loss=LossAnswer(Tracked.YES, rate=value), conflicted=settled_conflict)
    if figure_id == "external_loss":
        return replace(answers, external_loss=LossAnswer(Tracked.YES, rate=value), conflicted=settled_conflict)
    raise KeyError(figure_id)


def lifts(form: Form, answers: Answers, assessment: Assessment | None = None) -> Lift | None:
    """The smallest sets of changes that raise the grade's lowest end by one level; None at the top."""
    found = assess(form, answers) if assessment is None else assessment
    target = found.grade.lowest + 1
    if target > len(form.levels):
        return None
    choices = settled(found.readings)
    must: list[Change] = []
    any_of: list[AnyOf] = []
    for dimension, result in zip(form.dimensions, found.dimensions, strict=True):
        if result.span.lowest >= target:
            continue
        if dimension.judged is Judged.FIGURES:
            blocked = blocking_figures(form, dimension.id, found.figures, target, choices)
            must += [Change(each.id, each.level, each.needed) for each in blocked]
        else:
            own = [item for item in found.items if item.dimension == dimension.id and item.applicable]
            more, choice = lift_items(item_rule(form, choices), own, target)
            must += more
            any_of += choice
    return Lift(target, tuple(must), tuple(any_of))


def lift_items(rule: ItemRule, items: Sequence[ItemResult], target: int) -> tuple[list[Change], list[AnyOf]]:
    """The fewest items of a dimension that must rise for it to reach the target.

    Core items rise to it. An item too far below must rise anyway; where the share is short it had better rise all the
    way, and only what is still short after those is taken from the others.
    """
    floor = target - rule.tolerance
    core = [item for item in items if item.core and item.span.lowest < target]
    far = [item for item in items if not item.core and item.span.lowest < floor]
    near = [item for item in items if not item.core and floor <= item.span.lowest < target]
    short = share_needed(rule, len(items)) - sum(item.span.lowest >= target for item in items) - len(core)
    must = [_change(item, target) for item in core]
    if short <= 0:
        return must + [_change(item, floor) for item in far], []
    if short >= len(far):
        must += [_change(item, target) for item in far]
        rest = AnyOf(short - len(far), tuple(_change(item, target) for item in near))
        return must, [rest] if rest.count else []
    # Fewer than the far ones are short: all rise to the floor, and that many of them on to the target.
    onward = tuple(Change(item.id, floor, target) for item in far)
    return must + [_change(item, floor) for item in far], [AnyOf(short, onward)]


def _merged(changes: Sequence[Change]) -> tuple[Change, ...]:
    """One change for each id: from its first level to its last."""
    found: dict[str, Change] = {}
    for change in changes:
        before = found.get(change.id, change)
        found[change.id] = Change(change.id, before.from_level, change.to_level)
    return tuple(found.values())


def _change(item: ItemResult, level: int) -> Change:
    return Change(item.id, item.span.lowest, level)
