"""The table of characteristics that Zeiss Calypso writes beside a measurement (``…_chr.txt``), tab-separated.

Used of its columns, by name in whatever order: ``id``, ``actual``, ``nominal``, ``uppertol`` and ``lowertol``
(signed, on the nominal), ``unit``. A line ``END`` closes a run; files of several runs repeat the heading or go on
below. Not checked against the maker's own description.
"""

from __future__ import annotations

from qmdesk.intake.readers.protocols import Found, Measured, has_figures, number, unit_of

_NEEDED = frozenset({"id", "actual", "nominal", "uppertol", "lowertol"})


def recognises(start: str) -> bool:
    """Whether a text has the heading of such a table."""
    return "\t" in start and any(_is_heading(line) for line in start.splitlines()[:20])


def _is_heading(line: str) -> bool:
    return {each.strip().lower() for each in line.split("\t")} >= _NEEDED


def read(lines: list[str], found: Found) -> None:
    """Every characteristic of every run in the order of the file."""
    columns: dict[str, int] = {}
    for at, line in enumerate(lines, 1):
        if _is_heading(line):
            columns = {each.strip().lower(): place for place, each in enumerate(line.split("\t"))}
            continue
        if not columns or not line.strip() or line.strip().upper() == "END":
            continue
        value = _characteristic(at, line.split("\t"), columns)
        if value is not None:
            found.values.append(value)
        elif has_figures(line.replace("\t", " ")) or "\t" in line.strip():
            found.refuse(at, line.replace("\t", " "))


def _characteristic(at: int, cells: list[str], columns: dict[str, int]) -> Measured | None:
    said = {name: cells[place].strip() for name, place in columns.items() if place < len(cells)}
    name, actual = said.get("id", ""), number(said.get("actual", ""))
    if not name or actual is None:
        return None
    nominal, above, below = (number(said.get(each, "")) for each in ("nominal", "uppertol", "lowertol"))
    if any(said.get(each) and number(said[each]) is None for each in ("nominal", "uppertol", "lowertol")):
        return None
    low = None if nominal is None or below is None else nominal + below
    high = None if nominal is None or above is None else nominal + above
    if low is not None and high is not None and low >= high:
        low = high = None
    return Measured(at, name, unit_of(said.get("unit", "")), nominal, low, high, actual)
