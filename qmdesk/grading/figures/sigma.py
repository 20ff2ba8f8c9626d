"""Product quality level: defective units per million, by product family; the worst family decides.

Months and causes of a family are pooled by counts. The level goes by the annex's table of defects per million, not
by the continuous sigma (DOMAIN section 3); opportunities are 1 (reading 8).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from qmdesk.grading.figures.common import (
    by_family,
    conflicted,
    figure_result,
    graded_by,
    lowest_part,
    not_tracked,
    without_data,
)
from qmdesk.grading.gates import Gate
from qmdesk.grading.numbers import decimal_text, exact_text
from qmdesk.grading.options import Settled
from qmdesk.model.answers import Defects, SigmaAnswer, Tracked
from qmdesk.model.assessment import Because, FigureResult, Interval, PartResult

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
    parts: list[PartResult] = []
    worst: Counted | None = None
    demonstrated: int | None = None
    for family, counted in families(answer):
        shown_level = gate.level(upper_dpmo(counted)) if counted and answer.sampled else None
        if shown_level is not None:
            demonstrated = shown_level if demonstrated is None else min(demonstrated, shown_level)
        parts.append(_part(gate, family, counted, shown_level, choices))
        if counted and (worst is None or counted.dpmo > worst.dpmo):
            worst = counted
    known = all(part.value is not None for part in parts)
    value = exact_text(worst.dpmo) if worst and known else None
    because = _because(gate, parts, worst if known else None)
    decided = [_decided(part, worst, known) for part in parts]
    return figure_result(
        gate, value, lowest_part(parts), because, parts=decided, demonstrated=demonstrated if known else None
    )


def _part(gate: Gate, family: str, counted: Counted | None, demonstrated: int | None, choices: Settled) -> PartResult:
    if counted is None:
        return PartResult(family, family, "family", None, gate.open, Because("figure-tracked"), family)
    span = graded_by(gate, counted.dpmo, demonstrated, choices)
    because = gate.because(span.lowest, defective=counted.defective, units=counted.units, dpmo=exact_text(counted.dpmo))
    return PartResult(family, family, "family", exact_text(counted.dpmo), span, because, family)


def _because(gate: Gate, parts: Sequence[PartResult], worst: Counted | None) -> Because:
    if worst is None:
        return Because("figure-tracked", inputs={"incomplete": [part.family for part in parts if part.value is None]})
    deciding = next(part for part in parts if part.family == worst.family)
    if len(parts) == 1:
        return deciding.because
    return Because("family-lowest", deciding.because.threshold, {**deciding.because.inputs, "name": worst.family})


def _decided(part: PartResult, worst: Counted | None, known: bool) -> PartResult:
    decides = known and worst is not None and part.family == worst.family
    return PartResult(part.key, part.name, part.kind, part.value, part.span, part.because, part.family, decides)


def stated_dpmo(defective: int, units: int) -> Decimal:
    """A dpmo from counts as a decimal of 28 digits, for comparing with other figures only."""
    return Decimal(defective * MILLION) / Decimal(units)
