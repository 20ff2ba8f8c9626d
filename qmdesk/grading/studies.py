"""The one door from a characteristic to the study of its readings, as the team chose it.

Grading, the window and the report all come here, so that one set of choices (readings left out, distribution, chart,
rules, phases, gauge) always gives one figure. A choice that can't stand does not apply, and :func:`doubts` says so.
Only those who grade readings open this door, since numpy stands behind it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Any

from qmdesk.grading.gates import Gate
from qmdesk.model.answers import Characteristic, Exclusion
from qmdesk.model.problem import Refused
from qmdesk.model.readings import Readings
from qmdesk.stats.capability import Capability, capability
from qmdesk.stats.control import ControlOptions, phases_in, rules_in

#: Distributions that leave the normal figure to decide.
NORMAL = ("", "normal")
#: Reasons of a verdict that the team's own word on control settles.
SETTLED_BY_TEAM = ("unstable", "control-unknown")


@dataclass(frozen=True, slots=True)
class Doubt:
    """A choice that does not apply, or not as written: a question's code and its details."""

    code: str
    details: dict[str, str | int] = field(default_factory=dict[str, "str | int"])


@dataclass(frozen=True, slots=True)
class Exclusions:
    """Readings left out by whether that applies: ``stale`` where another value stands there now."""

    applied: tuple[Exclusion, ...] = ()
    stale: tuple[Exclusion, ...] = ()
    without_reason: tuple[Exclusion, ...] = ()

    @property
    def places(self) -> frozenset[int]:
        """Zero-based places of the readings that are left out."""
        return frozenset(each.reading - 1 for each in self.applied)


@dataclass(frozen=True, slots=True)
class _Asked:
    """A study as a key: decimals as they are spelt, since 2 and 2.00 are equal and read differently."""

    readings: Readings
    lsl: str
    usl: str
    target: str
    method: str
    excluded: frozenset[int]
    distribution: str
    reason: str
    chart: str
    rules: str
    phases: str
    gauge_percent: float | None
    gauge_ndc: int | None
    thresholds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Made:
    study: Capability | Refused
    doubts: tuple[Doubt, ...]


def study_of(
    characteristic: Characteristic, thresholds: Sequence[Decimal], *, target: bool = True
) -> Capability | Refused:
    """The capability study of a characteristic with readings, or why there can be none.

    ``thresholds`` are those of levels 2 upwards; ``target=False`` leaves the target (and Cpm) out.
    """
    return _study(_asked(characteristic, thresholds, target=target)).study


def doubts(characteristic: Characteristic, thresholds: Sequence[Decimal]) -> tuple[Doubt, ...]:
    """The choices recorded for a characteristic with readings that do not apply, or not as written."""
    found = exclusions(characteristic)
    said = [Doubt("exclusion-stale", _named(each)) for each in found.stale]
    said += [Doubt("exclusion-without-reason", _named(each)) for each in found.without_reason]
    if characteristic.distribution not in NORMAL and not characteristic.distribution_reason.strip():
        said.append(Doubt("distribution-without-reason", {"distribution": characteristic.distribution}))
    return (*said, *_study(_asked(characteristic, thresholds)).doubts)


def exclusions(characteristic: Characteristic) -> Exclusions:
    """Which of the recorded exclusions apply to the readings as they stand now."""
    readings = characteristic.readings
    sorted_out: dict[str, list[Exclusion]] = {"applied": [], "stale": [], "without_reason": []}
    for each in characteristic.excluded:
        there = readings is not None and _stands(readings, each)
        kind = "stale" if not there else "applied" if each.reason.strip() else "without_reason"
        sorted_out[kind].append(each)
    given = {each.reading for each in sorted_out["applied"]}
    bare = [each for each in sorted_out["without_reason"] if each.reading not in given]
    return Exclusions(tuple(sorted_out["applied"]), tuple(sorted_out["stale"]), tuple(bare))


def plain(characteristic: Characteristic) -> Characteristic:
    """The same with every reading, as if none had been left out."""
    return replace(characteristic, excluded=())


def normal(characteristic: Characteristic) -> Characteristic:
    """The same by the normal formula."""
    return replace(characteristic, distribution="", distribution_reason="")


def default_chart(characteristic: Characteristic) -> Characteristic:
    """The same on the chart that fits the readings, without phases."""
    return replace(characteristic, chart="", rules="", phases="")


def by_percentiles(study: Capability) -> bool:
    """Whether the percentiles of a chosen distribution decide."""
    return study.decides == "nonnormal"


def standing(characteristic: Characteristic, study: Capability) -> tuple[str, tuple[str, ...]]:
    """The study's verdict as the team's own words leave it: (status, reasons).

    Status is that of :class:`qmdesk.stats.verdict.Verdict`, or ``unstable`` where the team found no control. With the
    team's "in control" the chart's doubt is settled; with a distribution that decides, that of normality.
    """
    dropped = {"non-normal"} if by_percentiles(study) else set[str]()
    if characteristic.in_control is True:
        dropped |= set(SETTLED_BY_TEAM)
    left = replace(study.verdict, reasons=tuple(each for each in study.verdict.reasons if each not in dropped))
    if characteristic.in_control is False and left.status != "none":
        return "unstable", left.reasons
    return left.status, left.reasons


def level_of(gate: Gate, study: Capability) -> int:
    """The level of the deciding index by value, compared with each threshold exactly; the lowest if there is none."""
    index = study.decision

    def reaches(level: int) -> bool:
        bar, enough = gate.bar(level)
        return index is not None and (index.reaches(bar) if enough else index.exceeds(bar))

    return gate.level_by(reaches)


def thresholds_of(gate: Gate) -> tuple[Decimal, ...]:
    """The thresholds of a figure, from level 2 upwards."""
    return tuple(gate.figure.thresholds[level] for level in sorted(gate.figure.thresholds))


def _named(exclusion: Exclusion) -> dict[str, str | int]:
    return {"reading": exclusion.reading, "value": f"{exclusion.value:f}"}


def _stands(readings: Readings, exclusion: Exclusion) -> bool:
    """Whether the reading that was left out still stands where it stood."""
    place = exclusion.reading - 1
    if not 0 <= place < len(readings):
        return False
    return Fraction(readings.scaled[place], 10**-readings.exponent) == Fraction(exclusion.value)


def _asked(each: Characteristic, thresholds: Sequence[Decimal], *, target: bool = True) -> _Asked:
    assert each.readings is not None
    reason = each.distribution_reason.strip()
    return _Asked(
        each.readings,
        _text(each.lsl),
        _text(each.usl),
        _text(each.target) if target else "",
        each.method,
        exclusions(each).places,
        each.distribution if reason else "",
        reason,
        each.chart,
        each.rules,
        each.phases,
        each.gauge_percent,
        each.gauge_ndc,
        tuple(map(str, thresholds)),
    )


def _text(value: Decimal | None) -> str:
    return "" if value is None else str(value)


def _decimal(text: str) -> Decimal | None:
    return Decimal(text) if text else None


@lru_cache(maxsize=512)
def _study(asked: _Asked) -> _Made:
    """Study the readings; of the choices that can't be carried out each is left out alone, and said."""
    said: list[Doubt] = []
    options = ControlOptions(chart=asked.chart, excluded=asked.excluded)
    try:
        options = replace(options, rules=rules_in(asked.rules))
    except Refused:
        said.append(Doubt("rules-unreadable", {"text": asked.rules}))
    try:
        options = replace(options, phases=phases_in(asked.phases))
    except Refused:
        said.append(Doubt("phases-unreadable", {"text": asked.phases}))
    found = _tried(asked, options, asked.distribution)
    if isinstance(found, Capability):
        return _Made(found, tuple(said))
    bare = _tried(asked, ControlOptions(excluded=asked.excluded), "")
    if isinstance(bare, Refused):  # no choice is to blame
        return _Made(bare, tuple(said))
    return _Made(*_without_what_fails(asked, options, said))


def _without_what_fails(
    asked: _Asked, options: ControlOptions, said: list[Doubt]
) -> tuple[Capability | Refused, tuple[Doubt, ...]]:
    """Take the chosen chart, phases and distribution one after another, each only where it can be carried out."""
    usable = ControlOptions(rules=options.rules, excluded=options.excluded)
    with_chart = replace(usable, chart=options.chart)
    if isinstance(_tried(asked, with_chart, ""), Capability):
        usable = with_chart
    else:
        said.append(Doubt("chart-refused", {"chart": asked.chart}))
    with_phases = replace(usable, phases=options.phases)
    if isinstance(_tried(asked, with_phases, ""), Capability):
        usable = with_phases
    else:
        said.append(Doubt("phases-refused", {"text": asked.phases}))
    found = _tried(asked, usable, asked.distribution)
    if isinstance(found, Refused) and asked.distribution:
        said.append(Doubt("distribution-refused", {"distribution": asked.distribution}))
        found = _tried(asked, usable, "")
    return found, tuple(said)


def _tried(asked: _Asked, options: ControlOptions, distribution: str) -> Capability | Refused:
    more: dict[str, Any] = {"nonnormal": distribution, "reason": asked.reason} if distribution else {}
    try:
        return capability(
            asked.readings,
            _decimal(asked.lsl),
            _decimal(asked.usl),
            _decimal(asked.target),
            method=asked.method,
            gauge_percent=asked.gauge_percent,
            gauge_ndc=asked.gauge_ndc,
            thresholds=tuple(map(Decimal, asked.thresholds)),
            options=options,
            **more,
        )
    except Refused as refused:
        return refused
