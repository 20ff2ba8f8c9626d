"""The model of an editable table of records: texts become edits, and the rows follow the case."""

# Qt's signals take lambdas of any shape.
# pyright: reportUnknownLambdaType=false

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import QModelIndex, Qt

from qmdesk.model.canonical import Json
from qmdesk.model.journal import Changes, Edit, Folded, Place, Stage
from qmdesk.model.problem import Problem
from qmdesk.ui.desk import Desk
from qmdesk.ui.pages.performance.columns import Column, Meaning, plain_meaning, sort_key
from qmdesk.ui.pages.performance.rows import Draft, Order, Row, Typing, begun, renumbered, rows_of
from qmdesk.ui.pages.performance.spread import Spread
from qmdesk.ui.pages.performance.table_rows import EARLIER, WRONG, Check, Index, RecordRows
from qmdesk.ui.pages.records_of import new_key, removed
from qmdesk.ui.words import tr

__all__ = ["EARLIER", "WRONG", "Check", "Index", "RecordModel"]


class RecordModel(RecordRows):
    """Rows of the case, an empty row at the end, texts that are no values."""

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
        super().__init__(desk, kind, columns, order=order, meaning=meaning, check=check)
        self._kept: set[Place] = set()
        self._recall()
        desk.hub.changed.connect(self._on_changed)
        desk.hub.stage_changed.connect(self._reset)

    # -- changing --------------------------------------------------------------------------------

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        column, row = self.columns[index.column()], self.row_at(index)
        text = str(value)
        self.typing.live = None
        if text == self._text(row, column):
            self._tell(index.row())
            return True
        self.put([(row, {column.name: text})])
        return True

    def put(self, wished: Iterable[tuple[Row | None, Mapping[str, str]]]) -> int:
        """Take in texts by row (None for a new one), all in one transaction; how many cells were no values."""
        edits: list[Edit] = []
        warnings: list[Problem] = []
        wrong, new = 0, 0
        for row, texts in wished:
            subject = row.subject if row else f"{self.kind}:{new_key()}"
            meant = self._meaning(self.desk.hub, subject, texts, row)
            made = (
                list(meant.edits)
                if row
                else begun(self.desk.hub, subject, meant.edits, self.defaults(len(self.rows) + new))
            )
            new += int(row is None and bool(made))
            key = "" if row is None and not made else subject.partition(":")[2]
            self.typing.keep(key, texts, meant.refused, begun=row is None)
            edits += made
            warnings += meant.warnings
            wrong += len(meant.refused)
        self.warnings = tuple(warnings)
        if not edits or not self.desk.hub.record(edits):
            self._tell_all()
        return wrong

    def type_live(self, index: Index, text: str | None) -> None:
        """The text under the cursor while it is typed; None when the cursor has left."""
        row, name = self.row_at(index), self.columns[index.column()].name
        before = self.typing.live
        self.typing.live = None if text is None else (row.key if row else "", name, text)
        if before != self.typing.live:
            self._tell(index.row())

    def paste(self, found: Spread, start: int) -> int:
        """Put a spread block over the rows from ``start`` on, new ones at the end; how many cells were no values."""
        wished: list[tuple[Row | None, Mapping[str, str]]] = []
        for place, texts in enumerate(found.rows, start):
            if any(texts.values()):
                wished.append((self.rows[place] if place < len(self.rows) else None, texts))
        return self.put(wished)

    def clear(self, cells: Iterable[Index]) -> None:
        """Empty cells, in one transaction."""
        texts: dict[int, dict[str, str]] = {}
        for index in (each for each in cells if each.isValid()):
            column = self.columns[index.column()]
            if not column.computed:
                texts.setdefault(index.row(), {})[column.name] = ""
        wished = [(self.rows[row] if row < len(self.rows) else None, found) for row, found in texts.items()]
        self.put([(row, found) for row, found in wished if row is not None])
        if any(row is None for row, _ in wished):
            self.typing.forget("")
            self._tell_all()

    def remove(self, numbers: Iterable[int]) -> int:
        """Mark records deleted, in one transaction; how many."""
        rows = [self.rows[number] for number in sorted(set(numbers)) if 0 <= number < len(self.rows)]
        for row in rows:
            self.typing.forget(row.key)
        self.desk.hub.record([removed(self.desk.hub, self.kind, row.key) for row in rows])
        return len(rows)

    def move(self, number: int, by: int) -> int:
        """Move a record up or down by renumbering; where it is then."""
        other = number + by
        if "order" not in self.fields or not (0 <= number < len(self.rows) and 0 <= other < len(self.rows)):
            return number
        edits = renumbered(self.rows, number, other, str(self.desk.hub.stage))
        return other if self.desk.hub.record(edits) else number

    def sort_by(self, number: int, *, falling: bool = False) -> None:
        """Show the rows by a column, once: what is typed after that stays where it is. Nothing is recorded."""
        name = self.columns[number].name
        if not self.sortable or name not in self.fields:
            return
        declared, lang = self.fields[name], self.desk.lang
        keys = {row.key: sort_key(declared, row.value(name), lang) for row in self.rows}
        filled = sorted(
            (row for row in self.rows if not keys[row.key][0]), key=lambda row: keys[row.key], reverse=falling
        )
        order = [*filled, *(row for row in self.rows if keys[row.key][0])]
        ranks = {row.key: rank for rank, row in enumerate(order)}
        self._order = lambda row, place: (ranks.get(row.key, len(ranks) + place),)
        self._follow(rows_of(self.desk.hub, self.kind, self._order))

    def as_recorded(self) -> None:
        """Show the rows as they came."""
        if self.sortable:
            self._order = None
            self._follow(rows_of(self.desk.hub, self.kind))

    def settle(self, folded: Folded, value: Json) -> None:
        """Decide a conflict."""
        hub, reason = self.desk.hub, tr("在窗口中选定")
        hub.do(lambda: hub.session.record(Edit(folded.place, value, reason=reason), force=True))

    # -- following the case ----------------------------------------------------------------------

    def _on_changed(self, changes: Changes) -> None:
        if Place("case", "concluded") in changes.places:  # the empty row comes or goes
            self.beginResetModel()
            self.endResetModel()
        if any(place.kind == self.kind for place in changes.places):
            self._follow(rows_of(self.desk.hub, self.kind, self._order))

    def _follow(self, rows: list[Row]) -> None:
        old, new = [row.key for row in self.rows], [row.key for row in rows]
        if new[: len(old)] == old and len(new) > len(old):
            # The empty row becomes the first new record and another empty one comes behind: the cursor stays.
            empty = int(self.writable)
            self.beginInsertRows(QModelIndex(), len(old) + empty, len(new) - 1 + empty)
            self.rows = rows
            self.endInsertRows()
        elif new != old:
            self.beginResetModel()
            self.rows = rows
            self.endResetModel()
        self.rows = rows
        self._tell_all()

    def _reset(self, stage: Stage | None = None) -> None:
        self.beginResetModel()
        self.typing = Typing()
        self._kept = set()
        self.warnings = ()
        self.rows = rows_of(self.desk.hub, self.kind, self._order)
        self._recall()
        self.endResetModel()
        self._tell_all()

    def _recall(self) -> None:
        """Texts that were no values when this table was last shown: another look or language builds it anew."""
        hub, rows = self.desk.hub, {"": None, **{row.key: row for row in self.rows}}
        for place, text in hub.drafts.items():
            mine = place.kind == self.kind and place.stage == str(hub.stage) and place.name in self.typed
            if mine and place.key in rows:
                meant = self._meaning(hub, place.subject, {place.name: text}, rows[place.key])
                if (problem := meant.refused.get(place.name)) is not None:
                    self.typing.drafts[place.key, place.name] = Draft(text, problem)
                    self._kept.add(place)

    def _keep(self) -> None:
        """Let the case's hub, which outlives the window's widgets, know the texts that are no values."""
        hub, kind = self.desk.hub, self.kind
        now = {
            Place(f"{kind}:{key}", name, str(hub.stage)): draft.text
            for (key, name), draft in self.typing.drafts.items()
        }
        for gone in self._kept - now.keys():
            hub.drafts.pop(gone, None)
        hub.drafts.update(now)
        self._kept = set(now)

    def _tell(self, row: int) -> None:
        self._keep()
        self.dataChanged.emit(self.index(row, 0), self.index(row, len(self.columns) - 1))
        self.headerDataChanged.emit(Qt.Orientation.Vertical, row, row)
        self.moved.emit()
        self.said.emit()

    def _tell_all(self) -> None:
        self._keep()
        last = self.rowCount() - 1
        if last >= 0:
            self.dataChanged.emit(self.index(0, 0), self.index(last, len(self.columns) - 1))
        self.moved.emit()
        self.said.emit()
