"""What is being typed, committed before what it belongs to changes or goes."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication


def commit_typed() -> None:
    """Commit what is being typed anywhere in the window, before what it belongs to changes or goes."""
    focus = QApplication.focusWidget()
    if focus is None:
        return
    from qmdesk.ui.widgets.typing_fields import AreaField, LineField

    focus.clearFocus()  # a field commits what it holds when it loses the focus, a table's cell too
    if isinstance(focus, LineField | AreaField):
        focus.setFocus()
