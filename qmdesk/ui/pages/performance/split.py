"""Two parts that stand side by side where there is room, else one above the other; both are always in sight."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from qmdesk.ui.theme import Theme

#: From this width (at 100 %) on the parts stand side by side.
BESIDE = 940


class Split(QSplitter):
    """``shares`` are the parts' shares side by side and one above the other."""

    def __init__(
        self,
        theme: Theme,
        first: QWidget,
        second: QWidget,
        *,
        beside: tuple[int, int] = (1, 1),
        above: tuple[int, int] = (1, 1),
        wide: int = BESIDE,
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._theme, self._beside, self._above, self._wide = theme, beside, above, wide
        self._arranged: Qt.Orientation | None = None
        self.setHandleWidth(theme.px("space_xs"))
        self.setChildrenCollapsible(False)
        self.addWidget(first)
        self.addWidget(second)

    def resizeEvent(self, event: QResizeEvent) -> None:
        side = self.width() >= self._wide * self._theme.scale
        orientation = Qt.Orientation.Horizontal if side else Qt.Orientation.Vertical
        if orientation is not self._arranged:
            self._arranged = orientation
            self.setOrientation(orientation)
            room = self.width() if side else self.height()
            shares = self._beside if side else self._above
            self.setSizes([max(room * each // sum(shares), 1) for each in shares])
        super().resizeEvent(event)
