"""What stands on one item: who rated it how, what the enterprise claims, evidence; no widgets here."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from qmdesk.model.journal import Edit, Place, Stage
from qmdesk.model.problem import Refused
from qmdesk.review.setting import edit_of
from qmdesk.ui.evidence.keys import evidence_of
from qmdesk.ui.hub import Hub


class State(StrEnum):
    """How far an item is."""

    OPEN = "open"
    RATED = "rated"
    DIFFERS = "differs"
    LEFT_OUT = "left-out"


@dataclass(frozen=True, slots=True)
class Standing:
    """One item at the hub's stage. ``ratings`` by assessor, ``others`` for what earlier stages found."""

    item: str
    state: State
    mine: int | None
    ratings: dict[str, int]
    agreed: int | None
    claimed: int | None
    earlier: dict[str, int]
    applicable: bool
    reason: str
    evidence: tuple[str, ...]
    conflict: bool

    @property
    def level(self) -> int | None:
        """The one level that holds, where there is one."""
        if self.agreed is not None:
            return self.agreed
        given = set(self.ratings.values())
        return given.pop() if len(given) == 1 else None


def standing_of(hub: Hub, item: str) -> Standing:
    """Read an item's state from the case."""
    subject, stage = f"item:{item}", hub.stage
    ratings = _ratings(hub, subject, stage)
    agreed = hub.value(subject, "agreed", stage)
    out = hub.folded(subject, "applicable", stage)
    applicable = out is None or out.value is not False
    state = State.OPEN
    if not applicable:
        state = State.LEFT_OUT
    elif agreed is not None or len(set(ratings.values())) == 1:
        state = State.RATED
    elif ratings:
        state = State.DIFFERS
    claimed = max(_ratings(hub, subject, Stage.SELF).values(), default=None) if stage is not Stage.SELF else None
    earlier = _ratings(hub, subject, Stage.ONSITE) if stage is Stage.SECOND else {}
    places = [place for place in hub.places(subject) if place.stage in {str(stage), ""}]
    return Standing(
        item=item,
        state=state,
        mine=ratings.get(hub.author),
        ratings=ratings,
        agreed=agreed if isinstance(agreed, int) else None,
        claimed=claimed,
        earlier=earlier,
        applicable=applicable,
        reason="" if applicable or out is None else out.heads[-1].reason,
        evidence=tuple(evidence_of(hub, subject)),
        conflict=any(hub.session.state[place].conflict for place in places),
    )


def _ratings(hub: Hub, subject: str, stage: Stage) -> dict[str, int]:
    found: dict[str, int] = {}
    for place in hub.places(subject):
        value = hub.session.state[place].value
        if place.name == "level" and place.stage == stage and isinstance(value, int):
            found[place.author] = value
    return found


def rating(hub: Hub, item: str, level: int | None) -> list[Edit]:
    """The edits that rate an item by the person at work; a rating takes back "not applicable"."""
    subject, stage = f"item:{item}", str(hub.stage)
    edits = [Edit(Place(subject, "level", stage, hub.author), level, author=hub.author)]
    if level is not None and hub.value(subject, "applicable", hub.stage) is False:
        edits.append(Edit(Place(subject, "applicable", stage), None, author=hub.author))
    return edits


def agreement(hub: Hub, item: str, level: int | None) -> Edit:
    """The edit that records the team's agreed level, or takes it back."""
    return Edit(Place(f"item:{item}", "agreed", str(hub.stage)), level, author=hub.author)


def leaving_out(hub: Hub, item: str, reason: str) -> Edit:
    """The edit that leaves an item out. Raises Refused: not-applicable-needs-reason, not-applicable-core."""
    edit, _ = edit_of(
        hub.form, f"item:{item}", "applicable", "否", stage=hub.stage, author=hub.author, reason=reason.strip()
    )
    return edit


def can_leave_out(hub: Hub, item: str) -> bool:
    """Whether the form allows the item to be left out at all."""
    try:
        leaving_out(hub, item, "?")
    except Refused:
        return False
    return True


def next_open(hub: Hub, items: list[str], after: str) -> str | None:
    """The next item without a rating after this one, round to the beginning; None where all are done."""
    start = items.index(after) + 1 if after in items else 0
    for item in items[start:] + items[:start]:
        found = standing_of(hub, item)
        if item != after and (found.state is State.OPEN or (found.state is State.DIFFERS and found.mine is None)):
            return item
    return None
