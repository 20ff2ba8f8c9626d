"""Interviews: whom, what the form asks at that level, the answers one after another; which levels were heard."""

# Qt gives None where its stubs say it can't, and its signals take lambdas of any shape.
# pyright: reportUnnecessaryComparison=false, reportUnknownLambdaType=false

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QVBoxLayout, QWidget

from qmdesk.model.canonical import Json
from qmdesk.model.journal import Changes
from qmdesk.ui.capture.draft import moment
from qmdesk.ui.desk import Desk
from qmdesk.ui.naming import told
from qmdesk.ui.pages.floor.answers import AnswerRow, PromptChoice
from qmdesk.ui.pages.floor.shared import TWO, ListAndPane, found, page
from qmdesk.ui.pages.performance.rows import Row
from qmdesk.ui.pages.records_of import added
from qmdesk.ui.widgets.basics import box, button, column, empty, frame, image, label, line, say_empty
from qmdesk.ui.widgets.form_grid import FormGroup
from qmdesk.ui.widgets.typing_fields import LineField
from qmdesk.ui.words import tr
from qmdesk.visit.interviews import answers_of, heard
from qmdesk.visit.path import LEVELS

#: Who it was; the summary stands below the answers.
FIELDS = ("person", "level", "post", "department", "by", "place", "day", "start")


class InterviewsTab(ListAndPane):
    """The list of interviews with a summary of levels under it."""

    def __init__(self, desk: Desk) -> None:
        self._levels = Levels(desk)
        start = button(tr("新增访谈"), self.begin, role="primary", theme=desk.theme, icon="plus")
        text = tr(
            "写下被访人和岗位，表里按层级的问题随手可选，也可以自己写。回答一条按 Enter 接下一条，自动挂到条目上。"
        )
        super().__init__(
            desk,
            "interview",
            tr("访谈"),
            self._words,
            self._first,
            lambda key: InterviewPane(desk, key),
            say_empty(desk.theme, "message-circle", tr("还没有访谈"), text, start),
            self._levels,
            ("interview_answer",),
        )

    def show_record(self, key: str, field: str) -> None:
        """Go to an interview, or to the interview of an answer."""
        answer = found(self.desk.hub).record("interview_answer", key)
        if answer.there:
            super().show_record(answer.text("interview"), "")
            show = getattr(self.pane, "show_answer", None)
            if show is not None:
                show(key)
            return
        super().show_record(key, field)

    def _first(self) -> Mapping[str, Json]:
        now = moment(self.desk.hub)
        return {"by": self.desk.hub.author, "day": now[:10], "start": now[11:16]}

    def _words(self, row: Row) -> str:
        form, hub = self.desk.hub.form, self.desk.hub
        level = form.records["interview"].fields["level"].choices.get(row.text("level"))
        own = answers_of(found(hub), row.key)
        done = sum(bool(each.text("answer").strip()) for each in own)
        said = [level.in_(self.desk.lang)] if level else []
        said.append(tr("{done} / {total} 答", done=done, total=len(own)))
        return f"{row.text('person') or row.text('post') or tr('（未写姓名）')}\n{' · '.join(said)}"


class Levels(QWidget):
    """Which levels were heard, as told by a sign and by words."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._body = QVBoxLayout()
        self._body.setContentsMargins(0, 0, 0, 0)
        self._body.setSpacing(desk.theme.px("space_xs"))
        self.setLayout(column(label(tr("已访谈层级"), "section"), self._body, gap=desk.theme.px("space_xs")))
        desk.hub.changed.connect(self._on_changed)
        desk.hub.stage_changed.connect(self.refresh)
        self.refresh()

    def _on_changed(self, changes: Changes) -> None:
        if any(place.kind in ("interview", "interview_answer") for place in changes.places):
            self.refresh()

    def refresh(self) -> None:
        """Show it as it stands."""
        theme, hub = self._desk.theme, self._desk.hub
        choices = hub.form.records["interview"].fields["level"].choices
        empty(self._body)
        for level, keys in heard(found(hub), choices).items():
            if level not in choices or (not keys and level not in LEVELS):
                continue
            sign = image(theme, "circle-check" if keys else "circle", "good" if keys else "muted")
            name = choices[level].in_(self._desk.lang)
            text = told(name, tr("{n} 人", n=len(keys)) if keys else tr("还没有"))
            self._body.addLayout(line(sign, label(text, "body" if keys else "muted"), None, gap=theme.px("space_xs")))


class InterviewPane(QWidget):
    """One interview."""

    def __init__(self, desk: Desk, key: str) -> None:
        super().__init__()
        self._desk, self.key = desk, key
        self.subject = f"interview:{key}"
        theme = desk.theme
        self._rows: dict[str, AnswerRow] = {}
        self.about = FormGroup(desk, "", self.subject, FIELDS, two_from=TWO)
        self._answers = QVBoxLayout()
        self._answers.setSpacing(theme.px("space_md"))
        self.own = LineField(tr("自己的问题"), tr("自己的问题，按 Enter 加入"))
        self.own.returnPressed.connect(self._add_own)
        self.choice = PromptChoice(desk, key, self.ask)
        pad = theme.px("space_lg")
        body = column(
            label(tr("问答"), "heading"), self._answers, self.own, gap=theme.px("space_sm"), margins=(pad,) * 4
        )
        note = FormGroup(desk, "", self.subject, ("note",), two_from=TWO)
        self._page = page(desk, self.about, frame("card", body), box("", column(self.choice)), note)
        self.setLayout(column(self._page))
        desk.hub.changed.connect(self._on_changed)
        self.refresh()

    def show_field(self, name: str) -> None:
        """Put the cursor into a field."""
        field = self.about.fields.get(name or "person")
        if field is not None:
            field.editor.setFocus()

    def show_answer(self, key: str) -> None:
        """Go to one answer."""
        row = self._rows.get(key)
        if row is not None:
            self._page.ensureWidgetVisible(row)  # pyright: ignore[reportAttributeAccessIssue]
            row.answer.setFocus()

    def _on_changed(self, changes: Changes) -> None:
        if any(place.kind == "interview_answer" for place in changes.places):
            self.refresh()
        elif any(place.subject == self.subject and place.name in ("level", "post") for place in changes.places):
            self.choice.refresh()

    def refresh(self) -> None:
        """Show the questions that were chosen; rows that stand stay."""
        own = [each.key for each in answers_of(found(self._desk.hub), self.key)]
        for key in [each for each in self._rows if each not in own]:
            row = self._rows.pop(key)
            row.hide()
            row.deleteLater()
        for at, key in enumerate(own):
            if key not in self._rows:
                self._rows[key] = AnswerRow(self._desk, key, self._goes_on(key))
            if self._answers.indexOf(self._rows[key]) != at:
                self._answers.insertWidget(at, self._rows[key])
        self.choice.refresh()

    def ask(self, question: str, binds: str) -> str:
        """Add a question, and go to its answer; its key."""
        hub = self._desk.hub
        own = answers_of(found(hub), self.key)
        order = max((each.count("order") or 0 for each in own), default=0) + 1
        values: dict[str, Json] = {"interview": self.key, "question": question, "order": order}
        if binds:
            values["binds"] = binds
        key, edits = added(hub, "interview_answer", values)
        if hub.record(edits):
            self.show_answer(key)
        return key

    def _add_own(self) -> None:
        text = self.own.text().strip()
        if text:
            self.own.clear()
            self.ask(text, "")

    def _goes_on(self, key: str) -> Callable[[], None]:
        """After Enter the cursor goes to the next open answer, then to the field for an own question."""

        def go() -> None:
            keys = list(dict.fromkeys(each.key for each in answers_of(found(self._desk.hub), self.key)))
            after = keys[keys.index(key) + 1 :] if key in keys else []
            following = next((each for each in after if not self._rows[each].answer.toPlainText().strip()), "")
            if following:
                self.show_answer(following)
            else:
                self.own.setFocus()

        return go
