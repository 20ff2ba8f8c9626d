"""Who signs in to a meeting: the whole list quickly by name and Enter, each with a post, handwriting and a time."""

# Qt's signals take lambdas of any shape.
# pyright: reportUnknownLambdaType=false

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from qmdesk.model.canonical import Json
from qmdesk.model.journal import Changes, Edit
from qmdesk.ui.desk import Desk
from qmdesk.ui.naming import beside
from qmdesk.ui.pages.preparing.sheet import clock_mark, doubted, focus_in, minute_now, put, seen_text
from qmdesk.ui.pages.preparing.signatures import SignatureView, sign
from qmdesk.ui.pages.records_of import added, removed
from qmdesk.ui.widgets.basics import button, column, label, line, tool
from qmdesk.ui.widgets.case_field import CaseField
from qmdesk.ui.widgets.typing_fields import ChoiceBox, LineField
from qmdesk.ui.words import tr
from qmdesk.visit.conflicts import plain

KIND = "attendance"
#: Shares of the width; a time has the width that it needs (at 100 %).
SHARES = {"side": 3, "name": 4, "post": 5}
AT = 148


class SignIn(QWidget):
    """The list of one meeting: ``opening``, ``team`` or ``closing``."""

    def __init__(self, desk: Desk, meeting: str) -> None:
        super().__init__()
        self._desk, self._meeting = desk, meeting
        theme = desk.theme
        self.rows: dict[str, SignInRow] = {}
        self._list = QVBoxLayout()
        self._list.setSpacing(theme.px("space_xs"))
        self._empty = label(tr("还没有人签到。键入姓名按 Enter 加入，或先加入评价组。"), "caption", wrap=True)
        fields = desk.hub.form.records[KIND].fields
        self.side = ChoiceBox()
        self.side.setAccessibleName(fields["side"].label.in_(desk.lang))
        for value, text in fields["side"].choices.items():
            self.side.addItem(text.in_(desk.lang), value)
        self.name = LineField(fields["name"].label.in_(desk.lang), tr("姓名，按 Enter 加入"))
        self.post = LineField(fields["post"].label.in_(desk.lang), fields["post"].label.in_(desk.lang))
        for each in (self.name, self.post):
            each.returnPressed.connect(self.add_typed)
        add = button(tr("加入"), self.add_typed, theme=theme, icon="plus")
        team = button(tr("加入评价组和企业代表"), self.add_team, role="quiet", theme=theme, icon="users")
        new = line(self.side, self.name, self.post, add, gap=theme.px("space_sm"))
        for at, share in enumerate((SHARES["side"], SHARES["name"], SHARES["post"])):
            new.setStretch(at, share)
        self.setLayout(column(self._empty, self._list, new, line(team, None), gap=theme.px("space_sm")))
        desk.hub.changed.connect(self._on_changed)
        desk.hub.stage_changed.connect(self.refresh)
        self.refresh()

    def keys(self) -> list[str]:
        """The keys of those who signed in to this meeting."""
        hub = self._desk.hub
        return [key for key in hub.keys(KIND) if seen_text(self._desk, f"{KIND}:{key}", "meeting") == self._meeting]

    def add_typed(self) -> None:
        """Whoever stands in the line comes onto the list; on to the next name."""
        name = self.name.text().strip()
        if name:
            self._add([{"side": str(self.side.currentData()), "name": name, "post": self.post.text().strip()}])
            self.name.show_text("")
            self.name.clear()
            self.post.clear()
        self.name.setFocus()

    def add_team(self) -> None:
        """All members, the representative on the enterprise's side; nobody twice."""
        hub = self._desk.hub
        there = {plain(seen_text(self._desk, f"{KIND}:{key}", "name")) for key in self.keys()}
        people: list[dict[str, str]] = []
        roles = hub.form.records["member"].fields["role"].choices
        for key in hub.keys("member"):
            name, role = (hub.text(f"member:{key}", each) for each in ("name", "role"))
            if name and plain(name) not in there:
                words = roles[role].in_(self._desk.lang) if role in roles else ""
                post = hub.text(f"member:{key}", "post") or words
                people.append(
                    {"side": "enterprise" if role == "representative" else "team", "name": name, "post": post}
                )
        if people:
            self._add(people)
        else:
            self._desk.tell(tr("评价组和企业代表都在名单上了"))

    def _add(self, people: list[dict[str, str]]) -> None:
        edits: list[Edit] = []
        for each in people:
            values: dict[str, Json] = {"meeting": self._meeting, **{name: text for name, text in each.items() if text}}
            edits += added(self._desk.hub, KIND, values)[1]
        self._desk.hub.record(edits)

    def show_record(self, key: str, field: str) -> bool:
        """Go to a person of the list."""
        if key not in self.rows:
            return False
        focus_in(self.rows[key], field)
        return True

    def _on_changed(self, changes: Changes) -> None:
        if any(place.kind == KIND for place in changes.places):
            self.refresh()

    def refresh(self) -> None:
        """Show the list as it stands."""
        keys = self.keys()
        for key in [each for each in self.rows if each not in keys]:
            gone = self.rows.pop(key)
            gone.hide()
            gone.deleteLater()
        for at, key in enumerate(keys):
            if key not in self.rows:
                self.rows[key] = SignInRow(self._desk, key)
                self._list.insertWidget(at, self.rows[key])
        for row in self.rows.values():
            row.refresh()
        self._empty.setVisible(not keys)


class SignInRow(QWidget):
    """Side, name, post, time and handwriting of one person."""

    def __init__(self, desk: Desk, key: str) -> None:
        super().__init__()
        self._desk, self.key = desk, key
        self._subject = f"{KIND}:{key}"
        theme, gap = desk.theme, desk.theme.px("space_sm")
        cells = line(gap=gap)
        for name, share in SHARES.items():
            cells.addWidget(CaseField(desk, self._subject, name, caption=False), share)
        at = CaseField(desk, self._subject, "at", caption=False)
        at.setFixedWidth(round(AT * theme.scale))
        cells.addWidget(at)
        self.doubt = clock_mark(desk)
        self.picture = SignatureView(desk)
        self.sign_button = tool(theme, "pencil", tr("签名…"), self.sign)
        away = tool(theme, "trash-2", tr("移出名单"), lambda: desk.hub.record(removed(desk.hub, KIND, key)))
        for each in (self.doubt, self.picture, self.sign_button, away):
            cells.addWidget(each, 0, Qt.AlignmentFlag.AlignVCenter)
        self.problem = label("", "warning", wrap=True)
        self.setLayout(column(cells, self.problem, gap=2))

    def _text(self, name: str) -> str:
        return seen_text(self._desk, self._subject, name)

    def refresh(self) -> None:
        """Show handwriting and time as they stand."""
        name, signed_as, signature = self._text("name"), self._text("signed_as"), self._text("signature")
        self.picture.show_signature(signature, signed_as or name)
        text = tr("重签…") if signature else tr("签名…")
        self.sign_button.setToolTip(text)
        self.sign_button.setAccessibleName(f"{text} {name}")
        other = bool(signature and signed_as) and plain(signed_as) != plain(name)
        self.problem.setText(
            tr("签名时姓名为“{old}”，现为“{new}”：请本人重签", old=signed_as, new=name) if other else ""
        )
        self.problem.setVisible(other)
        self.doubt.setVisible(bool(self._text("at")) and self._subject in doubted(self._desk))

    def sign(self) -> None:
        """Open the pad for this person."""
        name = self._text("name")
        if not name:
            self._desk.tell(tr("请先填写姓名，再签名"))
            return
        whose = tr("请 {name} 签名", name=beside(name, self._text("post")))
        self.pad = sign(self._desk, self, whose, lambda sha256: self._signed(sha256, name))

    def _signed(self, sha256: str, name: str) -> list[Edit]:
        """The signature under the name that the pad showed; the time where none stands yet."""
        if self.key not in self._desk.hub.keys(KIND):
            return []
        edits = put(self._desk, self._subject, signature=sha256, signed_as=name)
        return edits if self._text("at") else [*edits, *put(self._desk, self._subject, at=minute_now(self._desk))]
