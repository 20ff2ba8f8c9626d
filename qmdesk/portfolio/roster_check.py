"""What of a programme needs a look: rows set aside, institutions' conflicts, visits at one time, odd facts of rows."""

from __future__ import annotations

from collections.abc import Iterable

from qmdesk.intake.roster_regions import Found, Regions
from qmdesk.model.problem import Problem, Severity
from qmdesk.model.programme import Participant
from qmdesk.portfolio.assignments import conflicts_of, overlaps, problem_of_overlap, unassigned, visits
from qmdesk.portfolio.packs import Packs
from qmdesk.portfolio.roster_aside import lying_aside
from qmdesk.workspace.programme import Programme


def check_programme(programme: Programme, packs: Packs) -> list[Problem]:
    """Everything that needs a look, by row; what only tells comes last."""
    rows = programme.rows()
    found = [problem for each in lying_aside(programme) for problem in each.problems]
    for row in rows:
        found += check_row(packs, row)
    found += [problem_of_overlap(each) for each in overlaps(visits(rows))]
    waiting = [problem for row in rows if (problem := unassigned(packs, row)) is not None]
    return sorted([*found, *waiting], key=lambda each: _ORDER[each.severity])


def check_row(packs: Packs, row: Participant) -> Iterable[Problem]:
    """What is odd about one row, its institution among it."""
    yield from conflicts_of(packs, row)
    rule = packs.own.class_rule(row.class_)
    if rule is not None and rule.earlier is not None and row.earlier is not None and rule.earlier is not row.earlier:
        code = "roster-class-assessed" if row.earlier else "roster-class-not-assessed"
        yield Problem(code, row.enterprise, {"class": rule.name.zh}, Severity.WARNING)
    if row.visit_start and row.visit_end and row.visit_end < row.visit_start:
        details = {"start": row.visit_start, "end": row.visit_end}
        yield Problem("visit-days-reversed", row.enterprise, details, Severity.WARNING)
    if row.county and _elsewhere(packs, row):
        details = {"division": row.credit_code[2:8], "county": row.county}
        yield Problem("roster-division-other", row.enterprise, details, Severity.WARNING)


def _elsewhere(packs: Packs, row: Participant) -> bool:
    region = packs.regions.get(row.county)
    divisions = region.divisions if region is not None else ()
    place = Found(row.county, row.city, row.province, known=True, divisions=divisions)
    return len(row.credit_code) == 18 and Regions(packs.own, {}).division_fits(row.credit_code, place) == "other"


_ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}
