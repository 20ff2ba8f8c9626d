"""What the layouts hand on: one characteristic's cells in order, with what its table says of it, nothing parsed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from qmdesk.intake.measurements.spec import Spec
from qmdesk.intake.measurements.words import Label
from qmdesk.intake.readers import Cell, Sheet
from qmdesk.model.problem import Problem


class Layout(StrEnum):
    """How readings make subgroups."""

    INDIVIDUALS = "individuals"
    SUBGROUP_ROWS = "subgroup-rows"
    SUBGROUP_COLUMNS = "subgroup-columns"
    SUBGROUP_LABELS = "subgroup-labels"
    SUBGROUP_SIZE = "subgroup-size"


class TooOdd(Exception):
    """A long table can't be put together from columns and has to be read cell by cell."""


Groups = tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Said:
    """What a table says of a characteristic: the label, the cell, and the text (a part of the cell's, or all of it)."""

    label: Label
    cell: Cell
    text: str


@dataclass(frozen=True, slots=True)
class Draft:
    """One characteristic as a table lays it out. ``groups`` are its cells by subgroup, whatever they hold.

    ``specs`` are specifications within labels, each with its place; ``banner`` stands in for a name that is empty;
    ``marks`` is the column whose labels make the subgroups.
    """

    sheet: Sheet
    name: str
    groups: Groups
    layout: Layout
    columns: tuple[int, ...]
    banner: str = ""
    unit: str = ""
    about: tuple[Said, ...] = ()
    specs: tuple[tuple[Spec, str], ...] = ()
    problems: tuple[Problem, ...] = ()
    marks: int | None = None

    @property
    def cells(self) -> Iterable[Cell]:
        """All cells in order."""
        return (cell for group in self.groups for cell in group)

    @property
    def place(self) -> str:
        """Where the first reading stands."""
        first = next(iter(self.cells), None)
        return self.sheet.name if first is None else self.sheet.place(first.row, first.column)
