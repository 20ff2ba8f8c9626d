"""Readings in JSON, as scripts and gauges with an interface write them: arrays of numbers, of arrays or of objects.

Understood are an array of numbers; an array of arrays (a subgroup each); an array of objects with the same keys (a row
each); an object of arrays (a characteristic each); and an object, or an array of objects, with its readings under
``readings`` or ``values`` beside ``name``, ``unit``, ``lsl``, ``usl`` and ``target``. Numbers are taken digit by digit.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any, cast

from qmdesk.intake.readers import wire
from qmdesk.intake.readers.caps import check_size
from qmdesk.model.problem import Problem, Refused

#: How a text begins that may be such a document.
_BEGINS = re.compile(r"[\s\ufeff]*(?:\[\s*(?:[\[{\"\]0-9+.-]|null|NaN)|\{\s*\")")
_READINGS = ("readings", "values", "measurements", "data")
#: Keys beside the readings, and the headings that the measurement reader knows them by.
_BESIDE = {"name": "特性", "unit": "单位", "target": "标准值", "lsl": "下限", "usl": "上限"}
_VALUE = "测量值"
Rows = list[list[wire.WireCell]]
Json = dict[str, Any] | list[Any] | str | bool | None


class _Number(str):
    """A number's digits as they stand, told from texts by its class."""

    __slots__ = ()


def begins(start: str) -> bool:
    """Whether a text that begins so may be JSON with readings."""
    return _BEGINS.match(start) is not None


def table_of(text: str, name: str) -> wire.WireSheet | None:
    """The document as a table with a heading; None where the text is no JSON and isn't called so.

    Raises Refused: json-unreadable (a name that ends in .json), json-without-readings, table-too-large.
    """
    if not begins(text) and not name.lower().endswith(".json"):
        return None
    try:
        document: Json = json.loads(text, parse_float=_Number, parse_int=_Number, parse_constant=str)
    except (ValueError, RecursionError) as error:
        if not name.lower().endswith(".json"):
            return None
        place = f"{name}:{error.lineno}" if isinstance(error, json.JSONDecodeError) else name
        raise Refused(Problem("json-unreadable", place)) from error
    rows = _rows(document)
    if rows is None:
        raise Refused(Problem("json-without-readings", name))
    check_size(name, len(rows), max(map(len, rows), default=0))
    return wire.sheet(name, rows)


def _rows(document: Json) -> Rows | None:
    if isinstance(document, Mapping):
        return _of_object(document)
    if not isinstance(document, list) or not document:
        return None
    if all(isinstance(each, Mapping) for each in document):
        objects = cast("list[dict[str, Any]]", document)
        sets = [(each, found) for each in objects if (found := _readings_of(each)) is not None]
        return _of_sets(sets) if len(sets) == len(objects) else _of_objects(objects)
    if all(isinstance(each, list) for each in document):
        return _of_lists(cast("list[list[Any]]", document))
    return None if any(map(_is_nested, document)) else [[f"t{_VALUE}"], *([_cell(each)] for each in document)]


def _of_object(document: dict[str, Any]) -> Rows | None:
    """One characteristic with its readings, several under one key, or an array of numbers for each name."""
    found = _readings_of(document)
    if found is not None:
        return _of_sets([(document, found)])
    arrays = {key: each for key, each in document.items() if isinstance(each, list) and each}
    if len(arrays) == 1 and any(isinstance(each, Mapping | list) for each in next(iter(arrays.values()))):
        return _rows(next(iter(arrays.values())))
    if not arrays or any(_is_nested(each) for column in arrays.values() for each in column):
        return None
    longest = max(map(len, arrays.values()))
    lines = [[_cell(each[at]) if at < len(each) else None for each in arrays.values()] for at in range(longest)]
    return [[f"t{key}" for key in arrays], *lines]


def _readings_of(each: Mapping[str, Any]) -> list[Any] | None:
    """The array of readings in an object."""
    lower = {str(key).strip().lower(): value for key, value in each.items()}
    return next((lower[key] for key in _READINGS if isinstance(lower.get(key), list)), None)


def _of_sets(sets: Sequence[tuple[Mapping[str, Any], list[Any]]]) -> Rows | None:
    """A row for each reading, with what its object says of the characteristic. A subgroup is a row of several."""
    used = [key for key in _BESIDE if any(each.get(key) is not None for each, _ in sets)]
    widest = max((len(each) for _, found in sets for each in found if isinstance(each, list)), default=0)
    heads = [_VALUE] if not widest else [f"X{at + 1}" for at in range(widest)]
    rows: Rows = [[*(f"t{_BESIDE[key]}" for key in used), *(f"t{head}" for head in heads)]]
    for each, found in sets:
        beside = [_cell(each.get(key)) if each.get(key) is not None else None for key in used]
        for reading in found:
            several = cast("list[Any]", reading) if isinstance(reading, list) else [reading]
            if any(map(_is_nested, several)):
                return None
            rows.append([*beside, *map(_cell, several)])
    return rows


def _of_objects(objects: Sequence[Mapping[str, Any]]) -> Rows | None:
    keys = list(dict.fromkeys(key for each in objects for key in each))
    if any(_is_nested(value) for each in objects for value in each.values()):
        return None
    lines: Rows = [[_cell(each[key]) if key in each else None for key in keys] for each in objects]
    return [[f"t{key}" for key in keys], *lines]


def _of_lists(lists: Sequence[list[Any]]) -> Rows | None:
    if any(_is_nested(value) for each in lists for value in each):
        return None
    heads = [f"tX{at + 1}" for at in range(max(map(len, lists)))]
    return [cast("list[wire.WireCell]", heads), *([_cell(value) for value in each] for each in lists)]


def _is_nested(value: object) -> bool:
    return isinstance(value, Mapping | list)


def _cell(value: object) -> wire.WireCell:
    """A cell; ``null`` is no empty cell but a reading that is missing, which is told."""
    if isinstance(value, bool):
        return f"b{str(value).upper()}"
    return f"t{'null' if value is None else value}"
