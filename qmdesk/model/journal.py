"""Entries of the journal, the edits that become entries, and the fold's result.

A place in a case is a *subject* (``case`` or ``kind:KEY``, as ``item:system.process``) and a *field*.
A field is written ``name``, ``name@stage`` or ``name@stage/author``: what belongs to a stage of the
review carries the stage, and a rating also its assessor, so that two assessors never overwrite each other.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from qmdesk.model.canonical import Json


class Stage(StrEnum):
    """The three looks at an enterprise, in order of time."""

    SELF = "self"
    ONSITE = "onsite"
    SECOND = "second"

    @property
    def fallbacks(self) -> tuple[Stage, ...]:
        """Stages whose data stand in at this stage where it has none of its own, nearest first."""
        order = list(Stage)
        return tuple(reversed(order[: order.index(self)]))


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where a value lives: a subject and a field, with stage and author where the field has them."""

    subject: str
    name: str
    stage: str = ""
    author: str = ""

    @property
    def field(self) -> str:
        """The field as the journal writes it: ``name[@stage[/author]]``."""
        if not self.stage:
            return self.name
        return f"{self.name}@{self.stage}/{self.author}" if self.author else f"{self.name}@{self.stage}"

    @property
    def kind(self) -> str:
        """``item`` of ``item:system.process``; ``case`` of ``case``."""
        return self.subject.partition(":")[0]

    @property
    def key(self) -> str:
        """``system.process`` of ``item:system.process``; empty for ``case``."""
        return self.subject.partition(":")[2]

    @classmethod
    def of(cls, subject: str, field: str) -> Place:
        """Read a journal field back into its parts."""
        name, _, rest = field.partition("@")
        stage, _, author = rest.partition("/")
        return cls(subject, name, stage, author)


@dataclass(frozen=True, slots=True)
class Edit:
    """A wish to set one place to one value; the journal turns it into an entry.

    ``value`` None clears the place. ``raw`` keeps what was typed or stood in the cell where that
    differs from the value; ``origin`` is ``typed``, ``import:<sha256 of the source>`` or ``undo:<batch>``.
    """

    place: Place
    value: Json
    raw: str = ""
    reason: str = ""
    origin: str = "typed"
    author: str = ""


@dataclass(frozen=True, slots=True, order=True)
class EntryId:
    """The name of an entry: its device and its number on that device, from 1."""

    device: str
    seq: int

    def __str__(self) -> str:
        return f"{self.device}:{self.seq}"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a device's append-only log. ``hash`` covers all the other parts, ``prev`` the line before.

    ``replaces`` names the heads of its place that its author saw; what it names of other places was seen, and stays.
    """

    device: str
    seq: int
    lamport: int
    author: str
    at: str
    batch: str
    subject: str
    field: str
    value: Json
    raw: str
    reason: str
    origin: str
    replaces: tuple[EntryId, ...]
    prev: str
    hash: str

    @property
    def id(self) -> EntryId:
        return EntryId(self.device, self.seq)

    @property
    def place(self) -> Place:
        return Place.of(self.subject, self.field)


@dataclass(frozen=True, slots=True)
class Head:
    """The end of a device's log: its last number and hash, as signed into packages and reports."""

    device: str
    seq: int
    hash: str


@dataclass(frozen=True, slots=True)
class Folded:
    """What the fold says of one place: the entries that nothing replaces, oldest lamport first.

    One head, or several with the same value: ``value`` is it. Several values: a conflict. ``unseen``, where the
    place says that its record is deleted, are edits of the record that no deleter saw: a conflict too.
    """

    place: Place
    heads: tuple[Entry, ...]
    unseen: tuple[Entry, ...] = ()

    @property
    def value(self) -> Json:
        """The current value; of a conflict, the value of the head that sorts last (never used for a grade)."""
        return self.heads[-1].value

    @property
    def conflict(self) -> bool:
        return bool(self.unseen) or any(head.value != self.heads[0].value for head in self.heads[1:])

    @property
    def values(self) -> tuple[Json, ...]:
        """The different values that the heads hold; None among them where edits stand against a deletion."""
        seen: list[Json] = []
        for head in self.heads:
            if head.value not in seen:
                seen.append(head.value)
        if self.unseen and None not in seen:
            seen.append(None)
        return tuple(seen)


State = Mapping[Place, Folded]


@dataclass(frozen=True, slots=True)
class Changes:
    """What one recording changed: the entries written, and the places whose value is new."""

    entries: tuple[Entry, ...]
    places: frozenset[Place]

    @property
    def batch(self) -> str:
        return self.entries[0].batch if self.entries else ""
