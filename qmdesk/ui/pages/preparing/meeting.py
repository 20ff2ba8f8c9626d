"""The opening meeting: when and where, who signed in, scope, key characteristics, safety, confidentiality, minutes."""

# Qt's signals take lambdas of any shape.
# pyright: reportUnknownLambdaType=false

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QLabel

from qmdesk.model.journal import Changes
from qmdesk.ui.desk import Desk
from qmdesk.ui.naming import shorten
from qmdesk.ui.pages.preparing.agreed import AgreedTable
from qmdesk.ui.pages.preparing.attendance import SignIn
from qmdesk.ui.pages.preparing.minutes import Minutes, now_buttons
from qmdesk.ui.pages.preparing.papers import paper_buttons
from qmdesk.ui.pages.preparing.sheet import Sheet, clock_mark, doubted, focus_in, link
from qmdesk.ui.widgets.basics import box, label, line
from qmdesk.ui.widgets.case_field import CaseField
from qmdesk.ui.widgets.flow import FlowLayout
from qmdesk.ui.words import tr

MEETING = "meeting:opening"
SCOPE = ("site", "period", "family", "products")
#: So many characters of a long scope are shown; the whole is its tool tip.
MOST = 240


class MeetingTab(Sheet):
    """Cards in the order of the meeting; the minutes last, drafted from all of them."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._facts: dict[str, QLabel] = {}
        self._when()
        card = self.card(tr("签到"))
        self.sign_in = SignIn(desk, "opening")
        card.addWidget(self.sign_in)
        flow = FlowLayout(desk.theme.px("space_xs"))
        for each in paper_buttons(desk, "sign-in", tr("签到表"), self):
            flow.addWidget(each)
        card.addWidget(box("", flow))
        self._scope()
        about = tr("看数据之前约定。看到数据之后仍可改动，但会标出并要求写理由，写进报告。")
        self.agreed = AgreedTable(desk)
        self.card(tr("约定关键特性"), about).addWidget(self.agreed)
        safety = self.card(tr("安全与保密"))
        safety.addWidget(CaseField(desk, MEETING, "safety"))
        safety.addWidget(CaseField(desk, MEETING, "confidentiality"))
        safety.addWidget(CaseField(desk, MEETING, "notes"))
        self._minutes()
        desk.hub.changed.connect(self._on_changed)
        desk.hub.stage_changed.connect(self.refresh)
        self.refresh()

    def _when(self) -> None:
        desk, gap = self.desk, self.desk.theme.px("space_sm")
        self._doubt = clock_mark(desk)
        day = line(*(CaseField(desk, MEETING, each) for each in ("day", "start", "end")), self._doubt, gap=gap)
        place = line(*(CaseField(desk, MEETING, each) for each in ("place", "chair")), gap=gap)
        card = self.card(tr("首次会议"))
        card.addLayout(day)
        card.addLayout(place)
        card.addWidget(now_buttons(desk, "opening"))

    def _scope(self) -> None:
        """What the case says, each with the way to where it is changed."""
        desk = self.desk
        card = self.card(tr("评价范围、期间和产品族"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(desk.theme.px("space_md"))
        grid.setColumnStretch(1, 1)
        fields = desk.hub.form.records["case"].fields
        for row, name in enumerate(each for each in SCOPE if each in fields):
            grid.addWidget(label(fields[name].label.in_(desk.lang), "caption"), row, 0)
            self._facts[name] = label("", "body", wrap=True)
            grid.addWidget(self._facts[name], row, 1)
            grid.addWidget(link(desk, tr("修改"), f"case/{name}"), row, 2)
        card.addLayout(grid)
        card.addWidget(CaseField(desk, MEETING, "scope"))

    def _minutes(self) -> None:
        card = self.card(tr("会议纪要"), tr("由上面的内容草拟，之后随意修改；以“# ”开头的行是小标题。"))
        self.minutes = Minutes(self.desk, "opening", tr("首次会议纪要"))
        self.minutes.doubted.connect(lambda: self.area.ensureWidgetVisible(self.minutes.asked))
        card.addWidget(self.minutes)

    def show_record(self, key: str, field: str) -> None:
        """Go to a person who signed in, or a field of the meeting."""
        if key != "opening" and self.sign_in.show_record(key, field):
            self.area.ensureWidgetVisible(self.sign_in.rows[key])
            return
        fields = [each for each in self.findChildren(CaseField) if each.subject == MEETING and each.name == field]
        if fields:
            self.reveal(fields[0])
        else:
            focus_in(self)

    def _on_changed(self, changes: Changes) -> None:
        if any(place.kind in ("case", "meeting") for place in changes.places):
            self.refresh()

    def refresh(self) -> None:
        """Show the scope as the case has it."""
        from qmdesk.formdef.fields import format_value

        hub, lang = self.desk.hub, self.desk.lang
        for name, shown in self._facts.items():
            value = hub.value("case", name)
            field = hub.form.records["case"].fields[name]
            text = format_value(field, value, lang) if value is not None else tr("（未填）")
            shown.setText(shorten(text.replace("\n", " "), MOST))
            shown.setToolTip(text if len(text) > MOST else "")
        self._doubt.setVisible(MEETING in doubted(self.desk))
