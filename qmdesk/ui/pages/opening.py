"""Preparation and opening meeting: the team, and the settled readings that the review goes by."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from qmdesk.formdef.types import Reading
from qmdesk.model.journal import Changes, Edit, Place
from qmdesk.ui.desk import Desk
from qmdesk.ui.naming import listed
from qmdesk.ui.pages.records_of import added, removed
from qmdesk.ui.pages.registry import PageSpec
from qmdesk.ui.widgets.basics import box, button, column, empty, frame, label, line, tool
from qmdesk.ui.widgets.case_field import CaseField
from qmdesk.ui.widgets.flow import FlowLayout
from qmdesk.ui.widgets.page_frame import PageFrame
from qmdesk.ui.widgets.typing_fields import ChoiceBox
from qmdesk.ui.words import tr

FIELDS = ("name", "role", "institution", "post", "certificate")
FIRST_ROW = 3
#: Roles that a visit needs, by the form's choices.
NEEDED = ("lead", "assessor", "representative")


class OpeningPage(PageFrame):
    def __init__(self, desk: Desk, spec: PageSpec) -> None:
        super().__init__(
            desk.theme, spec.name(), tr("确认评价组和企业代表，并在首次会议上说明各项口径。关键特性先约定、后看数据。")
        )
        self._desk = desk
        self._rows: dict[str, QWidget] = {}
        self._missing = label("", "warning", wrap=True)
        self._people = QVBoxLayout()
        self._people.setSpacing(desk.theme.px("space_md"))
        self.body.addWidget(self._team())
        self.body.addWidget(self._readings())
        desk.hub.changed.connect(self._on_changed)
        self._refresh()

    # -- people ----------------------------------------------------------------------------------

    def _team(self) -> QWidget:
        theme = self._desk.theme
        pad = theme.px("space_lg")
        add = FlowLayout(theme.px("space_sm"))
        for role, text in self._desk.hub.form.records["member"].fields["role"].choices.items():
            made = button(
                tr("添加{role}", role=text.in_(self._desk.lang)), lambda r=role: self.add(r), theme=theme, icon="plus"
            )
            add.addWidget(made)
        body = column(
            label(tr("评价组与企业代表"), "heading"),
            self._missing,
            self._people,
            box("", add),
            gap=theme.px("space_md"),
            margins=(pad, pad, pad, pad),
        )
        return frame("card", body)

    def add(self, role: str) -> None:
        """A new member of a role; the cursor goes to the name."""
        institution = self._desk.hub.text("case", "institution") if role != "representative" else ""
        values = {"role": role, **({"institution": institution} if institution else {})}
        key, edits = added(self._desk.hub, "member", values)
        if self._desk.hub.record(edits) and key in self._rows:
            self._rows[key].findChildren(CaseField)[0].editor.setFocus()

    def _on_changed(self, changes: Changes) -> None:
        if any(place.kind == "member" for place in changes.places):
            self._refresh()

    def _refresh(self) -> None:
        hub = self._desk.hub
        keys = hub.keys("member")
        if keys != list(self._rows):
            empty(self._people)
            self._rows = {key: self._member(key) for key in keys}
            for row in self._rows.values():
                self._people.addWidget(row)
        roles = {hub.text(f"member:{key}", "role") for key in keys}
        choices = hub.form.records["member"].fields["role"].choices
        missing = [choices[role].in_(self._desk.lang) for role in NEEDED if role in choices and role not in roles]
        self._missing.setText(tr("还缺：{roles}", roles=listed(missing)) if missing else "")
        self._missing.setVisible(bool(missing))

    def _member(self, key: str) -> QWidget:
        theme = self._desk.theme
        gap = theme.px("space_sm")
        rows = [line(gap=gap), line(gap=gap)]
        for at, name in enumerate(FIELDS):
            rows[at // FIRST_ROW].addWidget(CaseField(self._desk, f"member:{key}", name), 1)
        away = tool(theme, "trash-2", tr("移除成员"), lambda: self._remove(key))
        rows[1].addWidget(away, 1, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignRight)
        return frame("well", column(*rows, gap=gap, margins=(theme.px("space_md"),) * 4))

    def _remove(self, key: str) -> None:
        self._desk.hub.record(removed(self._desk.hub, "member", key))

    # -- readings --------------------------------------------------------------------------------

    def _readings(self) -> QWidget:
        theme = self._desk.theme
        pad = theme.px("space_lg")
        body = column(
            label(tr("口径"), "heading"),
            label(tr("附件留有余地之处怎样理解。默认口径已选好，改动会写进报告。"), "caption", wrap=True),
            gap=theme.px("space_md"),
            margins=(pad, pad, pad, pad),
        )
        for reading in self._desk.hub.form.readings:
            body.addWidget(ReadingRow(self._desk, reading))
        return frame("card", body)


class ReadingRow(QWidget):
    """One settled reading: the question, the option in force, and why another was chosen."""

    def __init__(self, desk: Desk, reading: Reading) -> None:
        super().__init__()
        self._desk, self._reading = desk, reading
        self._subject = f"reading:{reading.id}"
        theme, lang = desk.theme, desk.lang
        self.choice = ChoiceBox()
        self.choice.setAccessibleName(reading.question.in_(lang))
        for option in reading.options:
            name = option.name.in_(lang)
            self.choice.addItem(tr("{name}（默认）", name=name) if option.id == reading.default else name, option.id)
        self._about = label("", "caption", wrap=True)
        self.reason = CaseField(desk, self._subject, "reason", lines=1)
        body = column(
            label(reading.question.in_(lang), "body", wrap=True),
            self.choice,
            self._about,
            self.reason,
            gap=theme.px("space_xs"),
        )
        body.setContentsMargins(0, theme.px("space_sm"), 0, 0)
        self.setLayout(body)
        self.choice.activated.connect(self._choose)
        desk.hub.changed.connect(self._on_changed)
        self._refresh()

    def _choose(self, _: int) -> None:
        option = str(self.choice.currentData())
        value = None if option == self._reading.default else option
        self._desk.hub.record(Edit(Place(self._subject, "option"), value))

    def _on_changed(self, changes: Changes) -> None:
        if any(place.subject == self._subject for place in changes.places):
            self._refresh()

    def _refresh(self) -> None:
        chosen = self._desk.hub.text(self._subject, "option") or self._reading.default
        self.choice.setCurrentIndex(max(self.choice.findData(chosen), 0))
        option = next((each for each in self._reading.options if each.id == chosen), None)
        self._about.setText(option.explanation.in_(self._desk.lang) if option else "")
        self.reason.setVisible(chosen != self._reading.default)
