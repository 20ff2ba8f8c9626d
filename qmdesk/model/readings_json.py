"""Measurement sets read back from the blobs that keep them."""

from __future__ import annotations

import json
from array import array
from collections.abc import Sequence
from typing import Any

from qmdesk.model.problem import Problem, Refused
from qmdesk.model.readings import Readings

OPENING = b'"scaled":['
#: Bytes that are read at once.
PIECE = 1 << 15


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
    if not _is(readings, content):
        raise Refused(Problem("readings-damaged", "", {"reason": "not canonical"}))
    return readings


def _read(content: bytes) -> tuple[dict[str, Any], Sequence[int]]:
    """The set without its readings, and those: read in pieces, so that no other thread waits for long."""
    start = content.index(OPENING) + len(OPENING)
    end = content.index(b"]", start)
    scaled: array[int] | list[int] = array("q")
    at = start
    while at < end:
        stop = content.find(b",", min(at + PIECE, end), end)
        stop = end if stop < 0 else stop
        piece = list(map(int, content[at:stop].split(b",")))
        try:
            scaled.extend(array("q", piece) if isinstance(scaled, array) else piece)
        except OverflowError:  # beyond 64 bits
            scaled = [*scaled, *piece]
        at = stop + 1
    return json.loads(content[:start] + content[end:]), scaled


def _is(readings: Readings, content: bytes) -> bool:
    """Whether a set's canonical bytes are these; compared piece by piece."""
    at = 0
    for piece in readings.pieces():
        if not content.startswith(piece, at):
            return False
        at += len(piece)
    return at == len(content)
