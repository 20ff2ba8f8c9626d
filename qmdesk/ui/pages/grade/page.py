"""The grade page: the four dimensions with the weakest marked, and what is behind them in tabs."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QTabWidget, QWidget

from qmdesk.grading.words import because_text
from qmdesk.model.assessment import Assessment
from qmdesk.ui.desk import Desk
from qmdesk.ui.naming import listed, span_name
from qmdesk.ui.pages.grade.conclusion import ConclusionTab
from qmdesk.ui.pages.grade.questions import QuestionsTab
from qmdesk.ui.pages.grade.stages import StagesTab
from qmdesk.ui.pages.grade.tree import ReasonTree
from qmdesk.ui.pages.grade.what_if import WhatIfTab
from qmdesk.ui.pages.registry import PageSpec
from qmdesk.ui.widgets.basics import box, column, frame, label
from qmdesk.ui.widgets.ladder import Ladder
from qmdesk.ui.widgets.least import scrolled_at_least
from qmdesk.ui.words import tr


class GradePage(QWidget):
    def __init__(self, desk: Desk, spec: PageSpec) -> None:
        super().__init__()
        self._desk = desk
        theme, form = desk.theme, desk.hub.form
        self._grade = label("—", "heading")
        self._because = label("", "caption", wrap=True)
        self._ladders: dict[str, tuple[Ladder, QWidget, QWidget]] = {}
        pad = theme.px("space_lg")
        top = column(gap=theme.px("space_sm"), margins=(pad, pad, pad, pad))
        top.addWidget(self._grade)
        top.addWidget(self._because)
        rows = QGridLayout()
        rows.setHorizontalSpacing(theme.px("space_md"))
        rows.setVerticalSpacing(theme.px("space_sm"))
        rows.setColumnStretch(1, 1)
        top.addLayout(rows)
        for dimension in form.dimensions:
            name, rung = label(dimension.name.in_(desk.lang)), Ladder(theme, len(form.levels), big=True)
            words, weakest = label("—", "strong"), label(tr("最低，决定等级"), "chip", tone="warn")
            words.setMinimumWidth(theme.px("tile"))
            weakest.hide()
            for at, part in enumerate((name, rung, words, weakest)):
                rows.addWidget(part, len(self._ladders), at)
            self._ladders[dimension.id] = (rung, words, weakest)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its bar of tabs takes the focus, and is what is heard
        self.tabs.tabBar().setDrawBase(False)
        tabs: list[tuple[QWidget, str]] = [
            (ReasonTree(desk), tr("依据")),
            (WhatIfTab(desk), tr("假如")),
            (QuestionsTab(desk), tr("疑问")),
        ]
        if not desk.hub.own:  # who assesses himself compares no stages and concludes nothing
            tabs += [(StagesTab(desk), tr("三阶段对照")), (ConclusionTab(desk), tr("结论"))]
        for made, name in tabs:
            self.tabs.addTab(made, name)
        edge, gap = theme.px("space_lg"), theme.px("space_md")
        title = label(spec.name(), "title")
        self.tabs.setMinimumHeight(theme.px("panel"))
        body = column(title, frame("card", top), self.tabs, gap=gap, margins=(edge, theme.px("space_lg"), edge, 0))
        body.setStretch(2, 1)
        self.setLayout(column(scrolled_at_least(box("page", body))))
        desk.hub.assessed.connect(self._refresh)
        if desk.hub.assessment is not None:
            self._refresh(desk.hub.assessment)

    def show_place(self, where: str) -> None:
        """``case/conclusion`` and the like lead to the conclusion, ``case/second_review`` to the stages, anything else
        to the reasons."""
        last = 0 if self._desk.hub.own else self.tabs.count() - 1
        self.tabs.setCurrentIndex(last if "concl" in where else max(last - 1, 0) if "second" in where else 0)

    def _refresh(self, found: Assessment) -> None:
        form, lang = self._desk.hub.form, self._desk.lang
        self._grade.setText(span_name(form, found.grade, lang))
        self._because.setText(reason_of_grade(self._desk, found))
        lowest = min((each.span.lowest for each in found.dimensions), default=1)
        for each in found.dimensions:
            rung, words, weakest = self._ladders[each.id]
            text = span_name(form, each.span, lang)
            rung.show_span(each.span, text)
            rung.setToolTip(because_text(form, each, lang))
            words.setText(text)  # pyright: ignore[reportAttributeAccessIssue]
            decides = found.grade.level is not None and each.span.level == lowest and lowest < len(form.levels)
            weakest.setVisible(decides and any(other.span.lowest > lowest for other in found.dimensions))
        self.tabs.setTabText(2, tr("疑问 {n}", n=len(found.questions)) if found.questions else tr("疑问"))


def reason_of_grade(desk: Desk, found: Assessment) -> str:
    """Why the grade is what it is, by the form's sentence; what is missing where it is an interval."""
    form, lang = desk.hub.form, desk.lang
    if found.grade.level is None:
        return tr("等级还是一个区间：补齐未评条目和未定指标后收敛为一级。")
    lowest = [each for each in found.dimensions if each.span.lowest == found.grade.lowest]
    titles = {each.id: each.name.in_(lang) for each in form.dimensions}
    sentence = form.rules.get("grade-lowest-dimension")
    joined = listed(titles[each.id] for each in lowest)
    if sentence is None:
        return joined
    return sentence.in_(lang).format_map({"name": joined, "level": str(found.grade.lowest)})
