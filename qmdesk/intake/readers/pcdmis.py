"""The text report of PC-DMIS: dimensions, below each a heading of columns and a line for every axis.

The shape, as users and the maker's help pages describe it: ``DIM LOC1= LOCATION OF CIRCLE CIR1 UNITS=MM``, then ``AX
NOMINAL +TOL -TOL MEAS MAX MIN DEV OUTTOL`` with the columns in any order, some left out and some shortened (``NOM``,
``OUT-TOL``), then ``X 10.000 0.050 0.050 10.012 0.012 0.000``; the lower tolerance is written as a size. A line with a
dash where its measured value would be (the vector of a feature) measures nothing.
"""

from __future__ import annotations

import re
from decimal import Decimal

from qmdesk.intake.readers.protocols import Found, Measured, has_figures, number, unit_of

_DIMENSION = re.compile(r"\s*DIM\s+(\S.*?)\s*=\s*(.*)", re.IGNORECASE)
_UNITS = re.compile(r"UNITS\s*=\s*([A-Z]+)", re.IGNORECASE)
_HEADING = re.compile(r"\s*AX\s+.*\b(?:MEAS|NOMINAL|NOM)\b.*", re.IGNORECASE)
#: Headings in short.
_SHORT = {"NOM": "NOMINAL", "OUT-TOL": "OUTTOL"}
_AXIS = re.compile(r"[A-Z]{1,2}[0-9]?", re.IGNORECASE)
_ANGLES = frozenset({"A", "PA"})


def recognises(start: str) -> bool:
    """Whether a text begins as such a report does."""
    lines = start.splitlines() if "=" in start else []
    return any(map(_DIMENSION.match, lines)) and any(map(_HEADING.fullmatch, lines))


def read(lines: list[str], found: Found) -> None:
    """Every axis of every dimension; a dimension that comes again is another run."""
    name = unit = ""
    columns: list[str] = []
    for at, line in enumerate(lines, 1):
        if (begun := _DIMENSION.match(line)) is not None:
            name, unit, columns = begun[1].strip(), "", []
        if (said := _UNITS.search(line)) is not None and name:
            unit = unit_of(said[1])
        elif _HEADING.fullmatch(line):
            columns = [_SHORT.get(each, each) for each in line.upper().split()]
        elif columns and line.strip():
            value = _axis(at, line, name, unit, columns)
            if value is not None:
                found.values.append(value)
            elif has_figures(line) and not _measures_nothing(line, columns):
                found.refuse(at, line)
        elif has_figures(line) and begun is None and name:
            found.refuse(at, line)


def _measures_nothing(line: str, columns: list[str]) -> bool:
    """Whether a line of the table has a dash for its measured value."""
    words = line.split()
    return len(words) == len(columns) and "MEAS" in columns and not words[columns.index("MEAS")].strip("-")


def _axis(at: int, line: str, name: str, unit: str, columns: list[str]) -> Measured | None:
    words = line.split()
    if not _AXIS.fullmatch(words[0]) or len(words) < len(columns):
        return None
    figures = {column: number(word) for column, word in zip(columns[1:], words[1:], strict=False)}
    actual, nominal = figures.get("MEAS"), figures.get("NOMINAL")
    if actual is None or any(value is None for value in figures.values()):
        return None
    above, below, deviation = figures.get("+TOL"), figures.get("-TOL"), figures.get("DEV")
    if nominal is not None and deviation is not None and not _fits(actual - nominal, deviation):
        return None  # the columns are not what the heading says
    centre = nominal if nominal is not None else Decimal(0)
    low = None if below is None or nominal is None else centre - below
    high = None if above is None or nominal is None else centre + above
    if low is not None and high is not None and low >= high:
        low = high = None  # both zero: a reference without a tolerance
    axis = words[0].upper()
    return Measured(at, f"{name}.{axis}", "°" if axis in _ANGLES else unit, nominal, low, high, actual)


def _fits(one: Decimal, other: Decimal) -> bool:
    """Whether a deviation is the difference, up to the rounding of the report; its sign is not always written."""
    allowed = Decimal(2) * Decimal(10) ** max(int(one.as_tuple().exponent), int(other.as_tuple().exponent))
    return abs(abs(one) - abs(other)) <= allowed
