"""From a name to a connection: what a file is, by which driver and with which key it is opened, what it needs first."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from sqlite_utils import Database

from qmdesk.casefile import driver
from qmdesk.casefile.errors import refusing
from qmdesk.casefile.keys import Cipher
from qmdesk.casefile.schema import APPLICATION_ID, FORMAT, bring_up_to_date, set_pragmas
from qmdesk.casefile.unlock import cipher_of
from qmdesk.casefile.whole import copy
from qmdesk.model.problem import Problem, Refused


@dataclass(frozen=True, slots=True)
class Opened:
    db: Database
    cipher: Cipher | None


def connect(path: Path, cipher: Cipher | None, found: int, *, writable: bool) -> Database:
    connection = driver.connect(path, cipher, mode="rw" if writable else "ro")
    try:
        db = Database(connection)
        if writable:
            set_pragmas(connection)
            if found < FORMAT:
                _set_aside(connection, cipher, path, found)
                bring_up_to_date(db)
        connection.execute("SELECT count(*) FROM meta").fetchone()
    except BaseException:
        connection.close()
        raise
    return db


def _set_aside(connection: sqlite3.Connection, cipher: Cipher | None, path: Path, found: int) -> None:
    """Keep a copy of an older file before its migration; a copy from an attempt before stays."""
    target = path.with_name(f"{path.stem}.format-{found}{path.suffix}")
    if not target.exists():
        copy(connection, cipher, target)


def look(path: Path) -> tuple[int, Cipher | None]:
    """The format number of a file and its key, found without the chance to change a byte of it.

    Where this process has the file open already only the same driver may look at it; else the standard library looks
    first, and a file that is nothing to it may be an encrypted case.
    """
    held = driver.held(path)
    if held is not None:
        return _format_of(path, held.cipher) or FORMAT, held.cipher
    try:
        found = _format_of(path, None)
    except Refused as refused:
        cipher = cipher_of(path) if refused.problems[0].code == "case-not-ours" else None
        if cipher is None:
            raise
        found = None
    else:
        # A crash left a rollback journal, and only a writer may play it back: which driver's is it?
        cipher = cipher_of(path) if found is None else None
    if cipher is not None:
        found = _format_of(path, cipher)
    return FORMAT if found is None else found, cipher


def _format_of(path: Path, cipher: Cipher | None) -> int | None:
    """The format number; None where a rollback journal of a crash hides it from all but a writer, who looks again."""
    with refusing(path), closing(driver.connect(path, cipher, mode="ro")) as connection:
        try:
            application = int(connection.execute("PRAGMA application_id").fetchone()[0])
            version = int(connection.execute("PRAGMA user_version").fetchone()[0])
        except driver.errors() as error:
            if str(getattr(error, "sqlite_errorname", "")).startswith("SQLITE_READONLY"):
                return None
            raise
    if application != APPLICATION_ID:
        raise Refused(Problem("case-not-ours", str(path)))
    if version > FORMAT:
        raise Refused(Problem("case-newer", str(path), {"found": version, "known": FORMAT}))
    return version
