"""A column of a long file by the way of its preview, which makes no object of every cell."""

from __future__ import annotations

from pathlib import Path

from qmdesk.intake.measurements.draft import Layout
from qmdesk.intake.measurements.reading import preview_file
from qmdesk.model.problem import Problem, Refused, Severity
from qmdesk.model.readings import Readings

#: What is said of a cell that is no reading, and how many are named.
_OF_CELLS, _NAMED = ("number-", "reading-", "cell-", "cells-more-alike"), 20
#: Bytes from which a file is worth it.
_LONG = 500_000


def of_long_file(path: Path, column: str | None, notes: list[Problem]) -> Readings | None:
    """The readings of a long file as its preview reads them; None where that leaves anything to be looked at.

    That is where the file is short, or more than one column could be meant. Raises Refused with a problem for each
    cell that could not be taken.
    """
    if not path.is_file() or path.stat().st_size < _LONG:
        return None
    found = preview_file(path)
    wanted = [each for each in found.sets if column is None or column.strip() in (each.name, *each.columns)]
    if len(wanted) != 1 or wanted[0].layout is not Layout.INDIVIDUALS or len(wanted[0].columns) != 1:
        return None
    only = wanted[0]
    refused = [each for each in only.problems if each.code.startswith(_OF_CELLS)]
    if only.skipped and refused:
        raise Refused(*(Problem(each.code, each.where, each.details) for each in refused[:_NAMED]))
    if only.readings is None or only.skipped or only.readings.subgroups is not None:
        return None
    if any(each.severity is Severity.WARNING for each in only.problems):
        return None
    notes += [each for each in found.notes if each.severity is not Severity.INFO]
    return only.readings
