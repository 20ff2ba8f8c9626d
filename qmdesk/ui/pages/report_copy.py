"""A copy for others: what is masked, whom it is for, which further words to mask; then where to."""

# Qt's signals take lambdas of any shape.
# pyright: reportUnknownLambdaType=false

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from qmdesk.ui.desk import Desk
from qmdesk.ui.widgets.basics import box, button, column, label, line, tool
from qmdesk.ui.widgets.tool_window import ToolWindow, size_to
from qmdesk.ui.widgets.typing_fields import ChoiceBox, LineField
from qmdesk.ui.words import tr

PDF, WORD, POLICIES = "PDF (*.pdf)", "Word (*.docx)", "YAML (*.yaml *.yml)"
_BETWEEN = re.compile(r"[,，、;；\n]+")
#: What stands for a policy of one's own until its file is chosen.
OWN = "own"


@dataclass(frozen=True, slots=True)
class CopyWish:
    """A copy to make: where, by which policy (a name or a file), for whom, with which further words masked."""

    path: Path
    policy: str
    to: str
    words: tuple[str, ...]


class CopyWindow(ToolWindow):
    """Beside the review. ``make`` is called with what was chosen, and the window closes."""

    HELP = "report"

    def __init__(self, desk: Desk, make: Callable[[CopyWish], None], over: QWidget | None = None) -> None:
        about = tr("副本按方案遮盖，每页写明是副本、不是签署的原件；制作时记入日志。发出前请通读一遍。")
        super().__init__(desk.theme, desk.lang, tr("为他人制作副本"), about, over)
        self._desk, self._make = desk, make
        self.policy = ChoiceBox()
        self.policy.setAccessibleName(tr("副本方案"))
        for text, value in (
            (tr("企业副本"), "enterprise"),
            (tr("主管部门副本"), "authority"),
            (tr("培训副本"), "training"),
            (tr("自定方案文件"), OWN),
        ):
            self.policy.addItem(text, value)
        self.policy.currentIndexChanged.connect(lambda _: self._show_policy())
        self.file = LineField(tr("方案文件"), "*.yaml")
        self.to = LineField(tr("给谁（记入日志）"), tr("如：某市经信局"))
        self.words = LineField(tr("另外要遮盖的词"), tr("别名、简称，用顿号分开"))
        pick = tool(desk.theme, "folder-open", tr("选择…"), self._choose)
        self._own = box("", self._named(self.file, pick))
        self.save = button(tr("保存副本…"), self._ask, role="primary", theme=desk.theme, icon="download")
        for part in (box("", self._named(self.policy)), self._own, box("", self._named(self.to))):
            self.body.addWidget(part)
        self.body.addLayout(self._named(self.words))
        self.body.addLayout(line(None, self.save))
        size_to(self, desk.theme, 520, 470)
        self._show_policy()

    def _named(self, field: QWidget, *tools: QWidget) -> QHBoxLayout:
        row = line(field, *tools, gap=self.theme.px("space_xs"))
        row.setStretch(0, 1)
        return line(box("", column(label(field.accessibleName(), "caption"), row, gap=2)))

    def _show_policy(self) -> None:
        self._own.setVisible(self.policy.currentData() == OWN)
        self.say("")

    def _choose(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, tr("选择副本方案"), "", POLICIES)
        if chosen:
            self.file.setText(chosen)

    def _ask(self) -> None:
        policy = str(self.policy.currentData())
        if policy == OWN and not Path(self.file.text().strip()).is_file():
            self.say(tr("请选择方案文件（.yaml）。"), "bad")
            self.file.setFocus()
            return
        words = self.policy.currentText() if policy != OWN else tr("副本")
        enterprise = self._desk.hub.text("case", "enterprise")
        name = words if policy in ("training", OWN) else f"{enterprise} {words}"  # a file's name tells, too
        suggested = self._desk.hub.session.path.with_name(f"{name}.pdf")
        chosen, _ = QFileDialog.getSaveFileName(self, tr("保存副本"), str(suggested), f"{PDF};;{WORD}")
        if chosen:
            self.wish(Path(chosen))

    def wish(self, path: Path) -> None:
        """Have the copy made there."""
        policy = str(self.policy.currentData())
        masked = tuple(word for each in _BETWEEN.split(self.words.text()) if (word := each.strip()))
        chosen = self.file.text().strip() if policy == OWN else policy
        self._make(CopyWish(path, chosen, self.to.text().strip(), masked))
        self.close()
