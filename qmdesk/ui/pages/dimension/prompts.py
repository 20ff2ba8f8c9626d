"""What to look for, whom to ask what, where to look on the floor; and the documents that the enterprise names."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from qmdesk.formdef.types import Item
from qmdesk.grading.records import index as index_of
from qmdesk.ui.desk import Desk
from qmdesk.ui.naming import told
from qmdesk.ui.widgets.basics import button, column, frame, image, label, line
from qmdesk.ui.words import tr
from qmdesk.visit.interviews import about


def prompts(desk: Desk, item: Item) -> QWidget:
    """All prompts of an item in one quiet box."""
    lang = desk.lang
    theme = desk.theme
    pad = theme.px("space_lg")
    body = column(gap=theme.px("space_sm"), margins=(pad, pad, pad, pad))
    named = _documents(desk, item)
    if named:
        _section(desk, body, "file-check", tr("企业提供的材料"), named)
    _section(desk, body, "eye", tr("要看的证据"), [each.in_(lang) for each in item.evidence])
    asked = [told(each.who.in_(lang), each.ask.in_(lang)) for each in item.interview]
    _section(desk, body, "message-circle", tr("访谈"), asked)
    _interviews(desk, body, item)
    _section(desk, body, "footprints", tr("现场看什么"), [each.in_(lang) for each in item.floor])
    return frame("well", body)


def _interviews(desk: Desk, body: QVBoxLayout, item: Item) -> None:
    """What was answered about this item, each with the way to its interview."""
    if "interview_answer" not in desk.hub.form.records:
        return
    index = desk.hub.once(f"index {desk.hub.stage}", lambda: index_of(desk.hub.session.state, desk.hub.stage))
    said = about(index, f"item:{item.id}")
    if not said:
        return
    body.addWidget(label(tr("访谈记录"), "section"))
    for who, answer in said:
        text = told(who.text("person") or who.text("post"), answer.text("answer").replace("\n", " "))
        made = button(text, partial(desk.go, f"interview_answer:{answer.key}"), role="link")
        made.setToolTip(answer.text("question"))
        body.addWidget(made)


def _documents(desk: Desk, item: Item) -> list[str]:
    """The papers that the enterprise named for this item, with their file names."""
    hub = desk.hub
    found: list[str] = []
    for key in hub.keys("document"):
        values = {place.name: str(hub.session.state[place].value or "") for place in hub.places(f"document:{key}")}
        if values.get("binds", "").removeprefix("item:") == item.id:
            found.append(
                " · ".join(dict.fromkeys(each for name in ("text", "filename") if (each := values.get(name, ""))))
            )
    return [each for each in found if each]


def _section(desk: Desk, body: QVBoxLayout, icon: str, title: str, lines: list[str]) -> None:
    if not lines:
        return
    theme = desk.theme
    if body.count():
        body.addSpacing(theme.px("space_sm"))
    body.addLayout(line(image(theme, icon, "muted"), label(title, "section"), None, gap=theme.px("space_sm")))
    for text in lines:
        dot = label("·", "muted")
        row = line(dot, label(text, "body", wrap=True), gap=theme.px("space_xs"))
        row.setStretch(1, 1)
        row.setAlignment(dot, Qt.AlignmentFlag.AlignTop)
        body.addLayout(row)
