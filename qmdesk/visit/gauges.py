"""Calibration certificates against the characteristics that their gauges measure."""

from __future__ import annotations

from qmdesk.grading.records import Index, Record


def covered(found: Index, characteristic: Record) -> bool:
    """Whether a gauge of the characteristic has a certificate on record."""
    name = characteristic.text("gauge")
    return any(
        characteristic.key in each.text("characteristics").split()
        or (name and name in (each.text("name"), each.text("number")))
        for each in found.records("gauge")
        if each.text("certificate")
    )
