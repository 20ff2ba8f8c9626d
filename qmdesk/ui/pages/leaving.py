"""The leaving check and the closing meeting: what is open before the assessors leave, each with the way there."""

# Qt gives None where its stubs say it can't, and its signals take lambdas of any shape.
# pyright: reportUnnecessaryComparison=false, reportUnknownLambdaType=false

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from qmdesk.grading.words import question_text
from qmdesk.model.problem import Problem, Severity
from qmdesk.ui.desk import Desk
from qmdesk.ui.frozen import frozen
from qmdesk.ui.jobs import Job
from qmdesk.ui.pages.registry import PageSpec
from qmdesk.ui.widgets.basics import button, column, empty, frame, image, label, line
from qmdesk.ui.widgets.form_grid import FormGroup
from qmdesk.ui.widgets.page_frame import PageFrame
from qmdesk.ui.words import problem_text, remedy_text, tr

if TYPE_CHECKING:
    from qmdesk.review.check import Check


class LeavingPage(PageFrame):
    def __init__(self, desk: Desk, spec: PageSpec) -> None:
        super().__init__(desk.theme, spec.name(), tr("离开工厂之前过一遍：没答的、没佐证的、互相矛盾的、没签名的。"))
        self._desk = desk
        self._job: Job | None = None
        theme = desk.theme
        self._backup = button(tr("备份到另一介质…"), self._ask_folder, theme=theme, icon="save")
        self.head.addWidget(self._backup)
        self._state = QVBoxLayout()
        self._lists = QVBoxLayout()
        self._lists.setSpacing(theme.px("space_lg"))
        self.body.addLayout(self._state)
        self.body.addLayout(self._lists)
        about = tr("企业对事实有异议的，照原话写下；没有则留空。")
        self.body.addWidget(FormGroup(desk, tr("末次会议"), "case", ("objection",), about))
        desk.hub.assessed.connect(self._refresh_if_seen)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._refresh()

    def _refresh_if_seen(self) -> None:
        if self.isVisible():
            self._refresh()

    def _refresh(self) -> None:
        """Go through the case off the event loop; the newest wish is the one shown."""
        hub, lang = self._desk.hub, self._desk.lang
        if hub.assessment is None:
            return
        session, stage = frozen(hub.session), hub.stage

        def work() -> Check:
            from qmdesk.review.check import leaving_check

            return leaving_check(session, stage, lang=lang)

        if self._job is not None:
            self._job.cancel()
        self._job = hub.ask(self, work, self._show, self._desk.tell_problems)

    def _show(self, check: Check) -> None:
        empty(self._state)
        empty(self._lists)
        must = [each for each in check.open if each.severity is Severity.ERROR]
        weigh = [each for each in check.open if each.severity is not Severity.ERROR]
        self._state.addWidget(self._verdict(len(must), len(weigh) + len(check.questions)))
        self._section(tr("必须处理"), "octagon-alert", "bad", [self._said(each) for each in must])
        asked = [(question_text(each, self._desk.lang), "", each.where) for each in check.questions]
        self._section(tr("要问清楚"), "message-circle", "warn", asked)
        self._section(tr("请斟酌"), "triangle-alert", "warn", [self._said(each) for each in weigh])

    def _verdict(self, must: int, weigh: int) -> QWidget:
        theme = self._desk.theme
        pad = theme.px("space_md")
        text = tr("还有 {n} 项必须处理", n=must) if must else tr("可以离厂")
        more = tr("另有 {n} 项请斟酌", n=weigh) if weigh else ""
        icon = image(theme, "octagon-alert" if must else "circle-check", "bad" if must else "good", "icon_lg")
        row = line(
            icon, label(text, "heading"), label(more, "muted"), None, gap=theme.px("space_md"), margins=(pad,) * 4
        )
        if not must:
            row.addWidget(button(tr("去作结论"), lambda: self._desk.go("page:grade"), role="link"))
        return frame("banner", row, "bad" if must else "good")

    def _said(self, problem: Problem) -> tuple[str, str, str]:
        return problem_text(problem, self._desk.lang), remedy_text(problem, self._desk.lang), problem.where

    def _section(self, title: str, icon: str, colour: str, lines: list[tuple[str, str, str]]) -> None:
        if not lines:
            return
        theme = self._desk.theme
        pad = theme.px("space_lg")
        body = column(
            label(f"{title}  {len(lines)}", "heading"), gap=theme.px("space_sm"), margins=(pad, pad, pad, pad)
        )
        for text, remedy, where in lines:
            words = column(label(text, "body", wrap=True))
            if remedy:
                words.addWidget(label(remedy, "caption", wrap=True))
            row = line(image(theme, icon, colour), words, gap=theme.px("space_md"))
            row.setStretch(1, 1)
            if where:
                there = button(tr("前往"), lambda w=where: self._desk.go(w), role="link")
                there.setAccessibleName(tr("前往：{text}", text=text))
                row.addWidget(there)
            body.addLayout(row)
        self._lists.addWidget(frame("card", body))

    # -- backup ----------------------------------------------------------------------------------

    def _ask_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, tr("备份到哪里？最好是另一块盘"))
        if chosen:
            self.back_up(Path(chosen))

    def back_up(self, folder: Path) -> None:
        """Copy the case into a folder, under a name with the time; read back before it counts."""
        session = self._desk.hub.session
        time = session.now()[:19].replace(":", "").replace("-", "").replace("T", "-")
        target = folder / f"{session.path.stem} {time}.qmcase"
        self._backup.setEnabled(False)

        def work() -> Path:
            from qmdesk.review.backups import back_up_session

            return back_up_session(session, target)

        job = self._desk.hub.ask(
            self,
            work,
            lambda path: self._desk.tell(tr("已备份到 {path}", path=path)),
            self._desk.tell_problems,
        )
        job.done.connect(self._refresh)
        job.ended.connect(lambda: self._backup.setEnabled(True))
