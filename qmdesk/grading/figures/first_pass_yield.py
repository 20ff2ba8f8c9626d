"""Whole-process first-pass yield: the exact product of the steps' yields, by product family; the lowest decides.

Parallel lines of one step (same name, each with its line) are pooled by counts before the product. Where families
are named, a step without one belongs to all of them. While a step's counts are missing the product of the
others is an upper bound, since no yield is above 1.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from qmdesk.grading.figures.bounds import lower_yield
from qmdesk.grading.figures.common import conflicted, figure_result, graded, lowest_part, not_tracked, without_data
from qmdesk.grading.figures.sigma import CONFIDENCE
from qmdesk.grading.gates import Gate
from qmdesk.grading.numbers import decimal_text, exact_text
from qmdesk.grading.options import Settled
from qmdesk.model.answers import Step, Tracked, YieldAnswer
from qmdesk.model.assessment import Because, FigureResult, Interval, PartResult
from qmdesk.model.canonical import Json


@dataclass(frozen=True, slots=True)
class Station:
    """One step of one family with its lines pooled; counts are None where one is missing or impossible.

    ``reworked`` stands beside and decides nothing: None where no line of the step has it, or where it can't be.
    ``lines`` are the parallel lines that were pooled, none where the step has only one row.
    """

    key: str
    name: str
    family: str
    submitted: int | None
    passed: int | None
    reworked: int | None = None
    lines: tuple[Step, ...] = ()

    @property
    def rate(self) -> Fraction | None:
        """First-pass yield of the step."""
        if self.submitted is None or self.passed is None:
            return None
        return Fraction(self.passed, self.submitted)


@dataclass(frozen=True, slots=True)
class Route:
    """A product family's way through its steps."""

    family: str
    stations: tuple[Station, ...]

    @property
    def known(self) -> Fraction:
        """The product of the yields that are known."""
        product = Fraction(1)
        for station in self.stations:
            product *= 1 if station.rate is None else station.rate
        return product

    @property
    def complete(self) -> bool:
        return all(station.rate is not None for station in self.stations)

    @property
    def costliest(self) -> Station | None:
        """The step that costs most yield."""
        return min(
            (station for station in self.stations if station.rate is not None),
            key=lambda station: station.rate or Fraction(0),
            default=None,
        )


def grade_yield(gate: Gate, answer: YieldAnswer, choices: Settled, *, in_conflict: bool = False) -> FigureResult:
    """Grade ``figure.fpy``. Its value is the rolled throughput yield of the lowest family, a fraction."""
    if in_conflict:
        return conflicted(gate)
    if answer.tracked is Tracked.NO:
        return not_tracked(gate, choices)
    if answer.steps:
        return _counted(gate, answer, choices)
    if answer.rate is not None and 0 <= answer.rate <= 1:
        level = gate.level(Fraction(answer.rate))
        because = gate.because(level, rate=decimal_text(answer.rate), source="stated")
        return figure_result(gate, decimal_text(answer.rate), Interval(level, level), because)
    return without_data(gate, answer.tracked, choices)


def possible(step: Step) -> bool:
    """Whether a step is complete and its counts can be: passed at most submitted, and something submitted."""
    return (
        step.submitted is not None
        and step.passed is not None
        and 0 <= step.passed <= step.submitted
        and step.submitted > 0
    )


def routes(steps: Sequence[Step]) -> tuple[Route, ...]:
    """The route of every product family; one without a name where no step names a family."""
    named = list(dict.fromkeys(step.family for step in steps if step.family))
    return tuple(
        Route(family, _stations(step for step in steps if step.family in {"", family})) for family in named or [""]
    )


def _stations(steps: Iterable[Step]) -> tuple[Station, ...]:
    groups: dict[tuple[str, ...], list[Step]] = {}
    for step in steps:
        together = ("line", step.family, _plain(step.name)) if step.line else ("step", step.key)
        groups.setdefault(together, []).append(step)
    return tuple(_pooled(group) for group in groups.values())


def _pooled(group: Sequence[Step]) -> Station:
    first = group[0]
    if not all(possible(step) for step in group):
        return Station(first.key, first.name, first.family, None, None)
    submitted, passed = sum(step.submitted or 0 for step in group), sum(step.passed or 0 for step in group)
    reworked = None if all(step.reworked is None for step in group) else sum(step.reworked or 0 for step in group)
    if any(rework_exceeds(step) for step in group):
        reworked = None
    lines = tuple(group) if len(group) > 1 else ()
    return Station(first.key, first.name, first.family, submitted, passed, reworked, lines)


def rate_of(line: Step) -> Fraction:
    """A possible line's own yield."""
    return Fraction(line.passed or 0, line.submitted or 1)


def rework_exceeds(step: Step) -> bool:
    """Whether more units were reworked than had failed: then some of them were counted as passed the first time."""
    return possible(step) and (step.reworked or 0) > (step.submitted or 0) - (step.passed or 0)


def _plain(name: str) -> str:
    return unicodedata.normalize("NFKC", name).strip().casefold()


def _counted(gate: Gate, answer: YieldAnswer, choices: Settled) -> FigureResult:
    ways = routes(answer.steps)
    bounds = {way.family: _demonstrated(gate, way) if answer.sampled else None for way in ways}
    totals = [_family(gate, way, bounds[way.family], choices) for way in ways]
    complete = all(way.complete for way in ways)
    deciding, worst = min(zip(totals, ways, strict=True), key=lambda pair: (pair[0].span.lowest, pair[1].known))
    because = deciding.because
    if len(ways) > 1 and complete:
        because = Because("family-lowest", because.threshold, {**because.inputs, "name": worst.family})
    steps = {station.key: station for way in ways for station in way.stations}
    parts = [replace(part, decides=complete and part is deciding) for part in totals] + [
        _step(gate, station, decides=complete and station in worst.stations) for station in steps.values()
    ]
    known = [level for level in bounds.values() if level is not None]
    return figure_result(
        gate,
        exact_text(worst.known) if complete else None,
        lowest_part(totals),
        because,
        parts=parts,
        demonstrated=min(known) if known and complete else None,
    )


def _demonstrated(gate: Gate, way: Route) -> int | None:
    if not way.complete:
        return None
    pairs = [(station.passed or 0, station.submitted or 0) for station in way.stations]
    return gate.level(lower_yield(pairs, CONFIDENCE))


def _family(gate: Gate, way: Route, demonstrated: int | None, choices: Settled) -> PartResult:
    inputs: dict[str, Json] = {"count": len(way.stations), "value": exact_text(way.known)}
    if not way.complete:
        span = Interval(1, gate.level(way.known))
        missing = [station.name or station.key for station in way.stations if station.rate is None]
        because = Because("figure-tracked", inputs={**inputs, "value": None, "incomplete": missing})
        return PartResult(way.family, way.family, "family", None, span, because, way.family)
    span, because = graded(gate, way.known, demonstrated, choices, inputs)
    if because.rule == "figure-threshold":
        because = replace(because, rule="yield-product")
    return PartResult(way.family, way.family, "family", exact_text(way.known), span, because, way.family)


def _step(gate: Gate, station: Station, *, decides: bool) -> PartResult:
    """A step by itself decides nothing; its yield is only an upper bound of the whole process's."""
    rate = station.rate
    if rate is None:
        return PartResult(station.key, station.name, "step", None, gate.open, Because("figure-tracked"), station.family)
    span = Interval(1, gate.level(rate))
    because = gate.because(span.highest, submitted=station.submitted, passed=station.passed)
    return PartResult(station.key, station.name, "step", exact_text(rate), span, because, station.family, decides)
