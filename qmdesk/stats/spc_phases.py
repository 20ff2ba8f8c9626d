"""A control chart in phases: limits computed anew and rules begun anew in each (AIAG SPC 2nd ed.; GB/T 4091)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import chain, pairwise

from qmdesk.model.problem import Problem, Refused
from qmdesk.model.readings import Readings
from qmdesk.stats import exact
from qmdesk.stats.nelson import Violation
from qmdesk.stats.spc_types import ControlChart, Panel, doubles

#: The chart of one phase, from its readings, the excluded ones among them and its first and last point + 1.
Draw = Callable[[Readings, frozenset[int], int, int], ControlChart]


def in_phases(
    readings: Readings, starts: Sequence[int], excluded: frozenset[int], draw: Draw, *, by_subgroup: bool
) -> ControlChart:
    """The charts of all phases as one. ``starts`` are the first points of later phases.

    Raises Refused ``phases-out-of-range`` where they don't rise or a phase has fewer than 2 points, and what
    ``draw`` raises.
    """
    sizes = readings.subgroups if by_subgroup and readings.subgroups is not None else None
    points = len(readings) if sizes is None else len(sizes)
    edges = (0, *starts, points)
    if any(last - first < 2 for first, last in pairwise(edges)):
        asked = ", ".join(str(start + 1) for start in starts)
        raise Refused(Problem("phases-out-of-range", details={"asked": asked, "points": points}))
    charts: list[ControlChart] = []
    for first, last in pairwise(edges):
        begin, end = (first, last) if sizes is None else (sum(sizes[:first]), sum(sizes[:last]))
        own = None if sizes is None else sizes[first:last]
        part = Readings(readings.scaled[begin:end], readings.exponent, own, readings.ordered)
        charts.append(draw(part, frozenset(place - begin for place in excluded if begin <= place < end), first, last))
    return _joined(charts, readings, tuple(starts))


def _joined(charts: Sequence[ControlChart], readings: Readings, starts: tuple[int, ...]) -> ControlChart:
    last = charts[-1]
    firsts = [chart.first for chart in charts]
    seconds = [chart.second for chart in charts if chart.second is not None]
    if last.kind == "i-mr":
        places = tuple(start - 1 for start in starts)  # the range up to the first reading of a phase
        later = [_reaching(panel, readings, start) for panel, start in zip(seconds[1:], starts, strict=True)]
        second = _together([seconds[0], *later], places)
    else:
        second = _together(seconds, starts) if seconds else None
    sizes = {chart.subgroup_size for chart in charts}
    size = sizes.pop() if len(sizes) == 1 else None
    return ControlChart(last.kind, _together(firsts, starts), second, None, last.sigma, size)


def _reaching(panel: Panel, readings: Readings, start: int) -> Panel:
    """The moving ranges of a phase with the one from the phase before ahead of them, which counts in nothing."""
    step = abs(readings.scaled[start] - readings.scaled[start - 1])
    across = float(exact.to_floats([step], readings.exponent)[0])
    return replace(
        panel,
        points=doubles((across, *panel.points)),
        center=doubles((panel.center[0], *panel.center)),
        ucl=doubles((panel.ucl[0], *panel.ucl)),
        lcl=doubles((panel.lcl[0], *panel.lcl)),
        sigma=doubles((panel.sigma[0], *panel.sigma)),
        violations=_moved(panel.violations, 1),
        excluded=(0, *(point + 1 for point in panel.excluded)),
    )


def _together(panels: Sequence[Panel], starts: tuple[int, ...]) -> Panel:
    begins = (0, *starts)
    found: dict[str, tuple[int, ...]] = {}
    for panel, begin in zip(panels, begins, strict=True):
        for each in _moved(panel.violations, begin):
            found[each.rule] = (*found.get(each.rule, ()), *each.points)
    pairs = zip(panels, begins, strict=True)
    second = [panel.lower_points for panel in panels if panel.lower_points is not None]
    return Panel(
        panels[0].name,
        _all(panel.points for panel in panels),
        _all(panel.center for panel in panels),
        _all(panel.ucl for panel in panels),
        _all(panel.lcl for panel in panels),
        _all(panel.sigma for panel in panels),
        tuple(Violation(rule, found[rule]) for rule in sorted(found)),
        _all(second) if second else None,
        tuple(begin + point for panel, begin in pairs for point in panel.excluded),
        starts,
    )


def _all(parts: Iterable[Sequence[float]]) -> Sequence[float]:
    return doubles(list(chain.from_iterable(parts)))


def _moved(found: Sequence[Violation], by: int) -> tuple[Violation, ...]:
    return tuple(Violation(each.rule, tuple(point + by for point in each.points)) for each in found)
