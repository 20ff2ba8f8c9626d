"""What a case is doing: open, or concluded at a stage, or opened again by an amendment."""

from __future__ import annotations

from collections.abc import Mapping

from qmdesk.model.journal import Place, State
from qmdesk.model.problem import Problem, Refused


def conclusion_of(state: State) -> Mapping[str, object] | None:
    """The conclusion in force: what ``conclude`` recorded, or None where there is none or it was amended."""
    found = state.get(Place("case", "concluded"))
    return found.value if found is not None and isinstance(found.value, Mapping) else None


def guard_concluded(state: State) -> None:
    """Raises Refused(case-concluded) where a conclusion is in force: such a case changes by amendment only."""
    conclusion = conclusion_of(state)
    if conclusion is not None:
        raise Refused(Problem("case-concluded", "", {"at": str(conclusion.get("at", ""))}))
