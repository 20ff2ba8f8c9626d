"""The published cases in tests/data/reference/stat_cases.json, and readings made of them."""

from __future__ import annotations

import json
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from qmdesk.model.readings import Readings

FILE = Path(__file__).parents[1] / "data" / "reference" / "stat_cases.json"


@cache
def _document() -> dict[str, Any]:
    return json.loads(FILE.read_text("utf-8"), parse_float=str, parse_int=str)


def case(name: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Input and expected values of a case; numbers are texts."""
    found = _document()["cases"][name]
    return found["input"], found["expected"]


def all_cases() -> list[str]:
    return list(_document()["cases"])


def floats(values: Any) -> Any:
    """Texts of numbers as doubles, lists all through."""
    return [floats(each) for each in values] if isinstance(values, list) else float(values)


def piston_rings(subgroups: int = 25) -> Readings:
    """Diameters of piston rings in mm, subgroups of 5 (Montgomery)."""
    rows = _document()["DATA"]["pistonrings"][:subgroups]
    return Readings.of([Decimal(each) for row in rows for each in row], (5,) * subgroups)


def aiag_cube() -> list[list[list[float]]]:
    """The gauge study of AIAG MSA: 10 parts by 3 operators by 3 trials."""
    rows = floats(_document()["DATA"]["aiag"])
    return [[row[0:3], row[3:6], row[6:9]] for row in rows]


def readings(values: list[str], subgroup: int = 0, *, ordered: bool = True) -> Readings:
    """Readings of texts, in subgroups of one size where that is given."""
    sizes = (subgroup,) * (len(values) // subgroup) if subgroup else None
    return Readings.of([Decimal(each) for each in values], sizes, ordered=ordered)
