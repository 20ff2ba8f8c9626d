"""A table on the clipboard, as a file that its preview can read; and the plain column that needs no preview."""

from __future__ import annotations

from collections.abc import Sequence

from qmdesk.formdef import decimals
from qmdesk.model.problem import Problem
from qmdesk.model.readings import Readings
from qmdesk.ui.pages.performance.block import as_text

#: Says to the reader of delimited text that cells are parted by tabs, whatever commas stand in them.
AS_CELLS = b"sep=\t\n"


def content_of(cells: Sequence[Sequence[str]]) -> bytes:
    """The block as text, a row a line and a tab between cells."""
    return as_text(cells).encode("utf-8", "replace")


def plain_column(cells: Sequence[Sequence[str]], unit: str) -> Readings | None:
    """The readings of a single column of nothing but numbers (bare, or with the unit in use); None for all else."""
    found = [decimals.read(line[0]) if len(line) == 1 and line[0] else None for line in cells]
    if not found or any(each is None or isinstance(each, Problem) or each.unit not in ("", unit) for each in found):
        return None
    try:
        return Readings.of([each.value for each in found if isinstance(each, decimals.Typed)])
    except ValueError:  # more digits together than a reading may have
        return None
