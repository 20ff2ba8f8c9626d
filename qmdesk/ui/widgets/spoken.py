"""What screen readers are told of widgets that Qt has no role for: charts, tiles, rows, pictures.

Qt asks by class names only when a screen reader is there, so this costs nothing where none is.
"""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget

Role = QAccessible.Role
#: Class of a widget -> its role.
ROLES = {
    "ChartView": Role.Chart,
    "EvidenceTile": Role.Button,
    "FactRow": Role.ListItem,
    "Ladder": Role.Indicator,
    "MarkCanvas": Role.Canvas,
}
_installed: list[bool] = []


def install() -> None:
    """Let Qt ask here first, once for the process."""
    if not _installed:
        _installed.append(True)
        QAccessible.installFactory(_interface)


def _interface(name: str, thing: QObject) -> QAccessibleInterface | None:
    role = ROLES.get(name)
    return QAccessibleWidget(thing, role) if role is not None and isinstance(thing, QWidget) else None
