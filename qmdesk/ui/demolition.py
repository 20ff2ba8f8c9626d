"""A screen that is left is taken down a page at a time: all its pages at once would hold the window."""

from __future__ import annotations

from collections import deque

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QStackedWidget, QWidget
from shiboken6 import isValid

from qmdesk.ui import garbage


class Demolition(QObject):
    """Deletes one part at each turn of the event loop; what the screens worked on goes after all of them."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._parts: deque[QObject] = deque()
        self._last: list[QObject] = []
        self._turn = QTimer(self, interval=0)
        self._turn.timeout.connect(self._take_one)

    def add(self, screen: QWidget) -> None:
        """A screen nobody sees any more: the pages of its innermost stacks first, itself at the end."""
        screen.hide()
        stacks = screen.findChildren(QStackedWidget)
        for stack in stacks:
            stack.blockSignals(True)
        for stack in reversed(stacks):
            self._parts.extend(stack.widget(at) for at in range(stack.count()))
        self._parts.append(screen)
        self._turn.start()

    def add_last(self, thing: QObject) -> None:
        """What no screen may miss while it still stands."""
        self._last.append(thing)
        self._turn.start()

    @property
    def busy(self) -> bool:
        """Whether something still stands."""
        return bool(self._parts or self._last)

    def _take_one(self) -> None:
        while self._parts:
            part = self._parts.popleft()
            if isValid(part):
                part.deleteLater()
                return
        for thing in self._last:
            thing.deleteLater()
        self._last.clear()
        self._turn.stop()
        QTimer.singleShot(0, self, garbage.give_back)
