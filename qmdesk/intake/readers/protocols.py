"""Text protocols of coordinate measuring programs, told by their content: which one it is, and its rows as a table.

Every protocol becomes the table that the measurement reader knows, a row a measured value; several runs of one program
stand one behind the other in the order of the file. A line that holds figures and is not understood is named.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from qmdesk.formdef.plain_text import shown
from qmdesk.intake.readers import json_text, wire
from qmdesk.intake.readers.caps import check_size
from qmdesk.model.problem import Problem, Refused, Severity

#: The heading: words that the measurement reader knows.
HEAD = ("特性", "单位", "标准值", "下限", "上限", "测量值")
#: Lines that are named one by one.
_NAMED = 50
_UNITS = {"MM": "mm", "IN": "in", "INCH": "in", "CM": "cm", "M": "m", "UM": "μm", "DEG": "°", "ANGDEC": "°"}


@dataclass(frozen=True, slots=True)
class Measured:
    """One measured value with what the protocol says of it; limits None where there is none."""

    line: int
    name: str
    unit: str
    nominal: Decimal | None
    low: Decimal | None
    high: Decimal | None
    actual: Decimal


@dataclass(slots=True)
class Found:
    """What a protocol gave so far."""

    name: str
    values: list[Measured] = field(default_factory=list[Measured])
    problems: list[Problem] = field(default_factory=list[Problem])
    more: int = 0

    def refuse(self, line: int, text: str, code: str = "protocol-line") -> None:
        """Name a line that can't be used."""
        if len(self.problems) >= _NAMED:
            self.more += 1
            return
        details = {"text": shown(text.strip())}
        self.problems.append(Problem(code, f"{self.name}:{line}", details, Severity.WARNING))


Reader = Callable[[list[str], Found], None]


def read_protocol(text: str, name: str) -> tuple[wire.WireSheet, list[Problem]] | None:
    """The table of a protocol or of JSON; None for every other text.

    Raises Refused: protocol-without-values, table-too-large, and as :func:`json_text.table_of`.
    """
    if (table := json_text.table_of(text, name)) is not None:
        return table, []
    reader = _reader(text[:65_536])
    if reader is None:
        return None
    found = Found(name)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    reader(lines, found)
    if not found.values:
        raise Refused(Problem("protocol-without-values", name), *found.problems)
    check_size(name, len(found.values), len(HEAD))
    if found.more:
        found.problems.append(Problem("protocol-lines-more", name, {"count": found.more}, Severity.WARNING))
    rows: list[list[wire.WireCell]] = [[f"t{each}" for each in HEAD], *map(_row, found.values)]
    return wire.sheet(name, rows, lines=[1, *(each.line for each in found.values)]), found.problems


def is_protocol(start: str) -> bool:
    """Whether a text that begins so is a protocol, or JSON."""
    return _reader(start) is not None or json_text.begins(start)


def _reader(start: str) -> Reader | None:
    from qmdesk.intake.readers import calypso, dmis, pcdmis

    return next((each.read for each in (pcdmis, calypso, dmis) if each.recognises(start)), None)


def _row(each: Measured) -> list[wire.WireCell]:
    figures = (each.nominal, each.low, each.high, each.actual)
    cells: Iterable[wire.WireCell] = (None if figure is None else f"n{figure:f}" for figure in figures)
    return [f"t{each.name}", f"t{each.unit}" if each.unit else None, *cells]


def number(text: str) -> Decimal | None:
    """A protocol's number, with point or comma; None for anything else."""
    plain = text.strip().replace(",", ".")
    if not plain or plain.strip("+-.0123456789eE") or plain[0] in "eE":
        return None
    try:
        value = Decimal(plain)
    except InvalidOperation:
        return None
    return value if value.is_finite() and abs(value.adjusted()) <= 15 else None


def unit_of(word: str) -> str:
    """``mm`` of ``MM``; a word that is no unit as it stands."""
    return _UNITS.get(word.strip().upper(), word.strip())


def has_figures(line: str) -> bool:
    """Whether a line holds two numbers or more, so that passing over it could lose a measurement."""
    return sum(1 for each in line.replace(",", " ").split() if number(each) is not None) >= 2
