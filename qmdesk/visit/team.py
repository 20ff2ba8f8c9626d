"""The team meeting: every assessor's ratings side by side, what differs, and levels agreed with a reason.

A level that the team agrees needs a reason where it settles a difference, or is none that an assessor gave. A member
who rated an item alone speaks for the team. Findings are merged and split without anything being lost: a merged one
stays on record and names the one that it went into.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from qmdesk.formdef.types import Form
from qmdesk.grading.records import Index, Record, index
from qmdesk.model.journal import Edit, Folded, Place, Stage, State
from qmdesk.visit.path import TEAM

#: Kinds of findings from the gravest on.
GRAVITY = ("nonconformity", "weakness", "observation", "strength")


@dataclass(frozen=True, slots=True)
class Row:
    """One item at the meeting. ``ratings`` are each assessor's levels (several where two devices disagree); ``own`` is
    the enterprise's; ``level`` what counts for the team now, None where nothing or no one level does."""

    item: str
    dimension: str
    own: int | None
    ratings: Mapping[str, tuple[int, ...]]
    agreed: int | None
    reason: str
    applicable: bool
    evidence: int

    @property
    def given(self) -> tuple[int, ...]:
        """The different levels that assessors gave, lowest first."""
        return tuple(sorted({level for levels in self.ratings.values() for level in levels}))

    @property
    def differs(self) -> bool:
        return self.applicable and len(self.given) > 1

    @property
    def open(self) -> bool:
        """Whether a difference still has to be settled."""
        return self.differs and self.agreed is None

    @property
    def level(self) -> int | None:
        if not self.applicable:
            return None
        return self.agreed if self.agreed is not None else self.given[0] if len(self.given) == 1 else None

    def needs_reason(self, level: int | None) -> bool:
        """Whether agreeing on a level has to be explained."""
        return level is not None and (self.differs or level not in self.given)

    @property
    def unexplained(self) -> bool:
        """Whether the level that was agreed lacks its reason."""
        return self.applicable and self.needs_reason(self.agreed) and not self.reason.strip()


@dataclass(frozen=True, slots=True)
class TeamTable:
    """Assessors in the order of the team (one who came later has an empty column), and a row for each item."""

    assessors: tuple[str, ...]
    rows: tuple[Row, ...]

    @property
    def first_differing(self) -> tuple[Row, ...]:
        """The rows with those on top that differ, settled or not, so that none moves when it is settled."""
        return tuple(sorted(self.rows, key=lambda row: not row.differs))


def team_table(form: Form, state: State, stage: Stage) -> TeamTable:
    """What each assessor rated at a stage."""
    found = index(state, stage)
    rated: dict[str, dict[str, tuple[int, ...]]] = {
        each.id: _ratings(found.ratings.get(f"{each.id}@{stage}", ())) for each in form.items
    }
    named = [each.text("name") for each in found.records("member") if each.text("role") in TEAM]
    others = [author for ratings in rated.values() for author in ratings]
    evidence = _evidence(found)
    rows: list[Row] = []
    for item in form.items:
        agreed = found.own("item", item.id, "agreed")
        reason = found.own("item", item.id, "agreed_reason")
        applicable = found.own("item", item.id, "applicable")
        rows.append(
            Row(
                item.id,
                item.dimension,
                _own(found, item.id, stage),
                rated[item.id],
                _level(agreed),
                (str(reason.value) if reason and reason.value else "") or (agreed.heads[-1].reason if agreed else ""),
                not (applicable is not None and applicable.value is False),
                evidence.get(item.id, 0),
            )
        )
    return TeamTable(tuple(dict.fromkeys(each for each in (*named, *others) if each)), tuple(rows))


def agree(row: Row, level: int | None, stage: Stage, reason: str = "") -> list[Edit]:
    """The edits by which the team agrees on a level of an item; None takes the agreement back."""
    subject = f"item:{row.item}"
    edits = [Edit(Place(subject, "agreed", str(stage)), level)]
    if reason or level is None:
        edits.append(Edit(Place(subject, "agreed_reason", str(stage)), reason or None))
    return edits


def _ratings(places: Sequence[Folded]) -> dict[str, tuple[int, ...]]:
    found: dict[str, tuple[int, ...]] = {}
    for each in places:
        levels = tuple(sorted({value for value in each.values if isinstance(value, int)}))
        if each.place.name == "level" and levels:
            found[each.place.author] = levels
    return found


def _level(folded: Folded | None) -> int | None:
    ready = folded is not None and not folded.conflict and isinstance(folded.value, int)
    return folded.value if ready and folded is not None and isinstance(folded.value, int) else None


def _own(found: Index, item: str, stage: Stage) -> int | None:
    if stage is Stage.SELF:
        return None
    given = [level for levels in _ratings(found.ratings.get(f"{item}@{Stage.SELF}", ())).values() for level in levels]
    return max(given, default=None)


def _evidence(found: Index) -> dict[str, int]:
    counts: dict[str, int] = {}
    for record in found.records("evidence"):
        key = record.text("binds").removeprefix("item:")
        counts[key] = counts.get(key, 0) + 1
    return counts


# -- findings ----------------------------------------------------------------------------------------


def standing_findings(found: Index) -> tuple[Record, ...]:
    """The findings that stand for themselves: not those that went into another one that is still there."""
    records = list(found.records("finding"))
    there = {each.key for each in records}
    return tuple(each for each in records if each.text("merged_into") not in there - {each.key})


def merged_from(found: Index, key: str) -> tuple[Record, ...]:
    """The findings that went into one, however many steps away."""
    into: dict[str, list[Record]] = {}
    for each in found.records("finding"):
        into.setdefault(each.text("merged_into"), []).append(each)
    made: list[Record] = []
    seen, waiting = {key}, [key]
    while waiting:
        for each in into.get(waiting.pop(), ()):
            if each.key not in seen:
                seen.add(each.key)
                made.append(each)
                waiting.append(each.key)
    return tuple(made)


def evidence_of_finding(found: Index, key: str) -> tuple[Record, ...]:
    """The pieces of evidence of a finding, those of the findings merged into it among them."""
    subjects = {f"finding:{each}" for each in (key, *(one.key for one in merged_from(found, key)))}
    return tuple(each for each in found.records("evidence") if subjects & set(each.text("binds").split()))


def merge_findings(found: Index, keys: Sequence[str]) -> list[Edit]:
    """The edits that make one finding of several: the first keeps its record, with the texts, places and bindings of
    all, and the gravest kind; the others name it. Empty for fewer than two."""
    records = [found.record("finding", each) for each in dict.fromkeys(keys)]
    if len(records) < 2:
        return []
    target = records[0]
    kinds = [each.text("kind") for each in records]
    values = {
        "text": _joined([each.text("text") for each in records], "\n"),
        "place": _joined([each.text("place") for each in records], "；"),
        "binds": _joined([word for each in records for word in each.text("binds").split()], " "),
        "kind": min((kind for kind in kinds if kind in GRAVITY), key=GRAVITY.index, default=""),
    }
    edits = [
        Edit(Place(f"finding:{target.key}", name), value or None)
        for name, value in values.items()
        if value != target.text(name)
    ]
    return edits + [Edit(Place(f"finding:{each.key}", "merged_into"), target.key) for each in records[1:]]


def split_finding(found: Index, key: str, new_key: str, at: int) -> list[Edit]:
    """The edits that part a finding at a place of its text: what stands behind goes to a new one with the same
    bindings. Empty where a part would be empty."""
    record = found.record("finding", key)
    text = record.text("text")
    first, second = text[:at].rstrip(" \n，；,;"), text[at:].lstrip(" \n，；,;")
    if not first or not second:
        return []
    kept = {name: record.text(name) for name in ("binds", "kind", "place", "at", "by", "stop", "agreed", "words")}
    values = {"text": second, **{name: value for name, value in kept.items() if value}}
    return [
        Edit(Place(f"finding:{key}", "text"), first),
        *(Edit(Place(f"finding:{new_key}", name), value) for name, value in values.items()),
    ]


def _joined(words: Sequence[str], by: str) -> str:
    return by.join(dict.fromkeys(word for word in words if word))
