"""A gauge study as it is typed: parts, operators, trials, and the readings of each part by each operator.

Recorded is a set of readings by part, then operator, then trial. While readings are missing, the set's subgroups say
how many each part and operator has (none counts as well); a whole study needs no subgroups.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from qmdesk.intake.measurements.gauge import MOST
from qmdesk.model.problem import Problem
from qmdesk.model.readings import Readings
from qmdesk.ui.words import tr

if TYPE_CHECKING:
    import numpy as np

#: Operators of a new study, and the letters of more.
LETTERS = "ABCDEFGHIJKLMNOPQRST"
_BETWEEN = re.compile(r"[、,，;；\n\t]+")
Cell = tuple[int, int]


@dataclass(frozen=True, slots=True)
class GaugeGrid:
    """What is measured and what was read: ``cells`` by (part, operator), each with up to ``trials`` readings."""

    parts: tuple[str, ...]
    operators: tuple[str, ...]
    trials: int
    cells: Mapping[Cell, tuple[Decimal, ...]]

    @property
    def size(self) -> int:
        """The readings of a whole study."""
        return len(self.parts) * len(self.operators) * self.trials

    @property
    def n(self) -> int:
        return sum(len(each) for each in self.cells.values())

    @property
    def is_whole(self) -> bool:
        return self.size > 0 and self.n == self.size

    def missing(self) -> Cell | None:
        """The first part and operator that lack a reading."""
        places = [(part, operator) for part in range(len(self.parts)) for operator in range(len(self.operators))]
        return next((each for each in places if len(self.cells.get(each, ())) < self.trials), None)

    def value(self, part: int, operator: int, trial: int) -> Decimal | None:
        """One reading; None where it is missing."""
        held = self.cells.get((part, operator), ())
        return held[trial] if trial < len(held) else None

    def put(self, values: Mapping[tuple[int, int, int], Decimal | None]) -> GaugeGrid:
        """With other readings at (part, operator, trial); a trial behind a missing one moves up, None takes one out."""
        held = {cell: dict(enumerate(each)) for cell, each in self.cells.items()}
        for (part, operator, trial), value in values.items():
            cell = held.setdefault((part, operator), {})
            if value is None:
                cell.pop(trial, None)
            else:
                cell[trial] = value
        return replace(self, cells={cell: tuple(each[at] for at in sorted(each)) for cell, each in held.items()})

    def relaid(self, parts: tuple[str, ...], operators: tuple[str, ...], trials: int) -> GaugeGrid:
        """The readings in another layout: by name where it is known, by place where as many were renamed."""
        part_of, operator_of = _places(self.parts, parts), _places(self.operators, operators)
        cells = {
            (part_of[part], operator_of[operator]): held[:trials]
            for (part, operator), held in self.cells.items()
            if part in part_of and operator in operator_of
        }
        return GaugeGrid(parts, operators, trials, cells)

    def readings(self) -> Readings:
        """As they are recorded."""
        order = [(part, operator) for part in range(len(self.parts)) for operator in range(len(self.operators))]
        held = [self.cells.get(each, ()) for each in order]
        values = [value for each in held for value in each]
        return Readings.of(values, None if self.is_whole else tuple(len(each) for each in held))

    def cube(self) -> np.ndarray:
        """The readings of a whole study, shape (parts, operators, trials)."""
        import numpy as np

        shape = (len(self.parts), len(self.operators), self.trials)
        made = np.empty(shape)
        for (part, operator), held in self.cells.items():
            made[part, operator] = [float(each) for each in held]
        return made


def grid_of(parts: str, operators: str, trials: int | None, readings: Readings | None) -> GaugeGrid:
    """A study from its fields; readings that don't fit the layout are left out."""
    names, people = _lines(parts), _lines(operators)
    times = trials or 0
    order = [(part, operator) for part in range(len(names)) for operator in range(len(people))]
    if readings is None or not order:
        return GaugeGrid(names, people, times, {})
    values = readings.decimals()
    sizes = readings.subgroups if readings.subgroups and len(readings.subgroups) == len(order) else None
    counts = sizes or (times,) * len(order)
    cells: dict[Cell, tuple[Decimal, ...]] = {}
    start = 0
    for cell, count in zip(order, counts, strict=True):
        cells[cell] = tuple(values[start : start + count])[:times]
        start += count
    return GaugeGrid(names, people, times, cells)


def layout_texts(grid: GaugeGrid) -> dict[str, str]:
    """Parts, operators and trials as they are typed."""
    numbered = grid.parts == tuple(str(each + 1) for each in range(len(grid.parts)))
    parts = str(len(grid.parts)) if numbered else tr("、").join(grid.parts)
    return {"parts": parts, "operators": tr("、").join(grid.operators), "trials": str(grid.trials or "")}


def missing_text(grid: GaugeGrid) -> str:
    """What a study that is not whole still needs."""
    place = grid.missing()
    if place is None:
        return tr("先填零件、测量人和次数")
    part, operator = grid.parts[place[0]], grid.operators[place[1]]
    return tr(
        "还差 {n} 个读数，最先缺的是零件 {part}、测量人 {operator}",
        n=grid.size - grid.n,
        part=part,
        operator=operator,
    )


def names_in(text: str, kind: str) -> tuple[str, ...] | Problem:
    """Names that are typed with 、 or commas between; a lone number means so many, numbered or lettered."""
    plain = text.strip()
    if plain.isascii() and plain.isdigit() and 1 <= int(plain) <= MOST[kind]:
        count = int(plain)
        return tuple(LETTERS[:count]) if kind == "operators" else tuple(str(each + 1) for each in range(count))
    names = tuple(each.strip() for each in _BETWEEN.split(plain) if each.strip())
    doubled = next((each for place, each in enumerate(names) if each in names[:place]), None)
    if doubled is not None:
        return Problem("gauge-name-doubled", details={"name": doubled})
    if not names or len(names) > MOST[kind]:
        return Problem("gauge-names-out-of-range", details={"found": len(names), "most": MOST[kind]})
    return names


def _lines(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each.strip() for each in text.splitlines() if each.strip()))


def _places(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """Where each of the old names is among the new."""
    if len(old) == len(new) and set(old) != set(new):
        return {place: place for place in range(len(old))}
    places = {name: place for place, name in enumerate(new)}
    return {place: places[name] for place, name in enumerate(old) if name in places}
