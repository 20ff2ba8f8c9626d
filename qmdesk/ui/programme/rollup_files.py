"""Files into the roll-up and out of it, and where its facts are kept; modal are the system's file dialogs alone."""

# Qt's signals take lambdas of any shape.
# pyright: reportUnknownLambdaType=false

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QLineEdit, QMenu, QWidget

from qmdesk.ui.programme.desk import ProgrammeDesk
from qmdesk.ui.programme.facts import WHERE, Facts
from qmdesk.ui.widgets.basics import button, frame, label, line
from qmdesk.ui.widgets.typing_fields import LineField
from qmdesk.ui.words import tr

if TYPE_CHECKING:
    from qmdesk.portfolio.rollup import Rollup


class RollupFiles(QObject):
    """``strip`` is the line below the head: how far the taking in is, or where the facts are kept."""

    where_changed = Signal()

    def __init__(self, desk: ProgrammeDesk, facts: Facts, page: QWidget) -> None:
        super().__init__(page)
        self._desk, self._facts, self._page = desk, facts, page
        theme = desk.theme
        self._said = label("", "body")
        self._stop = button(tr("停下"), facts.stop, role="quiet", theme=theme, icon="x")
        self.where = LineField(tr("数据位置"), tr("留空：这台电脑；或 postgresql://用户@主机/数据库"))
        self._use = button(tr("使用"), self.use_where, role="primary")
        self._leave = button(tr("取消"), self._hide, role="quiet")
        self.secret = LineField(tr("证书口令"), tr("证书口令"))
        self.secret.setEchoMode(QLineEdit.EchoMode.Password)
        self.secret.setMinimumWidth(theme.px("list"))
        self._sign = button(tr("签名并导出"), self.sign, role="primary")
        self._signing: tuple[Rollup, Path, Path] | None = None
        gap, tight = theme.px("space_md"), theme.px("space_xs")
        row = line(
            self._said, self.where, self.secret, None, self._stop, self._use, self._sign, self._leave,
            gap=theme.px("space_sm"), margins=(gap, tight, gap, tight),
        )  # fmt: skip
        row.setStretch(1, 1)
        self.strip = frame("well", row)
        self._hide()
        facts.taking.connect(self._going)
        facts.taken.connect(lambda _: self._hide())
        facts.failed.connect(lambda _: self._hide())
        self.where.returnPressed.connect(self.use_where)
        self.secret.returnPressed.connect(self.sign)

    def _hide(self) -> None:
        self.secret.clear()
        self.strip.hide()

    def _show(self, *parts: QWidget) -> None:
        for each in (self._said, self.where, self.secret, self._stop, self._use, self._sign, self._leave):
            each.setVisible(each in parts)
        self.strip.show()

    # -- in ------------------------------------------------------------------------------------------

    def take_menu(self) -> QMenu:
        """The ways in."""
        menu = QMenu(self._page)
        menu.addAction(tr("选择案卷和同步包…"), self.ask_files)
        menu.addAction(tr("选择文件夹…"), self.ask_folder)
        menu.addAction(tr("名录中的案卷"), self.take_roster)
        return menu

    def ask_files(self) -> None:
        """Ask for files."""
        kinds = tr("案卷和同步包 (*.qmcase *.zip)")
        names, _ = QFileDialog.getOpenFileNames(self._page, tr("汇入案卷"), self._folder(), kinds)
        self.take([Path(name) for name in names])

    def ask_folder(self) -> None:
        """Ask for a folder."""
        name = QFileDialog.getExistingDirectory(self._page, tr("汇入文件夹"), self._folder())
        self.take([Path(name)] if name else [])

    def take_roster(self) -> None:
        """The cases that the programme's rows name."""
        paths = [Path(each.case_path) for each in self._desk.hub.rows() if each.case_path]
        if paths:
            self.take(paths)
        else:
            self._desk.tell(tr("名录里还没有关联的案卷"))

    def take(self, paths: Sequence[Path]) -> None:
        """Take files in; those of another year are set aside."""
        if self._facts.busy:
            self._desk.tell(tr("上一批还在汇入，这一批没有动。完成后请再拖一次。"))
            return
        if not paths:
            return
        self._desk.settings.put("folder", str(paths[0] if paths[0].is_dir() else paths[0].parent))
        self._going(0, 0)
        self._facts.take(paths, str(self._desk.packs.own.year))

    def _going(self, done: int, total: int) -> None:
        self._said.setText(tr("正在汇入 {done} / {total}", done=done, total=total) if total else tr("正在汇入…"))
        self._show(self._said, self._stop)

    def _folder(self) -> str:
        return self._desk.settings.text("folder") or str(Path.home())

    # -- where -----------------------------------------------------------------------------------------

    def ask_where(self) -> None:
        """Let the place of the facts be changed, in a line of the page."""
        self.where.setText(self._facts.where)
        self._show(self.where, self._use, self._leave)
        self.where.setFocus()

    def use_where(self) -> None:
        """Use the place that was typed, once it can be opened."""
        wanted = self.where.text().strip()

        def work() -> None:
            from qmdesk.portfolio.store import open_store

            open_store(wanted, self._desk.settings.home).close()

        def done(_: object) -> None:
            self._desk.settings.put(WHERE, wanted)
            self._hide()
            self.where_changed.emit()

        self._desk.ask(self, work, done)

    # -- out -------------------------------------------------------------------------------------------

    def give_menu(self, made: Callable[[], Rollup | None]) -> QMenu:
        """The ways out."""
        menu = QMenu(self._page)
        menu.addAction(tr("汇总报告（PDF）…"), lambda: self._give(made(), "pdf"))
        menu.addAction(tr("签名的汇总报告（PDF）…"), lambda: self._give(made(), "pdf", signed=True))
        menu.addAction(tr("工作簿（XLSX）…"), lambda: self._give(made(), "xlsx"))
        return menu

    def _give(self, made: Rollup | None, kind: str, *, signed: bool = False) -> None:
        if made is None:
            return
        name = tr("质量管理能力评价汇总") + f"-{made.scope.programme}.{kind}"
        start = str(Path(self._folder()) / name)
        chosen, _ = QFileDialog.getSaveFileName(self._page, tr("导出汇总"), start, f"{kind.upper()} (*.{kind})")
        if not chosen:
            return
        path = Path(chosen).with_suffix(f".{kind}")
        if not signed:
            self.write(made, path)
            return
        identity, _ = QFileDialog.getOpenFileName(self._page, tr("选择证书"), self._folder(), "PKCS#12 (*.p12 *.pfx)")
        if identity:
            self.ask_secret(made, path, Path(identity))

    def ask_secret(self, made: Rollup, path: Path, identity: Path) -> None:
        """Ask for the passphrase of a certificate, in a line of the page; then the summary is signed and written."""
        self._signing = made, path, identity
        self._said.setText(identity.name)
        self._show(self._said, self.secret, self._sign, self._leave)
        self.secret.setFocus()

    def sign(self) -> None:
        """Sign with the certificate that was chosen; a wrong passphrase is told and asked for again."""
        if self._signing is None or not self.secret.text():
            return
        made, path, identity = self._signing
        self.write(made, path, (identity, self.secret.text()))

    def write(self, made: Rollup, path: Path, signing: tuple[Path, str] | None = None) -> None:
        """Write a roll-up, small groups hidden, in the pool; signed with a certificate and its passphrase."""
        lang, pack = self._desk.lang, self._desk.packs.own

        def work() -> Path:
            from qmdesk.portfolio.summary import Issue, Wanted, write_summary
            from qmdesk.portfolio.targets import targets_of
            from qmdesk.portfolio.workbook import write_workbook
            from qmdesk.trust.p12 import load_p12

            identity = None if signing is None else load_p12(*signing)
            store = self._facts.open()
            try:
                targets = targets_of(store, pack)
            finally:
                store.close()
            if path.suffix == ".pdf":
                write_summary(made, targets, pack, path, Issue(lang=lang, identity=identity), force=True)
            else:
                write_workbook(made, path, lang, force=True, wanted=Wanted(targets, pack))
            return path

        def done(written: Path) -> None:
            self._hide()
            self._desk.tell(tr("已导出 {path}，小组已隐去", path=written.name))

        self._desk.ask(self, work, done)
