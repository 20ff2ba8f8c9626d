"""The typed form: what a folder of YAML declares, checked and frozen.

A form holds no expressions: named statistics, thresholds, simple conditions and texts. A quality
engineer can read all of it; :mod:`qmdesk.formdef.loader` says by file and line what is wrong with it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING, TypeGuard

if TYPE_CHECKING:
    from qmdesk.formdef.benchmark import Benchmark


@dataclass(frozen=True, slots=True)
class Text:
    """A text in the form's languages."""

    zh: str
    en: str

    def in_(self, lang: str) -> str:
        """The text in ``zh-CN`` or ``en`` (any language but English gives Chinese)."""
        return self.en if lang.startswith("en") else self.zh


@dataclass(frozen=True, slots=True)
class Term(Text):
    """A word of the glossary: the text itself is its plain explanation, ``name`` the word in both languages."""

    name: Text


@dataclass(frozen=True, slots=True)
class Level:
    """A level of the scale: its number from 1 up, its name and a sentence of meaning."""

    number: int
    name: Text
    meaning: Text


class Judged(StrEnum):
    """How a dimension gets its level."""

    ITEMS = "items"
    FIGURES = "figures"


@dataclass(frozen=True, slots=True)
class Dimension:
    id: str
    name: Text
    judged: Judged
    about: Text


@dataclass(frozen=True, slots=True)
class Prompt:
    """An interview prompt: whom to ask, and what."""

    who: Text
    ask: Text


@dataclass(frozen=True, slots=True)
class Suggestion:
    """How to climb from one level to another. ``action`` and ``measure`` may hold the placeholders
    ``{key_characteristic}``, ``{step}``, ``{figure}`` that the case fills."""

    from_level: int
    to_level: int
    action: Text
    owner: Text
    days: int
    measure: Text


@dataclass(frozen=True, slots=True)
class Item:
    """A judged item with its five descriptors (``levels[1]`` .. ``levels[5]``)."""

    id: str
    dimension: str
    name: Text
    core: bool
    ground: tuple[int, ...]
    question: Text
    levels: Mapping[int, Text]
    evidence: tuple[Text, ...]
    interview: tuple[Prompt, ...]
    floor: tuple[Text, ...]
    suggestions: tuple[Suggestion, ...]


class Compare(StrEnum):
    """How a figure's value meets a threshold, always exactly (GB/T 8170, full-value comparison)."""

    AT_LEAST = "at-least"
    AT_MOST = "at-most"
    BELOW = "below"

    def meets(self, value: Fraction, threshold: Fraction) -> bool:
        if self is Compare.AT_LEAST:
            return value >= threshold
        if self is Compare.AT_MOST:
            return value <= threshold
        return value < threshold


@dataclass(frozen=True, slots=True)
class Figure:
    """A gated figure. ``thresholds[level]`` is what that level asks for; a level without one is reached by
    being tracked at all. ``statistic`` is one of dpmo, cpk, rolled-throughput-yield, loss-rate."""

    id: str
    name: Text
    statistic: str
    compare: Compare
    thresholds: Mapping[int, Decimal]
    tracked_level: int
    untracked_level: int
    unit: Text
    definition: Text
    ground: tuple[int, ...]
    evidence: tuple[Text, ...]
    interview: tuple[Prompt, ...]
    floor: tuple[Text, ...]
    suggestions: tuple[Suggestion, ...]


@dataclass(frozen=True, slots=True)
class Recorded:
    """A figure that is recorded for three years and gates nothing."""

    id: str
    name: Text
    definition: Text
    ground: tuple[int, ...]
    evidence: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class ReadingOption:
    """One way to read a passage that the annex leaves open."""

    id: str
    name: Text
    explanation: Text


@dataclass(frozen=True, slots=True)
class Reading:
    """A settled reading: the question, the options, the one chosen unless an institution says otherwise."""

    id: str
    number: int
    question: Text
    options: tuple[ReadingOption, ...]
    default: str


@dataclass(frozen=True, slots=True)
class ItemRule:
    """When a dimension judged by items reaches level L: at least ``share`` of the applicable items at L or
    above, none below L - ``tolerance``, core items at L; at most ``not_applicable`` of the items left out."""

    share: Fraction
    tolerance: int
    not_applicable: Fraction


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a record. ``type`` names a field type of :mod:`qmdesk.formdef.fields`."""

    id: str
    type: str
    label: Text
    required: bool = False
    staged: bool = False
    authored: bool = False
    choices: Mapping[str, Text] = field(default_factory=dict[str, Text])
    unit: Text | None = None
    help: Text | None = None


@dataclass(frozen=True, slots=True)
class RecordKind:
    """The fields that a subject of one kind has (``case``, ``item``, ``step``, ...)."""

    id: str
    label: Text
    fields: Mapping[str, Field]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A numbered task of the opinions that items rest on, by its official short title."""

    number: int
    title: Text


@dataclass(frozen=True, slots=True)
class VisitStep:
    """One step of a visit. ``rule`` names what tells that it is done, ``page`` where it is done (``opening/team``: the
    stop of the rail, and its tab). ``skippable``: it may be left out with a reason; ``must``: leaving without it is an
    error.
    """

    id: str
    phase: str
    rule: str
    page: str
    name: Text
    about: Text
    skippable: bool
    must: bool


@dataclass(frozen=True, slots=True)
class Visit:
    """The path of a visit: its phases by id, in order, and the steps in them. Empty where a form has none."""

    phases: Mapping[str, Text]
    steps: tuple[VisitStep, ...]

    def step(self, step_id: str) -> VisitStep | None:
        """The step of that id, or None."""
        return next((each for each in self.steps if each.id == step_id), None)


#: What a form is for: a review that places an enterprise on a level, or an application for a 质量标杆.
REVIEW, BENCHMARK = "review", "benchmark"


@dataclass(frozen=True, slots=True)
class Form:
    """A whole form. ``sha256`` is over its files, so a case can prove which words it was graded by.

    ``kind`` is :data:`REVIEW` or :data:`BENCHMARK`; one of the latter has ``benchmark`` and neither levels nor
    dimensions.
    """

    id: str
    edition: str
    sha256: str
    name: Text
    about: Text
    authority: Text
    levels: tuple[Level, ...]
    dimensions: tuple[Dimension, ...]
    items: tuple[Item, ...]
    figures: tuple[Figure, ...]
    recorded: tuple[Recorded, ...]
    readings: tuple[Reading, ...]
    item_rule: ItemRule
    rules: Mapping[str, Text]
    records: Mapping[str, RecordKind]
    sources: Mapping[int, Paragraph]
    glossary: Mapping[str, Term]
    visit: Visit
    files: Mapping[str, bytes]
    kind: str = REVIEW
    benchmark: Benchmark | None = None

    def item(self, item_id: str) -> Item:
        """The item of that id; KeyError where the form has none."""
        for item in self.items:
            if item.id == item_id:
                return item
        raise KeyError(item_id)

    def figure(self, figure_id: str) -> Figure:
        """The gated figure of that id (``cpk``); KeyError where the form has none."""
        for figure in self.figures:
            if figure.id == figure_id:
                return figure
        raise KeyError(figure_id)

    def items_of(self, dimension: str) -> tuple[Item, ...]:
        return tuple(item for item in self.items if item.dimension == dimension)

    def has_level(self, value: object) -> TypeGuard[int]:
        """Whether a value, from a colleague's package perhaps, is the number of a level."""
        return isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= len(self.levels)

    def level(self, number: int) -> Level:
        return self.levels[number - 1]
