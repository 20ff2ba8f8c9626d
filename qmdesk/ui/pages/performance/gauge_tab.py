"""Measuring systems: crossed gauge studies, typed or pasted, with their result as they are filled in."""

# Qt's signals take lambdas of any shape.
# pyright: reportUnknownLambdaType=false

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QThreadPool
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QLineEdit, QListWidget, QWidget

from qmdesk.casefile.case import Blob
from qmdesk.grading.gauges import gauge_result
from qmdesk.intake.measurements.edits import READINGS_MEDIA as MEDIA
from qmdesk.model.canonical import Json
from qmdesk.model.journal import Changes, Edit, Place
from qmdesk.model.problem import Problem
from qmdesk.ui.desk import Desk
from qmdesk.ui.dropping import files_in, one_of
from qmdesk.ui.pages.performance.gauge_pane import GaugePane
from qmdesk.ui.pages.performance.gauge_study import GaugeGrid, grid_of
from qmdesk.ui.pages.performance.held_readings import set_in
from qmdesk.ui.pages.performance.rows import Row, rows_of
from qmdesk.ui.pages.performance.shortening import lay_keys, short_lines
from qmdesk.ui.pages.performance.table_panel import TABLES
from qmdesk.ui.pages.performance.unreadable import say_unreadable
from qmdesk.ui.pages.records_of import added, new_key, removed
from qmdesk.ui.widgets.basics import box, button, column, empty, label, line, say_empty, tool
from qmdesk.ui.words import tr

if TYPE_CHECKING:
    from qmdesk.ui.intake.gauge import GaugeWindow, Taken

KIND = "gauge_study"
KEY = Qt.ItemDataRole.UserRole
#: The width of the list (at 100 %).
SIDE = 208
#: A new study: ten parts, three operators, three trials.
PARTS, OPERATORS, TRIALS = "\n".join(map(str, range(1, 11))), "A\nB\nC", 3


class GaugeTab(QWidget):
    """The list of studies, and the one in front."""

    def __init__(self, desk: Desk, pool: QThreadPool) -> None:
        super().__init__()
        self._desk = desk
        self.rows: list[Row] = []
        theme = desk.theme
        gap = theme.px("space_sm")
        self.list = QListWidget()
        self.list.setAccessibleName(tr("测量系统分析"))
        short_lines(self.list)
        self.list.currentItemChanged.connect(lambda *_: self._show())
        self.pane = GaugePane(desk, pool)
        self.pane.wanted.connect(self.record_grid)
        new = button(tr("新增研究"), self.add, role="quiet", theme=theme, icon="plus")
        bring = tool(theme, "file-plus", tr("导入测量系统分析…"), self._ask_file)
        tools = line(new, None, bring, tool(theme, "trash-2", tr("删除研究"), self.remove))
        side = QWidget()
        side.setLayout(column(tools, self.list, gap=theme.px("space_xs")))
        side.setFixedWidth(round(SIDE * theme.scale))
        about = tr("交叉试验：每个测量人把每个零件测同样多次。按方差分析评价量具的重复性和再现性。")
        self._empty = column()
        self.begin = box("", self._empty)
        middle = line(side, self.pane, self.begin, gap=theme.px("space_md"))
        middle.setStretch(1, 1)
        middle.setStretch(2, 1)
        whole = column(label(about, "caption", wrap=True), middle, gap=gap)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self.setAcceptDrops(True)
        desk.hub.changed.connect(self._on_changed)
        desk.hub.stage_changed.connect(self.refresh)
        self.refresh()

    # -- which one -------------------------------------------------------------------------------

    @property
    def key(self) -> str:
        """The key of the study in front."""
        item = self.list.currentItem()
        return "" if item is None else str(item.data(KEY))  # pyright: ignore[reportUnnecessaryComparison]

    def show_record(self, key: str, field: str) -> None:
        """Go to a field of a study."""
        for place in range(self.list.count()):
            if self.list.item(place).data(KEY) == key:
                self.list.setCurrentRow(place)
                self.pane.show_field(field)

    def _on_changed(self, changes: Changes) -> None:
        if any(place.kind in {KIND, "characteristic"} for place in changes.places):
            self.refresh()

    def refresh(self) -> None:
        """Show the studies as they stand; the one in front stays."""
        key = self.key
        self.rows = rows_of(self._desk.hub, KIND) if KIND in self._desk.hub.form.records else []
        keys = [row.key for row in self.rows]
        if lay_keys(self.list, keys, KEY) and keys:
            self.list.setCurrentRow(keys.index(key) if key in keys else len(keys) - 1)
        for place, row in enumerate(self.rows):
            text = self._text(row)
            self.list.item(place).setText(text)
            self.list.item(place).setToolTip(text)
        self._show()

    def _text(self, row: Row) -> str:
        grid, problems = self._grid(row)
        name = row.text("name") or tr("（未命名）")
        if problems:
            return f"{name}\n{tr('读数读不出来')}"
        if not grid.is_whole:
            return f"{name}\n{tr('{n} / {size} 个读数', n=grid.n, size=grid.size)}"
        result = gauge_result(self.pane.record_of(row, grid))
        percent = None if result is None else result[0]
        return f"{name}\n" + (tr("没有结果") if percent is None else f"%GRR {percent:.1f} %")

    def _grid(self, row: Row) -> tuple[GaugeGrid, tuple[Problem, ...]]:
        readings, problems = set_in(self._desk.hub, row.value("readings"))
        trials = row.value("trials")
        n = trials if isinstance(trials, int) else None
        return grid_of(row.text("parts"), row.text("operators"), n, readings), problems

    def _show(self) -> None:
        row = next((each for each in self.rows if each.key == self.key), None)
        grid, problems = (None, ()) if row is None else self._grid(row)
        self.pane.setVisible(grid is not None and not problems)
        self.begin.setVisible(grid is None or bool(problems))
        empty(self._empty)
        if problems:
            self._empty.addWidget(say_unreadable(self._desk.theme, problems, self._desk.lang))
            self._empty.addStretch(1)
            return
        if row is None or grid is None:
            theme = self._desk.theme
            text = tr("选有代表性的零件（通常 10 件）、实际使用量具的人（通常 3 人），每人每件测 3 次，顺序随机。")
            start = button(tr("新增研究"), self.add, role="primary", theme=theme, icon="plus")
            self._empty.addWidget(say_empty(theme, "gauge", tr("还没有测量系统分析"), text, start))
            self._empty.addStretch(1)
            return
        self.pane.show_row(row, grid)

    # -- changing --------------------------------------------------------------------------------

    def add(self) -> None:
        """A new study of the usual size; the cursor goes to its name."""
        hub = self._desk.hub
        values: dict[str, Json] = {"name": tr("研究 {n}", n=len(self.rows) + 1)}
        values |= {"parts": PARTS, "operators": OPERATORS, "trials": TRIALS}
        key, edits = added(hub, KIND, values)
        if hub.record(edits):
            self.show_record(key, "name")
            focused = self.focusWidget()
            if isinstance(focused, QLineEdit):
                focused.selectAll()

    def remove(self) -> None:
        """Delete the study in front; undo brings it back."""
        if self.key and self._desk.hub.record(removed(self._desk.hub, KIND, self.key)):
            self._desk.tell(tr("已删除，可撤销（Ctrl+Z）"))

    def _ask_file(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, tr("导入测量系统分析"), "", f"{tr('表格')} ({TABLES})")
        if chosen:
            self.look_at(Path(chosen))

    def look_at(self, path: Path) -> GaugeWindow:
        """Show what a file says of a gauge study, to be taken in there."""
        from qmdesk.ui.intake.gauge import GaugeWindow

        front = next((each.text("name") or tr("（未命名）") for each in self.rows if each.key == self.key), "")
        window = GaugeWindow(self._desk, path, front, self)
        window.taken.connect(self.take)
        window.show()
        return window

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """One table; anything else is the window's."""
        if one_of(event.mimeData(), TABLES):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        for each in files_in(event.mimeData()):
            event.acceptProposedAction()
            self.look_at(each)

    def take(self, taken: Taken) -> None:
        """Record a study from a file, with the file as its evidence, in one transaction."""
        from qmdesk.intake.evidence import evidence_edits

        hub, found, source = self._desk.hub, taken.study, taken.source
        grid = GaugeGrid(found.parts, found.operators, found.trials, found.cells)
        key = new_key() if taken.new or not self.key else self.key
        origin = f"import:{source.sha256}"
        edits, blob = self._edits(key, grid, origin)
        if key != self.key:
            edits.insert(0, Edit(Place(f"{KIND}:{key}", "name", str(hub.stage)), Path(source.name).stem, origin=origin))
        binds = f"{KIND}:{key}"
        edits += evidence_edits(
            source, hub.form, binds=binds, stage=hub.stage, captured="", origin=origin, author=hub.author
        )
        if hub.record(edits, [blob, Blob(source.content, source.media)]):
            self.show_record(key, "")
            self._desk.tell(tr("读入 {n} 个读数，可撤销（Ctrl+Z）", n=grid.n))

    def record_grid(self, grid: GaugeGrid) -> None:
        """Record layout and readings of the study in front in one transaction."""
        edits, blob = self._edits(self.key, grid)
        self._desk.hub.record(edits, [blob])

    def _edits(self, key: str, grid: GaugeGrid, origin: str = "typed") -> tuple[list[Edit], Blob]:
        hub = self._desk.hub
        made = grid.readings()
        hub.session.know(made)
        value = {"blob": made.sha256, "n": len(made)} if len(made) else None
        layout: dict[str, Json] = {
            "parts": "\n".join(grid.parts),
            "operators": "\n".join(grid.operators),
            "trials": grid.trials,
            "readings": value,
        }
        subject, stage = f"{KIND}:{key}", str(hub.stage)
        edits = [Edit(Place(subject, name, stage), each, origin=origin) for name, each in layout.items()]
        return edits, Blob(made.blob(), MEDIA)
