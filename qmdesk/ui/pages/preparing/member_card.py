"""One person of the team: the fields, and for those who review the declaration of impartiality and confidentiality."""

# Qt's signals take lambdas of any shape.
# pyright: reportUnknownLambdaType=false

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QWidget

from qmdesk.model.journal import Edit
from qmdesk.ui.desk import Desk
from qmdesk.ui.naming import beside
from qmdesk.ui.pages.preparing.sheet import clock_mark, doubted, put
from qmdesk.ui.pages.preparing.signatures import SignatureView, sign
from qmdesk.ui.pages.records_of import added, removed
from qmdesk.ui.widgets.basics import box, button, column, frame, label, line, tool
from qmdesk.ui.widgets.case_field import CaseField
from qmdesk.ui.words import tr
from qmdesk.visit.conflicts import Conflict
from qmdesk.visit.declarations import Declared
from qmdesk.wording import say

FIELDS = ("name", "role", "institution", "post", "certificate")
FIRST_ROW = 3
SAID = ("impartial", "confidential")


class MemberCard(QWidget):
    """``show_state`` says what the case holds of the declaration and of conflicts."""

    def __init__(self, desk: Desk, key: str) -> None:
        super().__init__()
        self._desk, self.key = desk, key
        theme = desk.theme
        gap = theme.px("space_sm")
        rows = [line(gap=gap), line(gap=gap)]
        record = desk.hub.form.records["member"]
        for at, name in enumerate(each for each in FIELDS if each in record.fields):
            rows[at // FIRST_ROW].addWidget(CaseField(desk, f"member:{key}", name), 1)
        away = tool(theme, "trash-2", tr("移除成员"), lambda: desk.hub.record(removed(desk.hub, "member", key)))
        rows[1].addWidget(away, 1, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignRight)
        self.conflict = label("", "problem", wrap=True)
        self.declaration: DeclarationStrip | None = None
        parts: list[QWidget] = [self.conflict]
        if "declaration" in desk.hub.form.records:
            self.declaration = DeclarationStrip(desk, key)
            parts.append(self.declaration)
        whole = column(*rows, *parts, gap=gap, margins=(theme.px("space_md"),) * 4)
        self.setLayout(column(frame("well", whole)))

    def show_state(self, declared: Declared | None, conflicts: list[Conflict]) -> None:
        """Show what stands; ``declared`` is None for whoever declares nothing."""
        said = [tr("{who} 辅导过本企业：利益冲突", who=each.who) for each in conflicts if each.certain]
        said += [
            tr("与辅导过本企业的 {who} 同名或名称相近：请核实", who=each.who) for each in conflicts if not each.certain
        ]
        self.conflict.setText("\n".join(said))
        self.conflict.setVisible(bool(said))
        if self.declaration is not None:
            self.declaration.setVisible(declared is not None)
            if declared is not None:
                self.declaration.show_state(declared)


class DeclarationStrip(QWidget):
    """A line that says how the declaration stands; opened, its words to tick, the relations, and the pad."""

    def __init__(self, desk: Desk, member: str) -> None:
        super().__init__()
        self._desk, self._member = desk, member
        self.declared = Declared(member, "", "")
        theme = desk.theme
        gap = theme.px("space_sm")
        self.state = label("", "caption", wrap=True)
        self.picture = SignatureView(desk)
        self.doubt = clock_mark(desk)
        self.open_button = button("", self.toggle, role="quiet", theme=theme, icon="pencil")
        head = line(self.state, self.doubt, self.picture, self.open_button, gap=gap)
        head.setStretch(0, 1)
        self._inside = box("")
        self._ticks: dict[str, QCheckBox] = {}
        self._relations: CaseField | None = None
        self._body = column(gap=gap, margins=(0, gap, 0, 0))
        self._inside.setLayout(self._body)
        self._inside.hide()
        self.setLayout(column(head, self._inside))

    # -- showing ---------------------------------------------------------------------------------

    def show_state(self, declared: Declared) -> None:
        """Show how the declaration stands."""
        if declared.record != self.declared.record and self._relations is not None:
            self._empty_inside()
        was, self.declared = self.declared, declared
        role = "warning" if declared.other_name or not declared.signed else "caption"
        self.state.setProperty("role", role)
        self.state.style().unpolish(self.state)
        self.state.style().polish(self.state)
        self.state.setText(_state(declared))
        self.picture.show_signature(declared.signature, declared.signed_as or declared.name)
        self.doubt.setVisible(f"declaration:{declared.record}" in doubted(self._desk))
        if declared.signed and not was.signed and was.record == declared.record:
            self._inside.hide()  # signed just now: nothing more to do here
            self.open_button.setFocus()
        if self._relations is not None:
            self.sign_button.setText(" " + (tr("重签…") if declared.signature else tr("签名…")))
        text = tr("查看声明") if declared.signed else tr("声明并签名…")
        self.open_button.setText(" " + text)
        self.open_button.setAccessibleName(f"{text} {declared.name}")
        for name, tick in self._ticks.items():
            tick.setChecked(bool(getattr(declared, name)))

    def toggle(self) -> None:
        """Open or close the declaration; a record is begun when it is opened first."""
        if self._inside.isHidden():
            if not self.declared.record and not self._begin():
                return
            if self._relations is None:
                self._fill()
            self._inside.show()
            next(iter(self._ticks.values())).setFocus()
        else:
            self._inside.hide()

    def _begin(self) -> bool:
        key, edits = added(self._desk.hub, "declaration", {"member": self._member})
        return self._desk.hub.record(edits) and self.declared.record == key

    def _fill(self) -> None:
        """The words in the window's language with the other below, a tick for each."""
        lang, gap = self._desk.lang, self._desk.theme.px("space_sm")
        other = "en" if not lang.startswith("en") else "zh-CN"
        fields = self._desk.hub.form.records["declaration"].fields
        for name in SAID:
            tick = QCheckBox(fields[name].label.in_(lang))
            tick.setChecked(bool(getattr(self.declared, name)))
            tick.clicked.connect(lambda on, name=name: self._tick(name, on))
            self._ticks[name] = tick
            key = f"preparing.declaration.{name}"
            words = column(label(say(key, lang), "body", wrap=True), label(say(key, other), "caption", wrap=True))
            self._body.addLayout(column(tick, words, gap=2))
        self._relations = CaseField(self._desk, f"declaration:{self.declared.record}", "relations", lines=1)
        self.sign_button = button(
            tr("签名…"), self.sign, role="primary", theme=self._desk.theme, icon="pencil", tip=tr("由本人签")
        )
        self._body.addWidget(self._relations)
        self._body.addLayout(line(self.sign_button, None, gap=gap))

    def _empty_inside(self) -> None:
        from qmdesk.ui.widgets.basics import empty

        self._inside.hide()
        empty(self._body)
        self._ticks, self._relations = {}, None

    # -- doing -----------------------------------------------------------------------------------

    def _tick(self, name: str, on: bool) -> None:
        self._desk.hub.record(put(self._desk, f"declaration:{self.declared.record}", **{name: on}))

    def sign(self) -> None:
        """Open the pad for this member; what isn't ticked has to be ticked first."""
        if not (self.declared.impartial and self.declared.confidential):
            self._desk.tell(tr("请先逐条勾选声明，再签名"))
            next(each for name, each in self._ticks.items() if not getattr(self.declared, name)).setFocus()
            return
        if not self.declared.name:
            self._desk.tell(tr("请先填写姓名，再签名"))
            return
        role = self._desk.hub.form.records["member"].fields["role"].choices[self.declared.role].in_(self._desk.lang)
        whose = tr("请 {name} 签名", name=beside(self.declared.name, role))
        self.pad = sign(self._desk, self, whose, self._signed)

    def _signed(self, sha256: str) -> list[Edit]:
        """The signature, under the name that the pad showed, unless it was signed for somebody who is gone."""
        if self._member not in self._desk.hub.keys("member") or not self.declared.record:
            self._desk.tell(tr("该成员已被移除，签名未保留"))
            return []
        subject, today = f"declaration:{self.declared.record}", self._desk.hub.session.now()[:10]
        return put(self._desk, subject, signature=sha256, signed_on=today, signed_as=self.declared.name)


def _state(declared: Declared) -> str:
    """How a declaration stands, in a line."""
    if not declared.signature:
        return tr("尚未签署公正性与保密声明")
    if not declared.signed:
        return tr("已签名，但声明未全部勾选")
    if declared.other_name:
        return tr("签名时姓名为“{old}”，现为“{new}”：请本人重签", old=declared.signed_as, new=declared.name)
    if declared.late:
        return tr("公正性与保密声明已签（{day}，现场期间加入）", day=declared.signed_on)
    return tr("公正性与保密声明已签（{day}）", day=declared.signed_on)
