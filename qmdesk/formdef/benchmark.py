"""What a form of the kind ``benchmark`` declares beside its records: how a 质量标杆 is applied for and judged.

Only facts of the notices and words of our own; what nothing would carry out is refused by the loader.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from qmdesk.formdef.types import Text


class Limit(StrEnum):
    """How a length is meant: at most so many characters, or about so many."""

    AT_MOST = "at-most"
    ABOUT = "about"


class Shape(StrEnum):
    """How a table of an edition is laid: pairs of label and value, rows that the edition names, rows that the
    applicant makes, or the market table with a column for each product."""

    FIELDS = "fields"
    ROWS = "rows"
    LIST = "list"
    MARKET = "market"


#: What tells whether a condition is met (:mod:`qmdesk.visit.benchmark.eligibility` looks at each).
CONDITION_RULES = (
    "registered",
    "profits",
    "sound",
    "clean",
    "iso-valid",
    "mature",
    "sharing",
    "one-direction",
    "complete-solution",
    "provincial-first",
)
#: When an enclosure is asked for.
ENCLOSURE_RULES = ("always", "iso", "surveys", "finance", "social", "optional")
#: What can be taken over from a review, and where it comes from there.
TAKEOVER_RULES = ("loss-rates", "pass-rate", "employees", "output-value", "level")


@dataclass(frozen=True, slots=True)
class Section:
    """A written part of the experience with its length; that of the id ``title`` is the name of the experience."""

    id: str
    name: Text
    limit: int
    means: Limit
    about: Text


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row that the edition names, with its unit where it has one."""

    id: str
    name: Text
    unit: Text | None


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the edition: ``columns`` are fields of ``record``; ``number`` is its name in the notice ("" none)."""

    id: str
    number: str
    name: Text
    shape: Shape
    record: str
    columns: tuple[str, ...]
    rows: tuple[TableRow, ...]
    note: Text | None
    extendable: bool


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A kind of proof that goes with an application, and when it is asked for."""

    id: str
    name: Text
    rule: str
    about: Text


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition of eligibility. ``years`` are those it looks at; ``national``: only for the national list; ``region``
    is how the division of the credit code must begin ("" any)."""

    id: str
    name: Text
    rule: str
    about: Text
    evidence: tuple[str, ...]
    years: int
    national: bool
    region: str


@dataclass(frozen=True, slots=True)
class Part:
    """A half of a criterion: what is asked on site, in words of our own, and what to look at."""

    id: str
    name: Text
    prompt: Text
    look: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Criterion:
    id: str
    name: Text
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Weighting:
    """A way to weigh the parts of the criteria, an option with a name; its weights add up to 100."""

    id: str
    name: Text
    explanation: Text
    weights: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Step:
    """A stage of the procedure. ``working_days`` is how long it lasts, 0 where nothing is said; ``scored``: experts
    give points in it."""

    id: str
    name: Text
    about: Text
    working_days: int
    scored: bool
    optional: bool


@dataclass(frozen=True, slots=True)
class Naming:
    """How the experience is to be named: ``starts`` and ``ends`` are words of the rule; ``enterprise`` says that the
    applicant's name leads."""

    starts: tuple[str, ...]
    ends: tuple[str, ...]
    enterprise: bool
    rule: Text
    example: Text


@dataclass(frozen=True, slots=True)
class Quota:
    """How many a city may recommend, and which cities count as big by name in the notice."""

    ordinary: int
    big: int
    big_cities: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Package:
    """What is sent: megabytes at most (0: no limit is named) and the mail's subject ("" none is named)."""

    megabytes: int
    subject: str


@dataclass(frozen=True, slots=True)
class Face:
    """A font of the page format, its size in points, and whether it is bold."""

    font: str
    points: int
    bold: bool


@dataclass(frozen=True, slots=True)
class Page:
    """The page format. Where ``stated`` is false the notice names none and that of another edition stands in."""

    title: Face
    body: Face
    caption: Face
    stated: bool


@dataclass(frozen=True, slots=True)
class Letter:
    """The commitment letter: a title and paragraphs in words of our own, to be signed and sealed."""

    title: Text
    paragraphs: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Annex:
    """An annex of the notice; ``printed`` is false where it is only named."""

    number: int
    name: Text
    printed: bool
    about: Text


@dataclass(frozen=True, slots=True)
class Takeover:
    """A figure that may come from a review: the rule that finds it there, and the place here."""

    id: str
    rule: str
    subject: str
    field: str


@dataclass(frozen=True, slots=True)
class Benchmark:
    """All that ``benchmark.yaml`` holds. ``years`` are those of the tables, oldest first; ``deadline`` is ISO 8601."""

    year: int
    years: tuple[int, ...]
    deadline: str
    application: Text
    experience: Text
    single_direction: bool
    preference_level: int
    sections: tuple[Section, ...]
    tables: tuple[Table, ...]
    enclosures: tuple[Enclosure, ...]
    conditions: tuple[Condition, ...]
    criteria: tuple[Criterion, ...]
    weightings: tuple[Weighting, ...]
    steps: tuple[Step, ...]
    naming: Naming
    quota: Quota | None
    package: Package
    page: Page
    letter: Letter
    recommendation: tuple[str, ...]
    annexes: tuple[Annex, ...]
    takeovers: tuple[Takeover, ...]

    @property
    def parts(self) -> tuple[Part, ...]:
        """The halves of all criteria in order."""
        return tuple(part for each in self.criteria for part in each.parts)

    def section(self, section_id: str) -> Section:
        """The section of that id. Raises StopIteration where there is none."""
        return next(each for each in self.sections if each.id == section_id)

    def table(self, table_id: str) -> Table:
        """The table of that id. Raises StopIteration where there is none."""
        return next(each for each in self.tables if each.id == table_id)

    def weighting(self, weighting_id: str) -> Weighting:
        """The weighting of that id, else the first."""
        return next((each for each in self.weightings if each.id == weighting_id), self.weightings[0])
