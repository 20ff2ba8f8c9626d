"""How the cells of the roster are painted and edited: a choice where a field has one, else a line that completes."""

# Qt's signals take lambdas of any shape.
# pyright: reportUnknownLambdaType=false

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QAbstractItemModel, QSize, Qt
from PySide6.QtWidgets import QCompleter, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from qmdesk.formdef.programme import CLASSES
from qmdesk.portfolio.roster_set import DAYS, FLAGS, LEVELS, SIZES
from qmdesk.ui.pages.performance.cells import CellEditor
from qmdesk.ui.programme.naming import STATES, value_title
from qmdesk.ui.programme.roster_model import FIELD, NAME, TYPED, Index, RosterModel
from qmdesk.ui.theme import Theme
from qmdesk.ui.widgets.typing_fields import ChoiceBox
from qmdesk.ui.words import tr

Known = Callable[[str], list[str]]


def choices_of(field: str) -> tuple[str, ...]:
    """The values that a field can have, none where anything may be typed."""
    if field == "class":
        return CLASSES
    if field == "size":
        return SIZES
    if field in FLAGS:
        return ("true", "false")
    return ("1", "2", "3", "4", "5") if field in LEVELS else ()


class RosterDelegate(QStyledItemDelegate):
    """``known`` gives the texts that a field has elsewhere (institutions, assessors, trades), to complete by."""

    def __init__(self, parent: QWidget, theme: Theme, known: Known) -> None:
        super().__init__(parent)
        self._theme, self._known = theme, known

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        model = index.model()
        assert isinstance(model, RosterModel)
        palette, role = option.palette, option.palette.ColorRole.Text  # pyright: ignore[reportAttributeAccessIssue]
        row = model.row(index.row())
        due = model.due_at(index)
        if due is not None and due.state in ("late", "soon"):
            palette.setColor(role, self._theme.colour(STATES[due.state][1]))
        elif not index.data(FIELD) or (index.data(FIELD) == "class" and row.class_by == "proposed"):
            palette.setColor(role, self._theme.colour("muted"))
        if index.column() == NAME and row.case_id:
            option.font.setBold(True)  # pyright: ignore[reportAttributeAccessIssue]

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        field = str(index.data(FIELD))
        values = choices_of(field)
        if values:
            box = ChoiceBox()
            box.setParent(parent)
            box.addItem(tr("（空）"), "")
            for value in values:
                box.addItem(value_title(field, value), value)
            box.activated.connect(lambda _: self._commit(box))
            return box
        editor = CellEditor(parent)
        if field in DAYS:
            editor.setPlaceholderText("2026-09-01")
        known = self._known(field) if field in ("institution", "assessors", "trade", "county", "city") else []
        if known:
            completer = QCompleter(known, editor)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            editor.setCompleter(completer)
        return editor

    def _commit(self, editor: QWidget) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        text = str(index.data(TYPED) or "")
        if isinstance(editor, ChoiceBox):
            editor.setCurrentIndex(max(editor.findData(text), 0))
            editor.showPopup()
        elif isinstance(editor, CellEditor):
            editor.setText(text)
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, ChoiceBox):
            model.setData(index, editor.currentData())
        elif isinstance(editor, CellEditor):
            editor.complete()
            model.setData(index, editor.text())

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(super().sizeHint(option, index).width(), self._theme.px("control"))
