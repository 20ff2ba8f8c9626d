"""The roster as a table model: rows are worded when they are asked for; filtering and sorting are done here, so that
ten thousand rows answer at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from qmdesk.model.programme import Participant
from qmdesk.portfolio.calendar import Due, dues_of, next_due
from qmdesk.portfolio.packs import Packs
from qmdesk.ui.programme.naming import STATES, capital, class_rule_title, class_title, days_title, level_title, yes_no
from qmdesk.ui.words import mark, tr

Index = QModelIndex | QPersistentModelIndex
#: What a cell's editor begins with, and its field ("" where it can't be edited).
TYPED, FIELD = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class Column:
    """A column: field of the row ("" for what follows from others), title, characters it should show, its text."""

    field: str
    title: str
    width: int
    text: Callable[[Participant], str]

    @property
    def worded(self) -> bool:
        """Whether its texts are the window's words, longer in English."""
        return self.field in ("", "class", "specialised", "earlier", "size") or self.field.endswith("_level")


COLUMNS = (
    Column("", mark("序"), 4, lambda _: ""),
    Column("enterprise", mark("企业名称"), 24, lambda row: row.enterprise),
    Column("county", mark("县（市、区）"), 9, lambda row: row.county),
    Column("class", mark("参评类别"), 13, class_title),
    Column("", mark("下一步"), 21, lambda _: ""),
    Column("institution", mark("评价机构"), 16, lambda row: row.institution),
    Column("assessors", mark("评估员"), 11, lambda row: "、".join(row.assessors)),
    Column("visit_start", mark("现场"), 11, days_title),
    Column("self_level", mark("自评"), 7, lambda row: level_title(row.self_level)),
    Column("onsite_level", mark("复核"), 7, lambda row: level_title(row.onsite_level)),
    Column("second_level", mark("二次"), 7, lambda row: level_title(row.second_level)),
    Column("credit_code", mark("统一社会信用代码"), 19, lambda row: row.credit_code),
    Column("city", mark("市"), 6, lambda row: row.city),
    Column("specialised", mark("专精特新"), 8, lambda row: yes_no(row.specialised)),
    Column("earlier", mark("前期评价"), 8, lambda row: yes_no(row.earlier)),
    Column("trade", mark("行业"), 12, lambda row: row.trade),
    Column("size", mark("规模"), 6, lambda row: row.size),
    Column("contact", mark("企业联系人和联系方式"), 20, lambda row: row.contact),
    Column("visit_end", mark("现场结束"), 11, lambda row: row.visit_end),
    Column("published_on", mark("发布日期"), 11, lambda row: row.published_on),
    Column("note", mark("备注"), 16, lambda row: row.note),
)
NUMBER, NAME, NEXT = 0, 1, 4
SHOWN = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
EDITED = SHOWN | Qt.ItemFlag.ItemIsEditable


@dataclass(frozen=True, slots=True)
class Filter:
    """What is shown: rows with a text in them, of a city, a class, a state of their next step, or without something."""

    text: str = ""
    city: str = ""
    class_: str = ""
    state: str = ""


class RosterModel(QAbstractTableModel):
    """``typed`` tells that a text was typed into a cell: key, field, text."""

    typed = Signal(str, str, str)
    counted = Signal(int, int)  # shown, all

    def __init__(self, lang: str) -> None:
        super().__init__()
        self._lang = lang
        self._rows: list[Participant] = []
        self._shown: list[int] = []
        self._search: list[str] = []
        self._places: dict[str, int] = {}
        self._dues: dict[str, Due | None] = {}
        self._packs: Packs | None = None
        self._today = date.min
        self._filter = Filter()
        self._order: tuple[int, Qt.SortOrder] = (-1, Qt.SortOrder.AscendingOrder)

    # -- what it shows -----------------------------------------------------------------------------

    def show_rows(self, rows: list[Participant], packs: Packs, today: date) -> None:
        """Show a roster from its beginning."""
        self.beginResetModel()
        self._rows, self._packs, self._today = rows, packs, today
        self._dues.clear()
        self._search = [_words(each) for each in rows]
        self._shown, self._places = self._wanted(), {}
        self.endResetModel()
        self.counted.emit(len(self._shown), len(self._rows))

    def update_rows(self, rows: Iterable[Participant]) -> None:
        """Show newer texts of rows that are there; they keep their places until it is filtered or sorted again."""
        new = {each.key: each for each in rows}
        for at, row in enumerate(self._rows):
            if row.key in new:
                self._rows[at], self._search[at] = new[row.key], _words(new[row.key])
                self._dues.pop(row.key, None)
        if self._shown:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._shown) - 1, len(COLUMNS) - 1))

    def show_only(self, wanted: Filter) -> None:
        """Show the rows that fit."""
        self._filter = wanted
        self.layoutAboutToBeChanged.emit()
        self._begin_again()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """By a column; by none in the order in which the rows came."""
        self._order = (column, order)
        self.layoutAboutToBeChanged.emit()
        self._begin_again()

    def _begin_again(self) -> None:
        kept = {
            index: self.row(index.row()).key for index in self.persistentIndexList() if index.row() < len(self._shown)
        }
        self._shown, self._places = self._wanted(), {}
        for index, key in kept.items():
            at = self.place_of(key)
            self.changePersistentIndex(index, QModelIndex() if at < 0 else self.index(at, index.column()))
        self.layoutChanged.emit()
        self.counted.emit(len(self._shown), len(self._rows))

    def _wanted(self) -> list[int]:
        wanted, words = self._filter, self._filter.text.lower().split()
        rows, search = self._rows, self._search
        found = list(range(len(rows)))
        for word in words:
            found = [at for at in found if word in search[at]]
        if wanted.city:
            found = [at for at in found if rows[at].city == wanted.city]
        if wanted.class_:
            found = [at for at in found if rows[at].class_ == wanted.class_]
        if wanted.state:
            found = [at for at in found if self._is_of(rows[at], wanted.state)]
        column, order = self._order
        if column > NUMBER:
            key = self._sort_key(column)
            found.sort(key=lambda at: key(self._rows[at]), reverse=order == Qt.SortOrder.DescendingOrder)
        elif column == NUMBER and order == Qt.SortOrder.DescendingOrder:
            found.reverse()
        return found

    def _sort_key(self, column: int) -> Callable[[Participant], Any]:
        if column == NEXT:
            return lambda row: (str(due.due or "9") if (due := self.next_of(row)) is not None else "99", row.key)
        field = COLUMNS[column].field
        if field.endswith("_level"):
            return lambda row: getattr(row, field) or 0
        if field == "visit_start":
            return lambda row: row.visit_start or "9"
        return COLUMNS[column].text

    def _is_of(self, row: Participant, state: str) -> bool:
        if state == "no-institution":
            return not row.institution
        if state in ("case", "no-case"):
            return bool(row.case_id) is (state == "case")
        if state == "proposed":
            return row.class_by == "proposed"
        due = self.next_of(row)
        return (due.state if due is not None else "done") == state

    def next_of(self, row: Participant) -> Due | None:
        """What an enterprise has to do next."""
        if row.key not in self._dues and self._packs is not None:
            self._dues[row.key] = next_due(dues_of(self._packs, row, self._today))
        return self._dues.get(row.key)

    def take_dues(self, dues: Mapping[str, Due | None]) -> None:
        """Next steps that were worked out elsewhere; what is known of a row already is newer."""
        self._dues = {**dues, **self._dues}

    # -- rows --------------------------------------------------------------------------------------

    def row(self, at: int) -> Participant:
        return self._rows[self._shown[at]]

    def place_of(self, key: str) -> int:
        """The place at which a row is shown, -1 where it isn't."""
        if not self._places:
            self._places = {self._rows[at].key: number for number, at in enumerate(self._shown)}
        return self._places.get(key, -1)

    # -- Qt ----------------------------------------------------------------------------------------

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index | None = None) -> int:
        return len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> object:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return capital(tr(COLUMNS[section].title))
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        return EDITED if COLUMNS[index.column()].field else SHOWN

    def data(self, index: Index, role: int = 0) -> object:
        row, column = self.row(index.row()), COLUMNS[index.column()]
        if role == FIELD:
            return column.field
        if role in (TYPED, Qt.ItemDataRole.EditRole):
            return _typed(row, column.field)
        if role == Qt.ItemDataRole.ToolTipRole and column.field == "class" and self._packs is not None:
            return class_rule_title(self._packs.own.class_rule(row.class_), self._lang)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._text(row, index.row(), index.column())
        return None

    def due_at(self, index: Index) -> Due | None:
        """The next step behind a cell of its column."""
        return self.next_of(self.row(index.row())) if index.column() == NEXT else None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        row, field = self.row(index.row()), COLUMNS[index.column()].field
        confirms = field == "class" and row.class_by == "proposed" and str(value)
        if not field or (str(value).strip() == _typed(row, field) and not confirms):
            return False
        self.typed.emit(row.key, field, str(value))
        return True

    def _text(self, row: Participant, at: int, column: int) -> str:
        if column == NUMBER:
            return str(self._shown[at] + 1)
        if column != NEXT:
            return COLUMNS[column].text(row)
        due = self.next_of(row)
        if due is None or self._packs is None:
            return tr("已走完") if row.published_on else tr("不进入后续步骤")
        step = self._packs.own.step(due.step)
        name = step.name.in_(self._lang) if step is not None else due.step
        day = f" {due.due:%m-%d}" if due.due is not None else ""
        late = f"{tr(STATES[due.state][0])} · " if due.state in ("late", "soon") else ""
        return f"{late}{name}{day}"


def _words(row: Participant) -> str:
    parts = (row.enterprise, row.credit_code, row.county, row.city, row.institution, row.contact, row.trade, row.note)
    return " ".join((*parts, *row.assessors)).lower()


def _typed(row: Participant, field: str) -> str:
    """What an editor of a field begins with."""
    if field == "class":
        return row.class_
    if field == "assessors":
        return "、".join(row.assessors)
    value = getattr(row, field, "")
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)
