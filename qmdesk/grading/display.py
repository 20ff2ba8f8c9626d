"""A figure's value for people: as a percentage where it is a rate, never rounded across a threshold."""

from __future__ import annotations

from fractions import Fraction

from qmdesk.formdef.types import Figure
from qmdesk.grading.numbers import fraction_of, shown

#: Statistics whose values are fractions of 1.
RATES = frozenset({"rolled-throughput-yield", "loss-rate"})


def display_value(figure: Figure, value: str | Fraction, places: int = 2) -> str:
    """``0.9695`` as ``96.95 %`` for a yield, ``1.3299`` as ``1.3299`` for a Cpk (its threshold is 1.33), dpmo as it is.

    At least ``places`` digits where the value has them; more where fewer would read as a threshold that isn't met.
    """
    number = fraction_of(value) if isinstance(value, str) else value
    scale = 100 if figure.statistic in RATES else 1
    limits = [Fraction(each) * scale for each in figure.thresholds.values()]
    text = shown(number * scale, limits, places)
    if figure.statistic == "dpmo" and "." in text:
        text = text.rstrip("0").rstrip(".")
    return f"{text} %" if scale == 100 else text


def display_threshold(figure: Figure, level: int) -> str:
    """A level's threshold in the same form as values."""
    threshold = figure.thresholds[level]
    if figure.statistic not in RATES:
        return f"{threshold:f}"
    return f"{(threshold * 100).normalize():f} %"
