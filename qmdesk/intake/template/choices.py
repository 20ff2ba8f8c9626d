"""What may be typed into a cell: Excel's own data validation, worded for the person who fills it in.

The reader checks everything again: pasting wipes validation away.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from qmdesk.formdef.types import Field
from qmdesk.intake.template.names import choice_words, level_words, word
from qmdesk.intake.template.pen import Pen

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

#: Excel's own limit for a list written out in the cell's validation.
_LIST_LENGTH = 255

_FIRST, _LAST = date(2000, 1, 1), date(2100, 12, 31)

#: The style of an input cell by the type of its field.
STYLES = {
    "boolean": "entry_centre",
    "choice": "entry_centre",
    "count": "entry_count",
    "credit_code": "entry_text",
    "date": "entry_date",
    "decimal": "entry_decimal",
    "level": "entry_centre",
    "money": "entry_money",
    "month": "entry_month",
    "tracked": "entry_centre",
}

_AT_LEAST_ZERO: dict[str, Any] = {"criteria": ">=", "value": 0}
_RULES: dict[str, dict[str, Any]] = {
    "count": {"validate": "integer", **_AT_LEAST_ZERO},
    "money": {"validate": "decimal", **_AT_LEAST_ZERO},
    "decimal": {"validate": "decimal", "criteria": "between", "minimum": -1e15, "maximum": 1e15},
    "month": {"validate": "date", "criteria": "between", "minimum": _FIRST, "maximum": _LAST},
    "date": {"validate": "date", "criteria": "between", "minimum": _FIRST, "maximum": _LAST},
    "credit_code": {"validate": "length", "criteria": "==", "value": 18},
}


def style_of(field: Field | None) -> str:
    """The name of the style for an input cell of a field."""
    return "entry" if field is None else STYLES.get(field.type, "entry")


def allow(
    pen: Pen, sheet: Worksheet, area: tuple[int, int, int, int], field: Field | None, *, message: str = ""
) -> None:
    """Set the validation that a field's type asks for on an area (first row, first column, last row, last column)."""
    if field is None:
        return
    words = level_words(pen.form, pen.lang) if field.type == "level" else choice_words(field, pen.lang)
    if words:
        allow_list(pen, sheet, area, words, message or word("input.choice", pen.lang))
    elif field.type in _RULES:
        said = message or word(f"input.{field.type}", pen.lang)
        sheet.data_validation(*area, {**_RULES[field.type], **_messages(pen, said), "input_message": said})
    elif message:
        tell(sheet, area, message)


def allow_list(
    pen: Pen, sheet: Worksheet, area: tuple[int, int, int, int], words: Sequence[str] | str, message: str
) -> None:
    """A dropdown: words, or a formula that names a range with them. Other text is asked about, not refused."""
    source = words if isinstance(words, str) else list(words)
    if not isinstance(source, str) and (len(",".join(source)) > _LIST_LENGTH or any("," in each for each in source)):
        tell(sheet, area, message)
        return
    options = {"validate": "list", "source": source, "error_type": "warning", "input_message": message}
    sheet.data_validation(*area, {**options, **_messages(pen, message)})


def tell(sheet: Worksheet, area: tuple[int, int, int, int], message: str) -> None:
    """Only a note that shows while the cell is selected."""
    sheet.data_validation(*area, {"validate": "any", "input_message": message})


def _messages(pen: Pen, message: str) -> dict[str, Any]:
    return {"error_title": word("input.wrong_title", pen.lang), "error_message": message}
