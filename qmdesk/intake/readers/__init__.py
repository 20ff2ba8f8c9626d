"""Tabular files of any usual kind as a :class:`Grid`: CSV, XLSX, XLS. What the cells mean is not known here.

:func:`open_table` and :func:`read_table` parse in a child process; the functions they run there never see a path.
"""

from __future__ import annotations

from qmdesk.intake.readers.grid import Area, Cell, CellKind, Grid, Row, Sheet, column_name, column_number, ref
from qmdesk.intake.readers.opening import open_table, read_table

__all__ = [
    "Area",
    "Cell",
    "CellKind",
    "Grid",
    "Row",
    "Sheet",
    "column_name",
    "column_number",
    "open_table",
    "read_table",
    "ref",
]
