"""Tables of an application as they come back, from Word or a workbook, known by the labels in them."""

from __future__ import annotations

from qmdesk.intake.benchmark.kept import Rows, Taken
from qmdesk.intake.benchmark.labels import labels
from qmdesk.intake.benchmark.market import listed, market, market_list, surveys
from qmdesk.intake.benchmark.years import by_year


def take_table(taken: Taken, rows: Rows, where: str) -> bool:
    """Understand one table. False where nothing in it is known."""
    kinds = (market, by_year, listed, market_list, surveys, labels)
    return any(kind(taken, rows, where) for kind in kinds)
