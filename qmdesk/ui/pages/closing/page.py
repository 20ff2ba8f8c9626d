"""The stop of the visit's end: its tabs, and the backup on another medium that no tab may be without."""

# Qt's signals take lambdas of any shape.
# pyright: reportUnknownLambdaType=false

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFileDialog

from qmdesk.ui.desk import Desk
from qmdesk.ui.pages.registry import PageSpec
from qmdesk.ui.widgets.basics import button
from qmdesk.ui.widgets.tabbed_page import TabbedPage, TabSpec
from qmdesk.ui.words import mark, tr

_HERE = "qmdesk.ui.pages.closing"
TABS = (
    TabSpec("team", mark("评价组会"), f"{_HERE}.team_tab:TeamTab"),
    TabSpec("check", mark("离厂检查"), f"{_HERE}.check_tab:CheckTab"),
    TabSpec("facts", mark("事实确认"), f"{_HERE}.facts_tab:FactsTab"),
    TabSpec("closing", mark("末次会议"), f"{_HERE}.closing_tab:ClosingTab"),
)


class LeavingPage(TabbedPage):
    """Team meeting, leaving check, facts, closing meeting."""

    def __init__(self, desk: Desk, spec: PageSpec) -> None:
        super().__init__(desk, spec, TABS)
        self._wish = tr("备份到另一介质…")
        self._backup = button(self._wish, self._ask_folder, theme=desk.theme, icon="save")
        self._backup.setAccessibleName(self._wish)
        self.head.addWidget(self._backup)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The title makes room for the tabs and the backup, then the backup's words for the tabs."""
        super().resizeEvent(event)
        gap = self._desk.theme.px("space_lg")
        self._backup.setText(self._wish)
        if self._bar.sizeHint().width() + self._backup.sizeHint().width() + 3 * gap > self.width():
            self._backup.setText("")
        self._backup.setToolTip("" if self._backup.text() else self._wish)
        needed = self._title.sizeHint().width() + self._bar.sizeHint().width() + self._backup.sizeHint().width()
        self._show_title(needed + 4 * gap <= self.width())

    def _ask_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, tr("备份到哪里？最好是另一块盘"))
        if chosen:
            self.back_up(Path(chosen))

    def back_up(self, folder: Path) -> None:
        """Copy the case into a folder, under a name with the time; read back before it counts."""
        session = self._desk.hub.session
        time = session.now()[:19].replace(":", "").replace("-", "").replace("T", "-")
        target = folder / f"{session.path.stem} {time}.qmcase"
        self._backup.setEnabled(False)

        def work() -> Path:
            from qmdesk.review.backups import back_up_session

            return back_up_session(session, target)

        def done(path: Path) -> None:
            self._desk.tell(tr("已备份到 {path}", path=path))
            check = self.tabs.get("check")
            if check is not None:
                check.refresh()  # pyright: ignore[reportAttributeAccessIssue]

        job = self._desk.hub.ask(self, work, done, self._desk.tell_problems)
        job.ended.connect(lambda: self._backup.setEnabled(True))
