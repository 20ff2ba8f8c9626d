"""The rail of a programme as data: a stop is one line here and one module beside it.

A page is made by ``factory(desk)`` when it is first shown; ``progress(desk)`` gives what the rail shows beside it. Both
are named ``"module:name"`` and loaded when needed. A stop whose module doesn't exist is not shown.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from qmdesk.ui.pages.registry import PageSpec, Progress, exists
from qmdesk.ui.words import mark

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from qmdesk.ui.programme.desk import ProgrammeDesk

#: The rail from top to bottom.
STOPS = (
    PageSpec(
        "roster", "building-2", mark("名录"), "list", "qmdesk.ui.programme.roster:RosterPage", ("row",),
        "qmdesk.ui.programme.progress:roster",
    ),
    PageSpec(
        "calendar", "list-checks", mark("日历"), "list", "qmdesk.ui.programme.calendar:CalendarPage", (),
        "qmdesk.ui.programme.progress:calendar",
    ),
    PageSpec("targets", "flag", mark("目标"), "whole", "qmdesk.ui.programme.targets:TargetsPage"),
    PageSpec("rollup", "trending-up", mark("汇总"), "whole", "qmdesk.ui.programme.rollup:RollupPage"),
    PageSpec("results", "award", mark("结果"), "end", "qmdesk.ui.programme.results:ResultsPage"),
    PageSpec("history", "history", mark("修改记录"), "end", "qmdesk.ui.programme.history:HistoryPage"),
)  # fmt: skip


def stops() -> tuple[PageSpec, ...]:
    """The stops whose pages exist."""
    return tuple(each for each in STOPS if exists(each.factory))


def build(spec: PageSpec, desk: ProgrammeDesk) -> QWidget:
    """Make a stop's page."""
    make: Callable[[ProgrammeDesk], QWidget] = _load(spec.factory)
    return make(desk)


def progress_of(spec: PageSpec, desk: ProgrammeDesk) -> Progress:
    """What the rail shows beside a stop."""
    if not spec.progress or not exists(spec.progress):
        return Progress()
    count: Callable[[ProgrammeDesk], Progress] = _load(spec.progress)
    return count(desk)


def _load(dotted: str) -> Callable[..., Any]:
    module, _, name = dotted.partition(":")
    return getattr(importlib.import_module(module), name)
