"""The outbox: packages waiting to be delivered, the places that they go to, and how each delivery stands.

Packages lie as files in ``outbox`` of the workspace, named by their hash; what is known of them in a small SQLite file
beside them. A delivered package stays until somebody takes it out. No secret is kept here.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Generator, Iterable
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path

from qmdesk.model.problem import Problem, Refused

FOLDER, FILE = "outbox", "outbox.sqlite3"
WAITING, DELIVERED, REFUSED = "waiting", "delivered", "refused"
_VERSION = 1
_TABLES = """
CREATE TABLE packages(sha256 TEXT PRIMARY KEY, file TEXT NOT NULL, case_id TEXT NOT NULL, label TEXT NOT NULL,
    size INTEGER NOT NULL, added_at TEXT NOT NULL) STRICT;
CREATE TABLE destinations(url TEXT PRIMARY KEY, name TEXT NOT NULL UNIQUE, used INTEGER NOT NULL) STRICT;
CREATE TABLE deliveries(sha256 TEXT NOT NULL REFERENCES packages ON DELETE CASCADE, url TEXT NOT NULL,
    state TEXT NOT NULL, code TEXT NOT NULL, reason TEXT NOT NULL, attempts INTEGER NOT NULL, next_at REAL NOT NULL,
    sent INTEGER NOT NULL, at TEXT NOT NULL, PRIMARY KEY(sha256, url)) STRICT;
"""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A package of the outbox. ``label`` is for people."""

    sha256: str
    file: str
    case_id: str
    label: str
    size: int
    added_at: str


@dataclass(frozen=True, slots=True)
class Destination:
    """A place that is remembered under a name; the one used last stands first."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Delivery:
    """How one package stands at one place. ``next_at`` is the moment of the next attempt in seconds of the epoch,
    ``sent`` all bytes that went up so far, ``at`` when the state was reached."""

    sha256: str
    url: str
    state: str = WAITING
    code: str = ""
    reason: str = ""
    attempts: int = 0
    next_at: float = 0.0
    sent: int = 0
    at: str = ""


@dataclass(frozen=True, slots=True)
class Outbox:
    """The outbox of a workspace; every call opens its file and closes it again, so any thread may."""

    home: Path

    @property
    def folder(self) -> Path:
        return self.home / FOLDER

    def path(self, package: Waiting) -> Path:
        """The file of a package."""
        return self.folder / package.file

    @property
    def empty(self) -> bool:
        """Whether there has never been anything; asked without making a file."""
        return not (self.folder / FILE).exists() and not any(self.folder.glob("*.zip"))

    # -- packages --------------------------------------------------------------------------------

    def add(self, file: Path, case_id: str, label: str, urls: Iterable[str], now: str) -> Waiting:
        """Take a package in that lies in the folder already, under a name of its hash, for these places.

        The same package again only gets what places are new.
        """
        with file.open("rb") as opened:
            sha256 = file_digest(opened, "sha256").hexdigest()
        target = self.folder / f"{sha256}{file.suffix}"
        if file != target:
            file.replace(target)
        made = Waiting(sha256, target.name, case_id, label, target.stat().st_size, now)
        with self._open() as db:
            db.execute(
                "INSERT OR IGNORE INTO packages VALUES(?,?,?,?,?,?)",
                (sha256, made.file, case_id, label, made.size, now),
            )
            for url in urls:
                db.execute("INSERT OR IGNORE INTO deliveries VALUES(?,?,?,'','',0,0,0,'')", (sha256, url, WAITING))
        return made

    def packages(self) -> list[Waiting]:
        """All packages, oldest first."""
        with self._open() as db:
            return [Waiting(*row) for row in db.execute("SELECT * FROM packages ORDER BY added_at, sha256")]

    def strays(self) -> list[Path]:
        """Packages that somebody put into the folder by hand."""
        known = {each.file for each in self.packages()}
        found = [*self.folder.glob("*.zip"), *self.folder.glob("*.p7m")]
        return sorted(path for path in found if path.name not in known and not path.name.startswith("."))

    def send_to(self, sha256: str, url: str) -> None:
        """Name one more place for a package."""
        with self._open() as db:
            db.execute("INSERT OR IGNORE INTO deliveries VALUES(?,?,?,'','',0,0,0,'')", (sha256, url, WAITING))

    def take_out(self, sha256: str) -> None:
        """Drop a package and its file, because a person said so."""
        with self._open() as db:
            row = db.execute("SELECT file FROM packages WHERE sha256=?", (sha256,)).fetchone()
            db.execute("DELETE FROM packages WHERE sha256=?", (sha256,))
        if row is not None:
            with suppress(OSError):
                (self.folder / str(row[0])).unlink(missing_ok=True)

    # -- deliveries ------------------------------------------------------------------------------

    def deliveries(self) -> list[Delivery]:
        """How every package stands at every place."""
        with self._open() as db:
            return [Delivery(*row) for row in db.execute("SELECT * FROM deliveries ORDER BY sha256, url")]

    def put(self, each: Delivery) -> None:
        """Keep how one delivery stands."""
        with self._open() as db:
            db.execute(
                "UPDATE deliveries SET state=?, code=?, reason=?, attempts=?, next_at=?, sent=?, at=?"
                " WHERE sha256=? AND url=?",
                (each.state, each.code, each.reason, each.attempts, each.next_at, each.sent, each.at,
                 each.sha256, each.url),
            )  # fmt: skip

    def try_again(self, url: str = "") -> None:
        """Let what was refused or pauses be tried at once; of one place, or of all."""
        with self._open() as db:
            db.execute(
                "UPDATE deliveries SET state=?, next_at=0 WHERE state<>? AND (url=? OR ?='')",
                (WAITING, DELIVERED, url, url),
            )

    # -- places ----------------------------------------------------------------------------------

    def destinations(self) -> list[Destination]:
        """The places remembered, the one used last first."""
        with self._open() as db:
            return [Destination(*row) for row in db.execute("SELECT name, url FROM destinations ORDER BY used DESC")]

    def remember(self, name: str, url: str) -> None:
        """Keep a place under a name, in place of what had the name or the URL."""
        with self._open() as db:
            used = db.execute("SELECT coalesce(max(used), 0) + 1 FROM destinations").fetchone()[0]
            db.execute("DELETE FROM destinations WHERE name=? OR url=?", (name, url))
            db.execute("INSERT INTO destinations VALUES(?,?,?)", (url, name, used))

    def forget(self, url: str) -> None:
        """Drop a place; what still waits for it no longer does, what was delivered stays told."""
        with self._open() as db:
            db.execute("DELETE FROM destinations WHERE url=?", (url,))
            db.execute("DELETE FROM deliveries WHERE url=? AND state<>?", (url, DELIVERED))

    @contextmanager
    def _open(self) -> Generator[sqlite3.Connection]:
        path = self.folder / FILE
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            db = sqlite3.connect(path, timeout=20)
        except (OSError, sqlite3.Error) as error:
            raise Refused(Problem("outbox-unusable", str(path))) from error
        try:
            db.execute("PRAGMA foreign_keys=ON")
            db.execute("PRAGMA synchronous=FULL")
            with db:
                _prepare(db, path)
                yield db
        except sqlite3.Error as error:
            raise Refused(Problem("outbox-unusable", str(path))) from error
        finally:
            db.close()


def _prepare(db: sqlite3.Connection, path: Path) -> None:
    version = db.execute("PRAGMA user_version").fetchone()[0]
    if version > _VERSION:
        raise Refused(Problem("outbox-newer", str(path)))
    if version < _VERSION:
        db.execute("BEGIN IMMEDIATE")
        if db.execute("PRAGMA user_version").fetchone()[0] < _VERSION:
            for statement in filter(str.strip, _TABLES.split(";")):
                db.execute(statement)
            db.execute(f"PRAGMA user_version={_VERSION}")
