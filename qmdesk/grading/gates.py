"""A figure's thresholds: the one place where a value meets them, and how rounding enters.

A ``Gate`` is a form's figure with the comparison in force. It answers for a value, or for anything that can say
whether it reaches a threshold (a Cpk from readings is compared without ever being computed).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from qmdesk.formdef.types import Compare, Figure
from qmdesk.grading.numbers import decimal_text, places_of, rounded
from qmdesk.model.assessment import Because, Interval, Needs
from qmdesk.model.canonical import Json

#: A threshold from here up is rounded to as its own digits say (230, 6200); a smaller one to the finest of its figure.
COARSE = 10


@dataclass(frozen=True, slots=True)
class Gate:
    """A figure with its comparison: exact, or rounded as GB/T 8170 has it. ``top`` is the highest level."""

    figure: Figure
    top: int
    rounded: bool = False

    @property
    def open(self) -> Interval:
        """Every level is still possible."""
        return Interval(1, self.top)

    def meets(self, value: Fraction, level: int) -> bool:
        """Whether a value meets what the level asks."""
        threshold = self.figure.thresholds[level]
        compared = rounded(value, self.places(level)) if self.rounded else value
        return self.figure.compare.meets(compared, Fraction(threshold))

    def level(self, value: Fraction) -> int:
        """The highest level whose threshold, and all below it, the value meets."""
        return self.level_by(lambda level: self.meets(value, level))

    def level_by(self, meets: Callable[[int], bool]) -> int:
        """The level where ``meets`` tells for a level with a threshold whether it is reached."""
        reached = self.figure.tracked_level
        for level in range(reached + 1, self.top + 1):
            if not meets(level):
                break
            reached = level
        return reached

    def places(self, level: int) -> int:
        """Digits behind the point to which a value is rounded before it is compared with this level's threshold.

        Those of the threshold; of a small one written short (a Cpk of "1"), those of its figure's finest threshold.
        """
        threshold = self.figure.thresholds[level]
        if abs(threshold) >= COARSE:
            return places_of(threshold)
        return max(places_of(each) for each in self.figure.thresholds.values())

    def bar(self, level: int) -> tuple[Decimal, bool]:
        """What an unrounded value must reach so that it meets an at-least threshold, and whether reaching it is enough.

        With rounding half to even, half a unit below an odd last digit rounds away: there the value must exceed it.
        """
        threshold = self.figure.thresholds[level]
        if not self.rounded:
            return threshold, True
        places = self.places(level)
        even = int(threshold.scaleb(places)) % 2 == 0
        return threshold - Decimal(5).scaleb(-places - 1), even

    def because(self, level: int, **inputs: Json) -> Because:
        """Why a known value has its level: the threshold met, the band of what is tracked, or the first one missed."""
        thresholds = self.figure.thresholds
        if self.rounded:
            inputs["option"] = "rounded"
        if level in thresholds:
            return Because("figure-threshold", decimal_text(thresholds[level]), inputs)
        first = decimal_text(thresholds[min(thresholds)]) if thresholds else ""
        rule = "loss-band" if self.figure.statistic == "loss-rate" else "figure-below-first"
        return Because(rule, first, inputs)

    def needs(self, span: Interval) -> Needs | None:
        """What the level above the lowest still possible one asks for; None at the top."""
        following = span.lowest + 1
        if following > self.top:
            return None
        threshold = self.figure.thresholds.get(following)
        return Needs(following, "tracked" if threshold is None else decimal_text(threshold))

    def limits(self) -> tuple[Fraction, ...]:
        """The thresholds as fractions."""
        return tuple(Fraction(each) for each in self.figure.thresholds.values())

    @property
    def more_is_better(self) -> bool:
        return self.figure.compare is Compare.AT_LEAST


def lowest_of(spans: list[Interval]) -> Interval:
    """The interval of the lowest of several: each end is the least of its ends."""
    return Interval(min(span.lowest for span in spans), min(span.highest for span in spans))
