"""The on-site check: the team, the conditions with their evidence, the six points of the three criteria."""

# Qt's signals take lambdas of any shape.
# pyright: reportUnknownLambdaType=false

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from qmdesk.formdef.benchmark import Condition, Part
from qmdesk.model.journal import Changes
from qmdesk.ui.benchmark.reading import found_of, made_of
from qmdesk.ui.desk import Desk
from qmdesk.ui.pages.preparing.member_card import MemberCard
from qmdesk.ui.pages.records_of import added
from qmdesk.ui.pages.registry import PageSpec
from qmdesk.ui.widgets.basics import button, column, empty, frame, label, line, restyle
from qmdesk.ui.widgets.case_field import CaseField
from qmdesk.ui.widgets.form_grid import FormGroup
from qmdesk.ui.widgets.page_frame import PageFrame
from qmdesk.ui.words import mark, tr
from qmdesk.visit.benchmark.eligibility import eligibility
from qmdesk.wording import say

_VISIT = ("institution", "visit_start", "visit_end", "verification_note")
#: Roles in the order in which the team is usually named.
ROLES = ("lead", "assessor", "representative")
_TONES = {"yes": "good", "no": "bad", "unclear": "warn", "not-asked": ""}
HEADINGS = (mark("申报条件"), mark("核查要点"))


class CheckingPage(PageFrame):
    """``show_place`` goes to ``onsite_check:PART`` or ``condition:ID``."""

    def __init__(self, desk: Desk, spec: PageSpec) -> None:
        super().__init__(desk.theme, spec.name(), tr("提示由本软件自行编写。看到什么写什么，写明查了哪些材料。"))
        self._desk, hub, lang = desk, desk.hub, desk.lang
        made = made_of(hub)
        self.cards: dict[str, QWidget] = {}
        self.body.addWidget(FormGroup(desk, tr("核查安排"), "case", _VISIT))
        self.body.addWidget(TeamCard(desk))
        self.body.addWidget(label(tr(HEADINGS[0]), "heading"))
        for condition in made.conditions:
            self._add(f"condition:{condition.id}", ConditionCard(desk, condition))
        for criterion in made.criteria:
            self.body.addWidget(label(criterion.name.in_(lang), "heading"))
            for part in criterion.parts:
                self._add(f"onsite_check:{part.id}", PointCard(desk, part))

    def _add(self, subject: str, card: QWidget) -> None:
        self.cards[subject] = card
        self.body.addWidget(card)

    def show_place(self, where: str) -> None:
        """Go to a point or a condition."""
        card = self.cards.get(where.partition("/")[0])
        if isinstance(card, ConditionCard | PointCard):
            self.area.ensureWidgetVisible(card)
            card.first.editor.setFocus(Qt.FocusReason.OtherFocusReason)


class TeamCard(QWidget):
    """Who checks and who stands for the enterprise: those who sign the report."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        theme = desk.theme
        pad = theme.px("space_lg")
        self._rows = column(gap=theme.px("space_sm"))
        adds = line(gap=theme.px("space_sm"))
        choices = desk.hub.form.records["member"].fields["role"].choices
        for role in ROLES:
            words = tr("加{role}", role=choices[role].in_(desk.lang))
            adds.addWidget(button(words, lambda r=role: self._add(r), role="quiet", theme=theme, icon="plus"))
        adds.addStretch(1)
        body = column(
            label(tr("核查组与企业代表"), "heading"), self._rows, adds, gap=theme.px("space_sm"), margins=(pad,) * 4
        )
        self.setLayout(column(frame("card", body)))
        self._keys: list[str] = []
        desk.hub.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        keys = self._desk.hub.keys("member")
        if keys != self._keys or not keys:
            self._keys = keys
            empty(self._rows)
            for key in keys:
                card = MemberCard(self._desk, key)
                card.conflict.hide()
                self._rows.addWidget(card)

    def _add(self, role: str) -> None:
        hub = self._desk.hub
        _, edits = added(hub, "member", {"role": role})
        hub.record(edits)


class ConditionCard(QWidget):
    """A condition: what the records show, what the examiner finds and by which evidence."""

    def __init__(self, desk: Desk, condition: Condition) -> None:
        super().__init__()
        self._desk, self._condition = desk, condition
        theme, subject = desk.theme, f"condition:{condition.id}"
        self.first = CaseField(desk, subject, "met")
        self._state, self._because = label("", "chip"), label("", "caption", wrap=True)
        fields = line(
            self.first,
            CaseField(desk, subject, "evidence"),
            CaseField(desk, subject, "note", lines=1),
            gap=theme.px("space_sm"),
        )
        for at, share in enumerate((1, 2, 2)):
            fields.setStretch(at, share)
            fields.itemAt(at).setAlignment(Qt.AlignmentFlag.AlignTop)
        words = label(condition.name.in_(desk.lang), "strong", wrap=True)
        head = line(words, self._state, gap=theme.px("space_sm"))
        head.setStretch(0, 1)
        about = label(condition.about.in_(desk.lang), "caption", wrap=True)
        parts = column(
            head, about, self._because, fields, gap=theme.px("space_xs"), margins=(theme.px("space_md"),) * 4
        )
        self.setLayout(column(frame("card", parts)))
        desk.hub.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        made, lang = made_of(self._desk.hub), self._desk.lang
        verdicts = self._desk.hub.once("benchmark-conditions", lambda: eligibility(made, found_of(self._desk.hub)))
        each = next(one for one in verdicts if one.condition.id == self._condition.id)
        self._state.setText(say(f"report.benchmark.met-{each.met}", lang))
        restyle(self._state, "tone", _TONES[each.met])
        because = say(f"report.benchmark.because-{each.because}", lang, **each.details)
        said = [tr("案卷数据：{words}", words=because)]
        if each.contradicts:
            said.append(tr("审查结果与案卷数据相反，请核对。"))
        self._because.setText(" ".join(said))


class PointCard(QWidget):
    """A point of the check: what is asked, what to look at, what was found."""

    def __init__(self, desk: Desk, part: Part) -> None:
        super().__init__()
        theme, lang, subject = desk.theme, desk.lang, f"onsite_check:{part.id}"
        gap = theme.px("space_sm")
        self.first = CaseField(desk, subject, "verdict")
        looks = "\n".join(f"· {each.in_(lang)}" for each in part.look)
        top = line(
            self.first,
            CaseField(desk, subject, "place"),
            CaseField(desk, subject, "by"),
            CaseField(desk, subject, "on"),
            gap=gap,
        )
        parts = column(
            label(part.name.in_(lang), "strong", wrap=True),
            label(part.prompt.in_(lang), wrap=True),
            label(looks, "caption", wrap=True),
            top,
            CaseField(desk, subject, "found", lines=3),
            CaseField(desk, subject, "documents", lines=2),
            gap=gap,
            margins=(theme.px("space_md"),) * 4,
        )
        self.setLayout(column(frame("card", parts)))


def touches(changes: Changes, kinds: frozenset[str]) -> bool:
    """Whether any of these kinds of records changed."""
    return any(place.kind in kinds for place in changes.places)
