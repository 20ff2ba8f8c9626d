"""Cells that readings are typed into: what a text means there, and texts that are no readings.

Those are kept by the case's hub, which outlives the widgets that they stand in.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from qmdesk.formdef import decimals
from qmdesk.intake.measurements.units import same_unit
from qmdesk.model.journal import Place
from qmdesk.model.problem import Problem
from qmdesk.ui.hub import Hub

#: Row (-1 for a field beside the grid) and column of a text.
Cell = tuple[int, int]


def typed_reading(text: str, unit: str) -> decimals.Typed | Problem:
    """What was typed where readings are in ``unit``; why it is none. A number in another unit is none."""
    typed = decimals.read(text)
    if isinstance(typed, Problem) or not (typed.unit and unit) or same_unit(typed.unit, unit):
        return typed
    return Problem("reading-other-unit", "", {"text": text, "unit": typed.unit, "expected": unit})


def keep_cells(hub: Hub, place: Place, texts: Mapping[Cell, str]) -> None:
    """Keep the texts of the grid of a field, which is filled from files alone; where there are none, nothing is."""
    if texts:
        hub.drafts[place] = json.dumps([[*cell, text] for cell, text in sorted(texts.items())], ensure_ascii=False)
    else:
        hub.drafts.pop(place, None)


def kept_cells(hub: Hub, place: Place) -> dict[Cell, str]:
    """The texts that were kept for the grid of a field."""
    return {(row, column): text for row, column, text in json.loads(hub.drafts.get(place, "[]"))}
