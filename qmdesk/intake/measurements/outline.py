"""A long table without its plain middle: enough to tell what kind of file it is, and quick to have."""

from __future__ import annotations

from typing import Any

from qmdesk.gate import child, kinds
from qmdesk.intake.measurements.words import says_no_reading
from qmdesk.intake.readers import Grid, wire
from qmdesk.intake.readers.naming import refuse_other_kind
from qmdesk.intake.readers.opening import in_file
from qmdesk.model.problem import Problem, Refused

_LONG_KINDS = (kinds.TEXT, kinds.XLSX, kinds.XLSM, kinds.XLS)
#: Bytes from which a file is worth it.
_LONG = 500_000


def outline_of(content: bytes, name: str) -> Grid | None:
    """The table around its long middle, its rows close together; None where it has none. Raises as reading it does."""
    media = kinds.sniff(content)
    if len(content) < _LONG or media not in _LONG_KINDS:
        return None
    refuse_other_kind(media, name)
    try:
        body = child.run_for_bytes(
            "qmdesk.intake.measurements.outline:outline", {"name": name, "media": media}, content, where=name
        )
    except Refused as refused:
        raise Refused(*(in_file(each, name) for each in refused.problems)) from refused
    try:
        return wire.decode(body, name) if len(body) else None
    except (ValueError, KeyError, TypeError) as error:
        raise Refused(Problem("reading-garbage", name)) from error


def outline(arguments: dict[str, Any], payload: bytes) -> bytes:
    """In the child: the outline in its wire form, nothing where no sheet is long. Raises Refused as the readers do."""
    from qmdesk.intake.readers.long import long_grid

    found = long_grid(payload, str(arguments["media"]), str(arguments["name"]), says_no_reading)
    if all(each.bulk is None for each in found.sheets):
        return b""
    return wire.encode(found.kind, [wire.of(each) for each in found.sheets], found.problems)
