"""Pages as data: a stop of the rail is one line here and one module beside it.

A page is made by ``factory(desk, spec)`` when it is first shown. It may have ``show_place(where)``, called when a link
leads to one of the places that it ``takes``. ``progress(hub, spec)`` gives what the rail shows beside it.
Both are named ``"module:name"`` and loaded when needed. A stop whose module doesn't exist is not shown.
"""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any

from qmdesk.formdef.types import Form, Judged
from qmdesk.ui.words import mark, tr

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from qmdesk.ui.desk import Desk
    from qmdesk.ui.hub import Hub


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a stop is: done of total (0 of 0 shows nothing), and whether something there needs a look."""

    done: int = 0
    total: int = 0
    warning: bool = False


@dataclass(frozen=True, slots=True)
class PageSpec:
    """One stop. ``argument`` tells pages of one module apart (a dimension's id); ``takes`` are kinds of places."""

    id: str
    icon: str
    title: str
    group: str
    factory: str
    takes: tuple[str, ...] = ()
    progress: str = ""
    argument: str = ""

    def name(self) -> str:
        """The title in the window's language."""
        return tr(self.title)


#: The rail from top to bottom. ``dimensions`` is replaced by a stop for each dimension judged by items.
STOPS = (
    PageSpec("overview", "house", mark("概览"), "case", "qmdesk.ui.pages.overview:OverviewPage"),
    PageSpec(
        "scope",
        "building-2",
        mark("企业与范围"),
        "case",
        "qmdesk.ui.pages.scope:ScopePage",
        ("case", "recorded"),
        "qmdesk.ui.progress:scope",
    ),
    PageSpec(
        "opening",
        "users",
        mark("准备与首次会议"),
        "case",
        "qmdesk.ui.pages.preparing.page:PreparingPage",
        (
            "member",
            "declaration",
            "coaching",
            "question",
            "request",
            "slot",
            "meeting",
            "attendance",
            "reading",
        ),
        "qmdesk.ui.progress:visit",
    ),
    PageSpec(
        "dimensions",
        "list-checks",
        "",
        "work",
        "qmdesk.ui.pages.dimension.page:DimensionPage",
        ("item",),
        "qmdesk.ui.progress:dimension",
    ),
    PageSpec(
        "performance",
        "gauge",
        mark("全过程质量绩效"),
        "work",
        "qmdesk.ui.pages.performance:PerformancePage",
        ("figure", "step", "characteristic", "exclusion", "gauge_study", "loss", "defect", "sampling", "repeat"),
        "qmdesk.ui.progress:figures",
    ),
    PageSpec(
        "notes",
        "notebook-pen",
        mark("现场记录"),
        "work",
        "qmdesk.ui.pages.floor.page:FloorPage",
        (
            "finding",
            "evidence",
            "interview",
            "interview_answer",
            "stop",
            "trace",
            "trace_step",
            "gauge",
            "voucher",
        ),
        "qmdesk.ui.progress:visit",
    ),
    PageSpec("grade", "award", mark("定级"), "end", "qmdesk.ui.pages.grade:GradePage", ("grade",)),
    PageSpec(
        "rectify",
        "wrench",
        mark("整改建议"),
        "end",
        "qmdesk.ui.pages.rectify:RectifyPage",
        ("suggestion",),
        "qmdesk.ui.progress:suggestions",
    ),
    PageSpec(
        "leaving",
        "clipboard-check",
        mark("离厂检查与末次会议"),
        "end",
        "qmdesk.ui.pages.closing:LeavingPage",
        (),
        "qmdesk.ui.progress:visit",
    ),
    PageSpec("report", "file-check", mark("报告与签名"), "end", "qmdesk.ui.pages.report:ReportPage"),
    PageSpec("sync", "refresh-cw", mark("同步"), "end", "qmdesk.ui.pages.sync:SyncPage", (), "qmdesk.ui.progress:sync"),
    PageSpec("handover", "package-open", mark("交出自评包"), "end", "qmdesk.ui.pages.handover:HandOverPage"),
    PageSpec("history", "history", mark("修改记录"), "end", "qmdesk.ui.pages.history:HistoryPage"),
)

#: What a case has in which an enterprise assesses itself, and what only such a case has.
OWN = frozenset({"overview", "scope", "dimensions", "performance", "grade", "handover", "history"})
ONLY_OWN = frozenset({"handover"})

#: Icons of the dimensions of the built-in form; another form's get the plain one.
DIMENSION_ICONS = {"system": "shield-check", "digital": "binary", "sustained": "trending-up"}


def stops_of(form: Form, lang: str, *, own: bool = False) -> tuple[PageSpec, ...]:
    """The stops of a review by this form, as far as their pages exist; with ``own`` those of an enterprise's own
    assessment. An application for a 质量标杆 has its own."""
    if form.benchmark is not None:
        from qmdesk.ui.benchmark.stops import STOPS as OF_BENCHMARK

        return tuple(each for each in OF_BENCHMARK if exists(each.factory))
    found: list[PageSpec] = []
    for stop in STOPS:
        if not exists(stop.factory) or (stop.id not in OWN if own else stop.id in ONLY_OWN):
            continue
        if stop.id != "dimensions":
            found.append(stop)
            continue
        found += [
            replace(
                stop,
                id=each.id,
                icon=DIMENSION_ICONS.get(each.id, stop.icon),
                title=each.name.in_(lang),
                argument=each.id,
            )
            for each in form.dimensions
            if each.judged is Judged.ITEMS
        ]
    return tuple(found)


def stop_for(stops: tuple[PageSpec, ...], form: Form, where: str) -> PageSpec | None:
    """The stop that a place belongs to: ``item:x`` to its dimension, ``page:grade`` to the page of that id."""
    kind, _, key = where.partition("/")[0].partition("@")[0].partition(":")
    if kind == "page":
        return next((stop for stop in stops if stop.id == key), None)
    if kind == "item":
        dimension = next((item.dimension for item in form.items if item.id == key), "")
        return next((stop for stop in stops if stop.argument == dimension), None)
    if where.startswith(("case/conclusion", "case/concluded", "case/second")):
        kind = "grade"
    return next((stop for stop in stops if kind in stop.takes), None)


@cache
def exists(dotted: str) -> bool:
    """Whether the module of ``module:name`` is there; it is not imported."""
    module = dotted.partition(":")[0]
    try:
        spec = importlib.util.find_spec(module)
    except ModuleNotFoundError:
        return False
    return spec is not None and spec.origin is not None


def build(spec: PageSpec, desk: Desk) -> QWidget:
    """Make a stop's page."""
    make: Callable[[Desk, PageSpec], QWidget] = _load(spec.factory)
    return make(desk, spec)


def progress_of(spec: PageSpec, hub: Hub) -> Progress:
    """What the rail shows beside a stop."""
    if not spec.progress or not exists(spec.progress):
        return Progress()
    count: Callable[[Hub, PageSpec], Progress] = _load(spec.progress)
    return count(hub, spec)


@cache
def _load(dotted: str) -> Callable[..., Any]:
    module, _, name = dotted.partition(":")
    return getattr(importlib.import_module(module), name)
