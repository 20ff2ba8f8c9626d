"""The facts store behind the pages of a programme: read piece by piece in the pool, filled from files."""

# Qt's signals take lambdas of any shape.
# pyright: reportUnknownLambdaType=false

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from qmdesk.model.problem import Problem, Refused
from qmdesk.ui import jobs
from qmdesk.ui.programme.desk import ProgrammeDesk

if TYPE_CHECKING:
    from qmdesk.portfolio.engine import Store
    from qmdesk.portfolio.ingest import Ingested
    from qmdesk.portfolio.queries import Cell, Scope
    from qmdesk.portfolio.rollup import CaseLine, Rollup
    from qmdesk.portfolio.targets import Targets

#: The setting that names the store; empty for the one of this computer.
WHERE = "facts-store"


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a roll-up that has come, with all before it."""

    name: str
    made: Rollup


class Facts(QObject):
    """``part`` brings each piece of the roll-up as it is read, ``whole`` that all has come, ``failed`` why not;
    ``taken`` what taking files in came to, ``taking`` how far it is."""

    part = Signal(object)  # Piece
    whole = Signal()
    failed = Signal(object)  # tuple[Problem, ...]
    taking = Signal(int, int)
    taken = Signal(object)  # Ingested

    def __init__(self, desk: ProgrammeDesk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._turn = 0
        self._stop = False
        self.busy = False

    @property
    def where(self) -> str:
        """The store's name as it was given; empty for this computer's own."""
        return self._desk.settings.text(WHERE)

    def open(self) -> Store:
        """The store, open; whoever opens it closes it. Raises Refused."""
        from qmdesk.portfolio.store import open_store

        return open_store(self.where, self._desk.settings.home)

    # -- the roll-up, piece by piece ---------------------------------------------------------------

    def read(self, scope: Scope) -> None:
        """Read a roll-up; a later wish lets an earlier one go."""
        self._turn += 1
        self._next(self._pieces(scope), self._turn)

    def let_go(self) -> None:
        """Read no further piece; what is being read is not shown."""
        self._turn += 1

    def _pieces(self, scope: Scope) -> Generator[Piece]:
        from qmdesk.portfolio.rollup import parts

        store = self.open()
        try:
            for name, made in parts(store, scope):
                yield Piece(name, made)
        finally:
            store.close()

    def _next(self, pieces: Generator[Piece], turn: int) -> None:
        def came(piece: Piece | None) -> None:
            if turn != self._turn:
                pieces.close()
                return
            if piece is None:
                self.whole.emit()
                return
            self.part.emit(piece)
            self._next(pieces, turn)

        jobs.run(self, lambda: next(pieces, None), came, self._refused)

    def _refused(self, problems: tuple[Problem, ...]) -> None:
        self.failed.emit(problems)

    def years(self, done: Callable[[tuple[tuple[str, int], ...]], None]) -> None:
        """The programme years that the store has."""
        from qmdesk.portfolio.rollup import programmes

        self._ask(programmes, done)

    def cases(self, scope: Scope, cell: Cell, done: Callable[[tuple[CaseLine, ...]], None]) -> None:
        """The cases behind a number."""
        from qmdesk.portfolio.rollup import cases_behind

        self._ask(lambda store: cases_behind(store, scope, cell), done)

    def targets(self, done: Callable[[tuple[Targets, ...]], None]) -> None:
        """The targets of the programme's packs: its own authority's, then the one's above."""
        from qmdesk.portfolio.targets import targets_of

        packs = [each for each in (self._desk.packs.own, self._desk.packs.above) if each is not None and each.targets]
        self._ask(lambda store: tuple(targets_of(store, pack) for pack in packs), done)

    def _ask(self, work: Callable[[Store], object], done: Callable[..., None]) -> None:
        def asked() -> object:
            store = self.open()
            try:
                return work(store)
            finally:
                store.close()

        jobs.run(self, asked, done, self._refused)

    # -- taking files in ---------------------------------------------------------------------------

    def take(self, paths: Sequence[Path], year: str) -> None:
        """Take files and folders in, those of another year set aside; one taking at a time."""
        if self.busy:
            return
        self.busy, self._stop = True, False
        home = self._desk.settings.home

        def work() -> Ingested:
            from qmdesk.portfolio.ingest import Rules, ingest

            store = self.open()
            try:
                return ingest(store, paths, Rules(home, year=year), progress=self._going)
            finally:
                store.close()

        jobs.run(self, work, self.taken.emit, self._refused).ended.connect(self._at_rest)

    def stop(self) -> None:
        """Stop the taking in; what was taken until then stays."""
        self._stop = True

    def _going(self, done: int, total: int) -> None:
        """Called in the pool's thread."""
        if self._stop:
            raise Refused(Problem("ingest-stopped", "", {"done": done, "total": total}))
        with suppress(RuntimeError):  # the page is gone, the work goes on
            self.taking.emit(done, total)

    def _at_rest(self) -> None:
        self.busy = False
