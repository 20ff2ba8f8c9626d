"""Readings as factories keep them, found in whatever table they stand: what was measured, its limits, its subgroups.

:func:`preview` shows what would be taken in, :func:`measurements_intake` makes the edits; :func:`read_column`,
:func:`read_attribute` and :func:`read_study` serve the statistics commands, where a column is named.
"""

from __future__ import annotations

from qmdesk.intake.measurements.columns import read_attribute, read_column, read_study
from qmdesk.intake.measurements.edits import measurements_intake
from qmdesk.intake.measurements.sets import MeasurementSet, preview, preview_grid

__all__ = [
    "MeasurementSet",
    "measurements_intake",
    "preview",
    "preview_grid",
    "read_attribute",
    "read_column",
    "read_study",
]
