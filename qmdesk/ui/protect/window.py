"""Encrypt the open case, change its passphrase, take the encryption off; the recovery key is shown once."""

# Qt gives None where its stubs say it can't, and its signals take lambdas of any shape.
# pyright: reportUnnecessaryComparison=false, reportUnknownLambdaType=false

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QCloseEvent, QTextDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QCheckBox, QFileDialog, QVBoxLayout, QWidget

from qmdesk.model.problem import Problem
from qmdesk.ui import jobs
from qmdesk.ui.protect.fields import NewSecret
from qmdesk.ui.theme import Theme
from qmdesk.ui.widgets.basics import button, column, empty, frame, label, line
from qmdesk.ui.widgets.tool_window import ToolWindow
from qmdesk.ui.words import sentence, tr

if TYPE_CHECKING:
    from qmdesk.review.protecting import Protected
    from qmdesk.review.session import ReviewSession


class ProtectWindow(ToolWindow):
    """``done`` is told whether the case is encrypted now, after each change."""

    HELP = "protect"

    def __init__(
        self,
        theme: Theme,
        lang: str,
        session: ReviewSession,
        done: Callable[[bool], None],
        over: QWidget | None = None,
    ) -> None:
        about = tr("加密后，案卷和它的备份没有口令就读不出来。报告、同步包和导出的表格不在其内。")
        super().__init__(theme, lang, tr("案卷加密"), about, over)
        self._session, self._done = session, done
        self._buttons: list[QWidget] = []
        self.secret: NewSecret | None = None
        self.kept: QCheckBox | None = None
        self._here: QVBoxLayout = column(gap=theme.px("space_md"))
        self.body.addLayout(self._here)
        self._look()

    # -- what there is to do -----------------------------------------------------------------------

    def _look(self) -> None:
        path = self._session.path

        def work() -> bool:
            from qmdesk.review.protecting import is_encrypted

            return is_encrypted(path)

        jobs.run(self, work, self._show, self.say_problems)

    def _show(self, encrypted: bool) -> None:
        empty(self._here)
        self._buttons, self.kept = [], None
        self.secret = NewSecret(self.theme, tr("新口令") if encrypted else tr("口令"))
        go = self._act(tr("更换口令") if encrypted else tr("加密案卷"), self.protect, role="primary", icon="lock")
        go.setEnabled(False)
        self.secret.changed.connect(go.setEnabled)
        self.secret.entered.connect(lambda: self.protect() if go.isEnabled() else None)
        title = tr("这个案卷已加密") if encrypted else tr("这个案卷没有加密")
        self._card(title, "", self.secret, line(go, None))
        if encrypted:
            off = self._act(tr("取消加密"), self.unprotect, role="quiet")
            self._card(tr("取消加密"), tr("案卷和备份恢复为不加密，谁都可以打开。"), line(off, None))
        self.secret.setFocus()

    def _card(self, title: str, about: str, *parts: object) -> None:
        pad = self.theme.px("space_lg")
        inside = column(label(title, "heading"), gap=self.theme.px("space_sm"), margins=(pad, pad, pad, pad))
        if about:
            inside.addWidget(label(about, "muted", wrap=True))
        for each in parts:
            if isinstance(each, QWidget):
                inside.addWidget(each)
            else:
                inside.addLayout(each)  # pyright: ignore[reportArgumentType]
        self._here.addWidget(frame("card", inside))

    def _act(self, text: str, work: Callable[[], object], *, role: str, icon: str = "") -> QWidget:
        made = button(text, work, role=role, theme=self.theme, icon=icon)
        self._buttons.append(made)
        return made

    # -- doing it ------------------------------------------------------------------------------------

    def protect(self) -> None:
        """Put the case under the passphrase that was typed twice."""
        if self.secret is not None and self.secret.ready:
            self._run(self.secret.first.text)

    def unprotect(self) -> None:
        """Take the encryption off."""
        self._run(None)

    def _run(self, passphrase: str | None) -> None:
        session = self._session

        def work() -> Protected:
            from qmdesk.review.protecting import protect_session

            return protect_session(session, passphrase)

        for each in self._buttons:
            each.setEnabled(False)
        self.busy(tr("正在改写案卷和备份，并读回核对…"))
        jobs.run(self, work, self._changed, self._refused)

    def _refused(self, problems: tuple[Problem, ...]) -> None:
        self.say_problems(problems)
        for each in self._buttons:
            each.setEnabled(True)

    def _changed(self, done: Protected) -> None:
        encrypted = bool(done.recovery)
        self._done(encrypted)
        if self.secret is not None:
            self.secret.clear()
        said = [tr("已加密并核对；备份 {n} 份一同加密", n=done.backups) if encrypted else tr("已取消加密")]
        said += [sentence(each, self.lang) for each in done.problems]
        self.say("\n".join(said), "bad" if done.problems else "good")
        if encrypted:
            self._show_recovery(done.recovery)
        else:
            self._show(encrypted=False)

    # -- the recovery key ----------------------------------------------------------------------------

    def _show_recovery(self, key: str) -> None:
        empty(self._here)
        self.secret, self._buttons = None, []
        groups = key.split("-")
        half = len(groups) // 2
        shown = label("\n".join(" ".join(part) for part in (groups[:half], groups[half:])), "title")
        shown.setAccessibleName(tr("恢复密钥 {key}", key=key))
        shown.setTextInteractionFlags(shown.textInteractionFlags() | shown.textInteractionFlags().TextSelectableByMouse)
        self.kept = QCheckBox(tr("我已把恢复密钥另外保存好"))
        close = button(tr("完成"), self.close, role="primary", theme=self.theme, icon="check")
        close.setEnabled(False)
        self.kept.toggled.connect(close.setEnabled)
        theme = self.theme
        out = line(
            button(tr("打印…"), lambda: self._ask_printer(key), theme=theme, icon="printer"),
            button(tr("存为文本文件…"), lambda: self._ask_file(key), theme=theme, icon="download"),
            None,
            gap=theme.px("space_sm"),
        )
        about = tr("忘了口令时只有它能打开案卷。只显示这一次：抄下来或打印，与电脑分开保管。")
        self._card(tr("恢复密钥"), about, shown, out, self.kept, line(close, None))

    def text_of(self, key: str) -> str:
        """The sheet with the recovery key."""
        name, time = self._session.path.name, self._session.now()[:16].replace("T", " ")
        return f"{tr('恢复密钥')}\n\n{name}\n{time}\n\n{key}\n\n{tr('与电脑分开保管。更换口令后这个密钥作废。')}\n"

    def write(self, path: Path, key: str) -> None:
        """Save the sheet where the user wants it."""
        try:
            path.write_text(self.text_of(key), "utf-8")
        except OSError as error:
            self.say_problems((Problem("file-cannot-write", str(path), {"reason": error.strerror or ""}),))
            return
        self.say(tr("已保存：{path}", path=path), "good")

    def _ask_file(self, key: str) -> None:
        suggested = tr("{name} 恢复密钥.txt", name=self._session.path.stem)
        chosen, _ = QFileDialog.getSaveFileName(self, tr("存为文本文件…"), suggested, f"{tr('文本')} (*.txt)")
        if chosen:
            self.write(Path(chosen), key)

    def _ask_printer(self, key: str) -> None:
        if not QPrinterInfo.availablePrinterNames():
            self.say(tr("系统里没有打印机，恢复密钥没有打印。请用“存为文本文件…”，存在 U 盘上与电脑分开保管。"), "bad")
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, self)
        if dialog.exec() == QPrintDialog.DialogCode.Accepted:
            QTextDocument(self.text_of(key)).print_(printer)

    # -- not to be lost by a slip ----------------------------------------------------------------------

    @property
    def _unkept(self) -> bool:
        return self.kept is not None and not self.kept.isChecked()

    def reject(self) -> None:
        if self._unkept:
            self.say(tr("请先保存好恢复密钥，再勾选确认。"), "bad")
        else:
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._unkept and event.spontaneous():
            event.ignore()
            self.reject()
        else:
            super().closeEvent(event)
