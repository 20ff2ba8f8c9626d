"""The window's way into a programme and out of it: choose, make, open, close."""

# Qt's signals take lambdas of any shape.
# pyright: reportUnknownLambdaType=false

from __future__ import annotations

import importlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QThreadPool
from PySide6.QtWidgets import QWidget

from qmdesk.model.problem import Problem, Refused
from qmdesk.portfolio.packs import PACK_NAME, pack_at, packs_of
from qmdesk.ui import jobs
from qmdesk.ui.programme.chooser import ProgrammeChooser, Wanted, remember
from qmdesk.ui.programme.desk import ProgrammeDesk, ProgrammeHub, now, today
from qmdesk.ui.programme.shell import ProgrammeShell
from qmdesk.ui.start.page import waiting
from qmdesk.ui.widgets.committing import commit_typed
from qmdesk.ui.words import tr
from qmdesk.workspace.programme import Programme, Write, open_or_make
from qmdesk.workspace.programme_copies import keep_copy

if TYPE_CHECKING:
    from qmdesk.ui.window import MainWindow


@dataclass(frozen=True, slots=True)
class Ways:
    """What the window does for a programme: leave what is open, show a page, say something, answer a wish."""

    leave: Callable[[], None]
    put: Callable[[QWidget], None]
    tell: Callable[[str], None]
    asked: Callable[[str], None]


class ProgrammeDoor:
    """Holds the open programme of a window; ``hub`` is None while there is none."""

    def __init__(self, window: MainWindow, ways: Ways) -> None:
        self._window, self._ways = window, ways
        self.hub: ProgrammeHub | None = None
        self.shell: ProgrammeShell | None = None

    def enter(self) -> None:
        """The programme that was open last; the page to choose where there is none, or several and none was open."""
        last = self._window.settings.text("programme-last")
        if last and Path(last).is_file():
            self.open(Path(last))
        else:
            self.choose()

    def choose(self) -> None:
        """The page to choose a programme or make one."""
        window = self._window
        self._ways.leave()
        page = ProgrammeChooser(window.theme, window.settings, window.lang)
        page.left.connect(window.show_start)
        page.chosen.connect(self.open)
        page.wanted.connect(self.make)
        self._ways.put(page)
        window.setWindowTitle(tr("项目名录"))
        window.ready.emit()

    def open(self, path: Path) -> None:
        """Open a programme file in the background."""

        def work() -> Programme:
            programme = _checked(Programme.open(path))
            with suppress(Refused):
                keep_copy(programme, today().isoformat())
            return programme

        self._open(work)

    def make(self, wanted: Wanted) -> None:
        """Make a programme and open it."""
        author = self._author()

        def work() -> Programme:
            pack, text = pack_at(wanted.pack, wanted.authority, wanted.year)
            made = open_or_make(wanted.path, pack.authority, pack.year, author=author, at=now())
            if text:
                made.record([Write("programme", "pack", text, PACK_NAME)], author=author, at=now())
            return _checked(made)

        self._open(work)

    def show_again(self) -> None:
        """Build the shell anew, in another look or language, where it was."""
        if self.hub is not None:
            self._show(self.hub)

    def close(self) -> None:
        """Let the open programme go."""
        if self.hub is not None:
            commit_typed()
            hub, shell = self.hub, self.shell
            self.hub = self.shell = None
            if shell is not None:
                shell.rest()
            while hub.pending and QThreadPool.globalInstance().waitForDone(60_000):
                hub.pending = 0  # what was handed to the pool is on disk now
            hub.programme.close()
            hub.deleteLater()

    def _open(self, work: Callable[[], Programme]) -> None:
        window = self._window
        self._ways.leave()
        self._ways.put(waiting(window.theme, tr("正在打开…")))

        def refused(problems: tuple[Problem, ...]) -> None:
            window.settings.put("programme-last", "")
            self.choose()
            window.tell_problems(problems)

        jobs.run(window, work, self._opened, refused)

    def _opened(self, programme: Programme) -> None:
        window = self._window
        self.hub = ProgrammeHub(programme, self._author(), window)
        title = self.hub.packs.own.name.in_(window.lang)
        remember(window.settings, programme.path, title)
        window.settings.put("programme-last", str(programme.path.absolute()))
        self._show(self.hub)
        window.setWindowTitle(f"{title} — {tr('质量管理能力评价')}")
        self.hub.failed.connect(window.tell_problems)
        window.ready.emit()

    def _show(self, hub: ProgrammeHub) -> None:
        window = self._window
        who = lambda: window.who(self._author())  # noqa: E731
        desk = ProgrammeDesk(
            hub,
            window.theme,
            window.lang,
            window.settings,
            self._ways.tell,
            window.tell_problems,
            self._go,
            window.open_case,
            who,
        )
        self.shell = ProgrammeShell(desk)
        self.shell.asked.connect(self._ways.asked)
        self._ways.put(self.shell)

    def _go(self, where: str) -> None:
        if self.shell is not None:
            self.shell.go(where)

    def _author(self) -> str:
        return self._window.settings.text("author") or self._window.who("").author


def _checked(programme: Programme) -> Programme:
    """A programme whose packs can be read; let go where they can't. Raises Refused."""
    try:
        packs_of(programme)
        importlib.import_module("qmdesk.ui.programme.roster")
        programme.rows()  # here in the pool, so that the window has them at hand
    except BaseException:
        programme.close()
        raise
    return programme
