"""The year's steps as lines: the day by both calendars, how many enterprises stand where, the office's own steps."""

# Qt's signals take lambdas of any shape.
# pyright: reportUnknownLambdaType=false

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from qmdesk.portfolio.calendar import DONE, STATES, StepDates, Summary, done_write
from qmdesk.ui.programme.desk import ProgrammeDesk, today
from qmdesk.ui.programme.naming import STATES as NAMES
from qmdesk.ui.programme.naming import capital
from qmdesk.ui.widgets.basics import box, button, empty, frame, label, line
from qmdesk.ui.words import tr

#: From this width (at 100 %) on the days of the authority above have room.
ROOMY = 760


class StepsView(QWidget):
    """``chosen`` tells a step and a state whose enterprises the user wants to see."""

    chosen = Signal(str, str)

    def __init__(self, desk: ProgrammeDesk) -> None:
        super().__init__()
        self._desk = desk
        self._others: list[QWidget] = []
        theme = desk.theme
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.px("space_lg"))
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(3, 1)
        pad = theme.px("space_md")
        self._grid.setContentsMargins(pad, theme.px("space_xs"), pad, theme.px("space_xs"))
        self.setLayout(line(frame("card", self._grid)))

    def show_steps(self, steps: tuple[StepDates, ...], counts: Summary) -> None:
        """Show the year anew."""
        empty(self._grid)
        self._others = []
        for row, each in enumerate(steps):
            self._grid.setRowMinimumHeight(row, self._desk.theme.px("control"))
            self._grid.addWidget(self._day(each), row, 0)
            name = label(each.step.name.in_(self._desk.lang), "strong")
            if each.step.note is not None:
                name.setToolTip(each.step.note.in_(self._desk.lang))
            self._grid.addWidget(name, row, 1)
            self._grid.addWidget(self._above(each), row, 2)
            self._grid.addWidget(self._standing(each, counts), row, 3)
        self._show_others()

    def _day(self, each: StepDates) -> QWidget:
        if each.due is None:
            return label(tr("未给出日期"), "muted")
        said = each.step.said.in_(self._desk.lang) if each.step.said is not None else ""
        made = label(said or each.due.isoformat(), "body")
        made.setToolTip(each.due.isoformat())
        return made

    def _above(self, each: StepDates) -> QWidget:
        above = self._desk.packs.above
        if not each.differs or each.above is None or above is None:
            return label("", "caption")
        day = each.above.isoformat()
        made = label(tr("上级：{day}", day=day), "caption")
        made.setToolTip(tr("{name}：{day}", name=above.authority_name.in_(self._desk.lang), day=day))
        self._others.append(made)
        return made

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The day of the authority above gives its room to what stands, where there is little: the list has it too."""
        super().resizeEvent(event)
        self._show_others()

    def _show_others(self) -> None:
        for each in self._others:
            each.setVisible(self.width() >= ROOMY * self._desk.theme.scale)

    def _standing(self, each: StepDates, counts: Summary) -> QWidget:
        theme = self._desk.theme
        if each.step.of_enterprise:
            links = line(gap=theme.px("space_xs"))
            for state in STATES:
                count = counts.of(each.step.id, state)
                if count:
                    links.addWidget(self._count(each.step.id, state, count))
            links.addStretch(1)
            return box("", links)
        row = line(gap=theme.px("space_xs"))
        if self._desk.packs.own.step(each.step.id) is not None:
            row.addWidget(self._box(each))
        if each.state in ("late", "soon"):
            title, tone, _ = NAMES[each.state]
            row.addWidget(label(tr(title), "chip", tone=tone), 0, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch(1)
        return box("", row)

    def _box(self, each: StepDates) -> QWidget:
        mark = QCheckBox(tr("已完成"))
        mark.setChecked(each.state == DONE)
        mark.setAccessibleName(tr("{step}已完成", step=each.step.name.in_(self._desk.lang)))
        mark.clicked.connect(lambda on, step=each.step.id: self._mark(step, on=on))
        return mark

    def _count(self, step: str, state: str, count: int) -> QWidget:
        title, tone, icon = NAMES[state]
        made = button(f"{capital(tr(title))} {count}", lambda: self.chosen.emit(step, state), role="link")
        made.setIcon(self._desk.theme.icon(icon, tone))
        made.setIconSize(QSize(self._desk.theme.px("icon"), self._desk.theme.px("icon")))
        return made

    def _mark(self, step: str, *, on: bool) -> None:
        self._desk.hub.record([done_write(self._desk.packs.own, step, today().isoformat() if on else "")])
