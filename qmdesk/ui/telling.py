"""Signals that a page behind another hears of when it comes to the front: only what is seen follows every change.

Every screen follows the hub. With all pages made, each answer would have all of them laid out anew, and typing would
wait for what nobody looks at. So a widget on a page of a stack that is not in front hears once, when that page is
shown, of everything since; a widget that hid itself, or stands in no window that is shown, hears at once.
"""

from __future__ import annotations

import inspect
import weakref
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, SignalInstance
from PySide6.QtWidgets import QStackedWidget, QWidget
from shiboken6 import isValid


class Told:
    """A signal as the hub offers it. ``merged`` makes one value of two that a page missed, else the last counts."""

    def __init__(self, signal: SignalInstance, merged: Callable[[Any, Any], Any] = lambda _, last: last) -> None:
        self._signal, self._merged = signal, merged

    def connect(self, slot: Callable[..., object]) -> object:
        """Connect a slot; that of a widget waits while the widget's page is behind another."""
        owner = getattr(slot, "__self__", None)
        if isinstance(owner, QWidget):
            return self._signal.connect(_Ear(owner, slot, self._merged).hear)
        return self._signal.connect(slot)

    def disconnect(self, slot: Callable[..., object]) -> object:
        """Disconnect what is no widget's."""
        return self._signal.disconnect(slot)

    def emit(self, value: object) -> None:
        self._signal.emit(value)


class _Ear(QObject):
    """Hears for one slot of a widget, and lives as long as that."""

    def __init__(self, owner: QWidget, slot: Callable[..., object], merged: Callable[[Any, Any], Any]) -> None:
        super().__init__(owner)
        self._owner = owner
        self._slot = weakref.WeakMethod(slot)
        self._takes = _takes_value(slot)
        self._merged = merged
        self._missed: list[object] = []

    def hear(self, value: object) -> None:
        if self._missed:
            self._missed[0] = self._merged(self._missed[0], value)
            return
        page = page_behind(self._owner)
        if page is None:
            self._tell(value)
            return
        self._missed.append(value)
        _shelf_of(page).waiting.append(self)

    def go_on(self) -> None:
        """The page is shown: hear now, unless this stands on another page behind."""
        if self._missed:
            self.hear(self._missed.pop())

    def _tell(self, value: object) -> None:
        slot = self._slot()
        if slot is not None:
            slot(value) if self._takes else slot()


class _Shelf(QObject):
    """Keeps who waits for a page, until that is shown."""

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self.waiting: list[_Ear] = []
        page.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show:
            waiting, self.waiting = self.waiting, []
            watched.removeEventFilter(self)
            self.deleteLater()
            for ear in waiting:
                if isValid(ear):
                    ear.go_on()
        return False


def _shelf_of(page: QWidget) -> _Shelf:
    """The shelf of a page that has one that still waits, else a new one."""
    found = page.findChildren(_Shelf, options=Qt.FindChildOption.FindDirectChildrenOnly)
    return next((each for each in found if each.waiting), None) or _Shelf(page)


def page_behind(widget: QWidget) -> QWidget | None:
    """The page of a stack that a widget stands on where that page is behind another; None where none is, or where the
    window itself is not shown."""
    if widget.isVisible() or not widget.window().isVisible():
        return None
    page: QWidget | None = widget
    while page is not None:
        stack = page.parentWidget()
        # By number: what currentWidget() gives of a stack inside a QTabWidget would be held by that stack for ever.
        if isinstance(stack, QStackedWidget) and stack.currentIndex() != stack.indexOf(page):
            return page
        page = stack
    return None


def _takes_value(slot: Callable[..., object]) -> bool:
    """Whether a method takes the signal's value, as Qt finds out for its own slots."""
    code = slot.__code__  # type: ignore[attr-defined]
    return code.co_argcount > 1 or bool(code.co_flags & inspect.CO_VARARGS)
