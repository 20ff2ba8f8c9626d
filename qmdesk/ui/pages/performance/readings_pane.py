"""The readings of one characteristic: typed one after another with Enter, pasted, cut, deleted, left out."""

# Qt's signals take lambdas of any shape.
# pyright: reportUnknownLambdaType=false

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QItemSelectionModel, QSignalBlocker, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractItemView, QWidget

from qmdesk.casefile.case import Blob
from qmdesk.formdef import decimals
from qmdesk.intake.measurements.edits import READINGS_MEDIA as MEDIA
from qmdesk.model.journal import Edit, Place
from qmdesk.model.problem import Problem
from qmdesk.model.readings import Readings
from qmdesk.ui import jobs
from qmdesk.ui.desk import Desk
from qmdesk.ui.pages.performance import readings_edits as edits
from qmdesk.ui.pages.performance.exclusions import KIND, ExclusionsBox, after_removal, reasons_of
from qmdesk.ui.pages.performance.reading_cells import keep_cells, kept_cells, typed_reading
from qmdesk.ui.pages.performance.readings_model import ReadingsModel
from qmdesk.ui.pages.performance.readings_paste import PasteBox, understood
from qmdesk.ui.pages.performance.readings_table import ReadingsTable
from qmdesk.ui.widgets.basics import column, label, line, restyle, tool
from qmdesk.ui.widgets.typing_fields import ChoiceBox, LineField
from qmdesk.ui.words import tr

#: Readings beyond which a change is worked out off the event loop.
MANY = 20_000
#: Where the text of the field for the next reading is kept.
ENTRY = (-1, 0)
SIZES = (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 20, 25)
Change = Callable[[Readings | None], Readings]
Cells = list[list[str]]


class ReadingsPane(QWidget):
    """``made`` brings a set by its blob's name before it is recorded; ``table_pasted`` the cells of a pasted table."""

    table_pasted = Signal(object)
    made = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self.key = desk, ""
        self.unit = ""
        self._queue: list[tuple[Change, str, tuple[Edit, ...]]] = []
        self._job: jobs.Job | None = None
        self._laid_out: Readings | None = None
        self._place: Place | None = None
        theme = desk.theme
        self.model = ReadingsModel(desk.lang)
        self.model.put.connect(self._replace)
        self.model.refused.connect(self._keep)
        self.entry = LineField(tr("下一个测量值"), tr("输入读数，按 Enter"))
        self.entry.returnPressed.connect(self._enter)
        self.entry.textChanged.connect(self._keep)
        self.group = ChoiceBox()
        self.group.setAccessibleName(tr("子组大小"))
        self.group.setToolTip(tr("子组大小"))
        self.group.activated.connect(lambda _: self._cut())
        self.order = ChoiceBox()
        self.order.setAccessibleName(tr("读数的先后顺序"))
        self.order.addItem(tr("按顺序"), True)
        self.order.addItem(tr("顺序不明"), False)
        self.order.activated.connect(lambda _: self._cut())
        self.count = label(tr("测量值"), "section")
        self.table = ReadingsTable(self.model, theme, self.paste, self.remove, self.toggle_excluded)
        self.said = PasteBox(desk)
        self.excluded = ExclusionsBox(desk)
        self.excluded.wanted.connect(self.show_place)
        self.leave_out = tool(theme, "circle-slash", tr("剔除或恢复选中的测量值…"), self.toggle_excluded)
        self.leave_out.setToolTip(f"{self.leave_out.accessibleName()} Ctrl+E")
        self.leave_out.setVisible(KIND in desk.hub.form.records)
        remove = tool(theme, "trash-2", tr("删除选中的测量值"), self.remove)
        paste = tool(theme, "clipboard-paste", tr("粘贴测量值"), self.paste)
        head = line(self.count, None, paste, self.leave_out, remove)
        how = line(self.group, self.order, gap=theme.px("space_xs"))
        how.setStretch(0, 5)
        how.setStretch(1, 6)
        gap = theme.px("space_xs")
        whole = column(head, self.entry, how, self.said, self.excluded, self.table, gap=gap)
        whole.setStretch(5, 1)
        self.setLayout(whole)

    # -- what stands -----------------------------------------------------------------------------

    @property
    def readings(self) -> Readings | None:
        """The readings that are shown."""
        return self.model.readings

    def show_readings(self, key: str, unit: str, readings: Readings | None, *, writable: bool) -> None:
        """Show the readings of a characteristic and what is left out of them."""
        place = Place(f"characteristic:{key}", "readings", str(self._desk.hub.stage))
        self.unit = self.model.unit = unit
        if place != self._place:
            self.key, self._place = key, place
            self._recall()
        self.model.writable = writable
        for each in (self.entry, self.group, self.order, self.leave_out):
            each.setEnabled(writable and bool(key))
        if readings is not self.model.readings:
            self.model.show_readings(readings)
            self.table.scrollToBottom()
        n = len(readings or ())
        self.count.setText(tr("测量值 {n} 个", n=n) if n else tr("测量值"))
        if readings is not self._laid_out or n <= MANY:
            self._laid_out = readings
            self._show_layout(readings)
        self.excluded.show_readings(key, readings)
        self.model.show_excluded(reasons_of(self.excluded.standing()))
        self.table.show_columns()

    def _recall(self) -> None:
        """Texts that were no readings when this characteristic was last in front, here or in another look."""
        kept = {} if self._place is None else kept_cells(self._desk.hub, self._place)
        with QSignalBlocker(self.entry):
            self.entry.setText(kept.pop(ENTRY, ""))
            text = self.entry.text()
        self._say(typed_reading(text, self.unit) if text.strip() else None)
        self.model.wrong.clear()
        for (row, _), text in kept.items():
            self.model.take(row, text)

    def _keep(self) -> None:
        if self._place is not None:
            texts = {(row, 0): text for row, (text, _) in self.model.wrong.items()}
            texts |= {ENTRY: self.entry.text()} if self.entry.text().strip() else {}
            keep_cells(self._desk.hub, self._place, texts)

    def _say(self, typed: object) -> None:
        """Say below the field for the next reading why its text is none."""
        problem = typed if isinstance(typed, Problem) else None
        restyle(self.entry, "wrong", "true" if problem else "false")
        self.said.say((problem,) if problem else ())

    def _show_layout(self, readings: Readings | None) -> None:
        size = edits.size_of(readings)
        offered = sorted({*SIZES, *([] if size is None else [size])})
        if [self.group.itemData(place) for place in range(self.group.count())] != [*offered, None][: len(offered) + 1]:
            self.group.clear()
            for each in offered:
                self.group.addItem(tr("单值") if each == 1 else tr("子组 {n} 个", n=each), each)
            self.group.addItem(tr("子组不等"), None)
        self.group.setCurrentIndex(max(self.group.findData(size), 0) if size is not None else self.group.count() - 1)
        self.order.setCurrentIndex(0 if readings is None or readings.ordered else 1)

    def show_place(self, place: int, count: int = 1) -> None:
        """Select readings in the table, the first (zero-based) in sight."""
        if not 0 <= place < self.model.rowCount():
            return
        last = min(place + count, self.model.rowCount()) - 1
        self.table.scrollTo(self.model.index(place, 0), QAbstractItemView.ScrollHint.PositionAtCenter)
        self.table.setCurrentIndex(self.model.index(place, 0))
        choice = QItemSelectionModel.SelectionFlag
        for row in range(place, last + 1):
            self.table.selectionModel().select(self.model.index(row, 0), choice.Select | choice.Rows)

    def chosen(self) -> list[int]:
        """The readings that are selected, zero-based."""
        return sorted({index.row() for index in self.table.selectionModel().selectedIndexes()})

    # -- leaving out -----------------------------------------------------------------------------

    def toggle_excluded(self) -> None:
        """Ask why the selected readings are left out; where all of them are, count them again."""
        places = self.chosen()
        if KIND not in self._desk.hub.form.records or not self.model.writable:
            return
        if not places:
            self._desk.tell(tr("先在下面的表里选中读数"))
        elif not all(place in self.model.excluded for place in places):
            self.excluded.ask(places)
        elif self.excluded.take_back_at(places):
            self._desk.tell(tr("已恢复 {n} 个读数", n=len(places)))

    # -- changing --------------------------------------------------------------------------------

    def _enter(self) -> None:
        text = self.entry.text()
        if not text.strip() or not self.key:
            return
        if self.add(text):
            self.entry.clear()

    def add(self, text: str) -> bool:
        """Put one reading at the end; False where the text is none, which is said below it."""
        typed = typed_reading(text, self.unit)
        self._say(typed)
        if isinstance(typed, Problem):
            return False
        ordered, size = self.order.currentData() is not False, self.group.currentData()
        self.change(lambda readings: edits.appended(readings, typed.value, size, ordered=ordered), text)
        return True

    def _replace(self, place: int, text: str) -> None:
        value = decimals.Typed(text, "").value
        self.change(lambda readings: edits.replaced(readings or edits.NONE, place, value), text)

    def remove(self) -> None:
        """Delete the readings that are selected; exclusions stay at the readings that they are of."""
        chosen = self.chosen()
        if chosen and self.model.writable:
            self.model.wrong.clear()
            self._keep()
            more = after_removal(self._desk.hub, self.key, set(chosen))
            self.change(lambda readings: (readings or edits.NONE).without(chosen), more=tuple(more))

    def _cut(self) -> None:
        size, ordered = self.group.currentData(), self.order.currentData() is not False
        now = self.readings
        if now is None:
            return
        if size is None:
            if ordered != now.ordered:
                self.change(lambda _: Readings(now.scaled, now.exponent, now.subgroups, ordered))
            return
        self.change(lambda readings: edits.cut(readings or edits.NONE, size, ordered=ordered))

    def paste(self) -> None:
        """Take the clipboard's readings in: a plain column at once, anything else as a file is, after a look at it."""
        text = QGuiApplication.clipboard().text()
        if not self.key or not self.model.writable:
            return
        if not text.strip():
            self._desk.tell(tr("剪贴板里没有数据"))
            return
        if "\t" not in text and "\n" not in text.strip():
            self.add(text.strip())
            return
        unit = self.unit
        jobs.run(self, lambda: understood(text, unit), self._take_pasted)

    def _take_pasted(self, found: tuple[Cells, Readings | None]) -> None:
        """A plain column goes behind what is there; of a table it is asked first what is what."""
        cells, readings = found
        self.said.say(())
        if readings is None:
            self.table_pasted.emit(cells)
        else:
            self.change(lambda now: edits.joined(now, readings))

    def change(self, make: Change, raw: str = "", more: tuple[Edit, ...] = ()) -> None:
        """Record another set made from the one that stands; a large one is worked out off the event loop."""
        self._queue.append((make, raw, more))
        if self._job is None:
            self._next()

    def _next(self) -> None:
        while self._queue and self._job is None:
            make, raw, more = self._queue.pop(0)
            now, key = self.readings, self.key
            if len(now or ()) <= MANY:
                try:
                    self._record(key, *_applied(make, now)(), raw, more)
                except ValueError:
                    self.said.say((Problem("number-too-long", "", {"text": raw, "limit": 30}),))
                continue
            job = jobs.run(self, _applied(make, now), self._recorder(key, raw, more))
            job.ended.connect(self._on_ended)
            self._job = job

    def _recorder(self, key: str, raw: str, more: tuple[Edit, ...]) -> Callable[[tuple[Readings, bytes]], None]:
        return lambda done: self._record(key, *done, raw, more)

    def _on_ended(self) -> None:
        self._job = None
        self._next()

    def _record(self, key: str, made: Readings, blob: bytes, raw: str, more: tuple[Edit, ...]) -> None:
        hub = self._desk.hub
        hub.session.know(made)
        if key == self.key:
            self.made.emit((made.sha256 if len(made) else "", made))
        value = {"blob": made.sha256, "n": len(made)} if len(made) else None
        edit = Edit(Place(f"characteristic:{key}", "readings", str(hub.stage)), value, raw=raw)
        hub.record([edit, *more], [Blob(blob, MEDIA)])


def _applied(make: Change, now: Readings | None) -> Callable[[], tuple[Readings, bytes]]:
    def work() -> tuple[Readings, bytes]:
        made = make(now)
        blob = made.blob()
        assert made.sha256  # worked out here, not where it is recorded
        return made, blob

    return work
