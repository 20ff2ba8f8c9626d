"""The way from an item or a figure to the questions that were taken along about it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from qmdesk.ui.desk import Desk
from qmdesk.ui.pages.preparing.sheet import seen_text
from qmdesk.ui.widgets.basics import button
from qmdesk.ui.words import tr


def asked_link(desk: Desk, binds: str) -> QWidget | None:
    """A link to the first question about it, one to be answered before others; None where there is none."""
    hub = desk.hub
    if "question" not in hub.form.records:
        return None
    mine = [key for key in hub.keys("question") if seen_text(desk, f"question:{key}", "binds") == binds]
    if not mine:
        return None
    still_open = [key for key in mine if not seen_text(desk, f"question:{key}", "answer")]
    words = tr("带来的疑问 {n} 条，{open} 条待答复", n=len(mine), open=len(still_open))
    key = (still_open or mine)[0]
    return button(words, lambda: desk.go(f"question:{key}/answer@{hub.stage}"), role="link", theme=desk.theme)
