"""The path of the visit: every step with its standing and the way there; one that may be left out is, with a reason."""

# Qt's signals take lambdas of any shape.
# pyright: reportUnknownLambdaType=false

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from qmdesk.formdef.policy import parse_policy
from qmdesk.model.journal import Edit, Place
from qmdesk.model.problem import Problem, Refused
from qmdesk.ui.desk import Desk
from qmdesk.ui.shell.rail import STANDINGS, step_words
from qmdesk.ui.widgets.basics import box, button, column, elided, empty, image, label, line
from qmdesk.ui.widgets.typing_fields import LineField
from qmdesk.ui.words import tr
from qmdesk.visit.path import Standing, StepState

#: A policy file is a few lines; more is no policy file.
MOST_BYTES = 16_384
#: Phases stand in so many columns at most; a column is at least so wide (at 100 %).
MOST_COLUMNS, COLUMN = 3, 240


def where_of(desk: Desk, state: StepState) -> str:
    """The place where a step is done."""
    page = state.step.page
    if page == "items":
        return f"page:{next(each.id for each in desk.hub.form.dimensions)}"
    return f"page:{page}"


class PathCard(QFrame):
    """Shown on the overview; kept up to date while it is seen."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._desk = desk
        self._shown: tuple[StepState, ...] = ()
        self._by: str | None = None
        self._skipping = ""
        theme = desk.theme
        pad = theme.px("space_lg")
        self._count = label("", "caption")
        self._policy = label("", "caption")
        rules = button(tr("机构规定…"), self._ask_policy, role="link")
        rules.setToolTip(tr("读入评价机构的规定文件：哪些步骤可以跳过，哪些必须完成"))
        head = line(
            label(tr("现场评价路径"), "heading"), self._count, None, self._policy, rules, gap=theme.px("space_md")
        )
        self._columns = tuple(QVBoxLayout() for _ in range(MOST_COLUMNS))
        self._wide = 0
        both = QHBoxLayout()
        both.setSpacing(theme.px("space_lg"))
        for each in self._columns:
            each.setSpacing(0)
            each.setContentsMargins(0, 0, 0, 0)
            side = box("", each)
            both.addWidget(side, 1, Qt.AlignmentFlag.AlignTop)
        self.setLayout(column(head, both, gap=theme.px("space_sm"), margins=(pad, pad, pad, pad)))
        desk.hub.assessed.connect(self._refresh)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._refresh()

    def _refresh(self, _: object = None) -> None:
        hub = self._desk.hub
        policy = hub.text("case", "policy")
        if not self.isVisible() or (hub.path, policy) == (self._shown, self._by):
            return
        self._shown, self._by = hub.path, policy
        self._lay_out()

    def _lay_out(self) -> None:
        hub, lang, theme = self._desk.hub, self._desk.lang, self._desk.theme
        passed = sum(each.passed for each in self._shown)
        self._count.setText(tr("{done}/{total} 步", done=passed, total=len(self._shown)))
        self._policy.setText(tr("按机构规定") if hub.text("case", "policy") else "")
        for each in self._columns:
            empty(each)
        phases = {each: sum(state.step.phase == each for state in self._shown) + 1 for each in hub.form.visit.phases}
        whole, passed = sum(phases.values()), 0
        for phase, name in hub.form.visit.phases.items():
            steps = [each for each in self._shown if each.step.phase == phase]
            if not steps:
                continue
            side = int((passed + phases[phase] / 2) * self._wide / whole)  # in order, down one column after the other
            passed += phases[phase]
            heading = label(name.in_(lang), "section")
            heading.setContentsMargins(0, theme.px("space_md"), 0, theme.px("space_xs"))
            self._columns[side].addWidget(heading)
            for each in steps:
                self._columns[side].addWidget(self._row(each))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """So many columns as there is room for."""
        super().resizeEvent(event)
        wide = min(max(int(self.width() / (COLUMN * self._desk.theme.scale)), 1), MOST_COLUMNS)
        if wide != self._wide:
            self._wide = wide
            for at, each in enumerate(self._columns):
                each.parentWidget().setVisible(at < wide)
            self._lay_out()

    def _row(self, state: StepState) -> QWidget:
        desk, theme, lang = self._desk, self._desk.theme, self._desk.lang
        name = state.step.name.in_(lang)
        there = button(name, partial(desk.go, self._where(state)), role="link")
        there.setAccessibleName(step_words(state, lang))
        there.setToolTip(state.step.about.in_(lang))
        count = f"{state.done}/{state.total}" if state.standing is Standing.OPEN and state.total > 1 else ""
        row = line(
            image(theme, *STANDINGS[state.standing], "icon_sm"),
            there,
            *([label(count, "caption")] if count else []),
            gap=theme.px("space_xs"),
        )
        row.addStretch(1)
        if state.standing is Standing.SKIPPED:
            back = button(tr("恢复"), partial(self._record, state, skip=False), role="link")
            back.setAccessibleName(tr("恢复步骤：{name}", name=name))
            row.addWidget(back)
            reason = line(elided(state.reason, "caption"), margins=(theme.px("icon_lg"), 0, 0, 0))
            return box("", column(row, reason))
        if state.standing is Standing.OPEN and state.step.skippable and desk.hub.writable:
            if state.step.id == self._skipping:
                return box("", column(row, self._asking(state)))
            skip = button(tr("跳过…"), partial(self._ask_reason, state.step.id), role="quiet")
            skip.setAccessibleName(tr("跳过步骤：{name}", name=name))
            row.addWidget(skip)
        made = box("", row)
        made.setMinimumHeight(theme.px("row_low"))
        return made

    def _where(self, state: StepState) -> str:
        return where_of(self._desk, state)

    # -- skipping --------------------------------------------------------------------------------

    def _ask_reason(self, step: str) -> None:
        self._skipping = step
        self._lay_out()
        for field in self.findChildren(LineField):
            field.setFocus()

    def _asking(self, state: StepState) -> QWidget:
        theme = self._desk.theme
        field = LineField(tr("跳过理由"))
        field.setPlaceholderText(tr("为什么跳过这一步？"))
        sure = button(tr("跳过"), lambda: self._record(state, skip=True, reason=field.text()))
        sure.setEnabled(False)
        field.textChanged.connect(lambda text: sure.setEnabled(bool(text.strip())))
        field.returnPressed.connect(sure.click)
        away = button(tr("取消"), partial(self._ask_reason, ""), role="quiet")
        made = line(field, sure, away, gap=theme.px("space_sm"), margins=(0, 0, 0, theme.px("space_sm")))
        made.setStretch(0, 1)
        return box("", made)

    def _record(self, state: StepState, *, skip: bool, reason: str = "") -> None:
        hub = self._desk.hub
        subject, stage = f"visit:{state.step.id}", str(hub.stage)
        values = {"skipped": True, "reason": reason.strip(), "by": hub.author} if skip else {"skipped": None}
        self._skipping = ""
        hub.record([Edit(Place(subject, name, stage), value) for name, value in values.items()])
        self._lay_out()

    # -- the institution's rules -----------------------------------------------------------------

    def _ask_policy(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, tr("机构规定文件"), "", "YAML (*.yaml *.yml)")
        if chosen:
            self.take_policy(Path(chosen))

    def take_policy(self, path: Path) -> None:
        """Take an institution's rules into the case; what is wrong with the file is said by line."""
        try:
            data = path.read_bytes()[: MOST_BYTES + 1]
            text = data.decode("utf-8-sig")
        except (OSError, UnicodeDecodeError):
            self._desk.tell_problems((Problem("policy-not-read", path.name),))
            return
        if len(data) > MOST_BYTES:
            self._desk.tell_problems((Problem("policy-not-read", path.name),))
            return
        try:
            parse_policy(self._desk.hub.form, text, path.name)
        except Refused as refused:
            self._desk.tell_problems(refused.problems)
            return
        if self._desk.hub.record(Edit(Place("case", "policy"), text)):
            self._desk.tell(tr("已按机构规定 {name}", name=path.name))
