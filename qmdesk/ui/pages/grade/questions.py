"""Contradictions to ask about, each with the way to its place."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from qmdesk.grading.words import question_text
from qmdesk.model.assessment import Assessment
from qmdesk.ui.desk import Desk
from qmdesk.ui.widgets.basics import box, button, column, empty, image, label, line, scrolled
from qmdesk.ui.words import tr


class QuestionsTab(QWidget):
    """They decide nothing by themselves; the assessors ask and note the answer."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        gap = desk.theme.px("space_md")
        self._lines = QVBoxLayout()
        self._lines.setSpacing(desk.theme.px("space_sm"))
        self.setLayout(column(scrolled(box("page", column(self._lines, None, margins=(0, gap, gap, gap))))))
        desk.hub.assessed.connect(self._refresh)
        if desk.hub.assessment is not None:
            self._refresh(desk.hub.assessment)

    def _refresh(self, found: Assessment) -> None:
        empty(self._lines)
        if not found.questions:
            self._lines.addWidget(label(tr("数据之间没有发现矛盾。"), "muted"))
        theme = self._desk.theme
        for each in found.questions:
            words = label(question_text(each, self._desk.lang), "body", wrap=True)
            there = button(tr("去看看"), lambda w=each.where: self._desk.go(w), role="link")
            row = line(image(theme, "message-circle", "warn"), words, there, gap=theme.px("space_md"))
            row.setStretch(1, 1)
            self._lines.addLayout(row)
