"""What-if: suppose a level or a figure and see the grade, without touching the case."""

# Qt gives None where its stubs say it can't, and its signals take lambdas of any shape.
# pyright: reportUnnecessaryComparison=false, reportUnknownLambdaType=false

from __future__ import annotations

from decimal import Decimal

from PySide6.QtWidgets import QVBoxLayout, QWidget

from qmdesk.formdef.fields import decimal_of
from qmdesk.formdef.types import Figure
from qmdesk.grading.whatif import Change, Lift, lifts, with_figure, with_item
from qmdesk.grading.words import name_of
from qmdesk.model.answers import Answers
from qmdesk.model.assessment import Assessment
from qmdesk.ui.desk import Desk
from qmdesk.ui.naming import span_name
from qmdesk.ui.widgets.basics import box, button, column, empty, frame, label, line, scrolled, tool
from qmdesk.ui.widgets.ladder import Ladder
from qmdesk.ui.widgets.typing_fields import ChoiceBox, LineField
from qmdesk.ui.words import tr

#: Statistics whose value is typed as a percentage.
RATES = {"rolled-throughput-yield", "loss-rate"}
Supposed = dict[str, int | Decimal]


class WhatIfTab(QWidget):
    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._supposed: Supposed = {}
        theme, form = desk.theme, desk.hub.form
        gap = theme.px("space_md")
        self._thing = ChoiceBox(most=40)
        self._thing.setAccessibleName(tr("假设的条目或指标"))
        for item in form.items:
            self._thing.addItem(item.name.in_(desk.lang), item.id)
        for figure in form.figures:
            self._thing.addItem(figure.name.in_(desk.lang), figure.id)
        self._level = ChoiceBox(most=16)
        self._level.setAccessibleName(tr("假设的等级"))
        for level in form.levels:
            self._level.addItem(level.name.in_(desk.lang), level.number)
        self._value = LineField(tr("假设的数值"))
        self._value.returnPressed.connect(self._suppose)
        self._thing.currentIndexChanged.connect(lambda _: self._show_editor())
        add = button(tr("加入假设"), self._suppose, theme=theme, icon="plus")
        entry = line(self._thing, self._level, self._value, add, None, gap=theme.px("space_sm"))
        entry.setStretch(0, 2)
        entry.setStretch(2, 1)
        self._problem = label("", "problem")
        self._problem.hide()
        self._list = QVBoxLayout()
        self._result = label("", "heading")
        self._ladder = Ladder(theme, len(form.levels), big=True)
        self._fewest = QVBoxLayout()
        self._fewest.setSpacing(theme.px("space_xs"))
        pad = theme.px("space_lg")
        trial = column(
            label(tr("试一试：改一个等级或数值，看综合等级怎么变。案卷不会改动。"), "muted", wrap=True),
            entry,
            self._problem,
            self._list,
            self._result,
            self._ladder,
            gap=theme.px("space_sm"),
            margins=(pad, pad, pad, pad),
        )
        fewest = column(self._fewest, margins=(pad, pad, pad, pad))
        self.setLayout(
            column(
                scrolled(
                    box(
                        "page",
                        column(frame("card", trial), frame("card", fewest), None, gap=gap, margins=(0, gap, gap, 0)),
                    )
                )
            )
        )
        desk.hub.assessed.connect(self._refresh)
        self._show_editor()
        self._refresh()

    def _show_editor(self) -> None:
        figure = self._figure()
        self._level.setVisible(figure is None)
        self._value.setVisible(figure is not None)
        if figure is not None:
            percent = figure.statistic in RATES
            self._value.setPlaceholderText(
                tr("如 96.5（%）") if percent else tr("如 1.45") if figure.id == "cpk" else tr("如 2500（件/百万件）")
            )

    def _figure(self) -> Figure | None:
        chosen = str(self._thing.currentData())
        return next((each for each in self._desk.hub.form.figures if each.id == chosen), None)

    def _suppose(self) -> None:
        chosen, figure = str(self._thing.currentData()), self._figure()
        self._problem.hide()
        if figure is None:
            self._supposed[chosen] = int(self._level.currentData())
        else:
            value = decimal_of(self._value.text().replace("%", "").replace("％", ""))
            if value is None or value < 0:
                self._problem.setText(tr("请填一个不小于零的数"))
                self._problem.show()
                return
            percent = figure.statistic in RATES
            self._supposed[chosen] = value / 100 if percent else value
        self._show_supposed()
        self._refresh()

    def _show_supposed(self) -> None:
        empty(self._list)
        form, lang, theme = self._desk.hub.form, self._desk.lang, self._desk.theme
        for key, value in self._supposed.items():
            shown = form.level(value).name.in_(lang) if isinstance(value, int) else self._shown(key, value)
            text = tr("{name} 假设为 {value}", name=name_of(form, key).in_(lang), value=shown)
            remove = tool(theme, "x", tr("去掉这条假设"), lambda k=key: self._forget(k))
            self._list.addLayout(line(label(text), remove, None, gap=theme.px("space_xs")))

    def _shown(self, key: str, value: Decimal) -> str:
        percent = self._desk.hub.form.figure(key).statistic in RATES
        return f"{(value * 100).normalize():f} %" if percent else f"{value:f}"

    def _forget(self, key: str) -> None:
        del self._supposed[key]
        self._show_supposed()
        self._refresh()

    def _refresh(self) -> None:
        answers, form, supposed = self._desk.hub.answers, self._desk.hub.form, dict(self._supposed)
        if answers is None:
            return

        def work() -> tuple[Assessment, Lift | None]:
            from qmdesk.grading.assess import assess

            changed = apply(answers, supposed)
            found = assess(form, changed)
            return found, lifts(form, changed, found)

        self._desk.hub.ask(self, work, self._show)

    def _show(self, found: tuple[Assessment, Lift | None]) -> None:
        assessment, lift = found
        form, lang = self._desk.hub.form, self._desk.lang
        words = span_name(form, assessment.grade, lang)
        self._result.setText(tr("按假设：{level}", level=words) if self._supposed else tr("现在：{level}", level=words))
        now = self._desk.hub.assessment
        self._ladder.show_span(
            assessment.grade, words, now.grade.lowest if now is not None and self._supposed else None
        )
        empty(self._fewest)
        if lift is None:
            self._fewest.addWidget(label(tr("已是最高等级"), "muted"))
            return
        title = tr("升到{level}，最少还要：", level=form.level(lift.level).name.in_(lang))
        self._fewest.addWidget(label(title, "heading"))
        for change in lift.must:
            self._change(change, tr("必须"))
        for choice in lift.any_of:
            self._fewest.addWidget(
                label(tr("以下 {total} 项中任选 {n} 项：", total=len(choice.among), n=choice.count), "muted")
            )
            for change in choice.among:
                self._change(change, tr("可选"))

    def _change(self, change: Change, kind: str) -> None:
        form = self._desk.hub.form
        name = name_of(form, change.id).in_(self._desk.lang)
        where = f"{'figure' if any(each.id == change.id for each in form.figures) else 'item'}:{change.id}"
        text = tr("{kind}：{name} {now} → {then} 级", kind=kind, name=name, now=change.from_level, then=change.to_level)
        self._fewest.addWidget(button(text, lambda: self._desk.go(where), role="link"))


def apply(answers: Answers, supposed: Supposed) -> Answers:
    """The answers with everything that is supposed."""
    for key, value in supposed.items():
        answers = with_item(answers, key, value) if isinstance(value, int) else with_figure(answers, key, value)
    return answers
