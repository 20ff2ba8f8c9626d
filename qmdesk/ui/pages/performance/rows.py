"""The records of one kind as the rows of a table at the hub's stage, with what is typed but not yet a value.

The rows are those that a grade is made from (:mod:`qmdesk.grading.records`): data of an earlier stage stand in, and
say so. A text that is no value stays in its cell as a draft, with what is wrong about it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from qmdesk.formdef.fields import parse_text
from qmdesk.grading.records import Record, index
from qmdesk.model.canonical import Json
from qmdesk.model.journal import Edit, Folded, Place
from qmdesk.model.problem import Problem, Severity
from qmdesk.ui.hub import Hub


@dataclass(frozen=True, slots=True)
class Row:
    """One record. ``cells`` hold what stands at the stage, or at an earlier one, by field."""

    key: str
    subject: str
    cells: Mapping[str, Folded]

    def value(self, name: str) -> Json:
        found = self.cells.get(name)
        return None if found is None else found.value

    def text(self, name: str) -> str:
        value = self.value(name)
        return value if isinstance(value, str) else ""


@dataclass(frozen=True, slots=True)
class Draft:
    """A text that is no value, and why."""

    text: str
    problem: Problem


Order = Callable[[Row, int], tuple[object, ...]]


def rows_of(hub: Hub, kind: str, order: Order | None = None) -> list[Row]:
    """The rows of a kind, by ``order`` (row, position) where given, else as they came."""
    fields = hub.form.records[kind].fields
    found = [_row(kind, record, fields) for record in index(hub.session.state, hub.stage).records(kind)]
    if order is not None:
        places = {row.key: place for place, row in enumerate(found)}
        found.sort(key=lambda row: order(row, places[row.key]))
    return found


def _row(kind: str, record: Record, fields: Mapping[str, object]) -> Row:
    cells = {name: folded for name in fields if (folded := record.folded(name)) is not None}
    return Row(record.key, f"{kind}:{record.key}", cells)


def by_number(row: Row, place: int) -> tuple[object, ...]:
    """By the order that is recorded, those without one behind, as the grade has it."""
    value = row.value("order")
    known = isinstance(value, int)
    return (not known, value if known else 0, place)


class Typing:
    """What people have typed that is not in the case: drafts that are no values, and the text under the cursor."""

    def __init__(self) -> None:
        self.drafts: dict[tuple[str, str], Draft] = {}
        self.live: tuple[str, str, str] | None = None

    def text(self, key: str, name: str) -> str | None:
        """What is typed in a cell, the text under the cursor before a draft; None where the case speaks."""
        if self.live is not None and self.live[:2] == (key, name):
            return self.live[2]
        draft = self.drafts.get((key, name))
        return None if draft is None else draft.text

    def value(self, hub: Hub, row: Row, kind: str, name: str) -> Json:
        """The value of a cell as it would be now: of what is typed where that says one, else what stands."""
        text = self.text(row.key, name)
        if text is None:
            return row.value(name)
        value, problem = parse_text(hub.form.records[kind].fields[name], text)
        return None if problem is not None and problem.severity is Severity.ERROR else value

    def forget(self, key: str, name: str | None = None) -> None:
        """Let the drafts of a cell, or of a whole row, go."""
        for place in [each for each in self.drafts if each[0] == key and name in (None, each[1])]:
            del self.drafts[place]

    def keep(self, key: str, texts: Mapping[str, str], refused: Mapping[str, Problem], *, begun: bool = False) -> None:
        """Keep the texts that are no values; what was wrong in the empty row goes with the record that it ``begun``."""
        for name, text in texts.items():
            self.forget(key, name)
            if name in refused:
                self.drafts[key, name] = Draft(text, refused[name])
        if not key or not begun:
            return
        for (old, name), draft in list(self.drafts.items()):
            if old == "":
                self.forget("", name)
                if name not in texts:
                    self.drafts[key, name] = draft

    def of_rows(self, rows: list[Row]) -> Iterator[tuple[int, str, Draft]]:
        """The drafts with the number of their row (from 0), in order; those of the new row last."""
        places = {row.key: number for number, row in enumerate(rows)}
        found = [(places.get(key, len(rows)), name, draft) for (key, name), draft in self.drafts.items()]
        yield from sorted(found, key=lambda each: each[:2])


def begun(hub: Hub, subject: str, edits: Iterable[Edit], defaults: Mapping[str, Json]) -> list[Edit]:
    """The edits of a new record: it needs a value to begin with, and takes defaults for what isn't said."""
    own = [each for each in edits if each.value is not None]
    if not own:
        return []
    said = {each.place.name for each in own}
    fields = hub.form.records[subject.partition(":")[0]].fields
    first = [
        Edit(Place(subject, name, str(hub.stage) if fields[name].staged else ""), value)
        for name, value in defaults.items()
        if name not in said
    ]
    return [*first, *own]


def renumbered(rows: Sequence[Row], one: int, other: int, stage: str) -> list[Edit]:
    """The edits that number rows from 1 with two of them changed about."""
    order = list(rows)
    order[one], order[other] = order[other], order[one]
    return [
        Edit(Place(row.subject, "order", stage), number)
        for number, row in enumerate(order, 1)
        if row.value("order") != number
    ]
