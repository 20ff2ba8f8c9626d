"""What the graders are given: every answer of one stage, exact, with nothing derived in it.

Three states must never be confused (DOMAIN reading 2): *not asked* (``None`` throughout), *not tracked*
by the enterprise (``Tracked.NO``), and *worked out by the assessors* from original records.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from qmdesk.model.assessment import Question
from qmdesk.model.readings import Readings


class Tracked(StrEnum):
    """Whether the enterprise keeps a figure itself."""

    YES = "true"
    NO = "false"
    BY_ASSESSOR = "by-assessor"


@dataclass(frozen=True, slots=True)
class ItemAnswer:
    """One judged item at one stage.

    ``levels`` holds every level still possible on what is recorded: one where the team agreed or its
    assessors rated alike, several where they differ or a conflict is open, none where nobody rated yet.
    ``claimed`` is the level of the enterprise's self-assessment, ``evidence`` the number of pieces bound to it.
    """

    levels: tuple[int, ...] = ()
    applicable: bool = True
    reason: str = ""
    claimed: int | None = None
    evidence: int = 0


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the process as counted at first submission. ``line`` groups parallel lines of one step.

    ``reworked`` are units that passed only after rework: they failed the first time and decide nothing.
    """

    key: str
    name: str
    submitted: int | None
    passed: int | None
    family: str = ""
    line: str = ""
    reworked: int | None = None


@dataclass(frozen=True, slots=True)
class Exclusion:
    """A reading left out of a study: its 1-based number, the value that stood there when it was left out, and why."""

    reading: int
    value: Decimal
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Characteristic:
    """One quality characteristic: either readings with limits, or a Cpk that the enterprise states.

    ``in_control`` is the team's verdict (DOMAIN reading 9): None while not recorded. ``method`` is the
    within-sigma estimator: pooled, rbar, sbar, mr, overall, or "" for the default.
    """

    key: str
    name: str
    unit: str = ""
    family: str = ""
    lsl: Decimal | None = None
    usl: Decimal | None = None
    target: Decimal | None = None
    readings: Readings | None = None
    claimed_cpk: Decimal | None = None
    in_control: bool | None = None
    method: str = ""
    is_key: bool = True
    #: What the team wrote down as the ground of its verdict on control.
    control_reason: str = ""
    #: Readings left out, as recorded; which of them apply is for :mod:`qmdesk.grading.studies` to say.
    excluded: tuple[Exclusion, ...] = ()
    #: The distribution chosen for the data and why; "" or "normal" for the normal one.
    distribution: str = ""
    distribution_reason: str = ""
    #: The control chart that judges stability ("" for the fitting one), the rules and starts of phases as written.
    chart: str = ""
    rules: str = ""
    phases: str = ""
    #: What gauge studies of this characteristic say, the worst of them: R&R in % of study, distinct categories.
    gauge_percent: float | None = None
    gauge_ndc: int | None = None


@dataclass(frozen=True, slots=True)
class Defects:
    """Defective units among units, for one product family, month or cause."""

    key: str
    defective: int | None
    units: int | None
    family: str = ""
    month: str = ""
    cause: str = ""


@dataclass(frozen=True, slots=True)
class SigmaAnswer:
    """``figure.sigma``: counts, or defects per million as stated."""

    tracked: Tracked | None = None
    defects: tuple[Defects, ...] = ()
    dpmo: Decimal | None = None
    sampled: bool = False


@dataclass(frozen=True, slots=True)
class CpkAnswer:
    """``figure.cpk``: the agreed key characteristics."""

    tracked: Tracked | None = None
    characteristics: tuple[Characteristic, ...] = ()
    #: The one Cpk that the enterprise states for its process, where it names no characteristic.
    stated: Decimal | None = None


@dataclass(frozen=True, slots=True)
class YieldAnswer:
    """``figure.fpy``: counts of every step, or a rate as stated (a fraction, 0.95 for 95 %)."""

    tracked: Tracked | None = None
    steps: tuple[Step, ...] = ()
    rate: Decimal | None = None
    sampled: bool = False


@dataclass(frozen=True, slots=True)
class LossAnswer:
    """A loss figure: costs and the year's total output value in one unit, or a rate as stated (a fraction)."""

    tracked: Tracked | None = None
    costs: tuple[Decimal, ...] = ()
    output_value: Decimal | None = None
    rate: Decimal | None = None


@dataclass(frozen=True, slots=True)
class RecordedFigure:
    """A figure without a gate (satisfaction, loyalty, market share): values by year."""

    values: Mapping[str, Decimal] = field(default_factory=dict[str, Decimal])
    source: str = ""
    method: str = ""


@dataclass(frozen=True, slots=True)
class Answers:
    """All answers of one stage. An item that is absent has not been asked."""

    items: Mapping[str, ItemAnswer] = field(default_factory=dict[str, ItemAnswer])
    sigma: SigmaAnswer = SigmaAnswer()
    cpk: CpkAnswer = CpkAnswer()
    fpy: YieldAnswer = YieldAnswer()
    internal_loss: LossAnswer = LossAnswer()
    external_loss: LossAnswer = LossAnswer()
    recorded: Mapping[str, RecordedFigure] = field(default_factory=dict[str, RecordedFigure])
    #: Figure ids whose value has several conflicting heads: their level is an interval until resolved.
    conflicted: frozenset[str] = frozenset()
    #: Figure ids whose data at this stage still are the enterprise's own, not yet checked on site.
    unverified: frozenset[str] = frozenset()
    #: Options chosen for the form's settled readings, by reading id; absent means the form's default.
    readings: Mapping[str, str] = field(default_factory=dict[str, str])
    #: Whether evidence is kept beside these answers, so that a rating without any can be questioned.
    with_evidence: bool = False
    #: Doubts that only the records behind these answers show (an incomplete record, units that contradict).
    noted: tuple[Question, ...] = ()
