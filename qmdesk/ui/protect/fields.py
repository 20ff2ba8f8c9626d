"""Fields for passphrases: hidden unless one looks, two that must agree, and how strong the new one is."""

# Qt gives None where its stubs say it can't, and its signals take lambdas of any shape.
# pyright: reportUnnecessaryComparison=false, reportUnknownLambdaType=false

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from qmdesk.ui.theme import Theme
from qmdesk.ui.widgets.basics import column, label, line, restyle, tool
from qmdesk.ui.widgets.typing_fields import LineField
from qmdesk.ui.words import tr


class SecretField(QWidget):
    """One hidden line with its caption and an eye to look at it. ``entered`` is Enter."""

    changed = Signal()
    entered = Signal()

    def __init__(self, theme: Theme, name: str, hint: str = "") -> None:
        super().__init__()
        self.line = LineField(name, hint)
        self.line.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText)
        self.line.textChanged.connect(lambda _: self.changed.emit())
        self.line.returnPressed.connect(self.entered)
        self._eye = tool(theme, "eye", tr("显示或隐藏口令"))
        self._eye.setCheckable(True)
        self._eye.toggled.connect(self._show)
        caption = label(name, "strong")
        caption.setBuddy(self.line)
        row = line(self.line, self._eye, gap=theme.px("space_xs"))
        row.setStretch(0, 1)
        self.setLayout(column(caption, row, gap=theme.px("space_xs")))
        self.setFocusProxy(self.line)
        self._show(seen=False)

    def _show(self, seen: bool) -> None:
        self.line.setEchoMode(QLineEdit.EchoMode.Normal if seen else QLineEdit.EchoMode.Password)

    @property
    def text(self) -> str:
        """What was typed, to the letter."""
        return self.line.text()

    def clear(self) -> None:
        """Forget what was typed."""
        self.line.clear()


class NewSecret(QWidget):
    """A passphrase twice, with how strong it looks. ``changed`` tells whether it can be used."""

    changed = Signal(bool)
    entered = Signal()

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self.first = SecretField(theme, name, tr("至少 8 个字符，一句话最好"))
        self.second = SecretField(theme, tr("再输一次口令"))
        self._hint = label("", "caption", wrap=True)
        self.setLayout(column(self.first, self._hint, self.second, gap=theme.px("space_sm")))
        for each in (self.first, self.second):
            each.changed.connect(self._look)
            each.entered.connect(self.entered)
        self._look()

    @property
    def ready(self) -> bool:
        """Whether both say the same, and it is long enough."""
        from qmdesk.review.protecting import strength

        return strength(self.first.text) != "short" and self.first.text == self.second.text

    def _look(self) -> None:
        from qmdesk.review.protecting import strength

        first, second = self.first.text, self.second.text
        said, tone = {
            "short": (tr("太短或太单调：至少 8 个字符"), "bad"),
            "plain": (tr("可以用；再长一些更稳妥"), ""),
            "good": (tr("强度好"), "good"),
        }[strength(first)]
        if second and first != second and not first.startswith(second):
            said, tone = tr("两次输入的口令不一样"), "bad"
        if not first:
            said, tone = tr("几个不相干的词连成一句，又长又好记；口令不保存在任何地方"), ""
        self._hint.setText(said)
        restyle(self._hint, "tone", tone)
        self.changed.emit(self.ready)

    def clear(self) -> None:
        """Forget what was typed."""
        self.first.clear()
        self.second.clear()
