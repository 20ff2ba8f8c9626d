"""Lists of steps, losses and defects from an enterprise's own files, as edits of the same records as its workbook's.

The rows are read as those of the self-assessment workbook: same keys, same checks, same words about what is wrong.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from qmdesk.formdef.types import Form
from qmdesk.intake.evidence import evidence_edits
from qmdesk.intake.readers import Grid
from qmdesk.intake.self_assessment_parts import Context, Part, together
from qmdesk.intake.self_assessment_tables import Record, table
from qmdesk.intake.table_shapes import fit, shapes_of
from qmdesk.intake.table_words import PLANS
from qmdesk.intake.template.layout import Plan
from qmdesk.intake.template.names import bindings_of
from qmdesk.model.intake import IncomingFile, Intake
from qmdesk.model.journal import Edit, Stage
from qmdesk.model.keys import key_for
from qmdesk.model.problem import Problem, Severity

KINDS = tuple(PLANS)

#: What each kind of list proves, by the statistic of the figure.
_STATISTIC = {"steps": "rolled-throughput-yield", "defects": "dpmo", "losses": "loss-rate"}


def kind_of(grid: Grid, form: Form) -> str | None:
    """Which kind of list a file is, by the columns it has; None where it is none."""
    scores = {
        kind: max((fit(each, kind, form) for each in grid.sheets if not each.hidden), default=0) for kind in KINDS
    }
    best = max(scores, key=lambda kind: scores[kind])
    return best if scores[best] >= 2 else None


def table_intake(
    kind: str,
    grid: Grid,
    source: IncomingFile,
    form: Form,
    stage: Stage,
    *,
    author: str = "",
    binds: str = "",
    lang: str = "zh-CN",
) -> Intake:
    """The edits that record a list at a stage, with the file itself as evidence.

    ``kind`` is of :data:`KINDS`. A file without such a list gives no edit and a problem (table-not-found).
    """
    context = Context(form, author, source.sha256, lang, bindings_of(form))
    plan, parts, headed = PLANS[kind], list[Part](), False
    known: dict[str, int] = {}
    for sheet in grid.sheets:
        if sheet.hidden:
            parts.append(_hidden(sheet.name, filled=any(any(row) for row in sheet.rows)))
            continue
        for shaped in shapes_of(sheet, kind, form, grid.name):
            headed = True
            part, records = table(context, shaped.sheet, plan, shaped.header)
            parts.append(Part(problems=shaped.problems))
            parts.append(_once(part, records, plan, known))
    whole = together(parts)
    problems = [*grid.problems, *whole.problems]
    if not whole.read:
        problems.append(Problem("table-without-rows" if headed else "table-not-found", grid.name, {"kind": kind}))
    edits = tuple(at_stage(each, stage) for each in whole.edits)
    if edits:
        edits += evidence_edits(
            source,
            form,
            binds=binds or _figure(kind, form, edits),
            stage=stage,
            captured="",
            origin=context.origin,
            author=author,
        )
    files = (*whole.files, *((source,) if edits else ()))
    return Intake(kind, whole.read, whole.accepted, whole.skipped, edits, files, tuple(problems))


def at_stage(edit: Edit, stage: Stage) -> Edit:
    """An edit of the enterprise's own data as one of another stage."""
    return replace(edit, place=replace(edit.place, stage=str(stage))) if edit.place.stage else edit


def _hidden(name: str, *, filled: bool) -> Part:
    if not filled:
        return Part()
    return Part(problems=(Problem("sheet-hidden-left-out", name, {"sheet": name}, Severity.WARNING),))


def _once(part: Part, records: Sequence[Record], plan: Plan, known: dict[str, int]) -> Part:
    """Records that an earlier sheet or column has given already: a step is refused, an amount is one more."""
    renamed: dict[str, str] = {}
    problems: list[Problem] = []
    for record in records:
        key = record.key
        if key in known and plan.kind == "step":
            where = record.row.cells[plan.anchors[0]].where
            problems.append(Problem("row-on-two-sheets", where, {"name": record.row.cells[plan.anchors[0]].quoted}))
            renamed[f"{plan.kind}:{key}"] = ""
            continue
        words = [str(record.values.get(name) or "") for name in plan.identity]
        while key in known:
            known[key] += 1
            key = key_for(plan.kind, *words, str(known[key]))
        known[key] = known.get(key, 1)
        renamed[f"{plan.kind}:{record.key}"] = f"{plan.kind}:{key}"
    edits = [
        replace(each, place=replace(each.place, subject=renamed.get(each.place.subject, each.place.subject)))
        for each in part.edits
    ]
    kept = tuple(each for each in edits if each.place.subject)
    lost = sum(1 for each in edits if not each.place.subject and each.place.name != "order")
    return replace(
        part,
        edits=kept,
        accepted=part.accepted - lost,
        skipped=part.skipped + lost,
        problems=(*part.problems, *problems),
    )


def _figure(kind: str, form: Form, edits: Sequence[Edit]) -> str:
    """The figure that a list proves; a list of losses that holds both kinds proves neither alone."""
    figures = [each.id for each in form.figures if each.statistic == _STATISTIC[kind]]
    if kind == "losses":
        held = {str(each.value) for each in edits if each.place.name == "kind"}
        figures = [each for each in figures if len(held) == 1 and each.startswith(next(iter(held)))]
    return f"figure:{figures[0]}" if len(figures) == 1 else ""
