"""Large measurement sets read back from the blobs that keep them, many numbers at once and beside other threads.

What is not exactly as :meth:`Readings.blob` writes it goes to the plain reader, whose word counts.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from qmdesk.model.canonical import canonical
from qmdesk.model.readings import Readings
from qmdesk.model.readings_json import OPENING, readings_from_blob

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

#: Bytes from which a set is worth it, and bytes that are read at once.
LARGE, PIECE = 1 << 16, 1 << 17
#: Bytes before the first number that :mod:`.csv_numbers` may look at.
_BEFORE = 24
_COMMA, _MINUS, _ZERO = b",-0"


def stored_readings(content: bytes) -> Readings:
    """As :func:`readings_from_blob`, and raises as it does."""
    start = content.find(OPENING) + len(OPENING)
    end = content.find(b"]", start)
    plain = start >= _BEFORE and end >= start and all(content.find(each, start, end) < 0 for each in b" +.")
    if len(content) < LARGE or not plain:
        return readings_from_blob(content)
    scaled = _scaled(content, start, end)
    about = content[:start] + content[end:]
    if scaled is None or (made := _readings(scaled, about)) is None:
        return readings_from_blob(content)
    return made


def _readings(scaled: memoryview[int], about: bytes) -> Readings | None:
    """A set by its numbers and what else its blob says; None where that is not as we write it."""
    try:
        data: dict[str, Any] = json.loads(about)
        exponent, ordered, subgroups = data["exponent"], data["ordered"], data["subgroups"]
        sizes = None if subgroups is None else tuple(int(each) for each in subgroups)
        made = Readings(scaled, int(exponent), sizes, bool(ordered))
        said = {"v": 1, "exponent": made.exponent, "subgroups": sizes, "ordered": made.ordered, "scaled": ()}
        return made if canonical(said).encode() == about else None
    except (ValueError, KeyError, TypeError):
        return None


def _scaled(content: bytes, start: int, end: int) -> memoryview[int] | None:
    """The whole numbers between two places, parted by commas; None where one is not written plainly."""
    import numpy as np

    made = np.empty((end - start) // 2 + 1, np.int64)  # room for the most; the system gives what is written to
    done = 0
    while start < end:
        comma = content.find(b",", min(start + PIECE, end), end)
        stop = comma if comma >= 0 else end
        count = _piece(content, start, stop, made[done:])
        if count is None or (comma >= 0 and comma + 1 == end):
            return None
        done += count
        start = stop + 1
    return made[:done].data.cast("B").cast("q")


def _piece(content: bytes, start: int, end: int, room: NDArray[np.int64]) -> int | None:
    """How many numbers there are between two places, laid into ``room``; None where one is not written plainly."""
    import numpy as np

    from qmdesk.intake.readers.csv_numbers import numbers

    data = np.frombuffer(content, np.uint8)
    marks = np.flatnonzero(data[start:end] == _COMMA) + start
    first, behind = np.append(start, marks + 1), np.append(marks, end)
    found = numbers(data, first, behind)
    negative = data.take(first) == _MINUS
    lead = data.take(first + negative) == _ZERO
    if not found.read.all() or (lead & (negative | (behind - first > 1))).any():
        return None
    room[: len(found.scaled)] = found.scaled
    return len(found.scaled)
