"""Notes from the floor: findings as they are met, each bound to an item or figure; evidence not yet bound."""

# Qt gives None where its stubs say it can't, and its signals take lambdas of any shape.
# pyright: reportUnnecessaryComparison=false, reportUnknownLambdaType=false

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from qmdesk.model.journal import Changes, Edit, Place
from qmdesk.ui.desk import Desk
from qmdesk.ui.naming import subject_name
from qmdesk.ui.pages.records_of import added, removed
from qmdesk.ui.pages.registry import PageSpec
from qmdesk.ui.widgets.basics import box, button, column, empty, frame, label, line, say_empty, tool
from qmdesk.ui.widgets.case_field import CaseField
from qmdesk.ui.widgets.flow import FlowLayout
from qmdesk.ui.widgets.page_frame import PageFrame
from qmdesk.ui.widgets.typing_fields import ChoiceBox
from qmdesk.ui.words import tr

#: So many findings are shown at once, and more on a press: each has four fields.
STEP = 30


class NotesPage(PageFrame):
    """Findings, newest on top."""

    def __init__(self, desk: Desk, spec: PageSpec) -> None:
        super().__init__(
            desk.theme, spec.name(), tr("边走边记：看到的事实、地点、属于哪个条目。写进报告的是事实，不是印象。")
        )
        self._desk = desk
        self._keys: list[str] = []
        self._rows: dict[str, QWidget] = {}
        buttons = FlowLayout(gap=desk.theme.px("space_sm"))
        self.body.addWidget(box("", buttons))
        choices = desk.hub.form.records["finding"].fields["kind"].choices
        for kind, text in choices.items():
            name = tr("记{kind}", kind=text.in_(desk.lang))
            buttons.addWidget(button(name, lambda k=kind: self.add(k), theme=desk.theme, icon="plus"))
        self._list = QVBoxLayout()
        self._list.setSpacing(desk.theme.px("space_md"))
        self._rest = QVBoxLayout()
        self._most = STEP
        self.body.addLayout(self._list)
        self.body.addLayout(self._rest)
        desk.hub.changed.connect(self._on_changed)
        self._refresh()

    def add(self, kind: str) -> None:
        """A new finding; the cursor goes to its text."""
        key, edits = added(self._desk.hub, "finding", {"kind": kind})
        if self._desk.hub.record(edits) and key in self._rows:
            self._rows[key].findChildren(CaseField)[0].editor.setFocus()

    def show_place(self, where: str) -> None:
        """Go to ``finding:KEY``."""
        key = where.partition(":")[2].partition("/")[0]
        if key in self._keys and key not in self._rows:
            self._show_more(self._keys.index(key) + 1)
        row = self._rows.get(key)
        if row is not None:
            self.area.ensureWidgetVisible(row)
            row.findChildren(CaseField)[0].editor.setFocus()

    def _on_changed(self, changes: Changes) -> None:
        if any(place.kind == "finding" for place in changes.places):
            self._refresh()

    def _refresh(self) -> None:
        keys = list(reversed(self._desk.hub.keys("finding")))
        if keys and keys == self._keys:
            return
        self._keys = keys
        for key in [each for each in self._rows if each not in keys]:
            row = self._rows.pop(key)
            row.hide()
            row.deleteLater()
        empty(self._rest)
        for at, key in enumerate(keys[: self._most]):
            if key not in self._rows:  # what is there stays: a new finding doesn't make all the others again
                self._rows[key] = self._finding(key)
                self._list.insertWidget(at, self._rows[key])
        if not keys:
            text = tr("用上面的按钮记第一条。拍的照片可以直接拖到对应条目的佐证里。")
            self._rest.addWidget(say_empty(self._desk.theme, "notebook-pen", tr("还没有现场记录"), text))
        elif len(keys) > len(self._rows):
            rest = len(keys) - len(self._rows)
            self._rest.addWidget(button(tr("再显示 {n} 条", n=min(rest, STEP)), self._show_more))
            self._rest.addWidget(label(tr("还有 {n} 条更早的记录", n=rest), "caption"))

    def _show_more(self, upto: int = 0) -> None:
        self._most, self._keys = max(self._most + STEP, upto), []
        self._refresh()

    def _finding(self, key: str) -> QWidget:
        desk, theme = self._desk, self._desk.theme
        subject = f"finding:{key}"
        pad = theme.px("space_lg")
        first = line(
            CaseField(desk, subject, "kind", caption=False),
            Binding(desk, subject),
            CaseField(desk, subject, "place", caption=False),
            gap=theme.px("space_sm"),
        )
        for at, share in enumerate((1, 2, 1)):
            first.setStretch(at, share)
        first.addWidget(
            tool(theme, "trash-2", tr("删除记录"), lambda: desk.hub.record(removed(desk.hub, "finding", key)))
        )
        text = CaseField(desk, subject, "text", lines=2)
        return frame("card", column(text, first, gap=theme.px("space_sm"), margins=(pad, pad, pad, pad)))


class Binding(ChoiceBox):
    """The item or figure that a record belongs to."""

    def __init__(self, desk: Desk, subject: str) -> None:
        super().__init__()
        self._desk, self._subject = desk, subject
        self.setAccessibleName(tr("所属条目或指标"))
        self.addItem(tr("未归属"), "")
        form = desk.hub.form
        wheres = [*[f"item:{each.id}" for each in form.items], *[f"figure:{each.id}" for each in form.figures]]
        for where in wheres:
            self.addItem(subject_name(form, {}, where, desk.lang), where)
        self.setCurrentIndex(max(self.findData(desk.hub.text(subject, "binds")), 0))
        self.activated.connect(lambda _: desk.hub.record(Edit(Place(subject, "binds"), self.currentData() or None)))
