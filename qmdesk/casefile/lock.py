"""One writer for one case file, by a lock of the operating system on a file beside it.

A dead process leaves no lock behind. The owner's name stands in a second small file, so that whoever
comes later can be told by whom the case is open. The case file itself is never opened here: closing an
ordinary handle on it would drop SQLite's own locks.
"""

from __future__ import annotations

import getpass
import json
import os
import socket
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout


@dataclass(frozen=True, slots=True)
class Owner:
    """Who holds a case: user, host and process number, as they said themselves."""

    user: str
    host: str
    pid: int

    @classmethod
    def here(cls) -> Owner:
        try:
            user = getpass.getuser()
        except (KeyError, OSError, ImportError):
            user = "?"
        return cls(user, socket.gethostname(), os.getpid())


@dataclass(slots=True)
class CaseLock:
    """The lock beside one case file. ``acquire`` says who holds it instead of waiting."""

    path: Path
    _lock: FileLock
    held: bool = False

    @classmethod
    def beside(cls, case: Path) -> CaseLock:
        path = case.with_name(f".{case.name}.lock")
        return cls(path, FileLock(path, timeout=0))

    @property
    def _owner_file(self) -> Path:
        return self.path.with_suffix(".owner")

    def acquire(self) -> Owner | None:
        """Take the lock; None when it is ours, else the owner that holds it (a blank one where unknown)."""
        try:
            self._lock.acquire()
        except Timeout:
            return self._read_owner()
        except OSError:
            return Owner("?", "?", 0)
        self.held = True
        here = Owner.here()
        text = json.dumps({"user": here.user, "host": here.host, "pid": here.pid}, ensure_ascii=False)
        with suppress(OSError):  # without it the next one is told of a blank owner, no more
            self._owner_file.write_text(text, "utf-8")
        return None

    def release(self) -> None:
        if self.held:
            self.held = False
            for each in (self._owner_file, self.path):  # filelock takes no unlinked file for the lock: no race is lost
                with suppress(OSError):
                    each.unlink(missing_ok=True)
            with suppress(OSError):
                self._lock.release()

    def _read_owner(self) -> Owner:
        try:
            data = json.loads(self._owner_file.read_text("utf-8"))
            return Owner(str(data["user"]), str(data["host"]), int(data["pid"]))
        except (OSError, ValueError, KeyError, TypeError):
            return Owner("?", "?", 0)
