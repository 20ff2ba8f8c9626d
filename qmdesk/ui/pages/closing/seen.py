"""The case as the pure rules of a visit read it, worked out once for each change."""

from __future__ import annotations

from qmdesk.grading.records import Index, index
from qmdesk.ui.desk import Desk
from qmdesk.ui.naming import bound_names
from qmdesk.visit.facts import Fact, facts
from qmdesk.visit.team import TeamTable, team_table


def found_in(desk: Desk) -> Index:
    """The records at the hub's stage."""
    hub = desk.hub
    return hub.once(f"index@{hub.stage}", lambda: index(hub.session.state, hub.stage))


def ratings_in(desk: Desk) -> TeamTable:
    """Every assessor's ratings at the hub's stage."""
    hub = desk.hub
    return hub.once(f"ratings@{hub.stage}", lambda: team_table(hub.form, hub.session.state, hub.stage))


def facts_in(desk: Desk) -> tuple[Fact, ...]:
    """What is gone through with the enterprise."""
    return facts(desk.hub.form, found_in(desk), desk.hub.assessment)


def bound_name(desk: Desk, binds: str) -> str:
    """The names of what a finding belongs to."""
    return bound_names(desk.hub.form, {}, binds, desk.lang)
