"""Counts by cause in falling order, with exact cumulative shares: which few causes make most of the defects."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from qmdesk.model.problem import Problem, Refused


@dataclass(frozen=True, slots=True)
class ParetoRow:
    """One cause: its amount (a count or a cost), its share of all and the share up to and with it."""

    name: str
    amount: Fraction
    share: Fraction
    cumulative: Fraction


def pareto(amounts: Mapping[str, int | Decimal | Fraction], other: str | None = None) -> tuple[ParetoRow, ...]:
    """Causes by falling amount, ties in the order given, the one named ``other`` last; empty where nothing was counted.

    Raises Refused ``amount-negative`` for an amount below 0.
    """
    exact = {name: Fraction(amount) for name, amount in amounts.items()}
    wrong = next((name for name, amount in exact.items() if amount < 0), None)
    if wrong is not None:
        raise Refused(Problem("amount-negative", wrong, {"amount": str(amounts[wrong])}))
    total = sum(exact.values())
    if not total:
        return ()
    return _rows(sorted(exact.items(), key=lambda each: (each[0] == other, -each[1])))


def folded(rows: tuple[ParetoRow, ...], most: int, other: str) -> tuple[ParetoRow, ...]:
    """At most ``most`` leading causes, the rest joined as ``other`` at the end.

    Causes as frequent as the last one kept are kept as well, so that no tie is cut by chance; a rest of one cause
    keeps its name. ``other`` takes in a cause of that name.
    """
    named = [row for row in rows if row.name != other]
    kept = [row for row in named if most > 0 and row.amount >= named[min(most, len(named)) - 1].amount]
    rest = [row for row in rows if row not in kept]
    if len(rest) == 1:
        return _rows([*((row.name, row.amount) for row in kept), (rest[0].name, rest[0].amount)])
    joined = [(other, sum((row.amount for row in rest), Fraction(0)))] if rest else []
    return _rows([*((row.name, row.amount) for row in kept), *joined])


def _rows(pairs: Sequence[tuple[str, Fraction]]) -> tuple[ParetoRow, ...]:
    total, running, rows = sum(amount for _, amount in pairs), Fraction(0), list[ParetoRow]()
    for name, amount in pairs:
        running += amount
        rows.append(ParetoRow(name, amount, amount / total, running / total))
    return tuple(rows)


def vital_few(rows: tuple[ParetoRow, ...], share: Fraction = Fraction(4, 5)) -> tuple[ParetoRow, ...]:
    """The fewest leading causes that together make at least ``share`` of all."""
    for count, row in enumerate(rows, start=1):
        if row.cumulative >= share:
            return rows[:count]
    return rows
