"""Nelson's eight tests for special causes, with K = 9, 6, 14, 15, 8 (Nelson 1984; GB/T 4091).

An index is that of the point that completes the pattern. A point exactly on a zone line belongs to the inner
zone, a point exactly on the centre line to neither side. Rule 1 decides whether a process is in control; the others
advise.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

import numpy as np

ALL_RULES = (1, 2, 3, 4, 5, 6, 7, 8)
#: The tests that don't lean on a normal, symmetric statistic: for p, np, c, u and the charts of R and s.
RUN_RULES = (1, 2, 3, 4)
#: Less than this share of a sigma counts as "on the line": far above rounding in doubles, far below any gauge.
ON_LINE = 1e-9
#: Points judged at once: few enough to stay in the processor's cache.
PIECE = 1 << 16
#: The rule that finds too little variation.
QUIET = 7
#: How far back the longest pattern (rule 7) reaches.
REACH = 14


@dataclass(frozen=True, slots=True)
class Violation:
    """The points (zero-based) that complete a pattern of one rule, ``nelson-1`` to ``nelson-8``."""

    rule: str
    points: tuple[int, ...]


def violations(
    points: np.ndarray, center: np.ndarray, sigma: np.ndarray, rules: Sequence[int] = ALL_RULES
) -> tuple[Violation, ...]:
    """The rules that these points break; ``center`` and ``sigma`` are one value or one per point.

    Where sigma is 0, any point off the centre line is beyond the limits; points that don't vary at all hug no line.
    """
    points = np.asarray(points, dtype=float)
    middle, wide = np.broadcast_to(center, points.shape), np.broadcast_to(sigma, points.shape)
    typical = float(np.mean(sigma))
    rules = [rule for rule in rules if rule != QUIET or typical > 0]
    unit = typical if typical > 0 else 1.0
    found: dict[int, list[int]] = {rule: [] for rule in rules}
    for start in range(0, len(points), PIECE):
        piece = slice(max(start - REACH, 0), start + PIECE)
        z = standardised(points[piece], _one(middle[piece]), _one(wide[piece]))
        # A trend is one of the plotted points, also where limits vary with the sample size.
        flags = _Flags(z, points[piece], ON_LINE * unit)
        for rule in rules:
            complete = _RULES[rule](flags)
            first = len(z) - len(complete)  # the first point that can complete the pattern
            known = max(start - piece.start - first, 0)
            where = np.flatnonzero(complete[known:])
            found[rule] += (where + (piece.start + first + known)).tolist()
    return tuple(Violation(f"nelson-{rule}", tuple(where)) for rule, where in found.items() if where)


def standardised(points: np.ndarray, center: np.ndarray, sigma: np.ndarray) -> np.ndarray:
    """Distances from the centre line in sigmas; infinite off the line where sigma is 0."""
    distance = np.asarray(points, dtype=float) - center
    wide = np.asarray(sigma, dtype=float)
    if wide.size and wide.min() > 0:
        distance /= wide
        return distance
    wide = np.broadcast_to(wide, distance.shape)
    scale = np.abs(np.asarray(center, dtype=float)) * 1e-12
    apart = np.where(np.abs(distance) <= scale, 0.0, np.where(distance > 0, np.inf, -np.inf))
    return np.where(wide > 0, np.divide(distance, wide, out=np.zeros_like(distance), where=wide > 0), apart)


def _one(values: np.ndarray) -> np.ndarray:
    """A value that is the same at every point as the one number that it is."""
    return values[:1] if values.strides == (0,) else values


def broken(z: np.ndarray, rule: int) -> np.ndarray:
    """Where a rule's pattern is complete. ``z`` holds standardised points, shape (..., n); so does the answer."""
    return _behind(_RULES[rule](_Flags(z, z, ON_LINE)), z.shape[-1])


@dataclass(slots=True)
class _Flags:
    """Which points stand above and below each zone line, and which steps go up and down; each found once.

    ``z`` are standardised points, ``plotted`` the points as plotted, both of shape (..., n); a step of up to
    ``level`` in the unit of the plot is none.
    """

    z: np.ndarray
    plotted: np.ndarray
    level: float
    _found: dict[object, np.ndarray] = field(default_factory=dict[object, np.ndarray])

    def above(self, line: float) -> np.ndarray:
        return self._once(("above", line), lambda: self.z > line + ON_LINE)

    def below(self, line: float) -> np.ndarray:
        return self._once(("below", line), lambda: self.z < -line - ON_LINE)

    def beyond(self, line: float) -> np.ndarray:
        return self._once(("beyond", line), lambda: self.above(line) | self.below(line))

    def rises(self) -> np.ndarray:
        """Shape (..., n - 1): the steps between neighbours that go up."""
        return self._once("rises", lambda: self._steps() > self.level)

    def falls(self) -> np.ndarray:
        return self._once("falls", lambda: self._steps() < -self.level)

    def _steps(self) -> np.ndarray:
        with np.errstate(invalid="ignore"):  # infinite points side by side are no step
            return self._once("steps", lambda: self.plotted[..., 1:] - self.plotted[..., :-1])

    def _once(self, key: object, make: Callable[[], np.ndarray]) -> np.ndarray:
        if key not in self._found:
            self._found[key] = make()
        return self._found[key]


def _behind(flags: np.ndarray, points: int) -> np.ndarray:
    """Flags that begin some points late, put to the points that complete them: shape (..., points)."""
    whole = np.zeros((*flags.shape[:-1], points), dtype=bool)
    if flags.shape[-1]:
        whole[..., points - flags.shape[-1] :] = flags
    return whole


def _run(flags: np.ndarray, length: int) -> np.ndarray:
    """Where ``length`` flags in a row end, from the first that can: shape (..., n - length + 1)."""
    width = 1
    while width < length:
        step = min(width, length - width)
        flags = flags[..., step:] & flags[..., : max(flags.shape[-1] - step, 0)]
        width += step
    return flags


def _share(flags: np.ndarray, least: int, window: int) -> np.ndarray:
    """Where a set flag is at least the ``least``-th of the last ``window`` (fewer at the start)."""
    ones = flags.view(np.uint8)
    count = ones.copy()
    for back in range(1, min(window, flags.shape[-1])):
        count[..., back:] += ones[..., :-back]
    return flags & (count >= least)


def _beyond_limits(flags: _Flags) -> np.ndarray:
    return flags.beyond(3.0)


def _one_side(flags: _Flags) -> np.ndarray:
    return _run(flags.above(0.0), 9) | _run(flags.below(0.0), 9)


def _trend(flags: _Flags) -> np.ndarray:
    return _run(flags.rises(), 5) | _run(flags.falls(), 5)


def _alternation(flags: _Flags) -> np.ndarray:
    up, down = flags.rises(), flags.falls()
    turns = (up[..., 1:] & down[..., :-1]) | (down[..., 1:] & up[..., :-1])
    return _run(turns, 12)


def _zone(flags: _Flags, *, line: float, least: int, window: int) -> np.ndarray:
    return _share(flags.above(line), least, window) | _share(flags.below(line), least, window)


def _quiet(flags: _Flags) -> np.ndarray:
    return _run(~flags.beyond(1.0), 15)


def _mixture(flags: _Flags) -> np.ndarray:
    return _run(flags.beyond(1.0), 8)


#: Each rule's answer for the points from the first that can complete its pattern on: shape (..., up to n).
_RULES: Mapping[int, Callable[[_Flags], np.ndarray]] = {
    1: _beyond_limits,
    2: _one_side,
    3: _trend,
    4: _alternation,
    5: partial(_zone, line=2.0, least=2, window=3),
    6: partial(_zone, line=1.0, least=4, window=5),
    7: _quiet,
    8: _mixture,
}
