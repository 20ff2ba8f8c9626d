"""A measurement file as its preview reads it: by itself, as a person said, or as was kept for this plant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from qmdesk.gate.child import Stop
from qmdesk.intake.measurements import MeasurementSet
from qmdesk.intake.measurements.mapping import Mapping, Shape
from qmdesk.intake.measurements.reading import Preview, preview_bytes
from qmdesk.intake.readers import column_number
from qmdesk.model.intake import IncomingFile
from qmdesk.ui.intake import clipboard
from qmdesk.workspace.mappings import remembered


@dataclass(frozen=True, slots=True)
class Read:
    """A file with what it gives, and whether the mapping was the one that was kept for this plant."""

    source: IncomingFile
    found: Preview
    mapping: Mapping | None
    kept: bool


def read(file: IncomingFile, mapping: Mapping | None, stop: Stop, *, pasted: bool, of: tuple[Path, str] | None) -> Read:
    """What a file (``pasted``: text from the clipboard) gives; as was kept ``of`` a workspace and plant where it was.

    Raises Refused as :func:`preview_bytes` does.
    """
    content = clipboard.AS_CELLS + file.content if pasted else file.content
    found = preview_bytes(content, file.name, mapping, stop)
    known = _kept(*of, found) if of is not None else None
    if known is not None:
        return Read(file, preview_bytes(content, file.name, known, stop), known, kept=True)
    return Read(file, found, mapping, kept=False)


def with_names(mapping: Mapping, found: Sequence[MeasurementSet], typed: Sequence[MeasurementSet]) -> Mapping:
    """What was typed over the names and units of columns; where names stand in rows they are the file's."""
    for one, other in zip(found, typed, strict=True):
        own = one.sheet == mapping.sheet and mapping.shape in (Shape.COLUMNS, Shape.WIDE) and one.columns
        if own and (one.name, one.unit) != (other.name, other.unit):
            name, unit = (other.name if other.name != one.name else "", other.unit if other.unit != one.unit else "")
            mapping = mapping.named(column_number(one.columns[0]), name, unit)
    return mapping


def is_same(one: Mapping, other: Mapping) -> bool:
    return one.sheet == other.sheet and one.header == other.header


def as_json(mapping: Mapping) -> dict[str, object]:
    data = mapping.to_json()
    assert isinstance(data, dict)
    return dict(data)


def _kept(home: Path, plant: str, found: Preview) -> Mapping | None:
    """What was kept for this plant and one of the file's tables; one that can't be read any more is as none."""
    for each in found.tables:
        data = remembered(home, plant, each.mapping.fingerprint)
        try:
            kept = None if data is None else Mapping.of_json(data)
        except ValueError:
            continue
        if kept is not None:
            return replace(kept, sheet=each.mapping.sheet, header=each.mapping.header)
    return None
