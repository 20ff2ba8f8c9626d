"""One case file, open: append entries, read them, keep blobs.

A ``CaseFile`` belongs to the thread that opened it. It keeps no state of its own beyond the connection;
whoever holds the folded state (``review.session``) gives it finished entries to write.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

from sqlite_utils import Database

from qmdesk.casefile import absorbing, driver, files, keys, rows
from qmdesk.casefile.absorbing import Absorbed
from qmdesk.casefile.errors import refusing
from qmdesk.casefile.files import Arriving
from qmdesk.casefile.fold import fold, fold_heads
from qmdesk.casefile.keys import Cipher
from qmdesk.casefile.lock import CaseLock, Owner
from qmdesk.casefile.opening import Opened, connect, look
from qmdesk.casefile.schema import FORMAT, bring_up_to_date, set_pragmas
from qmdesk.casefile.whole import copy, leave_one_file, rewrite, settle, sweep
from qmdesk.formdef.loader import sha256_of_files
from qmdesk.model.canonical import sha256_bytes
from qmdesk.model.deletions import DELETED
from qmdesk.model.journal import Entry, EntryId, Folded, Head, Place
from qmdesk.model.journal_json import verify_chain
from qmdesk.model.problem import Problem, Refused
from qmdesk.model.snapshot import FileInfo
from qmdesk.trust.files import part_beside, put_in_place

T = TypeVar("T")

_HEADS = (
    f"SELECT {', '.join(f'entry.{name}' for name in rows.COLUMNS)}"  # noqa: S608 - constants
    " FROM head JOIN entry USING (device, seq, subject, field)"
)
_IN_ORDER = " ORDER BY lamport, device, seq"
_NAMED = "(field = ? OR field GLOB ?)"
#: Case files end in this, so that a double click opens them.
SUFFIX = ".qmcase"


@dataclass(frozen=True, slots=True)
class NewCase:
    """What a case file starts with: its id, its form's name and files, the time it was made."""

    case_id: str
    form_id: str
    edition: str
    form_sha256: str
    form_files: Mapping[str, bytes]
    created: str


@dataclass(frozen=True, slots=True)
class Blob:
    """Content on its way into a case, with its media type."""

    content: bytes
    media: str

    @property
    def sha256(self) -> str:
        return sha256_bytes(self.content)


class CaseFile:
    """An open case file. Make one with :func:`create` or :func:`open_case`; close it when done."""

    def __init__(self, path: Path, opened: Opened, lock: CaseLock, owner: Owner | None) -> None:
        self.path = path
        self.owner = owner
        """Who holds the case, where it is open read-only because of another; else None."""
        self._lock = lock
        self._take(opened)

    def _take(self, opened: Opened) -> None:
        self._db, self._cipher = opened.db, opened.cipher
        self._file: driver.Identity | None = driver.hold(self.path, opened.cipher)
        self._connection: sqlite3.Connection = opened.db.conn  # pyright: ignore[reportAttributeAccessIssue]

    @property
    def read_only(self) -> bool:
        return not self._lock.held

    @property
    def cipher(self) -> Cipher | None:
        """What the file is encrypted with; None for a plain one."""
        return self._cipher

    # -- what the file is ------------------------------------------------------------------------

    def meta(self, key: str) -> str:
        """What the file says of itself, or "": case_id, form_id, edition, form_sha256, created, log."""
        row = next(self._query("SELECT value FROM meta WHERE key = ?", (key,)), None)
        return str(row[0]) if row else ""

    def set_meta(self, key: str, value: str) -> None:
        with self._writing():
            self._connection.execute("INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)", (key, value))

    @property
    def case_id(self) -> str:
        return self.meta("case_id")

    def form_files(self) -> Mapping[str, bytes]:
        """The files of the form that this case is judged by, by name. Raises Refused(case-damaged)."""
        found = {str(name): bytes(content) for name, content in self._query("SELECT * FROM form_file")}
        if sha256_of_files(found) != self.meta("form_sha256"):
            raise Refused(Problem("case-damaged", str(self.path), {"reason": "form"}))
        return found

    # -- the journal -----------------------------------------------------------------------------

    def append(self, entries: Iterable[Entry], blobs: Iterable[Blob] = ()) -> None:
        """Write our own new entries, with the blobs that they refer to, in one transaction.

        Raises Refused (full disk, read-only, busy ...) and then nothing was written; where the outcome of the
        COMMIT itself is in doubt the file is read again before anything is said.
        """
        entries = tuple(entries)
        try:
            with self._writing():
                for blob in blobs:
                    self._insert_blob(blob)
                self._insert(entries)
        except Refused:
            if not entries or not self._has(entries[-1]):
                raise

    def absorb(self, entries: Iterable[Entry], blobs: Iterable[Blob] = ()) -> Absorbed:
        """Take in entries of other devices: the union of logs, in one transaction.

        Raises Refused(journal-fork) where a known entry comes with other content, and Refused(journal-gap,
        journal-link, journal-hash) where a device's log would not be whole afterwards; nothing is written then.
        """
        with self._writing():
            for blob in blobs:
                self._insert_blob(blob)
            return absorbing.absorb(self._connection, absorbing.logs_of(self._connection, entries))

    def absorb_logs(self, logs: Mapping[str, Sequence[rows.Row]], note: tuple[str, str] | None = None) -> Absorbed:
        """Take in logs of other devices as rows, each whole in itself and proved, in one transaction.

        ``note`` is a word of ``meta`` to be set with it. Raises Refused(journal-fork, journal-gap, journal-link), and
        nothing is written then.
        """
        with self._writing():
            if note is not None:
                self._connection.execute("INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)", note)
            return absorbing.absorb(self._connection, logs)

    def entries(self, device: str | None = None, after: int = 0) -> Iterator[Entry]:
        """Entries of one device (or all), by device and number, with a number above ``after``."""
        query, arguments = rows.SELECT + " WHERE seq > ?", list[str | int]([after])
        if device is not None:
            query, arguments = query + " AND device = ?", [after, device]
        yield from self._rows(query + " ORDER BY device, seq", arguments, rows.from_row)

    def entry(self, name: EntryId) -> Entry | None:
        """One entry by its name, or None."""
        query = rows.SELECT + " WHERE device = ? AND seq = ?"
        return next(self._rows(query, (name.device, name.seq), rows.from_row), None)

    def history(self, place: Place | None = None) -> Iterator[Entry]:
        """Entries in the order that all devices agree on, of one place or of all."""
        query, arguments = rows.SELECT, tuple[str, ...]()
        if place is not None:
            query, arguments = query + " WHERE subject = ? AND field = ?", (place.subject, place.field)
        yield from self._rows(query + " ORDER BY lamport, device, seq", arguments, rows.from_row)

    def history_after(self, last: Entry) -> Iterator[Entry]:
        """What stands behind an entry in that order."""
        arguments = (last.lamport, last.device, last.seq)
        query = rows.SELECT + " WHERE (lamport, device, seq) > (?, ?, ?) ORDER BY lamport, device, seq"
        yield from self._rows(query, arguments, rows.from_row)

    def size(self) -> int:
        """How many entries there are."""
        return int(next(self._query("SELECT count(*) FROM entry", ()))[0])

    def state(self) -> dict[Place, Folded]:
        """The current state, read from the heads that every transaction keeps beside the journal."""
        return fold_heads(self._rows(_HEADS + _IN_ORDER, (), rows.from_row))

    def state_in_question(self, names: Sequence[str]) -> dict[Place, Folded]:
        """The part of the state where several heads stand, where a record is deleted, and of fields by these names:
        all that a conflict can be in, without reading the rest."""
        deleted = f"subject IN (SELECT subject FROM head WHERE {_NAMED})"  # noqa: S608 - constants
        several = "(subject, field) IN (SELECT subject, field FROM head GROUP BY subject, field HAVING count(*) > 1)"
        wanted = " OR ".join((several, deleted, *(_NAMED for _ in names)))
        arguments = [text for name in (DELETED, *names) for text in (name, f"{name}@*")]
        return fold_heads(self._rows(f"{_HEADS} WHERE {wanted}{_IN_ORDER}", arguments, rows.from_row))

    def state_from_journal(self) -> dict[Place, Folded]:
        """The same state, folded anew from the whole journal; the two must never differ."""
        return fold(self.entries())

    def rebuild(self) -> None:
        """Make the heads again from the journal."""
        with self._writing():
            self._connection.execute("DELETE FROM head")
            self._insert_heads(head for folded in fold(self.entries()).values() for head in folded.heads)

    def heads(self) -> tuple[Head, ...]:
        """The end of every device's log, by device."""
        query = "SELECT device, max(seq), hash FROM entry GROUP BY device ORDER BY device"
        return tuple(self._rows(query, (), lambda row: Head(str(row[0]), int(row[1]), str(row[2]))))

    def lamport(self) -> int:
        """The highest lamport number in the journal, 0 where it is empty."""
        return next(self._rows("SELECT coalesce(max(lamport), 0) FROM entry", (), lambda row: int(row[0])))

    def check_journal(self) -> tuple[Problem, ...]:
        """Every broken chain among the logs, and a projection that differs from the fold."""
        devices = [head.device for head in self.heads()]
        found = [problem for device in devices if (problem := verify_chain(self.entries(device))) is not None]
        if self.state() != self.state_from_journal():
            found.append(Problem("projection-differs"))
        return tuple(found)

    # -- blobs -----------------------------------------------------------------------------------

    def put_blob(self, content: bytes, media: str) -> str:
        """Keep a file; its SHA-256 is its name. Keeping it again changes nothing."""
        blob = Blob(content, media)
        with self._writing():
            self._insert_blob(blob)
        return blob.sha256

    def blob(self, sha256: str) -> bytes:
        """A file by its SHA-256. Raises Refused(blob-missing) or Refused(blob-damaged)."""
        row = next(self._query("SELECT content FROM blob WHERE sha256 = ?", (sha256,)), None)
        if row is None:
            raise Refused(Problem("blob-missing", sha256))
        content = bytes(row[0])
        if sha256_bytes(content) != sha256:
            raise Refused(Problem("blob-damaged", sha256))
        return content

    def open_blob(self, sha256: str) -> BinaryIO:
        """A file by its SHA-256, to be read and proved in pieces. Raises Refused(blob-missing)."""
        with refusing(self.path):
            found = files.reader(self._connection, sha256)
        if found is None:
            raise Refused(Problem("blob-missing", sha256))
        return found

    def take_files(self, arriving: Iterable[Arriving]) -> frozenset[str]:
        """Keep files of other devices, each proved as it comes in; some at a time, so that who was cut goes on.

        The names of those that were new. Raises Refused(blob-damaged, blob-too-large), and then none of them stays.
        """
        taken: list[str] = []
        waiting = iter(arriving)
        try:
            while self._take_some(waiting, taken):
                pass
        except Refused as refused:
            if not any(each.code.startswith("case-") for each in refused.problems):
                self.drop_files(taken)
            raise
        return frozenset(taken)

    def _take_some(self, waiting: Iterator[Arriving], taken: list[str]) -> bool:
        size = 0
        with self._writing():
            for each in waiting:
                if files.insert(self._connection, each):
                    taken.append(each.info.sha256)
                    size += each.info.size
                if size >= files.TOGETHER:
                    return True
        return False

    def drop_files(self, names: Iterable[str]) -> None:
        """Let go of files that just came in and that no entry refers to yet."""
        with self._writing():
            self._connection.executemany("DELETE FROM blob WHERE sha256 = ?", [(name,) for name in names])

    def blob_infos(self) -> dict[str, FileInfo]:
        """Size and media type of every file, without reading their content."""
        query = "SELECT sha256, size, media FROM blob"
        infos = self._rows(query, (), lambda row: FileInfo(str(row[0]), int(row[1]), str(row[2])))
        return {info.sha256: info for info in infos}

    def blob_ids(self) -> tuple[str, ...]:
        return tuple(sorted(self.blob_infos()))

    # -- the file itself -------------------------------------------------------------------------

    def backup(self, target: Path) -> None:
        """A whole copy under another name, made by SQLite's backup and read back before it gets that name.

        Raises Refused(file-exists) rather than overwrite.
        """
        if target.exists():
            raise Refused(Problem("file-exists", str(target)))
        copy(self._connection, self._cipher, target)

    def encrypt(self, cipher: Cipher | None) -> None:
        """Put the whole case under another key, or none; whoever holds this object goes on with it.

        A new file is written beside, read back and compared before it takes the place of the old one, so an
        interruption leaves the one or the other. Raises Refused, and then nothing has changed.
        """
        if self.read_only:
            raise Refused(_held_by(self.path, self.owner))
        with refusing(self.path), part_beside(self.path) as part:
            rewrite(self._connection, part, cipher)
            with driver.guard:
                self._let_go()
                new = driver.identity(part)
                try:
                    put_in_place(part, self.path)
                finally:
                    now = cipher if driver.identity(self.path) == new else self._cipher
                    self._take(Opened(connect(self.path, now, FORMAT, writable=True), now))
        if cipher is not None:
            keys.remember(cipher)

    def close(self) -> None:
        """Close the connection and let the lock go."""
        if self.read_only:
            self._close_connection()
        else:
            self._let_go()
        self._lock.release()

    def _let_go(self) -> None:
        leave_one_file(self._connection)
        self._close_connection()

    def _close_connection(self) -> None:
        with driver.guard:
            with suppress(*driver.errors()):
                self._connection.close()
            if self._file is not None:
                driver.release(self._file)
                self._file = None

    def __enter__(self) -> CaseFile:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # -- the doors to the connection -------------------------------------------------------------

    def _query(self, query: str, arguments: Sequence[str | int] = ()) -> Iterator[tuple[Any, ...]]:
        yield from self._rows(query, arguments, tuple)

    def _rows(self, query: str, arguments: Sequence[str | int], make: Callable[[Any], T]) -> Iterator[T]:
        """What ``make`` makes of each row. Raises Refused(case-damaged) where it can't."""
        with refusing(self.path):
            for row in self._connection.execute(query, arguments):
                try:
                    made = make(row)
                except (TypeError, ValueError, KeyError, AttributeError) as error:
                    raise Refused(Problem("case-damaged", str(self.path), {"reason": type(error).__name__})) from error
                yield made

    @contextmanager
    def _writing(self) -> Generator[None]:
        if self.read_only:
            raise Refused(_held_by(self.path, self.owner))
        with refusing(self.path), self._db.atomic():
            yield

    def _insert(self, entries: tuple[Entry, ...]) -> None:
        self._connection.executemany(rows.INSERT, map(rows.to_row, entries))
        for entry in entries:
            self._connection.executemany(
                "DELETE FROM head WHERE subject = ? AND field = ? AND device = ? AND seq = ?",
                [(entry.subject, entry.field, each.device, each.seq) for each in entry.replaces],
            )
        replaced = {each for entry in entries for each in entry.replaces}
        self._insert_heads(entry for entry in entries if entry.id not in replaced)

    def _insert_heads(self, entries: Iterable[Entry]) -> None:
        self._connection.executemany(
            "INSERT INTO head (subject, field, device, seq) VALUES (?, ?, ?, ?)",
            [(entry.subject, entry.field, entry.device, entry.seq) for entry in entries],
        )

    def _insert_blob(self, blob: Blob) -> None:
        self._connection.execute(
            "INSERT OR IGNORE INTO blob (sha256, size, media, content) VALUES (?, ?, ?, ?)",
            (blob.sha256, len(blob.content), blob.media, blob.content),
        )

    def _stored_hash(self, entry: EntryId) -> str | None:
        query = "SELECT hash FROM entry WHERE device = ? AND seq = ?"
        row = next(self._query(query, (entry.device, entry.seq)), None)
        return str(row[0]) if row else None

    def _has(self, entry: Entry) -> bool:
        try:
            return self._stored_hash(entry.id) == entry.hash
        except Refused:
            return False


def create(path: Path, new: NewCase, cipher: Cipher | None = None) -> CaseFile:
    """Make a case file and open it. It appears under its name only when it is whole.

    Raises Refused(file-exists) where something of that name is there.
    """
    if path.exists():
        raise Refused(Problem("file-exists", str(path)))
    if not path.parent.is_dir():
        raise Refused(Problem("folder-missing", str(path.parent)))
    with part_beside(path) as part:
        with refusing(path), closing(driver.connect(part, cipher)) as connection:
            set_pragmas(connection)
            db = Database(connection)
            bring_up_to_date(db)
            with db.atomic():
                _write_start(connection, new)
            leave_one_file(connection)
        settle(part, path)
    if cipher is not None:
        keys.remember(cipher)
    return open_case(path)


def _write_start(connection: sqlite3.Connection, new: NewCase) -> None:
    words = {
        "case_id": new.case_id,
        "form_id": new.form_id,
        "edition": new.edition,
        "form_sha256": new.form_sha256,
        "created": new.created,
    }
    connection.executemany("INSERT INTO meta (key, value) VALUES (?, ?)", list(words.items()))
    connection.executemany("INSERT INTO form_file (name, content) VALUES (?, ?)", list(new.form_files.items()))


def open_case(path: Path) -> CaseFile:
    """Open a case file, read-only where another holds it (``CaseFile.owner`` says who).

    Raises Refused: file-missing, case-not-ours, case-newer (bytes untouched), case-damaged, case-cannot-open,
    case-passphrase-needed, case-passphrase-wrong (see qmdesk.casefile.unlock).
    """
    if not path.is_file():
        raise Refused(Problem("file-missing", str(path)))
    with driver.guard:
        found, cipher = look(path)
        lock = CaseLock.beside(path)
        owner = lock.acquire()
        try:
            with refusing(path):
                if lock.held:
                    sweep(path)
                return CaseFile(path, Opened(connect(path, cipher, found, writable=lock.held), cipher), lock, owner)
        except BaseException:
            lock.release()
            raise


def _held_by(path: Path, owner: Owner | None) -> Problem:
    if owner is None:
        return Problem("case-read-only", str(path))
    return Problem("case-held", str(path), {"user": owner.user, "host": owner.host, "pid": owner.pid})
