"""Done against planned, by the regions of a policy pack's table, with all three measures of "done" beside each other.

A unit that reports by itself (宁波 …) is counted in its province and shown beside it, never added again. What the pack
prints as total stands beside what its rows add up to.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from qmdesk.formdef.programme import MEASURES, PolicyPack, Target, Totals
from qmdesk.portfolio import queries
from qmdesk.portfolio.engine import Store
from qmdesk.portfolio.queries import Scope
from qmdesk.portfolio.rollup import HIGH, Count, total_of


@dataclass(frozen=True, slots=True)
class TargetLine:
    """A region of the table: what was planned for the year (None: the table lacks it), what it printed as done before,
    and the count of this year's cases there. ``hide``: measures that another table of the same papers hides."""

    region: str
    within: str | None
    planned: int | None
    done_before: int | None
    total: int | None
    count: Count
    hide: frozenset[str] = frozenset()

    def share(self, measure: str) -> Fraction | None:
        """The part of the plan that is done by a measure; None where nothing is planned."""
        return Fraction(self.count.done(measure), self.planned) if self.planned else None


@dataclass(frozen=True, slots=True)
class Targets:
    """The table: ``measure`` is the authority's own of the three. ``missing``: regions that have cases and no target,
    ``unplaced``: cases whose region is not known or lies elsewhere. ``whole`` counts nothing twice; ``hide`` is of
    it."""

    authority: str
    year: int
    measure: str
    high: int
    goal_share: Fraction | None
    goal_count: int | None
    lines: tuple[TargetLine, ...]
    printed: Totals | None
    computed: Totals
    whole: Count
    missing: tuple[Count, ...]
    unplaced: Count
    hide: frozenset[str] = frozenset()

    def done(self, measure: str) -> int:
        return self.whole.done(measure)


def measures(pack: PolicyPack) -> tuple[str, ...]:
    """The three measures, the authority's own first."""
    return (pack.measure, *(each for each in MEASURES if each != pack.measure))


def targets_of(store: Store, pack: PolicyPack) -> Targets:
    """A pack's targets and what the store's cases of its year come to. Raises Refused(store-not-read)."""
    province = region_of(pack)
    high = pack.high_level or HIGH
    rows = store.ask(queries.places(Scope(str(pack.year)), high))
    counted = [(str(row[0] or ""), str(row[1] or ""), Count.of("", row[2:])) for row in rows]
    lines = tuple(_line(each, _in(each, counted, province)) for each in pack.targets)
    here = [(p, c, n) for p, c, n in counted if (p == province if province else True)]
    known = {each.region for each in pack.targets}
    other: dict[str, list[Count]] = {}
    nowhere = [n for p, c, n in here if not (c if province else p)]
    for place, city, count in here:
        name = city if province else place
        if name and name not in known:
            other.setdefault(name, []).append(count)
    missing = tuple(total_of(name, found) for name, found in sorted(other.items()))
    if province:
        nowhere += [n for p, _, n in counted if not p]
    whole = total_of("", [n for _, _, n in here])
    return Targets(
        pack.authority, pack.year, pack.measure, high, pack.goal_share, pack.goal_count, lines, pack.printed_totals,
        pack.computed_totals, whole, missing, total_of("", nowhere),
    )  # fmt: skip


def region_of(pack: PolicyPack) -> str:
    """The province that a pack's targets are of; empty for the country."""
    provinces = {region.id for region in pack.regions if region.kind == "province"}
    return pack.region if pack.region in provinces else ""


def _in(target: Target, counted: list[tuple[str, str, Count]], province: str) -> Count:
    """The count of a target's region: a city of the pack's province, a unit inside its province, or a province."""
    inside = province or target.within
    if inside:
        found = [n for p, c, n in counted if p == inside and c == target.region]
        if not found and target.within and not province:  # a pack may name a province inside a country
            found = [n for p, _, n in counted if p == target.region]
    else:
        found = [n for p, _, n in counted if p == target.region]
    return total_of(target.region, found)


def _line(target: Target, count: Count) -> TargetLine:
    return TargetLine(target.region, target.within, target.planned, target.done, target.total, count)


def without_target(pack: PolicyPack) -> tuple[str, ...]:
    """Regions of the pack at the level of its table that the table leaves out."""
    kinds = {region.id: region for region in pack.regions}
    level = {kinds[each.region].kind for each in pack.targets if each.region in kinds}
    named = {each.region for each in pack.targets}
    return tuple(region.id for region in pack.regions if region.kind in level and region.id not in named)


def hidden_done(lines: tuple[TargetLine, ...], measure: str, k: int) -> Mapping[str, bool]:
    """Which regions' counts are hidden in what leaves the office; the sum of those not inside others is published."""
    from qmdesk.portfolio.masking import hidden_line, small

    tops = [each for each in lines if each.within is None]
    line = hidden_line([e.count.done(measure) for e in tops], k, also=[measure in e.hide for e in tops])
    hidden = dict(zip((each.region for each in tops), line, strict=True))
    for each in lines:
        if each.within is not None:
            above = next((top for top in tops if top.region == each.within), None)
            rest = above.count.done(measure) - each.count.done(measure) if above is not None else 0
            own = small(each.count.done(measure), k) or measure in each.hide
            hidden[each.region] = own or small(rest, k) or hidden.get(each.within, False)
    return hidden
