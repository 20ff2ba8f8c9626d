"""Folders for pages that are only looked at: in memory where the system has a place for it, and never left for long.

What stands in them comes from a case that may be encrypted. They go with the screen that asked; a process that was
killed leaves its own behind, and the next one sweeps it.
"""

from __future__ import annotations

import shutil
import tempfile
import time
import weakref
from contextlib import suppress
from pathlib import Path

from filelock import FileLock, Timeout

PREFIX = "qmdesk-draft-"
#: Linux keeps this folder in memory.
_MEMORY = Path("/dev/shm")  # noqa: S108 - the folder made there is the user's own
#: Seconds after which a folder that nobody holds has been left behind.
_LEFT = 60.0


class DraftFolder:
    """One folder, for the user alone; it goes with this object."""

    def __init__(self, roots: tuple[Path, ...] = ()) -> None:
        roots = roots or (_MEMORY, Path(tempfile.gettempdir()))
        sweep(roots)
        self._path = _made(roots)
        self._lock = FileLock(self._path / ".lock", timeout=0)
        self._lock.acquire()
        Path(self.path()).mkdir()
        self._end = weakref.finalize(self, _remove, self._path, self._lock)

    def path(self) -> str:
        """Where the pages go; the lock lies beside them."""
        return str(self._path / "pages")


def _made(roots: tuple[Path, ...]) -> Path:
    for root in roots[:-1]:
        with suppress(OSError):
            if root.is_dir():
                return Path(tempfile.mkdtemp(prefix=PREFIX, dir=root))
    return Path(tempfile.mkdtemp(prefix=PREFIX, dir=roots[-1]))


def _remove(path: Path, lock: FileLock) -> None:
    with suppress(OSError):
        lock.release()
    shutil.rmtree(path, ignore_errors=True)


def sweep(roots: tuple[Path, ...]) -> None:
    """Remove the folders of processes that are gone: their locks are free."""
    for each in (found for root in roots for found in root.glob(f"{PREFIX}*")):
        with suppress(OSError, Timeout):
            if time.time() - each.stat().st_mtime > _LEFT:
                with FileLock(each / ".lock", timeout=0):
                    shutil.rmtree(each, ignore_errors=True)
