"""Who reviews whom, when, and what speaks against it: overlapping visits, and conflicts of institutions.

Coaching and reviewing are kept apart: an institution that coached an enterprise in the years that the pack names does
not review it. Nothing here decides: every finding is told, and stays told until the assignment or the list changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from qmdesk.formdef.programme import Institution
from qmdesk.model.problem import Detail, Problem, Severity
from qmdesk.model.programme import Participant
from qmdesk.portfolio.packs import Packs


@dataclass(frozen=True, slots=True)
class Visit:
    """A visit with its days (the same day where only one is known), who goes, and the row."""

    row: Participant
    start: date
    end: date

    def meets(self, other: Visit) -> bool:
        return self.start <= other.end and other.start <= self.end


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two visits at one time with one assessor in both teams."""

    assessor: str
    one: Visit
    other: Visit

    @property
    def days(self) -> tuple[date, date]:
        return max(self.one.start, self.other.start), min(self.one.end, self.other.end)


def visits(rows: Iterable[Participant]) -> list[Visit]:
    """The visits whose days are known, in order of days."""
    found: list[Visit] = []
    for row in rows:
        start, end = _day(row.visit_start), _day(row.visit_end)
        if start is None and end is None:
            continue
        first, last = start or end, end or start
        assert first is not None
        assert last is not None
        found.append(Visit(row, min(first, last), max(first, last)))
    return sorted(found, key=lambda each: (each.start, each.end, each.row.key))


def overlaps(found: Sequence[Visit]) -> list[Overlap]:
    """Assessors who would be at two enterprises at one time."""
    by_name: dict[str, list[Visit]] = {}
    for visit in found:
        for name in visit.row.assessors:
            by_name.setdefault(name, []).append(visit)
    clashes: list[Overlap] = []
    for name, theirs in sorted(by_name.items()):
        running: list[Visit] = []
        for visit in sorted(theirs, key=lambda each: each.start):
            running = [each for each in running if each.end >= visit.start]
            clashes += [Overlap(name, each, visit) for each in running]
            running.append(visit)
    return clashes


def problem_of_overlap(overlap: Overlap) -> Problem:
    """An overlap as it is told."""
    first, last = overlap.days
    days = first.isoformat() if first == last else f"{first.isoformat()}–{last.isoformat()}"
    details: dict[str, Detail] = {
        "assessor": overlap.assessor,
        "one": overlap.one.row.enterprise,
        "other": overlap.other.row.enterprise,
        "days": days,
    }
    return Problem("visit-overlap", overlap.one.row.enterprise, details, Severity.WARNING)


def conflicts_of(packs: Packs, row: Participant) -> list[Problem]:
    """What speaks against an enterprise's institution; nothing where none is named."""
    if not row.institution:
        return []
    found = packs.institution(row.institution)
    where, name = row.enterprise, row.institution
    if found is None:
        known = bool(packs.institutions)
        return [Problem("institution-unknown", where, {"name": name}, Severity.WARNING)] if known else []
    problems = [*_of_person(packs, found, row), *_of_right(packs, found, row)]
    return [each.at(where) for each in problems]


def unassigned(packs: Packs, row: Participant) -> Problem | None:
    """That the authority has to name an institution for a row and has not; None where it has, or needn't."""
    rule = packs.own.class_rule(row.class_)
    if row.institution or rule is None or rule.chosen_by != "authority":
        return None
    return Problem("institution-unassigned", row.enterprise, {"class": rule.name.zh}, Severity.INFO)


def _of_person(packs: Packs, found: Institution, row: Participant) -> Iterable[Problem]:
    for each in found.conflicts:
        if each.credit_code != row.credit_code:
            continue
        details: dict[str, Detail] = {"name": found.name, "note": each.note or "—", "year": each.year or "—"}
        if each.kind != "coached":
            yield Problem(f"institution-{each.kind}", "", details)
        elif each.year is None or packs.own.year - each.year <= packs.own.apart_years:
            yield Problem("institution-coached", "", {**details, "years": packs.own.apart_years})


def _of_right(packs: Packs, found: Institution, row: Participant) -> Iterable[Problem]:
    if not found.reviews:
        yield Problem("institution-not-reviewing", "", {"name": found.name})
    due = packs.own.step("onsite")
    when = _day(row.visit_start) or (due.due if due else None)
    valid = [each for each in found.qualifications if each.until is None or when is None or each.until >= when]
    if found.qualifications and not valid:
        until = max(each.until for each in found.qualifications if each.until is not None)
        details: dict[str, Detail] = {"name": found.name, "until": until.isoformat()}
        yield Problem("institution-expired", "", details, Severity.WARNING)
    trades = {trade for each in valid for trade in each.trades}
    if row.trade and trades and not any(each in row.trade or row.trade in each for each in trades):
        details = {"name": found.name, "trade": row.trade, "known": "、".join(sorted(trades))}
        yield Problem("institution-trade", "", details, Severity.WARNING)
    if found.regions and not {row.city, row.county, row.province} & set(found.regions):
        details = {"name": found.name, "region": row.city or row.county, "known": "、".join(found.regions)}
        yield Problem("institution-region", "", details, Severity.WARNING)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None
