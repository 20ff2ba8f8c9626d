"""The procedure: every stage with its result, its day and what may be recorded next."""

# Qt's signals take lambdas of any shape.
# pyright: reportUnknownLambdaType=false

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from qmdesk.formdef.benchmark import Step
from qmdesk.model.problem import Refused
from qmdesk.ui.benchmark.reading import found_of, made_of
from qmdesk.ui.desk import Desk
from qmdesk.ui.pages.registry import PageSpec
from qmdesk.ui.widgets.basics import button, column, frame, label, line, restyle
from qmdesk.ui.widgets.page_frame import PageFrame
from qmdesk.ui.widgets.typing_fields import LineField
from qmdesk.ui.words import sentence, tr
from qmdesk.visit.benchmark.stages import REMOVAL, Stand, current, stages

#: Results offered at a stage; a notice begins first, only an optional stage can be left out.
_TONES = {
    "passed": "good",
    "failed": "bad",
    "removed": "bad",
    "objection": "warn",
    "under-way": "warn",
    "not-needed": "",
}


class StagesPage(PageFrame):
    """A card for each stage; what is refused is said in it, and nothing typed is lost."""

    def __init__(self, desk: Desk, spec: PageSpec) -> None:
        super().__init__(desk.theme, spec.name(), tr("按顺序记录；公示的最后一天按工作日自动算出。"))
        self._desk = desk
        self.cards = {step.id: StageCard(desk, step) for step in made_of(desk.hub).steps}
        for card in self.cards.values():
            self.body.addWidget(card)
        desk.hub.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        made, found = made_of(self._desk.hub), found_of(self._desk.hub)
        now = current(made, found)
        for each in stages(made, found):
            self.cards[each.step.id].show_stand(each, here=now is not None and now.step.id == each.step.id)

    def show_place(self, where: str) -> None:
        """Go to a stage."""
        card = self.cards.get(where.partition(":")[2].partition("/")[0])
        if card is not None:
            self.area.ensureWidgetVisible(card)
            card.reason.setFocus()


class StageCard(QWidget):
    """One stage: what stands, and buttons for the results that it may have."""

    def __init__(self, desk: Desk, step: Step) -> None:
        super().__init__()
        self._desk, self._step = desk, step
        theme, lang = desk.theme, desk.lang
        gap = theme.px("space_sm")
        self._state, self._days = label("", "chip"), label("", "muted", wrap=True)
        self._problem = label("", "problem", wrap=True)
        self._problem.hide()
        self.on = LineField(tr("日期"), "2026-06-15")
        self.reason = LineField(tr("理由或说明"), tr("理由或说明"))
        row = line(self.on, self.reason, gap=gap)
        row.setStretch(1, 1)
        self.on.setMaximumWidth(theme.px("space_xxl") * 4)
        buttons = line(gap=gap)
        choices = desk.hub.form.records["stage"].fields["state"].choices
        self.results = {each: button(choices[each].in_(lang), lambda e=each: self.put(e)) for each in self._offered()}
        for each in self.results.values():
            buttons.addWidget(each)
        buttons.addStretch(1)
        head = line(label(step.name.in_(lang), "strong", wrap=True), self._state, gap=gap)
        head.setStretch(0, 1)
        about = label(step.about.in_(lang), "caption", wrap=True)
        body = column(
            head, about, self._days, row, buttons, self._problem, gap=gap, margins=(theme.px("space_md"),) * 4
        )
        self.setLayout(column(frame("card", body)))

    def _offered(self) -> list[str]:
        if self._step.id == REMOVAL:
            return ["removed"]
        begins = ["under-way"]
        ends = ["passed", "failed"] if self._step.id != "notice" else ["passed", "objection"]
        return [*begins, *ends, *(["not-needed"] if self._step.optional else [])]

    def show_stand(self, each: Stand, *, here: bool) -> None:
        """Show what stands at this stage; ``here``: it is the one to go on with."""
        choices = self._desk.hub.form.records["stage"].fields["state"].choices
        words = choices[each.state].in_(self._desk.lang) if each.state in choices else tr("现在到这里") if here else ""
        self._state.setText(words)
        self._state.setVisible(bool(words))
        restyle(self._state, "tone", _TONES.get(each.state, "accent" if here else ""))
        said = [tr("{day} 记录", day=each.on)] if each.on else []
        if each.until:
            said.append(
                tr("{since} 至 {until}（{n} 个工作日）", since=each.since, until=each.until, n=self._step.working_days)
            )
        said += [each.reason] if each.reason else []
        self._days.setText(" · ".join(said))
        self._days.setVisible(bool(said))
        for one in self.results.values():
            one.setEnabled(self._desk.hub.writable)

    def put(self, state: str) -> None:
        """Record a result; what stands against it is said here."""
        from qmdesk.formdef.fields import parse_text
        from qmdesk.review.benchmark import set_stage

        hub = self._desk.hub
        day = ""
        if self.on.text().strip():
            value, problem = parse_text(hub.form.records["stage"].fields["on"], self.on.text())
            if value is None and problem is not None:
                self._say(sentence(problem, self._desk.lang))
                return
            day = str(value)
        try:
            recorded = set_stage(
                hub.session, self._step.id, state, on=day, reason=self.reason.text().strip(), lang=self._desk.lang
            )
        except Refused as refused:
            self._say("\n".join(sentence(each.at(""), self._desk.lang) for each in refused.problems))
            return
        self._say("")
        self.reason.clear()
        hub.follow(recorded)

    def _say(self, text: str) -> None:
        self._problem.setText(text)
        self._problem.setVisible(bool(text))
