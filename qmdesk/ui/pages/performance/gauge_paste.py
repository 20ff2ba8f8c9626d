"""A gauge study on the clipboard: in long form (part, operator, reading a row), or as the grid that is filled in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from qmdesk.formdef import decimals
from qmdesk.intake.measurements.gauge import MOST, titled
from qmdesk.model.problem import Problem, Severity
from qmdesk.ui.pages.performance.gauge_study import GaugeGrid


@dataclass(frozen=True, slots=True)
class Pasted:
    """What a block means: another study (``grid``), or readings for the one in front; and what is wrong, by cell."""

    grid: GaugeGrid | None = None
    values: Mapping[tuple[int, int, int], Decimal | None] = field(
        default_factory=dict[tuple[int, int, int], "Decimal | None"]
    )
    problems: tuple[Problem, ...] = ()


def pasted(block: Sequence[Sequence[str]], into: GaugeGrid, row: int, column: int) -> Pasted:
    """Understand a block: long form by its titles or by its shape, else a grid laid from a cell (row, column) on."""
    columns = titled(block[0]) if block else None
    if columns is not None:
        return _long(block[1:], columns, first_row=2)
    columns = _long_shape(block)
    if columns is not None:
        return _long(block, columns, first_row=1)
    return _grid(block, into, row, column)


def _long_shape(block: Sequence[Sequence[str]]) -> tuple[int, int, int] | None:
    """Three columns without titles whose operators are words that come again and again, and whose last are numbers."""
    if len(block) < 8 or any(len(line) != 3 for line in block):
        return None
    operators = {line[1] for line in block}
    words = not any(_number(each) for each in operators)
    numbers = sum(_number(line[2]) is not None for line in block)
    repeated = len({(line[0], line[1]) for line in block}) < len(block)
    return (
        (0, 1, 2) if words and repeated and 2 * numbers > len(block) and len(operators) <= MOST["operators"] else None
    )


def _long(lines: Sequence[Sequence[str]], columns: tuple[int, int, int], first_row: int) -> Pasted:
    problems: list[Problem] = []
    cells: dict[tuple[str, str], list[Decimal]] = {}
    for number, line in enumerate(lines, first_row):
        part, operator, text = ((line[at] if at < len(line) else "").strip() for at in columns)
        if not (part or operator or text):
            continue
        value = decimals.read(text)
        if not part or not operator:
            problems.append(Problem("gauge-row-unnamed", _place(number, columns[0]), {"row": number}))
        elif isinstance(value, Problem):
            problems.append(value.at(_place(number, columns[2])))
        else:
            cells.setdefault((part, operator), []).append(value.value)
    parts = tuple(dict.fromkeys(part for part, _ in cells))
    operators = tuple(dict.fromkeys(operator for _, operator in cells))
    trials = max((len(each) for each in cells.values()), default=0)
    if len(parts) > MOST["parts"] or len(operators) > MOST["operators"] or trials > MOST["trials"]:
        details = {"parts": len(parts), "operators": len(operators), "trials": trials}
        return Pasted(problems=(Problem("gauge-too-large", details=details),))
    if not cells:
        return Pasted(problems=tuple(problems) or (Problem("gauge-nothing-pasted"),))
    known = {
        (parts.index(part), operators.index(operator)): tuple(values) for (part, operator), values in cells.items()
    }
    return Pasted(GaugeGrid(parts, operators, trials, known), problems=tuple(problems))


def _grid(block: Sequence[Sequence[str]], into: GaugeGrid, row: int, column: int) -> Pasted:
    """Numbers laid over the grid; titles above and names of parts at the left are passed over."""
    width = len(into.operators) * into.trials
    named = max(len(line) for line in block) == width + 1 and column == 0
    top = 0
    while top < len(block) and _is_title(block[top], named=named and any(line[0] for line in block[top + 1 :])):
        top += 1
    lines = block[top:]
    if not lines:
        return Pasted(problems=(Problem("gauge-nothing-pasted"),))
    values: dict[tuple[int, int, int], Decimal | None] = {}
    problems: list[Problem] = []
    outside = 0
    for down, line in enumerate(lines):
        for across, text in enumerate(line[int(named) :]):
            at, part = column + across, row + down
            if not text.strip():
                continue
            if part >= len(into.parts) or at >= width:
                outside += 1
                continue
            value = decimals.read(text)
            if isinstance(value, Problem):
                problems.append(value.at(_place(top + down + 1, across + int(named))))
            else:
                values[part, at // into.trials, at % into.trials] = value.value
    if outside:
        details = {"count": outside, "parts": len(into.parts), "columns": width}
        problems.append(Problem("gauge-outside", details=details, severity=Severity.WARNING))
    return Pasted(values=values, problems=tuple(problems))


def _is_title(line: Sequence[str], *, named: bool) -> bool:
    """A row without a number, or (the trials' numbers) one without a name where those below have one."""
    return not any(_number(cell) for cell in line) or (named and not line[0])


def _number(text: str) -> decimals.Typed | None:
    found = decimals.read(text)
    return None if isinstance(found, Problem) else found


def _place(row: int, column: int) -> str:
    """A cell as spreadsheets name it."""
    return f"{LETTERS_OF[column]}{row}" if column < len(LETTERS_OF) else f"{column + 1}:{row}"


LETTERS_OF = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
