"""What a case is doing: open, or concluded at a stage, or opened again by an amendment."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from qmdesk.model.journal import Edit, Place, Stage, State
from qmdesk.model.problem import Problem, Refused
from qmdesk.visit.second import conclusion_in_force, fixed


def conclusion_of(state: State) -> Mapping[str, object] | None:
    """The conclusion in force: what ``conclude`` recorded, or None where there is none or it was amended."""
    return conclusion_in_force(state)


#: What ``case purpose`` says of a case in which an enterprise assesses itself, and the place where it stands.
PURPOSE, SELF, PRACTICE = Place("case", "purpose"), "self", "practice"


def is_self_assessment(state: State) -> bool:
    """Whether a case is an enterprise's own assessment and no review."""
    found = state.get(PURPOSE)
    return found is not None and found.value == SELF


def is_practice(state: State) -> bool:
    """Whether a case is for practising only: nothing that comes of it counts anywhere."""
    found = state.get(PURPOSE)
    return found is not None and found.value == PRACTICE


def guard_self(state: State, edits: Iterable[Edit]) -> None:
    """Raises Refused(self-case-stage) where the edits would put assessors' ratings, data or conclusions into a case in
    which an enterprise assesses itself."""
    if not is_self_assessment(state):
        return
    for each in edits:
        concludes = each.place.subject == "case" and each.place.name in {"concluded", "conclusion"}
        if concludes or each.place.stage not in {"", str(Stage.SELF)}:
            raise Refused(Problem("self-case-stage", f"{each.place.subject}/{each.place.field}"))


#: What goes on after a conclusion: nothing of it is in the grade or under the signatures (decision 12).
AFTERWARDS = frozenset({"rectification", "verification"})


def guard_concluded(state: State, edits: Iterable[Edit] = ()) -> None:
    """Raises Refused(second-first-fixed) where a second review is under way and the edits would change the first one,
    and Refused(case-concluded) where a conclusion is in force: such a case changes by amendment only, but for
    what was rectified and verified afterwards."""
    conclusion, wanted = conclusion_of(state), tuple(edits)
    if conclusion is None:
        first = fixed(state, wanted)
        if first:
            raise Refused(*(Problem("second-first-fixed", f"{each.subject}/{each.field}") for each in first[:3]))
        return
    if not wanted or not all(_afterwards(each.place, state, wanted) for each in wanted):
        raise Refused(Problem("case-concluded", "", {"at": str(conclusion.get("at", ""))}))


def _afterwards(place: Place, state: State, edits: tuple[Edit, ...]) -> bool:
    """A rectification, a verification, the state of a suggestion, or a piece of evidence of a rectification."""
    if place.kind in AFTERWARDS:
        return True
    if place.kind == "suggestion":
        return place.name == "status"
    return place.kind == "evidence" and _binds(place.subject, state, edits).startswith("suggestion:")


def _binds(subject: str, state: State, edits: tuple[Edit, ...]) -> str:
    """What a piece of evidence belongs to; what stood before this batch counts, so that none is taken from an item."""
    place = Place(subject, "binds")
    stood = state.get(place)
    if stood is not None and stood.value is not None:
        return str(stood.value)
    new = next((each.value for each in edits if each.place == place), None)
    others = any(each.subject == subject and each.name != "binds" for each in state)
    return "" if others else str(new or "")
