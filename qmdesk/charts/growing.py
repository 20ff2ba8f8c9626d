"""An individuals chart of very many readings that one more reading changes without starting over.

Sums are kept exactly, so that limits are those of :func:`qmdesk.stats.charts_spc.control_chart`; the rules are looked
at again for all points, as every limit has moved.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

import numpy as np

from qmdesk.charts.shown import ShownChart, ShownPanel
from qmdesk.model.readings import Readings
from qmdesk.stats import constants, exact
from qmdesk.stats.nelson import ALL_RULES, violations


@dataclass(slots=True)
class GrowingChart:
    """Individual readings in order, at least two, of one ``exponent``; ``rules`` are Nelson's to look at."""

    exponent: int
    rules: tuple[int, ...]
    _values: np.ndarray
    _ranges: np.ndarray
    _count: int
    _last: int
    _sum: int
    _range_sum: int
    _unit: float = field(init=False)

    def __post_init__(self) -> None:
        self._unit = 10.0**-self.exponent

    @classmethod
    def of(cls, readings: Readings, rules: tuple[int, ...] = ALL_RULES) -> GrowingChart:
        """From readings whose scaled values fit 64 bits with their differences."""
        scaled = np.array(readings.scaled, dtype=np.int64)
        steps = np.abs(np.diff(scaled))
        room = len(scaled) + max(len(scaled) // 8, 64)
        values, ranges = np.empty(room), np.empty(room)
        values[: len(scaled)] = exact.floats(readings)
        ranges[: len(steps)] = steps / 10.0**-readings.exponent
        sums = sum(scaled.tolist()), sum(steps.tolist())
        return cls(readings.exponent, rules, values, ranges, len(scaled), int(scaled[-1]), *sums)

    def __len__(self) -> int:
        return self._count

    def add(self, scaled: int) -> None:
        """One more reading, ``scaled * 10**exponent``."""
        if self._count == len(self._values):
            self._values = np.concatenate([self._values, np.empty(self._count // 8 + 64)])
            self._ranges = np.concatenate([self._ranges, np.empty(self._count // 8 + 64)])
        step = abs(scaled - self._last)
        self._values[self._count] = scaled / self._unit
        self._ranges[self._count - 1] = step / self._unit
        self._sum, self._range_sum, self._last = self._sum + scaled, self._range_sum + step, scaled
        self._count += 1

    def shown(self) -> ShownChart:
        """The chart as it stands; its arrays are views that later readings don't change."""
        unit = 10**-self.exponent
        mean = float(Fraction(self._sum, self._count * unit))
        mean_range = Fraction(self._range_sum, (self._count - 1) * unit)
        sigma = float(mean_range) / constants.d2(2)
        values, ranges = self._values[: self._count], self._ranges[: self._count - 1]
        first = _panel("i", values, mean, sigma, self.rules)
        second = _panel("mr", ranges, constants.d2(2) * sigma, constants.d3(2) * sigma, (1,), floor=0.0)
        return ShownChart("i-mr", first, second, subgroup_size=1)


def _panel(
    name: str, points: np.ndarray, center: float, sigma: float, rules: tuple[int, ...], floor: float = -np.inf
) -> ShownPanel:
    broken = violations(points, np.array(center), np.array(sigma), rules)
    limits = (center, center + 3.0 * sigma, max(center - 3.0 * sigma, floor), sigma)
    held = [np.broadcast_to(np.array(each), len(points)) for each in limits]
    return ShownPanel(name, points, *held, violations=broken, level=True)
