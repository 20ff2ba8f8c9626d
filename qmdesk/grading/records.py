"""The folded state by record, read once: what each field of each record says at a stage.

The state is gone through one time and put in order by subject; everything after that looks up. Data recorded at
an earlier stage stand in where a stage has none of its own; a rating never does (the journal, ARCHITECTURE).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from qmdesk.formdef.decimals import is_canonical
from qmdesk.model.canonical import Json
from qmdesk.model.journal import Folded, Stage, State

#: field -> stage ("" where it has none) -> what stands there.
Fields = dict[str, dict[str, Folded]]


@dataclass(slots=True)
class Record:
    """One subject as seen at a stage, noting on the way what of it is in doubt and what is the enterprise's own.

    ``doubtful``: a field that decides was in conflict. ``own``: a number that decides still is the self-assessment's.
    """

    key: str
    fields: Fields
    stages: tuple[str, ...]
    doubtful: bool = False
    own: bool = False

    def folded(self, name: str) -> Folded | None:
        """The field at the nearest stage that has it; a cleared one counts as none, as in a Snapshot."""
        by_stage = self.fields.get(name)
        if by_stage is None:
            return None
        for stage in self.stages:
            found = by_stage.get(stage)
            if found is not None and (found.value is not None or found.conflict):
                return found
        return None

    def value(self, name: str, *, deciding: bool = True) -> Json:
        """The value of a field, None where there is none, or where it decides and is in conflict."""
        found = self.folded(name)
        if found is not None and deciding and found.conflict:
            self.doubtful = True
            return None
        return None if found is None else found.value

    def data(self, name: str, *, deciding: bool = True) -> Json:
        """The value of a number that decides: as :meth:`value`, and whose it is is noted."""
        found = self.folded(name)
        if found is not None and deciding and found.place.stage == Stage.SELF != self.stages[0]:
            self.own = True
        return self.value(name, deciding=deciding)

    def text(self, name: str, *, deciding: bool = False) -> str:
        value = self.value(name, deciding=deciding)
        return value if isinstance(value, str) else ""

    def count(self, name: str) -> int | None:
        value = self.data(name)
        return value if isinstance(value, int) and not isinstance(value, bool) else None

    def flag(self, name: str) -> bool | None:
        value = self.value(name)
        return value if isinstance(value, bool) else None

    def decimal(self, name: str, *, deciding: bool = True) -> Decimal | None:
        value = self.data(name, deciding=deciding)
        return Decimal(value) if isinstance(value, str) and is_canonical(value) else None

    def team_flag(self, name: str) -> bool | None:
        """A verdict that is the assessors' to give: after the self-assessment, its own value doesn't count."""
        found = self.folded(name)
        theirs = found is None or found.place.stage != Stage.SELF or self.stages[0] == Stage.SELF
        return self.flag(name) if theirs else None

    @property
    def there(self) -> bool:
        """Whether the record has anything to say at this stage and wasn't deleted; a conflict over that keeps it."""
        deleted = self.folded("deleted")
        if deleted is not None and deleted.conflict:
            self.doubtful = True
        elif deleted is not None and deleted.value is True:
            return False
        return any(name != "deleted" and self.folded(name) is not None for name in self.fields)


@dataclass(slots=True)
class Index:
    """All records of a state by kind and key, in order of first appearance.

    ``stages`` are those whose data are seen, nearest first; "" is where fields without a stage stand.
    """

    stage: Stage
    stages: tuple[str, ...]
    kinds: dict[str, dict[str, Fields]] = field(default_factory=dict[str, dict[str, Fields]])
    ratings: dict[str, list[Folded]] = field(default_factory=dict[str, list[Folded]])

    def record(self, kind: str, key: str = "") -> Record:
        """One record; an empty one where there is none."""
        return self._seen(key, self.kinds.get(kind, {}).get(key, {}))

    def records(self, kind: str) -> Iterator[Record]:
        """The records of a kind that are there at this stage."""
        for key, fields in self.kinds.get(kind, {}).items():
            record = self._seen(key, fields)
            if record.there:
                yield record

    def own(self, kind: str, key: str, name: str, stage: Stage | None = None) -> Folded | None:
        """A field at exactly one stage (this one where not said): for what belongs to a stage and never falls back."""
        return self.kinds.get(kind, {}).get(key, {}).get(name, {}).get(str(stage or self.stage))

    def _seen(self, key: str, fields: Fields) -> Record:
        return Record(key, fields, self.stages)


def index(state: State, stage: Stage) -> Index:
    """Put a state in order, in one pass. Values kept by author (ratings) go to ``ratings`` by ``key@stage``."""
    found = Index(stage, (str(stage), *map(str, stage.fallbacks), ""))
    subjects: dict[str, Fields] = {}
    for place, folded in state.items():
        fields = subjects.get(place.subject)
        if fields is None:
            kind, _, key = place.subject.partition(":")
            fields = subjects[place.subject] = found.kinds.setdefault(kind, {}).setdefault(key, {})
        if place.author:
            found.ratings.setdefault(f"{place.key}@{place.stage}", []).append(folded)
        else:
            fields.setdefault(place.name, {})[place.stage] = folded
    return found


def mapping(value: Json) -> Mapping[str, Json]:
    """A JSON object, or an empty one."""
    return value if isinstance(value, Mapping) else {}
