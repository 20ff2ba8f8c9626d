"""A file with a gauge study before it is taken in: the table, what was understood of it, and where it goes."""

# Qt's signals take lambdas of any shape.
# pyright: reportUnknownLambdaType=false

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QDialog, QTableWidget, QTableWidgetItem, QWidget

from qmdesk.intake.evidence import incoming
from qmdesk.intake.measurements.gauge import Columns, StudyTable, study_in
from qmdesk.intake.readers import Grid, Sheet, column_name
from qmdesk.intake.readers.opening import read_pair, read_table
from qmdesk.model.intake import IncomingFile
from qmdesk.model.problem import Problem
from qmdesk.ui import jobs
from qmdesk.ui.desk import Desk
from qmdesk.ui.help.front import helped
from qmdesk.ui.intake.notes import Notes
from qmdesk.ui.widgets.basics import box, button, column, label, line
from qmdesk.ui.widgets.least import scrolled_at_least
from qmdesk.ui.widgets.typing_fields import ChoiceBox
from qmdesk.ui.words import full_text, mark, tr

SIZE = QSize(940, 600)
#: Rows and columns of the table that are shown.
ROWS, COLUMNS = 60, 60
LAYOUTS = {
    "long": mark("一行一个读数"),
    "wide": mark("一行是一个测量人的一次，一列一个零件"),
    "across": mark("一行一个零件，一列是一个测量人的一次"),
}
ROLES = (mark("零件列"), mark("测量人列"), mark("测量值列"))


@dataclass(frozen=True, slots=True)
class Opened:
    """A file with its tables."""

    source: IncomingFile
    grid: Grid


@dataclass(frozen=True, slots=True)
class Taken:
    """A study that is to be recorded, the file it came from, and whether it makes a new record."""

    study: StudyTable
    source: IncomingFile
    new: bool


class GaugeWindow(QDialog):
    """``taken`` brings the study as it stands when it is taken in. ``name`` is that of the study in front, if any."""

    taken = Signal(object)

    def __init__(self, desk: Desk, path: Path, name: str = "", over: QWidget | None = None) -> None:
        super().__init__(over)
        helped(self, "performance")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("读入测量系统分析"))
        self.setAccessibleName(self.windowTitle())
        self._desk, self._path = desk, path
        self.opened: Opened | None = None
        self.study = StudyTable()
        theme = desk.theme
        self._said = label(tr("正在读 {name}…", name=path.name), "muted", wrap=True)
        self.sheet, self.goes = ChoiceBox(), ChoiceBox()
        self.sheet.setAccessibleName(tr("表格"))
        self.goes.setAccessibleName(tr("归入"))
        self.goes.addItem(tr("新建研究"), True)
        if name:
            self.goes.addItem(tr("替换“{name}”的读数", name=name), False)
        self.columns = tuple(ChoiceBox() for _ in ROLES)
        for each, role in zip(self.columns, ROLES, strict=True):
            each.setAccessibleName(tr(role))
            each.activated.connect(lambda _: self._on_columns())
        self.table, self.notes = QTableWidget(), Notes(desk.lang)
        self.table.setAccessibleName(tr("文件里的表格"))
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.verticalHeader().setDefaultSectionSize(theme.px("control"))
        self.take = button(tr("读入"), self.take_in, role="primary", theme=theme, icon="check")
        self.take.setEnabled(False)
        self.stop = button(tr("取消"), self.reject, role="quiet", theme=theme)
        self.sheet.activated.connect(lambda _: self._show_sheet())
        self._lay_out()
        screen = self.screen().availableSize() if self.screen() is not None else SIZE  # pyright: ignore[reportUnnecessaryComparison]
        self.resize((SIZE * theme.scale).boundedTo(screen * 0.94))
        self._job = jobs.run(self, lambda: _open(path), self._show, self._refused)

    def _lay_out(self) -> None:
        theme = self._desk.theme
        gap, pad = theme.px("space_sm"), theme.px("space_lg")
        title = label(self._path.name, "heading")
        title.setToolTip(str(self._path))
        choices = line(gap=gap)
        for each in (self.sheet, *self.columns, self.goes):
            caption = label(each.accessibleName(), "caption")
            caption.setBuddy(each)
            choices.addLayout(column(caption, each))
        choices.addStretch(1)
        foot = line(None, self.stop, self.take, gap=gap)
        parts = (line(title, None), self._said, choices, self.table, self.notes)
        whole = column(*parts, gap=gap, margins=(pad, gap, pad, gap))
        whole.setStretch(3, 4)
        whole.setStretch(4, 1)
        foot.setContentsMargins(pad, gap, pad, pad)
        self.setLayout(column(scrolled_at_least(box("window", whole)), box("window", foot)))

    def _refused(self, problems: tuple[Problem, ...]) -> None:
        lang = self._desk.lang
        said = [full_text(each, lang) for each in problems]
        self._said.setText("\n".join(dict.fromkeys(said)))
        self.notes.show_problems(problems)

    def _show(self, opened: Opened) -> None:
        """The sheet that holds a study, else the first."""
        self.opened = opened
        for each in self._sheets:
            self.sheet.addItem(each.name or self._path.name)
        found = [at for at, each in enumerate(self._sheets) if study_in(each).n]
        self.sheet.setCurrentIndex(found[0] if found else 0)
        self.sheet.setEnabled(self.sheet.count() > 1)
        self._show_sheet()

    @property
    def _sheets(self) -> Sequence[Sheet]:
        sheets = () if self.opened is None else self.opened.grid.sheets
        return [each for each in sheets if not each.hidden] or sheets

    @property
    def _sheet(self) -> Sheet:
        return self._sheets[max(self.sheet.currentIndex(), 0)]

    def _show_sheet(self) -> None:
        if not self._sheets:
            return
        sheet = self._sheet
        width = min(sheet.width, COLUMNS)
        self.table.setColumnCount(width)
        self.table.setRowCount(min(len(sheet.rows), ROWS))
        self.table.setHorizontalHeaderLabels([column_name(at) for at in range(width)])
        self.table.setVerticalHeaderLabels([str(sheet.number(row) + 1) for row in range(self.table.rowCount())])
        for row in range(self.table.rowCount()):
            for at in range(width):
                self.table.setItem(row, at, QTableWidgetItem(sheet.text(row, at)[:ROWS]))
        self.table.resizeColumnsToContents()
        for each in self.columns:
            each.clear()
            each.addItem("—", None)
            for at in range(width):
                each.addItem(column_name(at), at)
        self._understand(None)

    def _on_columns(self) -> None:
        chosen = [each.currentData() for each in self.columns]
        if all(isinstance(each, int) for each in chosen) and len(set(chosen)) == len(chosen):
            self._understand((chosen[0], chosen[1], chosen[2]))

    def _understand(self, columns: Columns | None) -> None:
        self.study = found = study_in(self._sheet, columns)
        for each, at in zip(self.columns, found.columns or (None,) * len(ROLES), strict=True):
            each.setCurrentIndex(max(each.findData(at), 0))
        problems = (*(() if self.opened is None else self.opened.grid.problems), *found.problems)
        self.notes.show_problems(problems)
        if found.n:
            sizes = tr("{parts} 个零件、{operators} 个测量人、各 {trials} 次，共 {n} 个读数；跳过 {skipped} 个单元格",
                       parts=len(found.parts), operators=len(found.operators), trials=found.trials, n=found.n,
                       skipped=found.skipped)  # fmt: skip
            self._said.setText(tr("{layout}：{sizes}", layout=tr(LAYOUTS[found.layout]), sizes=sizes))
        else:
            self._said.setText(tr("没有认出测量系统分析的表；可以在下面指定三列"))
        self.take.setEnabled(bool(found.n) and self._desk.hub.writable)

    def take_in(self) -> None:
        """Hand over what was understood."""
        if self.opened is not None and self.study.n:
            self.taken.emit(Taken(self.study, self.opened.source, bool(self.goes.currentData())))
            self.accept()


def _open(path: Path) -> Opened:
    """Read and parse a file, in the child that the gate keeps for it."""
    content = read_pair(path)
    return Opened(incoming(content, path.name), read_table(content, path.name))


__all__ = ["GaugeWindow", "Taken"]
