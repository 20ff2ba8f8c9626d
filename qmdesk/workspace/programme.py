"""A programme file (``.qmprog``): an office's list of the enterprises of one programme year, with all its history.

State is texts by key and field (:mod:`qmdesk.model.programme` names them). Every change is one row of ``change`` that
nobody alters, in a batch with its time, author and reason; ``value`` holds the current texts, written in the same
transaction. A batch can be undone and done again, which are batches too.
"""

from __future__ import annotations

import sqlite3
import threading
import uuid
from collections.abc import Generator, Iterable, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from qmdesk.model.problem import Problem, Refused
from qmdesk.model.programme import ROW, WHOLE, Participant, participant
from qmdesk.workspace import programme_file as file

RECORD, UNDO, REDO = "record", "undo", "redo"
FOLDER = "programmes"

State = dict[str, dict[str, str]]


@dataclass(frozen=True, slots=True)
class Write:
    """A text for a place; "" clears it. ``source`` says where it came from (``name.xlsx/Sheet1!A7``)."""

    key: str
    field: str
    value: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """One change on record; ``at`` is UTC as its author's clock had it."""

    batch: int
    at: str
    author: str
    kind: str
    key: str
    field: str
    old: str
    new: str
    reason: str
    source: str


@dataclass(frozen=True, slots=True)
class Done:
    """What a batch did: the places that changed, and those that an undo left alone because they changed since."""

    batch: int
    changed: tuple[Write, ...]
    left_alone: tuple[Write, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.changed)


def default_path(home: Path, year: int) -> Path:
    """Where a programme of a year lies if nobody says otherwise."""
    return home / FOLDER / f"{year}{file.SUFFIX}"


class Programme:
    """An open programme file. Calls may come from any thread; each write is one transaction on disk when it returns."""

    def __init__(self, path: Path, db: sqlite3.Connection) -> None:
        self.path = path
        self._db = db
        self._lock = threading.RLock()
        self._state: State = {}
        self._typed: dict[str, Participant] = {}
        self._version = -1
        self.closed = False
        with self._reading():
            self.id = str(db.execute("SELECT value FROM meta WHERE key='id'").fetchone()[0])

    @classmethod
    def make(cls, path: Path, authority: str, year: int, *, author: str, at: str) -> Programme:
        """A new file for an authority and a year. Raises Refused."""
        made = cls(path, file.make(path, {"id": str(uuid.uuid4()), "made_at": at}))
        made.record([Write(WHOLE, "authority", authority), Write(WHOLE, "year", str(year))], author=author, at=at)
        return made

    @classmethod
    def open(cls, path: Path) -> Programme:
        """A file that is there. Raises Refused."""
        db = file.connect(path)
        try:
            return cls(path, db)
        except BaseException:
            db.close()
            raise

    def close(self) -> None:
        with self._lock:
            self.closed = True
            with suppress(sqlite3.Error):  # another program may have it open: its empty journal stays then
                self._db.execute("PRAGMA journal_mode=DELETE").fetchall()
            self._db.close()

    def __enter__(self) -> Programme:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def copy(self, target: Path) -> None:
        """Write a copy as it stands, whole, to a path that is free. Raises Refused."""
        with self._reading(), closing(sqlite3.connect(target)) as other:
            self._db.backup(other)

    # -- reading -----------------------------------------------------------------------------------

    @property
    def state(self) -> Mapping[str, Mapping[str, str]]:
        """All current texts by key and field; read again only where another process has written."""
        with self._reading():
            version = int(self._db.execute("PRAGMA data_version").fetchone()[0])
            if version != self._version:
                self._version = version
                self._state, self._typed = self._read(), {}
            return self._state

    def _read(self) -> State:
        state: State = {}
        for key, field, value in self._db.execute("SELECT key, field, value FROM value"):
            state.setdefault(key, {})[field] = value
        return state

    def text(self, field: str, key: str = WHOLE) -> str:
        """The text of a place, "" where there is none; of the programme itself unless a key is given."""
        return self.state.get(key, {}).get(field, "")

    def keys(self, prefix: str = ROW) -> list[str]:
        """Keys that begin so, in the order in which they came."""
        return sorted(key for key in self.state if key.startswith(prefix))

    def rows(self, *, removed: bool = False) -> list[Participant]:
        """The roster in its order; rows taken out only where asked for."""
        with self._lock:
            state, typed = self.state, self._typed
            for key in state:
                if key not in typed and key.startswith(ROW):
                    typed[key] = participant(key, state[key])
            return [typed[key] for key in sorted(typed) if removed or not typed[key].removed]

    def history(self, key: str | None = None, most: int = -1) -> list[Change]:
        """Changes of one key (of all), newest first; the newest so many where a number is given."""
        with self._reading():
            where, values = ("WHERE key=?", (key, most)) if key is not None else ("", (most,))
            rows = self._db.execute(
                "SELECT batch, at, author, kind, key, field, old, new, reason, source FROM change JOIN batch"  # noqa: S608
                f" ON batch.id = change.batch {where} ORDER BY change.id DESC LIMIT ?",
                values,
            ).fetchall()
        return [Change(*row) for row in rows]

    # -- writing -----------------------------------------------------------------------------------

    def record(self, writes: Iterable[Write], *, author: str, at: str, reason: str = "") -> Done:
        """Take these texts in, in one transaction; what is there already changes nothing. Raises Refused."""
        return self._write(list(writes), author, at, RECORD, None, reason)

    def undo(self, *, author: str, at: str) -> Done | None:
        """Set back the last batch that is not undone, where nothing changed since; None where there is none."""
        return self._turn(UNDO, author, at)

    def redo(self, *, author: str, at: str) -> Done | None:
        """Do again what was undone last, if nothing was recorded since."""
        return self._turn(REDO, author, at)

    def can(self) -> tuple[bool, bool]:
        """Whether there is something to undo, and to do again."""
        with self._reading():
            done, undone = self._stacks()
        return bool(done), bool(undone)

    def new_keys(self, count: int) -> list[str]:
        """Keys for new rows; they sort behind those there are."""
        last = max((int(key[len(ROW) :].split("-")[0]) for key in self.keys()), default=0)
        return [f"{ROW}{last + at:08}-{uuid.uuid4().hex[:8]}" for at in range(1, count + 1)]

    def _turn(self, kind: str, author: str, at: str) -> Done | None:
        with self._reading():
            done, undone = self._stacks()
            batches = done if kind == UNDO else undone
            if not batches:
                return None
            target = batches[-1]
            rows = self._db.execute("SELECT key, field, old, new FROM change WHERE batch=?", (target,)).fetchall()
        state = self.state
        writes, left = list[Write](), list[Write]()
        for key, field, old, new in rows:
            now, before, after = state.get(key, {}).get(field, ""), *((new, old) if kind == UNDO else (old, new))
            (writes if now == before else left).append(Write(key, field, after))
        made = self._write(writes, author, at, kind, target, "")
        return Done(made.batch, made.changed, tuple(left))

    def _stacks(self) -> tuple[list[int], list[int]]:
        """Batches that could be undone, and those that could be done again, the next one last."""
        done, undone = list[int](), list[int]()
        for batch, kind, target in self._db.execute("SELECT id, kind, target FROM batch ORDER BY id"):
            if kind == RECORD:
                done.append(batch)
                undone.clear()
            elif kind == UNDO:
                done.remove(target)
                undone.append(target)
            else:
                undone.remove(target)
                done.append(target)
        return done[1:], undone  # the first batch made the programme

    def _write(self, writes: list[Write], author: str, at: str, kind: str, target: int | None, reason: str) -> Done:
        with self._reading():
            self._db.execute("BEGIN IMMEDIATE")
            try:
                before = self.state
                latest = {(each.key, each.field): each for each in writes}
                changed = [w for (key, field), w in latest.items() if before.get(key, {}).get(field, "") != w.value]
                batch = self._insert(changed, before, (at, author, kind, target, reason)) if changed or target else 0
                self._db.execute("COMMIT")
            except BaseException:
                if self._db.in_transaction:  # a full disk has taken it back already
                    self._db.execute("ROLLBACK")
                raise
            for each in changed:
                self._typed.pop(each.key, None)
                row = self._state.setdefault(each.key, {})
                row[each.field] = each.value
                if not each.value:
                    del row[each.field]
                if not row:
                    del self._state[each.key]
            return Done(batch, tuple(changed))

    def _insert(
        self, changed: list[Write], before: Mapping[str, Mapping[str, str]], head: tuple[str, str, str, int | None, str]
    ) -> int:
        db = self._db
        cursor = db.execute("INSERT INTO batch (at, author, kind, target, reason) VALUES (?,?,?,?,?)", head)
        batch = cursor.lastrowid or 0
        olds = (before.get(each.key, {}).get(each.field, "") for each in changed)
        db.executemany(
            "INSERT INTO change (batch, key, field, old, new, source) VALUES (?,?,?,?,?,?)",
            [(batch, w.key, w.field, old, w.value, w.source) for w, old in zip(changed, olds, strict=True)],
        )
        db.executemany(
            "INSERT INTO value VALUES (?,?,?) ON CONFLICT (key, field) DO UPDATE SET value=excluded.value",
            [(w.key, w.field, w.value) for w in changed if w.value],
        )
        db.executemany("DELETE FROM value WHERE key=? AND field=?", [(w.key, w.field) for w in changed if not w.value])
        return batch

    @contextmanager
    def _reading(self) -> Generator[None]:
        with self._lock, file.refusing(self.path):
            yield


def open_or_make(path: Path, authority: str, year: int, *, author: str, at: str) -> Programme:
    """The programme at a path; made where it is not there. Raises Refused(programme-other) for another's."""
    if not path.exists():
        return Programme.make(path, authority, year, author=author, at=at)
    found = Programme.open(path)
    if (found.text("authority"), found.text("year")) != (authority, str(year)):
        had = f"{found.text('authority')}/{found.text('year')}"
        found.close()
        raise Refused(Problem("programme-other", str(path), {"found": had, "wanted": f"{authority}/{year}"}))
    return found
