"""Gauges and their certificates, checked against the characteristics as they are typed."""

# Qt gives None where its stubs say it can't, and its signals take lambdas of any shape.
# pyright: reportUnnecessaryComparison=false, reportUnknownLambdaType=false

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from qmdesk.grading.records import Record
from qmdesk.model.canonical import Json
from qmdesk.model.journal import Changes
from qmdesk.model.problem import Problem, Severity
from qmdesk.ui.desk import Desk
from qmdesk.ui.evidence.strip import EvidenceStrip
from qmdesk.ui.naming import shorten
from qmdesk.ui.pages.floor.shared import TWO, ListAndPane, ask_about, edit, found, page
from qmdesk.ui.pages.performance.rows import Row
from qmdesk.ui.pages.records_of import added
from qmdesk.ui.widgets.basics import box, button, column, empty, frame, image, label, line, say_empty
from qmdesk.ui.widgets.flow import FlowLayout
from qmdesk.ui.widgets.form_grid import FormGroup
from qmdesk.ui.words import problem_text, tr
from qmdesk.visit.gauges import Standing, Verdict, checked, measures, superseded

FIELDS = (
    "name", "number", "certificate", "laboratory", "calibrated", "due", "range_low", "range_high", "unit",
    "resolution", "uncertainty", "note",
)  # fmt: skip
#: So many key characteristics without a gauge are offered at once, and so many characteristics to choose from.
LACKING, OFFERED = 5, 8
SIGNS = {
    Standing.GOOD: ("circle-check", "good"),
    Standing.ADVICE: ("info", "accent"),
    Standing.BAD: ("octagon-alert", "bad"),
    Standing.MISSING: ("triangle-alert", "warn"),
}


class GaugesTab(ListAndPane):
    """Gauges at the side; the one in front with its certificate, what it measures and what is to be asked."""

    def __init__(self, desk: Desk) -> None:
        theme = desk.theme
        self._lacking = QVBoxLayout()
        self._lacking.setContentsMargins(0, 0, 0, 0)
        self._lacking.setSpacing(theme.px("space_xs"))
        under = QWidget()
        under.setLayout(self._lacking)
        start = button(tr("登记器具"), self.begin, role="primary", theme=theme, icon="plus")
        text = tr("登记关键特性所用的器具和校准证书：有效期、量程、分度值、不确定度当场核对，有问题的可带为疑问。")
        super().__init__(
            desk,
            "gauge",
            tr("计量器具"),
            self._words,
            self._first,
            lambda key: GaugePane(desk, key),
            say_empty(theme, "gauge", tr("还没有登记器具"), text, start),
            under,
            ("characteristic", "case"),
        )
        desk.hub.changed.connect(self._on_any)
        self._show_lacking()

    def _on_any(self, changes: Changes) -> None:
        if any(place.kind in ("gauge", "characteristic") for place in changes.places):
            self._show_lacking()

    def _words(self, row: Row) -> str:
        return f"{row.text('name') or tr('（未写名称）')} {row.text('number')}\n{row.text('certificate') or '—'}"

    def _show_lacking(self) -> None:
        """Key characteristics that have no gauge, each a press away from one."""
        desk = self.desk
        empty(self._lacking)
        missing = [each for each in checked(found(desk.hub)) if each.standing is Standing.MISSING]
        if missing:
            self._lacking.addWidget(label(tr("还没有器具的关键特性"), "section"))
        for each in missing[:LACKING]:
            record = found(desk.hub).record("characteristic", each.characteristic)
            name = record.text("name") or each.characteristic
            press = button(name, self._beginner(record), role="row", theme=desk.theme, icon="plus")
            press.setToolTip(tr("登记测“{name}”的器具", name=name))
            self._lacking.addWidget(press)
        if len(missing) > LACKING:
            rest = tr("还有 {n} 个，登记后依次出现", n=len(missing) - LACKING)
            self._lacking.addWidget(label(rest, "caption", wrap=True))

    def _first(self) -> Mapping[str, Json]:
        """A new gauge is for the first key characteristic that has none."""
        index = found(self.desk.hub)
        missing = (each.characteristic for each in checked(index) if each.standing is Standing.MISSING)
        key = next(missing, "")
        return self._for(index.record("characteristic", key)) if key else {"name": tr("新器具")}

    def _for(self, characteristic: Record) -> dict[str, Json]:
        values: dict[str, Json] = {
            "name": characteristic.text("gauge") or tr("新器具"),
            "characteristics": characteristic.key,
            "unit": characteristic.text("unit"),
        }
        return {name: each for name, each in values.items() if each}

    def _beginner(self, characteristic: Record) -> Callable[[], None]:
        def begin() -> None:
            made, edits = added(self.desk.hub, "gauge", self._for(characteristic))
            if self.desk.hub.record(edits):
                self.show_record(made, "name")

        return begin


class GaugePane(QWidget):
    """One gauge."""

    def __init__(self, desk: Desk, key: str) -> None:
        super().__init__()
        self._desk, self.key = desk, key
        self.subject = f"gauge:{key}"
        theme = desk.theme
        self.about = FormGroup(desk, "", self.subject, FIELDS, two_from=TWO)
        self._flow = FlowLayout(gap=theme.px("space_md"))
        self._every = False
        self._more = button("", self._toggle, role="link")
        self._before = button(tr("登记上一张证书"), self._begin_before, role="link")
        self._verdicts = QVBoxLayout()
        self._verdicts.setSpacing(theme.px("space_sm"))
        pad = theme.px("space_lg")
        self.boxes: dict[str, QCheckBox] = {}
        self._measures = frame(
            "card",
            column(
                label(tr("所测特性"), "heading"),
                box("", self._flow),
                line(self._more, None, self._before),
                self._verdicts,
                gap=theme.px("space_sm"),
                margins=(pad,) * 4,
            ),
        )
        self.setLayout(column(page(desk, self._measures, self.about, EvidenceStrip(desk, self.subject))))
        desk.hub.changed.connect(self._on_changed)
        self.refresh()

    def show_field(self, name: str) -> None:
        """Put the cursor into a field."""
        field = self.about.fields.get(name or "name")
        if field is not None:
            field.editor.setFocus()

    def _on_changed(self, changes: Changes) -> None:
        if any(place.subject == self.subject or place.kind in ("characteristic", "case") for place in changes.places):
            self.refresh()

    def refresh(self) -> None:
        """Show what the gauge measures and what is to be said of it."""
        hub = self._desk.hub
        gauge, every = found(hub).record("gauge", self.key), list(found(hub).records("characteristic"))
        if [each.key for each in every] != list(self.boxes):
            empty(self._flow)
            self.boxes = {each.key: self._box(each) for each in every}
        chosen = gauge.text("characteristics").split()
        for each in every:
            made = self.boxes[each.key]
            by_name = each.key not in chosen and measures(gauge, each)
            made.blockSignals(True)
            made.setChecked(each.key in chosen or by_name)
            made.blockSignals(False)
            made.setEnabled(not by_name and hub.writable)
            made.setVisible(self._every or len(every) <= OFFERED or made.isChecked())
            made.setToolTip(tr("该特性写明用这件器具") if by_name else "")
        self._more.setVisible(len(every) > OFFERED)
        self._more.setText(tr("只看所选") if self._every else tr("从全部 {n} 个特性中选", n=len(every)))
        self._before.setVisible(bool(gauge.text("number")) and hub.writable)
        old = superseded(found(hub), gauge)
        empty(self._verdicts)
        if old:
            said = tr("这是以前的证书，同一编号的新证书已登记；范围和分度值按新证书核对。")
            self._verdicts.addWidget(label(said, "muted", wrap=True))
        if not every:
            self._verdicts.addWidget(label(tr("还没有质量特性，先在“全过程质量绩效”里登记。"), "muted", wrap=True))
        for verdict in checked(found(hub)):
            if self.key in verdict.gauges and not (old and not any(p.where == self.subject for p in verdict.problems)):
                self._verdicts.addLayout(self._said(verdict))

    def _toggle(self) -> None:
        self._every = not self._every
        self.refresh()

    def _begin_before(self) -> None:
        """Another certificate of the same gauge, the one before this."""
        hub = self._desk.hub
        gauge = found(hub).record("gauge", self.key)
        kept = ("name", "number", "characteristics", "range_low", "range_high", "unit", "resolution", "laboratory")
        values = {name: gauge.value(name, deciding=False) for name in kept}
        made, edits = added(hub, "gauge", {name: each for name, each in values.items() if each not in (None, "")})
        if hub.record(edits):
            self._desk.go(f"gauge:{made}")

    def _box(self, characteristic: Record) -> QCheckBox:
        name = characteristic.text("name") or characteristic.key
        made = QCheckBox(shorten(name, 18))
        made.setAccessibleName(name)
        key = characteristic.key
        made.toggled.connect(lambda on: self._measure(key, on=on))
        self._flow.addWidget(made)
        return made

    def _measure(self, key: str, *, on: bool) -> None:
        hub = self._desk.hub
        chosen = [each for each in found(hub).record("gauge", self.key).text("characteristics").split() if each != key]
        hub.record(edit(hub, self.subject, "characteristics", " ".join([*chosen, key] if on else chosen) or None))

    def _said(self, verdict: Verdict) -> QVBoxLayout:
        desk, theme = self._desk, self._desk.theme
        record = found(desk.hub).record("characteristic", verdict.characteristic)
        own = [each for each in verdict.problems if each.where == self.subject]
        worst = Standing.GOOD if not own else Standing.ADVICE
        if any(each.severity is Severity.ERROR for each in own):
            worst = Standing.BAD
        words = [tr("{name}：合用", name=record.text("name")) if not own else record.text("name")]
        if verdict.share is not None and len(verdict.gauges) == 1:
            words.append(tr("不确定度占公差 {percent} %", percent=f"{verdict.share * 100:.1f}"))
        made = column(gap=theme.px("space_xs"))
        made.addLayout(
            line(image(theme, *SIGNS[worst]), label(" · ".join(words), "strong"), None, gap=theme.px("space_sm"))
        )
        for each in own:
            made.addLayout(self._problem(each))
        return made

    def _problem(self, problem: Problem) -> QHBoxLayout:
        desk, theme = self._desk, self._desk.theme
        text = label(problem_text(problem, desk.lang), "body", wrap=True)
        ask = button(tr("带为疑问"), lambda: ask_about(desk, problem), role="link")
        row = line(theme.px("icon"), text, ask, gap=theme.px("space_sm"))
        row.setStretch(1, 1)
        row.setAlignment(ask, Qt.AlignmentFlag.AlignTop)
        return row
