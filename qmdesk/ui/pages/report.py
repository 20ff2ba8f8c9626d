"""The report: build, look through it, sign by role, save."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QImage, QPixmap
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from qmdesk.model.problem import Problem
from qmdesk.ui import jobs
from qmdesk.ui.desk import Desk
from qmdesk.ui.drafts import DraftFolder
from qmdesk.ui.frozen import frozen
from qmdesk.ui.pages.outputs import Outputs, note_exported
from qmdesk.ui.pages.registry import PageSpec
from qmdesk.ui.pages.report_work import Built, Watch, Wish, sign_more, stamp, write
from qmdesk.ui.printing.pages import SHARPNESS, draw
from qmdesk.ui.signing.panel import SigningPanel
from qmdesk.ui.widgets.basics import box, button, column, empty, frame, label, line, say_empty, scrolled
from qmdesk.ui.widgets.least import scrolled_at_least
from qmdesk.ui.words import problem_text, tr

if TYPE_CHECKING:
    from qmdesk.review.stamping import Stamping

#: Pages of the preview that are drawn at once.
AT_ONCE = 4


class ReportPage(QWidget):
    def __init__(self, desk: Desk, spec: PageSpec) -> None:
        super().__init__()
        self._desk = desk
        self._folder = DraftFolder()  # gone with the page
        self._built: Built | None = None
        self.signing = SigningPanel(desk)
        self.signing.more_wanted.connect(self._ask_more)
        self.signing.stamp_wanted.connect(self._ask_stamp)
        self._job: jobs.Job | None = None
        theme = desk.theme
        pad = theme.px("space_lg")
        self._build = button(tr("生成预览"), self.build, role="primary", theme=theme, icon="eye")
        self._save = button(tr("保存报告…"), self._ask_file, theme=theme, icon="download")
        self.outputs = Outputs(desk, self, tr("其他格式"))
        self.outputs.fill_for_report()
        self._stop = button(tr("停止"), self.stop, role="quiet", theme=theme, icon="x")
        self._stop.hide()
        head = line(
            column(
                label(spec.name(), "title", wrap=True),
                label(tr("报告随时可以生成；没有作结论的报告每页标明是草稿。"), "muted", wrap=True),
            ),
            self._stop,
            self._build,
            self._save,
            self.outputs.button,
            gap=theme.px("space_sm"),
        )
        head.setStretch(0, 1)
        self._state = QVBoxLayout()
        self._pages = QVBoxLayout()
        self._pages.setSpacing(theme.px("space_md"))
        inside = column(self._pages, None, margins=(pad, theme.px("space_md"), pad, theme.px("space_md")))
        self._area = scrolled(box("window", inside))
        body = line(self._area, self.signing, gap=theme.px("space_lg"))
        body.setStretch(0, 1)
        whole = column(
            head,
            self._state,
            body,
            gap=theme.px("space_md"),
            margins=(pad, theme.px("space_lg"), pad, theme.px("space_lg")),
        )
        whole.setStretch(2, 1)
        self._area.setMinimumHeight(theme.px("tile"))
        self.setLayout(column(scrolled_at_least(box("page", whole))))
        text = tr("点“生成预览”看一遍全文，再按角色签名。")
        self._pages.addWidget(say_empty(theme, "file-check", tr("还没有生成报告"), text))

    # -- building --------------------------------------------------------------------------------

    def build(self) -> None:
        """Write a draft into a folder of its own and show it."""
        target = Path(self._folder.path()) / "preview.pdf"
        self._run(target, [], self._show_built)

    def save(self, path: Path) -> None:
        """Write the report where the user wants it, signed by those who are down to sign."""
        self._run(path, list(self._wishes), self._saved)

    def _run(self, target: Path, wishes: list[Wish], done: object) -> None:
        session, lang = frozen(self._desk.hub.session), self._desk.lang
        going = self.signing.going()
        for each in (self._build, self._save):
            each.setEnabled(False)
        self._say(tr("正在生成报告…"), "info")
        watch = Watch(self)
        watch.share.connect(self._tell_share)
        job = self._desk.hub.ask(
            self, lambda: write(session, target, wishes, lang, watch.tell, going), done, self._refused  # pyright: ignore[reportArgumentType]
        )  # fmt: skip
        self._job = watch.job = job
        job.ended.connect(self._ended)
        job.ended.connect(watch.deleteLater)
        self._stop.setVisible(not wishes)  # what is being signed is signed to its end

    def _tell_share(self, share: float) -> None:
        if self._job is not None and not self._job.cancelled and not self._build.isEnabled():
            self._say(tr("正在生成报告… {n}%", n=round(100 * share)), "info")

    def stop(self) -> None:
        """Give the report up; it ends before its next page, leaves no file, and the case is untouched."""
        if self._job is not None:
            self._job.cancel()
        self._say(tr("已停止。"), "info")

    def _ended(self) -> None:
        self._stop.hide()
        for each in (self._build, self._save):
            each.setEnabled(True)

    def _refused(self, problems: tuple[Problem, ...]) -> None:
        empty(self._state)
        self._desk.tell_problems(problems)

    def _show_built(self, built: Built) -> None:
        self._built = built
        self._tell_state(built)
        empty(self._pages)
        self._draw(0)

    def _tell_state(self, built: Built) -> None:
        if not built.missing:
            self._say(tr("{n} 页，可以签名", n=built.pages), "good")
            return
        said = "；".join(problem_text(each, self._desk.lang) for each in built.missing[:3])
        more = tr(" 等 {n} 项", n=len(built.missing)) if len(built.missing) > 3 else ""
        self._say(tr("{n} 页，草稿：{said}{more}", n=built.pages, said=said, more=more), "warn")

    def _draw(self, first: int) -> None:
        """Draw the next pages in the pool; so on until all stand."""
        built = self._built
        if built is None or first >= built.pages:
            return
        width = max(self._area.viewport().width() - 3 * self._desk.theme.px("space_xl"), 240)
        ratio = self.devicePixelRatioF()
        self._desk.hub.ask(
            self,
            lambda: [_fitted(each, width, ratio) for each in draw(built.path, first, AT_ONCE)],
            lambda found: self._show_pages(built, first, found),
        )

    def _show_pages(self, built: Built, first: int, images: list[QImage]) -> None:
        if built is not self._built:
            return
        for number, image in enumerate(images, first + 1):
            page = label("")
            page.setPixmap(QPixmap.fromImage(image))
            page.setAccessibleName(tr("第 {n} 页，共 {total} 页", n=number, total=built.pages))
            self._pages.addLayout(line(None, frame("card", column(page, margins=(1, 1, 1, 1))), None))
        if images:
            self._draw(first + len(images))

    def _say(self, text: str, tone: str) -> None:
        empty(self._state)
        pad = self._desk.theme.px("space_sm")
        row = line(label(text, "body", wrap=True), margins=(pad, pad, pad, pad))
        self._state.addWidget(frame("banner" if tone != "info" else "well", row, tone if tone == "good" else ""))

    # -- signing ---------------------------------------------------------------------------------

    def sign_more(self, path: Path) -> None:
        """Sign a report that is saved already, for those on the list."""
        wishes, lang, url = list(self._wishes), self._desk.lang, self.signing.going().tsa_url
        self._say(tr("正在补签 {name}…", name=path.name), "info")
        self._desk.hub.ask(self, lambda: sign_more(path, wishes, lang, url), self._signed_more, self._refused)

    def _ask_more(self) -> None:
        if not self._wishes:
            self._say(tr("先把要补的签名加入列表。"), "warn")
            return
        chosen, _ = QFileDialog.getOpenFileName(self, tr("补签已保存的报告…"), "", "PDF (*.pdf)")
        if chosen:
            self.sign_more(Path(chosen))

    def _signed_more(self, path: Path) -> None:
        empty(self._state)
        self._clear_wishes()
        self._offer_verifying(path)

    def stamp(self, path: Path) -> None:
        """Put a time stamp over a signed report, with what the issuers of its signers say today."""
        url, home = self.signing.going().tsa_url, self._desk.hub.session.who.home
        self._say(tr("正在给 {name} 盖时间戳…", name=path.name), "info")
        self._desk.hub.ask(self, lambda: stamp(path, url, home), lambda done: self._stamped(path, done), self._refused)

    def _ask_stamp(self) -> None:
        if not self.signing.going().tsa_url:
            self._say(tr("先填写时间戳服务器的地址。"), "warn")
            self.signing.stamp.setFocus()
            return
        chosen, _ = QFileDialog.getOpenFileName(self, tr("给已签名的报告盖时间戳…"), "", "PDF (*.pdf)")
        if chosen:
            self.stamp(Path(chosen))

    def _stamped(self, path: Path, done: Stamping) -> None:
        empty(self._state)
        self._offer_verifying(path)
        said = tr(
            "已盖时间戳（{authority}），可证明到 {day}", authority=done.stamp.authority, day=done.stamp.until[:10]
        )
        self._desk.tell(said)
        if done.problems:
            self._desk.tell_problems(done.problems)

    def _clear_wishes(self) -> None:
        self._wishes.clear()
        self.signing.show_wishes()

    # what tests and other pages reach by these names stands in the panel
    @property
    def _wishes(self) -> list[Wish]:
        return self.signing.wishes

    def _ask_file(self) -> None:
        enterprise = self._desk.hub.text("case", "enterprise")
        suggested = str(self._desk.hub.session.path.with_name(tr("{name} 评估报告.pdf", name=enterprise)))
        chosen, _ = QFileDialog.getSaveFileName(self, tr("保存报告"), suggested, "PDF (*.pdf)")
        if chosen:
            self.save(Path(chosen))

    def _saved(self, built: Built) -> None:
        self._tell_state(built)
        signed = bool(self._wishes)
        self._clear_wishes()
        said = tr("已保存 {path}", path=built.path.name)
        self._desk.tell(note_exported(self._desk, said, built.exported) if built.exported else said)
        if signed:
            self._offer_verifying(built.path)
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(built.path.parent)))

    def _offer_verifying(self, path: Path) -> None:
        verify = self._desk.verify
        row = line(label(tr("已签名：{name}", name=path.name), "body", wrap=True), gap=self._desk.theme.px("space_sm"))
        row.setStretch(0, 1)
        if verify is not None:
            row.addWidget(
                button(tr("核验"), lambda: verify(path), role="link", theme=self._desk.theme, icon="shield-check")
            )
        self._state.addLayout(row)


def _fitted(image: QImage, width: int, ratio: float) -> QImage:
    """A page as wide as there is room, for a screen of so many pixels to a point; in the pool, as it takes long."""
    wide = round(min(width, image.width() / SHARPNESS * 1.25) * ratio)
    made = image.scaledToWidth(wide, Qt.TransformationMode.SmoothTransformation)
    made.setDevicePixelRatio(ratio)
    return made
