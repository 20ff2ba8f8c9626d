"""Entries to rows of the ``entry`` table and back."""

from __future__ import annotations

import json
from typing import Any

from qmdesk.model.canonical import Json, canonical
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


def from_row(row: tuple[Any, ...]) -> Entry:
    """An entry from a row in the order of ``COLUMNS``. Raises ValueError, TypeError or AttributeError for damage."""
    parts = list(row)
    parts[_VALUE] = _value(row[_VALUE])
    replaces = row[_REPLACES]
    parts[_REPLACES] = tuple(map(entry_id, replaces.split())) if replaces else ()
    return Entry(*parts)


def _value(text: str) -> Json:
    """The value that canonical JSON says; the plain ones, which most are, without the parser."""
    plain = text[1:-1]
    if text.startswith('"') and text.endswith('"') and plain.isprintable() and not ('"' in plain or "\\" in plain):
        return plain if len(text) > 1 else json.loads(text)
    return json.loads(text)


_VALUE, _REPLACES = map(COLUMNS.index, ("value", "replaces"))
