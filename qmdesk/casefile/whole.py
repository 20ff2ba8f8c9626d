"""Whole copies of a case: page by page under the same key, or row by row under another. Each is read back."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from glob import escape
from itertools import zip_longest
from pathlib import Path
from typing import Any

from qmdesk.casefile import driver, files
from qmdesk.casefile.errors import refusing
from qmdesk.casefile.keys import Cipher
from qmdesk.model.problem import Problem, Refused
from qmdesk.trust.files import part_beside, sync_folder


def copy(connection: sqlite3.Connection, cipher: Cipher | None, target: Path) -> None:
    """A copy by SQLite's backup under the same key, read back before it gets its name.

    Raises Refused(file-exists, backup-damaged).
    """
    with part_beside(target) as part:
        with refusing(target), closing(driver.connect(part, cipher)) as made:
            connection.backup(made)
            _check(made, target)
        settle(part, target)


def rewrite(connection: sqlite3.Connection, part: Path, cipher: Cipher | None) -> None:
    """All that a case holds into a new file under another key, read back from the disk and compared row by row.

    Not by attaching one file to the other: that would open the case by a second driver, see qmdesk.casefile.driver.
    Raises Refused(backup-damaged) and what SQLite refuses.
    """
    with closing(driver.connect(part, cipher)) as made:
        made.execute("BEGIN")
        for kind in ("table", "index", "view"):
            for (statement,) in _written(connection, kind):
                made.execute(statement)
        for table in _tables(connection):
            if table == FILES:
                files.copy_all(connection, made)
            else:
                _copy_rows(connection, made, table)
        made.execute("COMMIT")
        for pragma in ("application_id", "user_version"):
            made.execute(f"PRAGMA {pragma}={int(connection.execute(f'PRAGMA {pragma}').fetchone()[0])}")
    with closing(driver.connect(part, cipher, mode="rw")) as made:
        _check(made, part)
        for table in _tables(connection):
            if not _same(connection, made, table):
                raise Refused(Problem("backup-damaged", str(part)))


def _same(connection: sqlite3.Connection, made: sqlite3.Connection, table: str) -> bool:
    if table == FILES:
        return files.are_same(connection, made)
    return all(one == other for one, other in zip_longest(_rows(connection, table), _rows(made, table)))


#: The table of what can be large: never whole in memory.
FILES = "blob"
#: What is ours in a schema: SQLite makes the rest itself.
_OURS = "FROM sqlite_schema WHERE type = ? AND sql IS NOT NULL AND name NOT GLOB 'sqlite_*'"


def _written(connection: sqlite3.Connection, kind: str) -> list[tuple[str]]:
    return connection.execute(f"SELECT sql {_OURS}", (kind,)).fetchall()


def _tables(connection: sqlite3.Connection) -> list[str]:
    return [str(name) for (name,) in connection.execute(f"SELECT name {_OURS}", ("table",))]


def _rows(connection: sqlite3.Connection, table: str) -> Iterator[tuple[Any, ...]]:
    """The rows of a table in the order of its primary key."""
    columns = connection.execute("SELECT name FROM pragma_table_info(?) WHERE pk ORDER BY pk", (table,)).fetchall()
    order = ", ".join(f'"{name}"' for (name,) in columns) or "rowid"
    yield from connection.execute(f'SELECT * FROM "{table}" ORDER BY {order}')  # noqa: S608 - our own names


def _copy_rows(source: sqlite3.Connection, target: sqlite3.Connection, table: str) -> None:
    width = len(source.execute(f'SELECT * FROM "{table}" LIMIT 0').description)  # noqa: S608 - our own names
    marks = ", ".join("?" * width)
    target.executemany(f'INSERT INTO "{table}" VALUES ({marks})', _rows(source, table))  # noqa: S608 - our own names


def _check(made: sqlite3.Connection, target: Path) -> None:
    if made.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
        raise Refused(Problem("backup-damaged", str(target)))


def leave_one_file(connection: sqlite3.Connection) -> None:
    """Remove the emptied rollback journal, so that the case is one file at rest."""
    with suppress(*driver.errors()):
        connection.execute("PRAGMA journal_mode=DELETE").fetchall()


def settle(part: Path, target: Path) -> None:
    """Give a finished file its name: never over another, and safe against a power cut afterwards.

    Raises Refused(file-exists) where the name was taken meanwhile.
    """
    try:
        os.link(part, target)
    except FileExistsError:
        raise Refused(Problem("file-exists", str(target))) from None
    except OSError:  # a file system without hard links
        if target.exists():
            raise Refused(Problem("file-exists", str(target))) from None
        part.replace(target)
    sync_folder(target.parent)


def sweep(path: Path) -> None:
    """Remove what an interrupted rewriting or sealing left beside a case. Only who holds the case's lock may."""
    for each in path.parent.glob(f".{escape(path.name)}.*.part*"):
        with suppress(OSError):
            if each.is_dir() and not each.is_symlink():
                shutil.rmtree(each)
            else:
                each.unlink(missing_ok=True)
