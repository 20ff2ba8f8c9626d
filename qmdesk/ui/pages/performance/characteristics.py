"""The list of characteristics: name, Cpk and level of each, the key ones marked."""

# Qt's signals take lambdas of any shape, and Qt gives None where its stubs say it can't.
# pyright: reportUnknownLambdaType=false, reportUnnecessaryComparison=false

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget

from qmdesk.grading.display import display_value
from qmdesk.model.assessment import Assessment, PartResult
from qmdesk.model.journal import Changes
from qmdesk.ui.desk import Desk
from qmdesk.ui.naming import span_name
from qmdesk.ui.pages.performance.rows import Row, rows_of
from qmdesk.ui.pages.performance.shortening import lay_keys, short_lines
from qmdesk.ui.words import tr

KEY = Qt.ItemDataRole.UserRole
#: The rules by which a Ppk stands where else a Cpk would.
BY_ALL_READINGS = ("cpk-overall", "cpk-nonnormal")


class CharacteristicList(QListWidget):
    """``chosen`` brings a characteristic's key, "" where there is none."""

    chosen = Signal(str)

    def __init__(self, desk: Desk, figure_id: str) -> None:
        super().__init__()
        self._desk, self._figure = desk, desk.hub.form.figure(figure_id)
        self.rows: list[Row] = []
        self.setAccessibleName(tr("质量特性"))
        short_lines(self)
        self.currentItemChanged.connect(lambda *_: self.chosen.emit(self.key))
        desk.hub.changed.connect(self._on_changed)
        desk.hub.stage_changed.connect(self.refresh)
        desk.hub.assessed.connect(self._show_results)
        self.refresh()

    @property
    def key(self) -> str:
        """The key of the one in front."""
        item = self.currentItem()
        return "" if item is None else str(item.data(KEY))

    def record_of(self, key: str) -> Row | None:
        """The record of a key."""
        return next((each for each in self.rows if each.key == key), None)

    def choose(self, key: str) -> bool:
        """Bring a characteristic to the front."""
        for place in range(self.count()):
            if self.item(place).data(KEY) == key:
                self.setCurrentRow(place)
                return True
        return False

    def _on_changed(self, changes: Changes) -> None:
        if any(place.kind == "characteristic" for place in changes.places):
            self.refresh()

    def refresh(self) -> None:
        """Show the characteristics as they stand; the one in front stays."""
        key = self.key
        self.rows = rows_of(self._desk.hub, "characteristic")
        keys = [row.key for row in self.rows]
        if lay_keys(self, keys, KEY) and keys:
            self.setCurrentRow(keys.index(key) if key in keys else self._first(keys))
        self._show_results()
        self.chosen.emit(self.key)

    def _first(self, keys: list[str]) -> int:
        """The one that decides is looked at first."""
        parts = self._parts(self._desk.hub.assessment)
        return next((place for place, key in enumerate(keys) if key in parts and parts[key].decides), 0)

    def _show_results(self) -> None:
        parts = self._parts(self._desk.hub.assessment)
        for place, row in enumerate(self.rows):
            text = self._text(row, parts.get(row.key))
            self.item(place).setText(text)
            self.item(place).setToolTip(text)

    def _parts(self, assessment: Assessment | None) -> dict[str, PartResult]:
        figures = assessment.figures if assessment is not None else ()
        result = next((each for each in figures if each.id == self._figure.id), None)
        return {} if result is None else {each.key: each for each in result.parts}

    def _text(self, row: Row, part: PartResult | None) -> str:
        name = row.text("name") or tr("（未命名）")
        if row.value("key") is True:
            name = f"★ {name}"
        if part is None:
            return name
        index = "Ppk" if part.because.rule in BY_ALL_READINGS or "distribution" in part.because.inputs else "Cpk"
        value = tr("无 Cpk") if part.value is None else f"{index} {display_value(self._figure, part.value)}"
        mark = tr("（决定）") if part.decides else ""
        level = span_name(self._desk.hub.form, part.span, self._desk.lang)
        return f"{name}{mark}\n{value} · {level}"
