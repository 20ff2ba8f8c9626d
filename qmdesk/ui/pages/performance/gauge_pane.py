"""One gauge study in front: its facts, the grid that is filled in, and what it comes to."""

# Qt's signals take lambdas of any shape.
# pyright: reportUnknownLambdaType=false

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from PySide6.QtCore import Qt, QThreadPool, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from qmdesk.formdef.decimals import is_canonical
from qmdesk.grading.gauges import GaugeRecord, gauge_study
from qmdesk.intake.measurements.gauge import MOST
from qmdesk.model.canonical import Json
from qmdesk.model.journal import Edit, Place
from qmdesk.model.problem import Problem, Refused
from qmdesk.ui import jobs
from qmdesk.ui.desk import Desk
from qmdesk.ui.pages.performance.block import cells_of
from qmdesk.ui.pages.performance.gauge_grid import GaugeModel, GaugeTable
from qmdesk.ui.pages.performance.gauge_paste import pasted
from qmdesk.ui.pages.performance.gauge_result import GaugeResult
from qmdesk.ui.pages.performance.gauge_study import GaugeGrid, layout_texts, missing_text, names_in
from qmdesk.ui.pages.performance.reading_cells import keep_cells, kept_cells
from qmdesk.ui.pages.performance.readings_paste import PasteBox
from qmdesk.ui.pages.performance.rows import Row, rows_of
from qmdesk.ui.widgets.basics import box, column, empty, label, restyle, scrolled
from qmdesk.ui.widgets.case_field import CaseField
from qmdesk.ui.widgets.flow import FlowLayout
from qmdesk.ui.widgets.typing_fields import ChoiceBox, LineField
from qmdesk.ui.words import tr

#: Fields with their width (at 100 %).
FIELDS = {"name": 140, "gauge": 128, "unit": 56, "tolerance": 72}
LAYOUT = {"parts": 170, "operators": 110, "trials": 64}


class GaugePane(QWidget):
    """``wanted`` brings the study as it is to be recorded."""

    wanted = Signal(object)

    def __init__(self, desk: Desk, pool: QThreadPool) -> None:
        super().__init__()
        self._desk, self._key = desk, ""
        self._row: Row | None = None
        self._job: jobs.Job | None = None
        self._again = False
        self._place: Place | None = None
        #: Texts of the layout's fields that are none, by the field's number.
        self._refused: dict[int, str] = {}
        self.fields: dict[str, CaseField] = {}
        self.layout_fields: dict[str, LineField] = {}
        theme = desk.theme
        self._facts = QVBoxLayout()
        self.model = GaugeModel(desk.lang, self)
        self.model.put.connect(self._put)
        self.model.refused.connect(self._keep)
        self.table = GaugeTable(self.model, theme)
        self.table.block.connect(self._paste)
        self.characteristic = ChoiceBox()
        self._set_aside()
        self.characteristic.setAccessibleName(tr("质量特性"))
        self.characteristic.activated.connect(lambda _: self._bind())
        self.said = PasteBox(desk)
        hint = tr("Enter 到下一个零件；可整块粘贴：表格的一部分，或“零件、测量人、测量值”三列")
        self.result = GaugeResult(desk, pool)
        gap = theme.px("space_sm")
        parts = (self._facts, self.said, label(hint, "caption", wrap=True), self.table, self.result)
        self._area = scrolled(box("page", column(*parts, None, gap=gap)))
        self.setLayout(column(self._area))

    # -- showing ---------------------------------------------------------------------------------

    def show_row(self, row: Row, grid: GaugeGrid) -> None:
        """Show a study."""
        if row.key != self._key:
            self._key = row.key
            self.said.say(())
            self._make_fields()
        self._row = row
        self.model.unit = row.text("unit")
        self.model.writable = self._desk.hub.writable
        self._show_characteristics(row)
        place = Place(row.subject, "readings", str(self._desk.hub.stage))
        if place == self._place:
            self.model.show_grid(grid)
        else:
            self._recall(place, grid)
        for at, (name, text) in enumerate(layout_texts(grid).items()):
            self.layout_fields[name].show_text(self._refused.get(at, text))
            restyle(self.layout_fields[name], "wrong", "true" if at in self._refused else "false")
            self.layout_fields[name].setEnabled(self._desk.hub.writable)
        if not self.table.currentIndex().isValid() and self.model.rowCount():
            self.table.go_to(0, 0)
        self._study()

    def _recall(self, place: Place, grid: GaugeGrid) -> None:
        """Texts that were none when this study was last in front, here or in another look."""
        self._place = None  # nothing is kept of the study before
        self.model.show_grid(grid)
        kept = kept_cells(self._desk.hub, place)
        self._refused = {column: text for (row, column), text in kept.items() if row < 0}
        self.model.recall({cell: text for cell, text in kept.items() if cell[0] >= 0})
        self._place = place

    def _keep(self) -> None:
        if self._place is not None:
            texts = {cell: text for cell, (text, _) in self.model.wrong.items()}
            texts |= {(-1, at): text for at, text in self._refused.items()}
            keep_cells(self._desk.hub, self._place, texts)

    def show_field(self, name: str) -> None:
        """Put the cursor into a field."""
        field = self.fields.get(name)
        if field is not None:
            field.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _set_aside(self) -> None:
        """The choice goes on through all studies; it must have a parent, or it would outlive this pane, and with it the
        case: what it is connected to holds both."""
        self.characteristic.hide()
        self.characteristic.setParent(self)

    def _make_fields(self) -> None:
        self._set_aside()
        empty(self._facts)
        self.fields.clear()
        self.layout_fields.clear()
        theme = self._desk.theme
        facts = FlowLayout(theme.px("space_sm"))
        for name, width in FIELDS.items():
            made = CaseField(self._desk, f"gauge_study:{self._key}", name)
            made.setFixedWidth(round(width * theme.scale))
            self.fields[name] = made
            facts.addWidget(made)
        named = self._desk.hub.form.records["gauge_study"].fields["characteristic"].label.in_(self._desk.lang)
        facts.addWidget(self._captioned(named, self.characteristic, 150))
        hints = {"parts": tr("件数，或名称用、隔开"), "operators": tr("人数，或名称用、隔开"), "trials": ""}
        captions = {"parts": tr("零件"), "operators": tr("测量人"), "trials": tr("次数")}
        for name, width in LAYOUT.items():
            field = LineField(captions[name], hints[name])
            field.setToolTip(hints[name])
            field.committed.connect(lambda text, name=name: self._lay_out(name, text))
            self.layout_fields[name] = field
            facts.addWidget(self._captioned(captions[name], field, width))
        self._facts.addLayout(facts)

    def _captioned(self, caption: str, editor: QWidget, width: int) -> QWidget:
        text = label(caption, "caption")
        text.setBuddy(editor)
        made = box("", column(text, editor, gap=self._desk.theme.px("space_xs")))
        made.setFixedWidth(round(width * self._desk.theme.scale))
        editor.show()
        return made

    def _show_characteristics(self, row: Row) -> None:
        rows = rows_of(self._desk.hub, "characteristic")
        chosen = row.text("characteristic").removeprefix("characteristic:")
        offered = [("—", ""), *[(each.text("name") or tr("（未命名）"), each.key) for each in rows]]
        if chosen and chosen not in {key for _, key in offered}:
            offered.append((tr("（已删除的特性）"), chosen))
        self.characteristic.clear()
        for text, key in offered:
            self.characteristic.addItem(text, key)
        self.characteristic.setCurrentIndex(max(self.characteristic.findData(chosen), 0))
        self.characteristic.setEnabled(self.model.writable)

    # -- changing --------------------------------------------------------------------------------

    def _bind(self) -> None:
        """Bind the study to a characteristic; what is empty here is taken from there."""
        hub, row = self._desk.hub, self._row
        if row is None:
            return
        key = str(self.characteristic.currentData() or "")
        edits: dict[str, Json] = {"characteristic": key or None}
        of = next((each for each in rows_of(hub, "characteristic") if each.key == key), None)
        if of is not None:
            low, high = of.value("lsl"), of.value("usl")
            if is_canonical(low) and is_canonical(high) and row.value("tolerance") is None:
                edits["tolerance"] = f"{Decimal(str(high)) - Decimal(str(low)):f}"
            edits |= {name: of.text(name) for name in ("unit", "gauge") if of.text(name) and not row.text(name)}
        stage = str(hub.stage)
        hub.record([Edit(Place(row.subject, name, stage), value) for name, value in edits.items()])

    def _lay_out(self, name: str, text: str) -> None:
        """Another number of parts, operators or trials, or other names; readings go with their names."""
        grid = self.model.grid
        parts, operators, trials = grid.parts, grid.operators, grid.trials
        problem: Problem | None = None
        if name == "trials":
            plain = text.strip()
            known = plain.isascii() and plain.isdigit() and 1 <= int(plain) <= MOST["trials"]
            trials = int(plain) if known else trials
            problem = (
                None if known else Problem("gauge-trials-out-of-range", details={"text": text, "most": MOST[name]})
            )
        else:
            names = names_in(text, name)
            if isinstance(names, Problem):
                problem = names
            elif name == "parts":
                parts = names
            else:
                operators = names
        restyle(self.layout_fields[name], "wrong", "true" if problem else "false")
        self.said.say((problem,) if problem else ())
        at = list(LAYOUT).index(name)
        if problem is None:
            self._refused.pop(at, None)
        else:
            self._refused[at] = text
        self._keep()
        if problem is None:
            made = grid.relaid(parts, operators, trials)
            if made.n < grid.n:
                self._desk.tell(tr("去掉了 {n} 个读数，可撤销（Ctrl+Z）", n=grid.n - made.n))
            self.wanted.emit(made)

    def _put(self, values: Mapping[tuple[int, int, int], Decimal | None]) -> None:
        try:
            made = self.model.grid.put(values)
            made.readings()
        except ValueError:
            self.said.say((Problem("number-too-long", "", {"text": "", "limit": 30}),))
            return
        self.said.say(())
        self.wanted.emit(made)

    def _paste(self, text: str, row: int, column_: int) -> None:
        if not self.model.writable:
            return
        block = cells_of(text)
        if not block:
            self._desk.tell(tr("剪贴板里没有数据"))
            return
        grid = self.model.grid
        found = pasted(block, grid, row, column_)
        if found.grid is not None:
            if grid.n:
                self._desk.tell(tr("已用粘贴的 {n} 个读数代替原来的 {old} 个，可撤销", n=found.grid.n, old=grid.n))
            self.wanted.emit(found.grid)
        elif found.values:
            self.wanted.emit(grid.put(found.values))
        self.said.say(found.problems)

    # -- studying --------------------------------------------------------------------------------

    def record_of(self, row: Row, grid: GaugeGrid) -> GaugeRecord:
        """A study as the grade takes it."""
        tolerance = row.value("tolerance")
        width = Decimal(str(tolerance)) if is_canonical(tolerance) else None
        return GaugeRecord(
            key=row.key,
            name=row.text("name"),
            characteristic=row.text("characteristic"),
            gauge=row.text("gauge"),
            unit=row.text("unit"),
            tolerance=width if width is not None and width > 0 else None,
            parts=grid.parts,
            operators=grid.operators,
            trials=grid.trials,
            readings=grid.readings(),
        )

    def _study(self) -> None:
        """First call now, last call later."""
        if self._job is not None:
            self._again = True
            return
        row, grid = self._row, self.model.grid
        if row is None:
            return
        if not grid.is_whole:
            self.result.show_words(missing_text(grid))
            return
        record = self.record_of(row, grid)
        job = jobs.run(self, lambda: (grid, record, gauge_study(record)), self._on_studied)
        job.ended.connect(self._on_ended)
        self._job = job

    def _on_studied(self, found: tuple[GaugeGrid, GaugeRecord, object]) -> None:
        from qmdesk.stats.gauge_rr import GaugeStudy
        from qmdesk.ui.words import full_text

        grid, record, study = found
        if grid is not self.model.grid:
            return
        if isinstance(study, GaugeStudy):
            self.result.show_study(study, grid, record.name, record.unit)
        elif isinstance(study, Refused):
            lang = self._desk.lang
            said = [full_text(each, lang) for each in study.problems]
            self.result.show_words("\n".join(said), "problem")

    def _on_ended(self) -> None:
        self._job = None
        if self._again:
            self._again = False
            self._study()
