"""Marks over a picture: arrows, boxes and words kept beside it as text, so that the picture stays as it was taken."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from qmdesk.model.canonical import canonical

ARROW, BOX, TEXT = "arrow", "box", "text"
KINDS = (ARROW, BOX, TEXT)
#: Colours by the name that every look gives them.
COLOURS = ("bad", "warn", "good", "accent")
#: A picture is so many units wide and so many high, whatever its pixels.
UNITS = 10_000
MOST_MARKS, MOST_CHARACTERS = 100, 60


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark; corners in units of the upright picture: an arrow points to the second, words start at the first."""

    kind: str
    x1: int
    y1: int
    x2: int
    y2: int
    colour: str = COLOURS[0]
    text: str = ""

    def moved(self, x: int, y: int) -> Mark:
        """The mark so many units further, kept on the picture."""
        x = min(max(x, -min(self.x1, self.x2)), UNITS - max(self.x1, self.x2))
        y = min(max(y, -min(self.y1, self.y2)), UNITS - max(self.y1, self.y2))
        return Mark(self.kind, self.x1 + x, self.y1 + y, self.x2 + x, self.y2 + y, self.colour, self.text)


def written(marks: Iterable[Mark]) -> str | None:
    """Marks as canonical JSON; None where there are none, so that the field is cleared."""
    rows = [
        {"kind": each.kind, "at": [each.x1, each.y1, each.x2, each.y2], "colour": each.colour, "text": each.text}
        for each in marks
    ]
    return canonical(rows) if rows else None


def read(text: str) -> tuple[Mark, ...]:
    """Marks from their text. What is no mark as we know it is left out: the text may come from another's package."""
    try:
        rows = json.loads(text) if text else []
    except (ValueError, RecursionError):
        return ()
    found = (_mark(row) for row in rows[:MOST_MARKS]) if isinstance(rows, list) else ()
    return tuple(each for each in found if each is not None)


def _mark(row: object) -> Mark | None:
    if not isinstance(row, dict):
        return None
    kind, at, colour, text = (row.get(name) for name in ("kind", "at", "colour", "text"))
    if kind not in KINDS or not isinstance(at, list) or len(at) != 4:
        return None
    if not all(isinstance(each, int) and not isinstance(each, bool) and 0 <= each <= UNITS for each in at):
        return None
    words = " ".join(text.split())[:MOST_CHARACTERS] if isinstance(text, str) else ""
    return Mark(str(kind), *at, colour=colour if colour in COLOURS else COLOURS[0], text=words)
