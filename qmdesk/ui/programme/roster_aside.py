"""The rows that lie aside: what they say and why they are not in; to be corrected in a file, or dropped."""

# Qt's signals take lambdas of any shape.
# pyright: reportUnknownLambdaType=false

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from qmdesk.intake.roster import AsideRow
from qmdesk.portfolio.roster_aside import Lying, drop
from qmdesk.ui.programme.desk import ProgrammeDesk
from qmdesk.ui.programme.lists import Line, ListTable
from qmdesk.ui.widgets.basics import button, column, label, line
from qmdesk.ui.words import sentence, tr


class AsidePage(QWidget):
    """``left`` tells going back, ``give`` the wish for a file to correct them in."""

    left = Signal()
    give = Signal()

    def __init__(self, desk: ProgrammeDesk, lying: list[Lying]) -> None:
        super().__init__()
        self._desk, self._lying = desk, lying
        theme = desk.theme
        pad = theme.px("space_lg")
        self.table = aside_table(desk, lying)
        head = line(
            button(tr("返回名录"), self.left.emit, role="quiet", theme=theme, icon="chevron-left"),
            label(tr("未采纳的行"), "title"),
            None,
            button(tr("不要选中的行"), self._drop, role="quiet", theme=theme, icon="trash-2"),
            button(tr("导出改正…"), self.give.emit, role="primary", theme=theme, icon="download"),
            gap=theme.px("space_sm"),
        )
        about = label(tr("在导出的文件里改正，再导入同一个文件：改对的行进名录，这里随之了结。"), "muted", wrap=True)
        whole = column(head, about, self.table, gap=theme.px("space_sm"), margins=(pad, theme.px("space_md"), pad, pad))
        self.setLayout(whole)

    def _drop(self) -> None:
        chosen = [self._lying[each.row()] for each in self.table.selectionModel().selectedRows()]
        if not chosen:
            self._desk.tell(tr("先选中不要的行"))
            return
        self._desk.hub.record([drop(each) for each in chosen], tr("未采纳的行不再保留"))
        self.left.emit()


def aside_table(desk: ProgrammeDesk, rows: Sequence[Lying | AsideRow]) -> ListTable:
    """Rows set aside with why."""
    titles = (tr("位置"), tr("企业名称"), tr("统一社会信用代码"), tr("县（市、区）"), tr("未采纳的原因"))
    made = ListTable(desk.theme, tr("未采纳的行"), titles, (17, 24, 20, 10, 40))
    lines = [
        Line(
            (
                each.where,
                each.cells.get("enterprise", ""),
                each.cells.get("credit_code", ""),
                each.cells.get("county", ""),
                "；".join(sentence(p.at(""), desk.lang) for p in each.problems if p.severity == "error"),
            ),
            "octagon-alert",
            "bad",
        )
        for each in rows
    ]
    made.lines.show_lines(lines)
    return made
