"""What every gated figure has in common before its statistic: not asked, not tracked, in conflict, families."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Protocol, TypeVar

from qmdesk.grading.gates import Gate, lowest_of
from qmdesk.grading.options import Settled
from qmdesk.model.answers import Tracked
from qmdesk.model.assessment import Because, FigureResult, Interval, PartResult
from qmdesk.model.canonical import Json


class InFamily(Protocol):
    """Anything that belongs to a product family."""

    @property
    def family(self) -> str: ...


T = TypeVar("T", bound=InFamily)


def conflicted(gate: Gate) -> FigureResult:
    """A figure with an open conflict has every level until it is resolved."""
    return unknown(gate, "figure-conflict")


def unknown(gate: Gate, rule: str) -> FigureResult:
    """A figure of which nothing is known yet."""
    return figure_result(gate, None, gate.open, Because(rule))


def without_data(gate: Gate, tracked: Tracked | None, choices: Settled) -> FigureResult:
    """A figure with no value: not asked, not tracked, or said to be tracked with the value still to come."""
    if tracked is Tracked.NO:
        return not_tracked(gate, choices)
    if tracked is Tracked.YES:
        span = Interval(gate.figure.tracked_level, gate.top)
        return figure_result(gate, None, span, Because("figure-tracked"))
    return unknown(gate, "figure-not-asked")


def not_tracked(gate: Gate, choices: Settled) -> FigureResult:
    """Level 1 as a rule (DOMAIN reading 2); where that reading is chosen, no level while the annex is silent."""
    if choices.untracked_open and annex_is_silent(gate):
        return figure_result(gate, None, gate.open, Because("figure-not-tracked", inputs={"option": "no-level"}))
    level = gate.figure.untracked_level
    return figure_result(gate, None, Interval(level, level), Because("figure-not-tracked"))


def annex_is_silent(gate: Gate) -> bool:
    """The annex says what an untracked Cpk or loss means; of sigma and yield it doesn't."""
    return gate.figure.statistic in {"dpmo", "rolled-throughput-yield"}


def figure_result(
    gate: Gate,
    value: str | None,
    span: Interval,
    because: Because,
    *,
    parts: Sequence[PartResult] = (),
    demonstrated: int | None = None,
) -> FigureResult:
    """A result with what its next level needs."""
    return FigureResult(gate.figure.id, value, span, because, gate.needs(span), tuple(parts), demonstrated)


def by_family(parts: Iterable[T]) -> dict[str, list[T]]:
    """Parts by their product family, in order of first appearance."""
    found: dict[str, list[T]] = {}
    for part in parts:
        found.setdefault(part.family, []).append(part)
    return found


def graded(
    gate: Gate, value: Fraction, demonstrated: int | None, choices: Settled, inputs: Mapping[str, Json]
) -> tuple[Interval, Because]:
    """The level of a known value and why: by value, or what the sample demonstrates where that reading is chosen."""
    by_value = gate.level(value)
    return at_level(gate, by_value, demonstrated if choices.demonstrated else None, inputs)


def at_level(
    gate: Gate, by_value: int, demonstrated: int | None, inputs: Mapping[str, Json]
) -> tuple[Interval, Because]:
    """A level by value, lowered to what is demonstrated where that decides; ``option`` in the inputs says so."""
    if demonstrated is None or demonstrated >= by_value:
        return Interval(by_value, by_value), gate.because(by_value, **inputs)
    because = gate.because(demonstrated, **inputs)
    return Interval(demonstrated, demonstrated), replace(because, inputs={**because.inputs, "option": "demonstrated"})


def lowest_part(parts: Sequence[PartResult]) -> Interval:
    """The span of the lowest of the parts."""
    return lowest_of([part.span for part in parts])
