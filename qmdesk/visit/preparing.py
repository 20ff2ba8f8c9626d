"""What is open or doubtful in preparation and opening, for the leaving check: all of it together."""

from __future__ import annotations

from collections.abc import Iterable

from qmdesk.grading.records import Index
from qmdesk.model.problem import Problem
from qmdesk.visit import conflicts, declarations, opening


def problems(found: Index, late: Iterable[opening.LateChange] = ()) -> tuple[Problem, ...]:
    """Conflicts of interest, declarations, late changes without a reason. ``late`` is what
    :func:`qmdesk.visit.opening.late_changes` found in the journal."""
    return (*conflicts.problems(found), *declarations.problems(found), *opening.problems(found, late))
