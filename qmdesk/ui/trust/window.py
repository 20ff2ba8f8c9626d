"""Certificates and whom we believe: this device, trusted roots, devices met; new certificates are made here."""

# Qt gives None where its stubs say it can't, and its signals take lambdas of any shape.
# pyright: reportUnnecessaryComparison=false, reportUnknownLambdaType=false

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from qmdesk.ui import jobs
from qmdesk.ui.naming import listed
from qmdesk.ui.theme import Theme
from qmdesk.ui.trust.making import MakingForm, OpeningForm
from qmdesk.ui.trust.people import kind_name, role_name
from qmdesk.ui.trust.root_word import RootWordForm
from qmdesk.ui.widgets.basics import button, column, empty, frame, image, label, line
from qmdesk.ui.widgets.tool_window import ToolWindow
from qmdesk.ui.words import mark, tr

if TYPE_CHECKING:
    from qmdesk.review.identities import Holder

ICONS = {
    "device": "house",
    "trusted": "shield-check",
    "met": "users",
    "revoked": "x",
    "identity": "circle-user",
    "root": "award",
}
ABOUT = {
    "device": mark("本机的同步包用这把钥匙签名；请当面或打电话把指纹告诉同事。"),
    "trusted": mark("由这些根证书签发的签名可信。报告要通过核验，签名人须出自其中之一。"),
    "revoked": mark("根证书吊销了的签名证书，由吊销名单导入；它们签的一律不认。"),
    "met": mark("带入过其同步包的设备。钥匙换了会报警；机主当面确认换过，才可以忘记它。"),
}


class TrustWindow(ToolWindow):
    """The lists, and one form at a time above them."""

    HELP = "trust"

    def __init__(self, theme: Theme, lang: str, home: Path, over: QWidget | None = None) -> None:
        about = tr("签报告要用个人签名证书（.p12 文件，有口令）。证书和钥匙只在文件里，不进案卷。")
        super().__init__(theme, lang, tr("证书与信任名单"), about, over)
        self._home = home
        self.setAcceptDrops(True)
        for icon, text, work in (
            ("file-plus", tr("新建签名证书"), lambda: self.ask_new(root=False)),
            ("award", tr("新建机构根证书"), lambda: self.ask_new(root=True)),
            ("eye", tr("查看证书文件"), self.ask_open),
            ("download", tr("导入根证书或吊销名单…"), self._ask_trust),
            ("cloud-upload", tr("导出本机证书…"), self._ask_export),
            ("shield-check", tr("认证设备、吊销证书"), self.ask_root_word),
        ):
            self.head.addWidget(button(text, work, theme=theme, icon=icon))
        self._form = QVBoxLayout()
        self._lists = QVBoxLayout()
        self._lists.setSpacing(theme.px("space_md"))
        self.body.addLayout(self._form)
        self.body.addLayout(self._lists)
        self.refresh()

    # -- lists -----------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read the lists again."""
        home = self._home

        def work() -> tuple[Holder, ...]:
            from qmdesk.review.identities import holders_of

            return holders_of(home)

        jobs.run(self, work, self._show, self.say_problems)

    def _show(self, found: tuple[Holder, ...]) -> None:
        empty(self._lists)
        for kind, about in ABOUT.items():
            of_kind = [each for each in found if each.kind == kind]
            pad = self.theme.px("space_lg")
            body = column(
                label(kind_name(kind), "heading"),
                label(tr(about), "caption", wrap=True),
                gap=self.theme.px("space_xs"),
                margins=(pad, pad, pad, pad),
            )
            if not of_kind:
                body.addWidget(label(tr("还没有。"), "muted"))
            for each in of_kind:
                body.addWidget(self.holder(each))
            self._lists.addWidget(frame("card", body))

    def holder(self, each: Holder) -> QWidget:
        """One holder of a key in a row."""
        gap = self.theme.px("space_md")
        what = each.role if each.kind in {"device", "met"} else role_name(each.role, self.lang)
        until = tr("有效期至 {date}", date=each.valid_until.date().isoformat()) if each.valid_until else ""
        words = column(label(" · ".join(part for part in (each.name, what) if part), "strong", wrap=True))
        small = " · ".join(
            part
            for part in (until, tr("指纹 {text}", text=_grouped(each.fingerprint)) if each.fingerprint else "")
            if part
        )
        if small:
            words.addWidget(label(small, "caption", wrap=True))
        row = line(image(self.theme, ICONS[each.kind]), words, gap=gap, margins=(0, self.theme.px("space_xs"), 0, 0))
        row.setStretch(1, 1)
        if each.kind == "met":
            forget = button(tr("忘记"), lambda: self.forget(each.role), role="quiet")
            forget.setAccessibleName(tr("忘记设备 {name}", name=each.name))
            row.addWidget(forget)
        made = QWidget()
        made.setLayout(row)
        return made

    def forget(self, device: str) -> None:
        """Take a device's next key as new."""
        home = self._home

        def work() -> None:
            from qmdesk.review.identities import forget_device

            forget_device(home, device)

        self._run(work, lambda _: self.say(tr("已忘记这台设备，它的下一个同步包按新设备对待。"), "good"))

    # -- roots -----------------------------------------------------------------------------------

    def take_files(self, paths: list[Path]) -> None:
        for each in paths:
            if each.suffix.lower() == ".p12":
                self.ask_open(each)
            else:
                self.trust(each)

    def _ask_trust(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(
            self, tr("导入根证书或吊销名单…"), "", f"{tr('证书')} (*.pem *.crt *.cer)"
        )
        if chosen:
            self.trust(Path(chosen))

    def trust(self, path: Path) -> None:
        """Believe the roots in a file from now on."""
        home = self._home

        def work() -> int:
            from qmdesk.review.identities import trust_file

            found, certified = trust_file(home, path)
            return len(found.roots) + len(found.crls) + len(certified)

        self._run(work, lambda n: self.say(tr("已导入 {n} 份根证书或吊销名单", n=n), "good"))

    def _ask_export(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(self, tr("导出本机证书…"), "device.pem", f"{tr('证书')} (*.pem)")
        if chosen:
            self.export(Path(chosen))

    def export(self, path: Path) -> None:
        """Write this device's certificate, for colleagues to seal packages for it."""
        home = self._home

        def work() -> None:
            from qmdesk.review.identities import export_device

            export_device(home, path)

        said = tr("已写出 {name}；同事用它加密同步包，机构用它认证本机。", name=path.name)
        self._run(work, lambda _: self.say(said, "good"))

    # -- certificates ----------------------------------------------------------------------------

    def ask_new(self, *, root: bool) -> MakingForm:
        """Open the form for a new certificate."""
        form = MakingForm(self.theme, self.lang, root=root)
        form.made.connect(self._made)
        self._put(form)
        return form

    def ask_open(self, path: Path | None = None) -> OpeningForm:
        """Open the form that shows what is in a certificate file."""
        form = OpeningForm(self.theme, path)
        form.found.connect(self._found)
        self._put(form)
        return form

    def ask_root_word(self) -> RootWordForm:
        """Open the form by which a root certifies a device, or revokes."""
        form = RootWordForm(self.theme)
        form.done.connect(self._spoken)
        self._put(form)
        return form

    def _spoken(self, path: Path, name: str) -> None:
        empty(self._form)
        self.say(tr("已写出 {path}（{name}），请各人导入", path=path.name, name=name), "good")

    def _put(self, form: QWidget) -> None:
        empty(self._form)
        self.say("")
        form.failed.connect(self.say_problems)  # pyright: ignore[reportAttributeAccessIssue]
        self._form.addWidget(form)

    def _made(self, paths: tuple[Path, ...]) -> None:
        empty(self._form)
        names = listed(each.name for each in paths)
        self.say(tr("已写出 {names}，在 {folder}", names=names, folder=paths[0].parent), "good")

    def _found(self, holder: Holder) -> None:
        empty(self._form)
        pad = self.theme.px("space_lg")
        row = column(label(kind_name(holder.kind), "heading"), self.holder(holder), margins=(pad, pad, pad, pad))
        self._form.addWidget(frame("card", row))

    def _run(self, work: object, done: object) -> None:
        job = jobs.run(self, work, done, self.say_problems)  # pyright: ignore[reportArgumentType]
        job.ended.connect(self.refresh)


def _grouped(fingerprint: str) -> str:
    """A fingerprint in groups that can be read out."""
    return " ".join(fingerprint[at : at + 4] for at in range(0, min(len(fingerprint), 32), 4))
