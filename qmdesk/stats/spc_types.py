"""What a control chart is, as data: one or two panels of points, limits and the rules they break."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from qmdesk.stats.nelson import ALL_RULES, Violation, violations

#: A JSON value that may hold floats: what `--json` prints, never what a journal keeps.
JsonNumber = None | bool | int | float | str | Sequence["JsonNumber"] | Mapping[str, "JsonNumber"]


@dataclass(frozen=True, slots=True)
class Panel:
    """One panel: what is plotted (``xbar``, ``mr``, ``p`` ...), one value of centre, limits and sigma per point.

    ``lower_points`` is the second path of a cusum (``points`` is the upper one), None elsewhere.
    """

    name: str
    points: tuple[float, ...]
    center: tuple[float, ...]
    ucl: tuple[float, ...]
    lcl: tuple[float, ...]
    sigma: tuple[float, ...]
    violations: tuple[Violation, ...] = ()
    lower_points: tuple[float, ...] | None = None

    @property
    def beyond(self) -> tuple[int, ...]:
        """The points beyond the limits (rule 1)."""
        return next((each.points for each in self.violations if each.rule == "nelson-1"), ())

    def to_json(self) -> dict[str, JsonNumber]:
        """Panel keys of `control-chart --json`."""
        points: JsonNumber = self.points
        if self.lower_points is not None:
            points = {"upper": self.points, "lower": self.lower_points}
        return {
            "name": self.name,
            "center": _collapsed(self.center),
            "ucl": _collapsed(self.ucl),
            "lcl": _collapsed(self.lcl),
            "points": points,
            "violations": [{"rule": each.rule, "points": each.points} for each in self.violations],
        }


@dataclass(frozen=True, slots=True)
class ControlChart:
    """A control chart. ``first`` judges location (or the only statistic), ``second`` the spread.

    ``limits_from`` is the number of points the limits were set from, None for all of them.
    ``sigma`` is the process sigma behind the limits, None for counts.
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
) -> Panel:
    """A panel with limits at 3 sigma, cut at what the statistic can't pass (0 for a range, 1 for a proportion)."""
    middle = np.broadcast_to(np.asarray(center, dtype=float), points.shape)
    width = np.broadcast_to(np.asarray(sigma, dtype=float), points.shape)
    ucl, lcl = middle + 3.0 * width, middle - 3.0 * width
    if ceiling is not None:
        ucl = np.minimum(ucl, ceiling)
    if floor is not None:
        lcl = np.maximum(lcl, floor)
    return Panel(
        name,
        _floats(points),
        _floats(middle),
        _floats(ucl),
        _floats(lcl),
        _floats(width),
        violations(points, middle, width, rules),
    )


def _floats(values: np.ndarray) -> tuple[float, ...]:
    return tuple(values.astype(float).tolist())


def _collapsed(values: tuple[float, ...]) -> float | tuple[float, ...]:
    """One number where all are the same, else the list."""
    return values[0] if values and all(value == values[0] for value in values) else values
