"""States out of edits, the last one of a place counting."""

from __future__ import annotations

from qmdesk.model.journal import Edit, Folded, Place, State
from tests.visit.states import entry_of


def state_of(*edits: Edit) -> State:
    """What stands after these edits; a cleared place is gone."""
    state: dict[Place, Folded] = {}
    for each in edits:
        state[each.place] = Folded(each.place, (entry_of(each.place, each.value),))
    return {place: folded for place, folded in state.items() if folded.value is not None}
