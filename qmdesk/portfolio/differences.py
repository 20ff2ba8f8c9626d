"""Why a level changed from the self-assessment to the visit, and from the visit to the second review.

Asked of the facts store, so that it works for one enterprise and for a province. What explains a difference is what
changed between the two stages: the dimensions, then the items and the figures in them.
"""

from __future__ import annotations

from dataclasses import dataclass

from qmdesk.portfolio.engine import Query, Store
from qmdesk.portfolio.queries import Scope
from qmdesk.portfolio.tables import Row

#: The pairs of stages that are compared.
PAIRS = (("self", "onsite"), ("onsite", "second"))


@dataclass(frozen=True, slots=True)
class Change:
    """A dimension, item or figure that stands at another level at the later stage. For figures the values, exact, as
    texts; None where a stage has no one level."""

    kind: str
    id: str
    before: int | None
    after: int | None
    value_before: str = ""
    value_after: str = ""

    @property
    def lower(self) -> bool:
        return self.before is not None and self.after is not None and self.after < self.before


@dataclass(frozen=True, slots=True)
class Difference:
    """One enterprise between two stages: its levels, and what changed, what pulled it down first."""

    case_id: str
    enterprise: str
    credit_code: str
    earlier: str
    later: str
    before: int
    after: int
    changes: tuple[Change, ...]


def differences(store: Store, scope: Scope | None = None) -> tuple[Difference, ...]:
    """Every enterprise of a scope whose level changed between two stages. Raises Refused(store-not-read)."""
    where, values = (scope or Scope()).where("r")
    found: list[Difference] = []
    for earlier, later in PAIRS:
        rows = store.ask(
            Query(
                "SELECT r.case_id, r.enterprise, r.credit_code,"
                f" r.{earlier}_level, r.{later}_level FROM review r WHERE {where}"
                f" AND r.{earlier}_level IS NOT NULL AND r.{later}_level IS NOT NULL"
                f" AND r.{earlier}_level <> r.{later}_level ORDER BY r.enterprise, r.case_id",
                values,
            )
        )
        changes = _changes(store, where, values, earlier, later)
        found += [
            Difference(
                str(row[0]), str(row[1] or ""), str(row[2] or ""), earlier, later,
                int(str(row[3])), int(str(row[4])), tuple(changes.get(str(row[0]), ())),
            )
            for row in rows
        ]  # fmt: skip
    return tuple(found)


def _changes(store: Store, where: str, values: tuple[object, ...], earlier: str, later: str) -> dict[str, list[Change]]:
    """By case, what stands elsewhere at the later stage: dimensions, then what went down, then what went up."""
    found: dict[str, list[Change]] = {}
    for kind, more in (("dimension", ""), ("item", ""), ("figure", ", a.value_text, b.value_text")):
        rows = store.ask(
            Query(
                f"SELECT a.case_id, a.{kind}, a.level, b.level{more}"
                f" FROM {kind} a JOIN {kind} b ON a.case_id = b.case_id AND a.{kind} = b.{kind}"
                " JOIN review r ON r.case_id = a.case_id"
                f" WHERE a.stage = ? AND b.stage = ? AND {where}"
                " AND coalesce(a.level, 0) <> coalesce(b.level, 0)"
                f" ORDER BY a.case_id, a.{kind}",
                (earlier, later, *values),  # type: ignore[arg-type]
            )
        )
        for row in rows:
            found.setdefault(str(row[0]), []).append(_change(kind, row))
    return {case: sorted(changes, key=_order) for case, changes in found.items()}


def _change(kind: str, row: Row) -> Change:
    cells = [*row, None, None]
    before, after = (str(each or "") for each in cells[4:6])
    return Change(kind, str(cells[1]), _level(cells[2]), _level(cells[3]), before, after)


def _level(value: object) -> int | None:
    return None if value is None else int(str(value))


def _order(change: Change) -> tuple[int, int, int]:
    step = (change.after or 0) - (change.before or 0)
    return (0 if change.kind == "dimension" else 1, 0 if step < 0 else 1, step if step < 0 else -step)
