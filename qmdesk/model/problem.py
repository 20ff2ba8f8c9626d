"""A known failure of the outside world, as data.

The core never writes sentences. It returns ``Problem`` values; the texts of a code, in Chinese and
English, stand in ``resources/texts/<language>/*.toml`` and are filled by :mod:`qmdesk.wording`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

Detail = str | int


class Severity(StrEnum):
    """How much a problem stops: ``ERROR`` refuses the value, ``WARNING`` lets it in, ``INFO`` only tells."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Problem:
    """What went wrong, where, and the details that its sentence needs.

    ``code`` is kebab-case and unique across the application, ``where`` is a place that a person can
    find (``"工序!C7"``, ``"step:k3f2/passed"``, ``"forms/x/items.yaml:12"``) or empty.
    """

    code: str
    where: str = ""
    details: Mapping[str, Detail] = field(default_factory=dict[str, Detail])
    severity: Severity = Severity.ERROR

    def at(self, where: str) -> Problem:
        """The same problem at another place."""
        return Problem(self.code, where, self.details, self.severity)


class Refused(Exception):
    """Raised where an operation can't go on at all; carries the problems that say why."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("; ".join(f"{p.code} {p.where} {dict(p.details)}" for p in problems))
        self.problems = problems
