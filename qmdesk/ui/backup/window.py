"""Backups: make one, see those there are, bring one back under a new name. Nothing that is there is overwritten."""

# Qt gives None where its stubs say it can't, and its signals take lambdas of any shape.
# pyright: reportUnnecessaryComparison=false, reportUnknownLambdaType=false

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from qmdesk.model.problem import Problem
from qmdesk.ui import jobs
from qmdesk.ui.settings import Settings
from qmdesk.ui.theme import Theme
from qmdesk.ui.widgets.basics import button, column, empty, frame, image, label, line
from qmdesk.ui.widgets.tool_window import ToolWindow
from qmdesk.ui.words import tr

if TYPE_CHECKING:
    from qmdesk.review.session import ReviewSession

#: Backups listed at once.
SHOWN = 60


class BackupWindow(ToolWindow):
    """``session``: the case that is open, or None on the start page. ``open_case`` opens what was brought back."""

    def __init__(
        self,
        theme: Theme,
        lang: str,
        settings: Settings,
        session: ReviewSession | None,
        open_case: Callable[[Path], None],
        over: QWidget | None = None,
    ) -> None:
        about = tr("备份是案卷的完整副本，写完会读回核对。恢复总是另起新名，不会盖掉现有的案卷。")
        super().__init__(theme, lang, tr("备份与恢复"), about, over)
        self._settings, self._session, self._open = settings, session, open_case
        self.setAcceptDrops(True)
        self._buttons: list[QWidget] = []
        if session is not None:
            self._act(tr("立即备份"), "save", self.back_up, role="primary")
            self._act(tr("备份到另一介质…"), "download", self._ask_folder)
        self._act(tr("从备份文件恢复…"), "folder-open", self._ask_source)
        self._restored = QVBoxLayout()
        self._list = QVBoxLayout()
        self._list.setSpacing(theme.px("space_xs"))
        pad = theme.px("space_lg")
        title = tr("本案卷的备份") if session is not None else tr("本机上的备份")
        self.body.addLayout(self._restored)
        self.body.addWidget(
            frame("card", column(label(title, "heading"), self._list, gap=pad // 2, margins=(pad, pad, pad, pad)))
        )
        self.refresh()

    def _act(self, text: str, icon: str, work: Callable[[], object], role: str = "") -> None:
        made = button(text, work, role=role, theme=self.theme, icon=icon)
        self._buttons.append(made)
        self.head.addWidget(made)

    # -- the list --------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Look for backups again."""
        home, session = self._settings.home, self._session
        where = (session.path, session.case_id) if session is not None else None

        def work() -> list[tuple[Path, str, int]]:
            from qmdesk.review.backups import all_backups, described, list_backups

            found = all_backups(home) if where is None else list_backups(where[0], home, where[1])
            rows: list[tuple[Path, str, int]] = []
            for each in found[:SHOWN]:
                name, made = described(each)
                when = made.astimezone().strftime("%Y-%m-%d %H:%M:%S") if made else ""
                rows.append((each, f"{name}\n{when}", each.stat().st_size))
            return rows

        jobs.run(self, work, self._show, self.say_problems)

    def _show(self, rows: list[tuple[Path, str, int]]) -> None:
        empty(self._list)
        if not rows:
            self._list.addWidget(label(tr("还没有备份。"), "muted"))
        for path, said, size in rows:
            name, _, when = said.partition("\n")
            text = column(label(name, "strong"), label(f"{when} · {size / 1_000_000:.1f} MB", "caption"))
            back = button(tr("恢复…"), lambda p=path: self.restore(p), role="quiet", theme=self.theme, icon="history")
            back.setAccessibleName(tr("恢复 {name} {when}", name=name, when=when))
            row = line(image(self.theme, "archive"), text, None, back, gap=self.theme.px("space_md"))
            self._list.addLayout(row)

    # -- making and bringing back ----------------------------------------------------------------

    def back_up(self, folder: Path | None = None) -> None:
        """Copy the open case into the workspace's backups, or into a folder."""
        session = self._session
        if session is None:
            return
        time = session.now()[:19].replace(":", "").replace("-", "").replace("T", "-")
        target = None if folder is None else folder / f"{session.path.stem} {time}.qmcase"

        def work() -> Path:
            from qmdesk.review.backups import back_up_session

            return back_up_session(session, target)

        self._run(work, lambda path: self.say(tr("已备份并核对：{path}", path=path), "good"))

    def restore(self, source: Path) -> None:
        """Bring a backup back beside the case, or where new cases go, under a name that is free."""
        session, home = self._session, self._settings.home
        folder = session.path.parent if session is not None else Path(self._settings.text("folder") or Path.home())

        def work() -> Path:
            from qmdesk.review.backups import described, restore_backup

            path = session.path if session is not None else folder / f"{described(source)[0]}.qmcase"
            path.parent.mkdir(parents=True, exist_ok=True)
            return restore_backup(path, home, source)

        self._run(work, self._came_back, lambda problems: self._ask_passphrase(source, problems))

    def _ask_passphrase(self, source: Path, problems: tuple[Problem, ...]) -> None:
        """Where the backup is encrypted, ask and go on; else say what was refused."""
        from qmdesk.ui.protect.unlock import UnlockDialog, asks_for_passphrase

        self.say_problems(problems)
        if asks_for_passphrase(problems):
            asking = UnlockDialog(self.theme, self.lang, source, self)
            asking.accepted.connect(lambda: self.restore(source))
            asking.open()

    def _came_back(self, path: Path) -> None:
        self.say(tr("已恢复为 {path}，原来的案卷没有动。", path=path), "good")
        empty(self._restored)
        there = button(
            tr("打开恢复的案卷"), lambda: self._go(path), role="primary", theme=self.theme, icon="folder-open"
        )
        self._restored.addLayout(line(there, None))

    def _go(self, path: Path) -> None:
        open_case = self._open
        self.close()
        open_case(path)

    def _run(self, work: object, done: object, refused: object = None) -> None:
        for each in self._buttons:
            each.setEnabled(False)
        empty(self._restored)
        self.busy()
        job = jobs.run(self, work, done, refused or self.say_problems)  # pyright: ignore[reportArgumentType]
        job.ended.connect(self._ended)

    def _ended(self) -> None:
        for each in self._buttons:
            each.setEnabled(True)
        self.refresh()

    def _ask_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, tr("备份到哪里？最好是另一块盘"))
        if chosen:
            self.back_up(Path(chosen))

    def _ask_source(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, tr("从备份文件恢复…"), "", tr("案卷 (*.qmcase)"))
        if chosen:
            self.restore(Path(chosen))

    def take_files(self, paths: list[Path]) -> None:
        self.restore(paths[0])
