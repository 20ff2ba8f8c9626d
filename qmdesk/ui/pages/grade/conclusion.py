"""The team's conclusion: level and reason where it differs, then concluded; opened again only by an amendment."""

# Qt gives None where its stubs say it can't, and its signals take lambdas of any shape.
# pyright: reportUnnecessaryComparison=false, reportUnknownLambdaType=false

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QVBoxLayout, QWidget

from qmdesk.model.problem import Problem, Refused, Severity
from qmdesk.ui.desk import Desk
from qmdesk.ui.frozen import frozen
from qmdesk.ui.naming import span_name, stage_name
from qmdesk.ui.widgets.basics import box, button, column, empty, frame, label, line, scrolled
from qmdesk.ui.widgets.form_grid import FormGroup
from qmdesk.ui.widgets.question import agreed
from qmdesk.ui.widgets.typing_fields import LineField
from qmdesk.ui.words import full_text, tr

#: Reasons that are listed before the leaving check is named for the rest.
REASONS = 6


class ConclusionTab(QWidget):
    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        gap = desk.theme.px("space_md")
        self._state = QVBoxLayout()
        self._shown: object = None
        self._problems = QVBoxLayout()
        team = FormGroup(
            desk,
            tr("评价组结论"),
            "case",
            ("conclusion", "conclusion_reason"),
            tr("一般留空，即采用计算等级。结论最多相差一级，须写明理由，且不能高于没有达到的指标。"),
        )
        body = column(self._problems, team, self._state, None, gap=gap, margins=(0, gap, gap, gap))
        self._area = scrolled(box("page", body))
        self.setLayout(column(self._area))
        desk.hub.assessed.connect(self._refresh)
        desk.hub.changed.connect(self._refresh)
        self._refresh()

    def _concluded(self) -> Mapping[str, object] | None:
        return self._desk.hub.conclusion

    def _refresh(self) -> None:
        done = self._concluded()
        found = self._desk.hub.assessment
        now = (done, found.grade if found is not None else None, self._desk.hub.stage)
        if now == self._shown:
            return  # what is being typed into the reason stays
        self._shown = now
        empty(self._state)
        self._state.addWidget(self._open_card() if done is None else self._done_card(done))

    def _open_card(self) -> QWidget:
        hub, theme = self._desk.hub, self._desk.theme
        pad = theme.px("space_lg")
        found = hub.assessment
        words = span_name(hub.form, found.grade, self._desk.lang) if found is not None else "—"
        go = button(tr("作出结论…"), self.conclude, role="primary", theme=theme, icon="lock")
        go.setEnabled(found is not None and not hub.session.read_only)
        about = tr(
            "计算等级：{level}（{stage}）。作出结论后案卷只能通过更正修改。", level=words, stage=stage_name(hub.stage)
        )
        check = button(tr("先做离厂检查"), lambda: self._desk.go("page:leaving/check"), role="link")
        body = column(
            label(about, "body", wrap=True), line(go, check, None, gap=theme.px("space_sm")), gap=theme.px("space_sm")
        )
        body.setContentsMargins(pad, pad, pad, pad)
        return frame("card", body)

    def _done_card(self, done: Mapping[str, object]) -> QWidget:
        theme, form = self._desk.theme, self._desk.hub.form
        pad = theme.px("space_lg")
        level = done.get("concluded")
        name = form.level(level).name.in_(self._desk.lang) if form.has_level(level) else ""
        reason = LineField(tr("更正的理由"), tr("为什么要更正？"))
        go = button(tr("更正…"), lambda: self.amend(reason.text()), theme=theme, icon="pencil")
        body = column(
            label(tr("已作结论：{level}", level=name), "heading"),
            label(
                tr(
                    "{stage} · {at}",
                    stage=stage_name(str(done.get("stage"))),
                    at=str(done.get("at"))[:16].replace("T", " "),
                ),
                "caption",
            ),
            line(reason, go, gap=theme.px("space_sm")),
            gap=theme.px("space_sm"),
            margins=(pad, pad, pad, pad),
        )
        return frame("banner", body, "good")

    def conclude(self) -> None:
        """Go through the leaving check; what must be settled is said with the way there, else it is asked once."""
        hub, lang = self._desk.hub, self._desk.lang
        session, stage = frozen(hub.session), hub.stage

        def work() -> tuple[Problem, ...]:
            from qmdesk.review.check import leaving_check

            found = leaving_check(session, stage, lang=lang).open
            return tuple(each for each in found if each.severity is Severity.ERROR)

        hub.ask(self, work, self._weigh, self._say)

    def _weigh(self, must: tuple[Problem, ...]) -> None:
        if not must:
            self.ask()
            return
        self._say(must[:REASONS])
        told = label(tr("没有作结论：离厂检查还有 {n} 项必须处理。", n=len(must)), "heading", wrap=True)
        self._problems.insertWidget(0, told)
        check = button(tr("到离厂检查看全部"), lambda: self._desk.go("page:leaving/check"), role="link")
        row = line(check, None)
        found = self._desk.hub.assessment
        if found is not None and found.grade.level is not None:
            self._why = LineField(tr("仍要作结论的理由"), tr("为什么不处理也要作结论？理由会写进结论记录"))
            nevertheless = button(tr("不处理，仍要作结论…"), lambda: self.ask(self._why.text()), role="quiet")
            self._problems.addLayout(line(self._why, nevertheless, gap=self._desk.theme.px("space_sm")))
        self._problems.addLayout(row)

    def ask(self, reason: str = "") -> None:
        """Ask once, then conclude."""
        about = tr("等级、评价表和记录链的末端会固定下来。以后只能通过更正修改，原结论保留。")
        if agreed(self, self._desk.theme, tr("作出结论？"), about, tr("作出结论"), tr("再看看")):
            self.conclude_now(reason)

    def conclude_now(self, reason: str = "") -> None:
        """Conclude without asking."""
        from qmdesk.review.conclude import conclude

        self._try(lambda: self._desk.hub.follow(conclude(self._desk.hub.session, self._desk.hub.stage, reason)))

    def amend(self, reason: str) -> None:
        """Open the case again; a reason is asked for."""
        from qmdesk.review.conclude import amend

        if not reason.strip():
            self._say((Problem("reason-needed"),))
            return
        self._try(lambda: self._desk.hub.follow(amend(self._desk.hub.session, reason.strip())))

    def _try(self, what: object) -> None:
        empty(self._problems)
        try:
            what()  # pyright: ignore[reportCallIssue]
        except Refused as refused:
            self._say(refused.problems)

    def _say(self, problems: tuple[Problem, ...]) -> None:
        empty(self._problems)
        lang, theme = self._desk.lang, self._desk.theme
        for each in problems:
            text = full_text(each, lang)
            row = line(label(text, "problem", wrap=True), gap=theme.px("space_sm"))
            row.setStretch(0, 1)
            if each.where:
                row.addWidget(button(tr("去看看"), lambda w=each.where: self._desk.go(w), role="link"))
            self._problems.addLayout(row)
        self._area.verticalScrollBar().setValue(0)
