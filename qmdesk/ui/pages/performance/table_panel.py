"""A table with its buttons above and, below it, what is wrong with what was typed and how to settle conflicts."""

# Qt's signals take lambdas of any shape.
# pyright: reportUnknownLambdaType=false

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QModelIndex
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from qmdesk.model.problem import Problem, Severity
from qmdesk.ui import jobs
from qmdesk.ui.naming import value_text
from qmdesk.ui.pages.performance.table import RecordTable
from qmdesk.ui.pages.performance.table_model import RecordModel
from qmdesk.ui.pages.performance.taking_in import take_in
from qmdesk.ui.widgets.basics import button, column, empty, frame, label, line
from qmdesk.ui.widgets.flow import FlowLayout
from qmdesk.ui.words import full_text, problem_text, tr

#: Conflicts and warnings that are said at once.
SHOWN = 3
TABLES = "*.xlsx *.xlsm *.xls *.csv *.txt *.tsv"


class TablePanel(QWidget):
    """``kind`` of intake is what an imported file is read as, where the records can be imported."""

    def __init__(self, records: RecordModel, name: str, *, kind: str = "", hint: str = "") -> None:
        super().__init__()
        self.records, self._kind = records, kind
        self._desk = records.desk
        theme = self._desk.theme
        self.table = RecordTable(records, name)
        self._hint = label(hint, "caption", wrap=True)
        self._said = QVBoxLayout()
        self._said.setSpacing(theme.px("space_xs"))
        self.tools = FlowLayout(theme.px("space_xs"))
        self.tools.addWidget(button(tr("新增"), self.begin, role="quiet", theme=theme, icon="plus"))
        paste = button(tr("粘贴"), self.paste, role="quiet", theme=theme, icon="clipboard-paste", tip="Ctrl+V")
        self.tools.addWidget(paste)
        if kind:
            self.tools.addWidget(button(tr("导入…"), self._ask_file, role="quiet", theme=theme, icon="file-plus"))
        remove = button(tr("删除行"), self.table.delete_rows, role="quiet", theme=theme, icon="trash-2", tip="Ctrl+Del")
        self.tools.addWidget(remove)
        gap = theme.px("space_xs")
        self.setLayout(column(self.tools, self._hint, self.table, self._said, gap=gap))
        records.said.connect(self._say)
        records.modelReset.connect(self._say)
        self.table.selectionModel().currentChanged.connect(lambda *_: self._say())
        self._shown: object = None
        self._say()

    # -- doing -----------------------------------------------------------------------------------

    def begin(self) -> None:
        """Go to the empty row and type."""
        if self.records.writable:
            self.table.setFocus()
            columns = [number for number, each in enumerate(self.records.columns) if not each.computed]
            names = [self.records.columns[number].name for number in columns]
            first = columns[names.index("name")] if "name" in names else columns[0]
            index = self.records.index(len(self.records.rows), first)
            self.table.setCurrentIndex(index)
            self.table.edit(index)

    def paste(self) -> None:
        """Lay the clipboard over the table; from the empty row on where no cell was chosen."""
        if not self.table.currentIndex().isValid() and self.records.rowCount():
            self.table.setCurrentIndex(self.records.index(len(self.records.rows), 0))
        self.table.take_block(QGuiApplication.clipboard().text())

    def _ask_file(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, tr("导入表格"), "", f"{tr('表格')} ({TABLES})")
        if chosen:
            self.take(Path(chosen))

    def take(self, path: Path) -> jobs.Job:
        """Record the rows of a file."""
        return take_in(self._desk, self, path, self._kind)

    # -- what is wrong ---------------------------------------------------------------------------

    def _say(self) -> None:
        records, lang = self.records, self._desk.lang
        problems, conflicts = records.problems(), records.conflicts()
        said = self._nearest(problems)
        now = (said, len(problems), conflicts, records.warnings, bool(records.rows))
        if now == self._shown:
            return
        self._shown = now
        empty(self._said)
        self._hint.setVisible(not records.rows and bool(self._hint.text()))
        if said is not None:
            row, name, problem = said
            self._line(row, name, full_text(problem, lang), "problem")
        if len(problems) > 1:
            text = tr("共 {n} 处有误，去下一处", n=len(problems))
            self._said.addWidget(button(text, self.go_to_next_problem, role="link"))
        for row, name, folded in conflicts[:SHOWN]:
            self._conflict(row, name, folded)
        for problem in records.warnings[:SHOWN]:
            if problem.severity is not Severity.ERROR:
                self._said.addWidget(label(problem_text(problem, lang), "warning", wrap=True))
        if len(conflicts) > SHOWN:
            self._said.addWidget(label(tr("另有 {n} 处", n=len(conflicts) - SHOWN), "problem"))

    def _nearest(self, problems: list[tuple[int, str, Problem]]) -> tuple[int, str, Problem] | None:
        """The problem of the current cell, of its row, else the first: what is wrong is said where one works."""
        here = self.table.currentIndex()
        name = self.records.columns[here.column()].name if here.isValid() else ""
        mine = [each for each in problems if each[0] == here.row()]
        return next((each for each in mine if each[1] == name), next(iter(mine or problems), None))

    def go_to_next_problem(self) -> None:
        """Go to the wrong cell behind the current one, from the last to the first."""
        names = [each.name for each in self.records.columns]
        places = sorted((row, names.index(name)) for row, name, _ in self.records.problems())
        here = (self.table.currentIndex().row(), self.table.currentIndex().column())
        if places:
            row, column_ = next((each for each in places if each > here), places[0])
            self._go(row, names[column_])

    def _line(self, row: int, name: str, text: str, role: str) -> None:
        where = self._where(row, name)
        go = button(where, lambda: self._go(row, name), role="link")
        said = line(go, label(text, role, wrap=True), gap=self._desk.theme.px("space_xs"))
        said.setStretch(1, 1)
        self._said.addLayout(said)

    def _conflict(self, row: int, name: str, folded: object) -> None:
        from qmdesk.model.journal import Folded

        assert isinstance(folded, Folded)
        gap = self._desk.theme.px("space_xs")
        words = tr("{where}：两处记录不一致，请选定一个：", where=self._where(row, name))
        said = line(label(words, "warning"), gap=gap)
        for head in folded.heads:
            text = value_text(self._desk.hub.form, folded.place, head.value, self._desk.lang)
            said.addWidget(button(f"{text}（{head.author}）", _call(self.records.settle, folded, head.value)))
        said.addStretch(1)
        said.setContentsMargins(gap, gap, gap, gap)
        self._said.addWidget(frame("banner", said))

    def _where(self, row: int, name: str) -> str:
        field = self.records.fields[name].label.in_(self._desk.lang)
        return tr("第 {row} 行 {field}", row=row + 1, field=field)

    def _go(self, row: int, name: str) -> None:
        names = [each.name for each in self.records.columns]
        index: QModelIndex = self.records.index(row, names.index(name))
        self.table.setCurrentIndex(index)
        self.table.setFocus()


def _call(what: Callable[..., object], *values: object) -> Callable[[], object]:
    return lambda: what(*values)
