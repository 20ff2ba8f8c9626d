"""What was skipped or assumed, each by its place; the gravest first."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QListWidget, QListWidgetItem

from qmdesk.model.problem import Problem, Severity
from qmdesk.ui.words import sentence, tr

#: Sentences that are shown.
MOST = 400
_ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}
_SIGNS = {Severity.ERROR: "✕", Severity.WARNING: "!", Severity.INFO: "·"}


class Notes(QListWidget):
    """A list of sentences to read, not to choose from."""

    def __init__(self, lang: str) -> None:
        super().__init__()
        self._lang = lang
        self.setAccessibleName(tr("跳过的单元格和说明"))
        self.setWordWrap(True)
        self.setProperty("role", "notes")

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show what there is to say."""
        self.clear()
        for each in sorted(problems, key=lambda each: _ORDER[each.severity])[:MOST]:
            self.addItem(QListWidgetItem(self._text(each)))
        if len(problems) > MOST:
            self.addItem(tr("另有 {n} 条说明", n=len(problems) - MOST))
        if not problems:
            self.addItem(tr("没有跳过的单元格，没有需要说明的地方。"))

    def _text(self, problem: Problem) -> str:
        return f"{_SIGNS[problem.severity]}  {sentence(problem, self._lang)}"
