"""Entries to rows of the ``entry`` table and back."""

from __future__ import annotations

import json

from qmdesk.model.canonical import canonical
from qmdesk.model.journal import Entry
from qmdesk.model.journal_json import entry_id

COLUMNS = (
    "device", "seq", "lamport", "author", "at", "batch", "subject", "field",
    "value", "raw", "reason", "origin", "replaces", "prev", "hash",
)  # fmt: skip
#: An entry as the table has it: texts and numbers in the order of ``COLUMNS``.
Row = tuple[str | int, ...]
SELECT = "SELECT " + ", ".join(COLUMNS) + " FROM entry"  # noqa: S608 - constants
INSERT = f"INSERT INTO entry ({', '.join(COLUMNS)}) VALUES ({', '.join('?' * len(COLUMNS))})"  # noqa: S608 - constants


def to_row(entry: Entry) -> Row:
    return (
        entry.device, entry.seq, entry.lamport, entry.author, entry.at, entry.batch, entry.subject, entry.field,
        canonical(entry.value), entry.raw, entry.reason, entry.origin,
        " ".join(str(each) for each in entry.replaces), entry.prev, entry.hash,
    )  # fmt: skip


def from_row(row: tuple[object, ...]) -> Entry:
    """An entry from a row in the order of ``COLUMNS``."""
    parts = list(row)
    parts[_VALUE] = json.loads(str(row[_VALUE]))
    parts[_REPLACES] = tuple(map(entry_id, str(row[_REPLACES]).split()))
    return Entry(*parts)  # pyright: ignore[reportArgumentType] - the columns stand in the order of the parts


_VALUE, _REPLACES = map(COLUMNS.index, ("value", "replaces"))
