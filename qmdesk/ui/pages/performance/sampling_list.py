"""A list of records of one kind, with a line about each, and a button that begins another."""

# Qt's signals take lambdas of any shape, and Qt gives None where its stubs say it can't.
# pyright: reportUnknownLambdaType=false, reportUnnecessaryComparison=false

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QListWidget, QWidget

from qmdesk.model.canonical import Json
from qmdesk.model.journal import Changes
from qmdesk.ui.desk import Desk
from qmdesk.ui.pages.performance.rows import Order, Row, rows_of
from qmdesk.ui.pages.performance.shortening import lay_keys, short_lines
from qmdesk.ui.pages.records_of import added, removed
from qmdesk.ui.widgets.basics import button, column, elided, line, tool
from qmdesk.ui.words import tr

KEY = Qt.ItemDataRole.UserRole


class RecordList(QWidget):
    """``chosen`` brings the key of the record in front, "" where there is none; ``words`` say what a row is."""

    chosen = Signal(str)

    def __init__(
        self,
        desk: Desk,
        kind: str,
        title: str,
        words: Callable[[Row], str],
        begin: Callable[[], Mapping[str, Json]],
        order: Order | None = None,
    ) -> None:
        super().__init__()
        self._desk, self.kind, self._words, self._begin, self._order = desk, kind, words, begin, order
        theme = desk.theme
        self.rows: list[Row] = []
        self.list = QListWidget()
        self.list.setAccessibleName(title)
        short_lines(self.list)
        self.add_button = button(tr("新增"), self.add, role="quiet", theme=theme, icon="plus")
        self.add_button.setAccessibleName(tr("新增{what}", what=title))
        self.remove_button = tool(theme, "trash-2", tr("删除{what}", what=title), self.remove)
        delete = QShortcut(QKeySequence("Ctrl+Del"), self.list)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self.remove)
        self.remove_button.setToolTip(f"{self.remove_button.toolTip()} · Ctrl+Del")
        head = line(elided(title, "section"), self.add_button, self.remove_button)
        head.setStretch(0, 1)
        self.setLayout(column(head, self.list, gap=theme.px("space_xs")))
        self.list.currentItemChanged.connect(lambda *_: self.chosen.emit(self.key))
        self.list.itemClicked.connect(lambda _: self.chosen.emit(self.key))
        desk.hub.changed.connect(self._on_changed)
        desk.hub.stage_changed.connect(self.refresh)
        self.refresh()

    @property
    def key(self) -> str:
        """The key of the record in front."""
        item = self.list.currentItem()
        return "" if item is None else str(item.data(KEY))

    def choose(self, key: str) -> bool:
        """Bring a record to the front."""
        place = next((number for number, row in enumerate(self.rows) if row.key == key), -1)
        if place >= 0:
            self.list.setCurrentRow(place)
            self.chosen.emit(key)
        return place >= 0

    def _on_changed(self, changes: Changes) -> None:
        if any(place.kind in (self.kind, "characteristic") for place in changes.places):
            self.refresh()

    def refresh(self) -> None:
        """Show the records as they stand; the one in front stays, else the one that came into its place."""
        key, place = self.key, self.list.currentRow()
        self.rows = rows_of(self._desk.hub, self.kind, self._order)
        keys = [row.key for row in self.rows]
        if lay_keys(self.list, keys, KEY):
            with QSignalBlocker(self.list):
                if key in keys:
                    self.list.setCurrentRow(keys.index(key))
                elif key and keys:
                    self.list.setCurrentRow(min(place, len(keys) - 1))
            if self.key != key:
                self.chosen.emit(self.key)
        for number, row in enumerate(self.rows):
            self.list.item(number).setText(self._words(row))
            self.list.item(number).setToolTip(self._words(row))
        self.remove_button.setEnabled(bool(self.rows))

    def add(self) -> str:
        """Begin a record and bring it to the front; its key."""
        key, edits = added(self._desk.hub, self.kind, self._begin())
        if self._desk.hub.record(edits):
            self.choose(key)
        return key

    def remove(self) -> None:
        """Delete the record in front; undo brings it back."""
        if self.key and self._desk.hub.record(removed(self._desk.hub, self.kind, self.key)):
            self._desk.tell(tr("已删除，可撤销（Ctrl+Z）"))
