"""What merging has to come to, said in the plainest way: every entry knows all that its author knew.

The program knows only what an entry names (``replaces``) and numbers; this model keeps for each entry the whole set of
entries known when it was written, and decides by that alone what stands, what conflicts and what is lost.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field

from qmdesk.model.canonical import Json
from qmdesk.model.journal import Place

Name = tuple[str, int]


@dataclass(frozen=True)
class Written:
    name: Name
    place: Place
    value: Json
    past: frozenset[Name]


@dataclass
class World:
    """Everything ever written, by name."""

    entries: dict[Name, Written] = field(default_factory=dict)

    def standing(self, known: Iterable[Name]) -> dict[Place, set[Name]]:
        """For each place the known entries that no known entry of that place came after."""
        here: dict[Place, list[Written]] = {}
        for name in known:
            here.setdefault(self.entries[name].place, []).append(self.entries[name])
        return {
            place: {one.name for one in found if not any(one.name in other.past for other in found)}
            for place, found in here.items()
        }

    def values(self, known: Iterable[Name]) -> dict[Place, set[str]]:
        """The values that stand at each place, as JSON; a place that was cleared and one never set are the same."""
        found = {place: {self._text(name) for name in names} for place, names in self.standing(known).items()}
        return {place: texts for place, texts in found.items() if texts != {"null"}}

    def conflicts(self, known: Iterable[Name]) -> set[tuple[str, str, str, bool, frozenset[str]]]:
        """Subject, field, stage, whether it is a point for consensus, and the values against each other."""
        standing = self.standing(known)
        found: set[tuple[str, str, str, bool, frozenset[str]]] = set()
        for place, names in standing.items():
            texts = {self._text(name) for name in names}
            if place.name == "deleted" and self._unseen(standing, place, names):
                texts.add("null")
            if len(texts) > 1:
                found.add((place.subject, place.name, place.stage, False, frozenset(texts)))
        return found | self._points(standing, {each[:3] for each in found})

    def _unseen(self, standing: dict[Place, set[Name]], place: Place, names: set[Name]) -> bool:
        """Whether something of the record was set side by side with every deletion of it that stands."""
        deletions = [self.entries[name] for name in names if self.entries[name].value is True]
        return bool(deletions) and any(
            edit.value is not None
            and all(edit.name not in each.past and each.name not in edit.past for each in deletions)
            for other, there in standing.items()
            if other.subject == place.subject and other.name != "deleted"
            and (other.stage == place.stage or not other.stage or not place.stage)
            for edit in map(self.entries.__getitem__, there)
        )  # fmt: skip

    def _points(self, standing, listed) -> set[tuple[str, str, str, bool, frozenset[str]]]:
        ratings: dict[tuple[str, str], set[str]] = {}
        for place, names in standing.items():
            if place.name == "level":
                ratings.setdefault((place.subject, place.stage), set()).update(map(self._text, names))
        found = set()
        for (subject, stage), texts in ratings.items():
            agreed = {self._text(name) for name in standing.get(Place(subject, "agreed", stage), ())} - {"null"}
            if len(texts - {"null"}) > 1 and not agreed and (subject, "level", stage) not in listed:
                found.add((subject, "level", stage, True, frozenset(texts - {"null"})))
        return found

    def _text(self, name: Name) -> str:
        return json.dumps(self.entries[name].value, sort_keys=True)
