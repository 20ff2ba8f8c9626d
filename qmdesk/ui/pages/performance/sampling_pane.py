"""One sampling plan: the question, from where, how many and chosen how; the numbers drawn, to be read on the floor."""

# Qt's signals take lambdas of any shape.
# pyright: reportUnknownLambdaType=false

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from qmdesk.model.canonical import Json
from qmdesk.model.journal import Changes, Edit, Folded, Place
from qmdesk.model.problem import Problem, Refused
from qmdesk.ui.desk import Desk
from qmdesk.ui.pages.performance.rows import Row, rows_of
from qmdesk.ui.pages.performance.sampling_binds import BindsChoice
from qmdesk.ui.pages.performance.sampling_draw import Plan, drawn_by, new_seed, plan_of, text_of
from qmdesk.ui.pages.performance.sampling_size import SizePlan
from qmdesk.ui.pages.performance.sampling_strata import StrataTable
from qmdesk.ui.widgets.basics import box, button, column, frame, label, line, scrolled
from qmdesk.ui.widgets.case_field import CaseField
from qmdesk.ui.words import full_text, tr

KIND = "sampling"
#: Fields whose change after the draw is told; those of the numbers themselves are compared by drawing again.
WATCHED = ("purpose", "source", "population", "size", "method", "strata", "seed")


class SamplingPane(QWidget):
    """Draws as soon as a plan is complete for the first time; after that only when asked to."""

    def __init__(self, desk: Desk, key: str) -> None:
        super().__init__()
        self._desk, self.key, self._subject = desk, key, f"{KIND}:{key}"
        theme = desk.theme
        gap, pad = theme.px("space_sm"), theme.px("space_md")
        names = ("purpose", "source", "population", "method", "size", "seed", "size_reason", "result")
        self.fields = {each: CaseField(desk, self._subject, each, lines=1) for each in names}
        self.binds = BindsChoice(desk, self._subject)
        self.sizing = SizePlan(desk)
        self.sizing.taken.connect(self._take_size)
        self.strata = StrataTable(desk)
        self.strata.edited.connect(lambda text: self._put(strata=text or None))
        self.strata.summed.connect(lambda total: self._put(population=total))
        self.new_seed = button(tr("换一个种子"), self._renew_seed, role="link")
        self.stale = label("", "warning", wrap=True)
        self.draw_again = button(tr("按现在的设定重新抽取"), self.draw, role="primary")
        words = line(self.stale, self.draw_again, gap=gap, margins=(gap,) * 4)
        words.setStretch(0, 1)
        self.banner = frame("banner", words)
        self.problem = label("", "problem", wrap=True)
        self.how = label("", "caption", wrap=True)
        self.numbers = label("", "heading", wrap=True)
        flags = Qt.TextInteractionFlag
        self.numbers.setTextInteractionFlags(flags.TextSelectableByMouse | flags.TextSelectableByKeyboard)
        self.copy = button(tr("复制编号"), self._copy, role="quiet", theme=theme, icon="clipboard-paste")
        plan = column(self.fields["purpose"], self.sizing, self._grid(), self.strata, gap=gap, margins=(pad,) * 4)
        head = line(label(tr("抽中的编号"), "section"), None, self.copy, gap=gap)
        drawn = column(
            head, self.problem, self.how, self.numbers, self.banner, self.fields["result"], gap=gap, margins=(pad,) * 4
        )
        whole = column(frame("card", plan), frame("card", drawn), None, gap=gap)
        self.area = scrolled(box("page", whole))
        self.setLayout(column(self.area))
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._draw_first)
        desk.hub.changed.connect(self._on_changed)
        desk.hub.stage_changed.connect(self.refresh)
        self.refresh()

    def _grid(self) -> QGridLayout:
        made = QGridLayout()
        gap = self._desk.theme.px("space_md")
        made.setHorizontalSpacing(gap)
        made.setVerticalSpacing(self._desk.theme.px("space_sm"))
        seed = QHBoxLayout()
        seed.addWidget(self.fields["seed"], 1)
        seed.addWidget(self.new_seed, 0, Qt.AlignmentFlag.AlignBottom)
        made.addWidget(self.fields["source"], 0, 0, 1, 2)
        made.addWidget(self.binds, 0, 2)
        for place, part in enumerate(("population", "size", "method")):
            made.addWidget(self.fields[part], 1, place)
        made.addLayout(seed, 2, 0, 1, 2)
        made.addWidget(self.fields["size_reason"], 3, 0, 1, 3)
        for place in range(3):
            made.setColumnStretch(place, 1)
        return made

    def show_field(self, name: str) -> None:
        """Go to a field."""
        field = self.fields.get(name)
        if field is not None:
            self.area.ensureWidgetVisible(field)
            field.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- what stands -----------------------------------------------------------------------------

    @property
    def writable(self) -> bool:
        """Whether anything can be changed."""
        return self._desk.hub.writable

    def _row(self) -> Row | None:
        return next((row for row in rows_of(self._desk.hub, KIND) if row.key == self.key), None)

    def _on_changed(self, changes: Changes) -> None:
        if any(place.subject in (self._subject, "case:", "case") for place in changes.places):
            self.refresh()

    def refresh(self) -> None:
        """Show the plan, its numbers, and whether they still are the plan's."""
        row = self._row()
        if row is None:
            return
        plan = plan_of(row)
        found = self._drawn(plan)
        drawn, fresh = row.text("drawn"), found if isinstance(found, str) else ""
        self.sizing.show_population(plan.population, writable=self.writable)
        self.strata.setVisible(plan.method == "stratified")
        self.strata.show_plan(plan, writable=self.writable)
        self.new_seed.setEnabled(self.writable)
        self._show_problem(found if isinstance(found, Problem) else None)
        self.numbers.setText(drawn.replace(", ", "   "))
        self.numbers.setAccessibleName(tr("抽中的编号：{numbers}", numbers=drawn))
        self.numbers.setVisible(bool(drawn))
        self.copy.setVisible(bool(drawn))
        self.how.setText(self._how(drawn, plan, fresh))
        self._show_banner(row, drawn, fresh)
        if not drawn and fresh and self._never_drawn():
            self._soon.start()

    def _never_drawn(self) -> bool:
        """Whether no numbers were ever recorded: a draw that was undone is not made again unasked."""
        hub = self._desk.hub
        return all(hub.folded(self._subject, "drawn", stage) is None for stage in (hub.stage, *hub.stage.fallbacks))

    def _drawn(self, plan: Plan) -> str | Problem | None:
        """The numbers that the plan gives, what is wrong with it, or None while something isn't said yet."""
        if not plan.complete:
            return None
        try:
            return text_of(drawn_by(plan))
        except Refused as refused:
            return refused.problems[0]

    def _show_problem(self, problem: Problem | None) -> None:
        lang = self._desk.lang
        words = "" if problem is None else full_text(problem, lang)
        self.problem.setText(words)
        self.problem.setVisible(bool(words))

    def _how(self, drawn: str, plan: Plan, fresh: str) -> str:
        if not drawn:
            return "" if fresh else tr("填好总体数量、样本数量，这里就立刻抽出编号。")
        count = drawn.count(", ") + len(drawn.splitlines())
        if plan.method == "census" and drawn == fresh:
            return tr("全数检查，共 {n} 件。", n=plan.population)
        if drawn != fresh:
            return tr("抽取时的编号，共 {n} 件；编号从 1 起，按总体的顺序数。", n=count)
        return tr(
            "{population} 件中抽 {n} 件；编号从 1 起，按总体的顺序数。种子 {seed} 写进报告，谁用它都能重现。",
            population=plan.population,
            n=count,
            seed=plan.seed,
        )

    def _show_banner(self, row: Row, drawn: str, fresh: str) -> None:
        changed = self._changed_after(row)
        if drawn and drawn != fresh:
            names = tr("、").join(changed) or tr("设定")
            self.stale.setText(tr("抽取之后改过{names}。上面仍是当时抽中的编号，不会自动改变。", names=names))
        elif drawn and changed:
            self.stale.setText(tr("抽取之后改过{names}；编号不受影响。", names=tr("、").join(changed)))
        elif not drawn and fresh:
            self.stale.setText(tr("尚未抽取。"))
        self.banner.setVisible(bool(fresh or drawn) and (drawn != fresh or bool(changed)))
        self.draw_again.setVisible(bool(fresh) and drawn != fresh)
        self.draw_again.setEnabled(self.writable)
        self.draw_again.setText(tr("按现在的设定重新抽取") if drawn else tr("抽取"))

    def _changed_after(self, row: Row) -> list[str]:
        """The labels of what was recorded otherwise after the numbers had been drawn."""
        drawn = row.cells.get("drawn")
        if drawn is None:
            return []
        fields, lang, since = self._desk.hub.form.records[KIND].fields, self._desk.lang, _when(drawn)
        later = [each for each in WATCHED if each in row.cells and _when(row.cells[each]) > since]
        return [fields[each].label.in_(lang) for each in later if each in fields]

    # -- changing --------------------------------------------------------------------------------

    def _put(self, **values: Json) -> bool:
        fields, hub = self._desk.hub.form.records[KIND].fields, self._desk.hub
        edits: Sequence[Edit] = [
            Edit(Place(self._subject, name, str(hub.stage)), value) for name, value in values.items() if name in fields
        ]
        return hub.record(edits)

    def _take_size(self, size: int, ground: str) -> None:
        self._put(size=size, size_reason=ground)

    def _renew_seed(self) -> None:
        self._put(seed=new_seed())

    def _draw_first(self) -> None:
        if self.writable and self._never_drawn():
            self.draw()

    def draw(self) -> None:
        """Record the numbers that the plan gives now."""
        row = self._row()
        found = None if row is None else self._drawn(plan_of(row))
        if isinstance(found, str):
            self._put(drawn=found)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.numbers.text())
        self._desk.tell(tr("已复制抽中的编号"))


def _when(folded: Folded) -> tuple[int, int]:
    """When the newest head was recorded, in the order of the journal."""
    return max((each.lamport, each.seq) for each in folded.heads)
