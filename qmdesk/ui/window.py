"""The main window: the start page or one open review, and what concerns both (looks, language, dropping files)."""

# Qt gives None where its stubs say it can't, and its signals take lambdas of any shape.
# pyright: reportUnnecessaryComparison=false, reportUnknownLambdaType=false

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from qmdesk.model.problem import Problem
from qmdesk.ui import garbage, placing
from qmdesk.ui.app import Dresser
from qmdesk.ui.arrivals import Arrivals
from qmdesk.ui.demolition import Demolition
from qmdesk.ui.looks import next_scale, remembered_theme
from qmdesk.ui.settings import Settings
from qmdesk.ui.shell.notices import Notices
from qmdesk.ui.start import work
from qmdesk.ui.start.door import CaseDoor, WaysIn
from qmdesk.ui.start.page import StartPage
from qmdesk.ui.tools import Tools
from qmdesk.ui.widgets.committing import commit_typed
from qmdesk.ui.words import install_language, tr
from qmdesk.wording import LANGUAGES

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent

    from qmdesk.review.session import Who
    from qmdesk.ui.backup.keeper import Keeper
    from qmdesk.ui.desk import Desk
    from qmdesk.ui.hub import Hub
    from qmdesk.ui.programme.door import ProgrammeDoor
    from qmdesk.ui.shell.review import ReviewShell

#: Milliseconds after which screen readers are told our own roles; the start page stands by then.
SPOKEN = 100


def _install_roles() -> None:
    from qmdesk.ui.widgets import spoken

    spoken.install()


class MainWindow(QMainWindow):
    """One window, one case. ``ready`` is emitted when the start page, the case's first page or the one asking for its
    passphrase stands."""

    ready = Signal()

    def __init__(self, settings: Settings, who_of: work.WhoOf, lang: str, dresser: Dresser) -> None:
        super().__init__()
        QTimer.singleShot(SPOKEN, self, _install_roles)
        self.settings, self._who_of, self._dresser = settings, who_of, dresser
        self.lang = settings.one_of("lang", LANGUAGES, lang)
        self.hub: Hub | None = None
        self.shell: ReviewShell | None = None
        self.theme = remembered_theme(self.settings)
        self.notices = Notices(self, self.theme, self.lang)
        self.desk: Desk | None = None
        self.keeper: Keeper | None = None
        self.door: ProgrammeDoor | None = None
        self._demolition = Demolition(self)
        self.cases = CaseDoor(self, WaysIn(self._close_case, self._put, self._enter, self._alone))
        self.tools = Tools(self)
        self.arrivals = Arrivals(self)
        self.setAcceptDrops(True)
        self.setMinimumSize(960, 600)
        self._dress()
        self.show_start()
        self._keys()
        placing.restore(self, self.settings.data("geometry"))
        placing.Keeper(self)
        self._tell_lacking()

    # -- looks -----------------------------------------------------------------------------------

    def _dress(self) -> None:
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        install_language(application, self.lang)
        self._dresser.wear(self.theme)

    def _tell_lacking(self) -> None:
        """Say what the files of the looks should have and don't; the window can be used without."""
        if self.theme.lacking:
            names = tr("、").join(sorted(self.theme.lacking)[:6])
            self.notices.tell_error(tr("界面文件不完整，缺少 {names}。可以继续使用；重新安装即可恢复。", names=names))

    def wear(self, wish: str) -> None:
        """Change look, scale, touch size or language, and build the window again as it was."""
        kind, _, value = wish.partition("=")
        if kind == "scale":
            value = str(next_scale(self.theme.scale, value))
        self.settings.put(kind, value if kind != "touch" else value == "on")
        if kind == "lang":
            self.lang = value
        self.theme = remembered_theme(self.settings)
        self._dress()
        self.tools.close()
        commit_typed()
        here = self.shell.current if self.shell is not None else ""
        if self.hub is not None:
            self._show_review(self.hub, here)
        elif self.door is not None and self.door.hub is not None:
            self.door.show_again()
        else:
            self.show_start()

    # -- start -----------------------------------------------------------------------------------

    def show_start(self) -> None:
        """The start page; an open case is closed."""
        self._close_case()
        page = StartPage(self.theme, self.settings, self.lang, sample=work.sample_package() is not None)
        page.asked.connect(self._on_asked)
        page.chosen.connect(self.open_case)
        self._put(page)
        self.setWindowTitle(tr("质量管理能力评价"))
        self.ready.emit()

    def show_new_case(self, package: work.Package | None = None, *, own: bool = False, family: str = "") -> None:
        """The page for a new case, filled from a package where there is one; ``own``: an enterprise assesses itself,
        ``family``: the id of forms of another kind. What is open is closed."""
        from qmdesk.ui.start.new_case import NewCasePage

        self._close_case()
        facts = {} if package is None else {"enterprise": package.enterprise, "code": package.credit_code}
        path = package.path if package else None
        page = NewCasePage(self.theme, self.settings, self.lang, package=path, own=own, family=family, **facts)
        page.left.connect(self.show_start)
        page.wanted.connect(self.cases.make)
        self._put(page)
        (page.author if package else page.enterprise).setFocus()

    def open_case(self, path: Path) -> None:
        """Open a case file in the background."""
        self.cases.open(path)

    def _enter(self, opened: work.Opened) -> None:
        from qmdesk.model.journal import Stage
        from qmdesk.review.states import is_self_assessment
        from qmdesk.ui.backup.keeper import Keeper
        from qmdesk.ui.hub import Hub
        from qmdesk.visit.second import second_of

        if self.cases.may_keep:
            garbage.keep()  # the case's entries, which would be looked at again and again
        session = opened.session
        stage = Stage(self.settings.one_of(f"stages/{session.case_id}", Stage, Stage.ONSITE))
        if second_of(session.state) is not None:
            stage = Stage.SECOND
        if is_self_assessment(session.state):
            stage = Stage.SELF
        hub = Hub(session, stage, self)
        hub.stage_changed.connect(lambda each: self.settings.put(f"stages/{session.case_id}", str(each)))
        self.hub = hub
        self.keeper = Keeper(hub, self._tell, self.lang)
        self.remember_case(opened.encrypted)
        self._show_review(hub, self.settings.text(f"stops/{session.case_id}"))
        hub.failed.connect(self.tell_problems)
        hub.judge()
        if opened.problems:
            self.notices.tell_problems(opened.problems)
        self.ready.emit()

    def remember_case(self, encrypted: bool) -> None:
        """Put the open case on top of the recent ones; an encrypted one without a name, for the settings are plain."""
        from qmdesk.ui.progress import due_days

        if self.hub is not None:
            title = "" if encrypted else self.hub.text("case", "enterprise")
            self.settings.remember(self.hub.session.path, title)
            self.settings.remember_due(self.hub.session.path, due_days(self.hub))

    def _tell(self, text: str) -> None:
        self.notices.tell(text)

    def tell_problems(self, problems: tuple[Problem, ...]) -> None:
        """Say over the page what was refused."""
        self.notices.tell_problems(problems)

    def _show_review(self, hub: Hub, stop: str) -> None:
        from qmdesk.ui.backup.place_line import place_line
        from qmdesk.ui.desk import Desk
        from qmdesk.ui.shell.review import ReviewShell

        told = (self._go, self._tell, self.tell_problems)
        self.desk = Desk(hub, self.theme, self.lang, self.settings, *told, verify=self.tools.verify)
        self.shell = ReviewShell(self.desk)
        self.shell.asked.connect(self._on_asked)
        place = place_line(hub.session.path, self.settings, self.theme)
        if place is not None:
            layout = self.shell.layout()
            assert isinstance(layout, QVBoxLayout)
            layout.insertWidget(1, place)
        self._put(self.shell)
        known = {each.id for each in self.shell.stops}
        self.shell.go(f"page:{stop if stop in known else self.shell.stops[0].id}")
        self.setWindowTitle(f"{hub.text('case', 'enterprise')} — {tr('质量管理能力评价')}")
        if hub.practice and not self.settings.text("tour"):
            self.show_tour()

    def _go(self, where: str) -> None:
        if self.shell is not None:
            self.shell.go(where)

    def _put(self, page: QWidget, keep: QWidget | None = None) -> None:
        """Show a page in place of all before; ``keep`` is set aside to come back to."""
        stack = self.centralWidget()
        if not isinstance(stack, QStackedWidget):
            stack = QStackedWidget()
            self.setCentralWidget(stack)
        for old in [stack.widget(i) for i in range(stack.count())]:
            if old not in (page, keep):
                stack.removeWidget(old)
                self._demolition.add(old)
        if stack.indexOf(page) < 0:
            stack.addWidget(page)
        stack.setCurrentWidget(page)
        page.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        page.setFocus()
        self.notices.wear(self.theme, self.lang)

    # -- wishes ----------------------------------------------------------------------------------

    def _on_asked(self, wish: str) -> None:
        if "=" in wish:
            self.wear(wish)
            return
        if wish.startswith("help:"):
            self.tools.help_at([wish.removeprefix("help:")])
            return
        known: dict[str, Callable[[], object]] = {
            "home": self.show_start,
            "new": self.show_new_case,
            "own": lambda: self.show_new_case(own=True),
            "open": self.arrivals.ask_case,
            "package": self.arrivals.ask_package,
            "from-last": self.arrivals.ask_last,
            "benchmark": lambda: self.show_new_case(family="benchmark"),
            "second": self.arrivals.ask_second,
            "sample": self.cases.try_sample,
            "tour": self.show_tour,
            "programme": lambda: self._programmes().enter(),
            "programmes": lambda: self._programmes().choose(),
            "help": self.tools.help_here,
            "print": self.print_front,
            "keys": self._show_keys,
        }
        known[wish]() if wish in known else self.tools.show(wish)

    def show_tour(self) -> None:
        """The tour over the case that is open; over a new practice case where none is."""
        if self.shell is None or self.desk is None or self.desk.hub.own:
            self.settings.put("tour", "")
            self.cases.try_sample()
            return
        from qmdesk.ui.tour.card import Tour

        tour = Tour(self.shell, self.theme)
        tour.ended.connect(lambda: self.settings.put("tour", "done"))

    def who(self, author: str) -> Who:
        """This installation's device, and the person at work."""
        return self._who_of(author)

    def _programmes(self) -> ProgrammeDoor:
        if self.door is None:
            from qmdesk.ui.programme.door import ProgrammeDoor, Ways

            self.door = ProgrammeDoor(self, Ways(self._close_case, self._put, self._tell, self._on_asked))
        return self.door

    def open_programme(self, path: Path) -> None:
        """Open a programme file in the background."""
        self._programmes().open(path)

    def _show_keys(self) -> None:
        from qmdesk.ui.shell.keys import show_keys

        show_keys(self.theme, self)

    def print_front(self) -> QWidget | None:
        """Print what is in front, or say what can be printed."""
        from qmdesk.ui.printing.front import print_front

        return print_front(self)

    def _keys(self) -> None:
        actions: dict[str, Callable[[], object]] = {
            "F1": self.tools.help_here,
            "Shift+F1": self._show_keys,
            "F11": lambda: self.showNormal() if self.isFullScreen() else self.showFullScreen(),
            "Ctrl++": lambda: self.wear("scale=+"),
            "Ctrl+=": lambda: self.wear("scale=+"),
            "Ctrl+-": lambda: self.wear("scale=-"),
            "Ctrl+0": lambda: self.wear("scale=0"),
            "Ctrl+P": self.print_front,
            "Ctrl+O": self.arrivals.ask_case,
            "Ctrl+N": self.show_new_case,
        }
        for keys, action in actions.items():
            QShortcut(QKeySequence(keys), self).activated.connect(action)

    # -- files dropped where no page takes them --------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.arrivals.dropped(event.mimeData())

    # -- coming and going ------------------------------------------------------------------------

    def _alone(self) -> bool:
        """Whether no case is open and no screen of one is still being taken down."""
        return self.hub is None and not self._demolition.busy

    def _close_case(self) -> None:
        self.tools.close()
        if self.door is not None:
            self.door.close()
        if self.hub is not None:
            commit_typed()
            hub, self.hub, self.shell, self.desk = self.hub, None, None, None
            keeper, self.keeper = self.keeper, None
            if keeper is not None:
                keeper.finish(self)
            hub.close()
            self._demolition.add_last(hub)

    def closeEvent(self, event: QCloseEvent) -> None:
        geometry = self.saveGeometry()
        if geometry != self.settings.data("geometry"):
            self.settings.put("geometry", geometry)
        self._close_case()
        self.settings.sync()
        super().closeEvent(event)
