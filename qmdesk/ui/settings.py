"""What the window remembers between two runs: looks, language, recent cases, where each review was left.

A missing or broken file means the defaults; nothing here is needed to open a case.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from math import isfinite
from pathlib import Path

from PySide6.QtCore import QByteArray, QEvent, QLockFile, QSettings

RECENT = 12
#: Milliseconds to wait for another process that is writing the settings; it takes a few.
PATIENCE = 500


class _Store(QSettings):
    """Settings that never wait for good: Qt's own wait, at every writing, for as long as the lock of another process
    lasts, be that process stopped, and hold the window meanwhile."""

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.UpdateRequest:
            self.free()
        return super().event(event)

    def free(self) -> None:
        """Take away a lock that is not let go of. The file is replaced as a whole, so no two writers can harm it."""
        path = Path(f"{self.fileName()}.lock")
        if not path.exists():
            return
        lock = QLockFile(str(path))
        if lock.tryLock(PATIENCE):
            lock.unlock()
            return
        with suppress(OSError):
            path.unlink()


class Settings:
    """The workspace's ``desktop.ini``."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self._store = _Store(str(home / "desktop.ini"), QSettings.Format.IniFormat)

    def text(self, key: str, default: str = "") -> str:
        value = self._store.value(key, default)
        return value if isinstance(value, str) else default

    def one_of(self, key: str, known: Iterable[str], default: str) -> str:
        """A text that must be one of those known."""
        found = self.text(key, default)
        return found if found in set(known) else default

    def number(self, key: str, default: float) -> float:
        try:
            found = float(self.text(key) or default)
        except ValueError:
            return default
        return found if isfinite(found) else default

    def flag(self, key: str, *, default: bool = False) -> bool:
        return self.text(key, "true" if default else "false") == "true"

    def data(self, key: str) -> QByteArray:
        value = self._store.value(key)
        return value if isinstance(value, QByteArray) else QByteArray()

    def put(self, key: str, value: str | float | bool | QByteArray) -> None:
        """Remember a value; booleans and numbers are kept as text."""
        if isinstance(value, bool):
            value = "true" if value else "false"
        self._store.setValue(key, value if isinstance(value, QByteArray) else str(value))

    @property
    def recent(self) -> list[Path]:
        """Cases opened lately, newest first; those that are gone are left out."""
        found = self._store.value("recent", [])
        names = [found] if isinstance(found, str) else found if isinstance(found, list) else []
        return [path for name in names if isinstance(name, str) and _is_file(path := Path(name))]

    def remember(self, path: Path, title: str) -> None:
        """Put a case on top of the recent ones, with the enterprise's name to show."""
        paths = [path.absolute(), *[each for each in self.recent if each != path.absolute()]]
        self._store.setValue("recent", [str(each) for each in paths[:RECENT]])
        self._store.setValue(f"titles/{_key(path)}", title)

    def forget(self, path: Path) -> None:
        self._store.setValue("recent", [str(each) for each in self.recent if each != path.absolute()])

    def title(self, path: Path) -> str:
        return self.text(f"titles/{_key(path)}") or path.stem

    def remember_due(self, path: Path, days: list[str]) -> None:
        """The days on which suggestions of a case are due, for the reminders of the start page; of an encrypted case,
        which stands here without a name, nothing."""
        if self.text(f"titles/{_key(path)}"):
            self.put(f"due/{_key(path)}", " ".join(sorted(days)))

    def due(self, path: Path) -> list[str]:
        """As remembered, ``2026-08-01``."""
        return self.text(f"due/{_key(path)}").split()

    def sync(self) -> None:
        """Write what changed, and read what others wrote."""
        self._store.free()
        self._store.sync()


def _is_file(path: Path) -> bool:
    """Whether a file is there; not where the system won't even take such a path."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def _key(path: Path) -> str:
    return path.absolute().as_posix().replace("/", "|")
