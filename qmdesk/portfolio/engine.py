"""What the engines under a facts store have in common, so that everything above asks one way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from qmdesk.portfolio.tables import REVIEW, Row, Value


@dataclass(frozen=True, slots=True)
class Query:
    """A question in the SQL that all engines speak; ``?`` stands for the next of ``values``."""

    sql: str
    values: tuple[Value, ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """Rows by table, in the order of each table's columns."""

    rows: Mapping[str, Sequence[Row]] = field(default_factory=dict[str, Sequence[Row]])

    @property
    def case_ids(self) -> tuple[str, ...]:
        return tuple(str(row[0]) for row in self.rows.get(REVIEW.name, ()))


@dataclass(frozen=True, slots=True)
class Twice:
    """Several cases of one enterprise in one year; ``counted`` is the case that counts."""

    programme: str
    credit_code: str
    enterprise: str
    counted: str
    others: tuple[str, ...]


class Store(Protocol):
    """A facts store, open. Close it when done.

    Writing raises Refused(store-not-written), asking Refused(store-not-read).
    """

    name: str

    def ask(self, query: Query) -> list[Row]:
        """The rows that a question gives."""
        ...

    def known(self) -> dict[str, tuple[str, int]]:
        """By case: the hash of the source that it was taken from, and how far its journal went."""
        ...

    def put(self, facts: Facts) -> None:
        """Take cases in, each in place of an older state of it, and say anew which case of an enterprise counts."""
        ...

    def put_regrades(self, rows: Sequence[Row]) -> None:
        """Keep what cases would come to by another form."""
        ...

    def settle(self) -> None:
        """Put the store in order after much was taken in."""
        ...

    def close(self) -> None: ...


#: The order of an enterprise's cases in a year: the one that stands first counts.
ORDER = "standing DESC, coalesce(concluded_on, visit_end, '') DESC, lamport DESC, case_id"
#: One enterprise by code, and each case alone where the code is missing.
SAME = "programme, coalesce(nullif(credit_code, ''), case_id)"

TWICE = Query(
    "SELECT programme, credit_code, enterprise, case_id, counted FROM review"
    " WHERE coalesce(credit_code, '') <> '' AND (programme, credit_code) IN"
    " (SELECT programme, credit_code FROM review GROUP BY programme, credit_code HAVING count(*) > 1)"
    " ORDER BY programme, credit_code, counted DESC, case_id"
)


def twice(store: Store) -> tuple[Twice, ...]:
    """Enterprises with several cases in one year: which counts, which don't."""
    found: dict[tuple[str, str], list[Row]] = {}
    for row in store.ask(TWICE):
        found.setdefault((str(row[0]), str(row[1])), []).append(row)
    return tuple(
        Twice(year, code, str(rows[0][2]), str(rows[0][3]), tuple(str(row[3]) for row in rows[1:]))
        for (year, code), rows in found.items()
    )
