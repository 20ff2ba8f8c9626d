"""What the meetings share: beginning and ending one at a press, and minutes drafted from what is on record."""

# Qt's signals take lambdas of any shape.
# pyright: reportUnknownLambdaType=false

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from qmdesk.grading.records import index
from qmdesk.ui.desk import Desk
from qmdesk.ui.pages.preparing.papers import paper_buttons
from qmdesk.ui.pages.preparing.sheet import put, seen_text, staged
from qmdesk.ui.widgets.basics import box, button, column, frame, label, line
from qmdesk.ui.widgets.case_field import CaseField
from qmdesk.ui.widgets.flow import FlowLayout
from qmdesk.ui.words import tr
from qmdesk.visit.drafting import minutes_edit
from qmdesk.visit.minutes_opening import is_edited


def now_buttons(desk: Desk, meeting: str) -> QWidget:
    """Buttons that say that a meeting begins, or ends, now."""
    begin = button(
        tr("现在开始"), lambda: begin_now(desk, meeting), role="quiet", theme=desk.theme, icon="play",
        tip=tr("记下日期和时间；地点和主持人空着的，按首次会议和评估组长填"),
    )  # fmt: skip
    end = button(tr("现在结束"), lambda: end_now(desk, meeting), role="quiet", theme=desk.theme, icon="check")
    return box("", line(begin, end, None, gap=desk.theme.px("space_sm")))


def begin_now(desk: Desk, meeting: str) -> None:
    """Today, and the time it is; place and chair, where nobody wrote them, as they are known."""
    now, subject = desk.hub.session.now(), f"meeting:{meeting}"
    values = {"day": now[:10], "start": now[11:16]}
    known = {"place": seen_text(desk, "meeting:opening", "place"), "chair": _chair(desk)}
    values |= {name: text for name, text in known.items() if text and not seen_text(desk, subject, name)}
    desk.hub.record(put(desk, subject, **values))


def end_now(desk: Desk, meeting: str) -> None:
    """The time it is as the end; the day too, where none stands."""
    now, subject = desk.hub.session.now(), f"meeting:{meeting}"
    values = {"end": now[11:16]}
    if not seen_text(desk, subject, "day"):
        values["day"] = now[:10]
    desk.hub.record(put(desk, subject, **values))


def _chair(desk: Desk) -> str:
    """Who chaired the opening, else the lead assessor."""
    members = [f"member:{key}" for key in desk.hub.keys("member")]
    leads = [desk.hub.text(each, "name") for each in members if desk.hub.text(each, "role") == "lead"]
    return seen_text(desk, "meeting:opening", "chair") or next(iter(leads), "")


class Minutes(QWidget):
    """A draft at a press; what people wrote is replaced only when they say so. ``doubted`` asks to be seen."""

    doubted = Signal()

    def __init__(self, desk: Desk, meeting: str, name: str) -> None:
        super().__init__()
        self._desk, self._meeting = desk, meeting
        theme = desk.theme
        flow = FlowLayout(theme.px("space_xs"))
        flow.addWidget(button(tr("草拟纪要"), self.draft, role="primary", theme=theme, icon="sparkles"))
        for each in paper_buttons(desk, f"{meeting}-minutes", name, self):
            flow.addWidget(each)
        words = label(tr("纪要已经修改过，重新草拟会替换这些修改（可撤销）。"), "warning", wrap=True)
        over = button(tr("仍要重新草拟"), lambda: self.draft(over=True))
        keep = button(tr("保留"), lambda: self.asked.setVisible(False))
        gap = theme.px("space_sm")
        self.asked = frame("banner", column(words, line(over, keep, None, gap=gap), gap=gap, margins=(gap,) * 4))
        self.asked.hide()
        self.field = CaseField(desk, f"meeting:{meeting}", "minutes", lines=8, caption=False)
        body: QVBoxLayout = column(box("", flow), self.asked, self.field, gap=gap)
        self.setLayout(body)

    def draft(self, *, over: bool = False) -> None:
        """Write the minutes from what is on record."""
        hub = self._desk.hub
        standing = hub.session.state.get(staged(self._desk, f"meeting:{self._meeting}", "minutes"))
        if is_edited(standing) and not over:
            self.asked.show()
            self.doubted.emit()
            return
        self.asked.hide()
        found = index(hub.session.state, hub.stage)
        hub.record(minutes_edit(hub.form, found, self._meeting, hub.assessment, self._desk.lang))
