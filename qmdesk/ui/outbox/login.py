"""The line that asks for a place's password, once one did not let us in."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QWidget

from qmdesk.ui.theme import Theme
from qmdesk.ui.widgets.basics import button, label, line
from qmdesk.ui.widgets.typing_fields import LineField
from qmdesk.ui.words import tr


class LoginLine(QWidget):
    """Hidden until a place asks. ``log_in``, called by Enter and by the button, reads ``password`` and clears it."""

    def __init__(self, theme: Theme, log_in: Callable[[], None]) -> None:
        super().__init__()
        self.password = LineField(tr("口令"), tr("本次使用，不保存"))
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.password.setFixedWidth(theme.px("list"))
        self.password.returnPressed.connect(log_in)
        again = button(tr("登录并重试"), log_in)
        self.setLayout(line(label(tr("口令"), "caption"), self.password, again, None, gap=theme.px("space_sm")))
        self.hide()
