"""macOS tells a running program by an event, and not on its command line, which file was double-clicked."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication


class MacApplication(QApplication):
    """``asked`` tells the path of a case that the system was asked to open with this program."""

    asked = Signal(str)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QFileOpenEvent) and event.file().endswith(".qmcase"):
            self.asked.emit(event.file())
            return True
        return super().event(event)
