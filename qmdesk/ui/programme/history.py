"""Who changed what of a programme, newest first: each change with its old text, its reason and where it came from."""

# Qt's signals take lambdas of any shape.
# pyright: reportUnknownLambdaType=false

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSortFilterProxyModel, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from qmdesk.ui.programme.desk import ProgrammeDesk
from qmdesk.ui.programme.lists import Line, ListTable
from qmdesk.ui.programme.naming import field_title, joined, value_title
from qmdesk.ui.widgets.basics import column, label, line
from qmdesk.ui.widgets.typing_fields import LineField
from qmdesk.ui.words import mark, tr
from qmdesk.workspace.programme import Change

KINDS = {"record": "", "undo": mark("撤销"), "redo": mark("重做")}
#: Changes that are shown at most; all are in the file and in ``roster history``.
MOST = 5_000


class HistoryPage(QWidget):
    def __init__(self, desk: ProgrammeDesk) -> None:
        super().__init__()
        self._desk = desk
        theme = desk.theme
        titles = (tr("时间"), tr("记录人"), tr("企业"), tr("内容"), tr("原来"), tr("改为"), tr("理由与来源"))
        self.table = ListTable(theme, tr("修改记录"), titles, (18, 10, 24, 14, 20, 20, 26))
        self._filter = QSortFilterProxyModel(self)
        self._filter.setSourceModel(self.table.lines)
        self._filter.setFilterKeyColumn(-1)
        self._filter.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.table.setModel(self._filter)
        self.search = search = LineField(tr("筛选"), tr("按企业、人或内容筛选"))
        search.setFixedWidth(theme.px("list"))
        search.textChanged.connect(self._filter.setFilterFixedString)
        self._count = label("", "caption")
        pad = theme.px("space_lg")
        head = line(label(tr("修改记录"), "title"), None, self._count, search, gap=theme.px("space_md"))
        about = label(tr("名录的每次改动都留痕，导入和撤销也在内。"), "muted")
        margins = (pad, theme.px("space_md"), pad, pad)
        self.setLayout(column(head, about, self.table, gap=theme.px("space_sm"), margins=margins))
        desk.hub.changed.connect(self._on_changed)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._read()

    def _on_changed(self) -> None:
        if self.isVisible():
            self._read()

    def _read(self) -> None:
        programme = self._desk.programme

        def work() -> list[Line]:
            state = programme.state
            changes = programme.history(most=MOST)
            return [_line(each, state.get(each.key, {}), self._desk.lang) for each in changes]

        self._desk.ask(self, work, self._show)

    def _show(self, lines: list[Line]) -> None:
        self.table.lines.show_lines(lines)
        count = tr("最近 {n} 处改动", n=len(lines)) if len(lines) >= MOST else tr("{n} 处改动", n=len(lines))
        self._count.setText(count)


def _line(change: Change, row: Mapping[str, str], lang: str) -> Line:
    from qmdesk.portfolio.contacts import FIELDS, PREFIX
    from qmdesk.wording import say

    contact = change.key.startswith(PREFIX)
    name = tr("联络员 {name}", name=row.get("name", "")) if contact else row.get("enterprise", "")
    title = say(f"contacts.{change.field}", lang) if contact and change.field in FIELDS else field_title(change.field)
    kind = KINDS.get(change.kind, change.kind)
    return Line(
        (
            change.at[:19].replace("T", " "),
            change.author,
            name,
            title,
            value_title(change.field, change.old[:80]),
            value_title(change.field, change.new[:80]),
            joined((tr(kind) if kind else "", change.reason, change.source), " · "),
        ),
        place=change.key,
    )
