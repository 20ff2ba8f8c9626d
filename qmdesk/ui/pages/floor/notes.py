"""What was seen: notes that belong nowhere yet on top, sorted by a key or a press; then those that have their place."""

# Qt gives None where its stubs say it can't, and its signals take lambdas of any shape.
# pyright: reportUnnecessaryComparison=false, reportUnknownLambdaType=false

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from qmdesk.model.journal import Changes
from qmdesk.ui.capture.draft import first_values
from qmdesk.ui.desk import Desk
from qmdesk.ui.pages.floor.note_card import NoteCard, UnboundPhotos
from qmdesk.ui.pages.floor.shared import page
from qmdesk.ui.pages.records_of import added
from qmdesk.ui.phone.receiver import receiver_of
from qmdesk.ui.widgets.basics import box, button, column, empty, label, say_empty
from qmdesk.ui.widgets.case_field import CaseField
from qmdesk.ui.widgets.flow import FlowLayout
from qmdesk.ui.widgets.growing import Growing
from qmdesk.ui.words import tr

#: So many notes are shown at once, and more on a press.
STEP = 30
#: Notes that are laid at once.
PIECE = 4


class NotesTab(QWidget):
    """``inbox`` holds what belongs nowhere yet, ``sorted`` the rest, each with the newest on top."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        theme = desk.theme
        self._keys: list[str] = []
        self._rows: dict[str, NoteCard] = {}
        self._growing = Growing(self, PIECE, STEP, self._lay_more)
        flow = FlowLayout(gap=theme.px("space_sm"))
        choices = desk.hub.form.records["finding"].fields["kind"].choices
        for kind, text in choices.items():
            name = tr("记{kind}", kind=text.in_(desk.lang))
            flow.addWidget(button(name, lambda k=kind: self.add(k), theme=theme, icon="plus"))
        phone = button(
            tr("手机上传照片…"), lambda: receiver_of(desk.hub).show(self, desk), theme=theme, icon="image-plus"
        )
        flow.addWidget(phone)
        about = tr("任何一页按 F8 都能记一条。写看到的事实，不写印象；归到条目可以稍后再做。")
        self._photos = UnboundPhotos(desk)
        self._inbox_title = label("", "section")
        self._sorted_title = label("", "section")
        self.inbox, self.sorted, self._rest = QVBoxLayout(), QVBoxLayout(), QVBoxLayout()
        gap = theme.px("space_md")
        for each in (self.inbox, self.sorted):
            each.setSpacing(gap)
        lists = QWidget()
        lists.setLayout(
            column(self._inbox_title, self.inbox, self._sorted_title, self.sorted, self._rest, gap=theme.px("space_sm"))
        )
        self.area = page(desk, label(about, "muted", wrap=True), box("", flow), self._photos, lists)
        self.setLayout(column(self.area))
        desk.hub.changed.connect(self._on_changed)
        desk.hub.stage_changed.connect(self._refresh)
        self._refresh()

    def add(self, kind: str) -> None:
        """A new note; the cursor goes to its text."""
        key, edits = added(self._desk.hub, "finding", first_values(self._desk.hub, kind=kind))
        if self._desk.hub.record(edits) and key in self._rows:
            self._rows[key].findChildren(CaseField)[0].editor.setFocus()

    def show_record(self, key: str, field: str) -> None:
        """Go to a note, or to the photos that belong nowhere."""
        if key in self._keys and key not in self._rows:
            self._show_more(self._keys.index(key) + 1)
        row = self._rows.get(key)
        if row is not None:
            self.area.ensureWidgetVisible(row)  # pyright: ignore[reportAttributeAccessIssue]
            row.findChildren(CaseField)[0].editor.setFocus()

    def _on_changed(self, changes: Changes) -> None:
        if any(place.kind in ("finding", "evidence") for place in changes.places):
            self._refresh()

    def _refresh(self) -> None:
        hub = self._desk.hub
        there = [key for key in reversed(hub.keys("finding")) if not hub.text(f"finding:{key}", "merged_into")]
        loose = [key for key in there if not hub.text(f"finding:{key}", "binds")]
        keys = [*loose, *(key for key in there if key not in set(loose))]
        self._photos.refresh()
        self._say(len(loose), len(keys) - len(loose))
        for row in self._rows.values():
            row.show_evidence()
        if keys and keys == self._keys:
            return
        self._keys = keys
        for key in [each for each in self._rows if each not in keys[: self._growing.most]]:
            row = self._rows.pop(key)
            row.hide()
            row.deleteLater()
        empty(self._rest)
        for at, key in enumerate(
            keys[: self._growing.most]
        ):  # what is there stays: a new note doesn't make the others again
            row = self._rows.get(key) or NoteCard(self._desk, key, self._next)
            self._rows[key] = row
            layout, place = (self.inbox, at) if at < len(loose) else (self.sorted, at - len(loose))
            if layout.indexOf(row) != place:
                self.inbox.removeWidget(row)
                self.sorted.removeWidget(row)
                layout.insertWidget(place, row)
        self._say_rest(len(keys))
        self._growing.laid(len(keys))

    def _say(self, loose: int, rest: int) -> None:
        self._inbox_title.setText(tr("待归类 {n}", n=loose))
        self._inbox_title.setVisible(loose > 0)
        self._sorted_title.setText(tr("已归类 {n}", n=rest))
        self._sorted_title.setVisible(loose > 0 and rest > 0)

    def _say_rest(self, count: int) -> None:
        if not count:
            text = tr("用上面的按钮或 F8 记第一条。照片可以直接拖到对应条目的佐证里，或用手机传过来。")
            self._rest.addWidget(say_empty(self._desk.theme, "notebook-pen", tr("还没有现场记录"), text))
        elif rest := self._growing.rest(count):
            self._rest.addWidget(button(tr("再显示 {n} 条", n=min(rest, STEP)), self._show_more))
            self._rest.addWidget(label(tr("还有 {n} 条更早的记录", n=rest), "caption"))

    def _show_more(self, upto: int = 0) -> None:
        self._growing.more(upto)

    def _lay_more(self) -> None:
        self._keys = []
        self._refresh()

    def _next(self, done: str) -> None:
        """After one was sorted the cursor goes to the next one that isn't."""
        loose = [key for key in self._keys if not self._desk.hub.text(f"finding:{key}", "binds")]
        following = next((key for key in loose if key != done and key in self._rows), "")
        if following:
            row = self._rows[following]
            self.area.ensureWidgetVisible(row)  # pyright: ignore[reportAttributeAccessIssue]
            row.finder.setFocus()
        else:
            self._desk.tell(tr("记录都已归类"))
