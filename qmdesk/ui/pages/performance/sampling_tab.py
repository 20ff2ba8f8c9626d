"""Sampling on the floor and repeat measurements: both lists at the side, the one in front beside them."""

# Qt's signals take lambdas of any shape.
# pyright: reportUnknownLambdaType=false

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QThreadPool
from PySide6.QtWidgets import QStackedWidget, QWidget

from qmdesk.model.canonical import Json
from qmdesk.ui.desk import Desk
from qmdesk.ui.pages.performance.repeat_pane import RepeatPane
from qmdesk.ui.pages.performance.rows import Row, rows_of
from qmdesk.ui.pages.performance.sampling_draw import new_seed
from qmdesk.ui.pages.performance.sampling_list import RecordList
from qmdesk.ui.pages.performance.sampling_pane import SamplingPane
from qmdesk.ui.widgets.basics import button, column, line, say_empty
from qmdesk.ui.words import tr

#: The width of the lists (at 100 %).
SIDE = 212


class SamplingTab(QWidget):
    """A pane is made for the record that is in front, and goes with it."""

    def __init__(self, desk: Desk, pool: QThreadPool) -> None:
        super().__init__()
        self._desk, self._pool = desk, pool
        theme, kinds = desk.theme, desk.hub.form.records
        self.lists: dict[str, RecordList] = {}
        side = column(gap=theme.px("space_sm"))
        if "sampling" in kinds:
            self.lists["sampling"] = RecordList(desk, "sampling", tr("抽样方案"), _plan_words, self._new_plan)
        if "repeat" in kinds:
            self.lists["repeat"] = RecordList(
                desk, "repeat", tr("见证与重复测量"), self._repeat_words, self._new_repeat
            )
        for kind, each in self.lists.items():
            side.addWidget(each, 1)
            each.chosen.connect(lambda key, kind=kind: self._show(kind, key))
        self._side = QWidget()
        self._side.setLayout(side)
        self._side.setFixedWidth(round(SIDE * theme.scale))
        self.stack = QStackedWidget()
        self.pane: QWidget | None = None
        self._shown = ("", "")
        first_words = QWidget()
        first_words.setLayout(column(self._welcome(), None))
        self.stack.addWidget(first_words)
        whole = line(self._side, self.stack, gap=theme.px("space_md"))
        whole.setStretch(1, 1)
        self.setLayout(whole)
        first = next((kind for kind, each in self.lists.items() if each.rows), "")
        if first:
            self.lists[first].choose(self.lists[first].rows[0].key)

    def _welcome(self) -> QWidget:
        theme = self._desk.theme
        actions: list[QWidget] = []
        if "sampling" in self.lists:
            actions.append(button(tr("新增抽样方案"), lambda: self.begin("sampling"), role="primary", theme=theme))
        if "repeat" in self.lists:
            actions.append(button(tr("新增复测"), lambda: self.begin("repeat"), theme=theme))
        text = tr(
            "写下要回答的问题、从哪里抽、抽多少、怎样抽，编号由随机种子当场抽出，写进报告，谁都能重现。"
            "见证或重复测量的读数与企业的并排，差别当场检验。"
        )
        return say_empty(theme, "clipboard-check", tr("现场抽样与复测"), text, *actions)

    def begin(self, kind: str) -> None:
        """Begin a record of a kind; the cursor goes to its first field."""
        self.lists[kind].add()
        show = getattr(self.pane, "show_field", None)
        if show is not None:
            show("purpose" if kind == "sampling" else "characteristic")

    def show_record(self, key: str, field: str) -> None:
        """Go to a field of a plan or of a repeat measurement."""
        for each in self.lists.values():
            if each.choose(key):
                show = getattr(self.pane, "show_field", None)
                if show is not None:
                    show(field)
                return

    def _show(self, kind: str, key: str) -> None:
        """Bring a record to the front; the other list has none in front then."""
        if not key:
            if self._shown[0] == kind:
                self._put(None)
                self._shown = ("", "")
            return
        for other, each in self.lists.items():
            if other != kind:
                each.list.blockSignals(True)
                each.list.setCurrentRow(-1)
                each.list.blockSignals(False)
        if self._shown != (kind, key):
            self._shown = (kind, key)
            self._put(SamplingPane(self._desk, key) if kind == "sampling" else RepeatPane(self._desk, key, self._pool))

    def _put(self, pane: QWidget | None) -> None:
        old, self.pane = self.pane, pane
        if pane is not None:
            self.stack.addWidget(pane)
            self.stack.setCurrentWidget(pane)
        else:
            self.stack.setCurrentIndex(0)
        if old is not None:
            self.stack.removeWidget(old)
            old.hide()
            old.deleteLater()

    # -- words and first values --------------------------------------------------------------------

    def _new_plan(self) -> Mapping[str, Json]:
        return {"method": "random", "seed": new_seed()}

    def _new_repeat(self) -> Mapping[str, Json]:
        rows = rows_of(self._desk.hub, "characteristic") if "characteristic" in self._desk.hub.form.records else []
        chosen = next((row for row in rows if row.value("key") is True), rows[0] if rows else None)
        first: dict[str, Json] = {"kind": "witnessed", "paired": True, "by": self._desk.hub.author}
        if chosen is not None:
            first["characteristic"] = chosen.key
        return first

    def _repeat_words(self, row: Row) -> str:
        kinds = self._desk.hub.form.records["repeat"].fields["kind"].choices
        kind = kinds[row.text("kind")].in_(self._desk.lang) if row.text("kind") in kinds else ""
        names = {each.key: each.text("name") for each in rows_of(self._desk.hub, "characteristic")}
        name = names.get(row.text("characteristic")) or row.text("characteristic") or tr("（未选特性）")
        return f"{name}\n{kind}".strip()


def _plan_words(row: Row) -> str:
    name = row.text("purpose").strip().partition("\n")[0] or tr("（未写问题）")
    population, size = row.value("population"), row.value("size")
    said = tr("{population} 件抽 {size} 件", population=population or "—", size=size or "—")
    return f"{name}\n{said}"
