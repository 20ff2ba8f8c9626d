"""A page that scrolls only where even its least height has no room."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from qmdesk.ui.widgets.basics import scrolled


class Least(QWidget):
    """Holds a page that has a layout, and asks for the least height that the page can do with at its width.

    By itself a scroll area asks a page with wrapped words for the height that it would like, and scrolls where tables
    and charts could as well be lower.
    """

    def __init__(self, page: QWidget) -> None:
        super().__init__()
        self._page = page
        page.setParent(self)
        self._ask()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._page.setGeometry(self.rect())
        self._ask()
        super().resizeEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._ask()
        return super().event(event)

    def _ask(self) -> None:
        layout = self._page.layout()
        assert layout is not None
        least = layout.totalMinimumSize()
        if layout.hasHeightForWidth() and self.width() > 0:
            least.setHeight(layout.totalMinimumHeightForWidth(max(self.width(), least.width())))
        if least != self.minimumSize():
            self.setMinimumSize(least)


def scrolled_at_least(page: QWidget) -> QScrollArea:
    """A scroll area around a page that shrinks to its least height first."""
    return scrolled(Least(page))
