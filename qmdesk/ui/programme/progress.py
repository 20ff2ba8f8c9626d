"""What the rail of a programme shows beside its stops."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qmdesk.ui.pages.registry import Progress

if TYPE_CHECKING:
    from qmdesk.ui.programme.desk import ProgrammeDesk


def roster(desk: ProgrammeDesk) -> Progress:
    """Rows with a case of all; a warning where rows lie aside."""
    rows = desk.hub.rows()
    aside = any(key.startswith("aside:") and not each.get("settled") for key, each in desk.programme.state.items())
    return Progress(sum(bool(each.case_id) for each in rows), len(rows), warning=aside)


def calendar(desk: ProgrammeDesk) -> Progress:
    """A warning where something is late by the own calendar."""
    from qmdesk.portfolio.calendar import LATE, dues_of
    from qmdesk.ui.programme.desk import today

    packs, day = desk.packs, today()
    late = any(each.state == LATE for row in desk.hub.rows() for each in dues_of(packs, row, day))
    return Progress(warning=late)
