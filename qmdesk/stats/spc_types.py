"""What a control chart is, as data: one or two panels of points, limits and the rules they break."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import overload

import numpy as np

from qmdesk.stats.nelson import ALL_RULES, Violation, violations

#: A JSON value that may hold floats: what `--json` prints, never what a journal keeps.
JsonNumber = None | bool | int | float | str | Sequence["JsonNumber"] | Mapping[str, "JsonNumber"]

#: Bytes that are copied at once.
PIECE = 1 << 16


@dataclass(frozen=True, slots=True)
class Level(Sequence[float]):
    """One number that holds at every one of ``many`` points, without being kept for each."""

    value: float
    many: int

    def __len__(self) -> int:
        return self.many

    @overload
    def __getitem__(self, index: int) -> float: ...
    @overload
    def __getitem__(self, index: slice) -> Level: ...
    def __getitem__(self, index: int | slice) -> float | Level:
        within = range(self.many)[index]
        return self.value if isinstance(within, int) else Level(self.value, len(within))

    def __array__(self, dtype: type | None = None, *, copy: bool | None = None) -> np.ndarray:
        held = np.broadcast_to(np.array(self.value, dtype=dtype), self.many)
        return held.copy() if copy else held


@dataclass(frozen=True, slots=True)
class Panel:
    """One panel: what is plotted (``xbar``, ``mr``, ``p`` ...), one value of centre, limits and sigma per point.

    All of them are arrays of doubles that nobody changes, or a :class:`Level`.

    ``lower_points`` is the second path of a cusum (``points`` is the upper one), None elsewhere. ``excluded`` are the
    points that are plotted and count in nothing: those left out with a reason and, among moving ranges, those that
    touch such a reading or reach from one phase into the next. ``phases`` are the first points of later phases.
    """

    name: str
    points: Sequence[float]
    center: Sequence[float]
    ucl: Sequence[float]
    lcl: Sequence[float]
    sigma: Sequence[float]
    violations: tuple[Violation, ...] = ()
    lower_points: Sequence[float] | None = None
    excluded: tuple[int, ...] = ()
    phases: tuple[int, ...] = ()

    @property
    def beyond(self) -> tuple[int, ...]:
        """The points beyond the limits (rule 1)."""
        return next((each.points for each in self.violations if each.rule == "nelson-1"), ())

    def to_json(self) -> dict[str, JsonNumber]:
        """Panel keys of `control-chart --json`."""
        points: JsonNumber = tuple(self.points)
        if self.lower_points is not None:
            points = {"upper": tuple(self.points), "lower": tuple(self.lower_points)}
        return {
            "name": self.name,
            "center": _collapsed(self.center),
            "ucl": _collapsed(self.ucl),
            "lcl": _collapsed(self.lcl),
            "points": points,
            "violations": [{"rule": each.rule, "points": each.points} for each in self.violations],
            "excluded": self.excluded,
            "phases": self.phases,
        }


@dataclass(frozen=True, slots=True)
class ControlChart:
    """A control chart. ``first`` judges location (or the only statistic), ``second`` the spread.

    ``limits_from`` is the number of points the limits were set from, None for all of them.
    ``sigma`` is the process sigma behind the limits (those of the last phase), None for counts.
    """

    kind: str
    first: Panel
    second: Panel | None = None
    limits_from: int | None = None
    sigma: float | None = None
    subgroup_size: int | None = None

    @property
    def in_control(self) -> bool:
        """No point beyond the limits on either panel (rule 1; DOMAIN reading 9)."""
        return not self.first.beyond and (self.second is None or not self.second.beyond)

    def to_json(self) -> dict[str, JsonNumber]:
        """The document of `control-chart --json`."""
        return {
            "kind": self.kind,
            **self.first.to_json(),
            "second": None if self.second is None else self.second.to_json(),
            "in_control": self.in_control,
            "limits_from": self.limits_from,
            "sigma": self.sigma,
        }


def panel(
    name: str,
    points: np.ndarray,
    center: float | np.ndarray,
    sigma: float | np.ndarray,
    *,
    rules: Sequence[int] = ALL_RULES,
    floor: float | None = None,
    ceiling: float | np.ndarray | None = None,
    kept: np.ndarray | None = None,
) -> Panel:
    """A panel with limits at 3 sigma, cut at what the statistic can't pass (0 for a range, 1 for a proportion).

    ``kept`` says which points count: rules look at those alone, one after another.
    """
    middle, width = np.asarray(center, dtype=float), np.asarray(sigma, dtype=float)
    ucl, lcl = middle + 3.0 * width, middle - 3.0 * width
    if ceiling is not None:
        ucl = np.minimum(ucl, ceiling)
    if floor is not None:
        lcl = np.maximum(lcl, floor)
    many = len(points)
    middle_of, width_of = np.broadcast_to(middle, many), np.broadcast_to(width, many)
    return Panel(
        name,
        doubles(points),
        _at_every_point(middle, many),
        _at_every_point(ucl, many),
        _at_every_point(lcl, many),
        _at_every_point(width, many),
        violations(points, middle_of, width_of, rules)
        if kept is None
        else _among(points, middle_of, width_of, rules, kept),
        excluded=() if kept is None else tuple(np.flatnonzero(~kept).tolist()),
    )


def _at_every_point(value: np.ndarray, many: int) -> Sequence[float]:
    """A limit as one double per point: a number that holds for all, or one for each already."""
    return Level(float(value), many) if value.ndim == 0 else doubles(value)


def _among(
    points: np.ndarray, center: np.ndarray, sigma: np.ndarray, rules: Sequence[int], kept: np.ndarray
) -> tuple[Violation, ...]:
    """The rules broken by the points that count, with the indices that these have on the chart."""
    places = np.flatnonzero(kept)
    if not len(places):
        return ()
    found = violations(points[kept], center[kept], sigma[kept], rules)
    return tuple(Violation(each.rule, tuple(places[list(each.points)].tolist())) for each in found)


def doubles(values: np.ndarray | Sequence[float]) -> Sequence[float]:
    """Doubles side by side, copied in pieces: a million of them hold no other thread up."""
    made = array("d")
    content = np.ascontiguousarray(values, dtype=float).data.cast("B")
    for start in range(0, len(content), PIECE):
        made.frombytes(content[start : start + PIECE])
    return made


def _collapsed(values: Sequence[float]) -> float | tuple[float, ...]:
    """One number where all are the same, else all of them."""
    every = np.asarray(values, dtype=float)
    return float(every[0]) if len(every) and bool((every == every[0]).all()) else tuple(every.tolist())
