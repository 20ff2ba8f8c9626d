"""The sheets with a fixed shape: the enterprise, the judged items, the figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qmdesk import wording
from qmdesk.formdef.types import Field, Figure, Form, Item, Recorded
from qmdesk.intake.template.choices import allow, allow_list, style_of, tell
from qmdesk.intake.template.filling import Row
from qmdesk.intake.template.layout import CASE_ROWS, Plan, Use
from qmdesk.intake.template.names import bands_of, case_label, is_rate, level_words, word
from qmdesk.intake.template.pen import HEAD_ROWS, Pen, begin, height, protect, put

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

_LONG = ("address", "products", "site", "family")
_ENTRY_ROW_HEIGHT = 27

#: On the form-like sheet every answer begins at the left, whatever its type.
_LEFT = {"count": "left_count", "money": "left_money", "month": "left_month", "credit_code": "entry_text"}


def case_field(form: Form, row: str) -> Field:
    """The declaration behind a row about the enterprise; the two ends of the period are months."""
    if row.startswith("period_"):
        period = form.records["case"].fields["period"]
        return Field(row, "month", period.label, required=True)
    return form.records["case"].fields[row]


def case_rows(form: Form) -> tuple[str, ...]:
    """The rows about the enterprise that the form has fields for."""
    fields = form.records["case"].fields
    return tuple(row for row in CASE_ROWS if ("period" if row.startswith("period_") else row) in fields)


def enterprise(pen: Pen, plan: Plan) -> None:
    """Label, entry, unit and remark, one row a question."""
    sheet = begin(pen, plan)
    for offset, row in enumerate(case_rows(pen.form)):
        _case_row(pen, sheet, HEAD_ROWS + offset, row)
    protect(sheet)


def _case_row(pen: Pen, sheet: Worksheet, at: int, row: str) -> None:
    field = case_field(pen.form, row)
    sheet.set_row(at, 40 if row in _LONG else _ENTRY_ROW_HEIGHT)
    label = case_label(row, pen.form, pen.lang)
    put(sheet, at, 0, f"{label} *" if field.required else label, pen.style["label"])
    put(sheet, at, 1, pen.filling.case.get(row), pen.style[_LEFT.get(field.type, "entry")])
    allow(pen, sheet, (at, 1, at, 1), field)
    money = field.type == "money"
    unit = pen.filling.case.get(f"{row}_unit", word("unit.wan", pen.lang)) if money else None
    put(sheet, at, 2, unit, pen.style["entry_centre" if money else "cell"])
    if money:
        units = (word("unit.wan", pen.lang), word("unit.yuan", pen.lang))
        allow_list(pen, sheet, (at, 2, at, 2), units, word("input.choice", pen.lang))
    help_key = f"workbook.help.case.{row}"
    said = wording.say(help_key, pen.lang) if wording.knows(help_key, pen.lang) else None
    put(sheet, at, 3, said, pen.style["help"])


def items(pen: Pen, plan: Plan) -> None:
    """One block an item: its five descriptors beneath each other, and beside them what the enterprise says."""
    sheet = begin(pen, plan)
    per_item = len(pen.form.levels)
    for offset, item in enumerate(pen.form.items_of(plan.dimension)):
        _item_block(pen, sheet, plan, HEAD_ROWS + offset * per_item, item)
    protect(sheet)


def _item_block(pen: Pen, sheet: Worksheet, plan: Plan, top: int, item: Item) -> None:
    bottom = top + len(pen.form.levels) - 1
    answer = pen.filling.items.get(item.id, {})
    sheet.merge_range(top, 0, bottom, 0, item.id, pen.style["id"])
    sheet.merge_range(top, 1, bottom, 1, "", pen.style["cell"])
    _item_name(pen, sheet, top, item)
    for row, level in enumerate(pen.form.levels, top):
        text = item.levels[level.number].in_(pen.lang)
        put(sheet, row, 2, f"{level.number} {level.name.in_(pen.lang)}", pen.style["band"])
        put(sheet, row, 3, text, pen.style["small"])
        sheet.set_row(row, max(height(text, plan.columns[3].width, 9) + 6, 26))
        formula = f'=LEFT($E${top + 1},1)="{level.number}"'
        for column, style in ((2, "chosen_level"), (3, "chosen")):
            rule = {"type": "formula", "criteria": formula, "format": pen.style[style]}
            sheet.conditional_format(row, column, row, column, rule)
    for column, style in ((4, "entry_centre"), (5, "entry"), (6, "entry")):
        sheet.merge_range(top, column, bottom, column, "", pen.style[style])
        put(sheet, top, column, answer.get(plan.columns[column].id), pen.style[style])
    _item_choices(pen, sheet, top, bottom, item)


def _item_name(pen: Pen, sheet: Worksheet, top: int, item: Item) -> None:
    parts = [pen.style["name_bold"], item.name.in_(pen.lang)]
    if item.core:
        parts += [pen.style["name_core"], f"\n{word('word.core', pen.lang)}"]
    parts += [pen.style["name_small"], f"\n\n{item.question.in_(pen.lang)}"]
    sheet.write_rich_string(top, 1, *parts, pen.style["cell"])


def _item_choices(pen: Pen, sheet: Worksheet, top: int, bottom: int, item: Item) -> None:
    words = level_words(pen.form, pen.lang)
    words = words if item.core else (*words, word("word.not_applicable", pen.lang))
    allow_list(pen, sheet, (top, 4, bottom, 4), words, word("input.level", pen.lang))
    tell(sheet, (top, 5, bottom, 5), word("input.reason", pen.lang))
    tell(sheet, (top, 6, bottom, 6), word("input.documents", pen.lang))


def figures(pen: Pen, plan: Plan) -> None:
    """The gated figures: whether each is tracked, and what the enterprise states."""
    sheet = begin(pen, plan)
    for at, figure in enumerate(pen.form.figures, HEAD_ROWS):
        _figure_head(pen, sheet, plan, at, figure)
        put(sheet, at, 2, bands_of(figure, pen.form, pen.lang), pen.style["small"])
        sheet.set_row(at, max(78, height(figure.definition.in_(pen.lang), plan.columns[1].width, 8.5) + 34))
        answer = pen.filling.figures.get(figure.id, {})
        _figure_cells(pen, sheet, plan, at, answer, "entry_rate" if is_rate(figure) else "entry_decimal")
        tell(sheet, (at, plan.column("value"), at, plan.column("value")), _value_message(figure, pen.lang))
    protect(sheet)


def recorded(pen: Pen, plan: Plan) -> None:
    """The figures without a gate: three years, source and method."""
    sheet = begin(pen, plan)
    for at, figure in enumerate(pen.form.recorded, HEAD_ROWS):
        _figure_head(pen, sheet, plan, at, figure)
        sheet.set_row(at, max(64, height(figure.definition.in_(pen.lang), plan.columns[1].width, 8.5) + 34))
        _figure_cells(pen, sheet, plan, at, pen.filling.figures.get(figure.id, {}), "entry_decimal")
    protect(sheet)


def _figure_head(pen: Pen, sheet: Worksheet, plan: Plan, at: int, figure: Figure | Recorded) -> None:
    put(sheet, at, 0, figure.id, pen.style["id"])
    name, definition = figure.name.in_(pen.lang), figure.definition.in_(pen.lang)
    parts = (pen.style["name_bold"], name, pen.style["name_small"], f"\n{definition}")
    sheet.write_rich_string(at, 1, *parts, pen.style["cell"])


def _figure_cells(pen: Pen, sheet: Worksheet, plan: Plan, at: int, answer: Row, value_style: str) -> None:
    for column, declared in enumerate(plan.columns):
        if declared.use is not Use.INPUT:
            continue
        field = pen.form.records["figure"].fields.get(declared.id)
        style = value_style if declared.id == "value" else style_of(field)
        put(sheet, at, column, answer.get(declared.id), pen.style[style])
        if declared.id != "value":
            key = f"workbook.input.{declared.id}"
            year = word("input.year", pen.lang) if declared.id.startswith("year_") else ""
            message = wording.say(key, pen.lang) if wording.knows(key, pen.lang) else year
            allow(pen, sheet, (at, column, at, column), field, message=message)


def _value_message(figure: Figure, lang: str) -> str:
    key = f"workbook.input.value.{figure.id}"
    return wording.say(key, lang) if wording.knows(key, lang) else word("input.value.other", lang)
