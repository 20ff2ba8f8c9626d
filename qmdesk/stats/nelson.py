"""Nelson's eight tests for special causes, with K = 9, 6, 14, 15, 8 (Nelson 1984; GB/T 4091).

An index is that of the point that completes the pattern. A point exactly on a zone line belongs to the inner
zone, a point exactly on the centre line to neither side. Rule 1 decides whether a process is in control; the others
advise.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

ALL_RULES = (1, 2, 3, 4, 5, 6, 7, 8)
#: The tests that don't lean on a normal, symmetric statistic: for p, np, c, u and the charts of R and s.
RUN_RULES = (1, 2, 3, 4)
#: Less than this share of a sigma counts as "on the line": far above rounding in doubles, far below any gauge.
ON_LINE = 1e-9


@dataclass(frozen=True, slots=True)
class Violation:
    """The points (zero-based) that complete a pattern of one rule, ``nelson-1`` to ``nelson-8``."""

    rule: str
    points: tuple[int, ...]


def violations(
    points: np.ndarray, center: np.ndarray, sigma: np.ndarray, rules: Sequence[int] = ALL_RULES
) -> tuple[Violation, ...]:
    """The rules that these points break; ``center`` and ``sigma`` are one value or one per point.

    Where sigma is 0, any point off the centre line is beyond the limits.
    """
    z = standardised(points, center, sigma)
    typical = float(np.mean(sigma))
    plotted = np.asarray(points, dtype=float) / (typical if typical > 0 else 1.0)
    # A trend is one of the plotted points, also where limits vary with the sample size.
    found = ((rule, np.flatnonzero(broken(plotted if rule in (3, 4) else z, rule))) for rule in rules)
    return tuple(Violation(f"nelson-{rule}", tuple(map(int, where))) for rule, where in found if where.size)


def standardised(points: np.ndarray, center: np.ndarray, sigma: np.ndarray) -> np.ndarray:
    """Distances from the centre line in sigmas; infinite off the line where sigma is 0."""
    distance = np.asarray(points, dtype=float) - center
    wide = np.broadcast_to(np.asarray(sigma, dtype=float), distance.shape)
    scale = np.abs(np.asarray(center, dtype=float)) * 1e-12
    apart = np.where(np.abs(distance) <= scale, 0.0, np.where(distance > 0, np.inf, -np.inf))
    return np.where(wide > 0, np.divide(distance, wide, out=np.zeros_like(distance), where=wide > 0), apart)


def broken(z: np.ndarray, rule: int) -> np.ndarray:
    """Where a rule's pattern is complete. ``z`` holds standardised points, shape (..., n); so does the answer."""
    if rule == 1:
        return np.abs(z) > 3.0 + ON_LINE
    if rule == 2:
        return _run(z > ON_LINE, 9) | _run(z < -ON_LINE, 9)
    if rule in (3, 4):
        return _trend(z, 6) if rule == 3 else _alternation(z, 14)
    if rule in (5, 6):
        line, least, window = (2.0, 2, 3) if rule == 5 else (1.0, 4, 5)
        return _share(z > line + ON_LINE, least, window) | _share(z < -line - ON_LINE, least, window)
    beyond = np.abs(z) > 1.0 + ON_LINE
    return _run(~beyond, 15) if rule == 7 else _run(beyond, 8)


def _counts(flags: np.ndarray, window: int) -> np.ndarray:
    """How many of the last ``window`` flags (fewer at the start) are set."""
    total = np.cumsum(flags, axis=-1, dtype=np.int64)
    earlier = np.zeros_like(total)
    earlier[..., window:] = total[..., :-window]
    return total - earlier


def _run(flags: np.ndarray, length: int) -> np.ndarray:
    return _counts(flags, length) == length


def _share(flags: np.ndarray, least: int, window: int) -> np.ndarray:
    return flags & (_counts(flags, window) >= least)


def _directions(z: np.ndarray) -> np.ndarray:
    """+1, 0 or -1 by the step that leads to each point; 0 for the first."""
    steps = np.diff(z, axis=-1, prepend=z[..., :1])
    steps = np.nan_to_num(steps, nan=0.0, posinf=1.0, neginf=-1.0)
    return np.where(np.abs(steps) <= ON_LINE, 0, np.sign(steps)).astype(int)


def _trend(z: np.ndarray, length: int) -> np.ndarray:
    directions = _directions(z)
    return _run(directions > 0, length - 1) | _run(directions < 0, length - 1)


def _alternation(z: np.ndarray, length: int) -> np.ndarray:
    directions = _directions(z)
    turns = np.zeros(directions.shape, dtype=bool)
    turns[..., 1:] = directions[..., 1:] * directions[..., :-1] < 0
    return _run(turns, length - 2)
