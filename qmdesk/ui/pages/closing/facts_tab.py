"""The facts gone through with the enterprise: A agrees, D disputes in its own words; the rest agreed at one press."""

# Qt's signals take lambdas of any shape.
# pyright: reportUnknownLambdaType=false

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from qmdesk.model.journal import Changes, Edit, Place
from qmdesk.ui.desk import Desk
from qmdesk.ui.pages.closing.seen import bound_name, facts_in, found_in
from qmdesk.ui.pages.preparing.sheet import Sheet
from qmdesk.ui.widgets.basics import button, column, empty, frame, label, line
from qmdesk.ui.widgets.case_field import CaseField
from qmdesk.ui.widgets.form_grid import FormGroup
from qmdesk.ui.widgets.growing import Growing
from qmdesk.ui.words import tr
from qmdesk.visit.closing import enterprise_signers
from qmdesk.visit.facts import AGREED, DISPUTED, Fact, agree_rest, counts, say

KINDS = {"item", "finding", "case", "member", "attendance"}
#: So many facts are shown at once, more on a press.
STEP = 60
#: Facts that are laid at once.
PIECE = 12


class FactRow(QWidget):
    """One fact; it takes the keys A, D and Delete. ``said`` tells the verdict, ``moved`` up or down."""

    said = Signal(str, str)
    moved = Signal(int)

    def __init__(self, desk: Desk, fact: Fact) -> None:
        super().__init__()
        self._desk, self.fact = desk, fact
        theme = desk.theme
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("role", "shot")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, True)
        name, about = self._words()
        self.setAccessibleName(name)
        self._chip = label("", "chip")
        words = column(label(name, "strong", wrap=True), gap=2)
        if about:
            words.addWidget(label(about, "caption", wrap=True))
        agree = button(tr("无异议"), lambda: self.said.emit(fact.subject, AGREED), role="quiet")
        dispute = button(tr("有异议"), lambda: self.said.emit(fact.subject, DISPUTED), role="quiet")
        for each in (agree, dispute):
            each.setAccessibleName(f"{each.text()} {name[:60]}")
        row = line(words, self._chip, agree, dispute, gap=theme.px("space_sm"))
        row.setStretch(0, 1)
        for each in (self._chip, agree, dispute):
            row.setAlignment(each, Qt.AlignmentFlag.AlignTop)
        self.field: CaseField | None = None
        body = column(row, gap=theme.px("space_xs"), margins=(theme.px("space_sm"),) * 4)
        if fact.said == DISPUTED or fact.words:
            self.field = CaseField(desk, fact.subject, fact.fields[1], lines=1)
            body.addWidget(self.field)
        self.setLayout(body)
        tone, text = {AGREED: ("good", tr("无异议")), DISPUTED: ("warn", tr("有异议"))}.get(
            fact.said, ("", tr("未确认"))
        )
        self._chip.setText(text)
        self.setAccessibleDescription(text)
        self._chip.setProperty("tone", tone)

    def _words(self) -> tuple[str, str]:
        """What the fact is called, and what it says."""
        form, lang = self._desk.hub.form, self._desk.lang
        kind, _, key = self.fact.subject.partition(":")
        if kind != "item":
            return self.fact.text or "—", bound_name(self._desk, self.fact.binds)
        level = form.level(self.fact.level).name.in_(lang) if self.fact.level else tr("未评")
        return f"{form.item(key).name.in_(lang)}  ·  {level}", self.fact.text

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == Qt.Key.Key_A:
            self.said.emit(self.fact.subject, AGREED)
        elif key == Qt.Key.Key_D:
            self.said.emit(self.fact.subject, DISPUTED)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.said.emit(self.fact.subject, "")
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.moved.emit(1 if key == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)


class FactsTab(Sheet):
    """Items, then findings; a row is made anew only when what it shows has changed."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.rows: dict[str, FactRow] = {}
        self._growing = Growing(self, PIECE, STEP, self.refresh)
        self._count = label("", "strong")
        self._rest = button(tr("其余均无异议"), self.agree_rest, theme=desk.theme, icon="check")
        about = tr("逐条念给企业听：A 无异议，D 有异议（照原话写下），↑↓ 换行，Delete 撤回。")
        card = self.card("")
        card.addLayout(line(self._count, None, self._rest))
        card.addWidget(label(about, "caption", wrap=True))
        self._list = QVBoxLayout()
        self._list.setSpacing(desk.theme.px("space_xs"))
        self._more = QVBoxLayout()
        self.body.addWidget(FormGroup(desk, tr("谁确认的"), "case", ("facts_by", "facts_on")))
        self._who = QVBoxLayout()
        self.body.addLayout(self._who)
        self.body.addWidget(frame("card", column(self._list, self._more, margins=(desk.theme.px("space_sm"),) * 4)))
        desk.hub.changed.connect(self._on_changed)
        desk.hub.assessed.connect(self.refresh)
        desk.hub.stage_changed.connect(self.refresh)
        self.refresh()

    def _on_changed(self, changes: Changes) -> None:
        if any(place.kind in KINDS for place in changes.places):
            self.refresh()

    def refresh(self) -> None:
        """Show what stands."""
        all_facts = facts_in(self.desk)
        agreed, disputed, still = counts(all_facts)
        text = tr(
            "无异议 {agreed} 条，有异议 {disputed} 条，未确认 {still} 条", agreed=agreed, disputed=disputed, still=still
        )
        self._count.setText(text)
        self._rest.setEnabled(bool(still))
        shown = all_facts[: self._growing.most]
        subjects = [each.subject for each in shown]
        for gone in [each for each in self.rows if each not in subjects]:
            self._drop(gone)
        for at, fact in enumerate(shown):
            self._show(at, fact)
        empty(self._more)
        self._growing.laid(len(all_facts))
        if rest := self._growing.rest(len(all_facts)):
            self._more.addWidget(button(tr("再显示 {n} 条", n=min(rest, STEP)), self._show_more, role="link"))
        self._show_who()

    def _show(self, at: int, fact: Fact) -> None:
        old = self.rows.get(fact.subject)
        if old is not None and (old.fact == fact or _typing(old, fact)):
            return
        focused = old is not None and (old.hasFocus() or old.isAncestorOf(self.focusWidget() or self))
        if old is not None:
            self._drop(fact.subject)
        made = FactRow(self.desk, fact)
        made.said.connect(self.say)
        made.moved.connect(lambda by, s=fact.subject: self._move(s, by))
        self.rows[fact.subject] = made
        self._list.insertWidget(at, made)
        if focused:
            made.show()  # what is focused while it isn't seen takes the focus when it is, from whoever has it by then
            made.setFocus()

    def _drop(self, subject: str) -> None:
        row = self.rows.pop(subject)
        self._list.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _show_more(self) -> None:
        self._growing.more()

    def _show_who(self) -> None:
        """Who may confirm for the enterprise, to choose at one press."""
        empty(self._who)
        hub = self.desk.hub
        names = [each for each in enterprise_signers(found_in(self.desk)) if each != hub.text("case", "facts_by")]
        if names and "facts_by" in hub.form.records["case"].fields:
            row = line(label(tr("由谁确认："), "caption"), gap=self.desk.theme.px("space_xs"))
            for name in names[:4]:
                row.addWidget(button(name, lambda n=name: self.confirmed_by(n), role="link"))
            row.addStretch(1)
            self._who.addLayout(row)

    def confirmed_by(self, name: str) -> None:
        """Who confirmed the facts for the enterprise, today."""
        today = self.desk.hub.session.now()[:10]
        self.desk.hub.record([Edit(Place("case", "facts_by"), name), Edit(Place("case", "facts_on"), today)])

    def say(self, subject: str, verdict: str) -> None:
        """The enterprise's word on one fact; after agreeing the next one is at hand, after disputing its words."""
        fact = next((each for each in facts_in(self.desk) if each.subject == subject), None)
        if fact is None or not self.desk.hub.record(say(fact, verdict, self.desk.hub.stage)):
            return
        row = self.rows.get(subject)
        if verdict == DISPUTED and row is not None and row.field is not None:
            row.field.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        elif verdict == AGREED:
            self._move(subject, 1)

    def agree_rest(self) -> None:
        """Everything that nothing was said of is agreed, as one step to undo."""
        self.desk.hub.record(agree_rest(facts_in(self.desk), self.desk.hub.stage))

    def _move(self, subject: str, by: int) -> None:
        names = [each.subject for each in facts_in(self.desk) if each.subject in self.rows]
        at = names.index(subject) + by
        row = self.rows[names[min(max(at, 0), len(names) - 1)]]
        row.setFocus(Qt.FocusReason.OtherFocusReason)
        top = row.mapTo(self.area.widget(), QPoint(0, 0)).y()
        self.area.ensureVisible(0, top, 0, row.height() + self.desk.theme.px("space_lg"))


def _typing(row: FactRow, fact: Fact) -> bool:
    """Whether only the words changed that are being typed in this very row: its field follows by itself."""
    return row.field is not None and (row.fact.said, row.fact.text, row.fact.level) == (
        fact.said,
        fact.text,
        fact.level,
    )
