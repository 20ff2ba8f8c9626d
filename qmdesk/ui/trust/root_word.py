"""The form by which an institution's root speaks for a device, or withdraws a certificate or a device."""

# Qt's signals take lambdas of any shape.
# pyright: reportUnknownLambdaType=false

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog

from qmdesk.ui import jobs
from qmdesk.ui.theme import Theme
from qmdesk.ui.trust.making import P12, CardForm
from qmdesk.ui.widgets.basics import button
from qmdesk.ui.words import tr

PEM = "*.pem *.crt *.cer"


class RootWordForm(CardForm):
    """``done`` tells the file written, to travel to everybody's trust list, and whom it is about."""

    done = Signal(object, str)  # Path, name

    def __init__(self, theme: Theme) -> None:
        about = tr("认证后，信任这个根证书的人就信任这台设备；吊销后，它签的一律不认。写出的文件交给各人导入。")
        super().__init__(theme, tr("认证设备、吊销证书"), about)
        self.about = self._file(tr("设备的证书，或要吊销的个人证书"), tr("由“导出本机证书”写出"), PEM)
        self.root = self._file(tr("机构根证书"), P12, P12)
        self.secret = self._field(tr("根证书口令"), secret=True)
        self._certify = button(tr("认证设备…"), lambda: self._ask(revokes=False), theme=theme, icon="shield-check")
        self._revoke = button(tr("吊销…"), lambda: self._ask(revokes=True), theme=theme, icon="x")
        self._end(self._certify, self._revoke)

    def right(self) -> bool:
        """Whether both files are named; what is missing is said."""
        for field, text in ((self.about, tr("请选择设备或个人的证书")), (self.root, tr("请选择机构根证书（.p12）"))):
            if not field.text().strip():
                return self._wrong(text, field)
        self._problem.hide()
        return True

    def _ask(self, *, revokes: bool) -> None:
        if not self.right():
            return
        name = "revoked.pem" if revokes else f"{Path(self.about.text().strip()).stem}.certified.pem"
        suggested = str(Path(self.root.text().strip()).with_name(name))
        # A list of revoked certificates that is there goes on, so nothing is written over.
        option = QFileDialog.Option.DontConfirmOverwrite
        title = tr("吊销名单写到…") if revokes else tr("认证写到…")
        chosen, _ = QFileDialog.getSaveFileName(self, title, suggested, f"{tr('证书')} (*.pem)", "", option)
        if chosen:
            self.write(Path(chosen), revokes=revokes)

    def write(self, path: Path, *, revokes: bool) -> None:
        """Let the root say it, in a file."""
        if not self.right():
            return
        root, about = (Path(self.root.text().strip()), self.secret.text()), Path(self.about.text().strip())

        def work() -> str:
            from qmdesk.review.identities import certify, revoke

            return ", ".join(revoke(root, [about], path)) if revokes else certify(root, about, path)

        jobs.run(self, work, lambda name: self.done.emit(path, name), self.failed.emit)
