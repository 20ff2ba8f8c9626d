"""How a package goes out and which come in: since which one, signed by whom, and whether only certified ones count."""

# Qt's signals take lambdas of any shape.
# pyright: reportUnknownLambdaType=false

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QFileDialog, QLineEdit, QWidget

from qmdesk.ui.desk import Desk
from qmdesk.ui.widgets.basics import box, button, column, frame, label, line, tool
from qmdesk.ui.widgets.typing_fields import ChoiceBox, LineField
from qmdesk.ui.words import tr

if TYPE_CHECKING:
    from qmdesk.exchange.colleagues import Colleague


class Outgoing(QWidget):
    """Folded until it is wanted: most packages are whole, and signed by this device."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        theme = desk.theme
        gap, pad = theme.px("space_xs"), theme.px("space_lg")
        self._unfold = button(tr("导出和带入的选项"), self.unfold, role="link", theme=theme, icon="chevron-right")
        self.colleague = ChoiceBox()
        self.colleague.setAccessibleName(tr("只导出这位同事没有的（按收到的他的同步包）"))
        self.since = LineField(tr("只导出此包之后的新记录（可选）"), tr("不选则导出全部"))
        self.recipient = LineField(tr("加密给（收件人的证书，可选）"), tr("不选则不加密"))
        self.certificate = LineField(tr("用个人证书签名（可选）"), tr("不选则用本机的钥匙"))
        self.secret = LineField(tr("证书口令"))
        self.secret.setEchoMode(QLineEdit.EchoMode.Password)
        self._strict = QCheckBox(tr("只接受由信任名单中的根证书签发的同步包"))
        rows = column(gap=theme.px("space_sm"), margins=(pad, pad, pad, pad))
        for field, pattern in (
            (self.since, "ZIP (*.zip)"),
            (self.recipient, f"{tr('证书')} (*.pem *.crt *.cer)"),
            (self.certificate, f"{tr('证书')} (*.p12 *.pfx)"),
        ):
            choose = tool(theme, "folder-open", tr("选择…"), lambda f=field, p=pattern: self._choose(f, p))
            row = line(field, choose, gap=gap)
            row.setStretch(0, 1)
            rows.addWidget(box("", column(_caption(field), row, gap=gap)))
        self._colleague_box = box("", column(_caption(self.colleague), self.colleague, gap=gap))
        rows.insertWidget(0, self._colleague_box)
        self._last = button("", self._use_last, role="link")
        rows.insertWidget(2, self._last)
        rows.addWidget(box("", column(_caption(self.secret), self.secret, gap=gap)))
        rows.addWidget(self._strict)
        self._more = frame("card", rows)
        self._more.hide()
        self.setLayout(column(line(self._unfold, None), self._more, gap=gap))
        self._show_last()
        self.list_colleagues()

    def list_colleagues(self) -> None:
        """Ask the case from whom packages have come: for each of them a package can bring just what he lacks."""
        session = self._desk.hub.session

        def work() -> tuple[Colleague, ...]:
            from qmdesk.review.packing import colleagues

            return colleagues(session)

        self._desk.hub.ask(self, work, self._show_colleagues, lambda _: None)

    def _show_colleagues(self, found: tuple[Colleague, ...]) -> None:
        chosen = self.lacking
        self.colleague.clear()
        self.colleague.addItem(tr("全部导出"), "")
        for each in found:
            when = each.packed_at[:16].replace("T", " ")
            self.colleague.addItem(tr("{name}（{time} 的同步包）", name=each.name, time=when), each.device)
        self.colleague.setCurrentIndex(max(self.colleague.findData(chosen), 0))
        self._colleague_box.setVisible(bool(found))

    @property
    def lacking(self) -> str:
        """The id of the colleague's device that is to get only what it lacks, or ""."""
        return str(self.colleague.currentData() or "")

    def unfold(self) -> None:
        """Show the options, or fold them."""
        self._more.setVisible(self._more.isHidden())
        icon = "chevron-right" if self._more.isHidden() else "chevron-down"
        self._unfold.setIcon(self._desk.theme.icon(icon, "accent"))

    @property
    def wishes(self) -> tuple[Path | None, Path | None, str]:
        """The earlier package, the certificate and its passphrase."""
        since, certificate = self.since.text().strip(), self.certificate.text().strip()
        return Path(since) if since else None, Path(certificate) if certificate else None, self.secret.text()

    @property
    def recipients(self) -> tuple[Path, ...]:
        """The certificate of whom the package is to be sealed for, if any."""
        text = self.recipient.text().strip()
        return (Path(text),) if text else ()

    @property
    def strict(self) -> bool:
        """Whether a package needs a chain to a trusted root."""
        return self._strict.isChecked()

    def demand_chain(self, *, on: bool) -> None:
        self._strict.setChecked(on)

    @property
    def _key(self) -> str:
        return f"packed/{self._desk.hub.session.case_id}"

    def remember(self, package: Path) -> None:
        """The package just written is what the next one can build on; the passphrase goes."""
        self._desk.settings.put(self._key, str(package))
        self.secret.clear()
        self._show_last()

    def _show_last(self) -> None:
        last = Path(self._desk.settings.text(self._key))
        self._last.setVisible(last.is_file())
        self._last.setText(tr("上次导出的：{name}", name=last.name))

    def _use_last(self) -> None:
        self.since.setText(self._desk.settings.text(self._key))

    def _choose(self, field: LineField, pattern: str) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, field.accessibleName(), field.text(), pattern)
        if chosen:
            field.setText(chosen)


def _caption(field: QWidget) -> QWidget:
    made = label(field.accessibleName(), "caption")
    made.setBuddy(field)
    return made
