"""What the graders give back: levels as intervals, each with the rule, threshold and inputs behind it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from qmdesk.model.canonical import Json


@dataclass(frozen=True, slots=True)
class Because:
    """Why a level is what it is. ``rule`` names a rule of the form (its sentence stands there)."""

    rule: str
    threshold: str = ""
    inputs: Mapping[str, Json] = field(default_factory=dict[str, Json])


@dataclass(frozen=True, slots=True)
class Interval:
    """The levels still possible; one level where ``lowest == highest``."""

    lowest: int
    highest: int

    @property
    def level(self) -> int | None:
        return self.lowest if self.lowest == self.highest else None


@dataclass(frozen=True, slots=True)
class Needs:
    """What the next level of a figure asks for, exactly: ``needs`` is a decimal or "p/q" text, or ``tracked`` where
    that is all, or ``in-control`` where the value would do and the process isn't shown to be in control."""

    level: int
    needs: str


@dataclass(frozen=True, slots=True)
class ItemResult:
    """One judged item. ``answered`` is False while nobody rated it."""

    id: str
    dimension: str
    span: Interval
    applicable: bool
    answered: bool
    core: bool
    because: Because


@dataclass(frozen=True, slots=True)
class PartResult:
    """One part of a figure: a characteristic, a step or a product family, with its own span."""

    key: str
    name: str
    kind: str
    value: str | None
    span: Interval
    because: Because
    family: str = ""
    decides: bool = False


@dataclass(frozen=True, slots=True)
class FigureResult:
    """One gated figure. ``value`` is an exact decimal or "p/q" text, None while unknown or not tracked.

    ``shown`` holds further statistics for display (floats as text in full precision), ``demonstrated``
    the level that a confidence bound supports, where the figure comes from a sample.
    """

    id: str
    value: str | None
    span: Interval
    because: Because
    next: Needs | None = None
    parts: tuple[PartResult, ...] = ()
    demonstrated: int | None = None
    shown: Mapping[str, Json] = field(default_factory=dict[str, Json])


@dataclass(frozen=True, slots=True)
class DimensionResult:
    """One of the four dimensions."""

    id: str
    span: Interval
    because: Because


@dataclass(frozen=True, slots=True)
class Blocking:
    """One thing that keeps the grade from the next level: an item or figure, where it stands, what is needed."""

    dimension: str
    id: str
    level: int
    needed: int


@dataclass(frozen=True, slots=True)
class Question:
    """A contradiction worth asking about; decides nothing by itself."""

    code: str
    where: str
    details: Mapping[str, str | int] = field(default_factory=dict[str, str | int])


@dataclass(frozen=True, slots=True)
class Assessment:
    """The grade of one stage with all its reasons."""

    form_id: str
    edition: str
    form_sha256: str
    grade: Interval
    dimensions: tuple[DimensionResult, ...]
    figures: tuple[FigureResult, ...]
    items: tuple[ItemResult, ...]
    blocking: tuple[Blocking, ...]
    questions: tuple[Question, ...]
    readings: Mapping[str, str]
