"""The grade: ladder, reasons, what-if, questions, the stages side by side, the conclusion."""

from qmdesk.ui.pages.grade.page import GradePage

__all__ = ["GradePage"]
