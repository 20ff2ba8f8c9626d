"""Taking files in for a review: one after another, in the pool, whether or not the strip that asked is still shown."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from qmdesk.model.problem import Problem
from qmdesk.ui import garbage
from qmdesk.ui.evidence.keys import evidence_of
from qmdesk.ui.evidence.reading import Bound, Listed, Taken, listed, read_some
from qmdesk.ui.hub import Hub


@dataclass(frozen=True, slots=True)
class Standing:
    """How far taking in has come at one place: files in all (0 while counted), read, accepted, said."""

    total: int = 0
    read: int = 0
    accepted: int = 0
    problems: tuple[Problem, ...] = ()
    running: bool = True
    stopped: bool = False
    rest: tuple[Path, ...] = ()


class Taker(QObject):
    """``moved`` tells the place whose standing changed, ``arrived`` the place and how many files came in."""

    moved = Signal(str)
    arrived = Signal(str, int)

    def __init__(self, hub: Hub) -> None:
        super().__init__(hub)
        self._hub = hub
        self._standings: dict[str, Standing] = {}
        self._waiting: deque[tuple[str, tuple[Path, ...]]] = deque()
        self._now = ""
        self._came = False

    def standing(self, where: str) -> Standing | None:
        """What was last taken in at a place, or is being taken in; None where nothing was."""
        return self._standings.get(where)

    def forget(self, where: str) -> None:
        """The user has read what was said."""
        self._standings.pop(where, None)
        self.moved.emit(where)

    def take(self, where: str, paths: Sequence[Path]) -> None:
        """Take files and folders in, after those that are waiting already."""
        if paths:
            self._waiting.append((where, tuple(paths)))
            if not self._now:
                self._next()

    def stop(self, where: str) -> None:
        """Leave the files that have not been read yet; those that are in stay."""
        self._waiting = deque(each for each in self._waiting if each[0] != where)
        standing = self._standings.get(where)
        if standing is not None and standing.running:
            self._say(where, replace(standing, stopped=True))

    # -- one step after another ------------------------------------------------------------------

    def _next(self) -> None:
        if not self._waiting:
            self._now = ""
            garbage.give_back()
            return
        where, paths = self._waiting.popleft()
        self._now = where
        self._say(where, Standing())
        self._step(lambda: listed(paths), self._on_listed)

    def _step(self, work: object, done: object) -> None:
        """A step in the pool. Where it breaks, its files are given up rather than tried for ever."""
        self._came = False
        job = self._hub.ask(self, work, done)  # pyright: ignore[reportArgumentType]
        job.ended.connect(self._on_ended)

    def _on_listed(self, found: Listed) -> None:
        self._came = True
        self._say(self._now, Standing(len(found.files), problems=found.problems, rest=found.files))

    def _on_taken(self, taken: Taken) -> None:
        self._came = True
        before = self._standings[self._now]
        kept = not taken.edits or self._hub.record(taken.edits, taken.blobs)
        accepted = taken.accepted if kept else 0
        more = max(len(before.rest) - len(taken.rest), 0)
        self._say(
            self._now,
            replace(
                before,
                total=before.total + taken.read - more,
                read=before.read + taken.read,
                accepted=before.accepted + accepted,
                problems=(*before.problems, *taken.problems),
                rest=taken.rest if kept else (),
            ),
        )
        if accepted:
            self.arrived.emit(self._now, accepted)

    def _on_ended(self) -> None:
        standing = self._standings.get(self._now, Standing())
        if self._came and standing.rest and not standing.stopped:
            form, rest, bound = self._hub.form, standing.rest, self._bound()
            self._step(lambda: read_some(rest, form, bound), self._on_taken)
            return
        self._say(self._now, replace(standing, running=False))
        self._next()

    def _bound(self) -> Bound:
        known = frozenset(f"evidence:{key}" for key in evidence_of(self._hub, self._now))
        return Bound(self._now, self._hub.stage, self._hub.author, known)

    def _say(self, where: str, standing: Standing) -> None:
        self._standings[where] = standing
        self.moved.emit(where)


def taker_of(hub: Hub) -> Taker:
    """The one taker of a review."""
    found = hub.findChild(Taker)
    return found if isinstance(found, Taker) else Taker(hub)
