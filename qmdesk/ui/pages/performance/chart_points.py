"""The points of a control chart: the rules each breaks, the readings behind it, and a chart to pick one from."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent

from qmdesk.ui.charts.plot import Hit
from qmdesk.ui.charts.view import ChartView
from qmdesk.ui.words import tr
from qmdesk.wording import say

if TYPE_CHECKING:
    from qmdesk.model.readings import Readings
    from qmdesk.stats.charts_spc import ControlChart, Panel

#: Pixels that the pointer may move between press and release of a click.
STILL = 4
#: Points that are named one by one.
MOST = 200


@dataclass(frozen=True, slots=True)
class Point:
    """One point of a chart (zero-based) as a panel plots it, and the rules that it breaks there ("nelson-1" …)."""

    number: int
    panel: str
    value: float
    rules: tuple[str, ...] = ()

    @property
    def beyond(self) -> bool:
        return "nelson-1" in self.rules


def panels_of(chart: ControlChart) -> list[Panel]:
    """One panel or two."""
    return [each for each in (chart.first, chart.second) if each is not None]


@dataclass(frozen=True, slots=True)
class Broken:
    """The points of a chart that break a rule, the first of them with those beyond the limits before; and how many."""

    points: tuple[Point, ...] = ()
    total: int = 0


NO_POINTS = Broken()


def broken_points(chart: ControlChart | None, most: int = MOST) -> Broken:
    """The points that break a rule, at most so many of them one by one; quick for charts of a million points."""
    import numpy as np

    found: list[Point] = []
    total = 0
    for panel in () if chart is None else panels_of(chart):
        every = [np.array(each.points, dtype=int) for each in panel.violations]
        places = np.unique(np.concatenate([*every, np.empty(0, dtype=int)]))
        beyond = np.array(panel.beyond, dtype=int)
        total += len(places)
        first = [*beyond[:most].tolist(), *np.setdiff1d(places, beyond)[:most].tolist()]
        found += [point_at(chart, panel, place) for place in first if chart is not None]
    ordered = sorted(found, key=lambda each: (not each.beyond, each.number, each.panel))
    return Broken(tuple(ordered[:most]), total)


def rules_at(panel: Panel, place: int) -> tuple[str, ...]:
    """The rules that the point at a place of a panel breaks."""
    return tuple(each.rule for each in panel.violations if _holds(each.points, place))


def _holds(points: Sequence[int], place: int) -> bool:
    """Whether a number is among ascending ones."""
    at = bisect_left(points, place)
    return at < len(points) and points[at] == place


def point_at(chart: ControlChart, panel: Panel, place: int) -> Point:
    """The point at a place of a panel; a moving range belongs to the later of its two readings."""
    offset = len(chart.first.points) - len(panel.points)
    return Point(place + offset, panel.name, panel.points[place], rules_at(panel, place))


def readings_behind(number: int, chart: ControlChart, readings: Readings) -> range:
    """The readings (zero-based) behind a point: one, or those of its subgroup."""
    sizes = readings.subgroups
    if not sizes or len(chart.first.points) != len(sizes):
        return range(number, min(number + 1, len(readings)))
    start = sum(sizes[:number])
    return range(start, start + sizes[number])


def point_text(point: Point, chart: ControlChart, lang: str) -> str:
    """A point by number, panel and value, with the rules that it breaks."""
    from qmdesk.charts.numbers import decimals_for, number

    panel = next(each for each in panels_of(chart) if each.name == point.panel)
    value = number(point.value, decimals_for((panel.ucl[-1] - panel.lcl[-1]) / 100 or 1.0))
    name = say(f"charts.spc.panel.{point.panel}", lang)
    head = tr("第 {n} 点，{name} {value}", n=point.number + 1, name=name, value=value)
    rules = tr("；").join(rule_text(each, lang) for each in point.rules)
    return tr("{head}：{rules}", head=head, rules=rules) if rules else head


def rule_text(rule: str, lang: str) -> str:
    """A rule by number and name."""
    return say(f"stats.rule.{rule}", lang)


class PointChart(ChartView):
    """``picked`` brings the panel's name and the place in it of a point that is clicked, or chosen with Space."""

    picked = Signal(str, int)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = event.position()
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        still = (event.position() - getattr(self, "_pressed", QPointF(-99, -99))).manhattanLength() <= STILL
        super().mouseReleaseEvent(event)
        if still and event.button() is Qt.MouseButton.LeftButton:
            self._pick(self._hit_at(event.position().toPoint()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            self._pick(self._hit)
        else:
            super().keyPressEvent(event)

    def _pick(self, found: Hit | None) -> None:
        if found is not None and self.picture is not None:
            self.picked.emit(self.picture.plot.spots[found.group].axes, found.index)


def numbers_text(numbers: Sequence[int]) -> str:
    """Numbers as the form keeps them."""
    return ",".join(map(str, sorted(set(numbers))))
