"""One characteristic in front: its facts, the verdict in words, the team's own on control, and the three charts."""

# Qt's signals take lambdas of any shape.
# pyright: reportUnknownLambdaType=false

from __future__ import annotations

from PySide6.QtCore import Qt, QThreadPool, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLineEdit, QVBoxLayout, QWidget

from qmdesk.formdef.types import Figure
from qmdesk.model.journal import Edit, Place
from qmdesk.ui.charts.view import ChartView
from qmdesk.ui.desk import Desk
from qmdesk.ui.pages.performance import readings_plots as plots
from qmdesk.ui.pages.performance import study as st
from qmdesk.ui.pages.performance.rows import Row
from qmdesk.ui.pages.performance.study import Found
from qmdesk.ui.widgets.basics import (
    box,
    button,
    column,
    empty,
    frame,
    image,
    label,
    line,
    restyle,
    say_empty,
    scrolled,
    tool,
)
from qmdesk.ui.widgets.case_field import CaseField
from qmdesk.ui.widgets.flow import FlowLayout
from qmdesk.ui.words import mark, problem_text, remedy_text, tr

#: Fields in sight with their width (at 100 %), and those behind the fold.
FIELDS = {"name": 100, "unit": 56, "lsl": 70, "target": 70, "usl": 70, "key": 92}
MORE = {"method": 132, "family": 118, "step": 118, "gauge": 118, "cpk": 110}
FOLDED = mark("更多：标准差估计、产品族、工序、量具、企业给出的 Cpk")
LIMITS = ("lsl", "usl", "target")
#: From this width (at 100 %) on the charts stand side by side.
BESIDE = 1000
ICONS = {"good": "circle-check", "warn": "triangle-alert", "bad": "octagon-alert"}


class StudyPane(QWidget):
    """``typed`` brings a limit's name and its text at every keystroke; ``wanted`` asks for a first characteristic."""

    typed = Signal(str, str)
    wanted = Signal()

    def __init__(self, desk: Desk, figure: Figure, pool: QThreadPool) -> None:
        super().__init__()
        self._desk, self._figure = desk, figure
        self._key, self._name, self._unit = "", "", ""
        self._found: Found | None = None
        self._row: Row | None = None
        self.fields: dict[str, CaseField] = {}
        theme, lang = desk.theme, desk.lang
        self._facts = QVBoxLayout()
        self._said = QVBoxLayout()
        self._team = QVBoxLayout()
        pad, gap = theme.px("space_md"), theme.px("space_sm")
        self._verdict = box("", column(self._said))
        self._control_box = frame("well", column(self._team, margins=(pad, gap, pad, gap)))
        self.histogram = ChartView(theme, lang, tr("直方图与过程能力"), pool, least=300)
        self.control = ChartView(theme, lang, tr("控制图"), pool, least=300)
        self.normal = ChartView(theme, lang, tr("正态概率图"), pool, least=280)
        self._charts = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._charts.setSpacing(gap)
        self._charts.addWidget(self.histogram)
        self._charts.addWidget(self.control)
        self._empty = QVBoxLayout()
        parts = (self._facts, self._empty, self._verdict, self._charts, self._control_box, self.normal)
        self._area = scrolled(box("page", column(*parts, None, gap=gap)))
        self.setLayout(column(self._area))

    # -- which one -------------------------------------------------------------------------------

    def show_characteristic(self, key: str) -> None:
        """Make the fields of a characteristic; the charts follow with its study."""
        if key == self._key and self.fields:
            return
        self._key, self._found = key, None
        self.fields.clear()
        empty(self._facts)
        empty(self._team)
        if not key:
            return
        theme = self._desk.theme
        facts = FlowLayout(theme.px("space_sm"))
        for name, width in FIELDS.items():
            facts.addWidget(self._field(name, width))
        more = tool(theme, "ellipsis", tr(FOLDED), lambda: self._unfold(more))
        facts.addWidget(more)
        self._facts.addLayout(facts)
        self._make_team()

    def _field(self, name: str, width: int) -> CaseField:
        made = CaseField(self._desk, f"characteristic:{self._key}", name)
        made.setFixedWidth(round(width * self._desk.theme.scale))
        self.fields[name] = made
        if name in LIMITS and isinstance(made.editor, QLineEdit):
            made.editor.textEdited.connect(lambda text: self.typed.emit(name, text))
        return made

    def _unfold(self, more: QWidget) -> None:
        more.hide()
        facts = FlowLayout(self._desk.theme.px("space_sm"))
        for name, width in MORE.items():
            facts.addWidget(self._field(name, width))
        self._facts.addLayout(facts)

    def show_field(self, name: str) -> None:
        """Put the cursor into a field."""
        if name in MORE and name not in self.fields:
            for each in self.findChildren(QWidget):
                if each.accessibleName() == tr(FOLDED):
                    self._unfold(each)
                    break
        field = self.fields.get(name)
        if field is not None:
            field.editor.setFocus(Qt.FocusReason.OtherFocusReason)
            self._area.ensureWidgetVisible(field)

    def name_it(self, name: str, unit: str) -> None:
        """What stands over the charts."""
        if (name, unit) != (self._name, self._unit):
            self._name, self._unit = name, unit
            if self._found is not None:
                self._draw(self._found)

    # -- the verdict -----------------------------------------------------------------------------

    def _make_team(self) -> None:
        theme = self._desk.theme
        subject = f"characteristic:{self._key}"
        verdict = CaseField(self._desk, subject, "in_control")
        verdict.setFixedWidth(round(110 * theme.scale))
        reason = CaseField(self._desk, subject, "in_control_reason", lines=1)
        self.fields |= {"in_control": verdict, "in_control_reason": reason}
        self.accept = button(tr("记录为受控"), self.accept_proposal, theme=theme, icon="check")
        self._proposal = label("", "caption", wrap=True)
        self._team.addWidget(label(tr("评价组对过程是否受控的判定"), "section"))
        proposed = line(self._proposal, self.accept, gap=theme.px("space_sm"))
        proposed.setStretch(0, 1)
        self._team.addLayout(proposed)
        row = line(verdict, reason, gap=theme.px("space_sm"))
        row.setStretch(1, 1)
        row.setAlignment(verdict, Qt.AlignmentFlag.AlignTop)
        self._team.addLayout(row)

    def accept_proposal(self) -> None:
        """Record "in control" on the ground of the chart, in one transaction."""
        hub = self._desk.hub
        ground = "" if self._found is None else st.proposal(self._found, self._desk.lang)
        if ground:
            subject, stage = f"characteristic:{self._key}", str(hub.stage)
            hub.record(
                [
                    Edit(Place(subject, "in_control", stage), True),
                    Edit(Place(subject, "in_control_reason", stage), ground),
                ]
            )

    def show_team(self, row: Row) -> None:
        """Follow what the team recorded."""
        self._row = row
        if self._found is not None:
            self._say(self._found)

    def show_empty(self, row: Row | None = None) -> None:
        """Say what belongs here and how to begin."""
        self._found = None
        empty(self._empty)
        for each in (self.histogram, self.control, self.normal, self._verdict, self._control_box):
            each.hide()
        theme = self._desk.theme
        if row is None:
            text = tr("先新增首次会议约定的关键特性，填规格限，再输入测量值；或导入测量数据文件。")
            start = button(tr("新增特性"), self.wanted.emit, role="primary", theme=theme, icon="plus")
            self._empty.addWidget(say_empty(theme, "gauge", tr("还没有质量特性"), text, start))
        else:
            text = tr("在左边输入测量值：一个一个按 Enter，或从 Excel 粘贴一列（多列时每行是一个子组）。")
            self._empty.addWidget(say_empty(theme, "keyboard", tr("还没有测量值"), text))

    def show_found(self, found: Found) -> None:
        """Show a study: verdict and charts."""
        empty(self._empty)
        self._found = found
        self._verdict.show()
        self._control_box.show()
        self._say(found)
        self._draw(found)

    def _in_control(self) -> object:
        """The team's verdict: after the self-assessment the enterprise's own doesn't count."""
        folded = None if self._row is None else self._row.cells.get("in_control")
        if folded is None or (folded.place.stage == "self" and str(self._desk.hub.stage) != "self"):
            return None
        return folded.value

    def _say(self, found: Found) -> None:
        empty(self._said)
        theme, lang = self._desk.theme, self._desk.lang
        if found.study is None:
            for each in found.problems:
                text = f"{problem_text(each, lang)} {remedy_text(each, lang)}".strip()
                self._said.addWidget(label(text, "problem", wrap=True))
            return
        kind, tone = st.status(found, self._in_control())
        head = label(st.headline(found, self._desk.hub.form, lang), "heading")
        chip = label(st.status_text(kind, lang), "chip", tone=tone)
        self._said.addLayout(line(image(theme, ICONS[tone], tone), head, chip, None, gap=theme.px("space_sm")))
        why = st.reasons(found, self._desk.hub.form, self._figure, lang)
        self._said.addWidget(label(tr("；").join(why), "caption", wrap=True))
        ground = st.proposal(found, lang)
        self._proposal.setText(tr("建议判为受控：{ground}", ground=ground) if ground else "")
        self.accept.setVisible(bool(ground) and self._in_control() is None)
        restyle(self._proposal, "role", "caption")

    # -- the charts ------------------------------------------------------------------------------

    def _draw(self, found: Found) -> None:
        study, readings = found.study, found.asked.readings
        self.histogram.setVisible(study is not None)
        self.normal.setVisible(study is not None and len(readings) > 2)
        chart = None if study is None else study.stability.control
        self.control.setVisible(chart is not None)
        if study is None:
            return
        bars = [self._figure.thresholds[level] for level in sorted(self._figure.thresholds)]
        self.histogram.show_plot(plots.histogram_plot(readings, study, self._name, self._unit, bars))
        if chart is not None:
            self.control.show_plot(plots.control_plot(chart, self._name, self._unit))
        if len(readings) > 2:
            self.normal.show_plot(plots.probability_plot(readings, study, self._name, self._unit))

    def resizeEvent(self, event: QResizeEvent) -> None:
        wide = self.width() >= BESIDE * self._desk.theme.scale
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        if self._charts.direction() != direction:
            self._charts.setDirection(direction)
        super().resizeEvent(event)
