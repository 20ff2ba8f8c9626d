"""A folder that a phone or camera fills: what is new in it and no longer being written comes in as evidence.

One folder feeds one place at a time. The system tells of changes where it can; a look every now and then serves for
shares and sticks where it can't, and tells half-written files from whole ones: whole is what looks the same twice.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

from qmdesk.ui.evidence.reading import is_litter
from qmdesk.ui.evidence.taker import taker_of
from qmdesk.ui.hub import Hub

#: Milliseconds between two looks: a file that did not change meanwhile is whole.
PERIOD = 1500
#: What programs that copy or download call a file that is not whole yet.
_UNFINISHED = (".part", ".partial", ".tmp", ".crdownload", ".download", ".filepart")

#: Size in bytes and time of change in nanoseconds.
Look = Mapping[str, tuple[int, int]]


def look_at(folder: Path) -> Look | None:
    """The ordinary files of a folder as they are now; None where the folder can't be read."""
    found: dict[str, tuple[int, int]] = {}
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.is_file() and not is_litter(entry.name) and not entry.name.lower().endswith(_UNFINISHED):
                    info = entry.stat()
                    found[entry.name] = (info.st_size, info.st_mtime_ns)
    except OSError:
        return None
    return found


def settled(before: Look, now: Look, known: Look) -> list[str]:
    """Names of files that are new, not empty, and the same in both looks."""
    return sorted(
        name for name, is_now in now.items() if is_now[0] and before.get(name) == is_now and known.get(name) != is_now
    )


class FolderWatch(QObject):
    """``moved`` tells that there is something new to show: on, off, files that came, the folder gone."""

    moved = Signal()

    def __init__(self, hub: Hub) -> None:
        super().__init__(hub)
        self._hub = hub
        self.where = ""
        self.folder: Path | None = None
        self.came = 0
        self.left = 0
        """Files that were there before the watch began, and are left."""
        self.pending = 0
        self.gone = False
        self._known: dict[str, tuple[int, int]] = {}
        self._before: Look | None = None
        self._looking = False
        self._watcher = QFileSystemWatcher(self)
        self._timer = QTimer(self, interval=PERIOD)
        self._timer.timeout.connect(self._look)
        self._watcher.directoryChanged.connect(self._hear)

    def start(self, where: str, folder: Path) -> None:
        """Watch a folder for a place; another watch ends."""
        self.stop()
        self.where, self.folder = where, folder
        self._watcher.addPath(str(folder))
        self._timer.start()
        self._look()
        self.moved.emit()

    def turn_to(self, where: str) -> None:
        """What comes from now on is for another place."""
        self.where, self.came = where, 0
        self.moved.emit()

    def stop(self) -> None:
        """Watch no longer."""
        self._timer.stop()
        if self._watcher.directories():
            self._watcher.removePaths(self._watcher.directories())
        self.where, self.folder, self.gone = "", None, False
        self.came = self.left = self.pending = 0
        self._known, self._before = {}, None
        self.moved.emit()

    def _hear(self, _: str) -> None:
        if self.folder is not None:
            self._timer.start()  # a whole period from the last change that the system told of
            self._look(heard=True)

    def _look(self, *, heard: bool = False) -> None:
        folder = self.folder
        if folder is None or self._looking:
            return
        self._looking = True
        job = self._hub.ask(self, lambda: look_at(folder), lambda now: self._on_look(folder, now, heard=heard))
        job.ended.connect(self._on_ended)

    def _on_ended(self) -> None:
        self._looking = False

    def _on_look(self, folder: Path, now: Look | None, *, heard: bool) -> None:
        if folder != self.folder:
            return
        was = (self.gone, self.pending, self.left)
        self.gone = now is None
        if now is not None:
            if not self._watcher.directories():
                self._watcher.addPath(str(folder))  # it is back
            self._see(folder, now, heard=heard)
        if was != (self.gone, self.pending, self.left):
            self.moved.emit()

    def _see(self, folder: Path, now: Look, *, heard: bool) -> None:
        if self._before is None:
            self._known, self.left = dict(now), len(now)
        elif not heard:  # looks that the system asked for may be too close together to tell anything
            whole = settled(self._before, now, self._known)
            self._known |= {name: now[name] for name in whole}
            self.came += len(whole)
            taker_of(self._hub).take(self.where, [folder / name for name in whole])
            if whole:
                self.moved.emit()
        self.pending = sum(1 for name, is_now in now.items() if self._known.get(name) != is_now)
        if self._before is None or not heard:
            self._before = now


def watch_of(hub: Hub) -> FolderWatch:
    """The one watch of a review; it ends with the review."""
    found = hub.findChild(FolderWatch)
    return found if isinstance(found, FolderWatch) else FolderWatch(hub)
