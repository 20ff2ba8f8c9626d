"""The rows that lie aside in a programme: what they say and why they are not in."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from qmdesk.model.problem import Problem, Severity
from qmdesk.model.programme import ASIDE
from qmdesk.workspace.programme import Programme, Write


@dataclass(frozen=True, slots=True)
class Lying:
    """A row that lies aside."""

    key: str
    cells: Mapping[str, str]
    where: str
    problems: tuple[Problem, ...]


def lying_aside(programme: Programme) -> list[Lying]:
    """The rows that still lie aside, by where they stood."""
    state = programme.state
    found = [
        Lying(key, _cells(each), each.get("where", ""), _problems(each))
        for key, each in state.items()
        if key.startswith(ASIDE) and not each.get("settled")
    ]
    return sorted(found, key=lambda each: (each.where.partition("!")[0], _row(each.where)))


def drop(lying: Lying) -> Write:
    """What takes a row out of those that lie aside, because a person said so."""
    return Write(lying.key, "settled", "dropped")


def _row(where: str) -> int:
    digits = "".join(each for each in where.rpartition("!")[2] if each.isdigit())
    return int(digits) if digits else 0


def _cells(kept: Mapping[str, str]) -> dict[str, str]:
    return dict(json.loads(kept.get("cells", "{}")))


def _problems(kept: Mapping[str, str]) -> tuple[Problem, ...]:
    told = json.loads(kept.get("problems", "[]"))
    return tuple(Problem(code, where, details, Severity(severity)) for code, where, details, severity in told)
