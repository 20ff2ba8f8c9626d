"""What a sample demonstrates with confidence, and what it would take to demonstrate each level."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from qmdesk.stats import intervals
from qmdesk.stats.exact import Spread


@dataclass(frozen=True, slots=True)
class Needed:
    """What demonstrating one threshold asks for: the observed index with these readings, the readings with this index.

    ``index`` is None where no index would do with so few readings, ``n`` where the index is below the threshold.
    """

    level: int
    threshold: Decimal
    index: float | None
    n: int | None


@dataclass(frozen=True, slots=True)
class Demonstrated:
    """What the sample demonstrates: the one-sided lower bound of the deciding index and its level."""

    confidence: float
    cpk_lower: float | None
    level: int | None
    needed: tuple[Needed, ...]


def demonstrated(
    index: float | None, estimate: Spread | None, confidence: float, thresholds: Sequence[Decimal]
) -> Demonstrated:
    """By Bissell's bound with the degrees of freedom of the estimate; nothing without an index."""
    if index is None or estimate is None:
        return Demonstrated(confidence, None, None, ())
    n, df = estimate.n, estimate.df
    bound = intervals.cpk_lower(index, n, df, confidence)
    needed = tuple(
        Needed(
            level,
            threshold,
            intervals.required_cpk(float(threshold), n, df, confidence),
            intervals.required_n(index, float(threshold), df / (n - 1), confidence),
        )
        for level, threshold in enumerate(thresholds, start=2)
    )
    return Demonstrated(confidence, bound, 1 + sum(bound >= float(each) for each in thresholds), needed)


def demonstrated_by_bound(bound: float | None, confidence: float, thresholds: Sequence[Decimal]) -> Demonstrated:
    """What a lower bound found otherwise demonstrates; nothing is said of what would be needed."""
    level = None if bound is None else 1 + sum(bound >= float(each) for each in thresholds)
    return Demonstrated(confidence, bound, level, ())
