"""The page that asks for the passphrase of an encrypted case, where its overview will stand."""

# Qt's signals take lambdas of any shape.
# pyright: reportUnknownLambdaType=false

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QWidget

from qmdesk.model.problem import Problem
from qmdesk.ui import jobs
from qmdesk.ui.help.front import helped
from qmdesk.ui.protect.fields import SecretField
from qmdesk.ui.theme import Theme
from qmdesk.ui.widgets.basics import box, button, column, image, label, line, scrolled
from qmdesk.ui.words import full_text, tr

#: Codes that mean: ask for the passphrase.
ASKING = ("case-passphrase-needed", "case-passphrase-wrong")


def asks_for_passphrase(problems: tuple[Problem, ...]) -> bool:
    """Whether a case was refused for want of its passphrase."""
    return any(each.code in ASKING for each in problems)


class UnlockForm(QWidget):
    """``unlocked`` tells the path when the passphrase was right. A wrong one stays in the field."""

    unlocked = Signal(Path)

    def __init__(self, theme: Theme, lang: str, path: Path) -> None:
        super().__init__()
        self._lang, self.path = lang, path
        self.secret = SecretField(theme, tr("口令或恢复密钥"))
        self._problem = label("", "problem", wrap=True)
        self._problem.hide()
        self.go = button(tr("打开案卷"), self.submit, role="primary", theme=theme, icon="lock")
        self.secret.entered.connect(self.submit)
        self.secret.changed.connect(self._typed)
        hint = tr("忘了口令时，在这里输入加密时抄下的恢复密钥。")
        gap = theme.px("space_sm")
        self.setLayout(
            column(self.secret, self._problem, label(hint, "caption", wrap=True), gap, line(self.go, None), gap=gap)
        )
        self.setFocusProxy(self.secret)
        self._typed()

    @property
    def said(self) -> str:
        """What is said to be wrong; empty where nothing is."""
        return "" if self._problem.isHidden() else self._problem.text()

    def _typed(self) -> None:
        self._problem.hide()
        self.go.setEnabled(bool(self.secret.text))

    def submit(self) -> None:
        """Try what was typed."""
        if not self.go.isEnabled():
            return
        path, words = self.path, self.secret.text

        def work() -> Path:
            from qmdesk.review.protecting import unlock_case

            unlock_case(path, words)
            return path

        self.go.setEnabled(False)
        self.secret.setEnabled(False)
        jobs.run(self, work, self._right, self._wrong)

    def _right(self, path: Path) -> None:
        self.secret.clear()
        self.unlocked.emit(path)

    def _wrong(self, problems: tuple[Problem, ...]) -> None:
        self.secret.setEnabled(True)
        self.go.setEnabled(True)
        self._problem.setText("\n".join(full_text(each, self._lang) for each in problems))
        self._problem.show()
        self.secret.setFocus()
        self.secret.line.selectAll()


class UnlockPage(QWidget):
    """The form as a page; ``left`` is the way back."""

    left = Signal()

    def __init__(self, theme: Theme, lang: str, path: Path) -> None:
        super().__init__()
        self.setAccessibleName(tr("打开案卷"))
        self.form = UnlockForm(theme, lang, path)
        gap = theme.px("space_lg")
        back = button(tr("返回"), self.left.emit, role="quiet", theme=theme, icon="chevron-left")
        parts = column(
            line(back, None),
            theme.px("space_md"),
            line(
                image(theme, "lock", "accent", "icon_lg"),
                label(tr("案卷已加密"), "title"),
                None,
                gap=theme.px("space_sm"),
            ),
            label(str(path), "muted", wrap=True),
            gap,
            self.form,
            None,
            gap=theme.px("space_xs"),
            margins=(gap, theme.px("space_xxl"), gap, gap),
        )
        inner = box("", parts)
        inner.setMaximumWidth(theme.px("form"))
        self.setLayout(column(scrolled(box("start", line(inner)))))
        self.setFocusProxy(self.form)


class UnlockDialog(QDialog):
    """The form over another window, which goes on where it was when the passphrase was right."""

    def __init__(self, theme: Theme, lang: str, path: Path, over: QWidget) -> None:
        super().__init__(over)
        helped(self, "protect")
        self.setWindowTitle(tr("案卷已加密"))
        self.form = UnlockForm(theme, lang, path)
        self.form.unlocked.connect(self.accept)
        pad = theme.px("space_lg")
        self.setLayout(column(label(path.name, "heading", wrap=True), self.form, gap=pad // 2, margins=(pad,) * 4))
        self.setMinimumWidth(theme.px("form"))
        self.form.setFocus()
