"""The sheet about the enterprise, read back by its labels; and amounts of money with the unit beside them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from qmdesk.formdef import credit_code
from qmdesk.formdef.plain_text import half_width
from qmdesk.formdef.types import Field, Form
from qmdesk.intake.readers.grid import Sheet
from qmdesk.intake.self_assessment_find import Header, header_of
from qmdesk.intake.self_assessment_parts import (
    Context,
    Part,
    Seen,
    parse,
    refused,
    said,
    seen,
    taken,
    together,
    warning,
)
from qmdesk.intake.template.layout import Plan
from qmdesk.intake.template.names import case_label, choice_id, normal, word
from qmdesk.intake.template.pages import case_field, case_rows
from qmdesk.model.canonical import Json
from qmdesk.model.problem import Problem
from qmdesk.wording import LANGUAGES

#: An unambiguous word for each unit of money, whatever the language of the workbook.
_MONEY_WORDS = {"yuan": "元", "wan": "万元"}


def enterprise(context: Context, sheet: Sheet, plan: Plan) -> Part:
    """The rows about the enterprise, found by their labels."""
    rows = _case_cells(context, sheet, plan)
    parts = [_case_value(context, row, cells) for row, cells in rows.items() if not row.startswith("period_")]
    parts.append(_period(context, sheet, rows))
    missing = [row for row in case_rows(context.form) if row not in rows and case_field(context.form, row).required]
    for row in missing:
        label = case_label(row, context.form, context.lang)
        parts.append(said(warning("workbook-column-missing", sheet.name, sheet=sheet.name, column=label)))
    return together(parts)


@dataclass(frozen=True, slots=True)
class _CaseCells:
    """The answer and its unit beside a label, with the place where the answer belongs."""

    value: Seen | None
    unit: Seen | None
    where: str


def _case_cells(context: Context, sheet: Sheet, plan: Plan) -> dict[str, _CaseCells]:
    """The answers by row, below the header and in its columns; without a header, beside the labels."""
    form = context.form
    labels = {normal(case_label(row, form, lang)): row for row in case_rows(form) for lang in LANGUAGES}
    header = header_of(sheet, plan, form)
    found: dict[str, _CaseCells] = {}
    for at in range(0 if header is None else header.row + 1, len(sheet.rows)):
        for column in range(len(sheet.rows[at])):
            text = sheet.text(at, column)
            row = labels.get(normal(text)) if text else None
            if row is not None and row not in found:
                value, unit = _columns(header, column)
                cells = (seen(sheet, at, value), seen(sheet, at, unit))
                found[row] = _CaseCells(*cells, sheet.place(at, value))
                break
    return found


def _columns(header: Header | None, label: int) -> tuple[int, int]:
    value = label + 1 if header is None else header.columns.get("value", label + 1)
    return value, value + 1 if header is None else header.columns.get("unit", value + 1)


def _case_value(context: Context, row: str, cells: _CaseCells) -> Part:
    field = case_field(context.form, row)
    if cells.value is None:
        return _unfilled(context, field, case_label(row, context.form, context.lang), cells.where)
    if field.type == "money":
        return money(context, cells.value, cells.unit, "case", field)
    part = taken(context, cells.value, "case", field)
    return _with_expected_check(part, cells.value) if field.type == "credit_code" else part


def _with_expected_check(part: Part, cell: Seen) -> Part:
    """Say which check character the first seventeen ask for: it often shows which character was mistyped."""
    code = re.sub(r"[\s-]", "", half_width(cell.text)).upper()
    problems = [
        _expected(code, problem) if problem.code == "credit-code-check" else problem for problem in part.problems
    ]
    return replace(part, problems=tuple(problems))


def _expected(code: str, problem: Problem) -> Problem:
    details = {"given": code[-1], "expected": credit_code.check_character(code[:-1])}
    return Problem("workbook-credit-code-check", problem.where, details)


def _unfilled(context: Context, field: Field, label: str, where: str) -> Part:
    return said(warning("workbook-required-missing", where, column=label)) if field.required else Part()


def _period(context: Context, sheet: Sheet, rows: Mapping[str, _CaseCells]) -> Part:
    ends = [rows.get("period_from"), rows.get("period_to")]
    cells = [end.value if end else None for end in ends]
    wheres = [end.where for end in ends if end]
    if not any(cells):
        label = case_label("period_from", context.form, context.lang)
        return said(warning("workbook-required-missing", wheres[0], column=label)) if wheres else Part()
    first, last = cells
    if first is None or last is None:
        empty = next(end.where for end in ends if end and end.value is None) if len(wheres) == 2 else sheet.name
        return refused(Problem("workbook-period-half", empty))
    months: list[Json] = []
    for cell in (first, last):
        month, problem = parse(context, cell, Field("month", "month", case_field(context.form, "period_from").label))
        if month is None and problem is not None:
            return refused(problem)
        months.append(month)
    return taken(context, first, "case", context.form.records["case"].fields["period"], f"{months[0]}至{months[1]}")


def money(context: Context, amount: Seen, unit: Seen | None, subject: str, field: Field) -> Part:
    """An amount with the unit of the cell beside it, or with the one that stands behind it."""
    written = _unit_behind(amount.text)
    chosen = None if unit is None else _money_unit(context.form, unit.text)
    if unit is not None and chosen is None and not written:
        return refused(Problem("workbook-unit-missing", unit.where, {"amount": amount.quoted}))
    if not written and chosen is None:
        return refused(Problem("workbook-unit-missing", amount.where, {"amount": amount.quoted}))
    if written and unit is not None and chosen is not None:
        value, _ = parse(context, amount, field)
        if isinstance(value, Mapping) and value.get("unit") != chosen:
            return refused(Problem("workbook-unit-differs", amount.where, {"unit": unit.quoted}))
    text = amount.text if written or chosen is None else f"{amount.text} {_MONEY_WORDS[chosen]}"
    return taken(context, amount, subject, field, text)


def _unit_behind(text: str) -> bool:
    return re.search(r"[0-9.]\s*[^0-9.,%\s]", half_width(text)) is not None


def _money_unit(form: Form, text: str) -> str | None:
    chosen = choice_id(form.records["loss"].fields["unit"], text)
    if chosen is not None:
        return chosen
    known = {normal(word(f"unit.{unit}", lang)): unit for unit in _MONEY_WORDS for lang in LANGUAGES}
    return known.get(normal(text))
