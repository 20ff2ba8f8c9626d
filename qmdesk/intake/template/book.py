"""The whole self-assessment workbook, sheet after sheet."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from qmdesk.intake.template import guide, pages, tables
from qmdesk.intake.template.layout import Plan, Shape, plans_of
from qmdesk.intake.template.names import title_of
from qmdesk.intake.template.pen import Pen

_DRAW: Mapping[str, Callable[[Pen, Plan], None]] = {
    "enterprise": pages.enterprise,
    "figures": pages.figures,
    "recorded": pages.recorded,
    "readings": tables.readings,
}


def self_assessment(pen: Pen) -> None:
    """Draw every sheet that the filling doesn't leave out."""
    plans = tuple(plan for plan in plans_of(pen.form) if plan.id not in pen.filling.without)
    for plan in plans:
        if plan.shape is Shape.GUIDE:
            guide.guide(pen, plan, plans)
        elif plan.shape is Shape.ITEMS:
            pages.items(pen, plan)
        else:
            _DRAW.get(plan.id, tables.table)(pen, plan)
        _colour_tab(pen, plan)
    tables.lists(pen)


def _colour_tab(pen: Pen, plan: Plan) -> None:
    tabs = pen.palette["tab"]
    group = "items" if plan.shape is Shape.ITEMS else plan.id
    sheet = pen.book.get_worksheet_by_name(title_of(plan, pen.form, pen.lang))
    assert sheet is not None
    sheet.set_tab_color(tabs.get(group, tabs["data"]))
