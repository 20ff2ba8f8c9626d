"""Which bins of a figure's values lie in which level's band: what the counts by level tell of those by bin."""

from __future__ import annotations

import math

from qmdesk.formdef.loader import load_builtin
from qmdesk.formdef.types import Compare
from qmdesk.portfolio.queries import BINS, Bins
from qmdesk.portfolio.rollup import FigureCount

Band = tuple[frozenset[int], list[int]]


def bands(each: FigureCount) -> list[Band]:
    """The bins that have values, parted where the levels part them: levels of a part and its bins. A bin that lies on
    an edge keeps the levels of both sides together."""
    bins = next(one for one in BINS if one.figure == each.figure)
    made: list[Band] = []
    for at in sorted(each.bins):
        within = _levels(bins, at)
        if made and made[-1][0] & within:
            made[-1] = (made[-1][0] | within, [*made[-1][1], at])
        else:
            made.append((within, [at]))
    return made


def _levels(bins: Bins, at: int) -> frozenset[int]:
    """The levels that values of a bin can have by the built-in form."""
    figure = load_builtin("meqmc").figure(bins.figure)
    rising = figure.compare is Compare.AT_LEAST
    beyond = figure.tracked_level if not rising and figure.statistic == "loss-rate" else 1
    edges = {level: float(value) for level, value in figure.thresholds.items()}
    hair = bins.step / 1e6
    low = -math.inf if at <= 0 else bins.low + at * bins.step + hair
    high = math.inf if at >= bins.last else bins.low + (at + 1) * bins.step - hair

    def level(place: float) -> int:
        value = 10**place if bins.log and math.isfinite(place) else place
        met = [one for one, edge in edges.items() if (value >= edge if rising else value <= edge)]
        return max(met, default=beyond)

    ends = sorted((level(low), level(high)))
    return frozenset(range(ends[0], ends[1] + 1))
