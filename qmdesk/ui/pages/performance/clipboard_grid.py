"""A pasted block as a table for the intake, so that readings on the clipboard are understood as those in files are."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from qmdesk.casefile.case import Blob
from qmdesk.model.canonical import Json
from qmdesk.model.journal import Edit, Place
from qmdesk.ui.hub import Hub
from qmdesk.ui.pages.performance.rows import rows_of
from qmdesk.ui.pages.records_of import new_key
from qmdesk.ui.words import tr

#: The media type of a blob of readings, as the intake writes it.
MEDIA = "application/vnd.qmdesk.readings+json"

if TYPE_CHECKING:
    from qmdesk.intake.measurements import MeasurementSet


def measured_in(block: Sequence[Sequence[str]]) -> tuple[MeasurementSet, ...]:
    """The measurement sets in a block of cells."""
    from qmdesk.intake.measurements import preview_grid
    from qmdesk.intake.readers import Cell, CellKind, Grid, Sheet

    rows = tuple(
        tuple(Cell(CellKind.TEXT, text, row, column) if text else None for column, text in enumerate(line))
        for row, line in enumerate(block)
    )
    name = tr("剪贴板")
    return preview_grid(Grid((Sheet(name, rows),), "text/plain", name))


def characteristics_of(sets: Sequence[MeasurementSet], hub: Hub) -> tuple[list[Edit], list[Blob]]:
    """The edits and blobs that make a characteristic of each set with readings; one of that name gets them."""
    known = {row.text("name"): row.key for row in rows_of(hub, "characteristic")}
    edits: list[Edit] = []
    blobs: list[Blob] = []
    for each in sets:
        if each.readings is None:
            continue
        hub.session.know(each.readings)
        blobs.append(Blob(each.readings.blob(), MEDIA))
        values: dict[str, Json] = {"name": each.name, "unit": each.unit or None}
        values |= {name: None if limit is None else f"{limit:f}" for name, limit in _limits(each).items()}
        said = {name: value for name, value in values.items() if value is not None}
        said["readings"] = {"blob": each.readings.sha256, "n": len(each.readings)}
        subject = f"characteristic:{known.get(each.name) or new_key()}"
        edits += [Edit(Place(subject, name, str(hub.stage)), value) for name, value in said.items()]
    return edits, blobs


def _limits(each: MeasurementSet) -> dict[str, Decimal | None]:
    return {"lsl": each.lsl, "usl": each.usl, "target": each.target}
