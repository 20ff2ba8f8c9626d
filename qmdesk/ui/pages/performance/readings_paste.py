"""What is said of readings that were typed or pasted, by its place; and the question whose a pasted block is."""

# Qt's signals take lambdas of any shape.
# pyright: reportUnknownLambdaType=false

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from qmdesk.model.journal import Edit, Place
from qmdesk.model.problem import Problem
from qmdesk.ui.desk import Desk
from qmdesk.ui.hub import Hub
from qmdesk.ui.widgets.basics import button, column, empty, label
from qmdesk.ui.words import problem_text, remedy_text, tr

if TYPE_CHECKING:
    from qmdesk.intake.measurements import MeasurementSet

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
        said = problem_text(problem, lang)
        where = f"{problem.where} " if problem.where and problem.where not in said else ""
        return f"{where}{said} {remedy_text(problem, lang)}".strip()

    def ask(self, sets: Sequence[MeasurementSet], as_many: Callable[[], object], as_one: Callable[[], object]) -> None:
        """A paste with several columns that have names: as several characteristics, or all into this one."""
        empty(self.rows)
        names = tr("、").join(each.name for each in sets[:4])
        text = tr("粘贴的像是 {n} 个特性：{names}", n=len(sets), names=names)
        self.rows.addWidget(label(text, "warning", wrap=True))
        self.rows.addWidget(button(tr("读入为 {n} 个特性", n=len(sets)), as_many))
        self.rows.addWidget(button(tr("全部读入本特性"), as_one, role="quiet"))


def limits_said(hub: Hub, key: str, found: MeasurementSet) -> tuple[Edit, ...]:
    """The edits of limits that stood over the readings, where the characteristic has none yet."""
    subject = f"characteristic:{key}"
    stages = (hub.stage, *hub.stage.fallbacks)
    if any(hub.value(subject, name, stage) is not None for name in ("lsl", "usl") for stage in stages):
        return ()
    said: Mapping[str, object] = {"lsl": found.lsl, "usl": found.usl, "target": found.target}
    return tuple(
        Edit(Place(subject, name, str(hub.stage)), f"{value:f}") for name, value in said.items() if value is not None
    )
