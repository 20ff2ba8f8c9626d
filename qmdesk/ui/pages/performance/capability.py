"""Process capability: characteristics with limits and readings, the charts, and whether the figure can be used."""

# Qt's signals take lambdas of any shape.
# pyright: reportUnknownLambdaType=false

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QThreadPool
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from qmdesk.formdef.fields import decimal_of
from qmdesk.grading.characteristics import characteristic_at
from qmdesk.grading.records import index
from qmdesk.model.journal import Changes, Place
from qmdesk.model.readings import Readings
from qmdesk.ui import jobs
from qmdesk.ui.desk import Desk
from qmdesk.ui.dropping import files_in, one_of
from qmdesk.ui.pages.performance.characteristics import CharacteristicList
from qmdesk.ui.pages.performance.exclusions import KIND
from qmdesk.ui.pages.performance.figure_head import FigureHead
from qmdesk.ui.pages.performance.held_readings import HeldReadings
from qmdesk.ui.pages.performance.readings_pane import ReadingsPane
from qmdesk.ui.pages.performance.rows import Row
from qmdesk.ui.pages.performance.study import Asked, Found, gate_of, work_out
from qmdesk.ui.pages.performance.study_pane import StudyPane
from qmdesk.ui.pages.performance.table_panel import TABLES
from qmdesk.ui.pages.performance.taking_in import take_in
from qmdesk.ui.pages.records_of import added, removed
from qmdesk.ui.widgets.basics import button, column, line, tool
from qmdesk.ui.words import tr

if TYPE_CHECKING:
    from qmdesk.ui.intake.window import MeasurementWindow

FILES = f"{TABLES} *.json *.dfq *.dfx *.dat *.dmo *.rpt *.chr *.asc"
#: The width of the list and the readings (at 100 %).
SIDE = 240


class CapabilityTab(QWidget):
    """Every number that is complete, in a limit or a reading, sets off a study; the newest wish is the one shown."""

    def __init__(self, desk: Desk, pool: QThreadPool, figure_id: str) -> None:
        super().__init__()
        self._desk, self._pool = desk, pool
        self._figure = desk.hub.form.figure(figure_id)
        self._typed: dict[str, str] = {}
        self._job: jobs.Job | None = None
        self._again = False
        self._asked: Asked | None = None
        self._held = HeldReadings(desk, self)
        #: Whose readings are shown.
        self._shown = ""
        theme = desk.theme
        self.head = FigureHead(desk, self._figure, inline=True)
        self.list = CharacteristicList(desk, figure_id)
        self.list.setMinimumHeight(round(88 * theme.scale))
        self.list.setMaximumHeight(round(200 * theme.scale))
        self.readings = ReadingsPane(desk)
        self.study = StudyPane(desk, self._figure, pool)
        remove = tool(theme, "trash-2", tr("删除特性"), self.remove)
        tools = line(
            button(tr("新增特性"), self.add, role="quiet", theme=theme, icon="plus"),
            None,
            tool(theme, "file-plus", tr("导入测量数据…"), self._ask_file),
            remove,
        )
        gap = theme.px("space_sm")
        side = QWidget()
        beside = column(tools, self.list, self.readings, gap=theme.px("space_xs"))
        beside.setStretch(2, 1)
        beside.addStretch(0)
        side.setLayout(beside)
        side.setFixedWidth(round(SIDE * theme.scale))
        middle = line(side, self.study, gap=theme.px("space_md"))
        middle.setStretch(1, 1)
        whole = column(self.head, middle, gap=gap)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self.setAcceptDrops(True)
        self.list.chosen.connect(lambda _: self._show())
        self.readings.table_pasted.connect(self.look_at_pasted)
        self.readings.made.connect(self._held.keep)
        self._held.arrived.connect(self._ask_study)
        self.study.options.wanted.connect(lambda places: self.readings.show_place(places.start, len(places)))
        self.study.options.leave_out.connect(self.readings.excluded.ask)
        self.study.typed.connect(self._on_typed)
        self.study.wanted.connect(self.add)
        desk.hub.changed.connect(self._on_changed)
        self._show()

    # -- which one is in front -------------------------------------------------------------------

    def show_record(self, key: str, field: str) -> None:
        """Go to a field of a characteristic, or to the characteristic of an exclusion."""
        of = self._desk.hub.text(f"{KIND}:{key}", "characteristic", self._desk.hub.stage)
        if of and self.list.choose(of):
            return
        if self.list.choose(key):
            self.study.show_field(field)

    def _on_changed(self, changes: Changes) -> None:
        here = f"characteristic:{self.list.key}"
        concluded = Place("case", "concluded") in changes.places
        if concluded or any(place.subject == here or place.kind in {KIND, "gauge_study"} for place in changes.places):
            self._typed.clear()
            self._ask_study()

    def _show(self) -> None:
        key = self.list.key
        self.study.show_characteristic(key)
        self._typed.clear()
        self._ask_study()

    def _ask_study(self) -> None:
        """Find out what is to be studied, and study it unless it is what was studied last."""
        row = self.list.record_of(self.list.key)
        self.readings.setVisible(row is not None)
        if row is None:
            self.readings.show_readings("", "", None, writable=False)
            self._asked = None
            self.study.show_empty()
            return
        if not self._held.fetch(row):
            self._show_waiting(row)
            return
        self._shown = row.key
        readings, problems = self._held.readings, self._held.problems
        writable = self._desk.hub.writable and not problems
        self.readings.show_readings(row.key, row.text("unit"), readings, writable=writable)
        self.study.show_row(row)
        if readings is None or not len(readings):
            self._asked = None
            self.study.show_empty(row, problems=problems)
            return
        asked = self._question(row, readings)
        self.study.name_it(row.text("name"), row.text("unit"))
        if asked is not None and asked != self._asked:
            self._asked = asked
            self._study()

    def _question(self, row: Row, readings: Readings) -> Asked | None:
        """The characteristic as it stands, with the limits as they are being typed."""
        hub = self._desk.hub
        found = hub.once(f"index@{hub.stage}", lambda: index(hub.session.state, hub.stage))
        sets = hub.once(f"gauge-sets@{hub.stage}", self._held.of_gauges)
        standing = characteristic_at(found, row.key, hub.stage, {**sets, self._held.sha256: readings})
        if standing is None:
            return None
        lsl, usl, target = (self._limit(name, row.text(name)) for name in ("lsl", "usl", "target"))
        return Asked(replace(standing, lsl=lsl, usl=usl, target=target), gate_of(hub, self._figure.id))

    def _show_waiting(self, row: Row) -> None:
        """While another characteristic's large set is read, nothing of the one before is shown."""
        if self._shown != row.key:
            self._asked = None
            self.readings.show_readings(row.key, row.text("unit"), None, writable=False)
            self.study.show_empty(row, waiting=True)

    def _limit(self, name: str, text: str) -> Decimal | None:
        """A limit as it is being typed, else as it stands."""
        typed = self._typed.get(name)
        if typed is not None and not typed.strip():
            return None
        found = decimal_of(typed) if typed is not None else None
        return found if found is not None else Decimal(text) if text else None

    def _on_typed(self, name: str, text: str) -> None:
        self._typed[name] = text
        self._ask_study()

    # -- studying --------------------------------------------------------------------------------

    def _study(self) -> None:
        """First call now, last call later."""
        if self._job is not None:
            self._again = True
            return
        asked = self._asked
        if asked is None:
            return
        job = jobs.Job(lambda: work_out(asked), self)
        job.done.connect(self._on_found)
        job.crashed.connect(_raise)
        job.ended.connect(self._on_ended)
        job.ended.connect(job.deleteLater)
        self._job = job.start(self._pool)

    def _on_found(self, found: Found) -> None:
        if self._asked is not None and found.asked.readings == self._asked.readings:
            self.study.show_found(found)

    def _on_ended(self) -> None:
        self._job = None
        if self._again:
            self._again = False
            self._study()

    # -- changing --------------------------------------------------------------------------------

    def add(self) -> None:
        """A new characteristic; the cursor goes to its name."""
        hub = self._desk.hub
        name = tr("特性 {n}", n=len(self.list.rows) + 1)
        key, edits = added(hub, "characteristic", {"name": name, "key": True})
        if hub.record(edits) and self.list.choose(key):
            self.study.show_field("name")
            focused = self.focusWidget()
            if isinstance(focused, QLineEdit):
                focused.selectAll()

    def remove(self) -> None:
        """Delete the characteristic in front; undo brings it back."""
        key = self.list.key
        if key and self._desk.hub.record(removed(self._desk.hub, "characteristic", key)):
            self._desk.tell(tr("已删除，可撤销（Ctrl+Z）"))

    def _ask_file(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, tr("导入测量数据"), "", f"{tr('测量数据')} ({FILES})")
        if chosen:
            self.look_at(Path(chosen))

    def look_at(self, path: Path) -> MeasurementWindow:
        """Show what a file of measurements gives, to be taken in there."""
        from qmdesk.ui.intake import ask_measurements

        return ask_measurements(self._desk, path, self, otherwise=self.take_file)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """One table; anything else is the window's."""
        if one_of(event.mimeData(), FILES):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        for each in files_in(event.mimeData()):
            event.acceptProposedAction()
            self.look_at(each)

    def take_file(self, path: Path) -> jobs.Job:
        """Record what a file of measurements holds as characteristics."""
        return take_in(self._desk, self, path, "measurements")

    def look_at_pasted(self, cells: Sequence[Sequence[str]]) -> MeasurementWindow:
        """Show what a pasted table gives; where it is one characteristic, it is the one in front."""
        from qmdesk.ui.intake import ask_pasted

        return ask_pasted(self._desk, cells, self, self.list.key)


def _raise(error: object) -> None:
    assert isinstance(error, BaseException)
    raise error
