"""The list of documents to see: drafted from the form, sent to the enterprise, ticked off on site."""

# Qt's signals take lambdas of any shape.
# pyright: reportUnknownLambdaType=false

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFileDialog, QMenu, QPushButton, QWidget

from qmdesk.grading.records import index
from qmdesk.model.canonical import Json
from qmdesk.model.journal import Edit
from qmdesk.ui.desk import Desk
from qmdesk.ui.naming import subject_name
from qmdesk.ui.pages.performance.columns import Column
from qmdesk.ui.pages.performance.rows import Row, by_number
from qmdesk.ui.pages.performance.table_model import RecordModel
from qmdesk.ui.pages.performance.table_panel import TablePanel
from qmdesk.ui.pages.preparing.papers import paper_buttons
from qmdesk.ui.pages.preparing.sheet import put
from qmdesk.ui.widgets.basics import box, button, column, label
from qmdesk.ui.widgets.flow import FlowLayout
from qmdesk.ui.words import mark, tr
from qmdesk.visit.drafting import document_edits

ABOUT = "about"
COLUMNS = (
    Column("text", 2.6),
    Column(ABOUT, 1.5, computed=True, title=mark("所属")),
    Column("owner", 0.9),
    Column("status", 0.8),
    Column("seen_on", 1.12),
    Column("note", 1.2),
)
#: The states of a document in the order of their keys, 1 to 4.
STATES = ("asked", "shown", "missing", "not_needed")


class DocumentModel(RecordModel):
    """What a document belongs to stands at the left like the other texts."""

    def _alignment(self, column: Column) -> Qt.AlignmentFlag:
        if column.computed:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return super()._alignment(column)


class DocumentsTab(QWidget):
    """A table; in the column of the state the keys 1 to 4 set it, F8 says "shown" anywhere."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        theme = desk.theme
        self.records = DocumentModel(desk, "request", COLUMNS, order=by_number)
        self.records.computed = self._about
        self.records.defaults = self._defaults
        hint = tr("按评价表草拟清单，或直接在下面填写；发给企业准备，现场逐条看过打勾。")
        self.panel = TablePanel(self.records, tr("要看的材料"), hint=hint)
        self.panel.table.installEventFilter(self)
        self._draft = self._draft_button()
        self.states = {each: self._state_button(number, each) for number, each in enumerate(STATES, 1)}
        flow = FlowLayout(theme.px("space_xs"))
        flow.addWidget(self._draft)
        for each in paper_buttons(desk, "documents", tr("材料清单"), self, book=True):
            flow.addWidget(each)
        for each in self.states.values():
            self.panel.tools.addWidget(each)
        back = button(tr("读回 XLSX…"), self._ask_back, role="quiet", theme=theme, icon="file-plus")
        back.setToolTip(tr("企业填好的清单：状态、提供部门和备注读回来"))
        flow.addWidget(back)
        self._said = label("", "caption", wrap=True)
        whole = column(box("", flow), self._said, self.panel, gap=theme.px("space_xs"))
        whole.setStretch(2, 1)
        self.setLayout(whole)
        self.records.moved.connect(self._say)
        self._say()

    def _draft_button(self) -> QPushButton:
        made = button(tr("按评价表草拟"), role="primary", theme=self._desk.theme, icon="sparkles")
        menu = QMenu(made)
        menu.addAction(tr("全部维度"), lambda: self.draft(None))
        for each in self._desk.hub.form.dimensions:
            menu.addAction(each.name.in_(self._desk.lang).replace("&", "&&"), lambda d=each.id: self.draft([d]))
        made.setMenu(menu)
        return made

    def _state_button(self, number: int, state: str) -> QPushButton:
        text = self._desk.hub.form.records["request"].fields["status"].choices[state].in_(self._desk.lang)
        keys = f"{number} · F8" if state == "shown" else str(number)
        tip = tr("所选行记为“{state}”（{keys}）", state=text, keys=keys)
        return button(f"{number} {text}", lambda: self.set_state(state), role="quiet", tip=tip)

    def _about(self, row: Row, name: str) -> str:
        hub, binds = self._desk.hub, row.text("binds")
        return subject_name(hub.form, hub.session.state, binds, self._desk.lang) if binds else ""

    def _defaults(self, place: int) -> Mapping[str, Json]:
        return {"status": "asked", "order": self._last() + 1 + place - len(self.records.rows)}

    def _last(self) -> int:
        orders = [value for row in self.records.rows if isinstance(value := row.value("order"), int)]
        return max(orders, default=0)

    def _say(self) -> None:
        rows = self.records.rows
        counts = Counter(row.text("status") or "asked" for row in rows)
        choices = self._desk.hub.form.records["request"].fields["status"].choices
        said = [f"{choices[each].in_(self._desk.lang)} {counts[each]}" for each in STATES if counts[each]]
        total = tr("共 {n} 份", n=len(rows))
        self._said.setText(" · ".join([total, *said]) if rows else "")
        self._said.setVisible(bool(rows))

    # -- doing -----------------------------------------------------------------------------------

    def draft(self, dimensions: Sequence[str] | None) -> None:
        """Put what the form wants as evidence, and isn't there yet, on the list."""
        hub = self._desk.hub
        edits = document_edits(hub.form, index(hub.session.state, hub.stage), self._desk.lang, dimensions)
        count = len({each.place.subject for each in edits})
        if not edits:
            self._desk.tell(tr("清单上都有了，没有新增"))
        elif hub.record(edits):
            self._desk.tell(tr("已列入 {n} 份材料，可撤销（Ctrl+Z）", n=count))

    def set_state(self, state: str) -> None:
        """Set the state of the chosen rows; of a document that was seen or is missing, the day too."""
        chosen = self.panel.table.selectionModel().selectedIndexes() or [self.panel.table.currentIndex()]
        rows = {row.key: row for each in chosen if (row := self.records.row_at(each)) is not None}
        today = self._desk.hub.session.now()[:10] if state in ("shown", "missing") else None
        edits: list[Edit] = []
        for row in rows.values():
            edits += put(self._desk, row.subject, status=state, seen_on=today)
        if edits and self.records.writable and self._desk.hub.record(edits) and len(rows) == 1:
            self.panel.table.go_down(1)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """F8 anywhere, 1 to 4 in the column of the state."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and not self._editing():
            here = self.panel.table.currentIndex()
            name = self.records.columns[here.column()].name if here.isValid() else ""
            number = event.text()
            if event.key() == Qt.Key.Key_F8:
                self.set_state("shown")
                return True
            if name == "status" and number in ("1", "2", "3", "4") and self.records.row_at(here) is not None:
                self.set_state(STATES[int(number) - 1])
                return True
        return super().eventFilter(watched, event)

    def _editing(self) -> bool:
        return self.panel.table.state() is QAbstractItemView.State.EditingState

    def show_record(self, key: str, field: str) -> None:
        """Go to a document of the list."""
        self.panel.table.show_cell(key, field or "text")

    # -- the list that comes back ----------------------------------------------------------------

    def _ask_back(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, tr("企业填好的材料清单"), "", "Excel (*.xlsx)")
        if chosen:
            self.take_back(Path(chosen))

    def take_back(self, path: Path) -> object:
        """Read the list that the enterprise filled in, in the background; the job."""
        session, stage = self._desk.hub.session, self._desk.hub.stage

        def work() -> list[Edit]:
            from qmdesk.review.papers import returned_documents

            return returned_documents(session, path, stage)

        return self._desk.hub.ask(self, work, self._take_in, self._desk.tell_problems)

    def _take_in(self, edits: list[Edit]) -> None:
        if edits and self._desk.hub.record(edits):
            self._desk.tell(tr("读回 {n} 处，可撤销（Ctrl+Z）", n=len(edits)))
        elif not edits:
            self._desk.tell(tr("清单里没有新内容"))
