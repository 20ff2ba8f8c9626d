"""What is said of readings that were typed or pasted, by its place."""

# Qt's signals take lambdas of any shape.
# pyright: reportUnknownLambdaType=false

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from qmdesk.model.problem import Problem
from qmdesk.model.readings import Readings
from qmdesk.ui.desk import Desk
from qmdesk.ui.pages.performance.block import cells_of
from qmdesk.ui.widgets.basics import button, column, empty, label
from qmdesk.ui.words import sentence, tr

#: Problems of a paste that are said at once, and at most when all are wished for.
SHOWN, MOST = 4, 60


class PasteBox(QWidget):
    """Problems with the row and column that they are at, gravest text first as they came."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.rows = QVBoxLayout()
        self.setLayout(column(self.rows))

    def say(self, problems: Sequence[Problem], most: int = SHOWN) -> None:
        """What is wrong, the first few or (by a click) the rest too."""
        empty(self.rows)
        for each in problems[:most]:
            role = "problem" if each.severity == "error" else "warning"
            self.rows.addWidget(label(self._text(each), role, wrap=True))
        if len(problems) > most:
            more = tr("另有 {n} 处", n=len(problems) - most)
            if most >= MOST:
                self.rows.addWidget(label(more, "problem"))
            else:
                self.rows.addWidget(button(more, lambda: self.say(problems, MOST), role="link"))

    def _text(self, problem: Problem) -> str:
        lang = self._desk.lang
        return sentence(problem, lang)


def understood(text: str, unit: str) -> tuple[list[list[str]], Readings | None]:
    """The cells of a paste, and their readings where they are nothing but a column of numbers."""
    from qmdesk.ui.intake.clipboard import plain_column

    cells = cells_of(text)
    return cells, plain_column(cells, unit)
