"""What taking rosters into a programme would change: new enterprises, newer facts, rows set aside; shown first.

An enterprise is known by its credit code. The same list again changes nothing; a newer one changes what differs, with
history. What contradicts the programme (a code under another name, a name under another code) is set aside and told.
Rows set aside are kept in the programme with their texts, until a right row of the same enterprise comes in.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from hashlib import sha256

from qmdesk.formdef.programme import PolicyPack
from qmdesk.intake.roster import AsideRow, Roster, RosterRow, RosterTable
from qmdesk.model.problem import Detail, Problem, Severity
from qmdesk.model.programme import ASIDE, ROW
from qmdesk.workspace.programme import Programme, State, Write

PROPOSED, TABLE, PERSON = "proposed", "table", "person"
#: How alike two names of one code are that count as one enterprise renamed.
_ALIKE = 0.55
#: Facts that a roster may change on an enterprise that is there; its class only where the table itself names one.
_FACTS = (
    "enterprise", "county", "city", "province", "specialised", "earlier", "contact", "trade", "size", "institution",
    "note",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Difference:
    """A text that a newer list changes."""

    key: str
    enterprise: str
    field: str
    old: str
    new: str
    where: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What an import would do. ``new`` are rows of enterprises not known before, ``same`` how many are as they were,
    ``aside`` the rows set aside now, ``known_aside`` how many of them lie aside already, ``told`` warnings and notes,
    ``tables`` how each sheet of each file was understood.
    """

    new: tuple[RosterRow, ...]
    changed: tuple[Difference, ...]
    same: int
    aside: tuple[AsideRow, ...]
    known_aside: int
    settled: int
    told: tuple[Problem, ...]
    writes: tuple[Write, ...]
    tables: tuple[tuple[str, RosterTable], ...] = ()

    @property
    def read(self) -> int:
        """Rows of enterprises looked at."""
        return len(self.new) + len({each.key for each in self.changed}) + self.same + len(self.aside)


@dataclass(slots=True)
class _Making:
    state: Mapping[str, Mapping[str, str]]
    pack: PolicyPack
    codes: dict[str, str]
    names: dict[str, str]
    keys: list[str]
    fresh: State = field(default_factory=dict[str, dict[str, str]])
    places: dict[str, str] = field(default_factory=dict[str, str])
    new: list[RosterRow] = field(default_factory=list[RosterRow])
    changed: list[Difference] = field(default_factory=list[Difference])
    same: int = 0
    aside: list[AsideRow] = field(default_factory=list[AsideRow])
    told: list[Problem] = field(default_factory=list[Problem])
    writes: list[Write] = field(default_factory=list[Write])


def plan_import(programme: Programme, pack: PolicyPack, rosters: Sequence[Roster]) -> Plan:
    """What taking these files in, in their order, would change. Nothing is written."""
    state = programme.state
    rows = {key: row for key, row in state.items() if key.startswith(ROW)}
    making = _Making(
        state=state,
        pack=pack,
        codes={row.get("credit_code", ""): key for key, row in rows.items()},
        names={row.get("enterprise", ""): key for key, row in rows.items()},
        keys=programme.new_keys(sum(len(each.rows) for each in rosters))[::-1],
    )
    for roster in rosters:
        making.told += roster.problems
        for table in roster.tables:
            making.told += table.notes
            for row in table.rows:
                _take(making, row, roster.name)
            making.aside += table.aside
    known = _set_aside(making, [each.name for each in rosters])
    settled = _settle(making)
    return Plan(
        tuple(making.new), tuple(making.changed), making.same, tuple(making.aside), known, settled,
        tuple(making.told), tuple(making.writes),
        tuple((roster.name, table) for roster in rosters for table in roster.tables),
    )  # fmt: skip


def _take(making: _Making, row: RosterRow, file: str) -> None:
    code, name = row.values["credit_code"], row.values["enterprise"]
    key, twin = making.codes.get(code), making.names.get(name)
    if key is None and twin is not None:
        _contradicts(making, row, "roster-name-taken", twin, name)
        return
    if key is None:
        _add(making, row, file)
        return
    known = making.fresh.get(key) or making.state[key]
    if known.get("enterprise") != name and not alike(known.get("enterprise", ""), name):
        _contradicts(making, row, "roster-code-taken", key, code)
        return
    if twin is not None and twin != key:
        _contradicts(making, row, "roster-name-taken", twin, name)
        return
    making.told += row.warnings
    if key in making.fresh:
        details: dict[str, Detail] = {"name": name, "first": making.places[key]}
        making.told.append(Problem("roster-row-again", row.where, details, Severity.WARNING))
        making.same += 1
        return
    _update(making, key, known, row, file)


def _add(making: _Making, row: RosterRow, file: str) -> None:
    key = making.keys.pop()
    values = {name: text for name, text in row.values.items() if name != "number"}
    making.told += row.warnings
    said, by = class_for(values, making.pack)
    if by == TABLE and (problem := _against_rule(said, values, making.pack)):
        making.told.append(problem.at(row.where))
    values |= {"class": said, "class_by": by}
    making.fresh[key] = values
    making.codes[values["credit_code"]] = making.names[values["enterprise"]] = key
    making.places[key] = f"{file}/{row.where}"
    making.writes += [Write(key, name, text, f"{file}/{row.where}") for name, text in values.items() if text]
    making.new.append(row)


def _update(making: _Making, key: str, known: Mapping[str, str], row: RosterRow, file: str) -> None:
    values = {name: row.values[name] for name in _FACTS if row.values.get(name)}
    if row.values.get("class"):
        values |= {"class": row.values["class"], "class_by": TABLE}
    elif known.get("class_by") == PROPOSED:
        said, by = class_for({**known, **values, "class": ""}, making.pack)
        values |= {"class": said, "class_by": by}
    if known.get("removed"):
        values["removed"] = ""
        making.told.append(Problem("roster-row-back", row.where, {"name": row.values["enterprise"]}, Severity.INFO))
    old_name = known.get("enterprise", "")
    if old_name != row.values["enterprise"]:
        details: dict[str, Detail] = {"old": old_name, "new": row.values["enterprise"]}
        making.told.append(Problem("roster-renamed", row.where, details, Severity.WARNING))
    differing = {name: text for name, text in values.items() if known.get(name, "") != text}
    for name, text in differing.items():
        making.writes.append(Write(key, name, text, f"{file}/{row.where}"))
        making.changed.append(Difference(key, old_name, name, known.get(name, ""), text, row.where))
    making.same += not differing


def _contradicts(making: _Making, row: RosterRow, code: str, other: str, what: str) -> None:
    known = making.fresh.get(other) or making.state[other]
    details: dict[str, Detail] = {
        "what": what,
        "other": known.get("enterprise", "") if code == "roster-code-taken" else known.get("credit_code", ""),
        "at": making.places.get(other, ""),
    }
    words = {"true": "是", "false": "否"}
    cells = {name: words.get(text, text) for name, text in row.values.items() if text}
    making.aside.append(AsideRow(cells, row.where, (Problem(code, row.where, details), *row.warnings)))


def _set_aside(making: _Making, files: Sequence[str]) -> int:
    """Keep the rows set aside; how many lay there already. The same row again, from any file, is the same."""
    known = 0
    source = "、".join(files)
    for row in making.aside:
        told = [[each.code, each.where, dict(each.details), str(each.severity)] for each in row.problems]
        texts = {
            "cells": json.dumps(row.cells, ensure_ascii=False, sort_keys=True),
            "where": row.where,
            "problems": json.dumps(told, ensure_ascii=False),
        }
        key = aside_key(row)
        if key in making.state:
            known += 1
            continue
        making.writes += [Write(key, name, text, source) for name, text in texts.items()]
    return known


def aside_key(row: AsideRow) -> str:
    """The key of a row set aside: by what it says, not where it stood."""
    said = {name: text for name, text in row.cells.items() if name != "number"}
    return ASIDE + sha256(json.dumps(said, ensure_ascii=False, sort_keys=True).encode("utf-8")).hexdigest()[:20]


def _settle(making: _Making) -> int:
    """Rows that lay aside and whose enterprise has come in rightly now need no more looking at."""
    came = {text for row in making.new for text in (row.values["enterprise"], row.values["credit_code"])}
    again = {aside_key(row) for row in making.aside}
    settled = 0
    for key, lying in making.state.items():
        if not key.startswith(ASIDE) or lying.get("settled") or key in again:
            continue
        cells: dict[str, str] = json.loads(lying.get("cells", "{}"))
        if came & {cells.get("enterprise", "").replace(" ", ""), cells.get("credit_code", "").upper()} - {""}:
            making.writes.append(Write(key, "settled", "true"))
            settled += 1
    return settled


def class_for(values: Mapping[str, str], pack: PolicyPack) -> tuple[str, str]:
    """A class for a row and where it comes from: the table's own word, else a proposal by what it says. Assessed before
    is 进阶提升, a specialised SME 重点引导 (the notices name them), anyone else 自愿参与."""
    if values.get("class"):
        return values["class"], TABLE
    if values.get("earlier") == "true":
        return "advancing", PROPOSED
    return ("key" if values.get("specialised") == "true" and pack.class_rule("key") else "volunteer"), PROPOSED


def _against_rule(said: str, values: Mapping[str, str], pack: PolicyPack) -> Problem | None:
    """What speaks against the class that a table names: a volunteer assessed before, an advancing one that wasn't."""
    rule, earlier = pack.class_rule(said), values.get("earlier")
    if rule is None or rule.earlier is None or not earlier or rule.earlier is (earlier == "true"):
        return None
    code = "roster-class-assessed" if earlier == "true" else "roster-class-not-assessed"
    return Problem(code, "", {"class": rule.name.zh}, Severity.WARNING)


def alike(one: str, other: str) -> bool:
    """Whether two names are most likely of one enterprise, renamed or written otherwise."""
    bare = [
        each.replace("有限责任公司", "").replace("股份有限公司", "").replace("有限公司", "") for each in (one, other)
    ]
    if not all(bare):
        return False
    if bare[0] in bare[1] or bare[1] in bare[0]:
        return True
    return SequenceMatcher(None, bare[0], bare[1]).ratio() >= _ALIKE
