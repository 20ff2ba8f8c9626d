"""The sheets that are tables: a record a row, and the readings a characteristic a column."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell

from qmdesk import wording
from qmdesk.intake.template.choices import allow, allow_list, style_of, tell
from qmdesk.intake.template.filling import Row, Value
from qmdesk.intake.template.layout import (
    CHARACTERISTICS,
    READING_COLUMNS,
    READING_HEAD,
    Column,
    Plan,
    Use,
    field_of,
    plan_of,
)
from qmdesk.intake.template.names import binding_words, title_of, word
from qmdesk.intake.template.pen import HEAD_ROWS, Pen, begin, mark_wrong, put

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

#: Computed columns: numerator, denominator, factor, style.
_COMPUTED = {
    "yield": ("passed", "submitted", 1, "computed_rate"),
    "ppm": ("defective", "units", 1_000_000, "computed_count"),
}

#: Entries that can't be, by sheet: the column to tint and the formula, with the columns it speaks of.
_WRONG = {
    "steps": ("passed", "=AND(ISNUMBER({passed}),ISNUMBER({submitted}),{passed}>{submitted})"),
    "defects": ("defective", "=AND(ISNUMBER({defective}),ISNUMBER({units}),{defective}>{units})"),
    "characteristics": ("lsl", "=AND(ISNUMBER({lsl}),ISNUMBER({usl}),{lsl}>={usl})"),
    "losses": ("unit", '=AND({cost}<>"",{unit}="")'),
}

_ROW_HEIGHT = 20

#: The hidden sheet with the words of long dropdowns.
LISTS = "lists"


def table(pen: Pen, plan: Plan) -> None:
    """A table with its prepared rows, numbered, validated, and computed where it can be."""
    sheet = begin(pen, plan)
    filled: Sequence[Row] = pen.filling.tables.get(plan.id, ())
    last = HEAD_ROWS + max(plan.rows, len(filled)) - 1
    for at in range(HEAD_ROWS, last + 1):
        index = at - HEAD_ROWS
        answer = filled[index] if index < len(filled) else {}
        sheet.set_row(at, _ROW_HEIGHT, None, {"hidden": (plan.id, index) in pen.filling.hidden})
        _table_row(pen, sheet, plan, at, answer)
    for column, declared in enumerate(plan.columns):
        if declared.use is Use.INPUT:
            _column_choices(pen, sheet, plan, declared, (HEAD_ROWS, column, last, column))
    if plan.id in _WRONG:
        column_id, formula = _WRONG[plan.id]
        mark_wrong(pen, sheet, (HEAD_ROWS, last), plan.column(column_id), formula.format(**_cells(plan, HEAD_ROWS)))


def _cells(plan: Plan, row: int) -> dict[str, str]:
    return {each.id: xl_rowcol_to_cell(row, column, col_abs=True) for column, each in enumerate(plan.columns)}


def _table_row(pen: Pen, sheet: Worksheet, plan: Plan, at: int, answer: Row) -> None:
    for column, declared in enumerate(plan.columns):
        if declared.id == "number":
            put(sheet, at, column, at - HEAD_ROWS + 1, pen.style["number"])
        elif declared.use is Use.COMPUTED:
            _compute(pen, sheet, plan, at, declared, answer)
        else:
            style = style_of(field_of(pen.form, plan, declared.id))
            put(sheet, at, column, answer.get(declared.id), pen.style[style])


def _compute(pen: Pen, sheet: Worksheet, plan: Plan, at: int, declared: Column, answer: Row) -> None:
    over, under, factor, style = _COMPUTED[declared.id]
    cells = _cells(plan, at)
    times = f"*{factor}" if factor != 1 else ""
    formula = f'=IF(AND(ISNUMBER({cells[over]}),N({cells[under]})>0),{cells[over]}/{cells[under]}{times},"")'
    known: Any = _ratio(answer.get(over), answer.get(under), factor)
    sheet.write_formula(at, plan.column(declared.id), formula, pen.style[style], known)


def _ratio(over: Value, under: Value, factor: int) -> float | str:
    if isinstance(over, int) and isinstance(under, int) and under > 0:
        return over / under * factor
    return ""


def _column_choices(pen: Pen, sheet: Worksheet, plan: Plan, declared: Column, area: tuple[int, int, int, int]) -> None:
    if declared.id == "binds":
        count = len(binding_words(pen.form, pen.lang))
        source = f"='{word('sheet.lists.title', pen.lang)}'!$A$1:$A${count}"
        allow_list(pen, sheet, area, source, word("input.binds", pen.lang))
        return
    if declared.id == "unit" and plan.kind == "loss":
        words = (word("unit.yuan", pen.lang), word("unit.wan", pen.lang))
        allow_list(pen, sheet, area, words, word("input.choice", pen.lang))
        return
    key = f"workbook.input.{declared.id}"
    message = wording.say(key, pen.lang) if wording.knows(key, pen.lang) else ""
    if field_of(pen.form, plan, declared.id) is None and message:
        tell(sheet, area, message)
    allow(pen, sheet, area, field_of(pen.form, plan, declared.id), message=message)


def readings(pen: Pen, plan: Plan) -> None:
    """A characteristic a column: whose the readings are, how they were taken, then the readings downwards."""
    sheet = begin(pen, plan)
    names = [*READING_HEAD, "first"]
    top = HEAD_ROWS - 1
    for offset, name in enumerate(names):
        label = word(f"column.readings.{name}", pen.lang)
        put(
            sheet,
            top + offset,
            0,
            f"{label} *" if name == "name" else label,
            pen.style["label" if offset else "header"],
        )
        sheet.set_row(top + offset, 26 if offset < len(READING_HEAD) else 20)
    for column in range(1, READING_COLUMNS + 1):
        _reading_column(pen, sheet, plan, column, top)
    first = top + len(READING_HEAD) + 1
    for index in range(_reading_rows(pen, plan)):
        put(sheet, first + index, 0, index + 1, pen.style["number"])
    sheet.freeze_panes(first, 1)
    sheet.repeat_rows(top, first - 1)


def _reading_rows(pen: Pen, plan: Plan) -> int:
    return max([plan.rows, *(len(column.values) for column in pen.filling.readings)])


def _reading_column(pen: Pen, sheet: Worksheet, plan: Plan, column: int, top: int) -> None:
    filled = pen.filling.readings[column - 1] if column <= len(pen.filling.readings) else None
    head = (None,) * 4 if filled is None else (filled.name, filled.family, filled.subgroup, filled.order)
    styles = ("entry_centre", "entry_centre", "entry_count", "entry_centre")
    for offset, (value, style) in enumerate(zip(head, styles, strict=True)):
        put(sheet, top + offset, column, value, pen.style[style])
    put(sheet, top + len(READING_HEAD), column, None, pen.style["band"])
    first, count = top + len(READING_HEAD) + 1, _reading_rows(pen, plan)
    values = () if filled is None else filled.values
    for index in range(count):
        value = values[index] if index < len(values) else None
        put(sheet, first + index, column, value, pen.style["entry_decimal"])
    _reading_choices(pen, sheet, column, top, (first, column, first + count - 1, column))


def _reading_choices(pen: Pen, sheet: Worksheet, column: int, top: int, area: tuple[int, int, int, int]) -> None:
    at = xl_col_to_name(CHARACTERISTICS.column("name"))
    source = plan_of(pen.form, CHARACTERISTICS.id)
    names = f"='{title_of(source, pen.form, pen.lang)}'!${at}${HEAD_ROWS + 1}:${at}${HEAD_ROWS + source.rows}"
    allow_list(pen, sheet, (top, column, top, column), names, word("input.choice", pen.lang))
    whole = {"validate": "integer", "criteria": ">=", "value": 2, "input_message": word("input.subgroup", pen.lang)}
    wrong = {"error_title": word("input.wrong_title", pen.lang), "error_message": word("input.subgroup", pen.lang)}
    sheet.data_validation(top + 2, column, top + 2, column, {**whole, **wrong})
    orders = (word("word.ordered", pen.lang), word("word.unordered", pen.lang))
    allow_list(pen, sheet, (top + 3, column, top + 3, column), orders, word("input.order", pen.lang))
    number = {"validate": "decimal", "criteria": "between", "minimum": -1e15, "maximum": 1e15}
    said = {"error_title": word("input.wrong_title", pen.lang), "error_message": word("input.reading", pen.lang)}
    sheet.data_validation(*area, {**number, **said})


def lists(pen: Pen) -> None:
    """The hidden sheet with the words of the long dropdowns."""
    sheet = pen.book.add_worksheet(word("sheet.lists.title", pen.lang))
    for row, said in enumerate(binding_words(pen.form, pen.lang).values()):
        put(sheet, row, 0, said, pen.style["plain"])
    sheet.hide()
