"""The floor walk: a route drafted from the form, what to look for at each stop, seen with one key, notes made there."""

# Qt gives None where its stubs say it can't, and its signals take lambdas of any shape.
# pyright: reportUnnecessaryComparison=false, reportUnknownLambdaType=false

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from qmdesk.model.canonical import Json
from qmdesk.model.journal import Changes, Edit
from qmdesk.ui.capture.draft import moment
from qmdesk.ui.desk import Desk
from qmdesk.ui.evidence.strip import EvidenceStrip
from qmdesk.ui.naming import subject_name
from qmdesk.ui.pages.floor.shared import TWO, ListAndPane, edit, found, page
from qmdesk.ui.pages.performance.rows import Row, by_number, renumbered, rows_of
from qmdesk.ui.pages.records_of import added
from qmdesk.ui.widgets.basics import button, column, elided, empty, frame, label, line, say_empty
from qmdesk.ui.widgets.flow import FlowLayout
from qmdesk.ui.widgets.form_grid import FormGroup
from qmdesk.ui.words import tr
from qmdesk.visit.walk import asked_at, route


class WalkTab(ListAndPane):
    """Stops in their order; F7 marks the one in front as seen and goes to the next."""

    def __init__(self, desk: Desk) -> None:
        theme = desk.theme
        draft = button(tr("按评价表拟出路线"), self.draft, role="primary", theme=theme, icon="footprints")
        text = tr("路线按物料走向排：来料、线边、关键工序、检验、成品、退货。每站列出要看什么，可以改、可以增减。")
        self._count = label("", "caption")
        again = button(tr("补拟路线"), self.draft, role="link")
        under = QWidget()
        under.setLayout(column(line(self._count, None, again, gap=theme.px("space_xs"))))
        super().__init__(
            desk,
            "stop",
            tr("走查路线"),
            self._words,
            self._first,
            lambda key: StopPane(desk, key, self),
            say_empty(theme, "footprints", tr("还没有走查路线"), text, draft),
            under,
        )
        for keys, work in (
            ("F7", self.seen),
            ("Alt+Up", lambda: self.move_stop(-1)),
            ("Alt+Down", lambda: self.move_stop(1)),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(work)
        desk.hub.changed.connect(self._show_count)
        self._show_count()

    def _first(self) -> Mapping[str, Json]:
        orders = [row.value("order") for row in rows_of(self.desk.hub, "stop", by_number)]
        return {"order": max((each for each in orders if isinstance(each, int)), default=0) + 1}

    def _words(self, row: Row) -> str:
        seen = row.text("seen_at")
        return (
            f"{row.text('area') or tr('（未写地点）')}\n{tr('{time} 已看', time=seen[11:16]) if seen else tr('还没到')}"
        )

    def _show_count(self) -> None:
        rows = rows_of(self.desk.hub, "stop", by_number)
        done = sum(bool(row.text("seen_at")) for row in rows)
        self._count.setText(tr("已看 {done} / {total}", done=done, total=len(rows)))

    def draft(self) -> None:
        """Add the drafted stops that are not there yet, as one batch."""
        hub, lang = self.desk.hub, self.desk.lang
        rows = rows_of(hub, "stop")
        there = {row.text("area") for row in rows}
        start = max((each for row in rows if isinstance(each := row.value("order"), int)), default=0)
        edits: list[Edit] = []
        fresh = [each for each in route(hub.form) if not there & {each.area.name.zh, each.area.name.en}]
        for number, each in enumerate(fresh, start + 1):
            values: dict[str, Json] = {
                "area": each.area.name.in_(lang),
                "look_for": each.look_for(lang),
                "order": number,
            }
            if each.binds:
                values["binds"] = each.binds
            edits += added(hub, "stop", values)[1]
        if not edits:
            self.desk.tell(tr("拟出的各站都在了"))
        elif hub.record(edits):
            self.records.choose(self.records.rows[0].key)

    def seen(self) -> None:
        """Note the time at the stop in front, and go to the next that was not seen."""
        hub, key = self.desk.hub, self.records.key
        if not key:
            return
        subject = f"stop:{key}"
        edits = [edit(hub, subject, "seen_at", moment(hub))]
        if not found(hub).record("stop", key).text("by"):
            edits.append(edit(hub, subject, "by", hub.author))
        if hub.record(edits):
            keys = [row.key for row in self.records.rows]
            after = [*keys[keys.index(key) + 1 :], *keys[: keys.index(key)]]
            following = next((each for each in after if not found(hub).record("stop", each).text("seen_at")), "")
            if following:
                self.records.choose(following)
            else:
                self.desk.tell(tr("各站都看过了"))

    def move_stop(self, by: int) -> None:
        """Change the stop in front about with its neighbour."""
        rows, key = self.records.rows, self.records.key
        at = next((number for number, row in enumerate(rows) if row.key == key), -1)
        if at >= 0 and 0 <= at + by < len(rows):
            self.desk.hub.record(renumbered(rows, at, at + by, str(self.desk.hub.stage)))

    def capture_defaults(self) -> dict[str, str]:
        """A note begun here belongs to the stop in front, and to its item where it has but one."""
        key = self.records.key
        if not key:
            return {}
        stop = found(self.desk.hub).record("stop", key)
        asked = asked_at(self.desk.hub.form, stop)
        return {"stop": key, "binds": asked[0] if len(asked) == 1 else "", "place": stop.text("area")}


class StopPane(QWidget):
    """One stop."""

    def __init__(self, desk: Desk, key: str, tab: WalkTab) -> None:
        super().__init__()
        self._desk, self.key = desk, key
        self.subject = f"stop:{key}"
        theme = desk.theme
        self._said = elided("", "strong")
        self.seen = button("", tab.seen, role="primary", theme=theme, icon="check", tip="F7")
        note = button(tr("在这里记一条（F8）"), self._note, theme=theme, icon="notebook-pen")
        head = line(self._said, note, self.seen, gap=theme.px("space_sm"))
        head.setStretch(0, 1)
        self.about = FormGroup(desk, "", self.subject, ("area", "by", "look_for", "note", "seen_at"), two_from=TWO)
        self._items = FlowLayout(gap=theme.px("space_xs"))
        items = QWidget()
        items.setLayout(self._items)
        self._notes = QVBoxLayout()
        self._notes.setSpacing(theme.px("space_xs"))
        pad = theme.px("space_lg")
        self._notes_card = frame(
            "card",
            column(label(tr("在这里记下的"), "heading"), self._notes, gap=theme.px("space_sm"), margins=(pad,) * 4),
        )
        self.setLayout(
            column(
                head, page(desk, self.about, items, self._notes_card, EvidenceStrip(desk, self.subject)), gap=pad // 2
            )
        )
        desk.hub.changed.connect(self._on_changed)
        self.refresh()

    def show_field(self, name: str) -> None:
        """Put the cursor into a field."""
        field = self.about.fields.get(name or "area")
        if field is not None:
            field.editor.setFocus()

    def _note(self) -> None:
        shell = self.parentWidget()
        while shell is not None and not hasattr(shell, "note"):
            shell = shell.parentWidget()
        if shell is not None:
            shell.note()  # pyright: ignore[reportAttributeAccessIssue]

    def _on_changed(self, changes: Changes) -> None:
        if any(place.subject == self.subject or place.kind == "finding" for place in changes.places):
            self.refresh()

    def refresh(self) -> None:
        """Show what stands at this stop."""
        desk, hub = self._desk, self._desk.hub
        stop = found(hub).record("stop", self.key)
        at = stop.text("seen_at").replace("T", " ")
        self._said.show_text(tr("{time} 看过", time=at) if at else tr("还没看"))
        self.seen.setText(" " + (tr("再记一次时间") if at else tr("看过了（F7）")))
        empty(self._items)
        for where in asked_at(hub.form, stop):
            name = subject_name(hub.form, {}, where, desk.lang)
            self._items.addWidget(button(name, lambda where=where: desk.go(where), role="quiet"))
        empty(self._notes)
        own = [each for each in found(hub).records("finding") if each.text("stop") == self.key]
        for each in own:
            place = f"finding:{each.key}"
            text = f"{each.text('at')[11:16]}  {each.text('text')}".strip().replace("\n", " ")
            self._notes.addWidget(button(text, lambda place=place: desk.go(place), role="row"))
        self._notes_card.setVisible(bool(own))
