"""The characteristics that were understood: names, units and limits to correct, and where each one goes."""

# Qt's signals take lambdas of any shape.
# pyright: reportUnknownLambdaType=false

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from PySide6.QtCore import Qt, Signal
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
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class SetsTable(QTableWidget):
    """``changed`` whenever something was chosen or typed; :meth:`goings` is what stands."""

    changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(0, len(TITLES))
        self._theme = theme
        self._sets: list[MeasurementSet] = []
        self._boxes: list[ChoiceBox] = []
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
        head.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
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

    def show_sets(self, sets: Sequence[MeasurementSet], known: dict[str, str]) -> None:
        """Show sets; ``known`` are the characteristics that are there, name by key."""
        self.blockSignals(True)
        self._sets, self._boxes = list(sets), []
        self.setRowCount(len(sets))
        for row, each in enumerate(sets):
            self._show(row, each)
            box = self._goes(each, known)
            self._boxes.append(box)
            self.setCellWidget(row, GOES, box)
        self.blockSignals(False)

    def _show(self, row: int, each: MeasurementSet) -> None:
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
                item.setCheckState(Qt.CheckState.Checked if n else Qt.CheckState.Unchecked)
                if not n:
                    item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEnabled)
                item.setToolTip(each.name)
            self.setItem(row, column, item)

    def _goes(self, each: MeasurementSet, known: dict[str, str]) -> ChoiceBox:
        box = ChoiceBox()
        box.setAccessibleName(tr("“{name}”归入", name=each.name))
        box.addItem(tr("新建特性"), ("", False))
        for key, name in known.items():
            box.addItem(tr("替换“{name}”的读数", name=name), (key, False))
            box.addItem(tr("接在“{name}”后面", name=name), (key, True))
            if name == each.name:
                box.setCurrentIndex(box.count() - 2)
        box.activated.connect(lambda _: self.changed.emit())
        return box

    def _on_changed(self, item: QTableWidgetItem) -> None:
        """Take in what was typed; a limit that is no number goes back to what it was."""
        row, column, text = item.row(), item.column(), item.text().strip()
        each = self._sets[row]
        if column == NAME and text and text != each.name:
            each = replace(each, name=text)
        elif column == UNIT:
            each = replace(each, unit=text)
        elif column in _LIMITS:
            value = decimal_of(text) if text else None
            if value is not None or not text:
                each = replace(each, **{_LIMITS[column]: value})
        self._sets[row] = each
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
