"""The first sheet: what this workbook is, how to fill it in, what each sheet asks, how far one has come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xlsxwriter.utility import xl_col_to_name

from qmdesk.intake.template.filling import count_of
from qmdesk.intake.template.layout import READING_COLUMNS, READING_HEAD, Plan, Shape, marker
from qmdesk.intake.template.names import title_of, word
from qmdesk.intake.template.pages import case_rows
from qmdesk.intake.template.pen import HEAD_ROWS, Pen, height, print_setup, protect, put

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

_WIDTHS = (3, 13, 26, 62, 12, 12, 3)
_TEXT_WIDTH = sum(_WIDTHS[1:6])
_STEPS = 7


def guide(pen: Pen, plan: Plan, plans: tuple[Plan, ...]) -> None:
    """Draw the sheet; ``plans`` are all sheets of the book."""
    sheet = pen.book.add_worksheet(title_of(plan, pen.form, pen.lang))
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    sheet.hide_gridlines(2)
    row = _head(pen, sheet)
    row = _how(pen, sheet, row)
    row = _legend(pen, sheet, row)
    row = _contents(pen, sheet, row, plans)
    put(sheet, row + 1, 1, word("marker", pen.lang), pen.style["marker"])
    put(sheet, row + 1, 3, marker("self-assessment", pen.form), pen.style["marker"])
    print_setup(pen, sheet, None)
    sheet.fit_to_pages(1, 1)
    protect(sheet)
    sheet.activate()


def _head(pen: Pen, sheet: Worksheet) -> int:
    sheet.set_row(0, 12)
    sheet.set_row(1, 38)
    put(sheet, 1, 1, word("title", pen.lang), pen.style["book_title"])
    said = word("subtitle", pen.lang, form=pen.form.name.in_(pen.lang))
    put(sheet, 2, 1, said, pen.style["subtitle"])
    sheet.set_row(2, 22)
    _paragraph(pen, sheet, 3, word("guide.purpose", pen.lang))
    return 5


def _paragraph(pen: Pen, sheet: Worksheet, row: int, said: str, style: str = "text") -> None:
    sheet.merge_range(row, 1, row, 5, said, pen.style[style])
    sheet.set_row(row, height(said, _TEXT_WIDTH, 10) + 6)


def _section(pen: Pen, sheet: Worksheet, row: int, said: str) -> int:
    sheet.set_row(row, 24)
    for column in range(1, 6):
        put(sheet, row, column, said if column == 1 else None, pen.style["section"])
    return row + 1


def _how(pen: Pen, sheet: Worksheet, row: int) -> int:
    row = _section(pen, sheet, row, word("guide.how", pen.lang))
    for number in range(1, _STEPS + 1):
        _paragraph(pen, sheet, row, f"{number}. {word(f'guide.step{number}', pen.lang)}")
        row += 1
    return row + 1


def _legend(pen: Pen, sheet: Worksheet, row: int) -> int:
    row = _section(pen, sheet, row, word("guide.legend", pen.lang))
    styles = (("entry", "entry"), ("fixed", "label"), ("computed", "computed"), ("wrong", "legend_wrong"))
    for column, (name, style) in enumerate(styles, 1):
        put(sheet, row, column, word(f"guide.legend_{name}", pen.lang), pen.style[style])
    sheet.set_row(row, 22)
    return row + 2


def _contents(pen: Pen, sheet: Worksheet, row: int, plans: tuple[Plan, ...]) -> int:
    row = _section(pen, sheet, row, word("guide.contents", pen.lang))
    for column, name in enumerate(("code", "sheet", "what", "done", "all"), 1):
        put(sheet, row, column, word(f"guide.column_{name}", pen.lang), pen.style["label"])
    sheet.set_row(row, 22)
    for plan in plans:
        if plan.shape is not Shape.GUIDE and plan.id not in pen.filling.without:
            row += 1
            _contents_row(pen, sheet, row, plan)
    return row + 1


def _contents_row(pen: Pen, sheet: Worksheet, row: int, plan: Plan) -> None:
    title = title_of(plan, pen.form, pen.lang)
    sheet.set_row(row, 20)
    put(sheet, row, 1, plan.code, pen.style["number"])
    sheet.write_url(row, 2, f"internal:'{title}'!A1", pen.style["link"], title)
    about = "items" if plan.shape is Shape.ITEMS else plan.id
    put(sheet, row, 3, word(f"guide.what.{about}", pen.lang), pen.style["cell"])
    rows = _wanted(pen, plan)
    done = count_of(pen.filling, plan.id, rows)
    sheet.write_formula(row, 4, _count_formula(pen, plan, title), pen.style["computed"], done)
    wanted = len(rows) if rows else word("guide.optional", pen.lang)
    put(sheet, row, 5, wanted, pen.style["centre"])


def _wanted(pen: Pen, plan: Plan) -> tuple[str, ...]:
    """What a sheet of fixed shape asks for, by id; empty for tables, which have as many rows as there are facts."""
    form = pen.form
    if plan.id == "enterprise":
        return case_rows(form)
    if plan.shape is Shape.ITEMS:
        return tuple(item.id for item in form.items_of(plan.dimension))
    if plan.id == "figures":
        return tuple(figure.id for figure in form.figures)
    if plan.id == "recorded":
        return tuple(figure.id for figure in form.recorded)
    return ()


def _count_formula(pen: Pen, plan: Plan, title: str) -> str:
    if plan.shape is Shape.READINGS:
        first = HEAD_ROWS + len(READING_HEAD) + 1
        return f"=COUNT('{title}'!B{first}:{xl_col_to_name(READING_COLUMNS)}{first + plan.rows - 1})"
    counted = {"enterprise": "value", "figures": "tracked", "recorded": "year_3"}
    anchor = counted.get(plan.id) or ("level" if plan.shape is Shape.ITEMS else _anchor(plan))
    at = xl_col_to_name(plan.column(anchor))
    per_item = len(pen.form.levels) if plan.shape is Shape.ITEMS else 1
    rows = (len(_wanted(pen, plan)) or plan.rows) * per_item
    return f"=COUNTA('{title}'!{at}{HEAD_ROWS + 1}:{at}{HEAD_ROWS + rows})"


def _anchor(plan: Plan) -> str:
    return plan.anchors[-1] if plan.anchors else "units"
