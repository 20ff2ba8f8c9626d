"""An enterprise's self-assessment workbook, read back: every cell through the form's field types, nothing silent.

What the workbook asks is declared in :mod:`qmdesk.intake.template.layout`; this room finds it again in a file that
people have worked on. Reading the same file twice gives the same edits.
"""

from __future__ import annotations

from dataclasses import replace

from qmdesk.formdef.types import Form
from qmdesk.intake import self_assessment_case, self_assessment_figures, self_assessment_items
from qmdesk.intake.readers.grid import Grid, Sheet
from qmdesk.intake.self_assessment_consistency import contradictions
from qmdesk.intake.self_assessment_find import Found, Header, header_of, marker_of, sheets_of, strangers
from qmdesk.intake.self_assessment_parts import Context, Part, refused, said, seen, together, warning
from qmdesk.intake.self_assessment_readings import readings
from qmdesk.intake.self_assessment_tables import Record, table
from qmdesk.intake.template.layout import VERSION, Plan, Shape, Use, plans_of
from qmdesk.intake.template.names import bindings_of, label_of, title_of
from qmdesk.model.intake import Intake
from qmdesk.model.journal import Place
from qmdesk.model.problem import Problem, Refused

KIND = "self-assessment"

#: A workbook without its marker is still recognised by so many of its sheets.
_ENOUGH_SHEETS = 3


def recognises(grid: Grid, form: Form) -> bool:
    """Whether a file is a self-assessment workbook, of whatever form, edition and version."""
    marker = marker_of(grid)
    if marker is not None:
        return marker.kind == KIND
    return len({found.plan.id for found in sheets_of(grid, form)}) >= _ENOUGH_SHEETS


def read_workbook(grid: Grid, form: Form, *, author: str, source_sha256: str, lang: str = "zh-CN") -> Intake:
    """All that the workbook says, as edits at the stage of the self-assessment.

    Raises Refused for a file that isn't one (workbook-not-recognised) or follows another form, edition or a newer
    version (workbook-other-form, workbook-other-edition, workbook-newer).
    """
    found = sheets_of(grid, form)
    opening = _admitted(grid, form, found)
    context = Context(form, author, source_sha256, lang, bindings_of(form))
    case = together(_sheet(context, each)[0] for each in found if each.plan.shape is Shape.FORM)
    context = _with_case(context, case)
    parts, listed = [opening, case], list[Record]()
    for each in found:
        if each.plan.shape not in {Shape.FORM, Shape.GUIDE, Shape.READINGS, Shape.ITEMS}:
            part, records = _sheet(context, each)
            parts.append(part)
            listed += records if each.plan.kind == "characteristic" else ()
    parts.append(_items(context, found))
    parts += [_readings(context, each.sheet, listed) for each in found if each.plan.shape is Shape.READINGS]
    parts.append(_surroundings(context, grid, found))
    return _intake(form, together(parts), lang)


def _intake(form: Form, whole: Part, lang: str) -> Intake:
    problems = (*whole.problems, *contradictions(form, whole.edits, lang))
    if not whole.read:
        problems = (warning("workbook-blank"), *problems)
    edits = tuple({edit.place: edit for edit in whole.edits}.values())  # a document named on two sheets is one
    return Intake(KIND, whole.read, whole.accepted, whole.skipped, edits, whole.files, problems)


def _admitted(grid: Grid, form: Form, found: tuple[Found, ...]) -> Part:
    marker = marker_of(grid)
    if marker is None:
        if not found:
            raise Refused(Problem("workbook-not-recognised", grid.name))
        return said(warning("workbook-unmarked", grid.name, expected=f"{form.id}/{form.edition}"))
    if marker.kind != KIND:
        raise Refused(Problem("workbook-not-recognised", grid.name))
    if marker.version > VERSION:
        raise Refused(Problem("workbook-newer", grid.name, {"found": marker.version, "known": VERSION}))
    if marker.form != form.id:
        raise Refused(Problem("workbook-other-form", grid.name, {"found": marker.form, "expected": form.id}))
    if marker.edition != form.edition:
        details = {"found": marker.edition, "expected": form.edition}
        raise Refused(Problem("workbook-other-edition", grid.name, details))
    return Part()


def _with_case(context: Context, case: Part) -> Context:
    values = {edit.place: edit.value for edit in case.edits}
    name, period = values.get(Place("case", "enterprise")), values.get(Place("case", "period"))
    months = (str(period["from"]), str(period["to"])) if isinstance(period, dict) else None
    return replace(context, enterprise=str(name or context.author or KIND), period=months)


def _sheet(context: Context, found: Found) -> tuple[Part, tuple[Record, ...]]:
    sheet, plan = found.sheet, found.plan
    if plan.shape is Shape.FORM:
        return self_assessment_case.enterprise(context, sheet, plan), ()
    header = header_of(sheet, plan, context.form)
    if header is None:
        return _without_header(sheet), ()
    labels = _labels(context, sheet, plan, header)
    if plan.shape is Shape.FIGURES:
        return together((labels, self_assessment_figures.figures(context, sheet, plan, header))), ()
    part, records = table(context, sheet, plan, header)
    return together((labels, part)), records


def _items(context: Context, found: tuple[Found, ...]) -> Part:
    """The sheets of items together: an item answered on two sheets is answered twice."""
    parts: list[Part] = []
    first: dict[str, str] = {}
    for each in found:
        if each.plan.shape is not Shape.ITEMS:
            continue
        header = header_of(each.sheet, each.plan, context.form)
        if header is None:
            parts.append(_without_header(each.sheet))
            continue
        parts.append(_labels(context, each.sheet, each.plan, header))
        for block in self_assessment_items.item_blocks(each.sheet, header):
            part = self_assessment_items.item(context, block, first.get(block.name))
            parts.append(part)
            if part.accepted:
                first.setdefault(block.name, block.id.where)
    return together(parts)


def _readings(context: Context, sheet: Sheet, listed: list[Record]) -> Part:
    return readings(context, sheet, listed) or _without_header(sheet)


def _without_header(sheet: Sheet) -> Part:
    filled = sum(1 for row in sheet.rows for cell in row if cell is not None and cell.text.strip())
    if not filled:
        return Part()
    return refused(Problem("workbook-header-missing", sheet.name, {"sheet": sheet.name, "count": filled}), filled)


def _labels(context: Context, sheet: Sheet, plan: Plan, header: Header) -> Part:
    """What there is to say about the columns: missing, only alike, or unknown with values in them."""
    labels = {column.id: label_of(column, plan, context.form, context.lang) for column in plan.columns}
    asked = [column.id for column in plan.columns if column.use is Use.INPUT]
    where = sheet.place(header.row, 0)
    missing = [
        warning("workbook-column-missing", where, sheet=sheet.name, column=labels[name])
        for name in asked
        if name not in header.columns
    ]
    alike = [
        warning(
            "workbook-column-alike",
            sheet.place(header.row, column),
            sheet=sheet.name,
            found=sheet.text(header.row, column),
            column=labels[name],
        )
        for name, column in header.alike.items()
    ]
    unknown = [_unknown(sheet, header, column) for column in range(sheet.width)]
    return together((said(*missing, *alike), *unknown))


def _unknown(sheet: Sheet, header: Header, column: int) -> Part:
    if column in header.columns.values():
        return Part()
    count = sum(seen(sheet, row, column) is not None for row in range(header.row + 1, len(sheet.rows)))
    if not count:
        return Part()
    where = sheet.place(header.row, column)
    name = sheet.text(header.row, column) or where.rpartition("!")[2]
    return refused(warning("workbook-column-unknown", where, sheet=sheet.name, column=name, count=count), count)


def _surroundings(context: Context, grid: Grid, found: tuple[Found, ...]) -> Part:
    """Sheets that are missing, renamed, hidden or strange, and rows that are hidden."""
    there = {each.plan.id for each in found}
    titles = {plan.id: title_of(plan, context.form, context.lang) for plan in plans_of(context.form)}
    missing = [
        warning("workbook-sheet-missing", "", sheet=titles[plan.id])
        for plan in plans_of(context.form)
        if plan.id not in there and plan.shape is not Shape.GUIDE
    ]
    renamed = [
        warning("workbook-sheet-renamed", each.sheet.name, found=each.sheet.name, sheet=titles[each.plan.id])
        for each in found
        if not each.named
    ]
    shown = [each.sheet for each in found]
    hidden = [warning("workbook-sheet-hidden", sheet.name, sheet=sheet.name) for sheet in shown if sheet.hidden]
    strange = [
        warning("workbook-sheet-unknown", each.name, sheet=each.name) for each in strangers(grid, context.form, found)
    ]
    rows = [problem for each in found if (problem := _hidden_rows(each.sheet, each.plan)) is not None]
    return said(*missing, *renamed, *hidden, *strange, *rows)


def _hidden_rows(sheet: Sheet, plan: Plan) -> Problem | None:
    """Hidden rows that hold more than what the template printed there."""
    printed = sum(column.use is not Use.INPUT for column in plan.columns)
    filled = [
        row
        for row in sorted(sheet.hidden_rows)
        if row < len(sheet.rows) and sum(cell is not None for cell in sheet.rows[row]) > printed
    ]
    if not filled or plan.shape is Shape.GUIDE:
        return None
    numbers = ", ".join(str(row + 1) for row in filled[:10]) + (", …" if len(filled) > 10 else "")
    details = {"sheet": sheet.name, "count": len(filled), "rows": numbers}
    return warning("workbook-rows-hidden", sheet.place(filled[0], 0), **details)
