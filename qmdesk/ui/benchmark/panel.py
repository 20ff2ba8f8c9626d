"""The panel on the right of a 质量标杆 case: lengths, what is open, the stage, the score; it follows the hub."""

# Qt's signals take lambdas of any shape.
# pyright: reportUnknownLambdaType=false

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from qmdesk.model.problem import Severity
from qmdesk.ui.benchmark.reading import found_of, made_of, problems_of, said_at
from qmdesk.ui.desk import Desk
from qmdesk.ui.widgets.basics import button, column, empty, frame, label, line
from qmdesk.ui.words import tr
from qmdesk.visit.benchmark.scoring import rounds, shown
from qmdesk.visit.benchmark.stages import current
from qmdesk.visit.benchmark.text import experience

#: Open points that the panel names.
MOST = 6


class StandingPanel(QWidget):
    """How far the application is."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        theme = desk.theme
        self.setAccessibleName(tr("申报进度"))
        self._state = label("", "title", wrap=True)
        self._stage = label("", "caption", wrap=True)
        self._lengths, self._scores, self._open = column(gap=2), column(gap=2), column()
        gap, pad = theme.px("space_md"), theme.px("space_lg")
        body = column(
            label(tr("申报进度"), "section"),
            self._state,
            self._stage,
            gap,
            label(tr("篇幅"), "section"),
            self._lengths,
            self._scores,
            gap,
            frame("rule"),
            gap,
            self._open,
            None,
            margins=(pad,) * 4,
        )
        self.setLayout(body)
        desk.hub.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show the application as it stands."""
        hub, lang = self._desk.hub, self._desk.lang
        made, found, problems = made_of(hub), found_of(hub), problems_of(hub, lang)
        hard = [each for each in problems if each.severity is Severity.ERROR]
        self._state.setText(tr("还差 {count} 条", count=len(hard)) if hard else tr("材料齐全"))
        at = current(made, found)
        self._stage.setText(tr("环节：{name}", name=at.step.name.in_(lang)) if at else tr("各环节都已完成"))
        empty(self._lengths)
        for each in hub.once("benchmark-sections", lambda: experience(made, found)):
            role = "problem" if each.standing == "over" else "caption"
            count = label(f"{each.prose.words}/{each.section.limit}", role)
            name = label(each.section.name.in_(lang), "caption")
            self._lengths.addLayout(line(name, None, count))
        empty(self._scores)
        for each in rounds(made, found):
            if each.total.n:
                name = next(step.name.in_(lang) for step in made.steps if step.id == each.id)
                self._scores.addWidget(
                    label(tr("{name}：均分 {mean}", name=name, mean=shown(each.total.mean)), "caption")
                )
        self._show_open(hard)

    def _show_open(self, hard: list) -> None:  # pyright: ignore[reportMissingTypeArgument, reportUnknownParameterType]
        empty(self._open)
        for each in hard[:MOST]:
            text = said_at(self._desk, each)
            self._open.addWidget(button(text, lambda w=each.where: self._desk.go(w), role="row"))
        if len(hard) > MOST:
            self._open.addWidget(
                button(tr("全部 {count} 条…", count=len(hard)), lambda: self._desk.go("page:output"), role="link")
            )
