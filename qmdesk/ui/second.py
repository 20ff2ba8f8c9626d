"""A second review in the window: who holds it and which report it looks at, asked when it begins and open to be mended;
and why, where the gate isn't met."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from qmdesk.model.journal import Stage
from qmdesk.model.problem import Problem, Refused
from qmdesk.ui.desk import Desk
from qmdesk.ui.theme import Theme
from qmdesk.ui.widgets.basics import button, column, label, line
from qmdesk.ui.widgets.tool_window import ToolWindow, size_to
from qmdesk.ui.widgets.typing_fields import AreaField, LineField
from qmdesk.ui.words import tr
from qmdesk.visit.second import BEGUN, second_of

if TYPE_CHECKING:
    from qmdesk.model.journal import Changes
    from qmdesk.review.second import Begins

#: What keeps a second review from beginning until a reason is given.
GATES = frozenset({"second-below-gate", "second-no-level", "second-first-open"})


class SecondWindow(ToolWindow):
    """Asked beside the review, or beside the start page. ``begin`` is told what was said; who called closes the window
    when it began, or tells ``refused``."""

    HELP = "start"

    def __init__(self, theme: Theme, lang: str, package: str, begin: Callable[[Begins], None], over: QWidget) -> None:
        about = tr("首次评价原样保留，评级由二次复核组自己给出；与现场复核不同的，在“三阶段对照”里写明理由。")
        super().__init__(theme, lang, tr("二次复核"), about, over)
        size_to(self, theme, 640, 520)
        self._begin = begin
        self.institution = LineField(tr("二次复核机构"), tr("以后也可以补"))
        self.report = LineField(tr("首次评价报告编号"), tr("以后也可以补"))
        self.reason = AreaField(tr("仍要开始的理由"), tr("理由会留在案卷和报告里"))
        self._start = button(tr("开始二次复核"), self.submit, role="primary", theme=theme, icon="package-open")
        if package:
            self.body.addWidget(label(tr("首次评价的同步包：{name}", name=package), "body", wrap=True))
        self._why = QWidget()
        self._why.setLayout(_captioned(theme, self.reason))
        for field in (self.institution, self.report):
            self.body.addLayout(_captioned(theme, field))
            field.returnPressed.connect(self.submit)
        self.body.addWidget(self._why)
        self.body.addLayout(line(self._start, None))
        self._why.hide()
        self.institution.setFocus()

    def submit(self) -> None:
        """Begin, with what was said."""
        from qmdesk.review.second import Begins

        if not self._start.isEnabled():
            return
        self._start.setEnabled(False)
        self.busy(tr("正在打开…"))
        self._begin(Begins(self.institution.text(), self.report.text(), self.reason.toPlainText()))

    def refused(self, problems: tuple[Problem, ...]) -> None:
        """Say what is in the way; where a reason helps, ask for it."""
        self._start.setEnabled(True)
        said = [replace(each, where="") if each.where.startswith("case/") else each for each in problems]
        self.say_problems(said)
        if problems and all(each.code in GATES for each in problems):
            self._why.show()
            self.reason.setFocus()


class SecondFacts(QWidget):
    """Who holds the second review, and the number of the first report; seen once a second review is under way."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.institution = LineField(tr("二次复核机构"), tr("还没有写明"))
        self.report = LineField(tr("首次评价报告编号"), tr("还没有写明"))
        parts = [_captioned(desk.theme, each) for each in (self.institution, self.report)]
        row = line(*parts, gap=desk.theme.px("space_lg"), margins=(0, desk.theme.px("space_sm"), 0, 0))
        row.setStretch(0, 2)
        row.setStretch(1, 1)
        self.setLayout(row)
        for each in (self.institution, self.report):
            each.committed.connect(self._say)
        desk.hub.changed.connect(self._on_changed)
        self._show()

    def _on_changed(self, changes: Changes) -> None:
        if BEGUN in changes.places:
            self._show()

    def _show(self) -> None:
        found = second_of(self._desk.hub.session.state)
        self.setVisible(found is not None)
        if found is not None:
            self.institution.show_text(found.institution)
            self.report.show_text(found.report)

    def _say(self, _: str) -> None:
        from qmdesk.review.second import name_second

        hub = self._desk.hub
        if not hub.do(lambda: name_second(hub.session, self.institution.text(), self.report.text())):
            self._show()


def begin_here(desk: Desk, over: QWidget) -> SecondWindow:
    """Ask what a second review of the open case needs; it begins there, and its stage comes to the front."""

    def begin(said: Begins) -> None:
        from qmdesk.review.second import begin_second

        hub = desk.hub
        try:
            recorded = begin_second(hub.session, said)
        except Refused as refused:
            made.refused(refused.problems)
            return
        hub.follow(recorded)
        hub.set_stage(Stage.SECOND)
        made.close()

    made = SecondWindow(desk.theme, desk.lang, "", begin, over)
    made.show()
    return made


def _captioned(theme: Theme, field: QWidget) -> QVBoxLayout:
    name = label(field.accessibleName(), "caption")
    name.setBuddy(field)
    return column(name, field, gap=theme.px("space_xs"))
