"""What stands in place of readings that the case can't give: which file, why, and the way out."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from qmdesk.model.problem import Problem
from qmdesk.ui.theme import Theme
from qmdesk.ui.widgets.basics import say_empty
from qmdesk.ui.words import full_text, tr


def say_unreadable(theme: Theme, problems: tuple[Problem, ...], lang: str) -> QWidget:
    """A notice in the place of the readings; what was recorded stays recorded."""
    said = [full_text(each, lang) for each in problems]
    return say_empty(theme, "triangle-alert", tr("读数读不出来"), "\n".join(dict.fromkeys(said)))
