"""Targets beside a roll-up in the same papers: what the roll-up's tables hide of a region, its targets don't tell."""

from __future__ import annotations

from dataclasses import replace

from qmdesk.portfolio.masked import Masked, ShownCount
from qmdesk.portfolio.masking import small
from qmdesk.portfolio.rollup import Rollup
from qmdesk.portfolio.targets import TargetLine, Targets


def beside(made: Targets, rollup: Rollup, shown: Masked, region: str) -> Targets:
    """The targets with all hidden that the tables of a roll-up don't show of the same region. ``region`` is what the
    targets are of as a whole, empty for the country."""
    if not shown.k:
        return made
    whole = _hidden(_of(rollup, shown, region)) | {m for m in _MEASURES if small(made.done(m), shown.k)}
    lines = [replace(each, hide=_hidden(_of(rollup, shown, each.region))) for each in made.lines]
    for measure in whole:  # the rows that are left must not add up to it
        tops = [each for each in lines if each.within is None and each.count.done(measure)]
        if tops and not any(measure in e.hide or small(e.count.done(measure), shown.k) for e in tops):
            least = min(tops, key=lambda each: each.count.done(measure))
            lines[lines.index(least)] = _hide(least, measure)
    return replace(made, lines=tuple(lines), hide=frozenset(whole))


_MEASURES = {
    "reached-inspection": "reached",
    "reviews-carried-out": "carried_out",
    "self-assessed-inspection": "self_assessed",
}


def _hide(line: TargetLine, measure: str) -> TargetLine:
    return replace(line, hide=line.hide | {measure})


def _of(rollup: Rollup, shown: Masked, region: str) -> ShownCount | None:
    """What the roll-up shows of a region, the whole country for an empty one; None where it has no such row."""
    scope = rollup.scope
    if region == (scope.county or scope.city or scope.province or ""):
        return shown.count("", rollup.whole)
    found = next((each for each in rollup.groups.get("region", ()) if each.key == region), None)
    return None if found is None or not region else shown.count("region", found)


def _hidden(seen: ShownCount | None) -> frozenset[str]:
    return frozenset(m for m, name in _MEASURES.items() if seen is not None and getattr(seen, name) is None)
