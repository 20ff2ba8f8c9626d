"""Experts' scores: a table for each round, every expert a column of own points; mean and spread beside them."""

# Qt's signals take lambdas of any shape.
# pyright: reportUnknownLambdaType=false

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QGridLayout, QTabBar, QWidget

from qmdesk.formdef.fields import parse_text
from qmdesk.model.journal import Edit, Place
from qmdesk.model.problem import Severity
from qmdesk.ui.benchmark.reading import found_of, made_of
from qmdesk.ui.desk import Desk
from qmdesk.ui.pages.records_of import added, removed
from qmdesk.ui.pages.registry import PageSpec
from qmdesk.ui.widgets.basics import box, button, column, empty, frame, label, line, restyle, tool
from qmdesk.ui.widgets.case_field import CaseField
from qmdesk.ui.widgets.page_frame import PageFrame
from qmdesk.ui.widgets.typing_fields import ChoiceBox, LineField
from qmdesk.ui.words import problem_text, tr
from qmdesk.visit.benchmark.scoring import Round, rounds, score_key, shown

_COLUMNS_BEFORE = 2


class ScoresPage(PageFrame):
    """``weighting`` is an option with a name; points are each expert's own."""

    def __init__(self, desk: Desk, spec: PageSpec) -> None:
        about = tr("通知没有公布权重。选用的方案会印在报告上；回避的专家不计分。")
        super().__init__(desk.theme, spec.name(), about, wide=True)
        self._desk, made, lang = desk, made_of(desk.hub), desk.lang
        theme = desk.theme
        self._weighting = ChoiceBox()
        self._weighting.setAccessibleName(tr("权重方案"))
        self._weighting.setMinimumContentsLength(14)
        for each in made.weightings:
            self._weighting.addItem(each.name.in_(lang), each.id)
        self._weighting.activated.connect(
            lambda _: desk.hub.record(Edit(Place("case", "weighting"), str(self._weighting.currentData())))
        )
        self._explained = label("", "caption", wrap=True)
        self.body.addLayout(
            line(label(tr("权重方案"), "strong"), self._weighting, self._explained, None, gap=theme.px("space_sm"))
        )
        self.experts = ExpertsCard(desk)
        self.body.addWidget(self.experts)
        self._steps = [each for each in made.steps if each.scored]
        self._bar = QTabBar()
        self._bar.setExpanding(False)
        self._bar.setDrawBase(False)
        for each in self._steps:
            self._bar.addTab(each.name.in_(lang))
        self._bar.currentChanged.connect(lambda _: self.refresh())
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.px("space_md"))
        self._grid.setVerticalSpacing(theme.px("space_sm"))
        self._total = label("", "heading", wrap=True)
        pad = theme.px("space_md")
        self._problem = label("", "problem", wrap=True)
        self._target = ("", "")
        self._about = label("", "caption", wrap=True)
        self.comment = LineField(tr("评语"), tr("评语：先点一个分数"))
        self.comment.setEnabled(False)
        self.comment.committed.connect(self._put_comment)
        self.body.addWidget(self._bar)
        gap = theme.px("space_sm")
        parts = (self._total, self._grid, self._problem, self._about, self.comment)
        table = column(*parts, gap=gap, margins=(pad,) * 4)
        self.body.addWidget(frame("card", table))
        self.fields: dict[tuple[str, str], LineField] = {}
        self._laid: tuple[str, ...] = ()
        desk.hub.changed.connect(self.refresh)
        self.refresh()

    @property
    def round_id(self) -> str:
        """The round in front."""
        return self._steps[self._bar.currentIndex()].id

    def show_tab(self, name: str) -> None:
        """Show a round by its id."""
        at = next((at for at, each in enumerate(self._steps) if each.id == name), None)
        if at is not None:
            self._bar.setCurrentIndex(at)

    def refresh(self) -> None:
        """Show weights, points, means and spreads as they stand."""
        made, found = made_of(self._desk.hub), found_of(self._desk.hub)
        weighting = made.weighting(found.record("case").text("weighting"))
        self._weighting.setCurrentIndex(max(self._weighting.findData(weighting.id), 0))
        self._explained.setText(weighting.explanation.in_(self._desk.lang))
        each = next(one for one in rounds(made, found) if one.id == self.round_id)
        experts = [record.text("name") for record in found.records("expert") if record.flag("recused") is not True]
        laid = (self.round_id, weighting.id, *experts)
        if laid != self._laid:
            self._laid = laid
            self._target = ("", "")
            self._about.setText("")
            self._lay(each, experts)
        self._show(each, experts)
        self._show_comment()

    def _lay(self, each: Round, experts: list[str]) -> None:
        empty(self._grid)
        self.fields.clear()
        made, lang = made_of(self._desk.hub), self._desk.lang
        heads = [tr("要点"), tr("权重"), *experts, tr("均分"), tr("范围")]
        for at, text in enumerate(heads):
            self._grid.addWidget(label(text, "caption", wrap=True), 0, at)
        self._grid.setColumnStretch(0, 3)
        for row, part in enumerate(made.parts, 1):
            words = label(part.name.in_(lang), wrap=True)
            words.setToolTip(part.prompt.in_(lang))
            self._grid.addWidget(words, row, 0)
            self._grid.addWidget(label(str(each.weighting.weights[part.id]), "muted"), row, 1)
            for at, expert in enumerate(experts, _COLUMNS_BEFORE):
                field = LineField(f"{part.name.in_(lang)} {expert}", "0-100")
                field.committed.connect(lambda text, p=part.id, e=expert: self._put(p, e, text))
                field.installEventFilter(self)
                field.setProperty("target", [part.id, expert])
                self.fields[part.id, expert] = field
                self._grid.addWidget(field, row, at)
                self._grid.setColumnStretch(at, 1)
            for at in range(2):
                self._grid.addWidget(label("", "strong"), row, _COLUMNS_BEFORE + len(experts) + at)
        total = len(made.parts) + 1
        self._grid.addWidget(label(tr("加权总分"), "strong"), total, 0)
        for at in range(1, _COLUMNS_BEFORE + len(experts) + 2):
            self._grid.addWidget(label("", "strong"), total, at)

    def _show(self, each: Round, experts: list[str]) -> None:
        made = made_of(self._desk.hub)
        given = {one.expert: one for one in each.given}
        for row, part in enumerate(made.parts, 1):
            for expert in experts:
                points = given[expert].points.get(part.id) if expert in given else None
                self.fields[part.id, expert].show_text("" if points is None else f"{points:f}")
            known, at = each.parts[part.id], _COLUMNS_BEFORE + len(experts)
            self._say(row, at, shown(known.mean) if known.n else "—")
            self._say(row, at + 1, f"{shown(known.low, 0)}–{shown(known.high, 0)}" if known.n else "—")
        total = len(made.parts) + 1
        for at, expert in enumerate(experts, _COLUMNS_BEFORE):
            self._say(total, at, shown(given[expert].total) if expert in given else "—")
        self._say(total, _COLUMNS_BEFORE + len(experts), shown(each.total.mean))
        spread = f"{shown(each.total.low)}–{shown(each.total.high)}" if each.total.n else "—"
        self._say(total, _COLUMNS_BEFORE + len(experts) + 1, spread)
        words = tr("{n} 位专家评完，均分 {mean}，{spread}", n=each.total.n, mean=shown(each.total.mean), spread=spread)
        apart = "　" + tr("专家总分相差较大，请商议。") if each.apart else ""
        self._total.setText(words + apart if each.total.n else tr("还没有专家评完六项要点。"))
        restyle(self._total, "tone", "warn" if each.apart else "")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The comment below belongs to the points that the cursor is in."""
        if event.type() == QEvent.Type.FocusIn and isinstance(target := watched.property("target"), list):
            self.comment.commit()
            self._target = (str(target[0]), str(target[1]))
            self._show_comment()
        return super().eventFilter(watched, event)

    def _show_comment(self) -> None:
        part, expert = self._target
        names = {each.id: each.name.in_(self._desk.lang) for each in made_of(self._desk.hub).parts}
        self.comment.setEnabled(bool(part) and self._desk.hub.writable)
        if part:
            self._about.setText(tr("评语：{part} · {expert}", part=names[part], expert=expert))
            key = score_key(self.round_id, part, expert)
            self.comment.show_text(self._desk.hub.text(f"score:{key}", "comment"))

    def _put_comment(self, text: str) -> None:
        part, expert = self._target
        subject = f"score:{score_key(self.round_id, part, expert)}"
        values = {"round": self.round_id, "part": part, "expert": expert, "comment": text.strip() or None}
        self._desk.hub.record([Edit(Place(subject, name), value) for name, value in values.items()])

    def _say(self, row: int, at: int, text: str) -> None:
        item = self._grid.itemAtPosition(row, at)
        widget = item.widget() if item is not None else None
        if widget is not None and hasattr(widget, "setText"):
            widget.setText(text)  # pyright: ignore[reportAttributeAccessIssue]

    def _put(self, part: str, expert: str, text: str) -> None:
        from qmdesk.review.benchmark import score

        hub, round_id = self._desk.hub, self.round_id
        self._problem.setText("")
        if not text.strip():
            hub.record(Edit(Place(f"score:{score_key(round_id, part, expert)}", "points"), None))
            return
        field = hub.form.records["score"].fields["points"]
        value, problem = parse_text(field, text)
        if problem is not None and problem.severity is Severity.ERROR:
            self._problem.setText(problem_text(problem, self._desk.lang))
            return
        hub.do(lambda: score(hub.session, round_id, part, expert, str(value)))


class ExpertsCard(QWidget):
    """The experts: name, institution, relation to the applicant, whether recused."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        theme = desk.theme
        pad = theme.px("space_md")
        self._rows = column(gap=theme.px("space_xs"))
        self.name = LineField(tr("新专家姓名"), tr("姓名，回车添加"))
        self.name.committed.connect(self._add)
        add = button(tr("添加专家"), self.name.commit, role="quiet", theme=theme, icon="plus")
        self.name.setMaximumWidth(theme.px("form") // 2)
        body = column(
            label(tr("评审专家"), "heading"),
            self._rows,
            line(self.name, add, None, gap=theme.px("space_sm")),
            gap=theme.px("space_sm"),
            margins=(pad,) * 4,
        )
        self.setLayout(column(frame("card", body)))
        self._keys: list[str] = []
        desk.hub.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        hub, keys = self._desk.hub, self._desk.hub.keys("expert")
        if keys == self._keys:
            return
        self._keys = keys
        empty(self._rows)
        for key in keys:
            row = line(gap=self._desk.theme.px("space_sm"))
            for name in ("name", "institution", "specialty", "conflict", "recused"):
                row.addWidget(CaseField(self._desk, f"expert:{key}", name, lines=1), 1, Qt.AlignmentFlag.AlignTop)
            away = tool(self._desk.theme, "trash-2", tr("移除"), lambda k=key: hub.record(removed(hub, "expert", k)))
            row.addWidget(box("", column(away)), 0, Qt.AlignmentFlag.AlignBottom)
            self._rows.addLayout(row)

    def _add(self, text: str) -> None:
        if text.strip():
            _, edits = added(self._desk.hub, "expert", {"name": text.strip()})
            if self._desk.hub.record(edits):
                self.name.show_text("")
                self.name.clear()
