"""What screen readers are told of widgets that Qt has no role for: charts, tiles, rows, pictures, whole pages.

Only roles that every system's bus knows: Linux has none for an indicator and would call it unknown.

Qt asks by class names only when a screen reader is there, so this costs nothing where none is.
"""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget
from shiboken6 import isValid

Role = QAccessible.Role
#: Class of a widget -> its role.
ROLES = {
    "ChartView": Role.Chart,
    "EvidenceTile": Role.Button,
    "FactRow": Role.ListItem,
    "Ladder": Role.Graphic,
    "MarkCanvas": Role.Canvas,
    "QSplitterHandle": Role.Separator,
    **dict.fromkeys(
        ("NewCasePage", "ProgrammeChooser", "ProgrammeShell", "ReviewShell", "StartPage", "UnlockPage"), Role.Pane
    ),
}
_installed: list[bool] = []
#: What Qt was given. Qt keeps it as long as its widget lives, yet PySide takes it down once nobody in Python holds it
#: (seen as a crash when the program ended); so it is held here until Qt has done with it.
_given: list[QAccessibleInterface] = []


def install() -> None:
    """Let Qt ask here first, once for the process."""
    if not _installed:
        _installed.append(True)
        QAccessible.installFactory(_interface)


def _interface(name: str, thing: QObject) -> QAccessibleInterface | None:
    role = ROLES.get(name)
    if role is None or not isinstance(thing, QWidget):
        return None
    _given[:] = [each for each in _given if isValid(each)]
    _given.append(QAccessibleWidget(thing, role))
    return _given[-1]
