"""The stop of preparation and opening: its tabs."""

from __future__ import annotations

from qmdesk.ui.desk import Desk
from qmdesk.ui.pages.registry import PageSpec
from qmdesk.ui.widgets.tabbed_page import TabbedPage, TabSpec
from qmdesk.ui.words import mark

_HERE = "qmdesk.ui.pages.preparing"
TABS = (
    TabSpec("team", mark("评价组"), f"{_HERE}.team:TeamTab", ("member", "declaration", "coaching")),
    TabSpec("doubts", mark("疑问"), f"{_HERE}.doubts:DoubtsTab", ("question",)),
    TabSpec("documents", mark("材料清单"), f"{_HERE}.documents:DocumentsTab", ("request",)),
    TabSpec("schedule", mark("日程"), f"{_HERE}.schedule:ScheduleTab", ("slot",)),
    TabSpec("meeting", mark("首次会议"), f"{_HERE}.meeting:MeetingTab", ("meeting", "attendance")),
    TabSpec("readings", mark("口径"), f"{_HERE}.readings:ReadingsTab", ("reading",)),
)


class PreparingPage(TabbedPage):
    """Tabs of kinds that a form lacks are not there."""

    def __init__(self, desk: Desk, spec: PageSpec) -> None:
        super().__init__(desk, spec, TABS)
