"""Who changed what when: the journal in words, newest first, with the place a click away."""

# Qt gives None where its stubs say it can't, and its signals take lambdas of any shape.
# pyright: reportUnnecessaryComparison=false, reportUnknownLambdaType=false

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QSortFilterProxyModel, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget

from qmdesk.casefile.clocks import Doubt, doubtful, doubts, problems_of
from qmdesk.model.journal import Entry, EntryId
from qmdesk.ui.desk import Desk
from qmdesk.ui.naming import beside, field_name, shorten, stage_name, subject_name, value_text
from qmdesk.ui.pages.registry import PageSpec
from qmdesk.ui.widgets.basics import column, label, line
from qmdesk.ui.widgets.typing_fields import LineField
from qmdesk.ui.widgets.worded_table import WordedTable
from qmdesk.ui.words import mark, sentence, tr

COLUMNS = (mark("时间"), mark("记录人"), mark("对象"), mark("内容"), mark("值"), mark("理由与来源"))
ORIGINS = (("import:", mark("导入")), ("undo:", mark("撤销")), ("redo:", mark("重做")), ("draft", mark("起草")))
Index = QModelIndex | QPersistentModelIndex


class HistoryPage(QWidget):
    def __init__(self, desk: Desk, spec: PageSpec) -> None:
        super().__init__()
        self._desk = desk
        theme = desk.theme
        self._model = _Entries(desk)
        self._filter = QSortFilterProxyModel(self)
        self._filter.setSourceModel(self._model)
        self._filter.setFilterKeyColumn(-1)
        self._filter.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        search = LineField(tr("筛选"), tr("按人、条目或内容筛选"))
        search.setFixedWidth(theme.px("list"))
        search.textChanged.connect(self._filter.setFilterFixedString)
        self._table = WordedTable()
        self._table.setAccessibleName(spec.name())
        self._table.setModel(self._filter)
        self._table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self._table.setShowGrid(False)
        self._table.setAlternatingRowColors(True)
        self._table.setWordWrap(False)
        self._table.verticalHeader().hide()
        self._table.verticalHeader().setDefaultSectionSize(theme.px("row"))
        header = self._table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        header.setResizeContentsPrecision(0)  # what is in sight: a case of 50,000 entries opens at once
        header.setMinimumSectionSize(theme.px("status"))
        header.setMaximumSectionSize(theme.px("list"))
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        for stretched in (2, 4):
            header.setSectionResizeMode(stretched, QHeaderView.ResizeMode.Stretch)
        self._table.activated.connect(self._go)
        self._count = label("", "caption")
        pad = theme.px("space_lg")
        words = column(
            label(spec.name(), "title"),
            label(tr("每次改动都留痕，删除和撤销也在内；谁也抹不掉。"), "muted", wrap=True),
            gap=theme.px("space_xs"),
        )
        head = line(words, self._count, search, gap=theme.px("space_md"))
        head.setStretch(0, 1)
        self.setLayout(
            column(
                head,
                self._table,
                gap=theme.px("space_lg"),
                margins=(pad, theme.px("space_lg"), pad, pad),
            )
        )
        desk.hub.changed.connect(self._read_if_seen)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._read()

    def _read_if_seen(self) -> None:
        if self.isVisible():
            self._read()

    def _read(self) -> None:
        session = self._desk.hub.session

        def work() -> tuple[tuple[Entry, ...], tuple[Doubt, ...]]:
            entries = session.history()
            return entries, doubts(entries, session.now())

        self._desk.hub.ask(self, work, lambda found: self._show(*found))

    def _show(self, entries: tuple[Entry, ...], found: tuple[Doubt, ...]) -> None:
        self._model.show_entries(entries, doubtful(found))
        count = tr("{n} 条记录", n=len(entries))
        self._count.setText(tr("{count}，{n} 条的时间存疑", count=count, n=len(found)) if found else count)

    def _go(self, index: QModelIndex) -> None:
        entry = self._model.entry(self._filter.mapToSource(index).row())
        self._desk.go(entry.subject)


class _Entries(QAbstractTableModel):
    """Rows are worded when they are asked for: a case of 50,000 entries opens at once."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._entries: tuple[Entry, ...] = ()
        self._doubts: dict[EntryId, Doubt] = {}

    def show_entries(self, entries: tuple[Entry, ...], found: dict[EntryId, Doubt]) -> None:
        """``found``: which of them bear a time that can't be right, and why."""
        self.beginResetModel()
        self._entries, self._doubts = tuple(reversed(entries)), found
        self.endResetModel()

    def entry(self, row: int) -> Entry:
        return self._entries[row]

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._entries)

    def columnCount(self, parent: Index | None = None) -> int:
        return len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> object:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return tr(COLUMNS[section])
        return None

    def data(self, index: Index, role: int = 0) -> object:
        entry = self._entries[index.row()]
        doubt = self._doubts.get(entry.id) if index.column() == 0 else None
        if doubt is not None and role != Qt.ItemDataRole.DisplayRole:
            return self._of_doubt(entry, doubt, role)
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        return self._words(entry, index.column())

    def _of_doubt(self, entry: Entry, doubt: Doubt, role: int) -> object:
        """A sign beside a time that can't be right, and why, for the pointer and for screen readers."""
        if role == Qt.ItemDataRole.DecorationRole:
            return self._desk.theme.icon("triangle-alert", "warn")
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return beside(self._words(entry, 0), tr("时间存疑"))
        if role == Qt.ItemDataRole.ToolTipRole:
            return "".join(sentence(replace(each, where=""), self._desk.lang) for each in problems_of((doubt,)))
        return None

    def _words(self, entry: Entry, column_number: int) -> str:
        form, state, lang = self._desk.hub.form, self._desk.hub.session.state, self._desk.lang
        place = entry.place
        if column_number == 0:
            return entry.at[:19].replace("T", " ")
        if column_number == 1:
            return entry.author
        if column_number == 2:
            return subject_name(form, state, entry.subject, lang)
        if column_number == 3:
            return beside(field_name(form, place, lang), stage_name(place.stage) if place.stage else "")
        if column_number == 4:
            return shorten(value_text(form, place, entry.value, lang), 80)
        origin = next((tr(text) for start, text in ORIGINS if entry.origin.startswith(start)), "")
        return " · ".join(each for each in (origin, entry.reason) if each)
