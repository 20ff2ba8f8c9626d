"""The SQLite file of a programme: its tables, how it is opened and made, and what SQLite's failures are called.

History of the format (``PRAGMA user_version``):

1. first format: meta, batch, change, value

A file with a higher number is refused untouched. The pragmas are those of case files: one file at rest, commits that
survive a power cut.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path

from qmdesk.model.problem import Problem, Refused

#: ``PRAGMA application_id`` of a programme file: the letters QMPR.
APPLICATION_ID = 0x514D5052
FORMAT = 1
SUFFIX = ".qmprog"

_TABLES = (
    "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID",
    """CREATE TABLE batch (
        id INTEGER PRIMARY KEY, at TEXT NOT NULL, author TEXT NOT NULL, kind TEXT NOT NULL,
        target INTEGER REFERENCES batch (id), reason TEXT NOT NULL) STRICT""",
    """CREATE TABLE change (
        id INTEGER PRIMARY KEY, batch INTEGER NOT NULL REFERENCES batch (id), key TEXT NOT NULL, field TEXT NOT NULL,
        old TEXT NOT NULL, new TEXT NOT NULL, source TEXT NOT NULL) STRICT""",
    "CREATE INDEX change_place ON change (key, field)",
    "CREATE INDEX change_batch ON change (batch)",
    """CREATE TABLE value (key TEXT NOT NULL, field TEXT NOT NULL, value TEXT NOT NULL,
        PRIMARY KEY (key, field)) STRICT, WITHOUT ROWID""",
    """CREATE TRIGGER change_stays BEFORE UPDATE ON change
        BEGIN SELECT raise(ABORT, 'history is only added to'); END""",
    """CREATE TRIGGER change_kept BEFORE DELETE ON change
        BEGIN SELECT raise(ABORT, 'history is only added to'); END""",
)
_PRAGMAS = (
    "foreign_keys=ON", "journal_mode=TRUNCATE", "synchronous=EXTRA", "trusted_schema=OFF", "busy_timeout=5000",
    "cell_size_check=ON",
)  # fmt: skip
_CODES = {
    "SQLITE_FULL": "programme-disk-full",
    "SQLITE_NOTADB": "programme-not-ours",
    "SQLITE_CORRUPT": "programme-damaged",
    "SQLITE_BUSY": "programme-busy",
    "SQLITE_LOCKED": "programme-busy",
    "SQLITE_READONLY": "programme-read-only",
    "SQLITE_CANTOPEN": "programme-cannot-open",
}


@contextmanager
def refusing(path: Path) -> Generator[None]:
    """Within it an exception of SQLite becomes :class:`Refused`."""
    try:
        yield
    except sqlite3.Error as error:
        name = str(getattr(error, "sqlite_errorname", ""))
        code = next((code for start, code in _CODES.items() if name.startswith(start)), "programme-storage-failed")
        raise Refused(Problem(code, str(path), {"reason": name or type(error).__name__})) from error
    except UnicodeDecodeError as error:
        raise Refused(Problem("programme-damaged", str(path), {"reason": type(error).__name__})) from error


def make(path: Path, meta: dict[str, str]) -> sqlite3.Connection:
    """A new file, open. Raises Refused: programme-exists, programme-cannot-open and the like; leaves nothing behind."""
    if path.exists():
        raise Refused(Problem("programme-exists", str(path)))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Refused(Problem("programme-cannot-open", str(path), {"reason": error.strerror or ""})) from error
    with refusing(path):
        db = _connect(path, "rwc")
        try:
            _set_pragmas(db)
            db.execute("BEGIN EXCLUSIVE")
            for statement in _TABLES:
                db.execute(statement)
            db.executemany("INSERT INTO meta VALUES (?, ?)", meta.items())
            db.execute(f"PRAGMA application_id={APPLICATION_ID}")
            db.execute(f"PRAGMA user_version={FORMAT}")
            db.execute("COMMIT")
        except BaseException:
            db.close()
            with suppress(OSError):
                path.unlink()
            raise
    return db


def connect(path: Path) -> sqlite3.Connection:
    """The file, open for writing. Raises Refused: programme-missing, programme-not-ours, programme-newer and others."""
    if not path.is_file():
        raise Refused(Problem("programme-missing", str(path)))
    with refusing(path):
        _look(path)
        db = _connect(path, "rw")
        try:
            _set_pragmas(db)
            db.execute("SELECT count(*) FROM meta").fetchone()
        except BaseException:
            db.close()
            raise
    return db


def _look(path: Path) -> None:
    """Refuse what is not ours or newer before a byte can be changed."""
    db = _connect(path, "ro")
    try:
        application = int(db.execute("PRAGMA application_id").fetchone()[0])
        version = int(db.execute("PRAGMA user_version").fetchone()[0])
    except sqlite3.OperationalError as error:
        if str(getattr(error, "sqlite_errorname", "")).startswith("SQLITE_READONLY"):
            return  # a crash left a journal that only a writer may play back; the writer looks at the tables
        raise
    finally:
        db.close()
    if application != APPLICATION_ID:
        raise Refused(Problem("programme-not-ours", str(path), {"reason": ""}))
    if version > FORMAT:
        raise Refused(Problem("programme-newer", str(path), {"found": version, "known": FORMAT}))


def _connect(path: Path, mode: str) -> sqlite3.Connection:
    url = f"{path.absolute().as_uri()}?mode={mode}"
    return sqlite3.connect(url, uri=True, isolation_level=None, check_same_thread=False)


def _set_pragmas(db: sqlite3.Connection) -> None:
    for pragma in _PRAGMAS:
        db.execute(f"PRAGMA {pragma}").fetchall()
