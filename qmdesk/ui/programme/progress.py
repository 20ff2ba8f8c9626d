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
