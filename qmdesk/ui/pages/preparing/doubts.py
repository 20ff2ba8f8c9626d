"""The questions to take along: made of contradictions, added by hand, put in order, answered on site."""

# Qt's signals take lambdas of any shape, and Qt gives None where its stubs say it can't.
# pyright: reportUnknownLambdaType=false, reportUnnecessaryComparison=false

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStackedWidget, QWidget

from qmdesk.grading.records import index
from qmdesk.grading.words import question_text
from qmdesk.model.assessment import Question
from qmdesk.model.canonical import Json
from qmdesk.model.journal import Changes, Edit, Place, Stage
from qmdesk.ui.desk import Desk
from qmdesk.ui.naming import subject_name
from qmdesk.ui.pages.performance.rows import Row, by_number, renumbered, rows_of
from qmdesk.ui.pages.performance.sampling_list import RecordList
from qmdesk.ui.pages.preparing.question_pane import QuestionPane
from qmdesk.ui.pages.preparing.sheet import focus_in
from qmdesk.ui.widgets.basics import box, button, column, empty, label, line, say_empty
from qmdesk.ui.words import tr
from qmdesk.visit.drafting import question_edits, question_key
from qmdesk.visit.questions import origin_of, to_ask, untaken

#: The width of the lists (at 100 %).
SIDE = 300
ORIGIN = Qt.ItemDataRole.UserRole


class DoubtsTab(QWidget):
    """Questions and offered contradictions at the side, the question in front beside them."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._of_self: tuple[Question, ...] = ()
        self._offers: tuple[Question, ...] = ()
        self._stale = self._self_changed = False
        theme = desk.theme
        self.list = RecordList(desk, "question", tr("带到现场的疑问"), self._words, self._new, by_number)
        self.list.chosen.connect(self._show)
        self.list.list.setSpacing(theme.px("space_xs"))
        self.offered = QListWidget()
        self.offered.setAccessibleName(tr("可列入的矛盾"))
        self.offered.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.offered.setWordWrap(True)
        self.offered.setSpacing(theme.px("space_xs"))
        self.offered.itemActivated.connect(lambda item: self.take([str(item.data(ORIGIN))]))
        self._about = label("", "section", wrap=True)
        self._all = button(tr("全部列入"), self.take, role="primary", theme=theme, icon="plus")
        self._one = button(tr("列入所选"), self._take_chosen, role="quiet", theme=theme, icon="plus", tip="Enter")
        buttons = line(self._one, self._all, None, gap=theme.px("space_xs"))
        offers = column(self._about, self.offered, buttons, gap=theme.px("space_xs"))
        self._offer_box = box("", offers)
        side = QWidget()
        side.setLayout(column(self.list, self._offer_box, gap=theme.px("space_md")))
        side.setFixedWidth(round(SIDE * theme.scale))
        self.stack = QStackedWidget()
        self.pane: QuestionPane | None = None
        self._welcome = box("")
        self._words_of_welcome = column()
        self._welcome.setLayout(self._words_of_welcome)
        self.stack.addWidget(self._welcome)
        whole = line(side, self.stack, gap=theme.px("space_md"))
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self._key("Alt+Up", lambda: self.move_chosen(-1))
        self._key("Alt+Down", lambda: self.move_chosen(1))
        self._key("Return", self.begin)
        desk.hub.changed.connect(self._on_changed)
        desk.hub.assessed.connect(self._refresh_if_seen)
        desk.hub.stage_changed.connect(self._read_self)
        self._read_self()
        if self.list.rows:
            self.list.choose(self.list.rows[0].key)
        self.refresh()

    def _key(self, keys: str, action: object) -> None:
        made = QShortcut(QKeySequence(keys), self.list.list)
        made.setContext(Qt.ShortcutContext.WidgetShortcut)
        made.activated.connect(action)  # pyright: ignore[reportArgumentType]

    def showEvent(self, event: QShowEvent) -> None:
        """What changed while another tab was in front is looked at now."""
        super().showEvent(event)
        if self._self_changed:
            self._read_self()
        if self._stale:
            self.refresh()

    # -- what is offered -------------------------------------------------------------------------

    def _refresh_if_seen(self) -> None:
        """The grade is worked out after every change: a tab that nobody sees looks at it when it is shown."""
        self._stale = True
        if self.isVisible():
            self.refresh()

    def _read_self(self) -> None:
        """Find the contradictions of the self-assessment, in the pool; those of this stage come with the grade."""
        hub = self._desk.hub
        self._self_changed = False
        if hub.stage is Stage.SELF:
            self._of_self = ()
            self.refresh()
            return
        session, outline, form = hub.session, hub.session.outline(), hub.form

        def work() -> tuple[Question, ...]:
            from qmdesk.grading.answers import answers_of
            from qmdesk.grading.assess import assess

            readings, _ = session.sets_of(outline)
            return assess(form, answers_of(form, replace(outline, readings=readings), Stage.SELF)).questions

        hub.ask(self, work, self._read)

    def _read(self, found: tuple[Question, ...]) -> None:
        self._of_self = found
        self.refresh()

    def _on_changed(self, changes: Changes) -> None:
        if any(place.stage == Stage.SELF for place in changes.places):
            self._self_changed = True
            if self.isVisible():
                self._read_self()
        if any(place.kind == "question" for place in changes.places):
            self.refresh()

    def refresh(self) -> None:
        """Show what is offered."""
        hub = self._desk.hub
        self._stale = False
        now = hub.assessment.questions if hub.assessment else ()
        found = index(hub.session.state, hub.stage)
        self._offers = untaken(found, to_ask((*self._of_self, *now)))
        chosen = self.offered.currentRow()
        self.offered.clear()
        for each in self._offers:
            item = QListWidgetItem(question_text(each, self._desk.lang))
            item.setData(ORIGIN, origin_of(each))
            item.setToolTip(item.text())
            self.offered.addItem(item)
        self.offered.setCurrentRow(min(max(chosen, 0), len(self._offers) - 1))
        self._offer_box.setVisible(bool(self._offers))
        self._about.setText(tr("自评和数据中的矛盾：{n} 处未列入", n=len(self._offers)))
        if not self.list.rows:
            self._welcome_words()
            self.stack.setCurrentIndex(0)

    def _welcome_words(self) -> None:
        theme, layout = self._desk.theme, self._words_of_welcome
        empty(layout)
        text = tr("自评材料里互相矛盾的地方，列为疑问带到现场，当面问清，答复写在这里，进报告。也可以自己添加。")
        if not self._offers:
            text = tr("自评和数据中没有发现矛盾。想问的可以自己添加，答复写在这里，进报告。")
        actions = [button(tr("添加疑问"), self.begin, theme=theme, icon="plus")]
        if self._offers:
            name = tr("列入全部 {n} 处矛盾", n=len(self._offers))
            actions.insert(0, button(name, self.take, role="primary", theme=theme, icon="plus"))
        layout.addWidget(say_empty(theme, "message-circle", tr("还没有疑问"), text, *actions))
        layout.addStretch(1)

    def take(self, origins: Sequence[str] = ()) -> None:
        """Turn contradictions into questions, in one batch; all of them where none are named."""
        wanted = [each for each in self._offers if not origins or origin_of(each) in origins]
        hub = self._desk.hub
        edits = question_edits(hub.form, index(hub.session.state, hub.stage), wanted, self._desk.lang)
        if edits and hub.record(edits):
            self._desk.tell(tr("已列入 {n} 条，可撤销（Ctrl+Z）", n=len(wanted)))
            self.list.choose(question_key(wanted[0]))

    def _take_chosen(self) -> None:
        item = self.offered.currentItem()
        if item is not None:
            self.take([str(item.data(ORIGIN))])

    # -- the list --------------------------------------------------------------------------------

    def _last(self) -> int:
        orders = [value for row in self.list.rows if isinstance(value := row.value("order"), int)]
        return max(orders, default=0)

    def _new(self) -> Mapping[str, Json]:
        return {"order": self._last() + 1}

    def begin(self) -> None:
        """A new question; the cursor goes to its text."""
        self.list.add()
        if self.pane is not None:
            focus_in(self.pane, "text")

    def move_chosen(self, by: int) -> None:
        """Put the question in front further up or down."""
        keys = [row.key for row in self.list.rows]
        at = keys.index(self.list.key) if self.list.key in keys else -1
        if at >= 0 and 0 <= at + by < len(keys):
            rows = rows_of(self._desk.hub, "question", by_number)
            self._desk.hub.record(renumbered(rows, at, at + by, str(self._desk.hub.stage)))

    def go_on(self) -> None:
        """The next question without an answer, round to the first."""
        keys = [row.key for row in self.list.rows]
        at = keys.index(self.list.key) if self.list.key in keys else -1
        rows = [*self.list.rows[at + 1 :], *self.list.rows[: at + 1]]
        open_ones = [row for row in rows if not row.text("answer") and row.value("settled") is not True]
        if open_ones and open_ones[0].key != self.list.key:
            self.list.choose(open_ones[0].key)
            if self.pane is not None:
                focus_in(self.pane, "answer")
        elif not open_ones:
            self._desk.tell(tr("疑问都有答复了"))

    def show_record(self, key: str, field: str) -> None:
        """Go to a question."""
        if self.list.choose(key) and self.pane is not None:
            focus_in(self.pane, field)

    def _show(self, key: str) -> None:
        old, self.pane = self.pane, None
        if key:
            if old is not None and old.key == key:
                self.pane = old
                return
            self.pane = QuestionPane(self._desk, key, self)
            self.stack.addWidget(self.pane)
            self.stack.setCurrentWidget(self.pane)
        else:
            self._welcome_words()
            self.stack.setCurrentIndex(0)
        if old is not None:
            self.stack.removeWidget(old)
            old.hide()
            old.deleteLater()

    def _words(self, row: Row) -> str:
        """The question and how it stands."""
        text = row.text("text").strip().partition("\n")[0] or tr("（未写问题）")
        state = tr("已答复") if row.text("answer") else tr("待答复")
        state = tr("已弄清") if row.value("settled") is True else state
        about = self._about_of(row.text("binds"))
        return f"{text}\n{state}{' · ' + about if about else ''}"

    def _about_of(self, binds: str) -> str:
        hub = self._desk.hub
        return subject_name(hub.form, hub.session.state, binds, self._desk.lang) if binds else ""

    def answered_now(self, key: str) -> list[Edit]:
        """The edits that say when a question was answered, where nothing does yet."""
        hub, stage = self._desk.hub, str(self._desk.hub.stage)
        subject = f"question:{key}"
        edits = [Edit(Place(subject, "settled", stage), True)]
        if not hub.text(subject, "answered_at", hub.stage):
            edits.append(Edit(Place(subject, "answered_at", stage), hub.session.now()[:16]))
        return edits
