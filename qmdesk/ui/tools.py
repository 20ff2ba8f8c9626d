"""The windows beside the review: help, verify, certificates, backups, files in, workbooks out, self-test.

Each is there once; asking again brings it to the front. They go when the looks or the language change.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from shiboken6 import isValid

from qmdesk.model.problem import Problem
from qmdesk.ui.words import mark

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog

    from qmdesk.ui.help.selftest import SelfTest
    from qmdesk.ui.help.window import HelpWindow
    from qmdesk.ui.importing.window import ImportWindow
    from qmdesk.ui.trust.verify import VerifyWindow
    from qmdesk.ui.window import MainWindow

#: Tools that need an open case.
OF_A_CASE = ("import", "protect")
#: Tools that the menu alone offers, not the start page.
OF_THE_MENU = ("about",)
#: What menus and the start page offer: wish, icon, words.
TOOLS = (
    ("import", "package-open", mark("带入文件…")),
    ("verify", "shield-check", mark("核验报告或同步包…")),
    ("backups", "archive", mark("备份与恢复…")),
    ("protect", "lock", mark("案卷加密…")),
    ("trust", "lock", mark("证书与信任名单…")),
    ("templates", "file-text", mark("空白表格…")),
    ("self-test", "clipboard-check", mark("自检…")),
    ("support", "info", mark("收集支持信息…")),
    ("about", "award", mark("关于与许可…")),
)


class Tools:
    """``show`` opens one by the wish that names it."""

    def __init__(self, window: MainWindow, self_test: SelfTest | None = None) -> None:
        self._window = window
        self.self_test = self_test
        self._open: dict[str, QDialog] = {}

    def show(self, wish: str) -> QDialog | None:
        """Open a tool, or bring it to the front; None for one that can't be had now."""
        made = self._open.get(wish)
        if made is None or not isValid(made) or not made.isVisible():
            made = self._make(wish)
            if made is None:
                return None
            self._open[wish] = made
        made.show()
        made.raise_()
        made.activateWindow()
        return made

    def close(self) -> None:
        """Close all of them."""
        for each in self._open.values():
            if isValid(each):
                each.close()
        self._open.clear()

    def _make(self, wish: str) -> QDialog | None:
        makers: dict[str, Callable[[], QDialog | None]] = {
            "help": self._help,
            "verify": self._verify,
            "trust": self._trust,
            "backups": self._backups,
            "templates": self._templates,
            "self-test": self._self_test,
            "support": self._support,
            "about": self._about,
            "import": self._import,
            "protect": self._protect,
        }
        return makers[wish]()

    def _help(self) -> HelpWindow:
        from qmdesk.ui.help.window import HelpWindow

        window = self._window
        return HelpWindow(window.theme, window.lang, window.hub.form if window.hub else None, window)

    def _verify(self) -> VerifyWindow:
        from qmdesk.ui.trust.verify import VerifyWindow

        return VerifyWindow(self._window.theme, self._window.lang, self._window.settings.home, self._window)

    def _trust(self) -> QDialog:
        from qmdesk.ui.trust.window import TrustWindow

        return TrustWindow(self._window.theme, self._window.lang, self._window.settings.home, self._window)

    def _backups(self) -> QDialog:
        from qmdesk.ui.backup.window import BackupWindow

        window = self._window
        session = window.hub.session if window.hub else None
        return BackupWindow(window.theme, window.lang, window.settings, session, window.open_case, window)

    def _templates(self) -> QDialog:
        from qmdesk.ui.importing.templates import TemplateWindow

        return TemplateWindow(self._window.theme, self._window.lang, self._window)

    def _self_test(self) -> QDialog | None:
        from qmdesk.ui.help.selftest import SelfTestWindow

        if self.self_test is None:
            return None
        return SelfTestWindow(self._window.theme, self._window.lang, self.self_test, self._window)

    def _support(self) -> QDialog:
        from qmdesk.ui.help.support import SupportWindow

        return SupportWindow(self._window.theme, self._window.lang, self._window.settings.home, self._window)

    def _about(self) -> QDialog:
        from qmdesk.ui.about.window import AboutWindow

        return AboutWindow(self._window.theme, self._window.lang, self._window)

    def _import(self) -> ImportWindow | None:
        from qmdesk.ui.importing.window import ImportWindow

        desk = self._window.desk
        return ImportWindow(desk, self._window) if desk is not None else None

    def _protect(self) -> QDialog | None:
        from qmdesk.ui.protect.window import ProtectWindow

        window, hub = self._window, self._window.hub
        if hub is None:
            return None
        return ProtectWindow(window.theme, window.lang, hub.session, window.remember_case, window)

    # -- with something to do at once ------------------------------------------------------------

    def help_at(self, topics: list[str]) -> HelpWindow:
        """Help, turned to the first of these topics that there is."""
        from qmdesk.ui.help.window import HelpWindow

        made = self.show("help")
        assert isinstance(made, HelpWindow)
        made.search.clear()
        any(made.open_at(each) for each in topics)
        return made

    def help_here(self) -> HelpWindow:
        """Help for the item or the page in front."""
        from qmdesk.ui.help.front import topics_here

        return self.help_at(topics_here(self._window))

    def verify(self, path: Path) -> VerifyWindow:
        """Verify a file."""
        from qmdesk.ui.trust.verify import VerifyWindow

        made = self.show("verify")
        assert isinstance(made, VerifyWindow)
        made.look(path)
        return made

    def trust(self, paths: list[Path]) -> None:
        """Look at certificates."""
        from qmdesk.ui.trust.window import TrustWindow

        made = self.show("trust")
        assert isinstance(made, TrustWindow)
        made.take_files(paths)

    def mend(self, problems: tuple[Problem, ...]) -> None:
        """Where a case would not open because it is damaged, show the ways out."""
        from qmdesk.ui.backup.window import BackupWindow

        damaged = [Path(each.where) for each in problems if each.code == "case-damaged" and Path(each.where).is_file()]
        made = self.show("backups") if damaged else None
        if isinstance(made, BackupWindow):
            made.offer(damaged[0])

    def take(self, paths: list[Path]) -> None:
        """Look at files that are to come into the open case; those of a 质量标杆 case are taken in by its own page."""
        from qmdesk.ui.importing.window import ImportWindow

        shell, hub = self._window.shell, self._window.hub
        if shell is not None and hub is not None and hub.form.benchmark is not None:
            shell.go("page:output")
            for each in paths:
                shell.pages["output"].take(each)  # pyright: ignore[reportAttributeAccessIssue]
            return

        made = self.show("import")
        if isinstance(made, ImportWindow):
            made.look(paths)
