"""Files of a case in its ``blob`` table, in and out in pieces, so that a film takes no more memory than a photo."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any, BinaryIO, cast

from qmdesk.model.problem import Problem, Refused
from qmdesk.model.snapshot import FileInfo

#: SQLite's own bound for one value, less what stands beside it in the row.
LARGEST = 1_000_000_000 - 4096
#: So many bytes go into one transaction: a merge that is cut goes on where it was.
TOGETHER = 64 << 20
CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Arriving:
    """A file on its way in: what it is said to be, and its content in pieces."""

    info: FileInfo
    pieces: Iterator[bytes]


def insert(connection: sqlite3.Connection, arriving: Arriving) -> bool:
    """Write one file within a transaction; False where it is there already.

    Raises Refused(blob-damaged) where the content is not what its name or size says, and Refused(blob-too-large).
    """
    info = arriving.info
    if info.size > LARGEST:
        raise Refused(Problem("blob-too-large", info.sha256, {"most": LARGEST >> 20}))
    if connection.execute("SELECT 1 FROM blob WHERE sha256 = ?", (info.sha256,)).fetchone():
        return False
    digest, size = hashlib.sha256(), 0
    row = _make_room(connection, info)
    with _opened(connection, row, readonly=False) as place:
        for piece in arriving.pieces:
            digest.update(piece)
            size += len(piece)
            if size > info.size:
                break
            place.write(piece)
    if size != info.size or digest.hexdigest() != info.sha256:
        raise Refused(Problem("blob-damaged", info.sha256))
    return True


def _make_room(connection: sqlite3.Connection, info: FileInfo) -> int:
    made = connection.execute(
        "INSERT INTO blob (sha256, size, media, content) VALUES (?, ?, ?, zeroblob(?))",
        (info.sha256, info.size, info.media, info.size),
    )
    return int(made.lastrowid or 0)


def reader(connection: sqlite3.Connection, sha256: str) -> BinaryIO | None:
    """A file to be read in pieces; None where it isn't there. What comes is not proved."""
    row = connection.execute("SELECT rowid FROM blob WHERE sha256 = ?", (sha256,)).fetchone()
    if row is None:
        return None
    return _opened(connection, row[0], readonly=True)


def _opened(connection: sqlite3.Connection, row: int, *, readonly: bool) -> BinaryIO:
    """The content of a row as a file. The two drivers call the same thing by two names, see qmdesk.casefile.driver."""
    blob = ("blob", "content", row)
    if hasattr(connection, "blobopen"):
        return cast(BinaryIO, connection.blobopen(*blob, readonly=readonly))
    cipher: Any = connection
    return cast(BinaryIO, cipher.open_blob(*blob, readonly))


# -- all of them, for a case that is written anew ---------------------------------------------------------

_ALL = "SELECT rowid, sha256, size, media, length(content) FROM blob ORDER BY sha256"


def copy_all(source: sqlite3.Connection, target: sqlite3.Connection) -> None:
    """Write all files of one case into another within a transaction, as they are."""
    for row, sha256, size, media, length in source.execute(_ALL):
        made = target.execute(
            "INSERT INTO blob (sha256, size, media, content) VALUES (?, ?, ?, zeroblob(?))",
            (sha256, size, media, length),
        )
        with _opened(target, int(made.lastrowid or 0), readonly=False) as place:
            for piece in _pieces(source, row):
                place.write(piece)


def are_same(one: sqlite3.Connection, other: sqlite3.Connection) -> bool:
    """Whether two cases hold the same files, byte for byte."""
    for ours, theirs in zip_longest(one.execute(_ALL), other.execute(_ALL)):
        if ours is None or theirs is None or ours[1:] != theirs[1:]:
            return False
        if any(here != there for here, there in zip_longest(_pieces(one, ours[0]), _pieces(other, theirs[0]))):
            return False
    return True


def _pieces(connection: sqlite3.Connection, row: int) -> Iterator[bytes]:
    with _opened(connection, row, readonly=True) as file:
        while piece := file.read(CHUNK):
            yield piece
