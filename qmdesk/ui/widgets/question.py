"""The one question that waits for its answer: before what can't be undone."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from qmdesk.ui.theme import Theme
from qmdesk.ui.widgets.basics import restyle


def agreed(over: QWidget, theme: Theme, title: str, text: str, yes: str, no: str) -> bool:
    """Ask, and wait. Enter and Escape are the way back; only the button itself says yes."""
    asked = QMessageBox(over)
    asked.setTextFormat(Qt.TextFormat.PlainText)
    asked.setIconPixmap(theme.pixmap("triangle-alert", "warn", "icon_xl", 2.0))
    asked.setWindowTitle(title)
    asked.setText(title)
    asked.setInformativeText(text)
    back = asked.addButton(no, QMessageBox.ButtonRole.RejectRole)
    go = asked.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
    restyle(go, "role", "primary")
    asked.setDefaultButton(back)
    asked.setEscapeButton(back)
    asked.exec()
    return asked.clickedButton() is go
