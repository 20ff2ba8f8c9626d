"""How a control chart is drawn and judged: its kind, the rules, phases, and readings left out with a reason."""

from __future__ import annotations

import re
from dataclasses import dataclass

from qmdesk.model.problem import Problem, Refused
from qmdesk.stats.nelson import ALL_RULES

__all__ = ["ALL_RULES", "ControlOptions", "phases_in", "rules_in"]

_BETWEEN = re.compile(r"[\s,，、;；]+")


@dataclass(frozen=True, slots=True)
class ControlOptions:
    """What a team chose for one chart.

    ``chart`` is a kind of :data:`qmdesk.stats.charts_spc.KINDS` or "" (the one that fits the readings). ``rules`` are
    Nelson's that are looked at; rule 1 always is, as it alone bears on "in control". ``phases`` are the zero-based
    first points of later phases, each with limits of its own. ``excluded`` are zero-based readings that stay on
    the chart and count in nothing. ``limits_from`` sets limits from the first so many points; not with phases.
    """

    chart: str = ""
    rules: tuple[int, ...] = ALL_RULES
    phases: tuple[int, ...] = ()
    excluded: frozenset[int] = frozenset()
    limits_from: int | None = None


def rules_in(text: str) -> tuple[int, ...]:
    """The rules named in a text such as "1,2,5", ascending, rule 1 always among them; all eight for an empty one.

    Raises Refused ``rules-unreadable``.
    """
    numbers = _numbers(text, "rules-unreadable")
    if any(not 1 <= number <= len(ALL_RULES) for number in numbers):
        raise Refused(Problem("rules-unreadable", details={"text": text}))
    return tuple(sorted({1, *numbers})) if numbers else ALL_RULES


def phases_in(text: str) -> tuple[int, ...]:
    """Zero-based first points of later phases from a text of 1-based ones such as "26,51"; none for an empty one.

    Raises Refused ``phases-unreadable``, also for numbers that don't rise or that are below 2.
    """
    numbers = _numbers(text, "phases-unreadable")
    if list(numbers) != sorted(set(numbers)) or any(number < 2 for number in numbers):
        raise Refused(Problem("phases-unreadable", details={"text": text}))
    return tuple(number - 1 for number in numbers)


def _numbers(text: str, code: str) -> tuple[int, ...]:
    parts = [part for part in _BETWEEN.split(text.strip()) if part]
    if any(not (part.isascii() and part.isdigit()) or len(part) > 9 for part in parts):
        raise Refused(Problem(code, details={"text": text}))
    return tuple(int(part) for part in parts)
