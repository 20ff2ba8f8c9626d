"""Measurement sets as edits of characteristics, and the file they came from as evidence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from qmdesk.formdef.fields import parse_text
from qmdesk.formdef.types import Form
from qmdesk.intake.evidence import evidence_edits
from qmdesk.intake.measurements.sets import MeasurementSet, notes_of, preview_grid
from qmdesk.intake.readers import Grid
from qmdesk.model.canonical import Json
from qmdesk.model.intake import IncomingFile, Intake
from qmdesk.model.journal import Edit, Place, Stage
from qmdesk.model.keys import key_for
from qmdesk.model.problem import Problem

KIND = "measurements"
READINGS_MEDIA = "application/vnd.qmdesk.readings+json"


def measurements_intake(
    grid: Grid,
    source: IncomingFile,
    form: Form,
    stage: Stage,
    *,
    author: str = "",
    family: str = "",
    binds: str = "",
    sets: Sequence[MeasurementSet] | None = None,
) -> Intake:
    """The edits that record a file's measurement sets at a stage, with the file itself as evidence.

    ``sets`` are those chosen from :func:`preview_grid` (all where None); ``family`` is the product family of sets
    that name none; ``binds`` what the file proves (the figure of process capability where not said). Where that is one
    characteristic (``characteristic:KEY``) and the file holds one set, its readings go to that characteristic under
    the name it has. A set without one usable reading gives no edit. Reading the same file again gives the same edits.
    """
    found = preview_grid(grid) if sets is None else tuple(sets)
    known = binds.partition(":")[2] if binds.startswith("characteristic:") and len(found) == 1 else ""
    placed = [(each, known) for each in found]
    return sets_intake(placed, source, form, stage, author=author, family=family, binds=binds, notes=notes_of(grid))


def sets_intake(
    placed: Sequence[tuple[MeasurementSet, str]],
    source: IncomingFile,
    form: Form,
    stage: Stage,
    *,
    author: str = "",
    family: str = "",
    binds: str = "",
    notes: Sequence[Problem] = (),
) -> Intake:
    """As :func:`measurements_intake` for sets with the key of the characteristic they go to ("" one by their name)."""
    origin = f"import:{source.sha256}"
    edits: list[Edit] = []
    files: list[IncomingFile] = []
    problems = list(notes)
    for each, key in placed:
        problems += each.problems
        if each.readings is None:
            continue
        made, told = _edits(each, form, stage, family, origin, author, f"characteristic:{key}" if key else "")
        edits += made
        problems += told
        blob = each.readings.blob()
        files.append(IncomingFile(each.readings.sha256, f"{each.name}.json", READINGS_MEDIA, blob))
    if edits:
        subject = binds or _capability_figure(form)
        edits += evidence_edits(source, form, binds=subject, stage=stage, captured="", origin=origin, author=author)
        files.append(source)
    if not placed and not any(each.code == "no-readings" for each in problems):
        problems.append(Problem("no-readings", source.name))
    read, skipped = sum(each.read for each, _ in placed), sum(each.skipped for each, _ in placed)
    return Intake(KIND, read, read - skipped, skipped, tuple(edits), tuple(files), tuple(problems))


def _edits(
    each: MeasurementSet, form: Form, stage: Stage, family: str, origin: str, author: str, known: str
) -> tuple[list[Edit], list[Problem]]:
    assert each.readings is not None
    fields = form.records["characteristic"].fields
    whose = each.family or family
    subject = known or f"characteristic:{key_for('characteristic', whose, each.name)}"
    made: list[Edit] = []
    problems: list[Problem] = []
    for name, text in _texts(each, whose):
        if name not in fields or (known and name in {"name", "family"}):
            continue
        value, problem = parse_text(fields[name], text)
        if problem is not None:
            problems.append(problem.at(each.place))
        if value is not None:
            made.append(_edit(subject, name, value, form, stage, origin, author))
    readings: Json = {"blob": each.readings.sha256, "n": len(each.readings)}
    made.append(_edit(subject, "readings", readings, form, stage, origin, author))
    return made, problems


def _texts(each: MeasurementSet, family: str) -> Iterable[tuple[str, str]]:
    """What the set says, by field; what it doesn't say leaves the record as it is."""
    said: dict[str, str | Decimal | None] = {
        "name": each.name,
        "unit": each.unit,
        "family": family,
        "gauge": each.gauge,
        "lsl": each.lsl,
        "usl": each.usl,
        "target": each.target,
    }
    for name, value in said.items():
        if value is not None and value != "":
            yield name, f"{value:f}" if isinstance(value, Decimal) else value


def _edit(subject: str, name: str, value: Json, form: Form, stage: Stage, origin: str, author: str) -> Edit:
    field = form.records["characteristic"].fields[name]
    return Edit(Place(subject, name, str(stage) if field.staged else ""), value, origin=origin, author=author)


def _capability_figure(form: Form) -> str:
    return next((f"figure:{each.id}" for each in form.figures if each.statistic == "cpk"), "")
