"""A control chart as it is drawn: its panels as arrays, with limits that don't vary held as one number each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np

from qmdesk.stats.charts_spc import ControlChart, Panel, Violation

#: Kinds whose limits are the same at every point of a phase.
LEVEL = ("i-mr", "c", "cusum")


@dataclass(frozen=True)
class ShownPanel:
    """A panel: arrays of one value per point; limits that stay alike within phases are ``level``."""

    name: str
    points: np.ndarray
    center: np.ndarray
    ucl: np.ndarray
    lcl: np.ndarray
    sigma: np.ndarray
    violations: tuple[Violation, ...] = ()
    lower_points: np.ndarray | None = None
    excluded: tuple[int, ...] = ()
    phases: tuple[int, ...] = ()
    level: bool = False

    @property
    def beyond(self) -> tuple[int, ...]:
        """The points beyond the limits (rule 1)."""
        return next((each.points for each in self.violations if each.rule == "nelson-1"), ())

    @cached_property
    def broken(self) -> np.ndarray:
        """Ascending places of all points that break a rule."""
        flags = np.zeros(len(self.points), dtype=bool)
        for each in self.violations:
            flags[np.array(each.points, dtype=np.intp)] = True
        return np.flatnonzero(flags)

    @cached_property
    def counting(self) -> np.ndarray | None:
        """Which points count, None where all do."""
        if not self.excluded:
            return None
        flags = np.ones(len(self.points), dtype=bool)
        flags[list(self.excluded)] = False
        return flags

    @property
    def spans(self) -> list[tuple[int, int]]:
        """First point and last point + 1 of each phase."""
        edges = [0, *self.phases, len(self.points)]
        return list(pairwise(edges))


@dataclass(frozen=True, slots=True)
class ShownChart:
    """What :func:`qmdesk.charts.spc.control_chart_figure` draws; ``first`` and ``second`` as in a ControlChart."""

    kind: str
    first: ShownPanel
    second: ShownPanel | None = None
    limits_from: int | None = None
    subgroup_size: int | None = None

    @property
    def in_control(self) -> bool:
        """No point beyond the limits on either panel."""
        return not self.first.beyond and (self.second is None or not self.second.beyond)

    @property
    def panels(self) -> list[ShownPanel]:
        """One panel or two."""
        return [self.first] if self.second is None else [self.first, self.second]


def shown(chart: ControlChart | ShownChart) -> ShownChart:
    """A chart as arrays; what already is stays as it is."""
    if isinstance(chart, ShownChart):
        return chart
    level = chart.kind in LEVEL or (chart.kind.startswith("xbar") and chart.subgroup_size is not None)
    second = None if chart.second is None else _panel(chart.second, level=level)
    return ShownChart(chart.kind, _panel(chart.first, level=level), second, chart.limits_from, chart.subgroup_size)


def _panel(panel: Panel, *, level: bool) -> ShownPanel:
    lower = None if panel.lower_points is None else np.asarray(panel.lower_points)
    center, ucl, lcl, sigma = (
        _held(each, panel.phases, level=level) for each in (panel.center, panel.ucl, panel.lcl, panel.sigma)
    )
    level = level or all(each.strides == (0,) for each in (center, ucl, lcl))
    return ShownPanel(
        panel.name,
        np.asarray(panel.points),
        center,
        ucl,
        lcl,
        sigma,
        panel.violations,
        lower,
        panel.excluded,
        panel.phases,
        level,
    )


def _held(values: Sequence[float], phases: tuple[int, ...], *, level: bool) -> np.ndarray:
    """One value per point, as a view of one number where all are alike."""
    found = np.asarray(values)
    if phases or not len(found) or found.strides == (0,):
        return found
    if level or bool((found == found[0]).all()):
        return np.broadcast_to(found[0], len(found))
    return found
