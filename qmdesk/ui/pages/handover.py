"""Hand over the enterprise's own assessment: what is still open, and the package for the assessors."""

# Qt gives None where its stubs say it can't, and its signals take lambdas of any shape.
# pyright: reportUnnecessaryComparison=false, reportUnknownLambdaType=false

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QShowEvent
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from qmdesk.model.problem import Problem
from qmdesk.ui.desk import Desk
from qmdesk.ui.naming import span_name
from qmdesk.ui.pages.registry import PageSpec
from qmdesk.ui.widgets.basics import button, column, empty, frame, label, line
from qmdesk.ui.widgets.page_frame import PageFrame
from qmdesk.ui.words import problem_text, remedy_text, tr

if TYPE_CHECKING:
    from qmdesk.review.handing_over import HandedOver

#: Open places that are listed; the rest is counted.
SHOWN = 12


class HandOverPage(PageFrame):
    """Nothing that is open forbids handing over: a review begins with what there is."""

    def __init__(self, desk: Desk, spec: PageSpec) -> None:
        about = tr("自评包是一个压缩文件：填好的自评表、佐证材料和测量数据。评价组用它建立复核案卷，不必重新录入。")
        super().__init__(desk.theme, spec.name(), about)
        self._desk = desk
        self.write = button(tr("生成自评包…"), self._choose, role="primary", theme=desk.theme, icon="package-open")
        self.head.addWidget(self.write)
        self._level = label("—", "heading")
        self._made = QVBoxLayout()
        self._open = QVBoxLayout()
        self._open.setSpacing(2)
        pad = desk.theme.px("space_lg")
        card = column(label(tr("自评等级（按已填内容计算）"), "section"), self._level, gap=2, margins=(pad,) * 4)
        self.body.addWidget(frame("card", card))
        self.body.addLayout(self._made)
        self._head_of_open = label("", "heading")
        self.body.addWidget(self._head_of_open)
        self.body.addLayout(self._open)
        desk.hub.assessed.connect(self._refresh)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._refresh()

    def _refresh(self) -> None:
        if not self.isVisible():
            return
        found = self._desk.hub.assessment
        if found is not None:
            self._level.setText(span_name(self._desk.hub.form, found.grade, self._desk.lang))
        session, lang = self._desk.hub.session, self._desk.lang

        def work() -> tuple[Problem, ...]:
            from qmdesk.review.handing_over import doubts

            return doubts(session, lang)

        self._desk.hub.ask(self, work, self._show_open)

    def _show_open(self, problems: tuple[Problem, ...]) -> None:
        empty(self._open)
        count = len(problems)
        self._head_of_open.setText(tr("还有 {n} 处空着或不一致", n=count) if count else tr("都已填写"))
        if not count:
            self._open.addWidget(label(tr("可以生成自评包交给评价组。"), "muted"))
        for each in problems[:SHOWN]:
            self._open.addWidget(self._thing(each))
        if count > SHOWN:
            self._open.addWidget(label(tr("还有 {n} 项", n=count - SHOWN), "caption"))

    def _thing(self, problem: Problem) -> QWidget:
        text, where = problem_text(problem, self._desk.lang), problem.where.replace(" ", "/")
        made = button(text, lambda: self._desk.go(where), role="row", theme=self._desk.theme, icon="circle")
        made.setToolTip(remedy_text(problem, self._desk.lang))
        return made

    def _choose(self) -> None:
        hub, settings = self._desk.hub, self._desk.settings
        folder = Path(settings.text("folder") or hub.session.path.parent)
        name = "".join("_" if each in '<>:"/\\|?*' else each for each in hub.text("case", "enterprise"))
        proposed = folder / f"{name or hub.session.path.stem} {tr('自评包')}.zip"
        chosen, _ = QFileDialog.getSaveFileName(self, tr("生成自评包"), str(proposed), "ZIP (*.zip)")
        if chosen:
            self.hand_over(Path(chosen if chosen.lower().endswith(".zip") else f"{chosen}.zip"))

    def hand_over(self, path: Path) -> None:
        """Write the package in the pool, then say what is in it."""
        session, lang = self._desk.hub.session, self._desk.lang
        self.write.setEnabled(False)

        def work() -> HandedOver:
            from qmdesk.review.handing_over import hand_over

            return hand_over(session, path, lang=lang, force=True)

        self._desk.hub.ask(self, work, self._show_made, self._refused)

    def _refused(self, problems: tuple[Problem, ...]) -> None:
        self.write.setEnabled(True)
        self._desk.tell_problems(problems)

    def _show_made(self, made: HandedOver) -> None:
        from qmdesk.review.exporting import note

        self.write.setEnabled(True)
        empty(self._made)
        theme = self._desk.theme
        pad = theme.px("space_lg")
        text = tr(
            "{answers} 项内容，{files} 个佐证文件，{sets} 组测量数据",
            answers=made.answers,
            files=made.files,
            sets=made.sets,
        )
        folder = QUrl.fromLocalFile(str(made.exported.path.parent))
        show = lambda: QDesktopServices.openUrl(folder)  # noqa: E731
        open_folder = button(tr("打开所在文件夹"), show, role="quiet", theme=theme, icon="folder-open")
        words = column(
            label(tr("自评包已写好"), "strong"),
            label(str(made.exported.path), "body", wrap=True),
            label(text, "muted", wrap=True),
            label(f"SHA-256 {made.exported.sha256}", "caption", wrap=True),
            gap=2,
        )
        row = line(words, open_folder, gap=theme.px("space_md"), margins=(pad, pad, pad, pad))
        row.setStretch(0, 1)
        self._made.addWidget(frame("banner", row, tone="good"))
        hub = self._desk.hub
        if not hub.session.read_only:
            hub.do(lambda: note(hub.session, made.exported))
