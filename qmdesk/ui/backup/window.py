"""Backups: make one, see those there are, bring one back under a new name. Nothing that is there is overwritten."""

# Qt gives None where its stubs say it can't, and its signals take lambdas of any shape.
# pyright: reportUnnecessaryComparison=false, reportUnknownLambdaType=false

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget
from shiboken6 import isValid

from qmdesk.model.problem import Problem
from qmdesk.ui import jobs
from qmdesk.ui.backup.rows import Listed, listed, row_of
from qmdesk.ui.settings import Settings
from qmdesk.ui.theme import Theme
from qmdesk.ui.widgets.basics import button, column, empty, frame, image, label, line
from qmdesk.ui.widgets.tool_window import ToolWindow
from qmdesk.ui.words import tr

if TYPE_CHECKING:
    from qmdesk.casefile.salvage import Salvaged
    from qmdesk.review.backups import Restored
    from qmdesk.review.session import ReviewSession


class BackupWindow(ToolWindow):
    """``session``: the case that is open, or None on the start page. ``open_case`` opens what was brought back."""

    HELP = "backups"

    def __init__(
        self,
        theme: Theme,
        lang: str,
        settings: Settings,
        session: ReviewSession | None,
        open_case: Callable[[Path], None],
        over: QWidget | None = None,
    ) -> None:
        about = tr(
            "工作时和关闭时会自动备份，照片等文件只存一份。恢复总是另起新名，核对完才算成功，不会盖掉现有的案卷。"
        )
        super().__init__(theme, lang, tr("备份与恢复"), about, over)
        self._settings, self._session, self._open = settings, session, open_case
        self.setAcceptDrops(True)
        self._buttons: list[QWidget] = []
        self._damaged: Path | None = None
        self._damage = QVBoxLayout()
        if session is not None:
            self._act(tr("立即备份"), "save", self.back_up, role="primary")
            self._act(tr("备份到另一介质…"), "download", self._ask_folder)
        self._act(tr("从备份文件恢复…"), "folder-open", self._ask_source)
        self._restored = QVBoxLayout()
        self._list = QVBoxLayout()
        self._list.setSpacing(theme.px("space_xs"))
        pad = theme.px("space_lg")
        self._title = label(tr("本案卷的备份") if session is not None else tr("本机上的备份"), "heading")
        self.body.addLayout(self._damage)
        self.body.addLayout(self._restored)
        self.body.addWidget(frame("card", column(self._title, self._list, gap=pad // 2, margins=(pad, pad, pad, pad))))
        self.refresh()

    def _act(self, text: str, icon: str, work: Callable[[], object], role: str = "") -> None:
        made = button(text, work, role=role, theme=self.theme, icon=icon)
        self._buttons.append(made)
        self.head.addWidget(made)

    # -- the list --------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Look for backups again."""
        home, session, damaged = self._settings.home, self._session, self._damaged

        def work() -> list[Listed]:
            return listed(home, session, damaged)

        jobs.run(self, work, self._show, self.say_problems)

    def _show(self, rows: list[Listed]) -> None:
        empty(self._list)
        if not rows:
            self._list.addWidget(label(tr("还没有备份。"), "muted"))
        for each in rows:
            self._list.addWidget(row_of(each, self.theme, self.lang, self._session, self.restore))

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
        session, home, damaged = self._session, self._settings.home, self._damaged
        folder = session.path.parent if session is not None else Path(self._settings.text("folder") or Path.home())

        def work() -> Restored:
            from qmdesk.review.backups import name_of, restore

            path = session.path if session is not None else damaged or folder / f"{name_of(source)}.qmcase"
            path.parent.mkdir(parents=True, exist_ok=True)
            return restore(path, home, source)

        self._run(work, self._came_back, lambda problems: self._ask_passphrase(source, problems))

    def _ask_passphrase(
        self, source: Path, problems: tuple[Problem, ...], again: Callable[[], object] | None = None
    ) -> None:
        """Where the backup is encrypted, ask and go on; else say what was refused."""
        from qmdesk.ui.protect.unlock import UnlockDialog, asks_for_passphrase

        self.say_problems(problems)
        if asks_for_passphrase(problems):
            asking = UnlockDialog(self.theme, self.lang, source, self)
            asking.accepted.connect(again or (lambda: self.restore(source)))
            asking.open()

    def _came_back(self, done: Restored) -> None:
        counts = tr("{n} 条记录、{files} 个文件已逐一核对", n=done.entries, files=done.files)
        self.say(tr("已恢复为 {path}，原来的案卷没有动。{counts}。", path=done.path, counts=counts), "good")
        if done.missing:
            self.say(
                tr("已恢复为 {path}，但有 {n} 个文件哪里都找不到完好的了。", path=done.path, n=len(done.missing)), "bad"
            )
        self._offer_opening(done.path, tr("打开恢复的案卷"))

    def _offer_opening(self, path: Path, words: str) -> None:
        empty(self._restored)
        there = button(words, lambda: self._go(path), role="primary", theme=self.theme, icon="folder-open")
        self._restored.addLayout(line(there, None))

    # -- a case that is damaged ------------------------------------------------------------------

    def offer(self, damaged: Path) -> None:
        """Ways out for a case that does not open any more: its backups, or what is whole in the file itself."""
        self._damaged = damaged
        empty(self._damage)
        gap = self.theme.px("space_sm")
        pad = (self.theme.px("space_lg"),) * 4
        self._rescue = button(tr("抢救完好的内容"), self.salvage, theme=self.theme, icon="package-open")
        self._buttons.append(self._rescue)
        about = tr("先从下面最近的备份恢复；备份里没有的，再从文件里抢救。损坏的文件只读取，不会改动。")
        head = line(
            image(self.theme, "octagon-alert", "bad", "icon_lg"),
            column(
                label(tr("案卷已损坏：{name}", name=damaged.name), "heading"), label(about, "body", wrap=True), gap=gap
            ),
            gap=self.theme.px("space_md"),
        )
        head.setStretch(1, 1)
        self._damage.addWidget(frame("banner", column(head, line(None, self._rescue), gap=gap, margins=pad), "bad"))
        self._title.setText(tr("这个案卷的备份"))
        self.refresh()

    def salvage(self) -> None:
        """Put what is whole in the damaged case into a new one beside it."""
        damaged = self._damaged
        if damaged is None:
            return

        def work() -> Salvaged:
            from qmdesk.review.backups import salvage_case

            return salvage_case(damaged)

        self._run(work, self._salvaged, lambda problems: self._ask_passphrase(damaged, problems, self.salvage))

    def _salvaged(self, done: Salvaged) -> None:
        said = tr("已抢救到 {path}：{n} 条记录、{files} 个文件。", path=done.path, n=done.entries, files=done.files)
        if done.unlinked:
            said += tr("另有 {n} 条接不上的记录单独存着。", n=done.unlinked)
        if done.lost_files:
            said += tr("{n} 个文件已经找不回。", n=len(done.lost_files))
        self.say(said, "good" if not done.lost_files else "")
        self._offer_opening(done.path, tr("打开抢救出的案卷"))

    def _go(self, path: Path) -> None:
        open_case = self._open
        self.close()
        open_case(path)

    def _run(self, work: object, done: object, refused: object = None) -> None:
        for each in self._buttons:
            if isValid(each):
                each.setEnabled(False)
        empty(self._restored)
        self.busy()
        job = jobs.run(self, work, done, refused or self.say_problems)  # pyright: ignore[reportArgumentType]
        job.ended.connect(self._ended)

    def _ended(self) -> None:
        for each in self._buttons:
            if isValid(each):
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
        if len(paths) > 1:
            self.say(tr("一次一个文件，这 {n} 个都没有动。请逐个拖来。", n=len(paths)), "bad")
            return
        self.restore(paths[0])
