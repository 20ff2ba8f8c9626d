"""What every page of a programme is given: the programme as signals, its packs, the look, the way to other places."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from qmdesk.model.problem import Problem, Refused
from qmdesk.model.programme import Participant
from qmdesk.portfolio.packs import Packs, packs_of
from qmdesk.ui import jobs
from qmdesk.ui.settings import Settings
from qmdesk.ui.theme import Theme
from qmdesk.workspace.programme import Done, Programme, Write

if TYPE_CHECKING:
    from qmdesk.review.session import Who

T = TypeVar("T")
#: More texts than this are written in the pool, so that the window never waits for the disk.
FEW = 200


class ProgrammeHub(QObject):
    """``changed`` tells of new texts (the keys of their rows; none: anything), ``saved`` the time of a commit."""

    changed = Signal(object)  # frozenset[str]
    saved = Signal(str)
    failed = Signal(object)  # tuple[Problem, ...]

    def __init__(self, programme: Programme, author: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.programme, self.author = programme, author
        self._packs: Packs | None = None
        self.pending = 0

    @property
    def packs(self) -> Packs:
        """The programme's policy packs; read again when its own pack or its institutions change."""
        if self._packs is None:
            self._packs = packs_of(self.programme)
        return self._packs

    def rows(self) -> list[Participant]:
        """The roster as it stands."""
        return self.programme.rows()

    def record(self, writes: Iterable[Write], reason: str = "", then: Callable[[Done], None] | None = None) -> None:
        """Take texts in; ``changed`` and then ``then`` follow, at once or, for many, when the pool is done."""
        given = list(writes)
        work = lambda: self.programme.record(given, author=self.author, at=now(), reason=reason)  # noqa: E731
        self._do(work, then, at_once=len(given) <= FEW)

    def undo(self, *, redo: bool = False, then: Callable[[Done], None] | None = None) -> None:
        """Set back the last batch, or do it again."""
        turn = self.programme.redo if redo else self.programme.undo
        self._do(lambda: turn(author=self.author, at=now()) or Done(0, ()), then, at_once=False)

    def look_again(self) -> None:
        """Show what another program wrote to the file meanwhile."""
        self._packs = None
        self.changed.emit(frozenset())

    def tell_done(self, done: Done) -> None:
        """Tell the pages of a batch that was written elsewhere (an import in the pool)."""
        if done.changed:
            self._packs = None
            self.saved.emit(f"{datetime.now().astimezone():%H:%M:%S}")
            self.changed.emit(frozenset(each.key for each in done.changed))

    def _do(self, work: Callable[[], Done], then: Callable[[Done], None] | None, *, at_once: bool) -> None:
        def finished(done: Done) -> None:
            self.tell_done(done)
            if then is not None:
                then(done)

        if not at_once:
            self.pending += 1
            jobs.run(self, lambda: self._and_read(work), finished, self.failed.emit).ended.connect(self._one_less)
            return
        try:
            done = work()
        except Refused as refused:
            self.failed.emit(refused.problems)
            return
        finished(done)

    def _and_read(self, work: Callable[[], Done]) -> Done:
        """Have the rows at hand before the window asks for them."""
        done = work()
        self.programme.rows()
        return done

    def _one_less(self) -> None:
        self.pending = max(self.pending - 1, 0)


@dataclass(frozen=True)
class ProgrammeDesk:
    """One open programme in the window. ``go`` takes a place (``page:calendar``, ``row:...``), ``open_case`` the path
    of a case that takes the programme's place in the window, ``who`` gives this device and the person at work."""

    hub: ProgrammeHub
    theme: Theme
    lang: str
    settings: Settings
    tell: Callable[[str], None]
    tell_problems: Callable[[tuple[Problem, ...]], None]
    go: Callable[[str], None]
    open_case: Callable[[Path], None]
    who: Callable[[], Who]

    @property
    def programme(self) -> Programme:
        return self.hub.programme

    @property
    def packs(self) -> Packs:
        return self.hub.packs

    def ask(self, owner: QObject, work: Callable[[], T], done: Callable[[T], None]) -> jobs.Job:
        """Do ``work`` in the pool, then ``done`` in the window's thread; refusals are told. Of a closed programme
        nothing is heard."""

        def arrived(found: T) -> None:
            if not self.programme.closed:
                done(found)

        def refused(problems: tuple[Problem, ...]) -> None:
            if not self.programme.closed:
                self.tell_problems(problems)

        return jobs.run(owner, work, arrived, refused)


def now() -> str:
    """The time of a change, UTC."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def today() -> date:
    """Today where this computer stands."""
    return datetime.now().astimezone().date()
