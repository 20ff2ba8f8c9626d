"""The characteristics agreed at the opening meeting, and what of the key ones was changed after data were seen."""

# Qt's signals take lambdas of any shape.
# pyright: reportUnknownLambdaType=false

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from qmdesk.grading.records import Record, index
from qmdesk.model.journal import Changes, Edit
from qmdesk.ui.desk import Desk
from qmdesk.ui.hub import Hub
from qmdesk.ui.pages.performance.columns import Column, Meant, plain_meaning
from qmdesk.ui.pages.performance.late_changes import late_banner
from qmdesk.ui.pages.performance.rows import Row
from qmdesk.ui.pages.performance.table_model import RecordModel
from qmdesk.ui.pages.performance.table_panel import TablePanel
from qmdesk.ui.pages.preparing.sheet import clock_mark, doubted, minute_now, put
from qmdesk.ui.widgets.basics import button, column, empty, label, line
from qmdesk.ui.words import mark, tr
from qmdesk.visit.opening import KIND, LateChange, key_characteristics

COLUMNS = (
    Column("name", 1.4),
    Column("family", 0.9),
    Column("unit", 0.5),
    Column("lsl", 0.8),
    Column("usl", 0.8),
    Column("target", 0.75),
    Column("key", 0.6),
    Column("agreed", 0.7, title=mark("已约定")),
    Column("agreed_on", 1.6),
)
#: The height of the table (at 100 %).
HIGH = 230


class AgreedTable(QWidget):
    """All characteristics; "agree" stamps the key ones. A late change is shown below and asks for its reason."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.late: tuple[LateChange, ...] = ()
        self._stale = False
        theme = desk.theme
        self.records = RecordModel(desk, KIND, COLUMNS, meaning=self._meant)
        hint = tr("先在这里定下关键特性和规格限，再看数据。一行一个特性；关键的在“关键特性”写“是”。")
        self.panel = TablePanel(self.records, tr("质量特性"), hint=hint)
        self.panel.table.setFixedHeight(round(HIGH * theme.scale))
        self.agree = button(tr("约定全部关键特性"), self.agree_all, role="primary", theme=theme, icon="check")
        self._state = label("", "caption", wrap=True)
        self._doubt = clock_mark(desk)
        head = line(self.agree, self._state, self._doubt, None, gap=theme.px("space_sm"))
        self._late = QVBoxLayout()
        self._late.setSpacing(theme.px("space_sm"))
        self.setLayout(column(self.panel, head, self._late, gap=theme.px("space_sm")))
        desk.hub.changed.connect(self._on_changed)
        desk.hub.stage_changed.connect(self.look)
        self.refresh()
        self.look()

    def _meant(self, hub: Hub, subject: str, texts: Mapping[str, str], row: Row | None = None) -> Meant:
        """Saying that something is agreed stamps it with the time."""
        found = plain_meaning(hub, subject, texts, row)
        if any(each.place.name == "agreed" and each.value is True for each in found.edits):
            stamp = put(self._desk, subject, agreed_on=minute_now(self._desk))
            return Meant((*found.edits, *stamp), found.refused, found.warnings)
        return found

    def agree_all(self) -> None:
        """Stamp every key characteristic that isn't agreed yet."""
        edits: list[Edit] = []
        for each in self._keys():
            if each.flag("agreed") is not True:
                edits += put(self._desk, f"{KIND}:{each.key}", agreed=True, agreed_on=minute_now(self._desk))
        if edits and self._desk.hub.record(edits):
            self._desk.tell(tr("已约定 {n} 个关键特性，可撤销（Ctrl+Z）", n=len(edits) // 2))

    def _keys(self) -> list[Record]:
        hub = self._desk.hub
        return key_characteristics(index(hub.session.state, hub.stage))

    # -- following the case ----------------------------------------------------------------------

    def _on_changed(self, changes: Changes) -> None:
        if any(place.kind == KIND for place in changes.places):
            self.refresh()
            self._stale = True
            if self.isVisible():
                self.look()

    def showEvent(self, event: QShowEvent) -> None:
        """What changed while this was out of sight is looked for now."""
        super().showEvent(event)
        if self._stale:
            self.look()

    def refresh(self) -> None:
        """Say how many of the key characteristics are agreed."""
        keys = self._keys()
        agreed = [each for each in keys if each.flag("agreed") is True]
        self.agree.setEnabled(len(agreed) < len(keys))
        text = tr("{n} 个关键特性，{agreed} 个已约定", n=len(keys), agreed=len(agreed))
        self._state.setText(text if keys else tr("还没有关键特性：至少定一个，Cpk 才能核定"))
        subjects = {f"{KIND}:{each.key}" for each in agreed}
        self._doubt.setVisible(bool(subjects & doubted(self._desk)))

    def look(self) -> None:
        """Find in the journal, in the pool, what was changed after data were seen."""
        from qmdesk.ui.frozen import frozen

        self._stale = False
        session, stage = frozen(self._desk.hub.session), self._desk.hub.stage

        def work() -> tuple[LateChange, ...]:
            from qmdesk.review.preparing import late_changes_of

            return late_changes_of(session, stage)

        self._desk.hub.ask(self, work, self._found)

    def _found(self, late: tuple[LateChange, ...]) -> None:
        if late == self.late and self._late.count():
            return
        self.late = late
        empty(self._late)
        for key in dict.fromkeys(each.characteristic for each in late):
            self._late.addWidget(self._banner(key, [each for each in late if each.characteristic == key]))

    def _banner(self, key: str, late: list[LateChange]) -> QWidget:
        row = next((each for each in self.records.rows if each.key == key), None)
        name = row.text("name") if row else tr("（已删除的特性）")
        return late_banner(self._desk, key, tr("“{name}”在看到数据后有改动：", name=name), late)

    def show_record(self, key: str, field: str) -> None:
        """Go to a characteristic."""
        self.panel.table.show_cell(key, field)
