"""A programme's roster, or the rows that lie aside, as a file in the annex's shape."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from qmdesk.intake.roster_book import TITLE, Page, columns_for, write_roster
from qmdesk.model.problem import Problem, Refused
from qmdesk.model.programme import Participant
from qmdesk.portfolio.roster_aside import lying_aside
from qmdesk.workspace.programme import Programme

#: Words a problem: its code's text in a language, by whoever knows the language.
Worded = Callable[[Problem], str]


def export_roster(
    programme: Programme, path: Path, *, region: str = "", by_city: bool = False, beside: bool = False, home: str = ""
) -> int:
    """Write the roster; of a city or county where one is named, a sheet for each city where asked for. How many rows
    were written. ``home`` is what the programme's region is called. Raises Refused."""
    rows = [each for each in programme.rows() if region in ("", each.city, each.county, each.province)]
    if region and not rows:
        raise Refused(Problem("roster-region-empty", region, {"region": region}))
    groups: dict[str, list[Participant]] = {}
    for each in rows:
        groups.setdefault(each.city if by_city else "", []).append(each)
    pages = [_page(programme, name, found, region, home) for name, found in groups.items()] or [
        Page(TITLE, region or home, programme.text("contact"), ())
    ]
    write_roster(path, pages, columns_for(beside=beside))
    return len(rows)


def export_aside(programme: Programme, path: Path, worded: Worded) -> int:
    """Write the rows that lie aside with their reasons, to be corrected and taken in again; how many."""
    rows = [
        {**each.cells, "reason": "；".join(worded(problem) for problem in each.problems), "where": each.where}
        for each in lying_aside(programme)
    ]
    write_roster(path, [Page(TITLE, programme.text("region"), "", rows)], columns_for(reasons=True))
    return len(rows)


def _page(programme: Programme, city: str, rows: Sequence[Participant], region: str, home: str) -> Page:
    state = programme.state
    cities = {each.city for each in rows}
    where = region or city or (next(iter(cities)) if len(cities) == 1 else "") or programme.text("region") or home
    return Page(city or TITLE, where, programme.text("contact"), [state[each.key] for each in rows])
