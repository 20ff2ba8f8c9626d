"""Text as people wrote it, for a cell: paragraphs as they are, and lines pasted from a spreadsheet as a table again."""

from __future__ import annotations

from itertools import groupby

from reportlab.platypus.flowables import Flowable

from qmdesk.report.prose import Prose, Run
from qmdesk.report.tables import Cell, Row, Table

#: More columns than this have no room beside each other in a cell.
_MOST_COLUMNS = 8
#: The least and the most of a table's width that a column gets, in characters.
_NARROW, _WIDE = 6, 48


def written(text: str, style: str = "cell", *, before: Run | None = None) -> list[Flowable]:
    """A text in paragraphs and tables; ``before`` stands in front of its first word."""
    parts: list[Flowable] = []
    lead = [before] if before is not None else []
    for columns, group in groupby(text.replace("\r\n", "\n").split("\n"), key=_columns):
        lines = list(group)
        if columns > 1 and len(lines) > 1:
            if lead:
                parts.append(Prose(lead, style))
            parts.append(_table([line.split("\t") for line in lines], columns))
        else:
            parts.append(Prose([*lead, "\n".join(lines)], style))
        lead = []
    return parts


def _columns(line: str) -> int:
    """How many columns a pasted line has; 1 for running text."""
    count = line.count("\t") + 1
    return count if count <= _MOST_COLUMNS else 1


def _table(rows: list[list[str]], columns: int) -> Table:
    widths = [float(min(max(_NARROW, *(_size(row[index].strip()) for row in rows)), _WIDE)) for index in range(columns)]
    made = Table(
        [Row(tuple(Cell((Prose(each.strip(), "small_cell"),)) for each in row)) for row in rows], widths, down=1.5
    )
    made.spaceBefore = made.spaceAfter = 3.0
    return made


def _size(text: str) -> int:
    """A text's width in half characters; a Chinese character is twice as wide as a letter."""
    return sum(2 if char > "\u2e80" else 1 for char in text)
