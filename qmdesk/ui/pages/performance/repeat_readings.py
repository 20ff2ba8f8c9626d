"""Two sets of readings as columns of texts and back: what is typed stands, and what can't be recorded says why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import zip_longest

from qmdesk.formdef import decimals
from qmdesk.model.problem import Problem
from qmdesk.model.readings import Readings
from qmdesk.ui.pages.performance.reading_cells import typed_reading
from qmdesk.ui.pages.performance.readings_edits import reading_text

OURS, THEIRS = 0, 1


@dataclass(frozen=True, slots=True)
class Sides:
    """Both sets; None where there is nothing to record, or something is wrong. ``wrong`` by (row, column)."""

    ours: Readings | None
    theirs: Readings | None
    wrong: dict[tuple[int, int], Problem] = field(default_factory=dict[tuple[int, int], Problem])


def texts_of(ours: Readings | None, theirs: Readings | None) -> list[list[str]]:
    """The rows of the grid, from recorded sets."""
    left = [reading_text(ours, place) for place in range(len(ours))] if ours is not None else []
    right = [reading_text(theirs, place) for place in range(len(theirs))] if theirs is not None else []
    return [[own, other] for own, other in zip_longest(left, right, fillvalue="")]


def sides_of(rows: Sequence[Sequence[str]], unit: str, *, paired: bool) -> Sides:
    """What the rows of the grid say. A gap within paired columns is wrong: readings belong to pieces by their row."""
    wrong: dict[tuple[int, int], Problem] = {}
    found: list[Readings | None] = []
    for column in (OURS, THEIRS):
        values: list[Decimal] = []
        last = max((row for row, texts in enumerate(rows) if texts[column].strip()), default=-1)
        for row in range(last + 1):
            text = rows[row][column].strip()
            typed = typed_reading(text, unit) if text else None
            if isinstance(typed, Problem):
                wrong[row, column] = typed
            elif typed is not None:
                values.append(typed.value)
            elif paired:
                wrong[row, column] = Problem("reading-of-pair-missing", "", {"row": row + 1})
        bad = any(place[1] == column for place in wrong)
        found.append(Readings.of(values) if values and not bad else None)
    return Sides(found[OURS], found[THEIRS], wrong)


def difference_text(row: Sequence[str]) -> str:
    """Ours less theirs of one row; a dash where one is missing."""
    values = [decimals.decimal_of(text) for text in row[:2]]
    if values[0] is None or values[1] is None:
        return "—"
    found = values[0] - values[1]
    return f"{found:+f}".replace("-", "\u2212") if found else f"{abs(found):f}"
