"""Applications of several enterprises side by side: one direction each, ranks, quotas of the cities."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qmdesk.formdef.benchmark import Quota
from qmdesk.model.problem import Problem, Severity


@dataclass(frozen=True, slots=True)
class Recommended:
    """One application in a list. ``rank`` None where none was given; ``level`` of the review ("" none)."""

    case_id: str
    enterprise: str
    credit_code: str
    title: str
    direction: str
    city: str
    rank: int | None
    opinion: str
    level: str
    preferred: bool
    contact: str
    ready: bool


def quota_of(quota: Quota, city: str, *, big: bool | None = None) -> int:
    """How many a city may recommend: the notice names two big cities "and others"; ``big`` says so of another."""
    named = any(city.strip().removesuffix("市") == each for each in quota.big_cities)
    return quota.big if (named if big is None else big) else quota.ordinary


def list_problems(rows: Sequence[Recommended], quota: int) -> tuple[Problem, ...]:
    """What is wrong with a city's list: ranks that are missing or twice, more than the quota (0: none), an applicant
    twice or in two directions, cities that differ."""
    found: list[Problem] = []
    ranks = [each.rank for each in rows if each.rank is not None]
    found += [Problem("benchmark-rank-missing", each.enterprise) for each in rows if each.rank is None]
    found += [
        Problem("benchmark-rank-twice", "", {"rank": rank}) for rank in sorted(set(ranks)) if ranks.count(rank) > 1
    ]
    if quota and len(rows) > quota:
        found.append(Problem("benchmark-quota", "", {"count": len(rows), "quota": quota}))
    by_code: dict[str, list[Recommended]] = {}
    for each in rows:
        by_code.setdefault(each.credit_code, []).append(each)
    for same in by_code.values():
        if len({each.direction for each in same}) > 1:
            found.append(Problem("benchmark-two-directions", same[0].enterprise))
        elif len(same) > 1:
            found.append(Problem("benchmark-applicant-twice", same[0].enterprise))
    cities = sorted({each.city for each in rows if each.city})
    if len(cities) > 1:
        found.append(Problem("benchmark-cities", "", {"cities": "/".join(cities)}, Severity.WARNING))
    found += [Problem("benchmark-not-ready", each.enterprise, {}, Severity.WARNING) for each in rows if not each.ready]
    return tuple(found)


def in_order(rows: Sequence[Recommended]) -> list[Recommended]:
    """By rank; those without one last, preferred ones first among them, in the order given."""
    return sorted(rows, key=lambda each: (each.rank is None, each.rank or 0, not each.preferred))
