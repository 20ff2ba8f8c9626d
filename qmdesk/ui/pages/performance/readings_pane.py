"""The readings of one characteristic: typed one after another with Enter, pasted, cut into subgroups, deleted."""

# Qt's signals take lambdas of any shape.
# pyright: reportUnknownLambdaType=false

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from qmdesk.casefile.case import Blob
from qmdesk.formdef import decimals
from qmdesk.model.journal import Edit, Place
from qmdesk.model.problem import Problem
from qmdesk.model.readings import Readings
from qmdesk.ui import jobs
from qmdesk.ui.desk import Desk
from qmdesk.ui.pages.performance import study
from qmdesk.ui.pages.performance.block import cells_of
from qmdesk.ui.pages.performance.clipboard_grid import MEDIA, measured_in
from qmdesk.ui.pages.performance.readings_model import ReadingsModel
from qmdesk.ui.pages.performance.readings_table import ReadingsTable
from qmdesk.ui.widgets.basics import button, column, empty, label, line, restyle, tool
from qmdesk.ui.widgets.typing_fields import ChoiceBox, LineField
from qmdesk.ui.words import problem_text, remedy_text, tr

if TYPE_CHECKING:
    from qmdesk.intake.measurements import MeasurementSet

#: Readings beyond which a change is worked out off the event loop.
MANY = 20_000
SIZES = (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 20, 25)
#: Problems of a paste that are said at once.
SHOWN = 4
Change = Callable[[Readings | None], Readings]


class ReadingsPane(QWidget):
    """``several`` brings the sets of a paste that holds more than one characteristic."""

    several = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self.key = desk, ""
        self.unit = ""
        self._queue: list[tuple[Change, str, tuple[Edit, ...]]] = []
        self._job: jobs.Job | None = None
        theme = desk.theme
        self.model = ReadingsModel(desk.lang)
        self.model.put.connect(self._replace)
        self.entry = LineField(tr("下一个测量值"), tr("输入读数，按 Enter"))
        self.entry.returnPressed.connect(self._enter)
        self.group = ChoiceBox()
        self.group.setAccessibleName(tr("子组大小"))
        self.group.setToolTip(tr("子组大小"))
        self.group.activated.connect(lambda _: self._cut())
        self.order = ChoiceBox()
        self.order.setAccessibleName(tr("读数的先后顺序"))
        self.order.addItem(tr("按生产顺序"), True)
        self.order.addItem(tr("顺序不明"), False)
        self.order.activated.connect(lambda _: self._cut())
        self.count = label(tr("测量值"), "section")
        self.table = ReadingsTable(self.model, theme, self.paste, self.remove)
        self._said = QVBoxLayout()
        remove = tool(theme, "trash-2", tr("删除选中的测量值"), self.remove)
        paste = tool(theme, "clipboard-paste", tr("粘贴测量值"), self.paste)
        head = line(self.count, None, paste, remove)
        gap = theme.px("space_xs")
        whole = column(head, self.entry, self.group, self.order, self._said, self.table, gap=gap)
        whole.setStretch(5, 1)
        self.setLayout(whole)

    # -- what stands -----------------------------------------------------------------------------

    @property
    def readings(self) -> Readings | None:
        """The readings that are shown."""
        return self.model.readings

    def show_readings(self, key: str, unit: str, readings: Readings | None, *, writable: bool) -> None:
        """Show the readings of a characteristic."""
        if key != self.key:
            self.model.wrong.clear()
            self.say(())
            self.entry.show_text("")
        self.key, self.unit = key, unit
        self.model.writable = writable
        for each in (self.entry, self.group, self.order):
            each.setEnabled(writable and bool(key))
        if readings != self.model.readings:
            self.model.show_readings(readings)
            self.table.scrollToBottom()
        n = len(readings or ())
        self.count.setText(tr("测量值 {n} 个", n=n) if n else tr("测量值"))
        self._show_layout(readings)

    def _show_layout(self, readings: Readings | None) -> None:
        size = study.size_of(readings)
        offered = sorted({*SIZES, *([] if size is None else [size])})
        if [self.group.itemData(place) for place in range(self.group.count())] != [*offered, None][: len(offered) + 1]:
            self.group.clear()
            for each in offered:
                self.group.addItem(tr("单值") if each == 1 else tr("子组 {n} 个", n=each), each)
            self.group.addItem(tr("子组不等"), None)
        self.group.setCurrentIndex(max(self.group.findData(size), 0) if size is not None else self.group.count() - 1)
        self.order.setCurrentIndex(0 if readings is None or readings.ordered else 1)

    # -- changing --------------------------------------------------------------------------------

    def _enter(self) -> None:
        text = self.entry.text()
        if not text.strip() or not self.key:
            return
        if self.add(text):
            self.entry.clear()

    def add(self, text: str) -> bool:
        """Put one reading at the end; False where the text is none, which is said below it."""
        typed = decimals.read(text)
        problem = typed if isinstance(typed, Problem) else self._unit_problem(text, typed.unit)
        restyle(self.entry, "wrong", "true" if problem else "false")
        self.say((problem,) if problem else ())
        if isinstance(typed, Problem) or problem is not None:
            return False
        value = typed.value

        def put(readings: Readings | None) -> Readings:
            ordered = self.order.currentData() is not False
            size = self.group.currentData()
            one = study.cut(Readings.of([value]), None, ordered=ordered)
            if readings is None or not len(readings):
                return study.cut(one, size, ordered=ordered)
            values = Readings.of([*readings.decimals(), value], ordered=ordered)
            mixed = readings.subgroups is not None and size is None
            if mixed and readings.subgroups is not None:
                return Readings.of(list(values.decimals()), (*readings.subgroups, 1), ordered=ordered)
            return study.cut(values, size, ordered=ordered)

        self.change(put, text)
        return True

    def _unit_problem(self, text: str, unit: str) -> Problem | None:
        if unit and self.unit and unit != self.unit:
            return Problem("reading-other-unit", "", {"text": text, "unit": unit, "expected": self.unit})
        return None

    def _replace(self, place: int, text: str) -> None:
        def put(readings: Readings | None) -> Readings:
            assert readings is not None
            values = list(readings.decimals())
            values[place] = decimals.Typed(text, "").value
            return Readings.of(values, readings.subgroups, ordered=readings.ordered)

        self.change(put, text)

    def remove(self) -> None:
        """Delete the readings that are selected."""
        chosen = sorted({index.row() for index in self.table.selectionModel().selectedIndexes()})
        if chosen and self.model.writable:
            self.model.wrong.clear()
            self.change(lambda readings: study.without(readings or Readings((), 0), chosen))

    def _cut(self) -> None:
        size, ordered = self.group.currentData(), self.order.currentData() is not False
        if self.readings is None or size is None:
            if self.readings is not None and ordered != self.readings.ordered:
                now = self.readings
                self.change(lambda _: Readings(now.scaled, now.exponent, now.subgroups, ordered))
            return
        self.change(lambda readings: study.cut(readings or Readings((), 0), size, ordered=ordered))

    def paste(self) -> None:
        """Take the clipboard's readings in, understood as those of a file are."""
        block = cells_of(QGuiApplication.clipboard().text())
        if not self.key or not self.model.writable:
            return
        if not block:
            self._desk.tell(tr("剪贴板里没有数据"))
            return
        if len(block) == 1 and len(block[0]) == 1:
            self.add(block[0][0])
            return
        jobs.run(self, lambda: measured_in(block), self.take_sets, self._desk.tell_problems)  # pyright: ignore[reportArgumentType]

    def take_sets(self, sets: Sequence[MeasurementSet]) -> None:
        """Take the sets of a paste: one is of this characteristic, several may be several characteristics."""
        if len(sets) > 1:
            self._ask(sets)
            return
        self.take(sets)

    def take(self, sets: Sequence[MeasurementSet]) -> None:
        """Put readings behind those that are there; what was left out is said."""
        problems = tuple(problem for each in sets for problem in each.problems)
        found = [each for each in sets if each.readings is not None]
        self.say(problems or (() if found else (Problem("no-readings", tr("剪贴板")),)))
        for each in found:
            self.change(_behind(each.readings), more=self._limits(each))

    def _limits(self, found: MeasurementSet) -> tuple[Edit, ...]:
        """Limits that stood over the readings, where the characteristic has none yet."""
        hub = self._desk.hub
        subject = f"characteristic:{self.key}"
        stages = (hub.stage, *hub.stage.fallbacks)
        known = any(hub.value(subject, name, stage) is not None for name in ("lsl", "usl") for stage in stages)
        if known:
            return ()
        said: Mapping[str, object] = {"lsl": found.lsl, "usl": found.usl, "target": found.target}
        return tuple(
            Edit(Place(subject, name, str(hub.stage)), f"{value:f}")
            for name, value in said.items()
            if value is not None
        )

    def _ask(self, sets: Sequence[MeasurementSet]) -> None:
        """A paste with several columns that have names: as several characteristics, or all into this one."""
        empty(self._said)
        names = tr("、").join(each.name for each in sets[:4])
        self._said.addWidget(
            label(tr("粘贴的像是 {n} 个特性：{names}", n=len(sets), names=names), "warning", wrap=True)
        )
        as_many = button(tr("读入为 {n} 个特性", n=len(sets)), lambda: self._as_many(sets))
        here = button(tr("全部读入本特性"), lambda: self.take(sets), role="quiet")
        self._said.addWidget(as_many)
        self._said.addWidget(here)

    def _as_many(self, sets: Sequence[MeasurementSet]) -> None:
        self.say(tuple(problem for each in sets for problem in each.problems))
        self.several.emit(sets)

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
                    self.say((Problem("number-too-long", "", {"text": raw, "limit": 30}),))
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
        value = {"blob": made.sha256, "n": len(made)} if len(made) else None
        edit = Edit(Place(f"characteristic:{key}", "readings", str(hub.stage)), value, raw=raw)
        hub.record([edit, *more], [Blob(blob, MEDIA)])

    # -- what is wrong ---------------------------------------------------------------------------

    def say(self, problems: Sequence[Problem]) -> None:
        """What is wrong with what was typed or pasted, by its place."""
        empty(self._said)
        lang = self._desk.lang
        for each in problems[:SHOWN]:
            where = f"{each.where} " if each.where and each.where not in problem_text(each, lang) else ""
            text = f"{where}{problem_text(each, lang)} {remedy_text(each, lang)}".strip()
            role = "problem" if each.severity == "error" else "warning"
            self._said.addWidget(label(text, role, wrap=True))
        if len(problems) > SHOWN:
            self._said.addWidget(label(tr("另有 {n} 处", n=len(problems) - SHOWN), "problem"))


def _applied(make: Change, now: Readings | None) -> Callable[[], tuple[Readings, bytes]]:
    def work() -> tuple[Readings, bytes]:
        made = make(now)
        return made, made.blob()

    return work


def _behind(found: Readings | None) -> Change:
    def put(readings: Readings | None) -> Readings:
        assert found is not None
        return study.joined(readings, found)

    return put
