"""The schedule of the visit: a table of slots, drafted or typed, and beside it who is where and when."""

# Qt's signals take lambdas of any shape.
# pyright: reportUnknownLambdaType=false

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from qmdesk.grading.records import Index, index
from qmdesk.model.canonical import Json
from qmdesk.model.journal import Changes
from qmdesk.model.problem import Problem
from qmdesk.ui.desk import Desk
from qmdesk.ui.hub import Hub
from qmdesk.ui.naming import subject_name
from qmdesk.ui.pages.performance.columns import Column, Meant, plain_meaning
from qmdesk.ui.pages.performance.rows import Row
from qmdesk.ui.pages.performance.table_model import RecordModel
from qmdesk.ui.pages.performance.table_panel import TablePanel
from qmdesk.ui.pages.preparing.papers import paper_buttons
from qmdesk.ui.pages.preparing.sheet import link
from qmdesk.ui.pages.preparing.timeline import Bar, Timeline
from qmdesk.ui.widgets.basics import box, button, column, label, scrolled
from qmdesk.ui.widgets.flow import FlowLayout
from qmdesk.ui.words import tr
from qmdesk.visit.drafting import schedule_edits
from qmdesk.visit.schedule import clock, days_of, members_text, minutes_of, people_of, problems

COLUMNS = (
    Column("day", 1.2),
    Column("start", 0.6),
    Column("end", 0.6),
    Column("activity", 0.9),
    Column("binds", 1.35),
    Column("text", 1.0),
    Column("area", 0.7),
    Column("members", 1.2),
    Column("counterpart", 0.85),
)
KINDS = {"slot", "member", "case"}
#: How long a slot is that begins where another one ends, in minutes.
USUAL = 60


class SlotModel(RecordModel):
    """Slots by day and time; members and dimensions are shown by name and kept by key."""

    def __init__(self, desk: Desk) -> None:
        self.found = index(desk.hub.session.state, desk.hub.stage)
        self._wrong_by_key: dict[str, list[tuple[str, Problem]]] = {}
        super().__init__(desk, "slot", COLUMNS, order=_by_time, meaning=self._meant)
        self.shown = self._shown
        self.defaults = self._after_the_last

    def look(self) -> None:
        """See the case anew: names, and what contradicts itself."""
        self.found = index(self.desk.hub.session.state, self.desk.hub.stage)
        self._wrong_by_key = {}
        for problem in problems(self.found):
            key, _, field = problem.where.removeprefix("slot:").partition("/")
            self._wrong_by_key.setdefault(key, []).append((field, problem))
        self._tell_all()

    def clashes(self, row: Row) -> bool:
        """Whether something of a slot contradicts the rest."""
        return bool(self._checked(row))

    def _checked(self, row: Row) -> list[tuple[str, Problem]]:
        return self._wrong_by_key.get(row.key, [])

    def problems(self) -> list[tuple[int, str, Problem]]:
        """Beside what is no value: what contradicts itself."""
        mine = [(at, *each) for at, row in enumerate(self.rows) for each in self._checked(row)]
        return sorted([*super().problems(), *mine], key=lambda each: each[0])

    def _shown(self, row: Row, name: str) -> str | None:
        if name == "members" and row.text(name):
            return tr("、").join(each for _, each in people_of(self.found, row.text(name)))
        if name == "binds" and row.text(name):
            return binds_name(self.desk, row.text(name))
        return None

    def _meant(self, hub: Hub, subject: str, texts: Mapping[str, str], row: Row | None = None) -> Meant:
        kept = dict(texts)
        if "members" in kept:
            kept["members"] = members_text(self.found, kept["members"])
        if "binds" in kept:
            kept["binds"] = self._bound(kept["binds"])
        return plain_meaning(hub, subject, kept, row)

    def _bound(self, text: str) -> str:
        """The dimension, else the item, that a typed text names: by the whole name, or the only one that holds it."""
        form, lang, wanted = self.desk.hub.form, self.desk.lang, text.strip().casefold()
        dimensions = {f"dimension:{each.id}": each.name.in_(lang).casefold() for each in form.dimensions}
        items = {f"item:{each.id}": each.name.in_(lang).casefold() for each in form.items}
        for named in (dimensions, items):
            whole = [key for key, name in named.items() if wanted == name]
            holding = [key for key, name in named.items() if wanted and wanted in name]
            if whole or len(holding) == 1:
                return (whole or holding)[0]
        return text

    def _after_the_last(self, place: int) -> Mapping[str, Json]:
        """A new slot follows the last one, and an hour is usual; before any it is the visit's first morning."""
        if not self.rows:
            days = days_of(self.found)
            return {"day": days[0], "start": "09:00", "end": "10:00", "activity": "other"} if days else {}
        last = self.rows[-1]
        end = minutes_of(last.text("end"))
        if end is None or end + USUAL >= 24 * 60:
            return {"day": last.text("day")} if last.text("day") else {}
        return {"day": last.text("day"), "start": clock(end), "end": clock(end + USUAL), "activity": "other"}


def _by_time(row: Row, place: int) -> tuple[object, ...]:
    return (row.text("day") or "9", row.text("start") or "9", row.text("end"), place)


def binds_name(desk: Desk, binds: str) -> str:
    """The name of a dimension, item or figure."""
    kind, _, key = binds.partition(":")
    if kind == "dimension":
        return next((each.name.in_(desk.lang) for each in desk.hub.form.dimensions if each.id == key), key)
    return subject_name(desk.hub.form, desk.hub.session.state, binds, desk.lang) if key else binds


class ScheduleTab(QWidget):
    """The table above, the days below it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        theme = desk.theme
        self.records = SlotModel(desk)
        self.panel = TablePanel(
            self.records, tr("日程"), hint=tr("一行一项：日期、起止、活动、谁去。也可以先草拟再改。")
        )
        self._draft = button(tr("草拟日程"), self.draft, role="primary", theme=theme, icon="sparkles")
        self._anew = button(tr("清空并重新草拟"), self.draft_anew, role="quiet", theme=theme, icon="refresh-cw")
        flow = FlowLayout(theme.px("space_xs"))
        for each in (self._draft, self._anew, *paper_buttons(desk, "schedule", tr("日程"), self, book=True)):
            flow.addWidget(each)
        self._no_days = box("", column(
            label(tr("还没有填现场复核日期，无法草拟日程。"), "warning"),
            link(desk, tr("填写现场复核日期"), "case/visit_start"),
        ))  # fmt: skip
        self.timeline = Timeline(desk.theme)
        self._days = scrolled(box("page", column(self.timeline, None)))
        whole = column(box("", flow), self._no_days, self.panel, self._days, gap=theme.px("space_xs"))
        whole.setStretch(2, 3)
        whole.setStretch(3, 2)
        self.setLayout(whole)
        desk.hub.changed.connect(self._on_changed)
        desk.hub.stage_changed.connect(self.refresh)
        self.refresh()

    def _on_changed(self, changes: Changes) -> None:
        if any(place.kind in KINDS for place in changes.places):
            self.refresh()

    def refresh(self) -> None:
        """Look at what contradicts itself, and draw the days."""
        self.records.look()
        found = self.records.found
        days = days_of(found)
        self._no_days.setVisible(not days)
        self._draft.setVisible(not self.records.rows)
        self._draft.setEnabled(bool(days))
        self._anew.setVisible(bool(self.records.rows) and bool(days))
        bars = self._bars(found)
        self._days.setVisible(bool(bars))
        self.timeline.show_bars(bars)

    def _bars(self, found: Index) -> list[Bar]:
        choices = self._desk.hub.form.records["slot"].fields["activity"].choices
        made: list[Bar] = []
        for row in self.records.rows:
            start, end = minutes_of(row.text("start")), minutes_of(row.text("end"))
            if start is None or end is None or end <= start or not row.text("day"):
                continue
            activity = row.text("activity")
            words = choices[activity].in_(self._desk.lang) if activity in choices else ""
            about = binds_name(self._desk, row.text("binds")) if row.text("binds") else row.text("text")
            bar = Bar(row.text("day"), "", start, end, activity, words, about, self.records.clashes(row))
            people = [name for _, name in people_of(found, row.text("members"))] or [tr("（未定）")]
            made += [replace(bar, person=each) for each in people]
        return made

    def draft(self) -> None:
        """Plan the days of the visit."""
        self._plan(anew=False)

    def draft_anew(self) -> None:
        """Plan anew in place of what stands; undo brings it back."""
        self._plan(anew=True)

    def _plan(self, *, anew: bool) -> None:
        hub = self._desk.hub
        edits = schedule_edits(hub.form, index(hub.session.state, hub.stage), anew=anew)
        if edits and hub.record(edits):
            self._desk.tell(tr("已草拟日程，可撤销（Ctrl+Z）"))
            self.panel.table.setFocus()

    def show_record(self, key: str, field: str) -> None:
        """Go to a slot."""
        self.panel.table.show_cell(key, field or "day")
