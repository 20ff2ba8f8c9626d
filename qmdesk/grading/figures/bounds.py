"""Confidence bounds behind the second verdict, "demonstrated at 95 %" (DOMAIN reading 10).

Statistics in double precision; they decide a level only where an institution chose that reading.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache

from qmdesk.stats.proportion import clopper_pearson_upper


@lru_cache(maxsize=1024)
def upper_share(defective: int, units: int, confidence: float) -> Fraction:
    """Upper confidence bound of a share of defectives."""
    return Fraction(clopper_pearson_upper(defective, units, confidence))


def lower_yield(pairs: Sequence[tuple[int, int]], confidence: float) -> Fraction:
    """A lower confidence bound of a rolled throughput yield from (passed, submitted) of each step.

    The product of the steps' own bounds, each at confidence^(1/k): for independent samples it holds with
    at least the confidence asked (Šidák 1967), and is on the safe side of it.
    """
    each = confidence ** (1.0 / len(pairs)) if pairs else confidence
    bound = Fraction(1)
    for passed, submitted in pairs:
        bound *= 1 - upper_share(submitted - passed, submitted, each)
    return bound
