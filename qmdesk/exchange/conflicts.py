"""What a team has to settle: places with several values, and items that its assessors rate differently."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from dataclasses import dataclass

from qmdesk.model.canonical import Json, canonical
from qmdesk.model.journal import Entry, Folded, Place, State
from qmdesk.model.keys import key_for

#: For a field that every assessor fills in for himself: the field by which the team settles it.
SETTLED_BY = {"level": "agreed"}
#: The fields that decide whether there is a point for consensus.
JUDGED = (*SETTLED_BY, *SETTLED_BY.values())
#: The field by which a conflict is marked as a point for the team, see :func:`mark_of`.
MARK = "about"


@dataclass(frozen=True, slots=True)
class Side:
    """One value of a conflict: who set it, when by the clock there, why; of an edit beside a deletion the field too."""

    value: Json
    author: str
    at: str
    reason: str
    field: str = ""

    def to_json(self) -> dict[str, Json]:
        """As ``merge --json`` lists it."""
        return {
            "value": self.value,
            "author": self.author,
            "at": self.at,
            "reason": self.reason,
            "field": self.field or None,
        }


@dataclass(frozen=True, slots=True)
class Conflict:
    """Different values for one field of one subject. ``field`` is what ``set`` and ``resolve`` take.

    ``consensus`` is True where nobody overwrote anybody: assessors rated differently and the team has not agreed.
    ``marked`` is True where somebody left it open on purpose, as a point for the team. ``sides`` tell who said what.
    """

    subject: str
    field: str
    stage: str
    values: tuple[Json, ...]
    consensus: bool = False
    marked: bool = False
    sides: tuple[Side, ...] = dataclasses.field(default=(), compare=False)

    def to_json(self) -> dict[str, Json]:
        """As ``merge --json`` lists it."""
        return {
            "subject": self.subject,
            "field": self.field,
            "stage": self.stage or None,
            "values": list(self.values),
            "consensus": self.consensus,
            "marked": self.marked,
            "sides": [each.to_json() for each in self.sides],
        }


def conflicts_of(state: State) -> tuple[Conflict, ...]:
    """Every open conflict and point for consensus of a case, in order of subject, field and stage."""
    found = [_of_place(state, folded) for folded in state.values() if folded.conflict]
    listed = {(each.subject, each.field, each.stage) for each in found}
    found += [each for each in _consensus(state) if (each.subject, each.field, each.stage) not in listed]
    return tuple(sorted(found, key=lambda each: (each.subject, each.field, each.stage, canonical(each.values))))


def mark_of(place: Place) -> Place:
    """Where it stands that a conflict is left open as a point for consensus: the place that it is about."""
    return Place(f"point:{key_for(place.subject, place.field)}", MARK)


def is_marked(state: State, place: Place) -> bool:
    """Whether the conflict at a place was left open on purpose."""
    found = state.get(mark_of(place))
    return found is not None and found.values != (None,)


def _of_place(state: State, folded: Folded) -> Conflict:
    place = folded.place
    sides = [_side(each) for each in folded.heads] + [_side(each, beside=True) for each in folded.unseen]
    marked = is_marked(state, place)
    return Conflict(place.subject, place.name, place.stage, folded.values, marked=marked, sides=tuple(sides))


def _side(entry: Entry, *, beside: bool = False) -> Side:
    return Side(entry.value, entry.author, entry.at, entry.reason, entry.field if beside else "")


def _consensus(state: State) -> Iterable[Conflict]:
    ratings: dict[tuple[str, str, str], list[Entry]] = {}
    for place, folded in state.items():
        if place.author and place.name in SETTLED_BY:
            rated = ratings.setdefault((place.subject, place.name, place.stage), [])
            rated += [head for head in folded.heads if head.value is not None]
    for (subject, name, stage), heads in ratings.items():
        values = {canonical(head.value): head.value for head in heads}
        agreed = state.get(Place(subject, SETTLED_BY[name], stage))
        if len(values) > 1 and (agreed is None or agreed.values == (None,)):
            sides = tuple(map(_side, heads))
            yield Conflict(subject, name, stage, tuple(values[key] for key in sorted(values)), True, sides=sides)
