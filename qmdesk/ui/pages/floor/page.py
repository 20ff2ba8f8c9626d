"""现场记录: what is done on the floor, a tab each."""

from __future__ import annotations

from qmdesk.ui.desk import Desk
from qmdesk.ui.pages.registry import PageSpec
from qmdesk.ui.widgets.tabbed_page import TabbedPage, TabSpec
from qmdesk.ui.words import mark

_HERE = "qmdesk.ui.pages.floor"
TABS = (
    TabSpec("notes", mark("记录"), f"{_HERE}.notes:NotesTab", ("finding", "evidence")),
    TabSpec("interviews", mark("访谈"), f"{_HERE}.interviews:InterviewsTab", ("interview", "interview_answer")),
    TabSpec("walk", mark("走查"), f"{_HERE}.walk:WalkTab", ("stop",)),
    TabSpec("tracing", mark("追溯"), f"{_HERE}.tracing:TracingTab", ("trace", "trace_step")),
    TabSpec("gauges", mark("器具"), f"{_HERE}.gauges:GaugesTab", ("gauge",)),
    TabSpec("vouchers", mark("凭证"), f"{_HERE}.vouchers:VouchersTab", ("voucher",)),
)


class FloorPage(TabbedPage):
    """Tabs whose records the form lacks are not offered."""

    def __init__(self, desk: Desk, spec: PageSpec) -> None:
        super().__init__(desk, spec, TABS)

    def capture_defaults(self) -> dict[str, str]:
        """Where a note begun here belongs: the stop in front, where there is one."""
        front = getattr(self.front, "capture_defaults", dict)
        return dict(front())
