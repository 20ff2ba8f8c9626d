"""One characteristic in front: its facts, the verdict in words, the team's own on control, and the three charts."""

# Qt's signals take lambdas of any shape.
# pyright: reportUnknownLambdaType=false

from __future__ import annotations

from PySide6.QtCore import Qt, QThreadPool, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from qmdesk.formdef.types import Figure
from qmdesk.grading.words import question_text
from qmdesk.model.problem import Problem
from qmdesk.ui.charts.view import ChartView
from qmdesk.ui.desk import Desk
from qmdesk.ui.pages.performance import readings_plots as plots
from qmdesk.ui.pages.performance import study_words as words
from qmdesk.ui.pages.performance.chart_options import ChartOptions
from qmdesk.ui.pages.performance.chart_points import PointChart
from qmdesk.ui.pages.performance.distribution import DistributionBox
from qmdesk.ui.pages.performance.late_changes import LateChanges
from qmdesk.ui.pages.performance.rows import Row
from qmdesk.ui.pages.performance.study import Found
from qmdesk.ui.pages.performance.team_verdict import TeamVerdict
from qmdesk.ui.pages.performance.unreadable import say_unreadable
from qmdesk.ui.widgets.basics import (
    box,
    button,
    column,
    empty,
    image,
    label,
    line,
    say_empty,
    scrolled,
    shortened,
    tool,
)
from qmdesk.ui.widgets.case_field import CaseField
from qmdesk.ui.widgets.flow import FlowLayout
from qmdesk.ui.words import full_text, mark, tr

#: Fields in sight with their width (at 100 %), and those behind the fold.
FIELDS = {"name": 96, "unit": 48, "lsl": 75, "target": 75, "usl": 75, "key": 112}
MORE = {"method": 132, "family": 118, "step": 118, "gauge": 118, "cpk": 110}
FOLDED = mark("更多：标准差估计、产品族、工序、量具、企业给出的 Cpk")
LIMITS = ("lsl", "usl", "target")
#: From this width (at 100 %) on the charts stand side by side.
BESIDE = 1000
#: The width of the name there.
WIDE_NAME = 240
TONES = {"none": "bad", "unstable": "bad", "unconfirmed": "warn", "questioned": "warn"}
ICONS = {"good": "circle-check", "warn": "triangle-alert", "bad": "octagon-alert"}

#: Questions about a characteristic that are shown here as well: what its study alone can't see.
ASKED = {
    "limits-wider-than-self", "limits-wider-than-onsite", "cpk-stated-against-computed", "unit-mismatch",
    "lower-not-key", "cpk-short-term",
}  # fmt: skip


class StudyPane(QWidget):
    """``typed`` brings a limit's name and its text at every keystroke; ``wanted`` asks for a first characteristic."""

    typed = Signal(str, str)
    wanted = Signal()

    def __init__(self, desk: Desk, figure: Figure, pool: QThreadPool) -> None:
        super().__init__()
        self._desk, self._figure = desk, figure
        self._key, self._name, self._unit = "", "", ""
        self._found: Found | None = None
        self.fields: dict[str, CaseField] = {}
        theme, lang = desk.theme, desk.lang
        gap = theme.px("space_sm")
        self._facts = QVBoxLayout()
        self._said = QVBoxLayout()
        self._verdict = box("", column(self._said))
        self.team = TeamVerdict(desk)
        self.options = ChartOptions(desk)
        self.distribution = DistributionBox(desk)
        self.histogram = ChartView(theme, lang, tr("直方图与过程能力"), pool, least=300)
        self.control = PointChart(theme, lang, tr("控制图，空格选中一点"), pool, least=300)
        self.control.picked.connect(self.options.pick)
        self.normal = ChartView(theme, lang, tr("正态概率图"), pool, least=280)
        controlled = column(self.control, self.options, gap=theme.px("space_xs"))
        controlled.setStretch(0, 1)
        self._charts = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._charts.setSpacing(gap)
        self._charts.addWidget(self.histogram, 1)
        self._charts.addLayout(controlled, 1)
        self._empty = QVBoxLayout()
        self.asked = label("", "warning", wrap=True)
        self.asked.hide()
        self.late = LateChanges(desk)
        desk.hub.assessed.connect(self._show_asked)
        shown = (self._verdict, self._charts, self.team, self.distribution, self.normal)
        self._area = scrolled(
            box("page", column(self._facts, self.asked, self.late, self._empty, *shown, None, gap=gap))
        )
        self.setLayout(column(self._area))

    # -- which one -------------------------------------------------------------------------------

    def show_characteristic(self, key: str) -> None:
        """Make the fields of a characteristic; the charts follow with its study."""
        if key == self._key and self.fields:
            return
        self._key, self._found = key, None
        self.fields.clear()
        empty(self._facts)
        for part in (self.team, self.options, self.distribution, self.late):
            part.show_characteristic(key)
        self._show_asked()
        if not key:
            return
        theme = self._desk.theme
        facts = FlowLayout(theme.px("space_sm"))
        for name, width in FIELDS.items():
            facts.addWidget(self._field(name, width))
        more = tool(theme, "ellipsis", tr(FOLDED), lambda: self._unfold(more))
        inner = box("", facts)
        head = line(inner, more, gap=theme.px("space_xs"))
        head.setStretch(0, 1)
        head.setAlignment(more, Qt.AlignmentFlag.AlignBottom)
        self._facts.addLayout(head)
        self._fit_name()
        self.fields |= {**self.team.fields, **self.distribution.fields}

    def _show_asked(self, _: object = None) -> None:
        """What the grade asks about this characteristic and its study can't see: its limits, its stated figure."""
        found = self._desk.hub.assessment
        here = f"characteristic:{self._key}"
        asked = [] if found is None else [each for each in found.questions if each.where == here and each.code in ASKED]
        self.asked.setText("\n".join(question_text(each, self._desk.lang) for each in asked))
        self.asked.setVisible(bool(asked))

    def _field(self, name: str, width: int) -> CaseField:
        made = CaseField(self._desk, f"characteristic:{self._key}", name)
        made.setFixedWidth(round(width * self._desk.theme.scale))
        caption = made.findChild(QLabel)
        if isinstance(caption, QLabel):
            caption.setToolTip(caption.text())
            caption.ensurePolished()  # its letters are smaller than they are measured before
            caption.setText(shortened(caption.fontMetrics(), caption.text(), made.width()))
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

    def show_row(self, row: Row) -> None:
        """Follow what is recorded."""
        for part in (self.options, self.distribution):
            part.show_row(row)

    def show_empty(self, row: Row | None = None, *, waiting: bool = False, problems: tuple[Problem, ...] = ()) -> None:
        """Say what belongs here and how to begin; or that readings are being fetched, or why they can't be."""
        self._found = None
        empty(self._empty)
        for each in (self.histogram, self.control, self.options, self.normal, self._verdict, self.team):
            each.hide()
        self.distribution.hide()
        theme = self._desk.theme
        if waiting:
            self._empty.addWidget(label(tr("正在读取测量值…"), "muted"))
        elif problems:
            self._empty.addWidget(say_unreadable(theme, problems, self._desk.lang))
        elif row is None:
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
        self.team.show()
        for part in (self.team, self.options, self.distribution):
            part.show_found(found)
        self._say(found)
        self._draw(found)

    def _say(self, found: Found) -> None:
        empty(self._said)
        theme, lang, form = self._desk.theme, self._desk.lang, self._desk.hub.form
        for each in found.problems:
            text = full_text(each, lang)
            self._said.addWidget(label(text, "problem", wrap=True))
        if found.study is not None:
            tone = TONES.get(found.status, "good")
            head = label(words.headline(found, form, lang), "heading", wrap=True)
            chip = label(words.status_text(found.status, lang), "chip", tone=tone)
            line_ = line(image(theme, ICONS[tone], tone), head, chip, gap=theme.px("space_sm"))
            line_.setStretch(1, 1)
            self._said.addLayout(line_)
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px("space_sm"))
        grid.setVerticalSpacing(theme.px("space_xs"))
        grid.setColumnStretch(1, 1)
        for row, (name, text) in enumerate(words.said_of(found, form, lang)):
            about: QLabel = label(name, "section")
            grid.addWidget(about, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(label(text, "caption", wrap=True), row, 1)
        self._said.addLayout(grid)

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

    def _fit_name(self) -> None:
        """A name has more room where the window is wide."""
        wide = self.width() >= BESIDE * self._desk.theme.scale
        if "name" in self.fields:
            self.fields["name"].setFixedWidth(round((WIDE_NAME if wide else FIELDS["name"]) * self._desk.theme.scale))

    def resizeEvent(self, event: QResizeEvent) -> None:
        wide = self.width() >= BESIDE * self._desk.theme.scale
        self._fit_name()
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        if self._charts.direction() != direction:
            self._charts.setDirection(direction)
        super().resizeEvent(event)
