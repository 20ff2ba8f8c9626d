"""The number in a cell, exactly, with the unit that stood behind it; or why there is none."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from qmdesk.formdef import decimals
from qmdesk.formdef.plain_text import half_width, shown
from qmdesk.intake.readers import Cell, CellKind
from qmdesk.model.problem import Problem, Severity

_PLAIN = re.compile(r"[+-]?(?:[0-9]{1,15}(?:\.[0-9]{1,15})?|\.[0-9]{1,15})", re.ASCII)
#: What people write where they measured nothing.
_NOTHING = frozenset(
    {"-", "--", "—", "——", "/", "\\", "*", "n/a", "na", "null", "none", "无", "缺", "缺测", "未测", "空", "."}
)

_OF_KIND = {
    CellKind.ERROR: "cell-error",
    CellKind.FORMULA: "cell-formula-uncomputed",
    CellKind.DATE: "cell-date",
    CellKind.BOOL: "cell-truth-value",
}


@dataclass(frozen=True, slots=True)
class Number:
    """A number and its unit ("" where none stood there). A percentage is 98 with the unit "%", never 0.98."""

    value: Decimal
    unit: str = ""


def number_in(cell: Cell, *, decimal_comma: bool = False) -> Number | Problem:
    """The number that a cell holds. The problem's place is left to the caller."""
    if cell.kind is CellKind.TEXT:
        return number_of(cell.text, decimal_comma=decimal_comma)
    if cell.kind is CellKind.NUMBER:
        if cell.percent:
            return Number(Decimal(decimals.shifted(cell.text, 2)), "%")
        return Number(Decimal(cell.text))
    return Problem(_OF_KIND[cell.kind], details={"text": shown(cell.text)})


def number_of(text: str, *, decimal_comma: bool = False) -> Number | Problem:
    """The number that a text says: ``12.5mm`` is 12.5 and mm, ``98%`` 98 and %, ``１２．５`` 12.5."""
    if _PLAIN.fullmatch(text):
        return Number(Decimal(text))
    typed = decimals.read(text, decimal_comma=decimal_comma)
    if not isinstance(typed, Problem):
        return Number(typed.value, typed.unit)
    if half_width(text).casefold() in _NOTHING:
        return Problem("reading-missing", details={"text": shown(text)}, severity=Severity.WARNING)
    return typed


def is_plain(text: str) -> bool:
    """Whether a text is nothing but digits, a sign and a point as a program writes them."""
    return _PLAIN.fullmatch(text.strip()) is not None


def is_number(cell: Cell) -> bool:
    """Whether a cell holds a number, with or without a unit, or stands where one should be.

    That is one too long, one that may be read in two ways, an error or a formula without a result: no labels either.
    """
    if cell.kind is not CellKind.TEXT:
        return cell.kind in (CellKind.NUMBER, CellKind.FORMULA, CellKind.ERROR)
    if len(cell.text) > 60:
        return False
    if _PLAIN.fullmatch(cell.text) is not None:
        return True
    found = number_of(cell.text)
    return not isinstance(found, Problem) or found.code in ("number-decimal-comma", "number-too-long")
