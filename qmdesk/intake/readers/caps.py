"""How large a table may be. Checked where it is parsed, before its cells travel on."""

from __future__ import annotations

from qmdesk.model.problem import Problem, Refused

#: What a spreadsheet can have at all (ECMA-376), and how many places in its used area are still read.
ROWS = 1_048_576
COLUMNS = 16_384
PLACES = 5_000_000
#: Tables with fewer rows are read cell by cell; plain rows that stay in the sheet of a longer one; rows that are not
#: plain, at most: a table with more of them is read cell by cell too.
LONG, SHOWN, ODD = 2_000, 48, 4_000


def check_size(name: str, rows: int, columns: int) -> None:
    """Raises Refused(table-too-large) where a sheet's used area is beyond the caps."""
    if rows > ROWS or columns > COLUMNS or rows * columns > PLACES:
        details = {"sheet": name, "rows": rows, "columns": columns, "places": PLACES}
        raise Refused(Problem("table-too-large", name, details))
