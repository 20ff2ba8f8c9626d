"""Where the cells of a pasted block go: by the titles in its first row, else one beside the other from a cell on."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from qmdesk.formdef.fields import parse_text
from qmdesk.formdef.types import Field
from qmdesk.model.problem import Severity
from qmdesk.ui.pages.performance.columns import is_number

_IN_BRACKETS = re.compile(r"\(([^()]+)\)")


@dataclass(frozen=True, slots=True)
class Spread:
    """Texts by field for each row, the titles that named no field, and whether a first row of titles was left out."""

    rows: tuple[Mapping[str, str], ...]
    unknown: tuple[str, ...] = ()
    titled: bool = False


def spread(block: Sequence[Sequence[str]], fields: Mapping[str, Field], names: Sequence[str], start: int) -> Spread:
    """Lay a block over columns ``names`` (fields that can be typed), from ``start`` where it has no titles."""
    if not block:
        return Spread(())
    by_title = _titles(block[0], fields, names)
    if by_title:
        unknown = tuple(cell for place, cell in enumerate(block[0]) if cell and place not in by_title)
        units = _units(block[0], by_title, fields)
        return Spread(tuple(_row(line, by_title, units) for line in block[1:]), unknown, titled=True)
    places = dict(enumerate(names[start:]))
    titled = len(block) > 1 and _is_title_row(block[0], block[1], fields, places)
    lost = tuple(cell for line in block for cell in line[len(places) :] if cell)
    return Spread(tuple(_row(line, places) for line in block[int(titled) :]), lost, titled)


def _row(line: Sequence[str], places: Mapping[int, str], units: Mapping[int, str] | None = None) -> Mapping[str, str]:
    found = {places[place]: cell for place, cell in enumerate(line) if place in places}
    for place, unit in (units or {}).items():
        cell = found.get(places[place], "")
        if cell and cell[-1:].isdigit():
            found[places[place]] = f"{cell} {unit}"
    return found


def _units(titles: Sequence[str], places: Mapping[int, str], fields: Mapping[str, Field]) -> dict[int, str]:
    """The unit that the title of a column of money names, as in 金额（万元）: it speaks for the bare numbers below."""
    found: dict[int, str] = {}
    for place, name in places.items():
        inner = _IN_BRACKETS.search(unicodedata.normalize("NFKC", titles[place]))
        if fields[name].type == "money" and inner is not None:
            found[place] = inner[1].strip()
    return found


def _titles(line: Sequence[str], fields: Mapping[str, Field], names: Sequence[str]) -> dict[int, str]:
    """Columns by title, where at least two, and half of all the titles, name a field."""
    known = {_plain(text): name for name in names for text in (fields[name].label.zh, fields[name].label.en, name)}
    found = {place: known[_plain(cell)] for place, cell in enumerate(line) if _plain(cell) in known}
    filled = sum(1 for cell in line if cell)
    return found if len(found) >= 2 and 2 * len(found) >= filled else {}


def _is_title_row(
    first: Sequence[str], second: Sequence[str], fields: Mapping[str, Field], places: Mapping[int, str]
) -> bool:
    """Whether the first row has words where the second has numbers, in every column of numbers."""
    pairs = [
        (first[place] if place < len(first) else "", second[place] if place < len(second) else "", fields[name])
        for place, name in places.items()
        if is_number(fields[name])
    ]
    pairs = [each for each in pairs if each[0] and each[1]]
    words = all(any(letter.isalpha() for letter in each[0]) and not _fits(each[2], each[0]) for each in pairs)
    return bool(pairs) and words and all(_fits(each[2], each[1]) for each in pairs)


def _fits(declared: Field, text: str) -> bool:
    value, problem = parse_text(declared, text)
    return value is not None and (problem is None or problem.severity is not Severity.ERROR)


def _plain(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).strip().casefold()
    return plain.partition("(")[0].strip() if not plain.startswith("(") else plain
