"""Gauge repeatability and reproducibility of a crossed study: every operator measures every part equally often.

Analysis of variance with the interaction pooled where p > 0.25, and the average-range method beside it by name, since
the same data can give ndc 4 by one and 5 by the other (AIAG MSA 4th ed., ch. III; edition unchecked).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from qmdesk.model.problem import Problem, Refused
from qmdesk.stats import constants
from qmdesk.stats.spc_types import JsonNumber
from qmdesk.stats.special import f_tail
from qmdesk.stats.verdict import GAUGE_MARGINAL, GAUGE_POOR

#: The interaction is pooled with repeatability where its p is above this.
POOLED_ABOVE = 0.25
#: AIAG counts 1.41 part sigmas per gauge sigma as one category, not √2.
CATEGORY = 1.41


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the analysis of variance; ``f`` and ``p`` are None where nothing is tested."""

    source: str
    df: int
    ss: float
    ms: float
    f: float | None = None
    p: float | None = None


@dataclass(frozen=True, slots=True)
class Components:
    """Standard deviations of the parts of variation, in the unit of the readings."""

    repeatability: float
    reproducibility: float
    part: float

    @property
    def grr(self) -> float:
        return math.hypot(self.repeatability, self.reproducibility)

    @property
    def total(self) -> float:
        return math.hypot(self.grr, self.part)

    @property
    def percent_study(self) -> float | None:
        """Gauge R&R in % of the study's total variation."""
        return 100.0 * self.grr / self.total if self.total > 0 else None

    @property
    def categories(self) -> float | None:
        """Distinct categories before truncation; None for a gauge without any spread."""
        return CATEGORY * self.part / self.grr if self.grr > 0 else None

    @property
    def ndc(self) -> int | None:
        """Number of distinct categories, truncated as AIAG has it."""
        return None if self.categories is None else int(self.categories)


@dataclass(frozen=True, slots=True)
class GaugeStudy:
    """A study by analysis of variance, with the average-range results beside it (None with fewer than 2 operators).

    ``clipped`` names the components whose estimate was negative and was set to 0. ``interaction`` is the
    part-by-operator standard deviation within reproducibility, None where it was pooled.
    """

    components: Components
    operator: float
    interaction: float | None
    clipped: tuple[str, ...]
    anova: tuple[Row, ...]
    average_range: Components | None
    tolerance: float | None
    parts: int
    operators: int
    trials: int

    @property
    def percent_tolerance(self) -> float | None:
        return None if self.tolerance is None else 600.0 * self.components.grr / self.tolerance

    @property
    def verdict(self) -> str:
        """``good`` up to 10 % of study, ``marginal`` up to 30 %, ``poor`` above it or with ndc < 2."""
        percent, ndc = self.components.percent_study, self.components.ndc
        if percent is None or percent > GAUGE_POOR or (ndc is not None and ndc < 2):
            return "poor"
        return "marginal" if percent > GAUGE_MARGINAL else "good"

    def to_json(self) -> dict[str, JsonNumber]:
        """The document of `gauge-rr --json`."""
        beside = None if self.average_range is None else _components_json(self.average_range, self.tolerance)
        return {
            "method": "anova",
            **_components_json(self.components, self.tolerance),
            "operator": self.operator,
            "interaction": self.interaction,
            "clipped": self.clipped,
            "anova": [
                {"source": row.source, "df": row.df, "ss": row.ss, "ms": row.ms, "f": row.f, "p": row.p}
                for row in self.anova
            ],
            "average_range": beside,
            "parts": self.parts,
            "operators": self.operators,
            "trials": self.trials,
            "verdict": self.verdict,
        }


def gauge_rr(
    parts: Sequence[str], operators: Sequence[str], values: Sequence[float], tolerance: float | None = None
) -> GaugeStudy:
    """Study rows of (part, operator, value) in any order. ``tolerance`` is the width U - L in the same unit.

    Raises Refused: ``gauge-unbalanced`` (with the first part and operator that differ), ``gauge-too-small``
    (2 parts and 2 trials at least), ``tolerance-not-positive``.
    """
    if tolerance is not None and tolerance <= 0:
        raise Refused(Problem("tolerance-not-positive", details={"tolerance": str(tolerance)}))
    return study(_cube(parts, operators, values), tolerance)


def study(cube: np.ndarray, tolerance: float | None = None) -> GaugeStudy:
    """Study readings of shape (parts, operators, trials)."""
    parts, operators, trials = cube.shape
    rows = _anova(cube)
    pooled = rows[2].p is None or rows[2].p > POOLED_ABOVE
    error = _pooled(rows[2], rows[3]) if pooled else rows[3]
    against = error if pooled else rows[2]
    estimates = {
        "operator": (rows[1].ms - against.ms) / (parts * trials) if operators > 1 else 0.0,
        "interaction": 0.0 if pooled else (rows[2].ms - rows[3].ms) / trials,
        "part": (rows[0].ms - against.ms) / (operators * trials),
    }
    clipped = tuple(name for name, variance in estimates.items() if variance < 0)
    sd = {name: math.sqrt(max(variance, 0.0)) for name, variance in estimates.items()}
    found = Components(math.sqrt(error.ms), math.hypot(sd["operator"], sd["interaction"]), sd["part"])
    return GaugeStudy(
        components=found,
        operator=sd["operator"],
        interaction=None if pooled else sd["interaction"],
        clipped=clipped,
        anova=_tested(rows, against, error, pooled=pooled),
        average_range=average_range(cube) if operators > 1 else None,
        tolerance=tolerance,
        parts=parts,
        operators=operators,
        trials=trials,
    )


def average_range(cube: np.ndarray, factors: tuple[float, float, float] | None = None) -> Components:
    """The average-range method for readings of shape (parts, operators, trials), with at least 2 operators.

    ``factors`` are K1, K2, K3, the reciprocals of d2 (trials) and d2* (operators, parts); computed where not given.
    """
    parts, operators, trials = cube.shape
    if factors is None:
        factors = (1 / constants.d2(trials), 1 / constants.d2_star(operators), 1 / constants.d2_star(parts))
    mean_range = float(np.ptp(cube, axis=2).mean())
    between = float(np.ptp(cube.mean(axis=(0, 2))))
    part_range = float(np.ptp(cube.mean(axis=(1, 2))))
    repeatability = mean_range * factors[0]
    square = (between * factors[1]) ** 2 - repeatability**2 / (parts * trials)
    return Components(repeatability, math.sqrt(max(square, 0.0)), part_range * factors[2])


def _cube(parts: Sequence[str], operators: Sequence[str], values: Sequence[float]) -> np.ndarray:
    cells: dict[tuple[str, str], list[float]] = {}
    for part, operator, value in zip(parts, operators, values, strict=True):
        cells.setdefault((part, operator), []).append(value)
    names, people = list(dict.fromkeys(parts)), list(dict.fromkeys(operators))
    trials = len(next(iter(cells.values()), []))
    for part in names:
        for operator in people:
            found = len(cells.get((part, operator), []))
            if found != trials:
                details = {"part": part, "operator": operator, "found": found, "expected": trials}
                raise Refused(Problem("gauge-unbalanced", details=details))
    if len(names) < 2 or trials < 2:
        raise Refused(Problem("gauge-too-small", details={"parts": len(names), "trials": trials}))
    return np.array([[cells[part, operator] for operator in people] for part in names], dtype=float)


def _anova(cube: np.ndarray) -> tuple[Row, Row, Row, Row]:
    """Rows of parts, operators, interaction and repeatability; p of the interaction, None with one operator."""
    parts, operators, trials = cube.shape
    centred = cube - cube.mean()
    by_part, by_operator = centred.mean(axis=(1, 2)), centred.mean(axis=(0, 2))
    cells = centred.mean(axis=2)
    interaction = cells - by_part[:, None] - by_operator[None, :]
    error = _row("repeatability", parts * operators * (trials - 1), float(np.sum((centred - cells[:, :, None]) ** 2)))
    crossed = _row("interaction", (parts - 1) * (operators - 1), trials * float(np.sum(interaction**2)))
    if crossed.df > 0 and error.ms > 0:
        f = crossed.ms / error.ms
        crossed = Row(crossed.source, crossed.df, crossed.ss, crossed.ms, f, f_tail(f, crossed.df, error.df))
    elif crossed.df > 0 and crossed.ms > 0:
        crossed = Row(crossed.source, crossed.df, crossed.ss, crossed.ms, None, 0.0)
    return (
        _row("part", parts - 1, operators * trials * float(np.sum(by_part**2))),
        _row("operator", operators - 1, parts * trials * float(np.sum(by_operator**2))),
        crossed,
        error,
    )


def _row(source: str, df: int, ss: float) -> Row:
    return Row(source, df, ss, ss / df if df > 0 else 0.0)


def _pooled(interaction: Row, error: Row) -> Row:
    return _row("repeatability", interaction.df + error.df, interaction.ss + error.ss)


def _tested(rows: tuple[Row, Row, Row, Row], against: Row, error: Row, *, pooled: bool) -> tuple[Row, ...]:
    """The table: parts and operators tested against the interaction, or against the pooled error."""
    tested = [_against(row, against) for row in rows[:2] if row.df > 0]
    total = _row("total", sum(row.df for row in rows), sum(row.ss for row in rows))
    middle = [rows[2]] if rows[2].df > 0 else []
    pooled_row = [Row("pooled", error.df, error.ss, error.ms)] if pooled and rows[2].df > 0 else []
    return (*tested, *middle, rows[3], *pooled_row, total)


def _against(row: Row, error: Row) -> Row:
    if error.ms <= 0:
        return row
    f = row.ms / error.ms
    return Row(row.source, row.df, row.ss, row.ms, f, f_tail(f, row.df, error.df))


def _components_json(found: Components, tolerance: float | None) -> dict[str, JsonNumber]:
    return {
        "repeatability": found.repeatability,
        "reproducibility": found.reproducibility,
        "grr": found.grr,
        "part": found.part,
        "total": found.total,
        "percent_study": found.percent_study,
        "percent_tolerance": None if tolerance is None else 600.0 * found.grr / tolerance,
        "ndc": found.ndc,
        "categories": found.categories,
    }
