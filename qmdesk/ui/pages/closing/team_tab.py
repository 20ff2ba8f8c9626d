"""The team meeting: ratings side by side, what stands behind each, findings merged or split, who met and when."""

# Qt's signals take lambdas of any shape.
# pyright: reportUnknownLambdaType=false

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout

from qmdesk.model.journal import Changes
from qmdesk.ui.desk import Desk
from qmdesk.ui.naming import beside, told
from qmdesk.ui.pages.closing.findings_card import FindingsCard
from qmdesk.ui.pages.closing.ratings import RatingsTable
from qmdesk.ui.pages.closing.seen import found_in, ratings_in
from qmdesk.ui.pages.open_points import OpenPoints
from qmdesk.ui.pages.preparing.attendance import SignIn
from qmdesk.ui.pages.preparing.minutes import now_buttons
from qmdesk.ui.pages.preparing.sheet import Sheet
from qmdesk.ui.widgets.basics import box, button, column, empty, label, line
from qmdesk.ui.widgets.case_field import CaseField
from qmdesk.ui.widgets.form_grid import FormGroup
from qmdesk.ui.words import tr
from qmdesk.visit.after import previous_levels
from qmdesk.visit.team import agree

KINDS = {"item", "member", "evidence", "case"}


class TeamTab(Sheet):
    """Ratings on top, with the current item's ground below."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        theme = desk.theme
        self._count = label("", "strong")
        self.next_button = button(tr("下一处分歧（F7）"), self.next_difference, theme=theme, icon="corner-down-left")
        self.next_button.setToolTip("F7")
        self.table = RatingsTable(desk)
        self.table.agreed.connect(self.agree_on)
        self.table.chosen.connect(self._show_item)
        self.table.explain.connect(self._explain)
        self._ground = QVBoxLayout()
        self.reason: CaseField | None = None
        self._shown: object = None
        keys = label(tr("1–5 商定等级，Delete 撤回，回车写理由。括号里的是一人评级或评级一致。"), "caption", wrap=True)
        card = self.card(tr("评级对照"))
        card.addLayout(line(self._count, None, self.next_button, gap=theme.px("space_md")))
        card.addWidget(self.table)
        card.addWidget(keys)
        card.addLayout(self._ground)
        self.open_points = OpenPoints(desk)
        self.body.addWidget(self.open_points)
        self.findings = FindingsCard(desk)
        self.body.addWidget(self.findings)
        names = ("day", "place", "start", "end", "chair", "notes")
        self.body.addWidget(FormGroup(desk, tr("评价组会记录"), "meeting:team", names))
        self.body.addWidget(now_buttons(desk, "team"))
        self.card(tr("签到")).addWidget(SignIn(desk, "team"))
        QShortcut(QKeySequence("F7"), self).activated.connect(self.next_difference)
        desk.hub.changed.connect(self._on_changed)
        desk.hub.stage_changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show what stands."""
        table = ratings_in(self.desk)
        differing = sum(row.differs for row in table.rows)
        still = sum(row.open or row.unexplained for row in table.rows)
        text = (
            tr("{n} 处有分歧，{still} 处还要处理", n=differing, still=still) if differing or still else tr("没有分歧")
        )
        self._count.setText(text)
        self.next_button.setEnabled(bool(still))
        previous = self.desk.hub.text("case", "previous_levels") if self._has_previous else ""
        self.table.show_table(table, previous_levels(previous))
        self._show_item(self.table.item_id)

    @property
    def _has_previous(self) -> bool:
        return "previous_levels" in self.desk.hub.form.records["case"].fields

    def agree_on(self, item: str, level: int) -> None:
        """The team agrees on a level; 0 takes it back. Where it has to be explained, the cursor goes to the reason."""
        row = next((each for each in ratings_in(self.desk).rows if each.item == item), None)
        if row is None or not row.applicable:
            return
        if not self.desk.hub.record(agree(row, level or None, self.desk.hub.stage)):
            return
        if level and row.needs_reason(level) and not row.reason:
            self._explain()

    def next_difference(self) -> None:
        """Go to the next row to settle, or say that there is none."""
        if not self.table.next_difference():
            self.desk.tell(tr("没有要处理的分歧了"))

    def show_item(self, item: str) -> None:
        """Make an item the current one."""
        self.table.go_to(item)

    def _explain(self) -> None:
        if self.reason is not None:
            self.area.ensureWidgetVisible(self.reason)
            self.reason.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_changed(self, changes: Changes) -> None:
        if any(place.kind in KINDS for place in changes.places):
            self.refresh()

    def _show_item(self, item: str) -> None:
        """The ground of the current item: how many pieces of evidence each brought, notes, the reason."""
        now = (item, self._behind(item))
        if now == self._shown:
            return
        self._shown = now
        empty(self._ground)
        self.reason = None
        if not item:
            return
        desk, theme = self.desk, self.desk.theme
        name = desk.hub.form.item(item).name.in_(desk.lang)
        there = button(tr("到条目"), lambda: desk.go(f"item:{item}"), role="link")
        words = column(line(label(name, "strong", wrap=True), None, there), gap=theme.px("space_xs"))
        for each in now[1]:
            words.addWidget(label(each, "caption", wrap=True))
        if "agreed_reason" in desk.hub.form.records["item"].fields:
            self.reason = CaseField(desk, f"item:{item}", "agreed_reason", lines=1)
            words.addWidget(self.reason)
        self._ground.addWidget(box("", words))

    def _behind(self, item: str) -> tuple[str, ...]:
        found, hub = found_in(self.desk), self.desk.hub
        pieces: dict[str, int] = {}
        for each in found.records("evidence"):
            if each.text("binds").removeprefix("item:") == item:
                folded = each.folded("file") or each.folded("name")
                author = folded.heads[-1].author if folded else ""
                pieces[author] = pieces.get(author, 0) + 1
        lines = [tr("佐证：{list}", list=self._list([tr("{name} {n} 件", name=k, n=n) for k, n in pieces.items()]))]
        for name in ("note", "weakness"):
            folded = found.record("item", item).folded(name) if item else None
            if folded is not None and folded.value:
                title = hub.form.records["item"].fields[name].label.in_(self.desk.lang)
                lines.append(told(beside(title, folded.heads[-1].author), str(folded.value)))
        return tuple(lines)

    def _list(self, words: list[str]) -> str:
        return (", " if self.desk.lang.startswith("en") else "、").join(words) or tr("没有")
