"""Templates of one purpose (measurements, steps, losses), told by the marker that their writer left in them."""

from __future__ import annotations

from qmdesk.formdef.types import Form
from qmdesk.intake import tables
from qmdesk.intake.evidence import evidence_edits
from qmdesk.intake.readers import Grid
from qmdesk.intake.self_assessment_find import header_of, marker_of, sheets_of
from qmdesk.intake.self_assessment_parts import Context, Part, together
from qmdesk.intake.self_assessment_readings import readings
from qmdesk.intake.self_assessment_tables import Record, table
from qmdesk.intake.template.layout import Shape
from qmdesk.intake.template.names import bindings_of
from qmdesk.model.intake import IncomingFile, Intake
from qmdesk.model.journal import Stage
from qmdesk.model.problem import Problem, Refused

MEASUREMENTS, SELF_ASSESSMENT, ROSTER = "measurements", "self-assessment", "roster"


def marked_intake(
    grid: Grid,
    source: IncomingFile,
    form: Form,
    stage: Stage,
    kind: str | None,
    *,
    author: str = "",
    binds: str = "",
    lang: str = "zh-CN",
) -> Intake | None:
    """What a template of one purpose says; None for every other file.

    Raises Refused(roster-not-for-a-case) for a roster of participants, which belongs to no single case.
    """
    marker = marker_of(grid)
    if marker is None:
        return None
    if marker.kind == ROSTER and kind is None:
        raise Refused(Problem("roster-not-for-a-case", grid.name))
    if marker.kind in tables.KINDS and kind in (None, marker.kind):
        return tables.table_intake(marker.kind, grid, source, form, stage, author=author, binds=binds, lang=lang)
    wanted = kind or marker.kind
    if wanted == MEASUREMENTS and marker.kind in (MEASUREMENTS, SELF_ASSESSMENT):
        return _measurements(grid, source, form, stage, author, binds, lang)
    return None


def _measurements(
    grid: Grid, source: IncomingFile, form: Form, stage: Stage, author: str, binds: str, lang: str
) -> Intake:
    """The sheet of characteristics and the sheet of their readings."""
    context = Context(form, author, source.sha256, lang, bindings_of(form))
    parts: list[Part] = []
    listed: list[Record] = []
    found = sheets_of(grid, form)
    for each in found:
        header = header_of(each.sheet, each.plan, form) if each.plan.id == "characteristics" else None
        if header is not None:
            part, records = table(context, each.sheet, each.plan, header)
            parts.append(part)
            listed += records
    parts += [readings(context, each.sheet, listed) or Part() for each in found if each.plan.shape is Shape.READINGS]
    whole = together(parts)
    edits = tuple(tables.at_stage(each, stage) for each in whole.edits)
    problems = (*grid.problems, *whole.problems)
    if not edits:
        nothing = (*problems, Problem("no-readings", grid.name))
        return Intake(MEASUREMENTS, whole.read, 0, whole.skipped, problems=nothing)
    figure = next((f"figure:{each.id}" for each in form.figures if each.statistic == "cpk"), "")
    edits += evidence_edits(
        source, form, binds=binds or figure, stage=stage, captured="", origin=context.origin, author=author
    )
    return Intake(MEASUREMENTS, whole.read, whole.accepted, whole.skipped, edits, (*whole.files, source), problems)
