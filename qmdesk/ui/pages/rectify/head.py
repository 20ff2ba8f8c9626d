"""The head of a card that a press opens: its parts in a row on one button."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

#: Which part of the row holds the words, and stretches.
_WORDS = 1


def lay_head(made: QPushButton, row: QHBoxLayout) -> None:
    """Lay a row on a button: all but its words centred upright, and every press meant for the button."""
    made.setLayout(row)
    for at in (each for each in range(row.count()) if each != _WORDS):
        row.setAlignment(row.itemAt(at).widget(), Qt.AlignmentFlag.AlignVCenter)
    for child in made.findChildren(QWidget):
        child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
