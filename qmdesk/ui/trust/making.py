"""The two small forms of the trust window: make a certificate, look into one."""

# Qt gives None where its stubs say it can't, and its signals take lambdas of any shape.
# pyright: reportUnnecessaryComparison=false, reportUnknownLambdaType=false

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QLineEdit, QVBoxLayout, QWidget

from qmdesk.ui import jobs
from qmdesk.ui.theme import Theme
from qmdesk.ui.trust.people import role_name
from qmdesk.ui.widgets.basics import button, column, frame, label, line, tool
from qmdesk.ui.widgets.typing_fields import ChoiceBox, LineField
from qmdesk.ui.words import tr

if TYPE_CHECKING:
    from qmdesk.review.identities import Holder

P12 = "*.p12 *.pfx"


class CardForm(QWidget):
    """Fields under each other in a card, and one button."""

    failed = Signal(object)  # tuple[Problem, ...]

    def __init__(self, theme: Theme, title: str, about: str = "") -> None:
        super().__init__()
        self._theme = theme
        pad = theme.px("space_lg")
        self._body: QVBoxLayout = column(
            label(title, "heading"), gap=theme.px("space_xs"), margins=(pad, pad, pad, pad)
        )
        if about:
            self._body.addWidget(label(about, "caption", wrap=True))
        self._problem = label("", "problem", wrap=True)
        self._problem.hide()
        self.setLayout(column(frame("card", self._body)))

    def _field(self, name: str, hint: str = "", *, secret: bool = False) -> LineField:
        made = LineField(name, hint)
        if secret:
            made.setEchoMode(QLineEdit.EchoMode.Password)
        self._add(name, made)
        return made

    def _file(self, name: str, hint: str, pattern: str) -> LineField:
        made = LineField(name, hint)
        self._add(name, made, tool(self._theme, "folder-open", tr("选择…"), lambda: self._choose(made, pattern)))
        return made

    def _add(self, name: str, made: QWidget, beside: QWidget | None = None) -> None:
        caption = label(name, "caption")
        caption.setBuddy(made)
        self._body.addWidget(caption)
        row = line(made, gap=self._theme.px("space_xs"))
        row.setStretch(0, 1)
        if beside is not None:
            row.addWidget(beside)
        self._body.addLayout(row)

    def _choose(self, field: LineField, pattern: str) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, field.accessibleName(), field.text(), f"{tr('证书')} ({pattern})")
        if chosen:
            field.setText(chosen)

    def _end(self, *going: QWidget) -> None:
        """What is wrong, and the buttons, off the fields."""
        self._body.addWidget(self._problem)
        self._body.addSpacing(self._theme.px("space_sm"))
        self._body.addLayout(line(*going, None, gap=self._theme.px("space_sm")))

    def _wrong(self, text: str, field: QWidget) -> bool:
        self._problem.setText(text)
        self._problem.show()
        field.setFocus()
        return False


class MakingForm(CardForm):
    """``made`` tells the files written: a person's certificate, or with ``root`` an institution's root."""

    made = Signal(object)  # tuple[Path, ...]

    def __init__(self, theme: Theme, lang: str, *, root: bool) -> None:
        from qmdesk.review.identities import ROLES

        title = tr("新建机构根证书") if root else tr("新建签名证书")
        about = (
            tr("机构用根证书给评估员签发证书；文件请保管在机构，不要带到现场。")
            if root
            else tr("没有机构根证书时，证书自成一根，旁边另存一份 .trust.pem 交给核验的人。")
        )
        super().__init__(theme, title, about)
        self._is_root = root
        self.name = self._field(tr("机构名称") if root else tr("姓名"))
        self.org = self._field(tr("所在机构（可选）"))
        self.role = ChoiceBox()
        self.authority = self.secret_of_authority = None
        if not root:
            self.role.setAccessibleName(tr("签名角色"))
            for each in ROLES:
                self.role.addItem(role_name(each, lang), each)
            self._add(tr("签名角色"), self.role)
            self.authority = self._file(tr("机构根证书（可选）"), P12, P12)
            self.secret_of_authority = self._field(tr("根证书口令"), secret=True)
        self.secret = self._field(tr("新证书的口令"), tr("只有本人知道"), secret=True)
        self.again = self._field(tr("再输一次口令"), secret=True)
        self._go = button(tr("保存证书…"), self._ask, role="primary", theme=theme, icon="save")
        self._end(self._go)

    def right(self) -> bool:
        """Whether all is filled in; what is not is said."""
        if not self.name.text().strip():
            return self._wrong(tr("请填写名称"), self.name)
        if not self.secret.text():
            return self._wrong(tr("请设一个口令"), self.secret)
        if self.secret.text() != self.again.text():
            return self._wrong(tr("两次输入的口令不一样"), self.again)
        self._problem.hide()
        return True

    def _ask(self) -> None:
        if not self.right():
            return
        suggested = f"{self.name.text().strip()}.p12"
        chosen, _ = QFileDialog.getSaveFileName(self, tr("保存证书…"), suggested, f"{tr('证书')} (*.p12)")
        if chosen:
            self.write(Path(chosen))

    def write(self, path: Path) -> None:
        """Make the certificate and write it; never over another."""
        if not self.right():
            return
        name, org, secret = self.name.text().strip(), self.org.text().strip(), self.secret.text()
        role, is_root = str(self.role.currentData() or ""), self._is_root
        authority = None
        if self.authority is not None and self.secret_of_authority is not None and self.authority.text().strip():
            authority = (Path(self.authority.text().strip()), self.secret_of_authority.text())

        def work() -> tuple[Path, ...]:
            from qmdesk.review.identities import make_identity, make_root

            if is_root:
                return make_root(path, secret, name=name, org=org)
            return make_identity(path, secret, name=name, role=role, org=org, root=authority)

        self._go.setEnabled(False)
        job = jobs.run(self, work, self.made.emit, self.failed.emit)
        job.ended.connect(lambda: self._go.setEnabled(True))


class OpeningForm(CardForm):
    """``found`` tells whom a certificate file is for."""

    found = Signal(object)  # Holder

    def __init__(self, theme: Theme, path: Path | None) -> None:
        super().__init__(theme, tr("查看证书文件"))
        self.file = self._file(tr("证书文件"), P12, P12)
        self.file.setText(str(path) if path else "")
        self.secret = self._field(tr("证书口令"), secret=True)
        self.secret.returnPressed.connect(self.look)
        self._end(button(tr("查看"), self.look, role="primary", theme=theme, icon="eye"))

    def look(self) -> None:
        """Open the certificate."""
        path, secret = Path(self.file.text().strip()), self.secret.text()
        if not self.file.text().strip():
            self._wrong(tr("请选择证书文件（.p12）"), self.file)
            return

        def work() -> Holder:
            from qmdesk.review.identities import holder_of

            return holder_of(path, secret)

        jobs.run(self, work, self.found.emit, self.failed.emit)
