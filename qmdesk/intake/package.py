"""A self-assessment package: the workbook, the data files that it names, and everything else as evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from qmdesk.formdef.types import Form
from qmdesk.gate import kinds
from qmdesk.intake.evidence import claims_of, evidence_edits
from qmdesk.intake.measurements import MeasurementSet, preview_grid
from qmdesk.intake.measurements.edits import READINGS_MEDIA
from qmdesk.intake.readers import Grid
from qmdesk.intake.readers.opening import read_table
from qmdesk.intake.self_answers import exact_answers, is_data, is_ours
from qmdesk.intake.self_assessment import read_workbook
from qmdesk.intake.self_assessment_package import bind_evidence, folded, measurement_files
from qmdesk.model.canonical import Json
from qmdesk.model.intake import IncomingFile, Intake
from qmdesk.model.journal import Edit, Place, Stage
from qmdesk.model.keys import key_for
from qmdesk.model.problem import Problem, Refused, Severity

#: What the workbook itself proves.
_OF_CASE = "case"


def package_intake(
    book: IncomingFile,
    grid: Grid,
    files: Sequence[IncomingFile],
    form: Form,
    *,
    author: str = "",
    lang: str = "zh-CN",
    package: str = "",
) -> Intake:
    """All that a package says, at the stage of the self-assessment.

    ``files`` are those beside the workbook; ``package`` is the hash of the zip they came in. Empty files and programs
    are refused by name. Raises Refused as :func:`qmdesk.intake.self_assessment.read_workbook`.
    """
    exact = exact_answers(files, book, form, author=author, source_sha256=book.sha256)
    files = [file for file in files if not is_ours(file.name)]
    fit = [file for file in files if file.content and file.media != kinds.PROGRAM]
    refused = [
        Problem("evidence-program" if file.content else "file-empty", file.name) for file in files if file not in fit
    ]
    if isinstance(exact, Intake):
        intake = replace(exact, problems=(*grid.problems, *exact.problems))
        named = {file.sha256 for file in exact.files}
        fit = [file for file in fit if file.sha256 not in named and not is_data(file.name)]
    else:
        intake = read_workbook(grid, form, author=author, source_sha256=book.sha256, lang=lang)
        told = () if exact is None else (exact,)
        intake = _with_data_files(replace(intake, problems=(*grid.problems, *told, *intake.problems)), fit)
    once = list({file.sha256: file for file in reversed(fit)}.values())[::-1]
    intake = bind_evidence(intake, once, author=author, source_sha256=package or book.sha256)
    intake = _with_claims(intake, once)
    origin = f"import:{book.sha256}"
    kept = evidence_edits(book, form, binds=_OF_CASE, stage=Stage.SELF, captured="", origin=origin, author=author)
    return replace(
        intake,
        read=intake.read + len(refused),
        skipped=intake.skipped + len(refused),
        edits=(*intake.edits, *kept) if intake.edits else (),
        files=(*intake.files, book) if intake.edits else (),
        problems=(*intake.problems, *refused),
    )


def _with_claims(intake: Intake, files: Sequence[IncomingFile]) -> Intake:
    """Beside each picture, when it says it was taken."""
    claims, problems = claims_of(files)
    more = [
        replace(edit, place=Place(edit.place.subject, "captured"), value=claims[str(edit.value)])
        for edit in intake.edits
        if edit.place.kind == "evidence" and edit.place.name == "file" and str(edit.value) in claims
    ]
    return replace(intake, edits=(*intake.edits, *more), problems=(*intake.problems, *problems))


def _with_data_files(intake: Intake, files: Sequence[IncomingFile]) -> Intake:
    """The readings of files that the workbook names as the data of a characteristic."""
    wanted = measurement_files(intake)
    for file in files:
        subject = wanted.get(folded(file.name))
        if subject is not None:
            intake = _with_data_file(intake, file, subject)
    return intake


def _with_data_file(intake: Intake, file: IncomingFile, subject: str) -> Intake:
    try:
        sets = preview_grid(read_table(file.content, file.name))
    except Refused as refused:
        return _said(intake, *refused.problems)
    name = _value(intake, subject, "name")
    chosen = _chosen(sets, str(name or ""))
    if chosen is None or chosen.readings is None:
        code = "data-file-without-readings" if not sets or chosen is not None else "data-file-ambiguous"
        details = {"name": str(name or ""), "sets": ", ".join(each.name for each in sets)}
        return _said(intake, Problem(code, file.name, details))
    if _value(intake, subject, "readings") is not None:
        return _said(
            intake, Problem("data-file-beside-readings", file.name, {"name": str(name or "")}, Severity.WARNING)
        )
    return _taken(intake, chosen, subject, f"import:{file.sha256}")


def _chosen(sets: Sequence[MeasurementSet], name: str) -> MeasurementSet | None:
    """The only set of a file, or the one of the characteristic's name."""
    if len(sets) == 1:
        return sets[0]
    same = [each for each in sets if key_for(each.name) == key_for(name)]
    return same[0] if len(same) == 1 else None


def _taken(intake: Intake, chosen: MeasurementSet, subject: str, origin: str) -> Intake:
    """The readings, and those limits that the workbook leaves open; limits that differ are told."""
    assert chosen.readings is not None
    readings: Json = {"blob": chosen.readings.sha256, "n": len(chosen.readings)}
    values: dict[str, Json] = {"readings": readings}
    problems = list(chosen.problems)
    for name, own in (("lsl", chosen.lsl), ("usl", chosen.usl), ("target", chosen.target)):
        stated = _value(intake, subject, name)
        if own is not None and stated is None:
            values[name] = f"{own:f}"
        elif own is not None and key_for(f"{own.normalize():f}") != key_for(_normal(stated)):
            details = {"one": str(stated), "other": f"{own:f}"}
            problems.append(Problem("data-file-other-limits", chosen.place, details, Severity.WARNING))
    edits = [Edit(Place(subject, name, str(Stage.SELF)), value, origin=origin) for name, value in values.items()]
    blob = chosen.readings.blob()
    file = IncomingFile(chosen.readings.sha256, f"{chosen.name}.json", READINGS_MEDIA, blob)
    return replace(
        intake,
        read=intake.read + chosen.read,
        accepted=intake.accepted + chosen.read - chosen.skipped,
        skipped=intake.skipped + chosen.skipped,
        edits=(*intake.edits, *edits),
        files=(*intake.files, file),
        problems=(*intake.problems, *problems),
    )


def _normal(value: Json) -> str:
    from decimal import Decimal

    return f"{Decimal(value).normalize():f}" if isinstance(value, str) else ""


def _value(intake: Intake, subject: str, name: str) -> Json:
    return next(
        (each.value for each in intake.edits if each.place.subject == subject and each.place.name == name), None
    )


def _said(intake: Intake, *problems: Problem) -> Intake:
    return replace(intake, problems=(*intake.problems, *problems))
