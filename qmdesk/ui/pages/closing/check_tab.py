"""The leaving check: what is open before the assessors leave, each with the way there; what was skipped, and why."""

# Qt gives None where its stubs say it can't, and its signals take lambdas of any shape.
# pyright: reportUnnecessaryComparison=false, reportUnknownLambdaType=false

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from qmdesk.grading.words import question_text
from qmdesk.model.problem import Problem, Severity
from qmdesk.ui.desk import Desk
from qmdesk.ui.frozen import frozen
from qmdesk.ui.jobs import Job
from qmdesk.ui.naming import told
from qmdesk.ui.pages.preparing.sheet import Sheet
from qmdesk.ui.widgets.basics import button, column, empty, frame, image, label, line
from qmdesk.ui.words import problem_text, remedy_text, tr

if TYPE_CHECKING:
    from qmdesk.review.check import Check


class CheckTab(Sheet):
    """Gone through again whenever it is shown, and after each change while it is."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._job: Job | None = None
        self._state = QVBoxLayout()
        self._lists = QVBoxLayout()
        self._lists.setSpacing(desk.theme.px("space_md"))
        self.body.addLayout(self._state)
        self.body.addLayout(self._lists)
        desk.hub.assessed.connect(self._refresh_if_seen)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def _refresh_if_seen(self) -> None:
        if self.isVisible():
            self.refresh()

    def refresh(self) -> None:
        """Go through the case off the event loop; the newest wish is the one shown."""
        hub, lang = self.desk.hub, self.desk.lang
        if hub.assessment is None:
            return
        session, stage = frozen(hub.session), hub.stage

        def work() -> Check:
            from qmdesk.review.check import leaving_check

            return leaving_check(session, stage, lang=lang)

        if self._job is not None:
            self._job.cancel()
        self._job = hub.ask(self, work, self._show, self.desk.tell_problems)

    def _show(self, check: Check) -> None:
        empty(self._state)
        empty(self._lists)
        must = [each for each in check.open if each.severity is Severity.ERROR]
        weigh = [each for each in check.open if each.severity is not Severity.ERROR]
        self._state.addWidget(self._verdict(len(must), len(weigh) + len(check.questions)))
        self._section(tr("必须处理"), "octagon-alert", "bad", [self._said(each) for each in must])
        asked = [(question_text(each, self.desk.lang), "", each.where) for each in check.questions]
        self._section(tr("要问清楚"), "message-circle", "warn", asked)
        self._section(tr("请斟酌"), "triangle-alert", "warn", [self._said(each) for each in weigh])
        lang = self.desk.lang
        skipped = [
            (told(each.step.name.in_(lang), each.reason or "—"), each.by, f"page:{each.step.page}")
            for each in check.skipped
        ]
        self._section(tr("已跳过"), "circle-slash", "muted", skipped)

    def _verdict(self, must: int, weigh: int) -> QWidget:
        theme = self.desk.theme
        pad = theme.px("space_md")
        text = tr("还有 {n} 项必须处理", n=must) if must else tr("可以离厂")
        more = tr("另有 {n} 项请斟酌", n=weigh) if weigh else ""
        icon = image(theme, "octagon-alert" if must else "circle-check", "bad" if must else "good", "icon_lg")
        row = line(
            icon, label(text, "heading"), label(more, "muted"), None, gap=theme.px("space_md"), margins=(pad,) * 4
        )
        if not must:
            row.addWidget(button(tr("去作结论"), lambda: self.desk.go("page:grade"), role="link"))
        return frame("banner", row, "bad" if must else "good")

    def _said(self, problem: Problem) -> tuple[str, str, str]:
        return problem_text(problem, self.desk.lang), remedy_text(problem, self.desk.lang), problem.where

    def _section(self, title: str, icon: str, colour: str, lines: list[tuple[str, str, str]]) -> None:
        if not lines:
            return
        theme = self.desk.theme
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
                there = button(tr("前往"), lambda w=where: self.desk.go(w), role="link")
                there.setAccessibleName(tr("前往：{text}", text=text))
                row.addWidget(there)
            body.addLayout(row)
        self._lists.addWidget(frame("card", body))
