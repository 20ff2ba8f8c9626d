"""Tables of a case file and the steps that bring an older file up to date.

History of the format (``PRAGMA user_version``):

1. first format: meta, form_file, entry, head, blob
"""

from __future__ import annotations

import sqlite3

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

#: ``PRAGMA application_id`` of a case file: the letters QMDK.
APPLICATION_ID = 0x514D444B
#: The format this program writes. A file with a higher number is refused untouched.
FORMAT = 1

migrations = Migrations("qmdesk.case")


@migrations()
def m001_first_format(db: Database) -> None:
    """Create the tables of format 1."""
    for statement in _FORMAT_1:
        db.execute(statement)


_FORMAT_1 = (
    "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID",
    "CREATE TABLE form_file (name TEXT PRIMARY KEY, content BLOB NOT NULL) STRICT",
    """CREATE TABLE entry (
        device TEXT NOT NULL, seq INTEGER NOT NULL CHECK (seq >= 1), lamport INTEGER NOT NULL CHECK (lamport >= 1),
        author TEXT NOT NULL, at TEXT NOT NULL, batch TEXT NOT NULL,
        subject TEXT NOT NULL, field TEXT NOT NULL, value TEXT NOT NULL,
        raw TEXT NOT NULL, reason TEXT NOT NULL, origin TEXT NOT NULL,
        replaces TEXT NOT NULL, prev TEXT NOT NULL, hash TEXT NOT NULL,
        PRIMARY KEY (device, seq)) STRICT, WITHOUT ROWID""",
    "CREATE INDEX entry_place ON entry (subject, field)",
    """CREATE TABLE head (
        subject TEXT NOT NULL, field TEXT NOT NULL, device TEXT NOT NULL, seq INTEGER NOT NULL,
        PRIMARY KEY (subject, field, device, seq),
        FOREIGN KEY (device, seq) REFERENCES entry (device, seq)) STRICT, WITHOUT ROWID""",
    """CREATE TABLE blob (
        sha256 TEXT PRIMARY KEY, size INTEGER NOT NULL, media TEXT NOT NULL, content BLOB NOT NULL) STRICT""",
    """CREATE VIEW current AS
        SELECT subject, field, value, author, at, device, seq
        FROM head JOIN entry USING (device, seq, subject, field)""",
)


def set_pragmas(connection: sqlite3.Connection) -> None:
    """What every connection to a case needs: one file at rest, commits that survive a power cut."""
    for pragma in (
        "foreign_keys=ON",
        "journal_mode=TRUNCATE",
        "synchronous=EXTRA",
        "trusted_schema=OFF",
        "busy_timeout=2000",
        "cell_size_check=ON",
    ):
        connection.execute(f"PRAGMA {pragma}").fetchall()


def bring_up_to_date(db: Database) -> None:
    """Apply the migrations that a file lacks, in one transaction, then stamp it as ours."""
    with db.atomic():
        migrations.apply(db)
        db.execute(f"PRAGMA application_id={APPLICATION_ID}")
        db.execute(f"PRAGMA user_version={FORMAT}")
