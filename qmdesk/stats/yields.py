"""First-pass yields of steps and of the whole process, as exact fractions of counts.

A unit that was reworked failed the first time. Parallel lines of one step are pooled by counts before the product; a
mean of yields is never the yield of the whole process (DOMAIN, section 3).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate
from math import prod
from operator import mul

from qmdesk.model.problem import Problem, Refused


def step_yield(submitted: int, passed: int, where: str = "") -> Fraction:
    """Units passed when first submitted over all units submitted.

    Raises Refused: ``nothing-submitted`` for 0, ``passed-exceeds-submitted``, ``count-negative``.
    """
    if submitted < 0 or passed < 0:
        raise Refused(Problem("count-negative", where, {"submitted": submitted, "passed": passed}))
    if submitted == 0:
        raise Refused(Problem("nothing-submitted", where))
    if passed > submitted:
        raise Refused(Problem("passed-exceeds-submitted", where, {"submitted": submitted, "passed": passed}))
    return Fraction(passed, submitted)


@dataclass(frozen=True, slots=True)
class StepYield:
    """What one step made of its units, exactly. ``reworked`` are the units that passed only after rework.

    They failed the first time: ``first`` leaves them out, ``final`` counts them. What lies between is the hidden
    factory: work done twice that a final yield doesn't show.
    """

    submitted: int
    passed: int
    reworked: int

    @property
    def first(self) -> Fraction:
        return Fraction(self.passed, self.submitted)

    @property
    def final(self) -> Fraction:
        return Fraction(self.passed + self.reworked, self.submitted)

    @property
    def hidden(self) -> Fraction:
        return Fraction(self.reworked, self.submitted)


@dataclass(frozen=True, slots=True)
class ProcessYield:
    """The whole process: ``first`` is the product of first-pass yields, ``final`` that of the yields after rework."""

    steps: tuple[StepYield, ...]

    @property
    def first(self) -> Fraction:
        return prod((step.first for step in self.steps), start=Fraction(1))

    @property
    def final(self) -> Fraction:
        return prod((step.final for step in self.steps), start=Fraction(1))

    @property
    def hidden(self) -> Fraction:
        """The share of units that come through only because something was done to them again."""
        return self.final - self.first


def step_with_rework(submitted: int, passed: int, reworked: int, where: str = "") -> StepYield:
    """One step's counts. Raises Refused as :func:`step_yield` does, and ``reworked-exceeds-failed``."""
    step_yield(submitted, passed, where)
    if reworked < 0:
        raise Refused(Problem("count-negative", where, {"submitted": submitted, "passed": reworked}))
    if passed + reworked > submitted:
        details = {"reworked": reworked, "failed": submitted - passed}
        raise Refused(Problem("reworked-exceeds-failed", where, details))
    return StepYield(submitted, passed, reworked)


def process_yield(rows: Iterable[tuple[str, int, int, int]]) -> ProcessYield:
    """Rows of (step, submitted, passed, reworked) in the order of the process; rows of one step are parallel lines.

    Each row must be possible by itself; then the lines of a step are added up by counts. Raises Refused as
    :func:`step_with_rework` with the step as place, and ``no-steps``.
    """
    totals: dict[str, tuple[int, int, int]] = {}
    for step, submitted, passed, reworked in rows:
        line = step_with_rework(submitted, passed, reworked, step)
        before = totals.get(step, (0, 0, 0))
        totals[step] = (before[0] + line.submitted, before[1] + line.passed, before[2] + line.reworked)
    if not totals:
        raise Refused(Problem("no-steps"))
    return ProcessYield(tuple(StepYield(*counts) for counts in totals.values()))


def rolled_throughput(pairs: Iterable[tuple[int, int]]) -> Fraction:
    """The exact product of the yields of all steps, each given as (submitted, passed).

    Raises Refused as :func:`step_yield` does, with the place ``step N``, and ``no-steps`` for none.
    """
    falling = falling_product(pairs)
    return falling[-1]


def falling_product(pairs: Iterable[tuple[int, int]]) -> tuple[Fraction, ...]:
    """The product up to and with each step: how the yield falls along the process. Raises as above."""
    yields = [step_yield(submitted, passed, f"step {n}") for n, (submitted, passed) in enumerate(pairs, start=1)]
    if not yields:
        raise Refused(Problem("no-steps"))
    return tuple(accumulate(yields, mul))


def pooled_lines(rows: Iterable[tuple[str, int, int]]) -> dict[str, tuple[int, int]]:
    """Counts of parallel lines added up by step: (step, submitted, passed) rows to step -> (submitted, passed).

    Steps keep the order of their first row. Each row must be possible by itself: raises Refused as
    :func:`step_yield` does, with the step as place.
    """
    totals: dict[str, tuple[int, int]] = {}
    for step, submitted, passed in rows:
        step_yield(submitted, passed, step)
        before = totals.get(step, (0, 0))
        totals[step] = (before[0] + submitted, before[1] + passed)
    return totals


def needed_passed(pairs: Iterable[tuple[int, int]], threshold: Fraction, step: int) -> int | None:
    """How many units of ``step`` (zero-based) would have to pass for the product to reach ``threshold``.

    None where even all of them would not do.
    """
    known = list(pairs)
    others = rolled_throughput([pair for index, pair in enumerate(known) if index != step] or [(1, 1)])
    submitted = known[step][0]
    if others == 0 or threshold / others > 1:
        return None
    return -(-(threshold / others * submitted) // 1)
