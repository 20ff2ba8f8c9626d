"""The report of the on-site check: what it will sum up, who signs, saving and signing it in one go."""

# Qt's signals take lambdas of any shape.
# pyright: reportUnknownLambdaType=false

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QLabel, QWidget

from qmdesk.model.problem import Problem
from qmdesk.ui.benchmark.reading import problems_of, said_at
from qmdesk.ui.desk import Desk
from qmdesk.ui.frozen import frozen
from qmdesk.ui.pages.registry import PageSpec
from qmdesk.ui.pages.report_work import opened, sign_more, stamp
from qmdesk.ui.signing.panel import SigningPanel
from qmdesk.ui.widgets.basics import box, button, column, empty, frame, label, line, scrolled
from qmdesk.ui.words import tr

if TYPE_CHECKING:
    from qmdesk.report.benchmark.check_report import CheckReport

#: Open points that are named beside the report.
MOST = 8


class ReportPage(QWidget):
    """``said`` tells what is being done and what came of it; signing is the panel on the right."""

    def __init__(self, desk: Desk, spec: PageSpec) -> None:
        super().__init__()
        self._desk = desk
        theme = desk.theme
        pad, gap = theme.px("space_lg"), theme.px("space_sm")
        self.said: QLabel = label("", "muted", wrap=True)
        self._summary, self._open, self._verify = column(gap=gap), column(gap=gap), column()
        save = button(tr("保存并签名…"), self._ask, role="primary", theme=theme, icon="file-check")
        about = tr("报告印出下面几句结论、申报条件、核查要点、评分、取自评价的数据和疑点，里面带着全部记录，可以核验。")
        parts = column(
            label(spec.name(), "title"),
            label(about, "muted", wrap=True),
            line(save, None),
            self.said,
            self._verify,
            frame("card", column(label(tr("结论"), "heading"), self._summary, gap=gap, margins=(pad,) * 4)),
            frame("card", column(label(tr("缺项和疑点"), "heading"), self._open, gap=gap, margins=(pad,) * 4)),
            None,
            gap=theme.px("space_md"),
            margins=(pad, gap, pad, pad),
        )
        self.signing = SigningPanel(desk)
        self.signing.old.setEnabled(False)
        self.signing.more_wanted.connect(self._ask_more)
        self.signing.stamp_wanted.connect(self._ask_stamp)
        whole = line(scrolled(box("page", parts)), self.signing, gap=gap, margins=(0, gap, gap, gap))
        whole.setStretch(0, 1)
        self.setLayout(column(box("page", whole)))
        desk.hub.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show what the report would say now."""
        from qmdesk.report.benchmark.summary import summary_lines

        hub, lang = self._desk.hub, self._desk.lang
        empty(self._summary)
        for each in summary_lines(hub.form, hub.session.outline(), lang):
            self._summary.addWidget(label(each, wrap=True))
        empty(self._open)
        problems = [each for each in problems_of(hub, lang) if str(each.severity) != "info"]
        for each in problems[:MOST]:
            self._open.addWidget(label(said_at(self._desk, each), "muted", wrap=True))
        left = tr("另有 {count} 条", count=len(problems) - MOST) if len(problems) > MOST else ""
        self._open.addWidget(label(left or ("" if problems else tr("没有")), "muted"))

    def _ask(self) -> None:
        folder = self._desk.hub.session.path.parent
        chosen, _ = QFileDialog.getSaveFileName(self, tr("保存"), str(folder / tr("现场核查报告.pdf")), "PDF (*.pdf)")
        if chosen:
            self.save(Path(chosen).with_suffix(".pdf"))

    def save(self, path: Path) -> None:
        """Write the report and sign it for those on the list, in the pool."""
        from qmdesk.review.benchmark import report

        session, lang = frozen(self._desk.hub.session), self._desk.lang
        wishes, going = list(self.signing.wishes), self.signing.going()

        def work() -> CheckReport:
            signing = [opened(each) for each in wishes]
            roles = (*(each.role for each in signing if each.identity is not None), *going.later) if going.later else ()
            return report(session, path, signing, roles=roles, lang=lang, force=True, tsa_url=going.tsa_url)

        def done(info: CheckReport) -> None:
            self.signing.wishes.clear()
            self.signing.show_wishes()
            self.said.setText(
                tr("已写出 {path}，{pages} 页，{count} 个签名", path=path, pages=info.pages, count=len(wishes))
            )
            self._offer(path if wishes else None)

        self.said.setText(tr("正在处理…"))
        self._desk.hub.ask(self, work, done, self._refused)

    def _ask_more(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, tr("补签已保存的报告…"), "", "PDF (*.pdf)")
        if chosen:
            self.more(Path(chosen))

    def more(self, path: Path) -> None:
        """Sign a saved report for those on the list."""
        wishes, lang, url = list(self.signing.wishes), self._desk.lang, self.signing.going().tsa_url

        def done(signed: Path) -> None:
            self.signing.wishes.clear()
            self.signing.show_wishes()
            self.said.setText(tr("已签名：{name}", name=signed.name))
            self._offer(signed)

        self._desk.hub.ask(self, lambda: sign_more(path, wishes, lang, url), done, self._refused)

    def _ask_stamp(self) -> None:
        url = self.signing.going().tsa_url
        if not url:
            self.said.setText(tr("先填写时间戳服务器的地址。"))
            self.signing.stamp.setFocus()
            return
        chosen, _ = QFileDialog.getOpenFileName(self, tr("给已签名的报告盖时间戳…"), "", "PDF (*.pdf)")
        if chosen:
            path, home = Path(chosen), self._desk.hub.session.who.home
            self._desk.hub.ask(self, lambda: stamp(path, url, home), lambda _: self._offer(path), self._refused)

    def _offer(self, path: Path | None) -> None:
        empty(self._verify)
        verify = self._desk.verify
        if path is not None and verify is not None:
            made = button(tr("核验"), lambda: verify(path), role="link", theme=self._desk.theme, icon="shield-check")
            self._verify.addLayout(line(made, None))

    def _refused(self, problems: tuple[Problem, ...]) -> None:
        self.said.setText("")
        self._desk.tell_problems(problems)
