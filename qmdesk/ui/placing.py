"""Windows stay where they can be seen: at the start, and when a screen is unplugged."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QObject, QRect
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

#: What of a window's upper edge must lie on a screen for it to be taken hold of (pixels).
HOLD = 120
#: The size of a window that has never been placed.
WIDE, HIGH = 1440, 900


def restore(window: QWidget, geometry: QByteArray) -> None:
    """Back where it was if it can be seen there, else in the middle of the first screen."""
    if window.restoreGeometry(geometry) and can_be_held(window.frameGeometry()):
        return
    area = QGuiApplication.primaryScreen().availableGeometry()
    window.resize(min(WIDE, area.width()), min(HIGH, area.height()))
    window.move(area.center() - window.rect().center())


def can_be_held(frame: QRect) -> bool:
    """Whether enough of a window's upper edge lies on some screen."""
    edge = QRect(frame.left(), frame.top(), frame.width(), 1)
    areas = [screen.availableGeometry() for screen in QGuiApplication.screens()]
    return any(area.intersected(edge).width() >= min(HOLD, frame.width()) for area in areas)


class Keeper(QObject):
    """Brings windows back to the first screen when theirs is unplugged."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.screenRemoved.connect(self.bring_back)

    def bring_back(self) -> None:
        """Move every window that nobody could take hold of any more, and make it fit."""
        area = QGuiApplication.primaryScreen().availableGeometry()
        for window in QApplication.topLevelWidgets():
            if window.isVisible() and not can_be_held(window.frameGeometry()):
                window.resize(window.size().boundedTo(area.size()))
                window.move(area.center() - window.rect().center())
