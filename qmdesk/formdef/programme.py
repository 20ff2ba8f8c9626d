"""The typed policy pack: what one authority laid down for one programme year, as its notice says it.

Calendar, classes, fees, gates, targets, regions, institutions: all data, none of it code. A new authority or year is a
file (docs/programme.md has its format); :mod:`qmdesk.formdef.programme_loader` reads and checks it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from qmdesk.formdef.types import Text

#: What "done" counts, by authority; the names stand in resources/texts under ``programme.measure.<word>``.
MEASURES = ("reached-inspection", "reviews-carried-out", "self-assessed-inspection")
#: The three classes of participants, as cases name them.
CLASSES = ("key", "volunteer", "advancing")
#: Steps of a year that the program knows; a pack may leave some out.
STEPS = (
    "contacts", "institutions", "roster", "training", "self-assessment", "onsite", "second", "publication",
)  # fmt: skip
#: Of these, the ones that each enterprise goes through.
ENTERPRISE_STEPS = ("self-assessment", "onsite", "second", "publication")


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the year. ``due`` is its last day, None where the notice gives no date; ``said`` is how the notice
    puts it where that is less than a day ("2026年5月"), ``note`` what a reader must know."""

    id: str
    name: Text
    due: date | None
    said: Text | None = None
    note: Text | None = None

    @property
    def of_enterprise(self) -> bool:
        """Whether each enterprise takes it; the others are the office's own."""
        return self.id in ENTERPRISE_STEPS


@dataclass(frozen=True, slots=True)
class Gate:
    """A step is for those whose level at an earlier one (``self`` or ``onsite``) is at least this."""

    step: str
    stage: str
    at_least: int
    note: Text | None = None


@dataclass(frozen=True, slots=True)
class ClassRule:
    """One class of participants: who chooses its institution (``authority``, ``enterprise``), whether a fee is
    forbidden (None: the notice does not say), whether its members were assessed in an earlier year (None: not said)."""

    id: str
    name: Text
    chosen_by: str
    fee_forbidden: bool | None
    earlier: bool | None = None
    note: Text | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """A row of the table of targets. ``within`` names the region that it is counted in already: never add it again.
    ``total`` is None where the table has no such column."""

    region: str
    within: str | None
    total: int | None
    done: int
    planned: int


@dataclass(frozen=True, slots=True)
class Totals:
    """A line of totals; ``total`` is None where the table has no such column."""

    total: int | None
    done: int
    planned: int


@dataclass(frozen=True, slots=True)
class Region:
    """A region: ``id`` is its usual short name (杭州), ``within`` the id of the region above, empty at the top.

    ``kind`` is country, province, unit (counted in its province), city, county or zone; ``divisions`` its six-digit
    codes (GB/T 2260), the present one first, then former ones that credit codes still carry; ``names`` what else it is
    called.
    """

    id: str
    name: Text
    kind: str
    within: str
    divisions: tuple[str, ...]
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Qualification:
    """What entitles an institution to review: its kind, number, last day of validity, trades (none: any)."""

    kind: Text
    number: str
    until: date | None
    trades: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Conflict:
    """Why an institution must not review an enterprise: ``coached`` (with the year), ``owned`` or ``related``."""

    credit_code: str
    kind: str
    year: int | None
    note: str


@dataclass(frozen=True, slots=True)
class Institution:
    """An institution that may review, or only coach; ``assessors`` are people's names, ``regions`` where it works
    (none: anywhere)."""

    id: str
    name: str
    credit_code: str
    reviews: bool
    coaches: bool
    qualifications: tuple[Qualification, ...]
    conflicts: tuple[Conflict, ...]
    assessors: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Publication:
    """Who publishes enterprises of which levels, and whether only with their consent (None: not said)."""

    lowest: int
    highest: int
    by: Text
    consent: bool | None


@dataclass(frozen=True, slots=True)
class PolicyPack:
    """All that one authority laid down for one year. ``above`` is the authority whose calendar stands beside, "" at the
    top; ``region`` the region that it speaks for; ``text`` the file that it was read from."""

    authority: str
    year: int
    name: Text
    authority_name: Text
    above: str
    region: str
    source: Text
    steps: tuple[Step, ...]
    gates: tuple[Gate, ...]
    classes: tuple[ClassRule, ...]
    targets: tuple[Target, ...]
    printed_totals: Totals | None
    measure: str
    high_level: int
    goal_share: Fraction | None
    goal_count: int | None
    publication: tuple[Publication, ...]
    apart_years: int
    regions: tuple[Region, ...]
    institutions: tuple[Institution, ...]
    sha256: str
    text: str
    notes: tuple[Text, ...] = ()

    @property
    def computed_totals(self) -> Totals:
        """What the rows add up to, none counted twice."""
        rows = [each for each in self.targets if each.within is None]
        totals = [each.total for each in rows]
        known = [each for each in totals if each is not None]
        whole = sum(known) if len(known) == len(rows) and rows else None
        return Totals(whole, sum(each.done for each in rows), sum(each.planned for each in rows))

    def step(self, step: str) -> Step | None:
        """A step by its id, None where the pack has none."""
        return next((each for each in self.steps if each.id == step), None)

    def gate(self, step: str) -> Gate | None:
        """What stands before a step, None where nothing does."""
        return next((each for each in self.gates if each.step == step), None)

    def class_rule(self, name: str) -> ClassRule | None:
        """The rule of a class, None for no such class."""
        return next((each for each in self.classes if each.id == name), None)

    def target(self, region: str) -> Target | None:
        """The row of a region in the table of targets, None where it has none."""
        return next((each for each in self.targets if each.region == region), None)
