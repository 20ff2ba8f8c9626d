"""Who changed what when: the journal in words, newest first, with the place a click away."""

# Qt gives None where its stubs say it can't, and its signals take lambdas of any shape.
# pyright: reportUnnecessaryComparison=false, reportUnknownLambdaType=false

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QSortFilterProxyModel, Qt
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget

from qmdesk.casefile.clocks import Doubt, doubtful, doubts, doubts_behind, problems_of
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
#: Entries that stay in memory while another page is in front.
KEPT = 5_000


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

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if len(self._model.entries) > KEPT:  # they are read again before anyone sees them again
            self._model.show_entries((), ())

    def _read_if_seen(self) -> None:
        if self.isVisible():
            self._read()

    def _read(self) -> None:
        """Read what is new; all of it where entries of others came between."""
        session, known, found = self._desk.hub.session, self._model.entries, self._model.found

        def work() -> tuple[tuple[Entry, ...], tuple[Doubt, ...], int]:
            new, now = session.history_after(known), session.now()
            if new is not None:
                return new, doubts_behind(known, found, new, now), len(known)
            entries = session.history()
            return entries, doubts(entries, now), 0

        self._desk.hub.ask(self, work, lambda told: self._show(*told))

    def _show(self, entries: tuple[Entry, ...], found: tuple[Doubt, ...], behind: int) -> None:
        """``entries`` are all there are, or those behind so many."""
        if not self.isVisible() and behind + len(entries) > KEPT:
            return
        if not behind:
            self._model.show_entries(entries, found)
        else:
            there = len(self._model.entries) - behind  # by another reading that was quicker
            if there < 0:
                return
            new = entries[there:]
            names = {each.id for each in new}
            self._model.add_entries(new, tuple(each for each in found if each.entry.id in names))
        count = tr("{n} 条记录", n=len(self._model.entries))
        wrong = len(self._model.found)
        self._count.setText(tr("{count}，{n} 条的时间存疑", count=count, n=wrong) if wrong else count)

    def _go(self, index: QModelIndex) -> None:
        entry = self._model.entry(self._filter.mapToSource(index).row())
        self._desk.go(entry.subject)


class _Entries(QAbstractTableModel):
    """Rows are worded when they are asked for: a case of 50,000 entries opens at once."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.entries: tuple[Entry, ...] = ()
        """Oldest first."""
        self.found: tuple[Doubt, ...] = ()
        """Which of them bear a time that can't be right, and why."""
        self._doubts: dict[EntryId, Doubt] = {}

    def show_entries(self, entries: tuple[Entry, ...], found: tuple[Doubt, ...]) -> None:
        """Show these and no others."""
        self.beginResetModel()
        self.entries, self.found, self._doubts = entries, found, doubtful(found)
        self.endResetModel()

    def add_entries(self, entries: tuple[Entry, ...], found: tuple[Doubt, ...]) -> None:
        """Show these above those that are shown."""
        if not entries:
            return
        self.beginInsertRows(QModelIndex(), 0, len(entries) - 1)
        self.entries, self.found = (*self.entries, *entries), (*self.found, *found)
        self._doubts |= doubtful(found)
        self.endInsertRows()

    def entry(self, row: int) -> Entry:
        return self.entries[-1 - row]

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.entries)

    def columnCount(self, parent: Index | None = None) -> int:
        return len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> object:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return tr(COLUMNS[section])
        return None

    def data(self, index: Index, role: int = 0) -> object:
        entry = self.entry(index.row())
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
