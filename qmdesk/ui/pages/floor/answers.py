"""A question with its answer, and the form's prompts to choose questions from."""

# Qt gives None where its stubs say it can't, and its signals take lambdas of any shape.
# pyright: reportUnnecessaryComparison=false, reportUnknownLambdaType=false

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from qmdesk.model.journal import Changes
from qmdesk.ui.capture.finder import ItemFinder
from qmdesk.ui.desk import Desk
from qmdesk.ui.naming import subject_name, told
from qmdesk.ui.pages.floor.shared import edit, found
from qmdesk.ui.pages.records_of import removed
from qmdesk.ui.widgets.basics import button, column, elided, empty, frame, label, line, tool
from qmdesk.ui.widgets.typing_fields import AreaField
from qmdesk.ui.words import tr
from qmdesk.visit.interviews import answers_of, prompts_for

#: So many prompts are offered at once.
MOST = 12


class AnswerRow(QWidget):
    """``go_on`` is called after Enter; Shift+Enter begins a new line."""

    def __init__(self, desk: Desk, key: str, go_on: Callable[[], None]) -> None:
        super().__init__()
        self._desk, self._go_on = desk, go_on
        self.subject = f"interview_answer:{key}"
        record = found(desk.hub).record("interview_answer", key)
        theme = desk.theme
        self.question = label(record.text("question"), "strong", wrap=True)
        self.answer = AreaField(told(tr("回答"), record.text("question")), tr("回答，按 Enter 接下一条"), lines=1)
        self.answer.show_text(record.text("answer"))
        self.answer.committed.connect(self._keep)
        self.answer.installEventFilter(self)
        self.finder = ItemFinder(desk, record.text("binds"))
        self.finder.chosen.connect(lambda where: desk.hub.record(edit(desk.hub, self.subject, "binds", where or None)))
        self.finder.setMaximumWidth(theme.px("list"))
        remove = tool(
            theme, "trash-2", tr("删除这一问"), lambda: desk.hub.record(removed(desk.hub, "interview_answer", key))
        )
        head = line(self.question, self.finder, remove, gap=theme.px("space_sm"))
        head.setStretch(0, 1)
        head.setAlignment(self.finder, Qt.AlignmentFlag.AlignTop)
        head.setAlignment(remove, Qt.AlignmentFlag.AlignTop)
        self.setLayout(column(head, self.answer, gap=theme.px("space_xs")))
        desk.hub.changed.connect(self._on_changed)

    def _keep(self, text: str) -> None:
        hub = self._desk.hub
        hub.record(edit(hub, self.subject, "answer", text.strip() or None))

    def _on_changed(self, changes: Changes) -> None:
        if not any(place.subject == self.subject for place in changes.places):
            return
        record = found(self._desk.hub).record("interview_answer", self.subject.partition(":")[2])
        self.answer.show_text(record.text("answer"))
        self.question.setText(record.text("question"))
        if not self.finder.hasFocus():
            self.finder.show_place(record.text("binds"))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.answer.commit()
            self._go_on()
            return True
        return False


class PromptChoice(QWidget):
    """The form's questions for the level and post of an interview, those already asked left out."""

    def __init__(self, desk: Desk, key: str, ask: Callable[[str, str], object]) -> None:
        super().__init__()
        self._desk, self._key, self._ask = desk, key, ask
        self._every = False
        theme = desk.theme
        pad = theme.px("space_lg")
        self._title = label("", "section")
        self._list = QVBoxLayout()
        self._list.setSpacing(theme.px("space_xs"))
        self._list.setContentsMargins(0, 0, 0, 0)
        self._more = button("", self._toggle, role="link")
        self.setLayout(
            column(
                frame(
                    "well",
                    column(
                        self._title, self._list, line(self._more, None), gap=theme.px("space_sm"), margins=(pad,) * 4
                    ),
                )
            )
        )
        self._shown: tuple[str, ...] = ()

    def refresh(self) -> None:
        """Offer what fits the interview as it is now."""
        desk, hub = self._desk, self._desk.hub
        record = found(hub).record("interview", self._key)
        level, post = record.text("level"), record.text("post")
        asked = {each.text("question") for each in answers_of(found(hub), self._key)}
        every = [each for each in prompts_for(hub.form, level, post) if each.prompt.ask.in_(desk.lang) not in asked]
        fitting = [each for each in every if each.fits]
        shown = (every if self._every or not fitting else fitting)[: None if self._every else MOST]
        known = (level, post, str(self._every), *(each.id for each in shown))
        if known == self._shown:
            return
        self._shown = known
        choices = hub.form.records["interview"].fields["level"].choices
        name = choices[level].in_(desk.lang) if level in choices else post
        self._title.setText(tr("评价表里问“{who}”的问题", who=name) if fitting and name else tr("评价表里的问题"))
        empty(self._list)
        for each in shown:
            text, where = each.prompt.ask.in_(desk.lang), each.binds
            press = tool(
                desk.theme, "plus", told(tr("问这一条"), text), lambda text=text, where=where: self._ask(text, where)
            )
            about = subject_name(hub.form, {}, where, desk.lang)
            who = elided(f"{each.prompt.who.in_(desk.lang)} · {about}", "caption")
            row = line(press, column(label(text, wrap=True), who), gap=desk.theme.px("space_sm"))
            row.setStretch(1, 1)
            row.setAlignment(press, Qt.AlignmentFlag.AlignTop)
            self._list.addLayout(row)
        self._more.setText(tr("只看合适的") if self._every else tr("看全部 {n} 个问题", n=len(every)))
        self._more.setVisible(self._every or len(every) > len(shown))

    def _toggle(self) -> None:
        self._every = not self._every
        self.refresh()
