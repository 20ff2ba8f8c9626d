"""Tracing batches against the clock: link by link found or not, record numbers, minutes, and what it comes to."""

# Qt gives None where its stubs say it can't, and its signals take lambdas of any shape.
# pyright: reportUnnecessaryComparison=false, reportUnknownLambdaType=false

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from decimal import Decimal

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from qmdesk.formdef.decimals import plain_text_of
from qmdesk.model.canonical import Json
from qmdesk.model.journal import Changes, Edit
from qmdesk.ui.capture.draft import moment
from qmdesk.ui.desk import Desk
from qmdesk.ui.evidence.strip import EvidenceStrip
from qmdesk.ui.pages.floor.shared import TWO, ListAndPane, edit, found, page
from qmdesk.ui.pages.floor.trace_link import LinkRow
from qmdesk.ui.pages.performance.rows import Row, rows_of
from qmdesk.ui.pages.records_of import added
from qmdesk.ui.widgets.basics import button, column, frame, label, line, say_empty
from qmdesk.ui.widgets.form_grid import FormGroup
from qmdesk.ui.words import mark, tr
from qmdesk.visit.tracing import DIRECTIONS, LINKS, Found, minutes_between, steps_of, summed

#: The usual links in words.
WORDS: Mapping[str, str] = {
    "shipment": mark("发货与客户"),
    "release": mark("成品放行"),
    "packing": mark("包装与入库"),
    "final": mark("最终检验记录"),
    "process": mark("过程记录与设备参数"),
    "people": mark("操作人员与器具"),
    "material": mark("投料批号"),
    "issue": mark("领料与投产"),
    "incoming": mark("来料检验"),
    "supplier": mark("供方与来料批号"),
}
WAYS: Mapping[str, str] = {"backward": mark("逆向一批"), "forward": mark("正向一批")}
FIRST, FIELDS = ("batch", "product"), ("direction", "family", "result", "note")


class TracingTab(ListAndPane):
    """One batch each way; more where a team wants them."""

    def __init__(self, desk: Desk) -> None:
        theme = desk.theme
        starts = [button(tr(WAYS[way]), self._starter(way), theme=theme, icon="plus") for way in DIRECTIONS]
        text = tr(
            "从成品库或发货单抽一批往回追，从来料抽一批往前追。开始时按表，每个环节记下单据号、找到没有、用了几分钟。"
        )
        super().__init__(
            desk,
            "trace",
            tr("批次追溯"),
            self._words,
            self._first,
            lambda key: TracePane(desk, key),
            say_empty(theme, "history", tr("还没有追溯"), text, *starts),
            follows=("trace_step",),
        )

    def _starter(self, way: str) -> Callable[[], object]:
        return lambda: self.start(way)

    def start(self, way: str) -> str:
        """A tracing of a direction with its usual links, as one batch of edits; its key."""
        hub = self.desk.hub
        key, edits = added(hub, "trace", {"direction": way})
        for number, code in enumerate(LINKS[way], 1):
            values: dict[str, Json] = {"trace": key, "name": tr(WORDS[code]), "order": number}
            edits += added(hub, "trace_step", values)[1]
        if hub.record(edits):
            self.records.choose(key)
            if isinstance(self.pane, TracePane):
                self.pane.show_field("batch")
        return key

    def _first(self) -> Mapping[str, Json]:
        """A new one from the list goes the way that is missing."""
        there = {row.text("direction") for row in rows_of(self.desk.hub, "trace")}
        return {"direction": next((way for way in DIRECTIONS if way not in there), DIRECTIONS[0])}

    def _words(self, row: Row) -> str:
        whole = summed(found(self.desk.hub), found(self.desk.hub).record("trace", row.key))
        way = tr(WAYS[row.text("direction")]) if row.text("direction") in WAYS else ""
        done = len(whole.steps) - whole.open
        said = [way, tr("{done} / {total} 环", done=done, total=len(whole.steps))]
        return f"{row.text('batch') or tr('（未写批号）')}\n{' · '.join(each for each in said if each)}"

    def show_record(self, key: str, field: str) -> None:
        """Go to a tracing, or to the tracing of a link."""
        step = found(self.desk.hub).record("trace_step", key)
        super().show_record(step.text("trace") if step.there else key, "" if step.there else field)


class TracePane(QWidget):
    """One tracing. Its watch runs on while other pages are looked at; both moments stand in the case."""

    def __init__(self, desk: Desk, key: str) -> None:
        super().__init__()
        self._desk, self.key = desk, key
        self.subject = f"trace:{key}"
        theme = desk.theme
        self._rows: dict[str, LinkRow] = {}
        self._lap = time.monotonic()
        self.clock = label("", "title")
        self.clock.setAccessibleName(tr("追溯用时"))
        self._said = label("", "body", wrap=True)
        self._said.setSizePolicy(self._said.sizePolicy().Policy.Ignored, self._said.sizePolicy().Policy.Preferred)
        self.run = button("", self.start_or_stop, role="primary", theme=theme, icon="play")
        self.take = button("", self._take, role="quiet", theme=theme, icon="check")
        head = line(self.clock, self.run, self._said, self.take, gap=theme.px("space_md"))
        head.setStretch(2, 1)
        self.first = FormGroup(desk, "", self.subject, FIRST, two_from=TWO)
        self.about = FormGroup(desk, "", self.subject, FIELDS, two_from=TWO)
        self._links = QVBoxLayout()
        self._links.setSpacing(theme.px("space_md"))
        more = button(tr("加一个环节"), self.add, role="quiet", theme=theme, icon="plus")
        pad = theme.px("space_md")
        links = frame(
            "card",
            column(
                label(tr("环节"), "heading"),
                self._links,
                line(more, None),
                gap=theme.px("space_sm"),
                margins=(pad,) * 4,
            ),
        )
        self.setLayout(
            column(
                head,
                page(desk, self.first, links, self.about, EvidenceStrip(desk, self.subject)),
                gap=theme.px("space_sm"),
            )
        )
        self._tick = QTimer(self, interval=1000)
        self._tick.timeout.connect(self._show_clock)
        desk.hub.changed.connect(self._on_changed)
        self.refresh()

    def show_field(self, name: str) -> None:
        """Put the cursor into a field."""
        field = {**self.first.fields, **self.about.fields}.get(name or "batch")
        if field is not None:
            field.editor.setFocus()

    # -- the watch -------------------------------------------------------------------------------

    @property
    def running(self) -> bool:
        record = found(self._desk.hub).record("trace", self.key)
        return bool(record.text("started")) and not record.text("ended")

    def start_or_stop(self) -> None:
        """Write the moment; a tracing that ended goes on from its start."""
        hub = self._desk.hub
        record = found(hub).record("trace", self.key)
        edits: list[Edit]
        if self.running:
            edits = [edit(hub, self.subject, "ended", moment(hub))]
            whole = self._whole()
            if whole.proposed and not record.text("result"):
                edits.append(edit(hub, self.subject, "result", whole.proposed))
        elif record.text("ended"):
            edits = [edit(hub, self.subject, "ended", None)]
        else:
            edits = [edit(hub, self.subject, "started", moment(hub))]
        self._lap = time.monotonic()
        hub.record(edits)

    def lap(self) -> Decimal | None:
        """Minutes since the last link was settled, to a tenth; None while the watch stands still."""
        if not self.running:
            return None
        now = time.monotonic()
        minutes = Decimal(round((now - self._lap) / 6)) / 10
        self._lap = now
        return minutes

    def _whole(self) -> Found:
        hub = self._desk.hub
        return summed(found(hub), found(hub).record("trace", self.key))

    def _show_clock(self) -> None:
        record = found(self._desk.hub).record("trace", self.key)
        end = record.text("ended") or moment(self._desk.hub)
        minutes = minutes_between(record.text("started"), end)
        self.clock.setText(tr("{n} 分钟", n=minutes) if minutes is not None and minutes >= 0 else "—")

    # -- links -----------------------------------------------------------------------------------

    def add(self) -> None:
        """Another link at the end; the cursor goes to its name."""
        hub = self._desk.hub
        order = max((each.count("order") or 0 for each in steps_of(found(hub), self.key)), default=0) + 1
        key, edits = added(hub, "trace_step", {"trace": self.key, "name": tr("其他环节"), "order": order})
        if hub.record(edits) and key in self._rows:
            self._rows[key].name.editor.setFocus()

    def _on_changed(self, changes: Changes) -> None:
        if any(place.subject == self.subject or place.kind == "trace_step" for place in changes.places):
            self.refresh()

    def refresh(self) -> None:
        """Show the links and what they come to."""
        whole = self._whole()
        own = [each.key for each in whole.steps]
        for key in [each for each in self._rows if each not in own]:
            row = self._rows.pop(key)
            row.hide()
            row.deleteLater()
        for at, key in enumerate(own):
            if key not in self._rows:
                self._rows[key] = LinkRow(self._desk, key, self.lap)
            if self._links.indexOf(self._rows[key]) != at:
                self._links.insertWidget(at, self._rows[key])
        self._show_whole(whole)

    def _show_whole(self, whole: Found) -> None:
        record = found(self._desk.hub).record("trace", self.key)
        running, ended = self.running, bool(record.text("ended"))
        words = tr("结束计时") if running else tr("继续计时") if ended else tr("开始计时")
        self.run.setText(f" {words}")
        self.run.setIcon(self._desk.theme.icon("square" if running else "play", "on_accent"))
        if running:
            self._tick.start()
        else:
            self._tick.stop()
        self._show_clock()
        parts = [tr("断点 {n} 处", n=len(whole.gaps)) if whole.gaps else "", self._linked(whole)]
        if whole.open and whole.steps:
            parts.insert(0, tr("还有 {n} 环未判", n=whole.open))
        if whole.reversed:
            parts = [tr("结束早于开始：电脑的时钟改过，请更正时间")]
        self._said.setText(" · ".join(each for each in parts if each))
        choices = self._desk.hub.form.records["trace"].fields["result"].choices
        differs = bool(whole.proposed) and whole.proposed != record.text("result")
        name = choices[whole.proposed].in_(self._desk.lang) if whole.proposed in choices else ""
        self.take.setText(" " + tr("结果记为“{name}”", name=name))
        self.take.setVisible(differs and bool(name))

    def _linked(self, whole: Found) -> str:
        if whole.linked is None:
            return ""
        return tr("各环合计 {minutes} 分钟", minutes=plain_text_of(whole.linked))

    def _take(self) -> None:
        self._desk.hub.record(edit(self._desk.hub, self.subject, "result", self._whole().proposed))
