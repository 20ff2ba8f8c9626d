"""A snapshot as canonical JSON and back: what signed reports and packages carry, so that a stranger can grade again.

The text holds the entries behind every current value (each with the hash that names it in its device's log), the
measurement sets in full, names and sizes of files, and the heads of the journal. It says nothing of who made it or
when: the same case state gives the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from qmdesk.model.canonical import Json, canonical
from qmdesk.model.deletions import with_unseen
from qmdesk.model.journal import Folded, Head, Place
from qmdesk.model.journal_json import entry_from_json, entry_to_json
from qmdesk.model.problem import Problem, Refused
from qmdesk.model.readings import Readings
from qmdesk.model.readings_json import readings_from_blob
from qmdesk.model.snapshot import FileInfo, Snapshot

VERSION = 1
_PARTS = {"v", "case_id", "form", "state", "readings", "files", "heads"}


def snapshot_to_json(snapshot: Snapshot) -> str:
    """The canonical JSON text of a snapshot."""
    return canonical(
        {
            "v": VERSION,
            "case_id": snapshot.case_id,
            "form": {"id": snapshot.form_id, "edition": snapshot.edition, "sha256": snapshot.form_sha256},
            "state": [[entry_to_json(head) for head in folded.heads] for folded in snapshot.state.values()],
            "readings": {sha256: each.to_json() for sha256, each in snapshot.readings.items()},
            "files": {info.sha256: {"size": info.size, "media": info.media} for info in snapshot.files.values()},
            "heads": [[head.device, head.seq, head.hash] for head in snapshot.heads],
        }
    )


def snapshot_from_json(text: str | bytes) -> Snapshot:
    """Read a snapshot back.

    Raises Refused(snapshot-newer) for a later version, and Refused(snapshot-damaged) for anything that
    :func:`snapshot_to_json` would not have written: other bytes, an entry or a measurement set whose hash
    does not belong to it.
    """
    try:
        content = text.decode("utf-8") if isinstance(text, bytes) else text
        data = json.loads(content)
        if isinstance(data, dict) and isinstance(data.get("v"), int) and data["v"] > VERSION:
            raise Refused(Problem("snapshot-newer", "", {"version": int(data["v"])}))
        snapshot = _read(data)
        if snapshot_to_json(snapshot) != content:
            raise ValueError("not the canonical text")
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError) as error:
        raise Refused(Problem("snapshot-damaged", "", {"reason": type(error).__name__})) from error
    return snapshot


def _read(data: Mapping[str, Json]) -> Snapshot:
    if set(data) != _PARTS:
        raise ValueError("a snapshot has other parts")
    form, files = _map(data["form"]), _map(data["files"])
    return Snapshot(
        case_id=str(data["case_id"]),
        form_id=str(form["id"]),
        edition=str(form["edition"]),
        form_sha256=str(form["sha256"]),
        state=MappingProxyType(with_unseen(dict(_folded(_list(heads)) for heads in _list(data["state"])))),
        readings=MappingProxyType({sha256: _readings(sha256, each) for sha256, each in _map(data["readings"]).items()}),
        files=MappingProxyType({sha256: _file(sha256, _map(each)) for sha256, each in files.items()}),
        heads=tuple(_head(_list(each)) for each in _list(data["heads"])),
    )


def _folded(heads: Sequence[Json]) -> tuple[Place, Folded]:
    entries = tuple(entry_from_json(_map(each)) for each in heads)
    place = entries[0].place
    if any(entry.place != place for entry in entries):
        raise ValueError("entries of several places in one")
    return place, Folded(place, entries)


def _readings(sha256: str, data: Json) -> Readings:
    readings = readings_from_blob(canonical(data).encode("utf-8"))
    if readings.sha256 != sha256:
        raise ValueError("the hash does not belong to the measurement set")
    return readings


def _file(sha256: str, data: Mapping[str, Json]) -> FileInfo:
    return FileInfo(sha256, int(str(data["size"])), str(data["media"]))


def _head(data: Sequence[Json]) -> Head:
    device, seq, digest = data
    return Head(str(device), int(str(seq)), str(digest))


def _map(value: Json) -> Mapping[str, Json]:
    if not isinstance(value, Mapping):
        raise ValueError("an object was expected")
    return value


def _list(value: Json) -> Sequence[Json]:
    if isinstance(value, str) or not isinstance(value, Sequence):
        raise ValueError("a list was expected")
    return value
