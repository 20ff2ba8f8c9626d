"""Working days of mainland China by a file of holidays: Monday to Friday, less holidays, plus days worked for them.

Source of the file: the State Council's yearly notices on holidays. A year that the file lacks counts by the week alone.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from qmdesk import assets

_SATURDAY = 5
_ONE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Calendar:
    """Days off, weekend days worked, and the years that the file knows."""

    off: frozenset[date]
    worked: frozenset[date]
    years: frozenset[int]

    def works(self, day: date) -> bool:
        """Whether a day is a working day."""
        if day in self.off:
            return False
        return day in self.worked or day.weekday() < _SATURDAY


@cache
def calendar(country: str = "cn") -> Calendar:
    """The calendar that comes with the program."""
    return calendar_of(tomllib.loads(assets.resource("calendars", f"{country}.toml").read_text("utf-8")))


def calendar_of(years: Mapping[str, Mapping[str, Any]]) -> Calendar:
    """A calendar from its file's tables: ``off`` (first and last day of each break) and ``worked`` by year."""
    off: set[date] = set()
    worked: set[date] = set()
    for found in years.values():
        for first, last in found["off"]:
            day, end = date.fromisoformat(first), date.fromisoformat(last)
            while day <= end:
                off.add(day)
                day += _ONE
        worked |= {date.fromisoformat(each) for each in found["worked"]}
    return Calendar(frozenset(off), frozenset(worked), frozenset(int(year) for year in years))


@dataclass(frozen=True, slots=True)
class Span:
    """A number of working days from a first day on: the last of them, and the years that no file knew."""

    first: date
    last: date
    unknown: tuple[int, ...]


def working_days(start: date, count: int, by: Calendar | None = None) -> Span:
    """``count`` working days (at least 1) from ``start`` on; ``start`` itself counts where it is a working day.

    That is how public notices print their period: five working days from a Monday end on that Friday.
    """
    by = by or calendar()
    day, left, first, years = start, count, None, {start.year}
    while True:
        if by.works(day):
            first = first or day
            left -= 1
        years.add(day.year)
        if left <= 0:
            return Span(first or day, day, tuple(sorted(years - by.years)))
        day += _ONE
