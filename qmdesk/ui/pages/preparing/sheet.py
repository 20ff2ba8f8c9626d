"""What the tabs are laid out on: cards below each other that scroll, and small things that several tabs say."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from qmdesk.model.journal import Edit, Place
from qmdesk.ui.desk import Desk
from qmdesk.ui.widgets.basics import box, button, column, frame, image, label, leftmost, scrolled
from qmdesk.ui.widgets.case_field import CaseField
from qmdesk.ui.words import tr
from qmdesk.visit.opening import clock_doubts


class Sheet(QWidget):
    """``body`` takes cards."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        theme = desk.theme
        self.body: QVBoxLayout = column(gap=theme.px("space_md"))
        inner = box("", column(self.body, None, margins=(0, 0, theme.px("space_sm"), theme.px("space_md"))))
        self.area: QScrollArea = scrolled(box("page", leftmost(inner, theme.px("wide"))))
        self.setLayout(column(self.area))

    def card(self, title: str, about: str = "") -> QVBoxLayout:
        """A card with a title; its layout."""
        theme = self.desk.theme
        pad = theme.px("space_md")
        body = column(gap=theme.px("space_sm"), margins=(pad, pad, pad, pad))
        if title:
            body.addWidget(label(title, "heading"))
        if about:
            body.addWidget(label(about, "caption", wrap=True))
        self.body.addWidget(frame("card", body))
        return body

    def reveal(self, widget: QWidget) -> None:
        """Scroll to a widget and put the cursor into it."""
        self.area.ensureWidgetVisible(widget)
        focus_in(widget)


def focus_in(widget: QWidget, name: str = "") -> None:
    """The cursor into the field of a name, else into the first one."""
    fields = widget.findChildren(CaseField)
    found = next((each for each in fields if each.name == name), next(iter(fields), None))
    (found.editor if found else widget).setFocus(Qt.FocusReason.OtherFocusReason)


def staged(desk: Desk, subject: str, name: str) -> Place:
    """The place of a field at the hub's stage, where it belongs to one."""
    field = desk.hub.form.records[subject.partition(":")[0]].fields[name]
    return Place(subject, name, str(desk.hub.stage) if field.staged else "")


def put(desk: Desk, subject: str, **values: object) -> list[Edit]:
    """Edits that set fields of a subject."""
    return [Edit(staged(desk, subject, name), value) for name, value in values.items()]  # pyright: ignore[reportArgumentType]


def seen_text(desk: Desk, subject: str, name: str) -> str:
    """A text as it stands at the stage, or at one before it."""
    hub = desk.hub
    field = hub.form.records[subject.partition(":")[0]].fields[name]
    stages = (hub.stage, *hub.stage.fallbacks) if field.staged else (None,)
    return next((text for each in stages if (text := hub.text(subject, name, each))), "")


def minute_now(desk: Desk) -> str:
    """The session's clock as a moment's value."""
    return desk.hub.session.now()[:16]


def doubted(desk: Desk) -> frozenset[str]:
    """The subjects whose times the journal's order contradicts."""
    return desk.hub.once("clock-doubts", lambda: clock_doubts(desk.hub.session.state))


def clock_mark(desk: Desk) -> QWidget:
    """The sign beside a time that the order of the journal contradicts."""
    made = image(desk.theme, "triangle-alert", "warn")
    text = tr("电脑时钟当天被改动过：记录的先后与所记时间不符，时间存疑")
    made.setToolTip(text)
    made.setAccessibleName(text)
    return made


def link(desk: Desk, text: str, where: str) -> QWidget:
    """A button that leads to a place."""
    return button(text, lambda: desk.go(where), role="link")
