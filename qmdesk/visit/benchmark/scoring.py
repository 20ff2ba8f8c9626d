"""Experts' points on the six parts of the criteria: each expert's own, put together by a named weighting, with spread.

The notices publish no weights; the weighting used is an option with a name and is printed with the scores. Points are
0 to 100 and exact; a mean is a fraction until it is shown.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from qmdesk.formdef.benchmark import Benchmark, Weighting
from qmdesk.grading.records import Index

FULL = 100
#: Totals of two experts that lie further apart than this are worth a talk (a choice of ours).
APART = 15


@dataclass(frozen=True, slots=True)
class Given:
    """One expert's points in a round by part, with comments; weighted ``total``, None until all parts have points."""

    expert: str
    points: dict[str, Decimal]
    comments: dict[str, str]
    total: Fraction | None
    recused: bool


@dataclass(frozen=True, slots=True)
class Spread:
    """Numbers of several experts: how many, mean, lowest, highest, sample standard deviation (None below two)."""

    n: int
    mean: Fraction | None
    low: Fraction | None
    high: Fraction | None
    deviation: float | None


@dataclass(frozen=True, slots=True)
class Round:
    """The scores of a round. Recused experts count nowhere; ``total`` is over experts with points on every part."""

    id: str
    weighting: Weighting
    given: tuple[Given, ...]
    parts: dict[str, Spread]
    total: Spread

    @property
    def apart(self) -> bool:
        """Whether experts' totals lie far apart."""
        low, high = self.total.low, self.total.high
        return low is not None and high is not None and high - low > APART


def score_key(round_id: str, part: str, expert: str) -> str:
    """The key of one score, the same on every device: two experts never overwrite each other."""
    mark = hashlib.sha256(expert.encode("utf-8")).hexdigest()[:12]
    return f"{round_id}.{part}.e{mark}"


def rounds(made: Benchmark, found: Index) -> tuple[Round, ...]:
    """Every stage in which experts give points, in order."""
    weighting = made.weighting(found.record("case").text("weighting"))
    recused = {each.text("name") for each in found.records("expert") if each.flag("recused") is True}
    return tuple(_round(made, found, each.id, weighting, recused) for each in made.steps if each.scored)


def _round(made: Benchmark, found: Index, round_id: str, weighting: Weighting, recused: set[str]) -> Round:
    by_expert: dict[str, tuple[dict[str, Decimal], dict[str, str]]] = {}
    parts = [each.id for each in made.parts]
    for record in found.records("score"):
        part, expert = record.text("part"), record.text("expert")
        if record.text("round") != round_id or part not in parts or not expert:
            continue
        points, comments = by_expert.setdefault(expert, ({}, {}))
        value = record.decimal("points")
        if value is not None:
            points[part] = value
        if record.text("comment"):
            comments[part] = record.text("comment")
    given = tuple(
        Given(expert, points, comments, _total(points, weighting, parts), expert in recused)
        for expert, (points, comments) in by_expert.items()
    )
    counted = [each for each in given if not each.recused]
    by_part = {part: spread([Fraction(each.points[part]) for each in counted if part in each.points]) for part in parts}
    return Round(
        round_id, weighting, given, by_part, spread([each.total for each in counted if each.total is not None])
    )


def _total(points: dict[str, Decimal], weighting: Weighting, parts: Sequence[str]) -> Fraction | None:
    if any(part not in points for part in parts):
        return None
    return sum((Fraction(points[part]) * weighting.weights[part] for part in parts), Fraction(0)) / FULL


def spread(values: Sequence[Fraction]) -> Spread:
    """Mean, range and sample standard deviation of some numbers."""
    n = len(values)
    if not n:
        return Spread(0, None, None, None, None)
    mean = sum(values, Fraction(0)) / n
    squares = sum(((value - mean) ** 2 for value in values), Fraction(0))
    return Spread(n, mean, min(values), max(values), float(squares / (n - 1)) ** 0.5 if n > 1 else None)


def shown(value: Fraction | None, digits: int = 2) -> str:
    """A mean as it is shown, rounded half up; a dash where there is none."""
    if value is None:
        return "—"
    scaled = (value * 10**digits * 2 + 1) // 2
    whole, rest = divmod(int(scaled), 10**digits)
    return f"{whole}.{rest:0{digits}d}" if digits else str(whole)
