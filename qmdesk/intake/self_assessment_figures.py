"""The sheets of figures, read back: what is tracked and stated, and three years of what is only recorded."""

from __future__ import annotations

import re
from collections.abc import Mapping

from qmdesk.formdef.fields import field_of
from qmdesk.formdef.plain_text import half_width
from qmdesk.formdef.types import Field, Figure, Form, Recorded
from qmdesk.intake.readers.grid import Sheet
from qmdesk.intake.self_assessment_find import Header
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
from qmdesk.intake.template.layout import Plan, Use
from qmdesk.intake.template.names import normal
from qmdesk.model.problem import Problem


def figures(context: Context, sheet: Sheet, plan: Plan, header: Header) -> Part:
    """The rows of a sheet of figures, gated or recorded, found by id or by name."""
    by = header.columns.get("id", header.columns.get("figure"))
    if by is None:
        return Part()
    parts: list[Part] = []
    for row in range(header.row + 1, len(sheet.rows)):
        name = seen(sheet, row, by)
        if name is not None:
            cells = {each: seen(sheet, row, column) for each, column in header.columns.items()}
            parts.append(_figure(context, name, _inputs(plan, cells)))
    return together(parts)


def figure_of(form: Form, text: str) -> Figure | Recorded | None:
    """The figure that a cell names by its id or, on its first line, by its name."""
    plain = half_width(text).strip()
    first = normal(plain.splitlines()[0]) if plain else ""
    for figure in (*form.figures, *form.recorded):
        if plain.removeprefix("figure.") == figure.id or first in {normal(figure.name.zh), normal(figure.name.en)}:
            return figure
    return None


def _inputs(plan: Plan, cells: Mapping[str, Seen | None]) -> dict[str, Seen]:
    asked = {column.id for column in plan.columns if column.use is Use.INPUT}
    return {name: cell for name, cell in cells.items() if name in asked and cell is not None}


def _figure(context: Context, name: Seen, cells: Mapping[str, Seen]) -> Part:
    if not cells:
        return Part()
    figure = figure_of(context.form, name.text)
    if figure is None:
        return refused(Problem("workbook-item-unknown", name.where, {"item": name.quoted}), len(cells))
    subject, parts = f"figure:{figure.id}", list[Part]()
    for column, cell in cells.items():
        field = field_of(context.form, "figure", column, figure.id)
        if field is None:
            continue
        if column == "value" and isinstance(figure, Figure):
            parts.append(_value(context, figure, cell, cells.get("tracked"), field))
        elif column.startswith("year_"):
            parts.append(_year(context, subject, cell, field))
        else:
            parts.append(taken(context, cell, subject, field))
    return together(parts)


def _value(context: Context, figure: Figure, cell: Seen, answer: Seen | None, field: Field) -> Part:
    """The stated value; "未做统计" in its place is the answer to whether the figure is tracked."""
    subject, tracked = f"figure:{figure.id}", context.form.records["figure"].fields["tracked"]
    answered = None if answer is None else parse(context, answer, tracked)[0]
    if not re.search(r"[0-9]", half_width(cell.text)) and parse(context, cell, tracked)[0] == "false":
        if answer is None:
            return taken(context, cell, subject, tracked)
        if answered == "false":
            return Part(1, 1)
    # A yield of 100 % in a cell that lost its format is the number 1; of the other rates 1 could be 1 %.
    text = "100%" if figure.statistic == "rolled-throughput-yield" and cell.text == "1" else None
    part = taken(context, cell, subject, field, text)
    if answered == "false" and part.accepted:
        name = figure.name.in_(context.lang)
        return together(
            (part, said(warning("workbook-untracked-with-value", cell.where, figure=name, value=cell.quoted)))
        )
    return part


def _year(context: Context, subject: str, cell: Seen, field: Field) -> Part:
    """A year's value, in per cent with or without the sign; below one it could be meant as a share."""
    part = taken(context, cell, subject, field)
    bare = half_width(cell.text).strip()
    if part.accepted and re.fullmatch(r"0?\.[0-9]+", bare):
        return together((part, said(warning("workbook-share-or-percent", cell.where, text=bare))))
    return part
