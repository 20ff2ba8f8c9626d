"""The two drivers behind a case file: the standard library's sqlite3 for plain ones, SQLCipher for encrypted ones.

SQLCipher is loaded when the first encrypted case turns up. The two are two copies of SQLite in one process and know
nothing of each other's POSIX locks: a file that is open by one must never be touched by the other, nor by ordinary
I/O, or closing that handle drops the locks. So this module keeps in mind which files are open and by which driver.
"""

from __future__ import annotations

import os
import sqlite3
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qmdesk.casefile.keys import Cipher

_SQLCIPHER = "sqlcipher3.dbapi2"

#: Held while a file is looked at, opened or replaced; so nobody looks at a file that another thread is opening.
guard = threading.RLock()


def connect(path: Path, cipher: Cipher | None = None, *, mode: str = "rwc") -> sqlite3.Connection:
    """A connection in autocommit mode, usable from any one thread at a time. ``mode`` is that of SQLite's URIs."""
    url = f"{path.absolute().as_uri()}?mode={mode}"
    if cipher is None:
        return sqlite3.connect(url, uri=True, isolation_level=None, check_same_thread=False)
    connection = _sqlcipher().connect(url, uri=True, isolation_level=None, check_same_thread=False)
    try:
        connection.execute("PRAGMA cipher_log_level=NONE").fetchall()  # it would write to standard error
        connection.execute(f'PRAGMA key="{cipher.spoken}"').fetchall()
        connection.execute("PRAGMA temp_store=MEMORY").fetchall()
    except BaseException:
        connection.close()
        raise
    return connection


def errors() -> tuple[type[Exception], ...]:
    """The exceptions of both drivers, as far as they are loaded: they have no ancestor of SQLite's in common."""
    loaded = sys.modules.get(_SQLCIPHER)
    return (sqlite3.Error,) if loaded is None else (sqlite3.Error, loaded.Error)


def is_of_encrypted(error: Exception) -> bool:
    """Whether an exception comes from the driver of encrypted cases."""
    return type(error).__module__.startswith("sqlcipher3")


def _sqlcipher() -> Any:  # noqa: ANN401 - a module without types
    from sqlcipher3 import dbapi2

    return dbapi2


# -- files that are open in this process -----------------------------------------------------------------


@dataclass(slots=True)
class Held:
    """A case file that this process has open: by how many connections, under which key."""

    cipher: Cipher | None
    connections: int = 0


_held: dict[tuple[int, int], Held] = {}
Identity = tuple[int, int]


def identity(path: Path) -> Identity:
    """Which file a name means now; tells a replaced file from what it replaced."""
    status = os.stat(path)  # noqa: PTH116 - a stat opens nothing
    return status.st_dev, status.st_ino


def held(path: Path) -> Held | None:
    """How this process has a file open; None where it hasn't, and only then may it be read by ordinary means."""
    return _held.get(identity(path))


def hold(path: Path, cipher: Cipher | None) -> Identity:
    """Note a connection to a case; :func:`release` takes what this gives."""
    with guard:
        file = identity(path)
        _held.setdefault(file, Held(cipher)).connections += 1
        return file


def release(file: Identity) -> None:
    """Note that a connection was closed."""
    with guard:
        found = _held.get(file)
        if found is not None:
            found.connections -= 1
            if found.connections <= 0:
                del _held[file]
