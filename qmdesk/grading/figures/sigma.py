"""Product quality level: defective units per million, by product family; the worst family decides.

Months and causes of a family are pooled by counts. The level goes by the annex's table of defects per million, not
by the continuous sigma (DOMAIN section 3); opportunities are 1 (reading 8).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from qmdesk.grading.figures.common import (
    by_family,
    conflicted,
    figure_result,
    graded,
    lowest_part,
    not_tracked,
    without_data,
)
from qmdesk.grading.gates import Gate
from qmdesk.grading.numbers import decimal_text, exact_text, fraction_of
from qmdesk.grading.options import Settled
from qmdesk.model.answers import Defects, SigmaAnswer, Tracked
from qmdesk.model.assessment import Because, FigureResult, Interval, PartResult
from qmdesk.model.canonical import Json

MILLION = 1_000_000
CONFIDENCE = 0.95


@dataclass(frozen=True, slots=True)
class Counted:
    """The pooled counts of a family; None where a count is missing or impossible."""

    family: str
    defective: int
    units: int

    @property
    def dpmo(self) -> Fraction:
        """Defective units per million units."""
        return Fraction(self.defective * MILLION, self.units)


def grade_sigma(gate: Gate, answer: SigmaAnswer, choices: Settled, *, in_conflict: bool = False) -> FigureResult:
    """Grade ``figure.sigma``. Its value is the dpmo of the worst family."""
    if in_conflict:
        return conflicted(gate)
    if answer.tracked is Tracked.NO:
        return not_tracked(gate, choices)
    if answer.defects:
        return _counted(gate, answer, choices)
    if answer.dpmo is not None and 0 <= answer.dpmo <= MILLION:
        level = gate.level(Fraction(answer.dpmo))
        because = gate.because(level, dpmo=decimal_text(answer.dpmo), source="stated")
        return figure_result(gate, decimal_text(answer.dpmo), Interval(level, level), because)
    return without_data(gate, answer.tracked, choices)


def possible(row: Defects) -> bool:
    """Whether a row is complete and its counts can be."""
    return row.defective is not None and row.units is not None and 0 <= row.defective <= row.units and row.units > 0


def pooled(family: str, rows: Sequence[Defects]) -> Counted | None:
    """The sums of a family's rows; None while one is incomplete or impossible."""
    if not all(possible(row) for row in rows):
        return None
    return Counted(family, sum(row.defective or 0 for row in rows), sum(row.units or 0 for row in rows))


def families(answer: SigmaAnswer) -> list[tuple[str, Counted | None]]:
    """Each product family with its pooled counts."""
    return [(family, pooled(family, rows)) for family, rows in by_family(answer.defects).items()]


def upper_dpmo(counted: Counted, confidence: float = CONFIDENCE) -> Fraction:
    """The upper confidence bound of the dpmo (Clopper and Pearson 1934)."""
    from qmdesk.grading.figures.bounds import upper_share

    return upper_share(counted.defective, counted.units, confidence) * MILLION


def _counted(gate: Gate, answer: SigmaAnswer, choices: Settled) -> FigureResult:
    parts = [_part(gate, family, counted, answer.sampled, choices) for family, counted in families(answer)]
    missing = [part.family for part in parts if part.value is None]
    if missing:
        because = Because("figure-tracked", inputs={"incomplete": missing})
        return figure_result(gate, None, lowest_part(parts), because, parts=parts)
    worst = min(parts, key=lambda part: (part.span.lowest, -fraction_of(part.value or "0")))
    because = worst.because
    if len(parts) > 1:
        because = Because("family-lowest", because.threshold, {**because.inputs, "name": worst.family})
    bounds = [gate.level(upper_dpmo(counted)) for _, counted in families(answer) if counted is not None]
    return figure_result(
        gate,
        worst.value,
        lowest_part(parts),
        because,
        parts=[replace(part, decides=part is worst) for part in parts],
        demonstrated=min(bounds) if answer.sampled else None,
    )


def _part(gate: Gate, family: str, counted: Counted | None, sampled: bool, choices: Settled) -> PartResult:
    if counted is None:
        return PartResult(family, family, "family", None, gate.open, Because("figure-tracked"), family)
    text = exact_text(counted.dpmo)
    demonstrated = gate.level(upper_dpmo(counted)) if sampled else None
    inputs: dict[str, Json] = {"defective": counted.defective, "units": counted.units, "dpmo": text}
    span, because = graded(gate, counted.dpmo, demonstrated, choices, inputs)
    return PartResult(family, family, "family", text, span, because, family)


def stated_dpmo(defective: int, units: int) -> Decimal:
    """A dpmo from counts as a decimal of 28 digits, for comparing with other figures only."""
    return Decimal(defective * MILLION) / Decimal(units)
