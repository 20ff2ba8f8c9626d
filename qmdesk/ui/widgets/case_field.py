"""One declared field of one record: label, editor by type, what is wrong beside it. It records when it is left."""

# Qt gives None where its stubs say it can't, and its signals take lambdas of any shape.
# pyright: reportUnnecessaryComparison=false, reportUnknownLambdaType=false

from __future__ import annotations

from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QWidget

from qmdesk.formdef.fields import format_value
from qmdesk.formdef.types import Field
from qmdesk.model.canonical import Json
from qmdesk.model.journal import Changes, Edit, Folded, Place, Stage
from qmdesk.model.problem import Problem, Refused
from qmdesk.review.setting import edit_of
from qmdesk.ui.desk import Desk
from qmdesk.ui.naming import beside, stage_name, told, value_text
from qmdesk.ui.widgets.basics import button, column, empty, frame, label, line, restyle
from qmdesk.ui.widgets.typing_fields import AreaField, ChoiceBox, LineField
from qmdesk.ui.words import full_text, mark, problem_text, tr

LONG = {"long_text"}
#: What a value of a type may look like at its widest, where cutting it short would hide what it says.
WHOLE = {"date": "2028-08-28", "month": "2028-08", "time": "08:48", "moment": "2028-08-28 08:48"}
CHOSEN = {"choice", "boolean", "level"}
HINTS = {
    "date": "2026-07-01",
    "month": "2025-03",
    "period": "2025-01 ~ 2025-12",
    "money": mark("8.45 万元"),
    "credit_code": "91330212MA2TE8XU04",
}


class CaseField(QWidget):
    """Bound to a subject and a field name; the stage is the hub's where the field belongs to a stage."""

    def __init__(self, desk: Desk, subject: str, name: str, *, lines: int = 2, caption: bool = True) -> None:
        super().__init__()
        self._desk, self.subject, self.name = desk, subject, name
        record = desk.hub.form.records[subject.partition(":")[0]]
        self._field: Field = record.fields[name]
        self._caption = label(self._field.label.in_(desk.lang), "caption")
        self._mark = label("", "chip")
        self._mark.hide()
        self._problem = label("", "problem", wrap=True)
        self._problem.hide()
        self._conflict = QHBoxLayout()
        self._refused = False
        self.editor = self._make_editor(lines)
        self._caption.setBuddy(self.editor)
        head = line(self._caption, None, self._mark) if caption else line()
        self.setLayout(column(head, self.editor, self._problem, self._conflict, gap=desk.theme.px("space_xs")))
        desk.hub.changed.connect(self._on_changed)
        desk.hub.stage_changed.connect(self.refresh)
        self.refresh()

    def _make_editor(self, lines: int) -> QWidget:
        name = self._field.label.in_(self._desk.lang)
        hint = self._field.help.in_(self._desk.lang) if self._field.help else tr(HINTS.get(self._field.type, ""))
        if self._field.type in CHOSEN:
            made = ChoiceBox()
            made.setAccessibleName(name)
            for text, value in self._choices():
                made.addItem(text, value)
            made.activated.connect(lambda _: self._commit(str(made.currentData())))
            return made
        made = AreaField(name, hint, lines=lines) if self._field.type in LONG else LineField(name, hint)
        if self._field.type in WHOLE:
            theme = self._desk.theme
            letters = QFontMetrics(theme.font()).horizontalAdvance(WHOLE[self._field.type])
            made.setMinimumWidth(letters + 2 * theme.px("space_sm") + theme.px("space_sm"))
        made.committed.connect(self._commit)
        return made

    def _choices(self) -> list[tuple[str, str]]:
        if self._field.type == "boolean":
            return [("—", ""), (tr("是"), "是"), (tr("否"), "否")]
        if self._field.type == "level":
            levels = self._desk.hub.form.levels
            return [("—", ""), *[(each.name.in_(self._desk.lang), str(each.number)) for each in levels]]
        return [("—", ""), *[(text.in_(self._desk.lang), key) for key, text in self._field.choices.items()]]

    # -- showing ---------------------------------------------------------------------------------

    @property
    def _stage(self) -> Stage | None:
        return self._desk.hub.stage if self._field.staged else None

    def _standing(self) -> tuple[Folded | None, str]:
        """What stands here, and the earlier stage it comes from where this one has none."""
        hub = self._desk.hub
        stages = (None,) if self._stage is None else (self._stage, *self._stage.fallbacks)
        for stage in stages:
            found = hub.folded(self.subject, self.name, stage)
            if found is not None and (found.value is not None or found.conflict):
                return found, "" if stage == self._stage else str(stage)
        return None, ""

    def _on_changed(self, changes: Changes) -> None:
        if any(place.subject == self.subject and place.name == self.name for place in changes.places):
            self.refresh()

    def refresh(self) -> None:
        """Show what the case holds."""
        found, earlier = self._standing()
        value = None if found is None else found.value
        draft = self._desk.hub.drafts.get(self._place)
        if draft is None:
            self._show(value)
            if self._refused:
                self._tell()
        else:
            self._show_draft(draft)
        self._mark.setText(stage_name(earlier) if earlier else "")
        self._show_mark()
        restyle(self.editor, "earlier", "true" if earlier else "false")
        unproven = tr("这是前一阶段的数据，尚未在现场核实")
        self._mark.setToolTip(unproven)
        self.editor.setToolTip(told(stage_name(earlier), unproven) if earlier else "")
        self._show_conflict(found)

    def _show_mark(self) -> None:
        """The chip stands where there is room beside the caption; slanted writing tells the same anywhere."""
        self._mark.setVisible(bool(self._mark.text()) and self._mark_needs() <= self.width())

    def _mark_needs(self) -> int:
        return self._caption.sizeHint().width() + self._mark.sizeHint().width() + self._desk.theme.px("space_sm")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_mark()

    def _show(self, value: Json) -> None:
        if isinstance(self.editor, QComboBox):
            key = ("是" if value else "否") if isinstance(value, bool) else "" if value is None else str(value)
            self.editor.setCurrentIndex(max(self.editor.findData(key), 0))
        elif isinstance(self.editor, LineField | AreaField):
            self.editor.show_text(format_value(self._field, value, self._desk.lang))

    @property
    def _place(self) -> Place:
        return Place(self.subject, self.name, str(self._stage or ""))

    def _show_draft(self, text: str) -> None:
        """What was typed here and could not be taken, with its reason again."""
        if isinstance(self.editor, LineField | AreaField):
            self.editor.show_text(text)
            _, refused = self._parsed(text)
            self._tell(refused)
            if refused is None:
                self.say(tr("还没有保存，内容留在这里。"))

    def _show_conflict(self, found: Folded | None) -> None:
        empty(self._conflict)
        if found is None or not found.conflict:
            return
        words = column(label(tr("两处记录不一致，请选定一个："), "warning"), gap=2)
        row = line(gap=self._desk.theme.px("space_xs"))
        for head in found.heads:
            text = value_text(self._desk.hub.form, found.place, head.value, self._desk.lang)
            row.addWidget(button(beside(text, head.author), lambda h=head: self._settle(found.place, h.value)))
        row.addStretch(1)
        words.addLayout(row)
        words.setContentsMargins(*(self._desk.theme.px("space_sm"),) * 4)
        self._conflict.addWidget(frame("banner", words))

    def _settle(self, place: Place, value: Json) -> None:
        hub = self._desk.hub
        reason = tr("在窗口中选定")
        hub.do(lambda: hub.session.record(Edit(place, value, reason=reason), force=True))

    # -- recording -------------------------------------------------------------------------------

    def _parsed(self, text: str) -> tuple[tuple[Edit, tuple[Problem, ...]] | None, Problem | None]:
        hub = self._desk.hub
        try:
            stage = self._stage or Stage.ONSITE
            return edit_of(hub.form, self.subject, self.name, text, stage=stage, author=hub.author), None
        except Refused as refused:
            return None, refused.problems[0]

    def _commit(self, text: str) -> None:
        hub = self._desk.hub
        found, refused = self._parsed(text)
        if found is None:
            hub.drafts[self._place] = text
            self._tell(refused)
            return
        hub.drafts.pop(self._place, None)
        edit, warnings = found
        self._refused = False
        self.say("".join(problem_text(each, self._desk.lang) for each in warnings), role="warning")
        if hub.record(edit):
            self.refresh()
        else:
            self._keep_unsaved(text)

    def _keep_unsaved(self, text: str) -> None:
        """The case can't be written now: what was typed stays, here and when one comes back, and says that it is not
        saved."""
        if self._desk.hub.session.read_only:
            self._desk.hub.drafts[self._place] = text
            self.say(tr("还没有保存，内容留在这里。"))

    def _tell(self, refused: Problem | None = None) -> None:
        self._refused = refused is not None
        self.say("" if refused is None else full_text(refused, self._desk.lang))

    def say(self, text: str, role: str = "problem") -> None:
        """What is wrong with what was typed, beside it; the text stays."""
        self._problem.setText(text)
        self._problem.setVisible(bool(text))
        restyle(self._problem, "role", role)
        restyle(self.editor, "wrong", "true" if text and role == "problem" else "false")
        self.editor.setAccessibleDescription(self._problem.text())

    @property
    def problem(self) -> QLabel:
        """The label that says what is wrong; hidden where nothing is."""
        return self._problem
