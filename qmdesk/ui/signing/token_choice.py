"""Choosing a certificate on a token: the maker's library, a look at what is in, one of its certificates."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

from qmdesk.model.problem import Problem
from qmdesk.ui.desk import Desk
from qmdesk.ui.widgets.basics import button, column, label, line, tool
from qmdesk.ui.widgets.typing_fields import ChoiceBox, LineField
from qmdesk.ui.words import problem_text, tr

if TYPE_CHECKING:
    from qmdesk.trust.token import OnToken


class TokenChoice(QWidget):
    """The PIN is asked beside it; a look needs none."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        theme = desk.theme
        self.library = LineField(tr("令牌驱动（PKCS#11）"), "*.so *.dll *.dylib")
        self.found = ChoiceBox()
        self.found.setAccessibleName(tr("令牌上的证书"))
        self.found.setEnabled(False)
        self._said = label("", "caption", wrap=True)
        row = line(self.library, tool(theme, "folder-open", tr("选择…"), self._ask), gap=theme.px("space_xs"))
        row.setStretch(0, 1)
        self.setLayout(
            column(
                label(self.library.accessibleName(), "caption"),
                row,
                button(tr("查找令牌"), self.look, role="quiet", theme=theme, icon="refresh-cw"),
                self.found,
                self._said,
                gap=theme.px("space_xs"),
            )
        )

    def _ask(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, self.library.accessibleName())
        if chosen:
            self.library.setText(chosen)
            self.look()

    def look(self) -> None:
        """See in the pool which tokens are in."""
        module = Path(self.library.text().strip())
        self._said.setText(tr("正在查找令牌…"))

        def work() -> tuple[OnToken, ...]:
            from qmdesk.trust.token import look

            return look(module)

        self._desk.hub.ask(self, work, self._show, self._refused)

    def _show(self, tokens: tuple[OnToken, ...]) -> None:
        from qmdesk.trust.names import name_of

        self.found.clear()
        for token in tokens:
            for key, certificate in token.keys:
                self.found.addItem(f"{name_of(certificate)} · {token.token}", key.uri)
        self.found.setEnabled(self.found.count() > 0)
        said = "" if self.found.count() else tr("没有找到带签名证书的令牌；插好后再查找。")
        states = {
            "low": tr("PIN 已输错过"),
            "last": tr("PIN 只剩最后一次机会"),
            "locked": tr("PIN 已锁定，请发卡方解锁"),
        }
        warned = [f"{token.token}：{states[token.pin]}" for token in tokens if token.pin]
        self._said.setText("\n".join([*([said] if said else []), *warned]))

    def _refused(self, problems: tuple[Problem, ...]) -> None:
        self.found.clear()
        self.found.setEnabled(False)
        self._said.setText("\n".join(problem_text(each, self._desk.lang) for each in problems))

    def uri(self) -> str:
        """The certificate chosen; empty where none is."""
        return str(self.found.currentData() or "")

    def name(self) -> str:
        """The certificate chosen as people call it."""
        return self.found.currentText()
