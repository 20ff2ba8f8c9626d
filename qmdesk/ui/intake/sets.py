"""The characteristics that were understood: names, units and limits to correct, and where each one goes."""

# Qt's signals take lambdas of any shape.
# pyright: reportUnknownLambdaType=false

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from qmdesk.formdef.fields import decimal_of
from qmdesk.intake.measurements import MeasurementSet
from qmdesk.intake.measurements.placing import Going
from qmdesk.ui.theme import Theme
from qmdesk.ui.widgets.typing_fields import ChoiceBox
from qmdesk.ui.words import mark, tr

NAME, UNIT, LOWER, UPPER, TARGET, COUNT, GROUPS, GOES = range(8)
TITLES = (
    mark("特性"), mark("单位"), mark("下限"), mark("上限"), mark("目标值"), mark("读数"), mark("子组"), mark("归入"),
)  # fmt: skip
_LIMITS = {LOWER: "lsl", UPPER: "usl", TARGET: "target"}
#: The least width of a name (at 100 %).
NARROWEST = 150
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


#: Sheet, first column and name of a set as the file has it.
Whose = tuple[str, str, str]


@dataclass(slots=True)
class Corrected:
    """What a person said of a set: fields typed over, whether it is taken, where it goes (None as proposed)."""

    fields: dict[str, Any] = field(default_factory=dict[str, Any])
    ticked: bool = True
    goes: tuple[str, bool] | None = None


def whose(each: MeasurementSet) -> Whose:
    """What a set is known by while its file is read in one way and another."""
    return each.sheet, each.columns[0] if each.columns else "", each.name


class SetsTable(QTableWidget):
    """``changed`` whenever something was chosen or typed; :meth:`goings` is what stands."""

    changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(0, len(TITLES))
        self._theme = theme
        self._sets: list[MeasurementSet] = []
        self._boxes: list[ChoiceBox] = []
        self._typed: dict[Whose, Corrected] = {}
        self._whose: list[Whose] = []
        self.setAccessibleName(tr("读出的特性"))
        self.setHorizontalHeaderLabels([tr(each) for each in TITLES])
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        for column in range(len(TITLES)):
            side = Qt.AlignmentFlag.AlignLeft if column in (NAME, UNIT, GOES) else Qt.AlignmentFlag.AlignRight
            title = self.horizontalHeaderItem(column)
            if title is not None:
                title.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.px("row"))
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for column, width in (
            (UNIT, 70),
            (LOWER, 84),
            (UPPER, 84),
            (TARGET, 84),
            (COUNT, 84),
            (GROUPS, 104),
            (GOES, 230),
        ):
            self.setColumnWidth(column, round(width * theme.scale))
        self.itemChanged.connect(self._on_changed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The name has what the others leave; where that is too little, the table scrolls."""
        super().resizeEvent(event)
        others = sum(self.columnWidth(column) for column in range(len(TITLES)) if column != NAME)
        self.setColumnWidth(NAME, max(self.viewport().width() - others, round(NARROWEST * self._theme.scale)))

    def show_sets(self, sets: Sequence[MeasurementSet], known: dict[str, str], into: str = "") -> None:
        """Show sets, with what was corrected while the file was read otherwise.

        ``known`` are the characteristics that are there, name by key; a single set is for ``into``.
        """
        self.blockSignals(True)
        self._whose = [whose(each) for each in sets]
        corrected = [self._corrected(each) for each in self._whose]
        self._sets = [replace(each, **typed.fields) for each, typed in zip(sets, corrected, strict=True)]
        self._boxes = []
        self.setRowCount(len(sets))
        for row, (each, typed) in enumerate(zip(self._sets, corrected, strict=True)):
            self._show(row, each, typed)
            box = self._goes(row, each, known)
            goes = typed.goes or ((into, True) if into and len(sets) == 1 else None)
            at = -1 if goes is None else next((at for at in range(box.count()) if box.itemData(at) == goes), -1)
            box.setCurrentIndex(max(at, 0) if goes is not None else box.currentIndex())
            self._boxes.append(box)
            self.setCellWidget(row, GOES, box)
        self.blockSignals(False)

    def _corrected(self, of: Whose) -> Corrected:
        """What was typed for a set: the very same, else the only one of its sheet with that name or first column."""
        if of in self._typed:
            return self._typed[of]
        for part in (lambda each: (each[0], each[2]), lambda each: (each[0], each[1])):
            same = [each for each in self._typed if part(each) == part(of)]
            alike = [each for each in self._whose if part(each) == part(of)]
            if len(same) == len(alike) == 1:
                self._typed[of] = self._typed.pop(same[0])
                return self._typed[of]
        return Corrected()

    def clear_limits(self, sets: Sequence[MeasurementSet]) -> None:
        """Take the limits of some sets away, as if the file had said none."""
        for row, each in enumerate(self._sets):
            if any(each is one for one in sets):
                for column in (LOWER, UPPER):
                    item = self.item(row, column)
                    if item is not None:
                        item.setText("")

    def _show(self, row: int, each: MeasurementSet, typed: Corrected) -> None:
        n = 0 if each.readings is None else len(each.readings)
        groups = None if each.readings is None else each.readings.subgroups
        texts = {
            NAME: each.name,
            UNIT: each.unit,
            **{column: _plain(getattr(each, name)) for column, name in _LIMITS.items()},
            COUNT: f"{n:,}",
            GROUPS: "" if groups is None else tr("{n} 组", n=f"{len(groups):,}"),
        }
        for column, text in texts.items():
            item = QTableWidgetItem(text)
            if column not in (NAME, UNIT):
                item.setTextAlignment(_RIGHT)
            if column in (COUNT, GROUPS):
                item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEditable)
            if column == NAME:
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                ticked = bool(n) and typed.ticked
                item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
                if not n:
                    item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEnabled)
                item.setToolTip(each.name)
            self.setItem(row, column, item)

    def _goes(self, row: int, each: MeasurementSet, known: dict[str, str]) -> ChoiceBox:
        box = ChoiceBox()
        box.setAccessibleName(tr("“{name}”归入", name=each.name))
        box.addItem(tr("新建特性"), ("", False))
        for key, name in known.items():
            box.addItem(tr("替换“{name}”的读数", name=name), (key, False))
            box.addItem(tr("接在“{name}”后面", name=name), (key, True))
            if name == each.name:
                box.setCurrentIndex(box.count() - 2)
        box.activated.connect(lambda _: self._on_goes(row))
        return box

    def _on_goes(self, row: int) -> None:
        self._of(row).goes = self._boxes[row].currentData()
        self.changed.emit()

    def _of(self, row: int) -> Corrected:
        return self._typed.setdefault(self._whose[row], Corrected())

    def _on_changed(self, item: QTableWidgetItem) -> None:
        """Take in what was typed; a limit that is no number goes back to what it was."""
        row, column, text = item.row(), item.column(), item.text().strip()
        each, typed = self._sets[row], self._of(row)
        if column == NAME and text and text != each.name:
            typed.fields["name"] = text
        elif column == UNIT:
            typed.fields["unit"] = text
        elif column in _LIMITS:
            value = decimal_of(text) if text else None
            if value is not None or not text:
                typed.fields[_LIMITS[column]] = value
        if column == NAME:
            typed.ticked = item.checkState() is Qt.CheckState.Checked or not len(each.readings or ())
        each = self._sets[row] = replace(each, **typed.fields)
        self.blockSignals(True)
        if column == NAME:
            item.setText(each.name)
        elif column in _LIMITS:
            item.setText(_plain(getattr(each, _LIMITS[column])))
        self.blockSignals(False)
        self.changed.emit()

    @property
    def sets(self) -> tuple[MeasurementSet, ...]:
        """All sets as they stand after what was typed."""
        return tuple(self._sets)

    @property
    def crossed(self) -> tuple[str, ...]:
        """Names of ticked sets whose upper limit is not above the lower one."""
        return tuple(
            each.found.name
            for each in self.goings()
            if each.found.lsl is not None and each.found.usl is not None and each.found.lsl >= each.found.usl
        )

    def goings(self) -> tuple[Going, ...]:
        """The ticked sets with where they go."""
        found: list[Going] = []
        for row, each in enumerate(self._sets):
            item = self.item(row, NAME)
            if item is None or item.checkState() is not Qt.CheckState.Checked or each.readings is None:
                continue
            key, append = self._boxes[row].currentData()
            found.append(Going(each, key, append))
        return tuple(found)


def _plain(value: Decimal | None) -> str:
    return "" if value is None else f"{value:f}"
