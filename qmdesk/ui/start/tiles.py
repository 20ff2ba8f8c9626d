"""Tiles side by side as long as their titles fit, else in rows as even as can be."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent


class Tiles(QWidget):
    """``least`` is the width that a tile has at least, whatever its title."""

    def __init__(self, tiles: Sequence[QWidget], gap: int, least: int, pad: int) -> None:
        super().__init__()
        self._tiles, self._gap = tuple(tiles), gap
        titles = [label.sizeHint().width() for each in tiles for label in each.findChildren(QLabel) if _is_title(label)]
        self._least = max([least, *(width + 2 * pad for width in titles)])
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(gap)
        self._lay(len(self._tiles))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        fit = max(1, (self.width() + self._gap) // (self._least + self._gap))
        rows = -(-len(self._tiles) // fit)
        self._lay(-(-len(self._tiles) // rows))

    def _lay(self, columns: int) -> None:
        if columns == self._columns:
            return
        for at in range(self._columns):
            self._grid.setColumnStretch(at, 0)
        self._columns = columns
        for number, tile in enumerate(self._tiles):
            self._grid.addWidget(tile, number // columns, number % columns)
        for at in range(columns):
            self._grid.setColumnStretch(at, 1)


def _is_title(made: QLabel) -> bool:
    return made.property("role") == "strong"
