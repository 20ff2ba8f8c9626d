"""Counts by cause in falling order, with exact cumulative shares: which few causes make most of the defects."""

from __future__ import annotations

from collections.abc import Mapping
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


def pareto(amounts: Mapping[str, int | Decimal | Fraction]) -> tuple[ParetoRow, ...]:
    """Causes by falling amount, ties in the order given; empty where nothing was counted.

    Raises Refused ``amount-negative`` for an amount below 0.
    """
    exact = {name: Fraction(amount) for name, amount in amounts.items()}
    wrong = next((name for name, amount in exact.items() if amount < 0), None)
    if wrong is not None:
        raise Refused(Problem("amount-negative", wrong, {"amount": str(amounts[wrong])}))
    total = sum(exact.values())
    if not total:
        return ()
    rows: list[ParetoRow] = []
    running = Fraction(0)
    for name, amount in sorted(exact.items(), key=lambda each: -each[1]):
        running += amount
        rows.append(ParetoRow(name, amount, amount / total, running / total))
    return tuple(rows)


def vital_few(rows: tuple[ParetoRow, ...], share: Fraction = Fraction(4, 5)) -> tuple[ParetoRow, ...]:
    """The fewest leading causes that together make at least ``share`` of all."""
    for count, row in enumerate(rows, start=1):
        if row.cumulative >= share:
            return rows[:count]
    return rows
