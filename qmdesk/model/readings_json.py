"""Measurement sets read back from the blobs that keep them."""

from __future__ import annotations

import json
from typing import Any

from qmdesk.model.problem import Problem, Refused
from qmdesk.model.readings import Readings

OPENING = b'"scaled":['
#: Bytes that are read at once.
PIECE = 1 << 17


def readings_from_blob(content: bytes) -> Readings:
    """The set that :meth:`Readings.blob` wrote. Raises Refused(readings-damaged) for anything else."""
    try:
        data, scaled = _read(content)
        subgroups = data["subgroups"]
        readings = Readings(
            scaled,
            int(data["exponent"]),
            None if subgroups is None else tuple(int(each) for each in subgroups),
            bool(data["ordered"]),
        )
    except (ValueError, KeyError, TypeError) as error:
        raise Refused(Problem("readings-damaged", "", {"reason": type(error).__name__})) from error
    if readings.blob() != content:
        raise Refused(Problem("readings-damaged", "", {"reason": "not canonical"}))
    return readings


def _read(content: bytes) -> tuple[dict[str, Any], list[int]]:
    """The set without its readings, and those: read in pieces, so that no other thread waits for long."""
    head, opening, rest = content.partition(OPENING)
    numbers, closing, tail = rest.partition(b"]")
    if not opening or not closing:
        raise ValueError("no list of readings")
    scaled: list[int] = []
    at = 0
    while at < len(numbers):
        end = numbers.find(b",", at + PIECE)
        end = len(numbers) if end < 0 else end
        scaled.extend(map(int, numbers[at:end].split(b",")))
        at = end + 1
    return json.loads(head + opening + closing + tail), scaled
