"""The window's way into a case: open, make, begin, try out; it waits for the case and goes back if none comes."""

# Qt's signals take lambdas of any shape.
# pyright: reportUnknownLambdaType=false

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

from PySide6.QtWidgets import QWidget

from qmdesk.model.problem import Problem
from qmdesk.ui import garbage, jobs
from qmdesk.ui.start import work
from qmdesk.ui.start.page import waiting
from qmdesk.ui.words import tr

if TYPE_CHECKING:
    from qmdesk.review.second import Begins
    from qmdesk.ui.second import SecondWindow
    from qmdesk.ui.start.new_case import Wanted
    from qmdesk.ui.window import MainWindow


class Put(Protocol):
    """Shows a page in place of all before; ``keep`` is set aside to come back to."""

    def __call__(self, page: QWidget, keep: QWidget | None = None) -> None: ...


class WaysIn(NamedTuple):
    """What the window does for a case that is to come: leave what is open, show a page, enter the case; ``alone`` says
    whether nothing of another case is left."""

    leave: Callable[[], None]
    put: Put
    enter: Callable[[work.Opened], None]
    alone: Callable[[], bool]


class CaseDoor:
    """``may_keep``: what stands when the case is there may be left out of every later look for garbage."""

    def __init__(self, window: MainWindow, ways: WaysIn) -> None:
        self._window, self._ways = window, ways
        self.may_keep = False

    def open(self, path: Path) -> None:
        """Open a case file in the background."""
        window = self._window
        self._await(lambda: work.open_case(path, window.who, window.settings.text("author")), asking=path)

    def make(self, wanted: Wanted) -> None:
        """Make a case; the page that it was asked for on stands again if it can't be made."""
        window = self._window
        window.settings.put("author", wanted.author)
        window.settings.put("folder", str(wanted.path.parent))
        self._await(lambda: work.make_case(wanted, window.who, window.lang), keep=True)

    def try_sample(self) -> None:
        """A new practice case on the sample enterprise."""
        window = self._window
        home, author = window.settings.home, window.settings.text("author")
        self._await(lambda: work.try_sample(home, window.who, author, window.lang))

    def look_into(self, path: Path) -> None:
        """Read a package's head, then ask for what a new case needs."""
        window = self._window
        jobs.run(window, lambda: work.look_into(path, window.lang), window.show_new_case, window.tell_problems)

    def begin_next(self, last: Path) -> None:
        """A new review of the same enterprise, begun from an earlier one."""
        window = self._window
        name, author = tr("{name} 下次评价", name=last.stem), window.settings.text("author")
        self._await(lambda: work.begin_next(last, name, window.who, author))

    def begin_second(self, package: Path) -> SecondWindow:
        """A second review from the package of the first, once it was said who holds it."""
        from qmdesk.ui.second import SecondWindow

        window = self._window
        name, author = tr("{name} 二次复核", name=package.stem), window.settings.text("author")

        def begin(said: Begins) -> None:
            what = lambda: work.begin_second(package, name, window.who, author, said)  # noqa: E731
            jobs.run(asked, what, began, asked.refused)

        def began(opened: work.Opened) -> None:
            asked.close()
            self._ways.leave()
            self._ways.enter(opened)

        asked = SecondWindow(window.theme, window.lang, package.name, begin, window)
        asked.show()
        return asked

    # -- waiting ---------------------------------------------------------------------------------

    def _await(self, what: Callable[[], work.Opened], *, keep: bool = False, asking: Path | None = None) -> None:
        """Leave what is open and wait for a case. ``keep``: the page in front is where one goes back to; ``asking`` is
        the file whose passphrase may have to be asked for."""
        window = self._window
        before = window.centralWidget().currentWidget() if keep else None  # pyright: ignore[reportAttributeAccessIssue]
        self.may_keep = self._ways.alone()  # a screen on its way out must not be kept
        self._ways.leave()
        self._ways.put(waiting(window.theme, tr("正在打开…")), keep=before)
        garbage.sweep()
        job = jobs.run(window, what, self._ways.enter, lambda problems: self._refused(problems, before, asking))
        job.crashed.connect(lambda _: self._go_back(before))

    def _refused(self, problems: tuple[Problem, ...], before: QWidget | None, asking: Path | None) -> None:
        from qmdesk.ui.protect.unlock import asks_for_passphrase

        if asking is not None and asks_for_passphrase(problems):
            self._ask_passphrase(asking)
            return
        self._go_back(before)
        self._window.tell_problems(problems)
        self._window.tools.mend(problems)

    def _ask_passphrase(self, path: Path) -> None:
        from qmdesk.ui.protect.unlock import UnlockPage

        window = self._window
        page = UnlockPage(window.theme, window.lang, path)
        page.left.connect(window.show_start)
        page.form.unlocked.connect(self.open)
        self._ways.put(page)
        page.form.setFocus()
        window.ready.emit()

    def _go_back(self, before: QWidget | None) -> None:
        """From waiting for a case that doesn't come to where it was asked for."""
        if before is None:
            self._window.show_start()
        else:
            self._ways.put(before)
