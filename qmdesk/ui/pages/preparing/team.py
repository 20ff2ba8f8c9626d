"""The team: its members with their declarations, who coached the enterprise, and what conflicts with that."""

# Qt's signals take lambdas of any shape.
# pyright: reportUnknownLambdaType=false

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout

from qmdesk.grading.records import Index, index
from qmdesk.model.canonical import Json
from qmdesk.model.journal import Changes
from qmdesk.ui.desk import Desk
from qmdesk.ui.naming import listed
from qmdesk.ui.pages.performance.columns import Column
from qmdesk.ui.pages.performance.table_model import RecordModel
from qmdesk.ui.pages.performance.table_panel import TablePanel
from qmdesk.ui.pages.preparing.member_card import MemberCard
from qmdesk.ui.pages.preparing.papers import paper_buttons
from qmdesk.ui.pages.preparing.sheet import Sheet, focus_in
from qmdesk.ui.pages.records_of import added
from qmdesk.ui.widgets.basics import box, button, label, line
from qmdesk.ui.widgets.flow import FlowLayout
from qmdesk.ui.words import tr
from qmdesk.visit.conflicts import Conflict, all_conflicts
from qmdesk.visit.declarations import declared

#: Roles that a visit needs, by the form's choices.
NEEDED = ("lead", "assessor", "representative")
COACHING = (
    Column("who", 1.6),
    Column("kind", 0.7),
    Column("from", 0.8),
    Column("to", 0.8),
    Column("subject", 1.2),
    Column("source", 1.2),
    Column("cleared", 1.6),
)
KINDS = {"member", "declaration", "coaching", "case"}
#: The height of the table of those who coached (at 100 %).
HIGH = 150


class TeamTab(Sheet):
    """Cards of members, then the coaching of the enterprise."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.cards: dict[str, MemberCard] = {}
        self._missing = label("", "warning", wrap=True)
        self._people = QVBoxLayout()
        self._people.setSpacing(desk.theme.px("space_sm"))
        self._make_team()
        self.conflict = label("", "problem", wrap=True)
        self.coaching: TablePanel | None = None
        if "coaching" in desk.hub.form.records:
            self._make_coaching()
        desk.hub.changed.connect(self._on_changed)
        desk.hub.stage_changed.connect(self.refresh)
        self.refresh()

    def _make_team(self) -> None:
        desk = self.desk
        add = FlowLayout(desk.theme.px("space_sm"))
        for role, text in desk.hub.form.records["member"].fields["role"].choices.items():
            name = tr("添加{role}", role=text.in_(desk.lang))
            add.addWidget(button(name, lambda r=role: self.add(r), theme=desk.theme, icon="plus"))
        papers = line(label(tr("声明"), "caption"), *paper_buttons(desk, "declarations", tr("声明"), self), None)
        card = self.card(tr("评价组与企业代表"))
        card.addWidget(self._missing)
        card.addLayout(self._people)
        card.addWidget(box("", add))
        card.addLayout(papers)

    def _make_coaching(self) -> None:
        about = tr("辅导过本企业的人和机构不参加评价。同名的人、名称相近的机构会提示；核实无关的，写明理由。")
        card = self.card(tr("辅导经历与利益冲突"), about)
        records = RecordModel(self.desk, "coaching", COACHING)
        records.defaults = self._kind_of_new
        self.coaching = TablePanel(
            records, tr("辅导经历"), hint=tr("一行一个：谁辅导过、个人还是机构、起止年月、从哪里得知。")
        )
        self.coaching.table.setFixedHeight(round(HIGH * self.desk.theme.scale))
        card.addWidget(self.conflict)
        card.addWidget(self.coaching)

    def _kind_of_new(self, _: int) -> dict[str, Json]:
        return {"kind": "institution"}

    def add(self, role: str) -> None:
        """A new member of a role; the cursor goes to the name."""
        hub = self.desk.hub
        known = {"role": role, **self._known_of(role)}
        key, edits = added(hub, "member", {name: text for name, text in known.items() if text})
        if hub.record(edits) and key in self.cards:
            self.reveal(self.cards[key])

    def _known_of(self, role: str) -> dict[str, str]:
        """What the case says already: the enterprise and its representative; the institution, else a colleague's."""
        hub = self.desk.hub
        members = [f"member:{key}" for key in hub.keys("member")]
        if role == "representative":
            there = [each for each in members if hub.text(each, "role") == role]
            return {"institution": hub.text("case", "enterprise"), "name": "" if there else hub.text("case", role)}
        team = [each for each in members if hub.text(each, "role") != "representative"]
        theirs = [text for each in team if (text := hub.text(each, "institution"))]
        return {"institution": hub.text("case", "institution") or next(reversed(theirs), "")}

    def show_record(self, key: str, field: str) -> None:
        """Go to a member, a declaration or a coaching."""
        owner = key if key in self.cards else self.desk.hub.text(f"declaration:{key}", "member")
        if owner in self.cards:
            self.area.ensureWidgetVisible(self.cards[owner])
            focus_in(self.cards[owner], field)
        elif self.coaching is not None and self.coaching.table.show_cell(key, field):
            self.area.ensureWidgetVisible(self.coaching)

    # -- following the case ----------------------------------------------------------------------

    def _on_changed(self, changes: Changes) -> None:
        if any(place.kind in KINDS for place in changes.places):
            self.refresh()

    def refresh(self) -> None:
        """Show members, declarations and conflicts as they stand."""
        hub = self.desk.hub
        keys = hub.keys("member")
        for key in [each for each in self.cards if each not in keys]:
            gone = self.cards.pop(key)
            gone.hide()
            gone.deleteLater()
        for at, key in enumerate(keys):
            if key not in self.cards:
                self.cards[key] = MemberCard(self.desk, key)
                self._people.insertWidget(at, self.cards[key])
        found = index(hub.session.state, hub.stage)
        self._show_missing(keys)
        self._show_states(found)

    def _show_missing(self, keys: list[str]) -> None:
        hub = self.desk.hub
        roles = {hub.text(f"member:{key}", "role") for key in keys}
        choices = hub.form.records["member"].fields["role"].choices
        missing = [choices[role].in_(self.desk.lang) for role in NEEDED if role in choices and role not in roles]
        self._missing.setText(tr("还缺：{roles}", roles=listed(missing)) if missing else "")
        self._missing.setVisible(bool(missing))

    def _show_states(self, found: Index) -> None:
        every = all_conflicts(found) if self.coaching is not None else ()
        standing = [each for each in every if not each.cleared]
        said = {each.member: each for each in declared(found)}
        for key, card in self.cards.items():
            card.show_state(said.get(key), [each for each in standing if each.member == key])
        self.conflict.setText(_words(standing, [each for each in every if each.cleared], found))
        self.conflict.setProperty("role", "problem" if standing else "caption")
        self.conflict.style().unpolish(self.conflict)
        self.conflict.style().polish(self.conflict)


def _words(standing: list[Conflict], cleared: list[Conflict], found: Index) -> str:
    """The result of the check in a line or two."""
    if standing:
        names = [each.name or tr("评价机构") for each in standing]
        return tr("利益冲突核查：{n} 处待处理（{names}）", n=len(standing), names=listed(dict.fromkeys(names)))
    if not any(True for _ in found.records("coaching")):
        return tr("尚未登记辅导经历；问过企业、确实没有的，无需填写。")
    if cleared:
        return tr("利益冲突核查：没有冲突（{n} 处已核实说明）", n=len(cleared))
    return tr("利益冲突核查：没有冲突")
