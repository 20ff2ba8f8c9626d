"""The calendar of a programme: days by both calendars, what is due for whom, who is where, what to look at."""

# Qt gives None where its stubs say it can't, and its signals take lambdas of any shape.
# pyright: reportUnnecessaryComparison=false, reportUnknownLambdaType=false

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from PySide6 import QtWidgets
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QTabWidget, QWidget

from qmdesk.model.problem import Problem
from qmdesk.portfolio import calendar as of
from qmdesk.portfolio.assignments import Overlap, Visit, overlaps, visits
from qmdesk.portfolio.calendar import Due, StepDates
from qmdesk.portfolio.roster_check import check_programme
from qmdesk.ui.programme.calendar_steps import StepsView
from qmdesk.ui.programme.desk import ProgrammeDesk, today
from qmdesk.ui.programme.lists import Line, Lines, ListTable
from qmdesk.ui.programme.naming import STATES, capital, joined, place_title
from qmdesk.ui.widgets.basics import ElidedLabel, box, button, column, label, line
from qmdesk.ui.widgets.flow import FlowLayout
from qmdesk.ui.widgets.least import scrolled_at_least
from qmdesk.ui.widgets.typing_fields import ChoiceBox, LineField
from qmdesk.ui.words import problem_text, tr

_SIGNS = {"error": ("octagon-alert", "bad"), "warning": ("triangle-alert", "warn"), "info": ("info", "muted")}
PAUSE = 120


@dataclass(frozen=True, slots=True)
class Found:
    """What the calendar shows, worked out in the pool."""

    steps: tuple[StepDates, ...]
    dues: list[Due]
    counts: of.Summary
    visits: list[Visit]
    overlaps: list[Overlap]
    problems: list[Problem]


class CalendarPage(QWidget):
    def __init__(self, desk: ProgrammeDesk) -> None:
        super().__init__()
        self._desk = desk
        theme = desk.theme
        self._found: Found | None = None
        self._stale = True
        self._about = ElidedLabel("caption")
        self.steps = StepsView(desk)
        self.search = LineField(tr("筛选"), tr("企业、地区、机构、人员…"))
        self.search.setMinimumWidth(theme.px("list"))
        self.step, self.state = ChoiceBox(), ChoiceBox()
        self.dues = ListTable(
            theme, tr("到期"),
            (tr("状态"), tr("步骤"), tr("本级截止"), tr("上级截止"), tr("企业名称"), tr("地区"), tr("评价机构")),
            (10, 16, 12, 13, 26, 14, 20),
        )  # fmt: skip
        self.where = ListTable(
            theme, tr("谁在哪里"),
            (tr("日期"), tr("企业名称"), tr("地区"), tr("评价机构"), tr("评估员"), tr("同时还在")),
            (24, 26, 14, 20, 14, 20),
        )  # fmt: skip
        self.open = ListTable(theme, tr("需要看一看"), (tr("企业或位置"), tr("需要看的内容")), (28, 60))
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its bar of tabs takes the focus, and is what is heard
        self.tabs.tabBar().setDrawBase(False)
        for each in (self._due_tab(), self.where, self.open):
            self.tabs.addTab(each, "")
        give = button(tr("导出日历文件…"), self._ask, role="quiet", theme=theme, icon="download")
        give.setToolTip(tr("iCalendar 文件，可导入 Outlook、手机和 WPS 日历"))
        pad = theme.px("space_lg")
        head = line(label(tr("日历"), "title"), self._about, give, gap=theme.px("space_md"))
        head.setStretch(1, 1)
        whole = column(
            head, self.steps, self.tabs, gap=theme.px("space_sm"), margins=(pad, theme.px("space_md"), pad, pad)
        )
        whole.setStretch(2, 1)
        self.tabs.setMinimumHeight(theme.px("list"))
        self.setLayout(column(scrolled_at_least(box("page", whole))))
        self._soon = QTimer(self, singleShot=True, interval=PAUSE)
        self._connect()

    def _due_tab(self) -> QWidget:
        theme = self._desk.theme
        self.state.addItem(tr("逾期和将到期"), "urgent")
        for name, (title, _, _) in STATES.items():
            self.state.addItem(tr(title), name)
        self.step.addItem(tr("全部步骤"), "")
        for step in self._desk.packs.own.steps:
            if step.of_enterprise:
                self.step.addItem(step.name.in_(self._desk.lang), step.id)
        for each, name in ((self.step, tr("步骤")), (self.state, tr("状态"))):
            each.setAccessibleName(name)
            each.setMinimumContentsLength(13)
        self._few = label("", "caption")
        self._first = button(tr("名录里还没有企业，先导入名录"), lambda: self._go("page:roster"), role="link")
        self._first.hide()
        row = FlowLayout(theme.px("space_sm"))
        for each in (self.search, self.step, self.state, self._few, self._first):
            row.addWidget(each)
        self._few.setMinimumHeight(theme.px("control"))
        return box("", column(theme.px("space_sm"), row, self.dues, gap=theme.px("space_sm")))

    def _connect(self) -> None:
        self.search.textChanged.connect(lambda _: self._soon.start())
        self._soon.timeout.connect(self._show_dues)
        for each in (self.step, self.state):
            each.activated.connect(lambda _: self._show_dues())
        self.steps.chosen.connect(self._on_chosen)
        for table in (self.dues, self.where, self.open):
            table.activated.connect(lambda index, t=table: self._go(t.lines.line(index.row()).place))
        self._desk.hub.changed.connect(self._on_changed)

    # -- reading -----------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._read()

    def _on_changed(self) -> None:
        self._stale = True
        if self.isVisible():
            self._read()

    def _read(self) -> None:
        self._stale = False
        programme, packs, day = self._desk.programme, self._desk.packs, today()

        def work() -> Found:
            rows = programme.rows()
            steps = of.year_steps(packs, day, of.marked_done(programme.state))
            dues, days = of.dues(packs, rows, day), visits(rows)
            return Found(steps, dues, of.summary(dues), days, overlaps(days), check_programme(programme, packs))

        self._desk.ask(self, work, self._show)

    def _show(self, found: Found) -> None:
        self._found = found
        packs, lang = self._desk.packs, self._desk.lang
        above = packs.above.authority_name.in_(lang) if packs.above else ""
        said = tr("按{own}的日程判断；", own=packs.own.authority_name.in_(lang))
        beside = tr("{above}的日期不同时列在旁边", above=above) if above else tr("没有上级日程")
        self._about.show_text(f"{today().isoformat()}　{said}{beside}")
        self.steps.show_steps(found.steps, found.counts)
        self._show_dues()
        clash: dict[str, list[str]] = {}
        for each in found.overlaps:
            clash.setdefault(each.one.row.key, []).append(f"{each.assessor}：{each.other.row.enterprise}")
            clash.setdefault(each.other.row.key, []).append(f"{each.assessor}：{each.one.row.enterprise}")
        self.where.lines.show_lines(Lines(found.visits, lambda each: _visit_line(each, clash.get(each.row.key, []))))
        self.open.lines.show_lines(
            Lines(
                found.problems, lambda each: Line((each.where, problem_text(each, lang)), *_SIGNS[str(each.severity)])
            )
        )
        urgent = sum(each.state in ("late", "soon") for each in found.dues)
        for at, (title, count) in enumerate(
            ((tr("到期"), urgent), (tr("谁在哪里"), len(found.visits)), (tr("需要看一看"), len(found.problems)))
        ):
            self.tabs.setTabText(at, f"{title} {count}")

    def _show_dues(self) -> None:
        if self._found is None:
            return
        step, state = str(self.step.currentData() or ""), str(self.state.currentData() or "")
        words = self.search.text().lower().split()
        states = ("late", "soon") if state == "urgent" else (state,)
        names = {each.step.id: each.step.name.in_(self._desk.lang) for each in self._found.steps}
        chosen = [
            each
            for each in self._found.dues
            if each.state in states and step in ("", each.step) and all(word in _words(each) for word in words)
        ]
        order = {name: at for at, name in enumerate(STATES)}
        chosen.sort(key=lambda each: (order[each.state], each.due or each.above or today(), each.row.key))
        self.dues.lines.show_lines(Lines(chosen, lambda each: _due_line(each, names[each.step])))
        self._few.setText(tr("{n} 项", n=len(chosen)))
        self._first.setVisible(not self._found.dues)

    def _on_chosen(self, step: str, state: str) -> None:
        self.step.setCurrentIndex(max(self.step.findData(step), 0))
        self.state.setCurrentIndex(max(self.state.findData(state), 0))
        self.tabs.setCurrentIndex(0)
        self._show_dues()
        self.dues.setFocus()

    def _go(self, place: str) -> None:
        if place:
            self._desk.go(place)

    # -- giving out --------------------------------------------------------------------------------

    def _ask(self) -> None:
        folder = Path(self._desk.settings.text("folder") or Path.home())
        name = f"{self._desk.packs.own.name.in_(self._desk.lang)}.ics"
        kinds = f"{tr('日历文件')} (*.ics)"
        chosen, _ = QtWidgets.QFileDialog.getSaveFileName(self, tr("导出日历文件"), str(folder / name), kinds)
        if chosen:
            self.give(Path(chosen if chosen.endswith(".ics") else f"{chosen}.ics"))

    def give(self, path: Path) -> None:
        """Write the year's days and the visits as iCalendar."""
        desk = self._desk
        day, packs, lang = today(), desk.packs, desk.lang

        def work() -> int:
            from qmdesk.portfolio import ics

            steps = of.year_steps(packs, day, of.marked_done(desk.programme.state))
            name = next((each.step.name.in_(lang) for each in steps if each.step.id == "onsite"), "")
            events = [*ics.events_of_steps(packs, steps, lang), *ics.events_of_visits(visits(desk.hub.rows()), name)]
            path.write_bytes(ics.calendar(desk.programme.id, packs.own.name.in_(lang), events, datetime.now(UTC)))
            return len(events)

        desk.ask(self, work, lambda n: desk.tell(tr("已导出 {n} 项日程：{name}", n=n, name=path.name)))


def _words(due: Due) -> str:
    row = due.row
    return " ".join((row.enterprise, row.city, row.county, row.institution, *row.assessors)).lower()


def _due_line(due: Due, step: str) -> Line:
    title, tone, icon = STATES[due.state]
    row = due.row
    above = due.above.isoformat() if due.above is not None else ""
    if due.late_above and due.state not in ("late", "done"):
        above = tr("{day} 已过", day=above)
    own = due.due.isoformat() if due.due is not None else tr("未给出")
    texts = (
        capital(tr(title)),
        step,
        own,
        above if above != own else "",
        row.enterprise,
        place_title(row),
        row.institution,
    )
    return Line(texts, icon, tone, row.key)


def _visit_line(visit: Visit, clash: list[str]) -> Line:
    row = visit.row
    days = visit.start.isoformat()
    if visit.end != visit.start:
        days = f"{days} – {visit.end.isoformat()}"
    texts = (days, row.enterprise, place_title(row), row.institution, "、".join(row.assessors), joined(clash, "；"))
    return Line(texts, "triangle-alert" if clash else "flag", "warn" if clash else "muted", row.key)
