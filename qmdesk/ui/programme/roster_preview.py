"""Before rosters are taken in: how they were understood, what is new, what changes, which rows stay out and why."""

# Qt's signals take lambdas of any shape.
# pyright: reportUnknownLambdaType=false

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QTabWidget, QWidget

from qmdesk.model.problem import Problem
from qmdesk.model.programme import WHOLE
from qmdesk.portfolio.roster_import import ANSWER
from qmdesk.portfolio.roster_plan import Plan
from qmdesk.ui.programme.desk import ProgrammeDesk
from qmdesk.ui.programme.lists import Line, Lines, ListTable
from qmdesk.ui.programme.naming import field_title, value_title
from qmdesk.ui.programme.roster_aside import aside_table
from qmdesk.ui.programme.roster_understood import understood
from qmdesk.ui.widgets.basics import box, button, column, frame, label, line
from qmdesk.ui.widgets.flow import FlowLayout
from qmdesk.ui.widgets.typing_fields import ChoiceBox
from qmdesk.ui.words import problem_text, tr
from qmdesk.workspace.programme import Done, Write

#: Problems that ask which city a county belongs to.
ASKS = ("roster-county-two-cities", "roster-county-other-city", "roster-county-unknown")
_SIGNS = {"error": ("octagon-alert", "bad"), "warning": ("triangle-alert", "warn"), "info": ("info", "muted")}


class RosterPreview(QWidget):
    """``left`` tells going back, ``again`` answers to read anew with, ``taken`` what was done."""

    left = Signal()
    again = Signal(object)  # dict[str, str]
    taken = Signal(str)

    def __init__(
        self,
        desk: ProgrammeDesk,
        paths: Sequence[Path],
        answers: dict[str, str],
        plan: Plan,
        unread: tuple[Problem, ...],
    ) -> None:
        super().__init__()
        self._desk, self._paths, self._answers, self._plan = desk, list(paths), answers, plan
        theme = desk.theme
        self._boxes: dict[str, ChoiceBox] = {}
        changed = len({each.key for each in plan.changed})
        self.take = button(
            tr("采纳 {n} 行", n=len(plan.new) + changed), self._take, role="primary", theme=theme, icon="check"
        )
        self.take.setEnabled(bool(plan.writes))
        head = line(
            button(tr("返回名录"), self.left.emit, role="quiet", theme=theme, icon="chevron-left"),
            label(tr("导入预览"), "title"),
            label("、".join(each.name for each in paths[:3]) + ("…" if len(paths) > 3 else ""), "muted"),
            None,
            self.take,
            gap=theme.px("space_sm"),
        )
        pad, gap = theme.px("space_lg"), theme.px("space_sm")
        whole = column(head, self._counts(changed), gap=gap, margins=(pad, theme.px("space_md"), pad, pad))
        asked = self._questions()
        if asked is not None:
            whole.addWidget(asked)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        for table, title, count in self._tables(unread):
            if count:
                self.tabs.addTab(table, f"{title} {count}")
        whole.addWidget(self.tabs, 1)
        self.setLayout(whole)

    def _counts(self, changed: int) -> QWidget:
        plan, row = self._plan, FlowLayout(self._desk.theme.px("space_xs"))
        for words, count, tone in (
            (tr("新增 {n}", n=len(plan.new)), len(plan.new), "good"),
            (tr("更新 {n}", n=changed), changed, "info"),
            (tr("相同 {n}", n=plan.same), plan.same, ""),
            (tr("未采纳 {n}", n=len(plan.aside)), len(plan.aside), "bad"),
            (tr("了结 {n}", n=plan.settled), plan.settled, "good"),
        ):
            if count:
                row.addWidget(label(words, "chip", tone=tone))
        if not plan.writes:
            row.addWidget(label(tr("这些内容都已经在名录里了。"), "muted"))
        return box("", row)

    def _questions(self) -> QWidget | None:
        """Counties that nobody can place: a choice for each, then read anew."""
        asked: dict[str, list[str]] = {}
        for row in self._plan.aside:
            for each in row.problems:
                if each.code in ASKS:
                    county = str(each.details["county"])
                    said = [str(each.details.get(name, "")) for name in ("city", "said")]
                    cities = str(each.details.get("cities", "")).split("、") if "cities" in each.details else said
                    asked.setdefault(county, [one for one in cities if one])
        if not asked:
            return None
        theme, rows = self._desk.theme, FlowLayout(self._desk.theme.px("space_md"))
        every = [each.id for each in self._desk.packs.own.regions if each.kind in ("city", "unit", "province")]
        for county, cities in list(asked.items())[:12]:
            choice = ChoiceBox()
            choice.setAccessibleName(tr("{county}属于哪里", county=county))
            choice.addItem(tr("不确定"), "")
            for city in dict.fromkeys([*cities, *every]):
                choice.addItem(city, city)
            self._boxes[county] = choice
            rows.addWidget(box("", line(label(county, "strong"), choice, gap=theme.px("space_xs"))))
        rows.addWidget(button(tr("按所选重新读"), self._read_again, theme=theme, icon="refresh-cw"))
        pad = theme.px("space_md")
        title = label(tr("这些县（市、区）属于哪个市？答案会记住。"), "strong")
        return frame("card", column(title, box("", rows), gap=theme.px("space_xs"), margins=(pad, pad, pad, pad)))

    def _read_again(self) -> None:
        said = {county: str(each.currentData()) for county, each in self._boxes.items() if each.currentData()}
        self.again.emit({**self._answers, **said})

    def _tables(self, unread: tuple[Problem, ...]) -> list[tuple[QWidget, str, int]]:
        desk, plan = self._desk, self._plan
        told = [*unread, *plan.told]
        return [
            (aside_table(desk, plan.aside), tr("未采纳"), len(plan.aside)),
            (self._new(), tr("新增企业"), len(plan.new)),
            (self._changed(), tr("更新"), len(plan.changed)),
            (self._told(told), tr("提示"), len(told)),
            (understood(desk, plan), tr("读法"), len(plan.tables)),
        ]

    def _new(self) -> QWidget:
        fields = ("enterprise", "credit_code", "city", "county", "specialised", "earlier", "contact")
        made = ListTable(
            self._desk.theme, tr("新增企业"), [tr("位置"), *map(field_title, fields)], (17, 24, 20, 7, 10, 9, 9, 20)
        )
        made.lines.show_lines(
            Lines(
                self._plan.new,
                lambda each: Line((each.where, *(value_title(name, each.values.get(name, "")) for name in fields))),
            )
        )
        return made

    def _changed(self) -> QWidget:
        titles = (tr("位置"), tr("企业名称"), tr("内容"), tr("原来"), tr("改为"))
        made = ListTable(self._desk.theme, tr("更新"), titles, (17, 24, 14, 26, 26))
        made.lines.show_lines(
            [
                Line(
                    (
                        each.where, each.enterprise, field_title(each.field),
                        value_title(each.field, each.old), value_title(each.field, each.new),
                    )
                )
                for each in self._plan.changed
            ]
        )  # fmt: skip
        return made

    def _told(self, told: Sequence[Problem]) -> QWidget:
        made = ListTable(self._desk.theme, tr("提示"), (tr("位置"), tr("内容")), (20, 60))
        lang = self._desk.lang
        made.lines.show_lines(
            [Line((each.where, problem_text(each, lang)), *_SIGNS[str(each.severity)]) for each in told]
        )
        return made

    def _take(self) -> None:
        self.take.setEnabled(False)
        said = [Write(WHOLE, f"{ANSWER}{county}", city) for county, city in self._answers.items()]
        count = len(self._plan.new) + len({each.key for each in self._plan.changed})

        def done(_: Done) -> None:
            self.taken.emit(tr("已采纳 {n} 行；Ctrl+Z 可整批撤销", n=count))

        names = "、".join(each.name for each in self._paths)
        self._desk.hub.record([*said, *self._plan.writes], names, then=done)
