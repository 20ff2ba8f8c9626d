"""The live grade: always there, with what is still possible and what keeps it from the next level."""

# Qt gives None where its stubs say it can't, and its signals take lambdas of any shape.
# pyright: reportUnnecessaryComparison=false, reportUnknownLambdaType=false

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from qmdesk.grading.words import name_of
from qmdesk.model.assessment import Assessment, Blocking
from qmdesk.model.journal import Changes, Stage
from qmdesk.ui.desk import Desk
from qmdesk.ui.naming import span_name, stage_name
from qmdesk.ui.widgets.basics import button, column, empty, frame, label, line
from qmdesk.ui.widgets.ladder import Ladder
from qmdesk.ui.words import tr

#: How many things that block are shown as links.
SHOWN = 3


class GradePanel(QWidget):
    """The panel on the right. It follows the hub and has no state of its own."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        theme, form = desk.theme, desk.hub.form
        self.setAccessibleName(tr("实时等级"))
        self._stage = label("", "chip", tone="accent")
        self._grade = label("—", "title", wrap=True)
        self._note = label("", "caption", wrap=True)
        self._ladder = Ladder(theme, len(form.levels), big=True)
        self._rows = {each.id: self._row(each.name.in_(desk.lang)) for each in form.dimensions}
        self._next = label("", "section", wrap=True)
        self._links = QVBoxLayout()
        self._links.setSpacing(0)
        gap = theme.px("space_sm")
        body = column(
            line(label(tr("实时等级"), "section"), None, self._stage),
            gap,
            self._grade,
            self._note,
            theme.px("space_xs"),
            self._ladder,
            theme.px("space_lg"),
            margins=(theme.px("space_lg"),) * 4,
        )
        body.addLayout(self._grid())
        body.addSpacing(theme.px("space_md"))
        body.addWidget(frame("rule"))
        body.addSpacing(theme.px("space_md"))
        body.addWidget(self._next)
        body.addSpacing(theme.px("space_xs"))
        body.addLayout(self._links)
        body.addStretch(1)
        self.setLayout(body)
        desk.hub.assessed.connect(self._on_assessed)
        desk.hub.stage_changed.connect(self._show_stage)
        self._stage.setText(stage_name(desk.hub.stage))
        if desk.hub.assessment is not None:
            self._on_assessed(desk.hub.assessment)

    def _show_stage(self, stage: Stage) -> None:
        self._stage.setText(stage_name(stage))

    def _row(self, name: str) -> tuple[QLabel, Ladder, QLabel]:
        return (
            label(name, "body", wrap=True),
            Ladder(self._desk.theme, len(self._desk.hub.form.levels)),
            label("—", "caption"),
        )

    def _grid(self) -> QGridLayout:
        """Name over ladder and value for each dimension; one grid, so that all ladders are of one length."""
        theme = self._desk.theme
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px("space_sm"))
        grid.setVerticalSpacing(theme.px("space_xs"))
        grid.setColumnStretch(0, 1)
        for at, (words, rung, value) in enumerate(self._rows.values()):
            if at:
                grid.setRowMinimumHeight(3 * at - 1, theme.px("space_xs"))
            grid.addWidget(words, 3 * at, 0, 1, 2)
            grid.addWidget(rung, 3 * at + 1, 0)
            grid.addWidget(value, 3 * at + 1, 1)
        return grid

    def _on_assessed(self, found: Assessment) -> None:
        form, lang = self._desk.hub.form, self._desk.lang
        words = span_name(form, found.grade, lang)
        self._grade.setText(words)
        open_items = sum(1 for each in found.items if each.applicable and not each.answered)
        open_figures = sum(1 for each in found.figures if each.span.level is None)
        self._note.setText(self._state_of(found, open_items, open_figures))
        self._ladder.show_span(found.grade, tr("综合等级：{words}", words=words))
        lowest = min((each.span.lowest for each in found.dimensions), default=1)
        for each in found.dimensions:
            name, rung, value = self._rows[each.id]
            words = span_name(form, each.span, lang)
            rung.show_span(each.span, words)
            value.setText(words)
            weakest = found.grade.level is not None and each.span.lowest == lowest
            name.setToolTip(tr("由本维度决定") if weakest else "")
        self._show_blocking(found)

    def _state_of(self, found: Assessment, items: int, figures: int) -> str:
        if found.grade.level is not None:
            return tr("按已有记录计算；最终等级由主管部门确认")
        differing = sum(1 for each in found.items if each.because.rule == "item-differs")
        if differing and not items and not figures:
            return tr("{n} 个条目评级不一致，待商定", n=differing)
        items += differing
        if not figures:
            return tr("{n} 个条目尚未确定", n=items)
        if not items:
            return tr("{n} 项指标尚未确定", n=figures)
        return tr("{items} 个条目、{figures} 项指标尚未确定", items=items, figures=figures)

    def _show_blocking(self, found: Assessment) -> None:
        empty(self._links)
        form, lang = self._desk.hub.form, self._desk.lang
        if not found.blocking:
            self._next.setText(tr("已是最高等级") if found.grade.lowest == len(form.levels) else "")
            return
        target = form.level(found.grade.lowest + 1).name.in_(lang)
        self._next.setText(tr("升到{level}还需要", level=target))
        chosen = foremost(found)
        for each in chosen:
            where = f"{'figure' if any(f.id == each.id for f in form.figures) else 'item'}:{each.id}"
            # What is asked for comes first: a long name is shortened at its end.
            text = tr(
                "{now} → {needed} 级  {name}", name=name_of(form, each.id).in_(lang), now=each.level, needed=each.needed
            )
            self._links.addWidget(
                button(
                    text, lambda w=where: self._desk.go(w), role="link", theme=self._desk.theme, icon="arrow-up-right"
                )
            )
        rest = len(found.blocking) - len(chosen)
        if rest:
            self._links.addWidget(
                button(tr("另有 {n} 项，见定级", n=rest), lambda: self._desk.go("page:grade"), role="link")
            )


def foremost(found: Assessment) -> list[Blocking]:
    """The things that block most: core items and figures first, then those furthest below."""
    core = {each.id for each in found.items if each.core} | {each.id for each in found.figures}
    ranked = sorted(found.blocking, key=lambda each: (each.level - each.needed, each.id not in core))
    chosen: list[Blocking] = []
    for each in ranked:
        if len(chosen) < SHOWN and sum(1 for other in chosen if other.dimension == each.dimension) < SHOWN - 1:
            chosen.append(each)
    return chosen


def changes_matter(changes: Changes, *kinds: str) -> bool:
    """Whether any changed place is of these kinds."""
    return any(place.kind in kinds for place in changes.places)
