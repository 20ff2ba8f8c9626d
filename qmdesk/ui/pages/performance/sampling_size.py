"""How many pieces answer the question at hand: the question, what it asks for, the number, and its ground in words."""

# Qt's signals take lambdas of any shape.
# pyright: reportUnknownLambdaType=false

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from qmdesk.formdef.fields import decimal_of
from qmdesk.model.problem import Refused
from qmdesk.ui.desk import Desk
from qmdesk.ui.widgets.basics import button, column, label, line, restyle
from qmdesk.ui.widgets.flow import FlowLayout
from qmdesk.ui.widgets.typing_fields import ChoiceBox, LineField
from qmdesk.ui.words import mark, problem_text, tr

QUESTIONS = {
    "zero-defects": mark("不合格品率不超过某值（零缺陷）"),
    "cpk": mark("过程能力达到某级"),
    "rate": mark("估计一个比率"),
}
#: What each question asks for: the target's name, what it is at first, the expected value's name and its first value.
ASKED = {
    "zero-defects": (mark("每百万件最多"), "66800", "", ""),
    "cpk": (mark("要证实的 Cpk"), "1.33", mark("预计实测 Cpk"), "1.67"),
    "rate": (mark("允许误差（%）"), "5", mark("预计比率（%）"), "50"),
}
#: Widths (at 100 %).
CHOICE, NUMBER = 290, 84


class SizePlan(QWidget):
    """``taken`` brings the number of pieces and its ground; the population is set from outside."""

    taken = Signal(int, str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        theme = desk.theme
        self._population: int | None = None
        self._found: int | None = None
        self._ground = ""
        self.question = ChoiceBox()
        self.question.setAccessibleName(tr("样本数量要回答什么"))
        for key, words in QUESTIONS.items():
            self.question.addItem(tr(words), key)
        self.question.setFixedWidth(round(CHOICE * theme.scale))
        self.question.activated.connect(lambda _: self._ask())
        self._target_name, self._expected_name = label("", "caption"), label("", "caption")
        self.target, self.expected = LineField(""), LineField("")
        for field in (self.target, self.expected):
            field.setFixedWidth(round(NUMBER * theme.scale))
            field.textEdited.connect(lambda _: self._work_out())
        self.said = label("", "body", wrap=True)
        self.take = button(tr("采用"), self._take)
        gap = theme.px("space_sm")
        flow = FlowLayout(gap)
        flow.addWidget(_pair(label(tr("要多少件"), "caption"), self.question, theme.px("space_xs")))
        flow.addWidget(_pair(self._target_name, self.target, theme.px("space_xs")))
        self._second = _pair(self._expected_name, self.expected, theme.px("space_xs"))
        flow.addWidget(self._second)
        answer = line(self.said, self.take, gap=gap)
        answer.setStretch(0, 1)
        self.setLayout(column(flow, answer, gap=theme.px("space_xs")))
        self._ask()

    def show_population(self, population: int | None, *, writable: bool) -> None:
        """How many pieces there are to draw from."""
        self._population = population
        self.take.setEnabled(writable)
        self._work_out()

    def _ask(self) -> None:
        name, first, second, expected = ASKED[str(self.question.currentData())]
        for caption, field, text, value in (
            (self._target_name, self.target, name, first),
            (self._expected_name, self.expected, second, expected),
        ):
            caption.setText(tr(text) if text else "")
            field.setAccessibleName(caption.text())
            field.setText(value)
        self._second.setVisible(bool(second))
        self._work_out()

    def _work_out(self) -> None:
        """The number for what stands in the fields now."""
        question = str(self.question.currentData())
        target, expected = decimal_of(self.target.text()), decimal_of(self.expected.text())
        restyle(self.target, "wrong", "true" if target is None else "false")
        needs = bool(ASKED[question][2])
        restyle(self.expected, "wrong", "true" if needs and expected is None else "false")
        self._found, self._ground = None, ""
        if target is None or (needs and expected is None):
            self._show(tr("请填写数字"))
            return
        from qmdesk.stats.sampling import plan_size

        scale = Decimal(100) if question == "rate" else Decimal(1)
        endless = question == "cpk"
        try:
            self._found = plan_size(
                question,
                target / scale,
                expected=None if expected is None or not needs else expected / scale,
                population=None if endless else self._population,
            )
        except Refused as refused:
            self._show(problem_text(refused.problems[0], self._desk.lang))
            return
        if self._found is None:
            self._show(tr("预计的 Cpk 不高于要证实的值，多少件都证实不了"))
            return
        self._ground = self._words(question, self._found)
        self._show(tr("{n} 件：{ground}", n=self._found, ground=self._ground))

    def _words(self, question: str, n: int) -> str:
        target, expected = self.target.text().strip(), self.expected.text().strip()
        if question == "zero-defects":
            words = tr("{n} 件中无不合格品，则以 95 % 置信度证实每百万件不合格品不超过 {target} 件", n=n, target=target)
        elif question == "cpk":
            words = tr(
                "实测 Cpk 达到 {expected} 时，{n} 件可按 95 % 置信度证实 Cpk 不低于 {target}",
                n=n,
                expected=expected,
                target=target,
            )
        else:
            words = tr(
                "比率约 {expected} % 时，{n} 件可按 95 % 置信度估到 ±{target} %", n=n, expected=expected, target=target
            )
        finite = question != "cpk" and self._population is not None
        return tr("{words}（总体 {population} 件）", words=words, population=self._population) if finite else words

    def _show(self, words: str) -> None:
        self.said.setText(words)
        self.take.setVisible(self._found is not None)

    def _take(self) -> None:
        if self._found is not None:
            self.taken.emit(self._found, self._ground)


def _pair(caption: QWidget, field: QWidget, gap: int) -> QWidget:
    made = QWidget()
    made.setLayout(line(caption, field, gap=gap))
    return made
