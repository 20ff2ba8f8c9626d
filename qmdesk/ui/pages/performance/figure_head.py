"""The head of a figure: its value and level as they stand, why, and the facts that belong to the figure as a whole."""

# Qt's signals take lambdas of any shape.
# pyright: reportUnknownLambdaType=false

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from qmdesk.formdef.types import Figure
from qmdesk.grading.display import display_value
from qmdesk.grading.words import because_text
from qmdesk.model.answers import Tracked
from qmdesk.model.assessment import Assessment, FigureResult
from qmdesk.model.journal import Changes, Edit, Place
from qmdesk.ui.desk import Desk
from qmdesk.ui.naming import span_name, told
from qmdesk.ui.widgets.basics import column, empty, frame, label, line, tool
from qmdesk.ui.widgets.case_field import CaseField
from qmdesk.ui.widgets.flow import FlowLayout
from qmdesk.ui.widgets.ladder import Ladder
from qmdesk.ui.widgets.typing_fields import ChoiceBox
from qmdesk.ui.words import mark, tr

TRACKED = {
    "": mark("尚未询问"),
    Tracked.YES: mark("企业已统计"),
    Tracked.NO: mark("企业未做统计"),
    Tracked.BY_ASSESSOR: mark("评估员按原始记录算出"),
}
#: Fields behind the fold.
MORE = ("source", "method", "note")
#: The least width of a name (at 100 %) where several figures stand in lines.
NAMES = 130
#: How narrow the choice beside a name may become (at 100 %).
LEAST_TRACKED = 150
#: From this width (at 100 %) on the ladder has room.
LADDER = 860
#: From this width (at 100 %) on the reason stands beside the value, if it has so much room there; else below it.
BESIDE, ROOM = 560, 240


class TrackedChoice(QWidget):
    """Whether the enterprise keeps the figure: yes, no, or worked out by the assessors."""

    def __init__(self, desk: Desk, subject: str, *, caption: bool = True) -> None:
        super().__init__()
        self._desk, self._subject = desk, subject
        field = desk.hub.form.records["figure"].fields["tracked"]
        self.choice = ChoiceBox()
        self.choice.setAccessibleName(field.label.in_(desk.lang))
        for value, text in TRACKED.items():
            self.choice.addItem(tr(text), str(value))
        self.choice.activated.connect(lambda _: self.choose(str(self.choice.currentData())))
        self._mark = label(tr("自评数据"), "chip")
        if caption:
            words = label(field.label.in_(desk.lang), "caption")
            words.setBuddy(self.choice)
            self.setLayout(column(line(words, None, self._mark), self.choice, gap=desk.theme.px("space_xs")))
        else:
            self.setLayout(line(self.choice, self._mark, gap=desk.theme.px("space_xs")))
        desk.hub.changed.connect(self._on_changed)
        desk.hub.stage_changed.connect(self.refresh)
        self.refresh()

    def choose(self, value: str) -> None:
        """Record an answer; the empty one is "not asked"."""
        place = Place(self._subject, "tracked", str(self._desk.hub.stage))
        if not self._desk.hub.record(Edit(place, value or None)):
            self.refresh()

    def _on_changed(self, changes: Changes) -> None:
        if any(place.subject == self._subject and place.name == "tracked" for place in changes.places):
            self.refresh()

    def refresh(self) -> None:
        """Show what stands here, or at an earlier stage."""
        hub, earlier = self._desk.hub, False
        value: object = None
        for stage in (hub.stage, *hub.stage.fallbacks):
            value = hub.value(self._subject, "tracked", stage)
            if value is not None:
                earlier = stage is not hub.stage
                break
        self.choice.setCurrentIndex(max(self.choice.findData(str(value or "")), 0))
        self._mark.setVisible(earlier)


class FigureHead(QWidget):
    """``facts`` are fields of the figure shown at once, ``more`` those behind the fold.

    ``inline`` makes it one line, where several figures share a tab: the facts are then behind the fold too.
    """

    def __init__(
        self,
        desk: Desk,
        figure: Figure,
        *,
        facts: Sequence[str] = ("value", "verified"),
        more: Sequence[str] = MORE,
        inline: bool = False,
    ) -> None:
        super().__init__()
        self._desk, self.figure = desk, figure
        theme, lang = desk.theme, desk.lang
        subject = f"figure:{figure.id}"
        name = self._name = label(figure.name.in_(lang), "strong")
        name.setToolTip(figure.definition.in_(lang))
        self.value = label("—", "heading")
        self.level = label("", "chip", tone="accent")
        self._ladder = Ladder(theme, len(desk.hub.form.levels))
        self._ladder.setFixedWidth(theme.px("thumb"))
        self.why = label("", "caption", wrap=True)
        self.tracked = TrackedChoice(desk, subject, caption=not inline)
        self.facts = {} if inline else {each: CaseField(desk, subject, each) for each in facts}
        self._more = QVBoxLayout()
        self._names = (*facts, *more) if inline else tuple(more)
        self._open = tool(theme, "chevron-down", tr("来源、方法、佐证与取证提示"), self.unfold)
        gap, pad = theme.px("space_sm"), theme.px("space_md")
        self.level.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        for each, least in ((self.tracked, 172), *((field, 128) for field in self.facts.values())):
            each.setFixedWidth(round(least * theme.scale))
        fields = FlowLayout(gap)
        for each in () if inline else (self.tracked, *self.facts.values()):
            fields.addWidget(each)
        beside = self.tracked if inline else self._ladder
        self._inline = inline
        self._ladder.setVisible(not inline)
        head = line(name, self.value, self.level, beside, gap=gap)
        body = column(head, gap=theme.px("space_xs"), margins=(pad, gap, pad, gap))
        name.ensurePolished()
        name.setMinimumWidth(max(round(NAMES * theme.scale), name.sizeHint().width()))
        if inline:
            self.tracked.setMinimumWidth(round(LEAST_TRACKED * theme.scale))
            head.addStretch(1)
            body.setContentsMargins(pad, 2, pad, 2)
            body.setSpacing(0)
            body.addWidget(self.why)
        else:
            head.addWidget(self.why, 1)
            head.addStretch(0)
            body.addLayout(fields)
        self._head, self._body = head, body
        head.addWidget(self._open)
        body.addLayout(self._more)
        self.setLayout(column(frame("well", body)))
        desk.hub.assessed.connect(self._on_assessed)
        if desk.hub.assessment is not None:
            self._on_assessed(desk.hub.assessment)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room the ladder goes: its level stands beside it in words."""
        scale = self._desk.theme.scale
        self._ladder.setVisible(not self._inline and self.width() >= LADDER * scale)
        if not self._inline:
            beside, below = self._head, self._body
            taken = sum(each.sizeHint().width() for each in (self._name, self.value, self.level, self._open))
            wide = self.width() >= max(BESIDE * scale, taken + ROOM * scale)
            if wide != (beside.indexOf(self.why) >= 0):
                (below if wide else beside).removeWidget(self.why)
                if wide:
                    beside.insertWidget(beside.indexOf(self._open), self.why, 1)
                else:
                    below.insertWidget(1, self.why)
        super().resizeEvent(event)

    def _on_assessed(self, found: Assessment) -> None:
        result = next((each for each in found.figures if each.id == self.figure.id), None)
        if result is not None:
            self._show(result)

    def _show(self, result: FigureResult) -> None:
        form, lang = self._desk.hub.form, self._desk.lang
        unit = f" {self.figure.unit.in_(lang)}" if self.figure.statistic == "dpmo" else ""
        self.value.setText("—" if result.value is None else display_value(self.figure, result.value) + unit)
        words = span_name(form, result.span, lang)
        self.level.setText(words)
        self._ladder.show_span(result.span, told(self.figure.name.in_(lang), words))
        said = [because_text(form, result, lang)]
        if result.demonstrated is not None:
            name = form.level(result.demonstrated).name.in_(lang)
            said.append(tr("按 95 % 置信界限，现有数据证实到：{level}。", level=name))
        answers = self._desk.hub.answers
        if answers is not None and self.figure.id in answers.unverified:
            said.append(tr("数据仍是企业自评的，尚未在现场核实。"))
        self.why.setText(" ".join(each for each in said if each))

    def unfold(self) -> None:
        """Show or hide what belongs to the figure and isn't needed at every look."""
        theme = self._desk.theme
        if self._more.count():
            empty(self._more)
            self._open.setIcon(theme.icon("chevron-down", "ink"))
            return
        from qmdesk.ui.evidence.strip import EvidenceStrip
        from qmdesk.ui.widgets.form_grid import FormGroup

        self._open.setIcon(theme.icon("x", "ink"))
        if self._names:
            self._more.addWidget(FormGroup(self._desk, "", f"figure:{self.figure.id}", self._names, role=""))
        self._more.addWidget(EvidenceStrip(self._desk, f"figure:{self.figure.id}"))
        self._more.addWidget(self._prompts())

    def _prompts(self) -> QWidget:
        lang, gap = self._desk.lang, self._desk.theme.px("space_xs")
        said = column(label(tr("要看的证据"), "section"), gap=gap)
        asked = [told(each.who.in_(lang), each.ask.in_(lang)) for each in self.figure.interview]
        for text in [*(each.in_(lang) for each in self.figure.evidence), *asked]:
            said.addWidget(label(f"· {text}", "caption", wrap=True))
        made = QWidget()
        made.setLayout(said)
        return made
