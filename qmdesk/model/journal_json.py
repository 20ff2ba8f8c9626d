"""Entries as JSON: the one wire form, used by the case file's hash chain and by packages.

The hash of an entry is the SHA-256 of the canonical JSON of all its other parts; ``prev`` is the hash
of the entry before it on the same device, or empty for the first. Changing, dropping or reordering an
entry breaks every hash after it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from qmdesk.model.canonical import Json, sha256_of
from qmdesk.model.journal import Entry, EntryId
from qmdesk.model.problem import Problem

_TEXTS = ("device", "author", "at", "batch", "subject", "field", "raw", "reason", "origin", "prev", "hash")


def entry_to_json(entry: Entry) -> dict[str, Json]:
    """An entry as a JSON object with exactly the keys that the hash covers, and ``hash``."""
    return {
        "device": entry.device,
        "seq": entry.seq,
        "lamport": entry.lamport,
        "author": entry.author,
        "at": entry.at,
        "batch": entry.batch,
        "subject": entry.subject,
        "field": entry.field,
        "value": entry.value,
        "raw": entry.raw,
        "reason": entry.reason,
        "origin": entry.origin,
        "replaces": [str(each) for each in entry.replaces],
        "prev": entry.prev,
        "hash": entry.hash,
    }


def entry_hash(parts: Mapping[str, Json]) -> str:
    """The hash that an entry with these parts must have (a ``hash`` among them is left out)."""
    return sha256_of({key: value for key, value in parts.items() if key != "hash"})


def entry_from_json(data: Mapping[str, Json]) -> Entry:
    """Read an entry back.

    Raises ValueError where a part is missing, too much or of the wrong type, or where the hash is not
    that of the content.
    """
    expected = {*_TEXTS, "seq", "lamport", "value", "replaces"}
    if set(data) != expected:
        raise ValueError(f"an entry has the parts {sorted(expected)}, not {sorted(data)}")
    texts = {key: _text(data, key) for key in _TEXTS}
    seq, lamport, replaces = data["seq"], data["lamport"], data["replaces"]
    if not _whole(seq) or not _whole(lamport):
        raise ValueError("seq and lamport are whole numbers from 1 up")
    if not isinstance(replaces, list):
        raise ValueError("replaces is a list")
    if entry_hash(data) != texts["hash"]:
        raise ValueError("the hash does not belong to the content")
    return Entry(
        **texts,
        seq=int(seq),  # pyright: ignore[reportArgumentType]
        lamport=int(lamport),  # pyright: ignore[reportArgumentType]
        value=data["value"],
        replaces=tuple(entry_id(str(each)) for each in replaces),
    )


def entry_id(text: str) -> EntryId:
    """``device:seq`` read back. Raises ValueError for anything else, another spelling of the number too."""
    device, _, seq = text.rpartition(":")
    if (
        not device
        or not seq.isascii()
        or not seq.isdigit()
        or seq.startswith("0")
        or len(seq) > 12
        or len(text.split()) != 1
    ):
        raise ValueError(f"not the name of an entry: {text!r}")
    return EntryId(device, int(seq))


def verify_chain(entries: Iterable[Entry], seq: int = 0, prev: str = "") -> Problem | None:
    """Check one device's log, given in order from its first entry, or from the one after number ``seq`` with the hash
    ``prev``: numbers without a gap, hashes, links.

    Returns the first problem found (``journal-gap``, ``journal-link`` or ``journal-hash``), else None.
    """
    for entry in entries:
        if entry.seq != seq + 1:
            return Problem("journal-gap", str(entry.id), {"expected": seq + 1})
        if entry.prev != prev:
            return Problem("journal-link", str(entry.id))
        if entry_hash(entry_to_json(entry)) != entry.hash:
            return Problem("journal-hash", str(entry.id))
        seq, prev = entry.seq, entry.hash
    return None


def _text(data: Mapping[str, Json], key: str) -> str:
    value = data[key]
    if not isinstance(value, str):
        raise ValueError(f"{key} is a text")
    return value


def _whole(value: Json) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 1
