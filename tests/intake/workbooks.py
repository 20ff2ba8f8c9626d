"""Workbooks for tests: written by the template's own code, spoiled with openpyxl as people spoil them, read back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from qmdesk.formdef.loader import load_builtin
from qmdesk.formdef.types import Form
from qmdesk.intake.readers import open_table
from qmdesk.intake.self_assessment import read_workbook
from qmdesk.intake.template import write_filled
from qmdesk.intake.template.filling import Filling
from qmdesk.intake.template.layout import plan_of
from qmdesk.intake.template.names import label_of, title_of
from qmdesk.intake.template.pen import HEAD_ROWS
from qmdesk.model.canonical import Json
from qmdesk.model.intake import Intake
from qmdesk.model.problem import Problem

SHA = "5a" * 32
NAME = "示例精密机械有限公司"


def form() -> Form:
    return load_builtin("meqmc", "2026")


def written(folder: Path, filling: Filling, lang: str = "zh-CN") -> Path:
    path = folder / "自评表.xlsx"
    write_filled("self-assessment", form(), path, filling, lang)
    return path


def spoiled(path: Path, spoil: Callable[[Workbook], object]) -> Path:
    book = openpyxl.load_workbook(path)
    spoil(book)
    book.save(path)
    return path


def read(path: Path, lang: str = "zh-CN") -> Intake:
    return read_workbook(open_table(path), form(), author="张工", source_sha256=SHA, lang=lang)


def taken(intake: Intake) -> dict[tuple[str, str], Json]:
    """The values by subject and field; a place set twice would be a mistake of the reader's."""
    values: dict[tuple[str, str], Json] = {}
    for edit in intake.edits:
        place = (edit.place.subject, edit.place.field)
        assert place not in values, place
        values[place] = edit.value
    return values


def named(intake: Intake, code: str) -> list[Problem]:
    return [problem for problem in intake.problems if problem.code == code]


def title(sheet_id: str, lang: str = "zh-CN") -> str:
    return title_of(plan_of(form(), sheet_id), form(), lang)


def sheet(book: Workbook, sheet_id: str) -> Worksheet:
    return book[title(sheet_id)]


def at(sheet_id: str, column: str, row: int = 0) -> str:
    """The reference of a table's cell: ``F4`` of the first row's ``passed``."""
    return f"{openpyxl.utils.get_column_letter(plan_of(form(), sheet_id).column(column) + 1)}{HEAD_ROWS + 1 + row}"


def where(sheet_id: str, column: str, row: int = 0) -> str:
    """The place of a cell as problems name it: ``工序合格率!F4``."""
    return f"{title(sheet_id)}!{at(sheet_id, column, row)}"


def item_row(item_id: str) -> int:
    """The row of an item's block from 0, for :func:`at`."""
    items = form().items_of(form().item(item_id).dimension)
    return [item.id for item in items].index(item_id) * len(form().levels)


def label(sheet_id: str, column: str, lang: str = "zh-CN") -> str:
    plan = plan_of(form(), sheet_id)
    return label_of(plan.columns[plan.column(column)], plan, form(), lang)
