"""Readings left out of a study with their reason: the records, what has become stale, and the box that asks why."""

# Qt's signals take lambdas of any shape.
# pyright: reportUnknownLambdaType=false

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from qmdesk.formdef.decimals import is_canonical
from qmdesk.model.canonical import Json
from qmdesk.model.journal import Edit, Place
from qmdesk.model.readings import Readings
from qmdesk.ui.desk import Desk
from qmdesk.ui.hub import Hub
from qmdesk.ui.pages.performance.readings_edits import reading_text
from qmdesk.ui.pages.performance.rows import Row, rows_of
from qmdesk.ui.pages.records_of import added, removed
from qmdesk.ui.widgets.basics import box, button, column, empty, frame, label, line, restyle, scrolled, tool
from qmdesk.ui.widgets.typing_fields import LineField
from qmdesk.ui.words import tr

KIND = "exclusion"
#: Excluded readings that are listed; the table shows all.
MOST = 100


@dataclass(frozen=True, slots=True)
class Excluded:
    """One exclusion: its record's key, the reading (zero-based), its value as it stood then, and why."""

    key: str
    place: int
    value: Decimal
    reason: str

    def is_stale(self, readings: Readings | None) -> bool:
        """Whether the reading isn't there any more, or is another: then nothing is left out."""
        if readings is None or not 0 <= self.place < len(readings):
            return True
        return Decimal(reading_text(readings, self.place)) != self.value


def exclusions_of(hub: Hub, characteristic: str) -> tuple[Excluded, ...]:
    """The exclusions recorded for a characteristic, by reading; none where the form has no such records."""
    if KIND not in hub.form.records or not characteristic:
        return ()
    rows = hub.once(f"{KIND}@{hub.stage}", lambda: rows_of(hub, KIND))
    found = [_excluded(row) for row in rows if row.text("characteristic") == characteristic]
    return tuple(sorted((each for each in found if each is not None), key=lambda each: each.place))


def _excluded(row: Row) -> Excluded | None:
    number, value = row.value("reading"), row.value("value")
    if not isinstance(number, int) or not is_canonical(value):
        return None
    return Excluded(row.key, number - 1, Decimal(str(value)), row.text("reason"))


def excluding(hub: Hub, characteristic: str, readings: Readings, places: Iterable[int], reason: str) -> list[Edit]:
    """The edits that leave readings out, for one reason."""
    edits: list[Edit] = []
    for place in places:
        value = reading_text(readings, place)
        values: dict[str, Json] = {"characteristic": characteristic, "reading": place + 1, "value": value}
        edits += added(hub, KIND, {**values, "reason": reason})[1]
    return edits


def after_removal(hub: Hub, characteristic: str, gone: Collection[int]) -> list[Edit]:
    """The edits that keep exclusions at their readings when some readings are deleted."""
    edits: list[Edit] = []
    for each in exclusions_of(hub, characteristic):
        if each.place in gone:
            edits.append(removed(hub, KIND, each.key))
            continue
        before = sum(1 for place in gone if place < each.place)
        if before:
            edits.append(Edit(Place(f"{KIND}:{each.key}", "reading", str(hub.stage)), each.place + 1 - before))
    return edits


class ExclusionsBox(QWidget):
    """Asks in place why readings are left out, lists those that are, and takes each back by one click.

    ``wanted`` brings the reading (zero-based) of one that was clicked.
    """

    wanted = Signal(int)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._key = desk, ""
        self._readings: Readings | None = None
        self._asked: tuple[int, ...] = ()
        self._shown: tuple[Readings | None, tuple[Excluded, ...]] | None = None
        theme = desk.theme
        gap, pad = theme.px("space_xs"), theme.px("space_sm")
        self._what = label("", "caption", wrap=True)
        self.reason = LineField(tr("剔除的理由"), tr("为何剔除，按 Enter"))
        self.reason.returnPressed.connect(self.exclude)
        self._missing = label(tr("请先写明理由：没有理由不能剔除"), "problem", wrap=True)
        self.confirm = button(tr("剔除"), self.exclude)
        self.cancel = button(tr("取消"), self.close_question, role="quiet")
        buttons = line(self.confirm, self.cancel, None, gap=gap)
        asking = column(self._what, self.reason, self._missing, buttons, gap=gap, margins=(pad,) * 4)
        self.question = frame("banner", asking)
        self.question.hide()
        self._count = label("", "caption")
        self._count.hide()
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self._area = scrolled(box("", column(self._list, None)))
        self._area.hide()
        self._standing = box("", column(self._count, self._area))
        self.setLayout(column(self.question, self._standing, gap=gap))

    # -- asking ----------------------------------------------------------------------------------

    def ask(self, places: Sequence[int]) -> None:
        """Ask why these readings are to be left out; those that already are stay out of it."""
        known = {each.place for each in self.standing()}
        self._asked = tuple(place for place in dict.fromkeys(places) if place not in known)
        if not self._asked or self._readings is None or not self._key:
            return
        first = self._asked[0]
        one = tr("剔除第 {n} 个读数 {value}", n=first + 1, value=reading_text(self._readings, first))
        many = tr("剔除 {count} 个读数，自第 {n} 个起", count=len(self._asked), n=first + 1)
        self._what.setText(one if len(self._asked) == 1 else many)
        self._missing.hide()
        self.question.show()
        self._standing.hide()
        self.reason.clear()
        restyle(self.reason, "wrong", "false")
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def exclude(self) -> None:
        """Record the exclusions in one transaction; a reason must stand there."""
        reason = self.reason.text().strip()
        if not self._asked or self._readings is None:
            return
        if not reason:
            self._missing.show()
            restyle(self.reason, "wrong", "true")
            return
        asked, self._asked = self._asked, ()
        if self._desk.hub.record(excluding(self._desk.hub, self._key, self._readings, asked, reason)):
            self.close_question()

    def close_question(self) -> None:
        """Leave the readings in."""
        self._asked = ()
        self.question.hide()
        self._standing.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not self.question.isHidden():
            self.close_question()
        else:
            super().keyPressEvent(event)

    # -- what is left out ------------------------------------------------------------------------

    def standing(self) -> tuple[Excluded, ...]:
        """The exclusions that hold for the readings as they are."""
        return tuple(each for each in exclusions_of(self._desk.hub, self._key) if not each.is_stale(self._readings))

    def show_readings(self, key: str, readings: Readings | None) -> None:
        """Show what is left out of a characteristic's readings."""
        if key != self._key or self._moved(readings):
            self.close_question()
        self._key, self._readings = key, readings
        every = exclusions_of(self._desk.hub, key)
        if self._shown is not None and self._shown[0] is readings and self._shown[1] == every:
            return
        self._shown = (readings, every)
        empty(self._list)
        stale = [each for each in every if each.is_stale(readings)]
        kept = [each for each in every if not each.is_stale(readings)]
        self._count.setText(tr("已剔除 {n} 个，不计入统计", n=len(kept)))
        self._count.setVisible(bool(kept))
        for each in stale[:MOST]:
            self._list.addLayout(self._stale_line(each))
        for each in kept[:MOST]:
            text = tr("第 {n} 个 {value}：{reason}", n=each.place + 1, value=f"{each.value:f}", reason=each.reason)
            self._list.addLayout(self._line(each, text))
        if len(kept) > MOST:
            self._list.addWidget(label(tr("另有 {n} 个，见下表", n=len(kept) - MOST), "caption"))
        self._area.setVisible(bool(every))
        row = self._desk.theme.px("control") + 2
        self._area.setFixedHeight(min(len(kept) + 2 * len(stale), 3) * row)

    def _moved(self, readings: Readings | None) -> bool:
        """Whether a reading that is being asked about has become another."""
        before = self._readings
        return any(
            before is None
            or readings is None
            or place >= len(readings)
            or reading_text(before, place) != reading_text(readings, place)
            for place in self._asked
        )

    def _line(self, each: Excluded, text: str) -> QVBoxLayout:
        theme = self._desk.theme
        go = button(text, lambda: self.wanted.emit(each.place), role="link")
        back = tool(theme, "undo-2", tr("恢复第 {n} 个读数", n=each.place + 1), lambda: self.take_back(each))
        said = line(go, back, gap=0)
        said.setStretch(0, 1)
        return column(said)

    def _stale_line(self, each: Excluded) -> QVBoxLayout:
        """An exclusion whose reading has changed: nothing is left out by it, and that is said."""
        now = self._readings
        there = now is not None and 0 <= each.place < len(now)
        text = tr(
            "第 {n} 个读数的剔除已失效：当时为 {value}，{now}",
            n=each.place + 1,
            value=f"{each.value:f}",
            now=tr("现为 {value}", value=reading_text(now, each.place))
            if there and now is not None
            else tr("现已没有"),
        )
        drop = tool(self._desk.theme, "x", tr("去掉这条记录"), lambda: self.take_back(each))
        said = line(label(text, "warning", wrap=True), drop, gap=0)
        said.setStretch(0, 1)
        return column(said)

    def take_back(self, each: Excluded) -> None:
        """Count the reading again."""
        self._desk.hub.record(removed(self._desk.hub, KIND, each.key))

    def take_back_at(self, places: Collection[int]) -> bool:
        """Count these readings again, in one transaction; False where none of them was left out."""
        hub = self._desk.hub
        edits = [removed(hub, KIND, each.key) for each in self.standing() if each.place in places]
        return bool(edits) and hub.record(edits)


def reasons_of(excluded: Iterable[Excluded]) -> dict[int, str]:
    """The reason by reading."""
    return {each.place: each.reason for each in excluded}
