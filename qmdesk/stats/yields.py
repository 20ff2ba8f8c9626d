"""First-pass yields of steps and of the whole process, as exact fractions of counts.

A unit that was reworked failed the first time. Parallel lines of one step are pooled by counts before the product; a
mean of yields is never the yield of the whole process (DOMAIN, section 3).
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from itertools import accumulate
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

    Steps keep the order of their first row.
    """
    totals: dict[str, tuple[int, int]] = {}
    for step, submitted, passed in rows:
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
