"""How the control chart is drawn and judged: kind, rules, phases; its chance of a false alarm and its broken rules."""

# Qt's signals take lambdas of any shape.
# pyright: reportUnknownLambdaType=false

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from qmdesk.model.journal import Edit, Place
from qmdesk.model.problem import Refused
from qmdesk.ui.desk import Desk
from qmdesk.ui.pages.performance.chart_points import (
    Point,
    numbers_text,
    panels_of,
    point_at,
    point_text,
    readings_behind,
    rule_text,
)
from qmdesk.ui.pages.performance.rows import Row
from qmdesk.ui.pages.performance.study import Found
from qmdesk.ui.widgets.basics import box, button, column, empty, label, line, tool
from qmdesk.ui.widgets.case_field import CaseField
from qmdesk.ui.widgets.flow import FlowLayout
from qmdesk.ui.widgets.typing_fields import ChoiceBox
from qmdesk.ui.words import tr

RULES = range(1, 9)
#: Points that are named one by one.
SHOWN = 6


class ChartOptions(QWidget):
    """``wanted`` brings readings (a range) to show in the table, ``leave_out`` those to be left out."""

    wanted = Signal(object)
    leave_out = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._key = desk, ""
        self._row: Row | None = None
        self._found: Found | None = None
        self._every = False
        self.point: Point | None = None
        self.boxes: dict[int, QCheckBox] = {}
        theme = desk.theme
        self._gap = theme.px("space_sm")
        self._kind = QVBoxLayout()
        self._alarm = label("", "caption", wrap=True)
        self.unfold = button("", self._toggle_rules, role="quiet", theme=theme, icon="list-checks")
        rules = FlowLayout(self._gap)
        for number in RULES:
            made = QCheckBox(rule_text(f"nelson-{number}", desk.lang))
            made.setChecked(True)
            made.setEnabled(number != 1)
            made.clicked.connect(lambda _=False: self._record_rules())
            self.boxes[number] = made
            rules.addWidget(made)
        self.rules = box("", rules)
        self.rules.hide()
        self._phases = FlowLayout(theme.px("space_xs"))
        self._picked = QVBoxLayout()
        self._broken = QVBoxLayout()
        self._broken.setSpacing(0)
        how = line(self._kind, self.unfold, None, gap=self._gap)
        phases = box("", self._phases)
        parts = (self._picked, how, self.rules, phases, self._alarm, self._broken)
        self.setLayout(column(*parts, gap=theme.px("space_xs")))

    # -- what is shown ---------------------------------------------------------------------------

    def show_characteristic(self, key: str) -> None:
        """Take another characteristic's options to the front."""
        self._key, self._row, self._found, self.point, self._every = key, None, None, None, False
        empty(self._kind)
        fields = self._desk.hub.form.records["characteristic"].fields
        self.unfold.setVisible("rules" in fields)
        if key and "chart" in fields:
            kind = CaseField(self._desk, f"characteristic:{key}", "chart", caption=False)
            kind.setFixedWidth(round(170 * self._desk.theme.scale))
            kind.editor.setToolTip(fields["chart"].label.in_(self._desk.lang))
            if isinstance(kind.editor, ChoiceBox):
                kind.editor.setItemText(0, tr("自动选图"))
            self._kind.addWidget(kind)

    def show_row(self, row: Row) -> None:
        """Follow what is recorded about rules and phases."""
        self._row = row
        rules = rules_of(row)
        for number, made in self.boxes.items():
            made.setChecked(number in rules)
            made.setEnabled(number != 1 and self._desk.hub.writable)
        said = tr("全部八条") if len(rules) == len(self.boxes) else tr("、").join(map(str, rules))
        self.unfold.setText(" " + tr("判异准则：{rules}", rules=said))
        self.unfold.setAccessibleName(tr("判异准则：{rules}", rules=said))
        self._show_phases()

    def show_found(self, found: Found) -> None:
        """Show what the chart of a study says."""
        self._found = found
        chart = None if found.study is None else found.study.stability.control
        self.setVisible(chart is not None)
        if chart is None:
            return
        alarm = found.alarm
        self._alarm.setVisible(alarm is not None)
        if alarm is not None:
            one, every = (f"{100 * each:.0f}" for each in (alarm.rule_1, alarm.all_rules))
            text = tr(
                "过程受控时，{n} 点的图也有 {one} % 的机会出现超限点；按全部八条有 {every} % 的机会误报",
                n=alarm.points,
                one=one,
                every=every,
            )
            self._alarm.setText(text)
        if self.point is not None and self.point.number >= len(chart.first.points):
            self.point = None
        self._show_point()
        self._show_broken()

    def _show_phases(self) -> None:
        empty(self._phases)
        starts = phases_of(self._row)
        for rank, start in enumerate(starts, 2):
            text = tr("第 {rank} 阶段自第 {n} 点", rank=rank, n=start)
            off = tool(self._desk.theme, "x", tr("取消自第 {n} 点的阶段", n=start), _call(self._end_phase, start))
            self._phases.addWidget(box("", line(label(text, "caption"), off)))

    def _show_broken(self) -> None:
        empty(self._broken)
        found = self._found
        chart = None if found is None or found.study is None else found.study.stability.control
        if found is None or chart is None:
            return
        points = found.broken.points
        for point in points if self._every else points[:SHOWN]:
            text = point_text(point, chart, self._desk.lang)
            self._broken.addWidget(button(text, _call(self._go, point), role="link"))
        shown = len(points) if self._every else min(len(points), SHOWN)
        if found.broken.total > shown:
            more = tr("另有 {n} 点违反准则", n=found.broken.total - shown)
            more_link = button(more, self._show_every, role="link")
            more_link.setEnabled(not self._every)
            self._broken.addWidget(more_link)

    def _show_every(self) -> None:
        self._every = True
        self._show_broken()

    def _show_point(self) -> None:
        empty(self._picked)
        found, point = self._found, self.point
        chart = None if found is None or found.study is None else found.study.stability.control
        if point is None or chart is None:
            return
        theme = self._desk.theme
        said = label(tr("选中：{point}", point=point_text(point, chart, self._desk.lang)), "strong", wrap=True)
        row = FlowLayout(theme.px("space_xs"))
        if self._desk.hub.writable:
            if "exclusion" in self._desk.hub.form.records:
                row.addWidget(button(tr("剔除…"), self._leave_out, theme=theme, icon="circle-slash"))
            fields = self._desk.hub.form.records["characteristic"].fields
            if point.number > 1 and "phases" in fields and point.number + 1 not in phases_of(self._row):
                start = tr("自此点起为新阶段")
                row.addWidget(button(start, lambda: self.begin_phase(point.number + 1), theme=theme, icon="flag"))
        row.addWidget(button(tr("在表中查看"), lambda: self._go(point), role="quiet"))
        self._picked.addLayout(column(said, row, gap=theme.px("space_xs")))

    # -- picking ---------------------------------------------------------------------------------

    def pick(self, panel: str, place: int) -> None:
        """Take the point at a place of a panel to the front."""
        found = self._found
        chart = None if found is None or found.study is None else found.study.stability.control
        if chart is None:
            return
        shown = next((each for each in panels_of(chart) if each.name == panel), None)
        if shown is not None and place < len(shown.points):
            self.point = point_at(chart, shown, place)
            self._show_point()
            self.wanted.emit(self._behind(self.point))

    def _behind(self, point: Point) -> range:
        assert self._found is not None
        assert self._found.study is not None
        chart = self._found.study.stability.control
        assert chart is not None
        return readings_behind(point.number, chart, self._found.asked.readings)

    def _go(self, point: Point) -> None:
        self.point = point
        self._show_point()
        self.wanted.emit(self._behind(point))

    def _leave_out(self) -> None:
        if self.point is not None:
            self.leave_out.emit(self._behind(self.point))

    # -- recording -------------------------------------------------------------------------------

    def _toggle_rules(self) -> None:
        self.rules.setVisible(self.rules.isHidden())

    def _record_rules(self) -> None:
        chosen = [number for number, made in self.boxes.items() if made.isChecked()]
        self._record("rules", None if len(chosen) == len(self.boxes) else numbers_text(chosen))

    def begin_phase(self, start: int) -> None:
        """Limits are worked out anew from this point (one-based) on."""
        self._record("phases", numbers_text([*phases_of(self._row), start]))

    def _end_phase(self, start: int) -> None:
        self._record("phases", numbers_text([each for each in phases_of(self._row) if each != start]) or None)

    def _record(self, name: str, value: str | None) -> None:
        hub = self._desk.hub
        taken = hub.record(Edit(Place(f"characteristic:{self._key}", name, str(hub.stage)), value))
        if not taken and self._row is not None:
            self.show_row(self._row)


def rules_of(row: Row | None) -> tuple[int, ...]:
    """The rules that are recorded; all where none are, or where the text can't be read (the study says so)."""
    from qmdesk.stats.control import rules_in

    try:
        return rules_in("" if row is None else row.text("rules"))
    except Refused:
        return tuple(RULES)


def phases_of(row: Row | None) -> tuple[int, ...]:
    """The first points (one-based) of later phases."""
    from qmdesk.stats.control import phases_in

    try:
        return tuple(each + 1 for each in phases_in("" if row is None else row.text("phases")))
    except Refused:
        return ()


def _call(what: Callable[..., object], *values: object) -> Callable[[], object]:
    return lambda: what(*values)
