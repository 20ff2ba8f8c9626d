"""What hands do to a window that no widget offers by a click: dragging things over it and letting go."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QObject, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

BUTTON, NO_KEY, COPY = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, Qt.DropAction.CopyAction


def dragged(*urls: str) -> QMimeData:
    """As a file manager offers it: the addresses, and the same as text, which a field would gladly take."""
    data = QMimeData()
    data.setUrls([QUrl(each) if "://" in each else QUrl.fromLocalFile(each) for each in urls])
    data.setText("\n".join(urls))
    return data


class _Last(QObject):
    """Which widget was the last to be given an event of a drag."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: QObject | None = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.DragEnter and isinstance(watched, QWidget):
            self.seen = watched
        return False


def acceptor(over: QWidget, data: QMimeData) -> QWidget | None:
    """The widget that would take what is dragged over another: Qt asks that one and its parents in turn."""
    last, application = _Last(), QApplication.instance()
    assert application is not None
    event = QDragEnterEvent(QPoint(2, 2), COPY, data, BUTTON, NO_KEY)
    event.ignore()
    application.installEventFilter(last)
    try:
        QCoreApplication.sendEvent(over, event)
    finally:
        application.removeEventFilter(last)
    QCoreApplication.sendEvent(over, QDragLeaveEvent())
    return last.seen if event.isAccepted() and isinstance(last.seen, QWidget) else None


def drop(over: QWidget, data: QMimeData) -> bool:
    """Drag something over a widget and let go; False where nobody would take it, which the pointer shows."""
    enter = QDragEnterEvent(QPoint(2, 2), COPY, data, BUTTON, NO_KEY)
    enter.ignore()
    QCoreApplication.sendEvent(over, enter)
    if not enter.isAccepted():
        return False
    QCoreApplication.sendEvent(over, QDropEvent(QPointF(2, 2), COPY, data, BUTTON, NO_KEY))
    return True


def seen(but: QWidget | None = None) -> str:
    """All that can be read in all windows now."""
    said: list[str] = []
    for top in QApplication.topLevelWidgets():
        if top.isVisible() and top is not but:
            said.append(top.windowTitle())
            said += [each.text() for each in top.findChildren(QLabel) if each.isVisible()]
    return "\n".join(said)


def typed(top: QWidget) -> list[str]:
    """What stands in the fields that are typed into."""
    return [
        each.text() if isinstance(each, QLineEdit) else each.toPlainText()
        for each in top.findChildren(QWidget)
        if isinstance(each, QLineEdit | QPlainTextEdit | QTextEdit)
    ]


def spots(top: QWidget) -> list[QWidget]:
    """What lies under the pointer: every 60 pixels over a window, and each field that is typed into."""
    found = [top.childAt(QPoint(x, y)) or top for x in range(30, top.width(), 60) for y in range(30, top.height(), 60)]
    fields = [each for each in top.findChildren(QWidget) if isinstance(each, QLineEdit | QPlainTextEdit | QTextEdit)]
    inner = [each if isinstance(each, QLineEdit) else each.viewport() for each in fields if each.isVisible()]
    return list(dict.fromkeys([*found, *inner]))
