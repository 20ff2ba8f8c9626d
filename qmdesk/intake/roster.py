"""A roster of participants (参评企业汇总表) as offices send it: rows that are right, rows set aside and why.

Titles, head lines, notes, sums, repeated headings and empty numbered lines are passed over and told by number. A row
that lacks a name or a right credit code, or whose county can't be told, is set aside whole; what is merely odd about a
row (a division that is another county's, an answer that is neither yes nor no) is a warning and the row goes in.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from qmdesk.formdef.programme import PolicyPack
from qmdesk.intake.readers import Grid, Sheet, open_table
from qmdesk.intake.roster_head import Head, head_of
from qmdesk.intake.roster_regions import Regions
from qmdesk.intake.roster_rows import Reader
from qmdesk.model.problem import Problem, Refused, Severity
from qmdesk.model.programme import ROSTER_FIELDS

#: What of a row set aside is kept to be corrected: the roster's own columns and what else it may have said.
ASIDE_FIELDS = (*ROSTER_FIELDS, "city", "class", "trade", "size", "institution", "note")


@dataclass(frozen=True, slots=True)
class RosterRow:
    """A row that is right: canonical texts by field, where it stood, and what was odd about it."""

    values: Mapping[str, str]
    where: str
    warnings: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class AsideRow:
    """A row set aside: its texts as they stood by field, where it stood, and why."""

    cells: Mapping[str, str]
    where: str
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class RosterTable:
    """What one sheet was understood as. ``labels`` are the headings that gave fields, ``unknown`` those that gave none,
    ``passed`` how many rows were passed over by reason (note, total, heading, empty)."""

    sheet: str
    said: Mapping[str, str]
    labels: Mapping[str, str]
    unknown: tuple[str, ...]
    rows: tuple[RosterRow, ...]
    aside: tuple[AsideRow, ...]
    passed: Mapping[str, int]
    notes: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Roster:
    """A file's tables. ``problems`` are what there is to say of the file; those of rows stand with them."""

    name: str
    tables: tuple[RosterTable, ...]
    problems: tuple[Problem, ...] = ()
    region: str = field(default="")

    @property
    def rows(self) -> tuple[RosterRow, ...]:
        return tuple(row for table in self.tables for row in table.rows)

    @property
    def aside(self) -> tuple[AsideRow, ...]:
        return tuple(row for table in self.tables for row in table.aside)


def open_roster(path: Path, pack: PolicyPack, answers: Mapping[str, str] | None = None, region: str = "") -> Roster:
    """The roster in a file. Raises Refused as :func:`open_table` does, and roster-not-found."""
    return roster_in(open_table(path), pack, answers, region)


def roster_in(grid: Grid, pack: PolicyPack, answers: Mapping[str, str] | None = None, region: str = "") -> Roster:
    """The roster in a grid. ``answers`` are cities that a person gave for counties, ``region`` what holds for tables
    whose head says none. Raises Refused(roster-not-found) where no sheet holds one."""
    regions = Regions(pack, dict(answers or {}))
    tables: list[RosterTable] = []
    problems = list(grid.problems)
    for sheet in grid.sheets:
        head = head_of(sheet)
        if sheet.hidden:
            if head is not None:
                problems.append(Problem("sheet-hidden-left-out", sheet.name, {"sheet": sheet.name}, Severity.WARNING))
        elif head is not None:
            tables.append(_table(sheet, head, regions, region, grid.name))
        elif any(any(row) for row in sheet.rows):
            details = {"sheet": sheet.name or grid.name}
            problems.append(Problem("roster-sheet-passed", sheet.name or grid.name, details, Severity.INFO))
    if not tables:
        raise Refused(Problem("roster-not-found", grid.name))
    return _parted(Roster(grid.name, tuple(tables), tuple(problems), region))


def _table(sheet: Sheet, head: Head, regions: Regions, region: str, file: str) -> RosterTable:
    reader = Reader(sheet, head, regions, head.said.get("region", "") or region or sheet_region(sheet, regions))
    rows: list[RosterRow] = []
    aside: list[AsideRow] = []
    for at in range(head.first, len(sheet.rows)):
        found = reader.read(at)
        if found is None:
            continue
        values, cells, problems = found
        where = sheet.place(at, head.columns["enterprise"])
        where = where if sheet.name else f"{file}!{where}"
        placed = tuple(each if each.where else each.at(where) for each in problems)
        if any(each.severity is Severity.ERROR for each in placed):
            aside.append(AsideRow(cells, where, placed))
        else:
            rows.append(RosterRow(values, where, placed))
    labels = {name: head.labels[column] for name, column in head.columns.items()}
    said, notes = dict(head.said), reader.notes()
    if said.get("year", str(regions.pack.year)) != str(regions.pack.year):
        details = {"said": said["year"], "year": regions.pack.year}
        notes = (Problem("roster-other-year", sheet.place(0, 0), details, Severity.WARNING), *notes)
    return RosterTable(sheet.name, said, labels, head.unknown, tuple(rows), tuple(aside), reader.passed, notes)


def sheet_region(sheet: Sheet, regions: Regions) -> str:
    """The city that the sheet's own name is (杭州, 宁波市), "" where it is none."""
    found = regions.upper(sheet.name) if sheet.name else None
    return found.id if found is not None and found.kind != "province" else ""


def _parted(roster: Roster) -> Roster:
    """Enterprises that a file has twice: the same row again is dropped and told, two that contradict are set aside."""
    by_code, by_name = _grouped(roster.rows, "credit_code"), _grouped(roster.rows, "enterprise")
    tables: list[RosterTable] = []
    for table in roster.tables:
        rows: list[RosterRow] = []
        aside = list(table.aside)
        notes = list(table.notes)
        for row in table.rows:
            code, name = row.values["credit_code"], row.values["enterprise"]
            others = [each for each in by_code[code] if each.values["enterprise"] != name]
            twins = [each for each in by_name[name] if each.values["credit_code"] != code]
            if others:
                aside.append(_against("roster-code-twice", row, others, code))
            elif twins:
                aside.append(_against("roster-name-twice", row, twins, name))
            elif by_code[code][0] is not row:
                details = {"name": name, "first": by_code[code][0].where}
                notes.append(Problem("roster-row-again", row.where, details, Severity.WARNING))
            else:
                rows.append(row)
        tables.append(replace(table, rows=tuple(rows), aside=tuple(aside), notes=tuple(notes)))
    return replace(roster, tables=tuple(tables))


def _grouped(rows: Sequence[RosterRow], name: str) -> dict[str, list[RosterRow]]:
    found: dict[str, list[RosterRow]] = {}
    for row in rows:
        found.setdefault(row.values[name], []).append(row)
    return found


def _against(code: str, row: RosterRow, others: Sequence[RosterRow], what: str) -> AsideRow:
    details = {"what": what, "other": others[0].values["enterprise"], "at": others[0].where}
    return AsideRow(_cells(row), row.where, (Problem(code, row.where, details), *row.warnings))


def _cells(row: RosterRow) -> dict[str, str]:
    """A right row's texts as an office would write them."""
    words = {"true": "是", "false": "否"}
    return {
        name: words.get(text, text) if name in ("specialised", "earlier") else text
        for name in ASIDE_FIELDS
        if (text := row.values.get(name, ""))
    }
