"""The rows of an editable table as Qt asks for them: what stands, what is typed, what is wrong with it."""

# Qt's signals take lambdas of any shape.
# pyright: reportUnknownLambdaType=false

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from qmdesk.formdef.types import Field
from qmdesk.model.canonical import Json
from qmdesk.model.journal import Folded
from qmdesk.model.problem import Problem
from qmdesk.ui.desk import Desk
from qmdesk.ui.naming import stage_name
from qmdesk.ui.pages.performance.columns import Column, Meaning, is_number, plain_meaning, text_of
from qmdesk.ui.pages.performance.rows import Order, Row, Typing, rows_of
from qmdesk.ui.words import full_text, tr

Index = QModelIndex | QPersistentModelIndex
#: What is wrong with a cell, in words; empty where nothing is.
WRONG = Qt.ItemDataRole.UserRole + 1
#: Whether a cell's value comes from an earlier stage.
EARLIER = Qt.ItemDataRole.UserRole + 2

#: (field, its problem) for each cell of a record that contradicts another.
Check = Callable[[Callable[[str], Json]], list[tuple[str, Problem]]]


class RecordRows(QAbstractTableModel):
    """A model that only tells. ``moved``: a value is other than it was, typed or recorded; ``said``: what is wrong is.

    Columns that the form has no field for are left out.
    """

    moved = Signal()
    said = Signal()

    def __init__(
        self,
        desk: Desk,
        kind: str,
        columns: Sequence[Column],
        *,
        order: Order | None = None,
        meaning: Meaning = plain_meaning,
        check: Check | None = None,
    ) -> None:
        super().__init__()
        self.desk, self.kind = desk, kind
        self.fields: Mapping[str, Field] = desk.hub.form.records[kind].fields
        self.columns = tuple(each for each in columns if each.computed or each.name in self.fields)
        self.computed: Callable[[Row, str], str] = lambda _row, _name: ""
        self.shown: Callable[[Row, str], str | None] = lambda _row, _name: None
        self.defaults: Callable[[int], Mapping[str, Json]] = lambda _place: {}
        self._order, self._meaning, self._check = order, meaning, check
        self.sortable = order is None
        self.typing = Typing()
        self.warnings: tuple[Problem, ...] = ()
        self.rows: list[Row] = rows_of(desk.hub, kind, order)

    # -- what stands -----------------------------------------------------------------------------

    @property
    def writable(self) -> bool:
        """Whether anything can be typed at all."""
        return self.desk.hub.writable

    @property
    def typed(self) -> tuple[str, ...]:
        """The fields that can be typed, in order of the columns."""
        return tuple(each.name for each in self.columns if not each.computed)

    def row_at(self, index: Index) -> Row | None:
        """The record of an index; None for the empty row."""
        return self.rows[index.row()] if 0 <= index.row() < len(self.rows) else None

    def place_of(self, key: str, name: str = "") -> QModelIndex:
        """The index of a record's field; an invalid one where there is none."""
        row = next((number for number, each in enumerate(self.rows) if each.key == key), -1)
        column = next((number for number, each in enumerate(self.columns) if each.name == name), 0)
        return self.index(row, column) if row >= 0 else QModelIndex()

    def value(self, row: Row, name: str) -> Json:
        """A value as it would be with what is being typed."""
        return self.typing.value(self.desk.hub, row, self.kind, name)

    def text(self, row: Row, name: str) -> str:
        """A value that is text; empty where there is none."""
        value = self.value(row, name)
        return value if isinstance(value, str) else ""

    def count(self, row: Row, name: str) -> int | None:
        """A value that is a count; None where there is none."""
        value = self.value(row, name)
        return value if isinstance(value, int) else None

    def live_rows(self) -> list[Row]:
        """The rows, and the empty one where something is being typed into it."""
        new = any(key == "" for key, _ in self.typing.drafts) or (self.typing.live or ("-",))[0] == ""
        return [*self.rows, Row("", f"{self.kind}:", {})] if new else list(self.rows)

    def problems(self) -> list[tuple[int, str, Problem]]:
        """(row, field, problem) of every cell that is wrong, by row."""
        found = [(row, name, draft.problem) for row, name, draft in self.typing.of_rows(self.rows)]
        if self._check is not None:
            for number, row in enumerate(self.rows):
                found += [(number, name, problem) for name, problem in self._checked(row)]
        return sorted(found, key=lambda each: each[0])

    def conflicts(self) -> list[tuple[int, str, Folded]]:
        """(row, field, its heads) of every cell on which two records differ."""
        names = self.typed
        return [
            (number, name, row.cells[name])
            for number, row in enumerate(self.rows)
            for name in names
            if name in row.cells and row.cells[name].conflict
        ]

    def _checked(self, row: Row) -> list[tuple[str, Problem]]:
        return [] if self._check is None else self._check(lambda name: self.value(row, name))

    def _wrong(self, row: Row | None, name: str) -> str:
        draft = self.typing.drafts.get((row.key if row else "", name))
        problem = draft.problem if draft else None
        if problem is None and row is not None:
            problem = next((each for field, each in self._checked(row) if field == name), None)
        if problem is None:
            conflict = row is not None and name in row.cells and row.cells[name].conflict
            return tr("两处记录不一致") if conflict else ""
        lang = self.desk.lang
        return full_text(problem, lang)

    # -- Qt's questions --------------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows) + int(self.writable)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if self.writable and not self.columns[index.column()].computed:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is Qt.Orientation.Vertical:
            if role == Qt.ItemDataRole.DisplayRole:
                return str(section + 1) if section < len(self.rows) else "＋"
            return None
        column = self.columns[section]
        declared = self.fields.get(column.name)
        if role == Qt.ItemDataRole.DisplayRole:
            return tr(column.title) if column.title else declared.label.in_(self.desk.lang) if declared else ""
        if role == Qt.ItemDataRole.ToolTipRole:
            return declared.label.in_(self.desk.lang) if declared is not None else tr(column.title)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(column)
        return None

    def _alignment(self, column: Column) -> Qt.AlignmentFlag:
        number = column.computed or (column.name in self.fields and is_number(self.fields[column.name]))
        side = Qt.AlignmentFlag.AlignRight if number else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        column, row = self.columns[index.column()], self.row_at(index)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return self._text(row, column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(column)
        if role == WRONG:
            return "" if column.computed else self._wrong(row, column.name)
        if role == EARLIER:
            return self._earlier(row, column.name) != ""
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(row, column)
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return self._wrong(row, column.name)
        return None

    def _text(self, row: Row | None, column: Column) -> str:
        if column.computed:
            return "" if row is None else self.computed(row, column.name)
        draft = self.typing.drafts.get((row.key if row else "", column.name))
        if draft is not None:
            return draft.text
        other = None if row is None else self.shown(row, column.name)
        if other is not None:
            return other
        return "" if row is None else text_of(self.fields[column.name], row.value(column.name), self.desk.lang)

    def _earlier(self, row: Row | None, name: str) -> str:
        if row is not None and name not in row.cells and self.shown(row, name) is not None:
            others = {self._earlier(row, other) for other in row.cells}  # shown by what the others say
            return others.pop() if len(others) == 1 else ""
        folded = None if row is None else row.cells.get(name)
        stage = "" if folded is None else folded.place.stage
        return stage if stage not in ("", str(self.desk.hub.stage)) else ""

    def _tip(self, row: Row | None, column: Column) -> str:
        wrong = "" if column.computed else self._wrong(row, column.name)
        earlier = self._earlier(row, column.name)
        said = tr("{stage}的数据，尚未在现场核实", stage=stage_name(earlier)) if earlier else ""
        text = self._text(row, column)
        return "\n".join(each for each in (text, wrong, said) if each)
